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
    (  # findings apart from reports, so that runs share what did not change; an outline of each; what was written out
        "CREATE TABLE searched (hash TEXT PRIMARY KEY, terms TEXT NOT NULL)",
        """CREATE TABLE findings (
            id INTEGER PRIMARY KEY,
            findings TEXT NOT NULL,
            searched TEXT NOT NULL
        )""",
        """CREATE TABLE reports_with_outline (
            run INTEGER NOT NULL REFERENCES runs (id),
            position INTEGER NOT NULL,
            report TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            text TEXT NOT NULL REFERENCES texts (hash),
            findings INTEGER NOT NULL REFERENCES findings (id),
            outline TEXT NOT NULL,
            key TEXT NOT NULL,
            PRIMARY KEY (run, position)
        )""",
        "INSERT INTO findings SELECT rowid, findings, '[]' FROM reports",  # what was searched for is in them still
        """INSERT INTO reports_with_outline
           SELECT run, position, report, sha256, text, rowid,
                  json_object('id', json_extract(findings, '$.id'), 'file', json_extract(findings, '$.file'),
                              'issuer', json_extract(findings, '$.issuer'), 'level', json_extract(findings, '$.level'),
                              'year', json_extract(findings, '$.year'),
                              'warnings', json(coalesce(json_extract(findings, '$.warnings'), '[]')),
                              'statuses', (SELECT json_group_object(CAST(json_extract(value, '$.task') AS TEXT),
                                                                    json_extract(value, '$.status'))
                                           FROM json_each(reports.findings, '$.tasks'))),
                  ''
           FROM reports""",
        "DROP TABLE reports",
        "ALTER TABLE reports_with_outline RENAME TO reports",
        "CREATE UNIQUE INDEX reports_by_id ON reports (run, report)",
        "CREATE INDEX reports_by_key ON reports (key)",
        "CREATE TABLE outputs (folder TEXT PRIMARY KEY, state TEXT NOT NULL, files TEXT NOT NULL)",
    ),
)

NEWEST = len(_STEPS)
"""The number of steps: the schema that this program writes."""


def migrate(connection: sqlite3.Connection, path: str, upto: int = NEWEST) -> None:
    """Bring a workspace to a schema, by default the newest, one transaction a step; refuse one from a newer version."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(_STEPS):
        raise WorkspaceError(f"{path}：这个工作区由更新版本的程序建立（结构 {version}），请升级后再打开")
    for number, step in enumerate(_STEPS[version:upto], start=version + 1):
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
