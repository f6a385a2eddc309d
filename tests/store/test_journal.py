"""The journal of decisions."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from checker.errors import Conflict, WorkspaceError
from checker.store import Draft, Workspace, back_up, contents_of, restore
from checker.store.migrations import NEWEST, migrate
from tests.store.writers import draft


def on(topic: str, reviewer: str, seen: int | None = None, token: str = "") -> Draft:
    """Make a decision on a topic by a reviewer who had seen the journal up to an entry."""
    return Draft(token or f"{topic}{reviewer}{seen}", "2026-01-01", reviewer, topic, "{}", seen)


def test_entries_come_back_in_order_with_all_that_was_said(tmp_path: Path) -> None:
    """Who, when, about what, and the words, in the order of acknowledgement."""
    with Workspace.create(tmp_path) as workspace:
        drafts = [draft("甲", number) for number in range(3)]
        assert workspace.journal.append(*drafts) == (1, 2, 3)
        kept = workspace.journal.entries()
        assert [(e.at, e.reviewer, e.topic, e.body) for e in kept] == [
            (d.at, d.reviewer, d.topic, d.body) for d in drafts
        ]
        assert [entry.id for entry in workspace.journal.entries(after=2)] == [3]
        assert workspace.journal.newest() == 3


def test_sent_twice_is_kept_once(tmp_path: Path) -> None:
    """The same token gives the same number; with other words it is refused."""
    with Workspace.create(tmp_path) as workspace:
        (first,) = workspace.journal.append(draft("甲", 1))
        assert workspace.journal.append(draft("甲", 1)) == (first,)
        with pytest.raises(WorkspaceError, match="刷新"):
            workspace.journal.append(replace(draft("甲", 1), body="{}"))
        assert len(workspace.journal.entries()) == 1


def test_a_decision_on_what_has_moved_on_is_refused(tmp_path: Path) -> None:
    """Whoever did not see another's decision on the topic is told by whom; another topic is no conflict."""
    with Workspace.create(tmp_path) as workspace:
        workspace.journal.append(on("a", "甲", 0))
        with pytest.raises(Conflict, match="甲") as caught:
            workspace.journal.append(on("a", "乙", 0))
        assert caught.value.reviewers == ("甲",)
        workspace.journal.append(on("b", "乙", 0))
        workspace.journal.append(on("a", "乙", 1))
        assert [entry.reviewer for entry in workspace.journal.entries()] == ["甲", "乙", "乙"]


def test_all_or_none(tmp_path: Path) -> None:
    """A conflict in the middle of several decisions leaves none of them."""
    with Workspace.create(tmp_path) as workspace:
        workspace.journal.append(on("a", "甲", 0))
        with pytest.raises(Conflict):
            workspace.journal.append(on("b", "乙", 0), on("a", "乙", 0))
        assert workspace.journal.newest() == 1


def test_the_database_itself_refuses_to_change_the_past(tmp_path: Path) -> None:
    """Not even with SQL of one's own is a decision altered or removed."""
    with Workspace.create(tmp_path) as workspace:
        workspace.journal.append(draft("甲", 1))
    db = sqlite3.connect(tmp_path / "checker.sqlite")
    for statement in ("UPDATE decisions SET reviewer = '乙'", "DELETE FROM decisions"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            db.execute(statement)
    db.close()


def test_decisions_wait_for_the_disk(tmp_path: Path) -> None:
    """Each decision is written with synchronous FULL; what runs write can be computed again and need not wait."""
    Workspace.create(tmp_path).close()
    path = tmp_path / "checker.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    said: list[str] = []
    with Workspace(connection, path) as workspace:
        connection.set_trace_callback(said.append)
        workspace.journal.append(draft("甲", 1))
        connection.set_trace_callback(None)
    full, begin, commit = (said.index(one) for one in ("PRAGMA synchronous = FULL", "BEGIN IMMEDIATE", "COMMIT"))
    assert full < begin < commit < said.index("PRAGMA synchronous = NORMAL")


def test_a_workspace_of_the_first_version_is_brought_up(tmp_path: Path) -> None:
    """A workspace from before there were decisions opens, with its runs, and takes decisions."""
    db = sqlite3.connect(tmp_path / "checker.sqlite", isolation_level=None)
    migrate(db, "", upto=1)
    db.close()
    with Workspace.open(tmp_path) as workspace:
        assert workspace.journal.append(draft("甲", 1)) == (1,)
    assert contents_of(tmp_path).schema == NEWEST


def test_backup_and_back(tmp_path: Path) -> None:
    """Everything comes back from one file, taken while the workspace is in use; neither way overwrites anything."""
    with Workspace.create(tmp_path / "a") as workspace:
        workspace.journal.append(*(draft("甲", number) for number in range(5)))
        assert back_up(tmp_path / "a", tmp_path / "all.bak") > 0
        workspace.journal.append(draft("乙", 9))
    with pytest.raises(WorkspaceError, match="同名"):
        back_up(tmp_path / "a", tmp_path / "all.bak")
    restore(tmp_path / "all.bak", tmp_path / "b")
    found = contents_of(tmp_path / "b")
    assert (found.decisions, found.reviewers, found.fault) == (5, (("甲", 5),), "")
    with pytest.raises(WorkspaceError, match="没有覆盖"):
        restore(tmp_path / "all.bak", tmp_path / "a")
    assert contents_of(tmp_path / "a").decisions == 6
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "all.bak", "b"]


@pytest.mark.parametrize("content", [b"", b"not a database" * 99, None])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """An empty, a foreign and a missing file are named, and no workspace is made of them."""
    path = tmp_path / "x.bak"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WorkspaceError, match=r"x\.bak"):
        restore(path, tmp_path / "w")
    assert not (tmp_path / "w").exists()


def test_a_damaged_backup_is_refused(tmp_path: Path) -> None:
    """A backup with a page overwritten does not pass the integrity check."""
    with Workspace.create(tmp_path / "a") as workspace:
        workspace.journal.append(*(draft("甲", number) for number in range(500)))
    back_up(tmp_path / "a", tmp_path / "x.bak")
    data = bytearray((tmp_path / "x.bak").read_bytes())
    data[-8192:-4096] = b"\xff" * 4096
    (tmp_path / "x.bak").write_bytes(data)
    with pytest.raises(WorkspaceError, match=r"x\.bak"):
        restore(tmp_path / "x.bak", tmp_path / "w")
