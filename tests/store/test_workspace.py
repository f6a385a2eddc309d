"""The workspace."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from checker.errors import UnreadableFile, WorkspaceError
from checker.model.catalog import Roster
from checker.model.findings import ReportFindings
from checker.model.report import Role
from checker.store import Workspace
from tests.builders import check, make_catalog, make_point, make_report, make_task

CATALOG = make_catalog(make_task(make_point(clear=("案卷 + 评查",))))
ROSTER = Roster(id="r", place="云岫区")


@pytest.fixture
def findings() -> ReportFindings:
    """What was judged of a small report."""
    return check(CATALOG, make_report((Role.DONE, "开展案卷评查3次。")))


def test_a_run_is_read_back_as_it_was(findings: ReportFindings) -> None:
    """Catalog, roster, findings, text and failures come back equal."""
    with Workspace.in_memory() as workspace:
        run = workspace.begin_run(CATALOG, ROSTER, "0", "2026-01-01T00:00:00")
        workspace.add_report(run, 0, findings, "开展案卷评查3次。\n")
        workspace.add_failure(run, 1, UnreadableFile("坏.txt", "空文件"))
        workspace.finish_run(run, "2026-01-01T00:00:01")
        info = workspace.last_run()
        assert (info.id, info.reports, info.failures) == (run, 1, 1)
        assert workspace.catalog_of(run) == (CATALOG, ROSTER)
        assert list(workspace.reports_of(run)) == [findings]
        assert dict(workspace.texts_of(run)) == {findings.id: "开展案卷评查3次。\n"}
        assert workspace.failures_of(run) == [("坏.txt", "空文件")]


def test_an_unfinished_run_is_not_the_last_one(findings: ReportFindings) -> None:
    """A run that was cut off does not hide the one before it."""
    with Workspace.in_memory() as workspace:
        whole = workspace.begin_run(CATALOG, None, "0", "a")
        workspace.finish_run(whole, "b")
        cut = workspace.begin_run(CATALOG, None, "0", "c")
        workspace.add_report(cut, 0, findings, "x")
        assert workspace.last_run().id == whole


def test_the_same_file_read_anew_keeps_its_own_text(findings: ReportFindings) -> None:
    """Offsets of each run point into the text of that run, also when a newer reader extracts another text."""
    with Workspace.in_memory() as workspace:
        runs = [workspace.begin_run(CATALOG, None, "0", str(number)) for number in range(2)]
        for run, text in zip(runs, ("旧文本", "新文本"), strict=True):
            workspace.add_report(run, 0, findings, text)
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


def test_a_write_that_fails_leaves_nothing_behind(findings: ReportFindings) -> None:
    """A report is there whole or not at all."""
    with Workspace.in_memory() as workspace:
        run = workspace.begin_run(CATALOG, None, "0", "a")
        workspace.add_report(run, 0, findings, "x")
        with pytest.raises(WorkspaceError):
            workspace.add_report(run, 0, findings, "y")
        workspace.finish_run(run, "b")
        assert dict(workspace.texts_of(run)) == {findings.id: "x"}
