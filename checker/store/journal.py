"""The journal: what reviewers decided, appended and never changed.

The journal does not know what a decision says; it keeps who, when, about which topic, and a body in JSON. A decision is
acknowledged when `Journal.append` returns: by then the disk has it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import Conflict, WorkspaceError
from checker.store.connection import told, transaction

__all__ = ["Draft", "Entry", "Journal"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision to be appended.

    ``token`` is the writer's own name for it: sent twice (a button pressed twice, an answer lost on the way), it is
    kept once. ``at`` is an ISO time. ``seen`` is the newest entry that the reviewer had on the screen: where the topic
    has moved on since, the draft is refused (None: appended whatever happened).
    """

    token: str
    at: str
    reviewer: str
    topic: str
    body: str
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision that was kept. ``id`` grows in the order of acknowledgement and is never used again."""

    id: int
    at: str
    reviewer: str
    topic: str
    body: str


class Journal:
    """The journal of an open workspace."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path

    def append(self, *drafts: Draft) -> tuple[int, ...]:
        """Append all or none, in order, and give their numbers.

        Raises `Conflict` where a draft's topic has moved on, `WorkspaceError` where nothing can be written.
        """
        with transaction(self._db, self._path, durable=True) as db:
            newest = _newest(db)
            return tuple(self._append(db, draft, newest) for draft in drafts)

    def _append(self, db: sqlite3.Connection, draft: Draft, newest: int) -> int:
        known = db.execute("SELECT id, reviewer, topic, body FROM decisions WHERE token = ?", (draft.token,)).fetchone()
        if known is not None:
            if known[1:] != (draft.reviewer, draft.topic, draft.body):
                raise WorkspaceError(
                    f"{self._path or '内存工作区'}：同一编号的决定内容不同，没有保存；请刷新页面后重试"
                )
            return int(known[0])
        if draft.seen is not None:
            between = self._select("WHERE topic = ? AND id > ? AND id <= ?", draft.topic, draft.seen, newest)
            if between:
                raise Conflict(
                    str(self._path or "内存工作区"), tuple(dict.fromkeys(entry.reviewer for entry in between))
                )
        number = db.execute(
            "INSERT INTO decisions (token, at, reviewer, topic, body) VALUES (?, ?, ?, ?, ?)",
            (draft.token, draft.at, draft.reviewer, draft.topic, draft.body),
        ).lastrowid
        assert number is not None
        return number

    def entries(self, after: int = 0) -> Sequence[Entry]:
        """List what was appended after an entry, in order."""
        with told(self._path):
            return list(self._select("WHERE id > ? ORDER BY id", after))

    def newest(self) -> int:
        """Give the number of the newest entry, 0 where there is none."""
        with told(self._path):
            return _newest(self._db)

    def _select(self, where: str, *values: object) -> list[Entry]:
        rows: Iterator[tuple[int, str, str, str, str]] = self._db.execute(
            f"SELECT id, at, reviewer, topic, body FROM decisions {where}", values
        )
        return [Entry(*row) for row in rows]


def _newest(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(id), 0) FROM decisions").fetchone()[0])
