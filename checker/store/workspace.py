"""The workspace: runs with their catalog, the texts that were read, and what was judged of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from checker.errors import InputError, WorkspaceError
from checker.model.catalog import Catalog, Roster
from checker.model.findings import ReportFindings
from checker.store.connection import BUSY_SECONDS, prepare, told, transaction
from checker.store.journal import Journal
from checker.store.judged import Judged, Kept, Outline, read_findings, read_terms
from checker.store.migrations import migrate

__all__ = ["FILE_NAME", "RunInfo", "Workspace"]

FILE_NAME = "checker.sqlite"


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One run: its number, when it started and ended (ISO, local time), the tool's version, reports and failures."""

    id: int
    started: str
    finished: str | None
    tool: str
    reports: int
    failures: int


class Workspace:
    """An open workspace. Use as a context manager; every write is one transaction.

    ``Workspace.open(folder)`` wants an existing one, ``Workspace.create(folder)`` makes it where there is none; both
    raise `WorkspaceError` with the path and the reason.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path
        self._searched = {""}  # what is known to be kept of what was searched for

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Open the workspace in a folder, making both where there are none."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkspaceError(f"{folder}：不能建立工作区文件夹（{error.strerror}），请换一个可写的位置") from error
        return cls._connect(folder / FILE_NAME)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an existing workspace."""
        path = folder / FILE_NAME
        if not path.is_file():
            raise WorkspaceError(f"{folder}：这里没有工作区，请先用 checker run 检查报告，或用 --workspace 指明位置")
        return cls._connect(path)

    @classmethod
    def _connect(cls, path: Path) -> Self:
        with told(path):
            connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
            try:
                prepare(connection)
                migrate(connection, str(path))
            except BaseException:
                connection.close()
                raise
        return cls(connection, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the workspace."""
        self._db.close()

    def _transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        return transaction(self._db, self.path)

    @property
    def journal(self) -> Journal:
        """The decisions of reviewers, in the order in which they were made."""
        return Journal(self._db, self.path)

    def begin_run(self, catalog: Catalog, roster: Roster | None, tool: str, started: str) -> int:
        """Begin a run and give its number; the catalog as it was is kept with it."""
        catalog_json = catalog.model_dump_json()
        roster_json = roster.model_dump_json() if roster else None
        digest = _digest(f"{catalog_json}\n{roster_json}")
        with self._transaction() as db:
            db.execute("INSERT OR IGNORE INTO catalogs VALUES (?, ?, ?)", (digest, catalog_json, roster_json))
            run = db.execute(
                "INSERT INTO runs (started, tool, catalog) VALUES (?, ?, ?)", (started, tool, digest)
            ).lastrowid
        assert run is not None
        return run

    def add_judged(self, run: int, position: int, judged: Judged, key: str = "") -> None:
        """Keep what was judged of one report; ``key`` names all that it was judged from, "" where nobody will ask."""
        digest = _digest(judged.text)
        with self._transaction() as db:
            db.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (digest, judged.text))
            fresh = [pair for pair in judged.searched if pair[0] not in self._searched]
            db.executemany("INSERT OR IGNORE INTO searched VALUES (?, ?)", fresh)
            findings = _add_findings(db, judged.findings, json.dumps([name for name, _ in judged.searched]))
            _add_row(db, run, position, Kept(judged.outline, judged.sha256, findings, digest), key)
        self._searched.update(name for name, _ in fresh)

    def find_kept(self, key: str) -> Kept | None:
        """Find what an earlier run, finished or cut off, judged from the same; None where there is nothing."""
        with told(self.path):
            row = self._db.execute(
                "SELECT outline, sha256, findings, text FROM reports WHERE key = ? ORDER BY run DESC LIMIT 1", (key,)
            ).fetchone()
        return Kept(Outline.model_validate_json(row[0]), *row[1:]) if row else None

    def add_kept(self, run: int, position: int, kept: Kept, key: str, *, report: str, file: str) -> None:
        """Keep what an earlier run judged for this run too, under the id and name that the report has now."""
        with self._transaction() as db:
            if (kept.outline.id, kept.outline.file) != (report, file):
                kept = _renamed(db, kept, report, file)
            _add_row(db, run, position, kept, key)

    def add_failure(self, run: int, position: int, failure: InputError) -> None:
        """Keep that an input could not be used, and why."""
        with self._transaction() as db:
            db.execute("INSERT INTO failures VALUES (?, ?, ?, ?)", (run, position, failure.name, failure.reason))

    def finish_run(self, run: int, finished: str) -> None:
        """Mark a run as complete."""
        with self._transaction() as db:
            db.execute("UPDATE runs SET finished = ? WHERE id = ?", (finished, run))

    def last_run(self) -> RunInfo:
        """Give the newest finished run; raises `WorkspaceError` where there is none."""
        with told(self.path):
            row = self._db.execute(
                """SELECT id, started, finished, tool,
                          (SELECT count(*) FROM reports WHERE run = runs.id),
                          (SELECT count(*) FROM failures WHERE run = runs.id)
                   FROM runs WHERE finished IS NOT NULL ORDER BY id DESC LIMIT 1"""
            ).fetchone()
        if row is None:
            raise WorkspaceError(f"{self.path}：工作区里还没有完成的检查，请先用 checker run 检查报告")
        return RunInfo(*row)

    def catalog_of(self, run: int) -> tuple[Catalog, Roster | None]:
        """Give the catalog and roster that a run used."""
        with told(self.path):
            catalog, roster = self._db.execute(
                "SELECT c.catalog, c.roster FROM runs JOIN catalogs c ON c.hash = runs.catalog WHERE runs.id = ?",
                (run,),
            ).fetchone()
        return Catalog.model_validate_json(catalog), Roster.model_validate_json(roster) if roster else None

    def reports_of(self, run: int) -> Iterator[ReportFindings]:
        """Walk over the findings of a run in the order of its inputs."""
        return self._read_findings("WHERE run = ? ORDER BY position", run)

    def report_of(self, run: int, report: str) -> ReportFindings | None:
        """Give the findings of one report of a run by its id; None where there is none of that id."""
        return next(self._read_findings("WHERE run = ? AND report = ?", run, report), None)

    def _read_findings(self, where: str, *values: object) -> Iterator[ReportFindings]:
        known: dict[str, tuple[str, ...]] = {"": ()}
        with told(self.path):
            rows = self._db.execute(
                f"SELECT findings.findings, searched FROM reports JOIN findings ON id = reports.findings {where}",
                values,
            )
            for findings, listed in rows:
                searched = json.loads(listed)
                for one in searched:
                    if one not in known:
                        row = self._db.execute("SELECT terms FROM searched WHERE hash = ?", (one,)).fetchone()
                        known[one] = read_terms(row[0])
                yield read_findings(findings, [known[one] for one in searched])

    def outlines_of(self, run: int) -> Iterator[Outline]:
        """Walk over the outlines of a run's reports in the order of its inputs."""
        with told(self.path):
            rows = self._db.execute("SELECT outline FROM reports WHERE run = ? ORDER BY position", (run,))
            for (outline,) in rows:
                yield Outline.model_validate_json(outline)

    def failures_of(self, run: int) -> list[tuple[str, str]]:
        """List (name, reason) of the inputs of a run that could not be used."""
        with told(self.path):
            return self._db.execute(
                "SELECT name, reason FROM failures WHERE run = ? ORDER BY position", (run,)
            ).fetchall()

    def texts_of(self, run: int) -> Mapping[str, str]:
        """Give the text of every report of a run by the report's id; each is fetched when it is asked for."""
        return _Texts(self._db, run, self.path)

    def state_of(self, run: int) -> str:
        """Name in one hash all that a run's outputs show: catalog, findings in their order, decisions."""
        with told(self.path):
            (catalog,) = self._db.execute("SELECT catalog FROM runs WHERE id = ?", (run,)).fetchone()
            rows = self._db.execute(
                "SELECT report, findings, text FROM reports WHERE run = ? ORDER BY position", (run,)
            )
            state = hashlib.sha256(f"{catalog} {self.journal.newest()}".encode())
            for row in rows:
                state.update(repr(row).encode("utf-8", "surrogatepass"))
        return state.hexdigest()

    def note_outputs(self, folder: str, state: str, files: str) -> None:
        """Remember what was written into a folder: of which state, and the files as the caller describes them."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", (folder, state, files))

    def outputs_in(self, folder: str) -> tuple[str, str] | None:
        """Give (state, files) of what was last written into a folder, None where nothing was."""
        with told(self.path):
            row = self._db.execute("SELECT state, files FROM outputs WHERE folder = ?", (folder,)).fetchone()
        return (row[0], row[1]) if row else None


class _Texts(Mapping[str, str]):
    def __init__(self, db: sqlite3.Connection, run: int, path: Path) -> None:
        self._db, self._run, self._path = db, run, path

    def __getitem__(self, report: str) -> str:
        with told(self._path):
            row = self._db.execute(
                "SELECT texts.text FROM reports JOIN texts ON hash = reports.text WHERE run = ? AND report = ?",
                (self._run, report),
            ).fetchone()
        if row is None:
            raise KeyError(report)
        return str(row[0])

    def __iter__(self) -> Iterator[str]:
        with told(self._path):
            rows = self._db.execute(
                "SELECT report FROM reports WHERE run = ? ORDER BY position", (self._run,)
            ).fetchall()
        return iter([report for (report,) in rows])

    def __len__(self) -> int:
        with told(self._path):
            return int(self._db.execute("SELECT count(*) FROM reports WHERE run = ?", (self._run,)).fetchone()[0])


def _add_findings(db: sqlite3.Connection, findings: str, searched: str) -> int:
    number = db.execute("INSERT INTO findings (findings, searched) VALUES (?, ?)", (findings, searched)).lastrowid
    assert number is not None
    return number


def _add_row(db: sqlite3.Connection, run: int, position: int, kept: Kept, key: str) -> None:
    outline = kept.outline
    db.execute(
        "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (run, position, outline.id, kept.sha256, kept.text, kept.findings, outline.model_dump_json(), key),
    )


def _renamed(db: sqlite3.Connection, kept: Kept, report: str, file: str) -> Kept:
    """Keep earlier findings once more under another id and name, which stand in them."""
    written, searched = db.execute("SELECT findings, searched FROM findings WHERE id = ?", (kept.findings,)).fetchone()
    names = {"id": report, "file": file}
    findings = ReportFindings.model_validate_json(written).model_copy(update=names)
    number = _add_findings(db, findings.model_dump_json(), searched)
    return replace(kept, outline=kept.outline.model_copy(update=names), findings=number)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
