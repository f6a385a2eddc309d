"""`checker matrix`, `gaps` and `evidence`: look at the workspace's last run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.cli import texts
from checker.cli.console import console, warn
from checker.cli.tables import evidence_view, failures_table, gaps_table, legend, matrix_table, reports_table
from checker.errors import UsageError
from checker.model.catalog import Catalog, Roster, Task
from checker.model.findings import ReportFindings, Status
from checker.store import Workspace

__all__ = ["evidence_command", "gaps_command", "matrix_command", "print_matrix"]

_GAPS = (Status.MISSING, Status.SHORTFALL, Status.PLANNED, Status.PARTIAL)


def print_matrix(catalog: Catalog, reports: Sequence[ReportFindings], failures: Sequence[tuple[str, str]]) -> None:
    """Print matrix, legend, reports, warnings and failures."""
    if reports:
        console.print(matrix_table(catalog, reports))
        console.print(legend())
        console.print(reports_table(reports))
    for report in reports:
        for warning in report.warnings:
            warn(f"{report.id}：{warning}")
    if failures:
        console.print(failures_table(failures, texts.FAILED_TITLE))
    if reports:
        console.print(texts.UNREVIEWED, style="dim")


def matrix_command(folder: Path) -> None:
    """Print the matrix of the last run."""
    with Workspace.open(folder) as workspace:
        run = workspace.last_run()
        catalog, _ = workspace.catalog_of(run.id)
        print_matrix(catalog, list(workspace.reports_of(run.id)), workspace.failures_of(run.id))


def gaps_command(folder: Path, unit: str) -> None:
    """Print, for each report, the tasks with gaps; with a unit only the tasks that it answers."""
    with Workspace.open(folder) as workspace:
        run = workspace.last_run()
        catalog, roster = workspace.catalog_of(run.id)
        wanted = _tasks_of(unit, catalog, roster) if unit else list(catalog.tasks)
        reports = list(workspace.reports_of(run.id))
    for report in _reports_for(unit, reports, roster):
        by_task = {task.task: task for task in report.tasks}
        gaps = [(task, by_task[task.number]) for task in wanted if by_task[task.number].status in _GAPS]
        gaps.sort(key=lambda gap: (_GAPS.index(gap[1].status), gap[0].number))
        console.print(gaps_table(report, gaps, {finding.point: finding for finding in report.points}))
    console.print(texts.UNREVIEWED, style="dim")


def _tasks_of(unit: str, catalog: Catalog, roster: Roster | None) -> list[Task]:
    """List the tasks that name a unit or a group that holds it."""
    member = roster.find(unit) if roster else None
    names = {unit, *((member.name, *member.aliases, *member.groups) if member else ())}
    tasks = [task for task in catalog.tasks if any(one.name in names for one in task.units)]
    if not tasks:
        known = "、".join(dict.fromkeys(one.name for task in catalog.tasks for one in task.units))
        raise UsageError(texts.unknown_unit(unit, known))
    return tasks


def _reports_for(unit: str, reports: list[ReportFindings], roster: Roster | None) -> list[ReportFindings]:
    """Choose the unit's own report where there is one, else the governments' (said clearly)."""
    if not unit:
        return reports
    member = roster.find(unit) if roster else None
    own = [r for r in reports if r.issuer == unit or (member and roster and roster.find(r.issuer) is member)]
    if own:
        return own
    warn(texts.no_own_report(unit))
    return [r for r in reports if r.level.value in ("district", "city", "province")] or reports


def evidence_command(folder: Path, report_id: str, number: int) -> None:
    """Print the evidence of one task in one report."""
    with Workspace.open(folder) as workspace:
        run = workspace.last_run()
        catalog, _ = workspace.catalog_of(run.id)
        reports = list(workspace.reports_of(run.id))
    task = catalog.task(number)
    if task is None:
        raise UsageError(texts.unknown_task(number, catalog.tasks[0].number, catalog.tasks[-1].number))
    found = [r for r in reports if r.id == report_id] or [r for r in reports if report_id in (r.issuer, r.file)]
    if not found:
        raise UsageError(texts.unknown_report(report_id, [report.id for report in reports]))
    report = found[0]
    finding = next(one for one in report.tasks if one.task == number)
    console.print(evidence_view(report, task, finding, {one.point: one for one in report.points}))
    console.print(texts.UNREVIEWED, style="dim")
