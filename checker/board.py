"""What stands in a workspace: the last run with the decisions laid over it, and how a decision is saved.

An entry point: it wires store and review together for page, sheet, command line and exports.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock

from checker.errors import UsageError
from checker.export.export import write_export
from checker.final import RULES, last_case, read_records
from checker.model.catalog import Catalog, Roster
from checker.model.findings import ReportFindings
from checker.review import (
    Bench,
    Decision,
    FinalReport,
    Item,
    Record,
    Rules,
    Standing,
    follow,
    lay_over,
    order,
    queue_of,
    stand,
    topic_of,
)
from checker.store import Draft, RunInfo, Workspace

__all__ = ["Board", "Ruling", "Session", "open_session"]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that stands at one moment. ``newest`` is the newest entry of the journal that it takes account of."""

    run: RunInfo
    catalog: Catalog
    roster: Roster | None
    records: tuple[Record, ...]
    standing: Standing
    reports: Mapping[str, FinalReport]
    items: Mapping[str, tuple[Item, ...]]
    newest: int
    _text: Callable[[str], str]

    def queue(self) -> list[Item]:
        """List all points, the most doubtful first."""
        return order(item for items in self.items.values() for item in items)

    def bench(self, report: str) -> Bench:
        """Lay one report on the table; raises `UsageError` for an unknown one."""
        if report not in self.reports:
            raise UsageError(f"最近一次检查里没有报告“{report[:80]}”，请回到矩阵重新选择")
        return Bench(self.run.id, self.catalog, self.reports[report], self._text(report))


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision on its way to the journal; ``seen`` and ``token`` as in `checker.store.Draft`."""

    reviewer: str
    decision: Decision
    seen: int | None = None
    token: str = field(default_factory=lambda: secrets.token_hex(16))


class Session:
    """Gives boards and saves rulings. Safe to be used by several threads; every call opens the workspace anew.

    What was computed is kept for as long as it holds: findings of a run do not change, and the journal only grows.
    """

    def __init__(self, open_workspace: Callable[[], Workspace], clock: Callable[[], datetime], rules: Rules) -> None:
        self._open = open_workspace
        self._clock = clock
        self._rules = rules
        self._lock = Lock()
        self._run: RunInfo | None = None
        self._catalog: Catalog | None = None
        self._roster: Roster | None = None
        self._machine: dict[str, ReportFindings] = {}
        self._texts: dict[str, str] = {}
        self._records: list[Record] = []
        self._finals: dict[str, FinalReport] = {}
        self._items: dict[str, tuple[Item, ...]] = {}

    def now(self) -> datetime:
        return self._clock()

    def board(self) -> Board:
        """Give what stands now; raises `WorkspaceError` where there is no finished run."""
        with self._lock, self._open() as workspace:
            run = workspace.last_run()
            if self._run is None or run != self._run:
                self._load(workspace, run)
            newest = self._records[-1].id if self._records else 0
            new = self._follow(workspace, run, read_records(workspace, newest))
            self._records.extend(new)
            standing = stand(self._records)
            self._lay(workspace, standing, {record.decision.report for record in new})
            catalog = self._catalog
            assert catalog is not None
            return Board(
                run,
                catalog,
                self._roster,
                tuple(self._records),
                standing,
                dict(self._finals),
                dict(self._items),
                self._records[-1].id if self._records else 0,
                lambda report: self._text(run.id, report),
            )

    def save(self, *rulings: Ruling) -> tuple[int, ...]:
        """Append rulings, all or none; raises `Conflict` where somebody else was there first."""
        at = self._clock().isoformat(timespec="seconds")
        drafts = [
            Draft(
                one.token,
                at,
                one.reviewer,
                topic_of(one.decision),
                one.decision.model_dump_json(exclude_defaults=True),
                one.seen,
            )
            for one in rulings
        ]
        with self._open() as workspace:
            return workspace.journal.append(*drafts)

    def export_checklist(self, path: Path, report: str = "", chapter: str = "", status: str = "") -> None:
        """Write the checklist as `checker export checklist` does; an empty filter lets everything through."""
        with self._open() as workspace:
            case = last_case(
                workspace,
                reports=[report] if report else (),
                chapters=[chapter] if chapter else (),
                statuses=[status] if status else (),
            )
            write_export("checklist", "xlsx", path, case)

    def _load(self, workspace: Workspace, run: RunInfo) -> None:
        self._catalog, self._roster = workspace.catalog_of(run.id)
        self._machine = {report.id: report for report in workspace.reports_of(run.id)}
        self._run = run
        self._texts, self._finals, self._items, self._records = {}, {}, {}, []

    def _lay(self, workspace: Workspace, standing: Standing, touched: set[str]) -> None:
        assert self._run is not None
        assert self._catalog is not None
        texts: Mapping[str, str] = workspace.texts_of(self._run.id)
        for name, report in self._machine.items():
            if name in self._finals and name not in touched:
                continue
            text = texts[name] if name in standing.verdicts else ""
            final = lay_over(report, text, self._catalog, standing, self._rules)
            self._finals[name] = final
            self._items[name] = tuple(queue_of(final, self._catalog, self._rules.roll_up, self._rules.clear_from))

    def _follow(self, workspace: Workspace, run: RunInfo, records: Sequence[Record]) -> list[Record]:
        files = {name: report.sha256 for name, report in self._machine.items()}
        return follow(records, files, workspace.texts_of(run.id).__getitem__)

    def _text(self, run: int, report: str) -> str:
        with self._lock:
            if report not in self._texts:
                with self._open() as workspace:
                    self._texts[report] = workspace.texts_of(run)[report]
            return self._texts[report]


def open_session(folder: Path, clock: Callable[[], datetime]) -> Session:
    """Open a session on the workspace of a folder; raises `WorkspaceError` where there is none."""
    Workspace.open(folder).close()
    return Session(lambda: Workspace.open(folder), clock, RULES)
