"""`checker matrix`, `gaps` and `evidence`: look at the workspace's last run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from checker.cli import texts
from checker.cli.console import console, warn
from checker.cli.tables import (
    MAX_ROWS,
    changes_table,
    evidence_view,
    failures_table,
    gaps_table,
    legend,
    matrix_table,
    reports_table,
)
from checker.errors import UsageError
from checker.export.progress import Progress
from checker.export.reviewing import names_of
from checker.final import FinalReports
from checker.model.catalog import Catalog, Roster, Task
from checker.model.findings import Status
from checker.store import Outline, Workspace

__all__ = ["evidence_command", "gaps_command", "matrix_command", "print_matrix"]

_GAPS = (Status.MISSING, Status.SHORTFALL, Status.PLANNED, Status.PARTIAL)


def print_matrix(
    catalog: Catalog,
    final: FinalReports,
    failures: Sequence[tuple[str, str]],
) -> None:
    """Print matrix, legend, reports, warnings and failures; of thousands of reports the first, and sums of all."""
    rest, reviewed = final.outlines(), final.reviewed()
    shown = list(islice(rest, MAX_ROWS))
    sums = Counter(status for one in shown for status in one.statuses.values())
    total, unsaid = len(shown), 0
    for one in rest:
        sums.update(one.statuses.values())
        total, unsaid = total + 1, unsaid + bool(one.warnings)
    applicable = sums.total() - sums[Status.NOT_APPLICABLE]
    seen = (task for report in reviewed.values() for task in report.tasks if names_of(task))
    progress = Progress.of(applicable, seen)
    if shown:
        console.print(matrix_table(catalog, shown, total, reviewed))
        console.print(legend(reviewed=progress.any))
        console.print(reports_table(shown, total, sums))
    if progress.changed:
        console.print(changes_table(catalog, reviewed.values()))
    for report in shown:
        for warning in report.warnings:
            warn(f"{report.id}：{warning}")
    if unsaid:
        warn(texts.more_warnings(unsaid))
    if failures:
        console.print(failures_table(failures, texts.FAILED_TITLE))
    if shown:
        console.print(texts.standing(progress.in_words()), style="dim", soft_wrap=True)


def matrix_command(folder: Path) -> None:
    """Print the matrix of the last run."""
    with Workspace.open(folder) as workspace:
        run = workspace.last_run()
        catalog, _ = workspace.catalog_of(run.id)
        print_matrix(catalog, FinalReports.of(workspace, run.id, catalog), workspace.failures_of(run.id))


def gaps_command(folder: Path, unit: str) -> None:
    """Print, for each report, the tasks with gaps; with a unit only the tasks that it answers."""
    with Workspace.open(folder) as workspace:
        run = workspace.last_run()
        catalog, roster = workspace.catalog_of(run.id)
        wanted = _tasks_of(unit, catalog, roster) if unit else list(catalog.tasks)
        chosen = _reports_for(unit, list(workspace.outlines_of(run.id)), roster)
        progress = Progress()
        for report in FinalReports.of(workspace, run.id, catalog):
            if report.id in chosen:
                progress += Progress.of_findings(report.tasks)
                by_task = {task.task: task for task in report.tasks}
                gaps = [(task, by_task[task.number]) for task in wanted if by_task[task.number].status in _GAPS]
                gaps.sort(key=lambda gap: (_GAPS.index(gap[1].status), gap[0].number))
                console.print(gaps_table(report, gaps, {finding.point: finding for finding in report.points}))
    console.print(texts.standing(progress.in_words()), style="dim", soft_wrap=True)


def _tasks_of(unit: str, catalog: Catalog, roster: Roster | None) -> list[Task]:
    """List the tasks that name a unit or a group that holds it."""
    member = roster.find(unit) if roster else None
    names = {unit, *((member.name, *member.aliases, *member.groups) if member else ())}
    tasks = [task for task in catalog.tasks if any(one.name in names for one in task.units)]
    if not tasks:
        known = "、".join(dict.fromkeys(one.name for task in catalog.tasks for one in task.units))
        raise UsageError(texts.unknown_unit(unit, known))
    return tasks


def _reports_for(unit: str, reports: list[Outline], roster: Roster | None) -> set[str]:
    """Choose the unit's own reports where there are any, else the governments' (said clearly); give their ids."""
    if not unit:
        return {report.id for report in reports}
    member = roster.find(unit) if roster else None
    own = {r.id for r in reports if r.issuer == unit or (member and roster and roster.find(r.issuer) is member)}
    if own:
        return own
    warn(texts.no_own_report(unit))
    governments = {r.id for r in reports if r.level.value in ("district", "city", "province")}
    return governments or {report.id for report in reports}


def evidence_command(folder: Path, report_id: str, number: int) -> None:
    """Print the evidence of one task in one report."""
    with Workspace.open(folder) as workspace:
        run = workspace.last_run()
        catalog, _ = workspace.catalog_of(run.id)
        task = catalog.task(number)
        if task is None:
            raise UsageError(texts.unknown_task(number, catalog.tasks[0].number, catalog.tasks[-1].number))
        outlines = list(workspace.outlines_of(run.id))
        found = [r.id for r in outlines if r.id == report_id] or [
            r.id for r in outlines if report_id in (r.issuer, r.file)
        ]
        report = FinalReports.of(workspace, run.id, catalog).one(found[0]) if found else None
        if report is None:
            raise UsageError(texts.unknown_report(report_id, [one.id for one in outlines]))
    finding = next(one for one in report.tasks if one.task == number)
    console.print(evidence_view(report, task, finding, {one.point: one for one in report.points}))
    console.print(texts.standing(Progress.of_findings([finding]).in_words()), style="dim", soft_wrap=True)
