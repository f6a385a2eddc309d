"""A connection to the workspace's file: how it is set up, one transaction per change, and errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.errors import WorkspaceError

__all__ = ["BUSY_SECONDS", "prepare", "told", "transaction"]

BUSY_SECONDS = 30.0
"""How long a write waits for another process to finish its own."""


def prepare(connection: sqlite3.Connection) -> None:
    """Set a new connection up: write-ahead log, foreign keys, durable enough for what can be computed again."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def transaction(db: sqlite3.Connection, path: Path, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
    """Run the block as one write transaction; ``durable`` waits until the disk has it, for what nobody can compute."""
    with told(path):
        if durable:
            db.execute("PRAGMA synchronous = FULL")
        try:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:  # a full disk may have rolled back already
                    db.execute("ROLLBACK")
                raise
        finally:
            if durable:
                db.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into what a user can act on."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            reason = "工作区正被另一个程序占用，请稍后再试"
        elif "readonly" in text or "unable to open" in text:
            reason = "工作区不能写入，请检查文件夹权限或换一个位置（--workspace）"
        elif "full" in text:
            reason = "磁盘已满，没有写入；清理空间后重试，已有内容不受影响"
        elif "disk I/O" in text:
            reason = "读写磁盘失败，没有写入；请检查磁盘空间和连接后重试"
        elif "not a database" in text or "malformed" in text:
            reason = "文件损坏或不是工作区，请用备份恢复，或换一个文件夹（--workspace）"
        else:
            reason = f"工作区出错（{text}）"
        raise WorkspaceError(f"{path}：{reason}") from error
