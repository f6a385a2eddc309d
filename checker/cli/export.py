"""`checker export`: the papers of an inspection, from the workspace's last run; and the outputs of `checker run`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checker.cli import texts
from checker.cli.console import console, warn
from checker.errors import UsageError
from checker.export.case import Case, open_case
from checker.export.export import FORMATS, KINDS, write_export
from checker.export.filters import Filters, parse_filters
from checker.export.source import FindingsStream
from checker.model.catalog import Catalog, Roster
from checker.model.findings import CatalogInfo, ReportFindings, ToolInfo
from checker.store import Workspace

__all__ = ["PRODUCT", "case_of", "export_command"]

PRODUCT = "yaodian-checker"
_LISTED = 6  # files that are named one by one


@dataclass(frozen=True, slots=True)
class _Reports:
    """The reports of a run, fetched anew at every walk."""

    workspace: Workspace
    run: int

    def __iter__(self) -> Iterator[ReportFindings]:
        return self.workspace.reports_of(self.run)


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
    """Make a case for the exports of a run."""
    info = CatalogInfo(
        id=catalog.id, title=catalog.title, issuer=catalog.issuer, year=catalog.year, doc_number=catalog.doc_number
    )
    source = FindingsStream(ToolInfo(name=PRODUCT, version=version), info, _Reports(workspace, run))
    return open_case(source, catalog, roster, workspace.texts_of(run), run_at=run_at, filters=filters)


def export_command(
    kind: str,
    style: str,
    out: Path,
    folder: Path,
    *,
    units: Sequence[str] = (),
    chapters: Sequence[str] = (),
    statuses: Sequence[str] = (),
    reports: Sequence[str] = (),
    only_gaps: bool = False,
    each: bool = False,
) -> None:
    """Write one export of the last run; the format is that of the file's name where none is given."""
    style = style or out.suffix.lstrip(".").lower()
    if kind not in KINDS:
        raise UsageError(texts.EXPORT_KIND.format(kind=kind, known="、".join(KINDS)))
    if style not in FORMATS:
        raise UsageError(texts.EXPORT_FORMAT.format(style=style or "（未写明）", known="、".join(FORMATS)))
    with Workspace.open(folder) as workspace:
        run = workspace.last_run()
        catalog, roster = workspace.catalog_of(run.id)
        filters = parse_filters(
            catalog, units=units, chapters=chapters, statuses=statuses, reports=reports, only_gaps=only_gaps
        )
        case = case_of(
            workspace,
            run.id,
            catalog,
            roster,
            version=run.tool,
            run_at=datetime.fromisoformat(run.started),
            filters=filters,
        )
        files = write_export(kind, style, out, case, each=each)
        _say(case, files)


def _say(case: Case, files: Sequence[Path]) -> None:
    borrowed = [subject for subject in case.subjects.all if not subject.own] if case.filters.units else []
    for subject in borrowed:
        warn(subject.basis)
    if len(files) > _LISTED:
        console.print(texts.EXPORTED_MANY.format(n=len(files), folder=files[0].parent), soft_wrap=True, markup=False)
    for file in files if len(files) <= _LISTED else ():
        console.print(texts.EXPORTED.format(file=file), soft_wrap=True, markup=False)
    if case.filters.any:
        console.print(texts.EXPORT_FILTERS.format(filters=case.filters_text), soft_wrap=True, markup=False)
    console.print(texts.UNREVIEWED, style="dim")
