"""The final judgement of a run: what the machine found with the decisions laid over it, as the exports take it.

An entry point: it wires store, review and export together for the command line and the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checker.assess.judge import COMPARED
from checker.assess.rollup import roll_up
from checker.export.case import Case, open_case
from checker.export.filters import Filters, parse_filters
from checker.export.source import FindingsStream
from checker.model.catalog import Catalog, Roster
from checker.model.findings import CatalogInfo, ReportFindings, ToolInfo
from checker.review import Record, Rules, Standing, follow, lay_over, read_record, stand, tell
from checker.store import Outline, Workspace

__all__ = ["RULES", "FinalReports", "case_of", "last_case", "read_records"]

PRODUCT = "yaodian-checker"
RULES = Rules(roll_up, COMPARED.clear)
"""The rules that the machine judges by."""


@dataclass(frozen=True, slots=True)
class FinalReports:
    """The final judgement of a run, report by report, fetched anew at every walk: one is in memory at a time."""

    workspace: Workspace
    run: int
    catalog: Catalog
    standing: Standing

    @classmethod
    def of(cls, workspace: Workspace, run: int, catalog: Catalog) -> FinalReports:
        """Lay the decisions that stand now over a run."""
        files, texts = _Files(workspace, run), workspace.texts_of(run)
        return cls(workspace, run, catalog, stand(follow(read_records(workspace), files, texts.__getitem__)))

    def __iter__(self) -> Iterator[ReportFindings]:
        return map(self._final, self.workspace.reports_of(self.run))

    def one(self, report: str) -> ReportFindings | None:
        """Give one report of the run; None where there is none of that id."""
        machine = self.workspace.report_of(self.run, report)
        return self._final(machine) if machine else None

    def outlines(self) -> Iterator[Outline]:
        """Walk over the outlines of the reports, with the final statuses."""
        decided = self.standing.reports()
        for outline in self.workspace.outlines_of(self.run):
            report = self.one(outline.id) if outline.id in decided else None
            yield Outline.of(report) if report else outline

    def reviewed(self) -> dict[str, ReportFindings]:
        """Give the reports that anything was decided on, by id, without their points: for lists of many."""
        found = (self.one(name) for name in sorted(self.standing.reports()))
        return {report.id: report.model_copy(update={"points": ()}) for report in found if report is not None}

    def _final(self, machine: ReportFindings) -> ReportFindings:
        verdicts = self.standing.verdicts.get(machine.id, ())
        text = self.workspace.texts_of(self.run)[machine.id] if verdicts else ""
        final = lay_over(machine, text, self.catalog, self.standing, RULES)
        return tell(final, self.standing.notes.get(machine.id, ()))


class _Files(Mapping[str, str]):
    """The SHA-256 of the reports of a run by their ids; each is fetched when it is asked for."""

    def __init__(self, workspace: Workspace, run: int) -> None:
        self._workspace = workspace
        self._run = run
        self._ids = [outline.id for outline in workspace.outlines_of(run)]

    def __getitem__(self, report: str) -> str:
        found = self._workspace.report_of(self._run, report)
        if found is None:
            raise KeyError(report)
        return found.sha256

    def __contains__(self, report: object) -> bool:
        return report in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def read_records(workspace: Workspace, after: int = 0) -> list[Record]:
    """Read the journal from behind an entry on; raises `WorkspaceError` for an entry that is none of ours."""
    entries = workspace.journal.entries(after)
    return [read_record(entry.id, entry.at, entry.reviewer, entry.body) for entry in entries]


def case_of(
    workspace: Workspace,
    run: int,
    catalog: Catalog,
    roster: Roster | None,
    *,
    version: str,
    run_at: datetime,
    filters: Filters | None = None,
) -> Case:
    """Make a case for the exports of a run, one report in memory at a time."""
    info = CatalogInfo(
        id=catalog.id, title=catalog.title, issuer=catalog.issuer, year=catalog.year, doc_number=catalog.doc_number
    )
    source = FindingsStream(ToolInfo(name=PRODUCT, version=version), info, FinalReports.of(workspace, run, catalog))
    return open_case(source, catalog, roster, workspace.texts_of(run), run_at=run_at, filters=filters)


def last_case(
    workspace: Workspace,
    *,
    units: Sequence[str] = (),
    chapters: Sequence[str] = (),
    statuses: Sequence[str] = (),
    reports: Sequence[str] = (),
    only_gaps: bool = False,
) -> Case:
    """Make a case of the last run under filters as users type them; raises `UsageError` for what there is not."""
    run = workspace.last_run()
    catalog, roster = workspace.catalog_of(run.id)
    filters = parse_filters(
        catalog, units=units, chapters=chapters, statuses=statuses, reports=reports, only_gaps=only_gaps
    )
    started = datetime.fromisoformat(run.started)
    return case_of(workspace, run.id, catalog, roster, version=run.tool, run_at=started, filters=filters)
