"""A first walk over the reports: who reported on what year, with which result, and the best quotes of each point.

What is kept of a report is a few kilobytes, so that exports over hundreds of reports know all of them before they write
the first line; the reports themselves are fetched again one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from checker.export.progress import Progress
from checker.export.reviewing import machine_status, state_of
from checker.export.source import in_catalog_order
from checker.model.catalog import Catalog, Task
from checker.model.findings import Evidence, Finding, ReportFindings, Status, TaskFinding
from checker.model.report import Level, Role
from checker.model.review import ReviewState

__all__ = ["GOVERNMENTS", "Example", "ReportLine", "Survey", "survey_reports"]

GOVERNMENTS = (Level.DISTRICT, Level.CITY, Level.PROVINCE)
"""Levels whose reports answer for units that have none, the nearest first."""

_EXAMPLES = 3  # of different issuers, kept for each point


class Example(BaseModel):
    """A clear quote of another unit's report, for reference: how others put it, never evidence of anything here."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: str
    issuer: str
    year: int | None
    passage: Evidence


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What is kept of a report: who it is, the status of every task, the level of every point.

    ``reviewed_tasks`` and ``reviewed_points`` are the findings that reviewers decided on.
    """

    id: str
    file: str
    sha256: str
    title: str
    issuer: str
    level: Level
    year: int | None
    warnings: tuple[str, ...]
    statuses: Mapping[int, Status]
    levels: Mapping[str, int]
    reviewed_tasks: Mapping[int, TaskFinding]
    reviewed_points: Mapping[str, Finding]

    @property
    def answers_all(self) -> bool:
        """Whether all tasks are this report's: a government's, or one whose issuer was not recognised."""
        return self.level in GOVERNMENTS or self.level is Level.UNKNOWN

    @property
    def name(self) -> str:
        """What to call the issuer."""
        return self.issuer or self.title or self.id

    def machine_status(self, number: int) -> Status:
        """Give the status of a task as the machine had judged it."""
        reviewed = self.reviewed_tasks.get(number)
        return machine_status(reviewed) if reviewed else self.statuses[number]

    def progress(self, tasks: Iterable[Task]) -> Progress:
        """Count how far the review of these tasks is."""
        numbers = [task.number for task in tasks]
        applicable = sum(self.statuses[number] is not Status.NOT_APPLICABLE for number in numbers)
        return Progress.of(applicable, (self.reviewed_tasks[n] for n in numbers if n in self.reviewed_tasks))


@dataclass(frozen=True, slots=True)
class Survey:
    """All reports in their order, and examples by point, best first."""

    lines: tuple[ReportLine, ...]
    examples: Mapping[str, tuple[Example, ...]]

    def example(self, point: str, issuer: str) -> Example | None:
        """Give the best clear quote of somebody else for a point."""
        return next((one for one in self.examples.get(point, ()) if one.issuer != issuer), None)


def survey_reports(reports: Iterable[ReportFindings], catalog: Catalog) -> Survey:
    """Walk over the reports once. Raises `OutputError` where a report is of another version of the catalog."""
    lines: list[ReportLine] = []
    examples: dict[str, list[Example]] = {}
    for report in reports:
        tasks, points = in_catalog_order(report, catalog)
        statuses = {task.task: task.status for task in tasks}
        lines.append(
            ReportLine(
                id=report.id,
                file=report.file,
                sha256=report.sha256,
                title=report.title,
                issuer=report.issuer,
                level=report.level,
                year=report.year,
                warnings=report.warnings,
                statuses=statuses,
                levels={point.point: point.level for point in points},
                reviewed_tasks={one.task: one for one in tasks if state_of(one) is not ReviewState.UNREVIEWED},
                reviewed_points={one.point: one for one in points if state_of(one) is not ReviewState.UNREVIEWED},
            )
        )
        for point in points:
            best = next((e for e in point.evidence if e.role is Role.DONE), None)
            applicable = statuses[int(point.point.partition(".")[0])] is not Status.NOT_APPLICABLE
            if point.level == 2 and best is not None and applicable:
                example = Example(report=report.id, issuer=lines[-1].name, year=report.year, passage=best)
                _keep(examples.setdefault(point.point, []), example)
    return Survey(tuple(lines), {point: tuple(some) for point, some in examples.items()})


def _keep(examples: list[Example], new: Example) -> None:
    """Keep the best example of each issuer, and only the best few issuers; the earlier report wins a tie."""
    same = next((i for i, one in enumerate(examples) if one.issuer == new.issuer), None)
    if same is not None:
        if examples[same].passage.score >= new.passage.score:
            return
        del examples[same]
    examples.append(new)
    examples.sort(key=lambda one: -one.passage.score)
    del examples[_EXAMPLES:]
