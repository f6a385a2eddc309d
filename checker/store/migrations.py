"""The schema of the workspace, as small steps; ``PRAGMA user_version`` counts those that were taken."""

from __future__ import annotations

import sqlite3

from checker.errors import WorkspaceError

__all__ = ["NEWEST", "migrate"]

_STEPS = (
    (
        """CREATE TABLE catalogs (
            hash TEXT PRIMARY KEY,
            catalog TEXT NOT NULL,
            roster TEXT
        )""",
        """CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            started TEXT NOT NULL,
            finished TEXT,
            tool TEXT NOT NULL,
            catalog TEXT NOT NULL REFERENCES catalogs (hash)
        )""",
        """CREATE TABLE texts (
            hash TEXT PRIMARY KEY,
            text TEXT NOT NULL
        )""",
        """CREATE TABLE reports (
            run INTEGER NOT NULL REFERENCES runs (id),
            position INTEGER NOT NULL,
            report TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            text TEXT NOT NULL REFERENCES texts (hash),
            findings TEXT NOT NULL,
            PRIMARY KEY (run, position)
        )""",
        """CREATE TABLE failures (
            run INTEGER NOT NULL REFERENCES runs (id),
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (run, position)
        )""",
        "CREATE UNIQUE INDEX reports_by_id ON reports (run, report)",
    ),
    (
        """CREATE TABLE decisions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            token TEXT NOT NULL UNIQUE,
            at TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            topic TEXT NOT NULL,
            body TEXT NOT NULL
        )""",
        "CREATE INDEX decisions_by_topic ON decisions (topic, id)",
        """CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions
           BEGIN SELECT RAISE(ABORT, 'decisions are appended, never changed'); END""",
        """CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
           BEGIN SELECT RAISE(ABORT, 'decisions are appended, never deleted'); END""",
    ),
)

NEWEST = len(_STEPS)
"""The number of steps: the schema that this program writes."""


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Bring a workspace to the newest schema, one transaction a step; refuse one from a newer version."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(_STEPS):
        raise WorkspaceError(f"{path}：这个工作区由更新版本的程序建立（结构 {version}），请升级后再打开")
    for number, step in enumerate(_STEPS[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            (now,) = connection.execute("PRAGMA user_version").fetchone()
            if now < number:
                for statement in step:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
