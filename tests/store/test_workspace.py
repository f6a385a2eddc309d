"""The workspace."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from checker.errors import UnreadableFile, WorkspaceError
from checker.model.catalog import Roster
from checker.model.findings import ReportFindings
from checker.model.report import Role
from checker.store import Draft, Judged, Outline, Workspace
from checker.store.migrations import migrate
from tests.builders import check, make_catalog, make_point, make_report, make_task

CATALOG = make_catalog(make_task(make_point(clear=("案卷 + 评查",))))
ROSTER = Roster(id="r", place="云岫区")


@pytest.fixture
def findings() -> ReportFindings:
    """What was judged of a small report."""
    return check(CATALOG, make_report((Role.DONE, "开展案卷评查3次。")))


def test_a_run_is_read_back_as_it_was(findings: ReportFindings, tmp_path: Path) -> None:
    """Catalog, roster, findings, text and failures come back equal."""
    with Workspace.create(tmp_path) as workspace:
        run = workspace.begin_run(CATALOG, ROSTER, "0", "2026-01-01T00:00:00")
        workspace.add_judged(run, 0, Judged.of(findings, "开展案卷评查3次。\n"))
        workspace.add_failure(run, 1, UnreadableFile("坏.txt", "空文件"))
        workspace.finish_run(run, "2026-01-01T00:00:01")
        info = workspace.last_run()
        assert (info.id, info.reports, info.failures) == (run, 1, 1)
        assert workspace.catalog_of(run) == (CATALOG, ROSTER)
        assert list(workspace.reports_of(run)) == [findings]
        assert dict(workspace.texts_of(run)) == {findings.id: "开展案卷评查3次。\n"}
        assert workspace.failures_of(run) == [("坏.txt", "空文件")]


def test_an_unfinished_run_is_not_the_last_one(findings: ReportFindings, tmp_path: Path) -> None:
    """A run that was cut off does not hide the one before it."""
    with Workspace.create(tmp_path) as workspace:
        whole = workspace.begin_run(CATALOG, None, "0", "a")
        workspace.finish_run(whole, "b")
        cut = workspace.begin_run(CATALOG, None, "0", "c")
        workspace.add_judged(cut, 0, Judged.of(findings, "x"))
        assert workspace.last_run().id == whole


def test_the_same_file_read_anew_keeps_its_own_text(findings: ReportFindings, tmp_path: Path) -> None:
    """Offsets of each run point into the text of that run, also when a newer reader extracts another text."""
    with Workspace.create(tmp_path) as workspace:
        runs = [workspace.begin_run(CATALOG, None, "0", str(number)) for number in range(2)]
        for run, text in zip(runs, ("旧文本", "新文本"), strict=True):
            workspace.add_judged(run, 0, Judged.of(findings, text))
        assert [workspace.texts_of(run)[findings.id] for run in runs] == ["旧文本", "新文本"]


def test_a_folder_without_a_workspace_is_said(tmp_path: Path) -> None:
    """Looking at results before any run tells what to do, and makes nothing."""
    with pytest.raises(WorkspaceError, match="checker run"):
        Workspace.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    """A file that is no database is named, not overwritten."""
    path = tmp_path / "checker.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(WorkspaceError, match="损坏"):
        Workspace.open(tmp_path)
    assert path.read_bytes() == b"not a database" * 100


def test_a_workspace_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """Never guess at a schema that we do not know."""
    Workspace.create(tmp_path).close()
    with sqlite3.connect(tmp_path / "checker.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(WorkspaceError, match="升级"):
        Workspace.open(tmp_path)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file where the folder should be is named."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceError, match="file"):
        Workspace.create(tmp_path / "file")


def test_a_write_that_fails_leaves_nothing_behind(findings: ReportFindings, tmp_path: Path) -> None:
    """A report is there whole or not at all."""
    with Workspace.create(tmp_path) as workspace:
        run = workspace.begin_run(CATALOG, None, "0", "a")
        workspace.add_judged(run, 0, Judged.of(findings, "x"))
        with pytest.raises(WorkspaceError):
            workspace.add_judged(run, 0, Judged.of(findings, "y"))
        workspace.finish_run(run, "b")
        assert dict(workspace.texts_of(run)) == {findings.id: "x"}


def test_reports_of_an_older_workspace_get_an_outline(tmp_path: Path, findings: ReportFindings) -> None:
    """The step that takes findings apart from reports loses none, and outlines them as a new run would."""
    db = sqlite3.connect(tmp_path / "checker.sqlite", isolation_level=None)
    migrate(db, "", upto=2)
    db.execute("INSERT INTO catalogs VALUES ('c', ?, NULL)", (CATALOG.model_dump_json(),))
    db.execute("INSERT INTO texts VALUES ('t', '开展案卷评查3次。')")
    judged = [findings, findings.model_copy(update={"id": "二", "warnings": ("年度未认出",), "year": None})]
    for run in (1, 2):
        db.execute("INSERT INTO runs VALUES (?, 'a', 'b', '0', 'c')", (run,))
        for position, one in enumerate(judged):
            row = (run, position, one.id, one.sha256, "t", one.model_dump_json())
            db.execute("INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?)", row)
    db.close()
    with Workspace.open(tmp_path) as workspace:
        for run in (1, 2):
            assert list(workspace.reports_of(run)) == judged
            assert list(workspace.outlines_of(run)) == [Outline.of(one) for one in judged]
            assert dict(workspace.texts_of(run)) == {one.id: "开展案卷评查3次。" for one in judged}


def test_what_was_judged_from_the_same_is_found_and_kept_once(findings: ReportFindings, tmp_path: Path) -> None:
    """A second run shares the findings of the first, also where the first was cut off; under a new name they follow."""
    with Workspace.create(tmp_path) as workspace:
        first = workspace.begin_run(CATALOG, None, "0", "a")
        workspace.add_judged(first, 0, Judged.of(findings, "文"), "k")
        second = workspace.begin_run(CATALOG, None, "0", "b")
        kept = workspace.find_kept("k")
        assert kept is not None
        workspace.add_kept(second, 0, kept, "k", report=findings.id, file=findings.file)
        workspace.add_kept(second, 1, kept, "k", report="新", file="新.txt")
        renamed = findings.model_copy(update={"id": "新", "file": "新.txt"})
        assert list(workspace.reports_of(second)) == [findings, renamed]
        assert list(workspace.outlines_of(second)) == [Outline.of(findings), Outline.of(renamed)]
        again = workspace.find_kept("k")
        assert again is not None
        assert (kept.findings, kept.text) == (1, again.text)
        assert workspace.find_kept("anders") is None


def test_a_state_changes_with_what_outputs_show(findings: ReportFindings, tmp_path: Path) -> None:
    """Equal runs over kept findings have one state; another name or a decision makes another."""
    with Workspace.create(tmp_path) as workspace:
        runs = [workspace.begin_run(CATALOG, None, "0", str(number)) for number in range(3)]
        workspace.add_judged(runs[0], 0, Judged.of(findings, "文"), "k")
        kept = workspace.find_kept("k")
        assert kept is not None
        for run, name in zip(runs[1:], (findings.id, "新"), strict=True):
            workspace.add_kept(run, 0, kept, "k", report=name, file=findings.file)
        states = [workspace.state_of(run) for run in runs]
        assert states[0] == states[1] != states[2]
        workspace.journal.append(Draft("t", "2026-01-01", "甲", "topic", "{}"))
        assert workspace.state_of(runs[0]) != states[0]


def test_outputs_are_remembered_by_folder(tmp_path: Path) -> None:
    """The last word on a folder counts; another folder knows nothing."""
    with Workspace.create(tmp_path) as workspace:
        workspace.note_outputs("/a", "1", "[]")
        workspace.note_outputs("/a", "2", "[1]")
        assert workspace.outputs_in("/a") == ("2", "[1]")
        assert workspace.outputs_in("/b") is None
