"""Nothing acknowledged is lost: killed processes, crowds of writers, a full disk, a folder that cannot be written."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.errors import WorkspaceError
from checker.store import Workspace
from tests.store.writers import draft

ROOT = Path(__file__).parents[2]
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


def writers(*arguments: object) -> dict[str, Any]:
    """Run the writers in a process of their own and give what they counted."""
    command = [sys.executable, "-m", "tests.store.writers", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    counted: dict[str, Any] = json.loads(done.stdout)
    return counted


@forks
def test_killed_two_hundred_times_and_nothing_lost(tmp_path: Path) -> None:
    """After every one of 200 kills the workspace opens, is whole, and holds each decision that was acknowledged."""
    counted = writers("crash", tmp_path / "w", 200, 20261122)
    assert (counted["kills"], counted["lost"], counted["damaged"], counted["torn"]) == (200, 0, 0, 0)
    assert counted["acknowledged"] > 400


@forks
def test_eight_writers_and_five_thousand_decisions(tmp_path: Path) -> None:
    """All are there, in the order of each writer, none doubled though every tenth was sent twice."""
    counted = writers("crowd", tmp_path / "w", 8, 625)
    assert counted == {"failed": 0, "kept": 5000, "distinct": 5000, "in_order": 8, "ids_rise": 1}


def limited(path: Path, pages: int) -> Workspace:
    """Open a workspace whose file may not grow beyond so many pages: a full disk, as SQLite sees it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA max_page_count = {pages}")
    return Workspace(connection, path)


def test_a_full_disk_is_said_and_harms_nothing(tmp_path: Path) -> None:
    """The decision that does not fit is refused in plain words; the others stay, and writing goes on afterwards."""
    with Workspace.create(tmp_path) as workspace:
        workspace.journal.append(draft("甲", 1))
    path = tmp_path / "checker.sqlite"
    with limited(path, 20) as workspace:
        huge = draft("甲", 2)
        with pytest.raises(WorkspaceError, match="磁盘已满"):
            workspace.journal.append(type(huge)(huge.token, huge.at, huge.reviewer, huge.topic, "x" * 10_000_000))
    with Workspace.open(tmp_path) as workspace:
        workspace.journal.append(draft("甲", 3))
        assert [entry.body for entry in workspace.journal.entries()] == ["[1]", "[3]"]
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_workspace_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A decision on a read-only file is refused in plain words and reading goes on."""
    with Workspace.create(tmp_path) as workspace:
        workspace.journal.append(draft("甲", 1))
    path = tmp_path / "checker.sqlite"
    with Workspace(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None), path) as workspace:
        with pytest.raises(WorkspaceError, match="不能写入"):
            workspace.journal.append(draft("甲", 2))
        assert len(workspace.journal.entries()) == 1


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root writes everywhere")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    """Making a workspace where nothing can be written names the folder."""
    tmp_path.chmod(0o500)
    with pytest.raises(WorkspaceError, match="可写"):
        Workspace.create(tmp_path / "w")
