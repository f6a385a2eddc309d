"""The whole workspace as one file, and back; and what is in it."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from checker.errors import WorkspaceError
from checker.store.connection import BUSY_SECONDS, told
from checker.store.migrations import NEWEST
from checker.store.workspace import FILE_NAME, Workspace

__all__ = ["Contents", "back_up", "contents_of", "restore"]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a workspace holds. ``bytes`` counts the file and its log; ``fault`` is what the integrity check found."""

    path: str
    schema: int
    bytes: int
    runs: int
    unfinished: int
    reports: int
    decisions: int
    reviewers: tuple[tuple[str, int], ...]
    first_decision: str
    last_decision: str
    fault: str


def contents_of(folder: Path) -> Contents:
    """Count what a workspace holds and check that it is whole."""
    Workspace.open(folder).close()  # brings it to the newest schema, or says why not
    path = folder / FILE_NAME
    with told(path):
        db = sqlite3.connect(path, timeout=BUSY_SECONDS)
        try:
            runs, unfinished = db.execute("SELECT count(*), count(*) - count(finished) FROM runs").fetchone()
            (reports,) = db.execute("SELECT count(*) FROM reports").fetchone()
            decisions, first, last = db.execute(
                "SELECT count(*), coalesce(min(at), ''), coalesce(max(at), '') FROM decisions"
            ).fetchone()
            names = db.execute(
                "SELECT reviewer, count(*) FROM decisions GROUP BY reviewer ORDER BY count(*) DESC, reviewer"
            ).fetchall()
            fault = _fault(db)
        finally:
            db.close()
    size = sum(file.stat().st_size for file in (path, Path(f"{path}-wal")) if file.exists())
    return Contents(
        str(path), NEWEST, size, runs, unfinished, reports, decisions, tuple(map(tuple, names)), first, last, fault
    )


def back_up(folder: Path, target: Path) -> int:
    """Write the whole workspace to one file, while others may be using it, and give its size in bytes.

    The file appears whole or not at all, and never in the place of another one.
    """
    Workspace.open(folder).close()
    _refuse_existing(target)
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with told(part):
            _copy(folder / FILE_NAME, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise WorkspaceError(f"{target}：不能写备份（{error.strerror or error}），请换一个可写的位置") from error
    finally:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            if leftover.parent.is_dir():
                leftover.unlink(missing_ok=True)
    return target.stat().st_size


def restore(source: Path, folder: Path) -> None:
    """Make a workspace from a backup. A folder that has a workspace is refused: nothing is ever overwritten."""
    if not source.is_file():
        raise WorkspaceError(f"{source}：没有这个备份文件，请检查路径")
    with told(source):
        db = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            fault = _fault(db)
        finally:
            db.close()
    if fault or not {"runs", "reports", "texts"} <= tables:
        raise WorkspaceError(f"{source}：不是完好的工作区备份（{fault or '缺少数据表'}），没有恢复")
    if version > NEWEST:
        raise WorkspaceError(f"{source}：这个备份由更新版本的程序写出（结构 {version}），请升级后再恢复")
    path = folder / FILE_NAME
    if path.exists():
        raise WorkspaceError(
            f"{folder}：这里已有工作区，没有覆盖。请用 --workspace 指定新的文件夹，或先备份并移走原来的工作区"
        )
    back = folder / f".{FILE_NAME}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        back.unlink(missing_ok=True)
        with told(path):
            _copy(source, back, immutable=True)
        os.link(back, path)  # unlike a rename, fails where somebody made a workspace meanwhile
    except OSError as error:
        raise WorkspaceError(f"{folder}：不能恢复（{error.strerror or error}），请换一个可写的位置") from error
    finally:
        if folder.is_dir():
            back.unlink(missing_ok=True)
    Workspace.open(folder).close()


def _copy(source: Path, target: Path, *, immutable: bool = False) -> None:
    mode = "?mode=ro&immutable=1" if immutable else "?mode=rw"
    origin = sqlite3.connect(f"{source.resolve().as_uri()}{mode}", uri=True, timeout=BUSY_SECONDS)
    try:
        copy = sqlite3.connect(target)
        try:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
            fault = _fault(copy)
            if fault:
                raise WorkspaceError(f"{source}：完整性检查没有通过（{fault}），没有写出")
        finally:
            copy.close()
    finally:
        origin.close()


def _fault(db: sqlite3.Connection) -> str:
    (said,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    return "" if said == "ok" else str(said)


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise WorkspaceError(f"{target}：已有同名文件，没有覆盖；请换一个文件名")
