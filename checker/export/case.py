"""What every export of an inspection is made of, gathered once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from checker.errors import OutputError
from checker.export.filter_texts import FILTERS
from checker.export.filters import Filters
from checker.export.progress import Progress
from checker.export.source import FindingsSource, FindingsStream
from checker.export.subjects import Subject, Subjects, plan_subjects, select_lines
from checker.export.survey import ReportLine, Survey, survey_reports
from checker.model.catalog import Catalog, Roster, Task
from checker.model.findings import CatalogInfo, ReportFindings, Status, ToolInfo

__all__ = ["Case", "open_case"]

RUN_AT = "{0.year}年{0.month}月{0.day}日 {0:%H:%M}"


@dataclass(frozen=True)
class Case:
    """Findings that can be walked over again and again, what they were judged by, and the filters in force.

    ``texts`` gives the extracted text of a report by its id. Make it with `open_case`.
    """

    source: FindingsSource
    catalog: Catalog
    roster: Roster | None
    texts: Mapping[str, str]
    run_at: datetime
    filters: Filters
    survey: Survey

    @property
    def tool(self) -> ToolInfo:
        return self.source.tool

    @property
    def info(self) -> CatalogInfo:
        return self.source.catalog

    @property
    def run_at_text(self) -> str:
        """The time of the run in Chinese."""
        return RUN_AT.format(self.run_at)

    @cached_property
    def subjects(self) -> Subjects:
        """Units and the reports that speak for them, under the filters."""
        return plan_subjects(self.survey, self.catalog, self.roster, self.filters)

    @cached_property
    def lines(self) -> tuple[ReportLine, ...]:
        """The reports asked for."""
        return select_lines(self.survey, self.filters)

    @cached_property
    def progress(self) -> Progress:
        """How far the review of the tasks and reports asked for is."""
        tasks = [task for task in self.catalog.tasks if self.filters.takes_task(task)]
        return sum((line.progress(tasks) for line in self.lines), Progress())

    @property
    def filters_text(self) -> str:
        return self.filters.in_words(self.catalog)

    def walk(self, subjects: Iterable[Subject]) -> Iterator[tuple[ReportFindings, list[Subject]]]:
        """Walk over the reports, each with those subjects that it speaks for; a report with none is passed over."""
        by_report: dict[str, list[Subject]] = {}
        for subject in subjects:
            by_report.setdefault(subject.report.id, []).append(subject)
        if by_report:
            for report in self.source.reports:
                if report.id in by_report:
                    yield report, by_report[report.id]

    def tasks_of(self, subject: Subject) -> list[Task]:
        """List a subject's tasks in the chapters asked for."""
        return [task for task in self.catalog.tasks if task.number in subject.tasks and self.filters.takes_task(task)]

    def narrowed(self) -> Case:
        """Leave out of catalog and findings the tasks and reports that were not asked for.

        For exports of tasks by reports: a task stays where any of the reports has a status asked for. Raises
        `OutputError` where nothing is left.
        """
        if not self.filters.any:
            return self
        theirs = {number for subject in self.subjects.all for number in subject.tasks} if self.filters.units else None
        tasks = [
            task
            for task in self.catalog.tasks
            if self.filters.takes_task(task)
            and (theirs is None or task.number in theirs)
            and any(self.filters.takes_status(line.statuses[task.number]) for line in self.lines)
        ]
        if not tasks:
            raise self.nothing()
        catalog = self.catalog.model_copy(update={"tasks": tuple(tasks)})
        stream = _Narrowed(self.source, {line.id for line in self.lines}, catalog)
        source = FindingsStream(self.tool, self.info, stream)
        return Case(source, catalog, self.roster, self.texts, self.run_at, self.filters, self.survey)

    def nothing(self) -> OutputError:
        """Say that the filters leave nothing."""
        return OutputError(FILTERS["nothing"].format(filters=self.filters_text))

    def shown(self, subject: Subject, task: Task) -> bool:
        """Tell whether a subject's task has a status asked for."""
        status = subject.report.statuses[task.number]
        if status is Status.NOT_APPLICABLE and not self.filters.statuses:
            return False
        return self.filters.takes_status(status)


@dataclass(frozen=True, slots=True)
class _Narrowed:
    source: FindingsSource
    reports: set[str]
    catalog: Catalog

    def __iter__(self) -> Iterator[ReportFindings]:
        tasks = {task.number for task in self.catalog.tasks}
        points = {point.id for point in self.catalog.points()}
        for report in self.source.reports:
            if report.id in self.reports:
                yield report.model_copy(
                    update={
                        "tasks": tuple(task for task in report.tasks if task.task in tasks),
                        "points": tuple(point for point in report.points if point.point in points),
                    }
                )


def open_case(
    source: FindingsSource,
    catalog: Catalog,
    roster: Roster | None,
    texts: Mapping[str, str],
    *,
    run_at: datetime,
    filters: Filters | None = None,
) -> Case:
    """Survey the findings once and make a case of them; ``source.reports`` has to bear being walked over again."""
    survey = survey_reports(source.reports, catalog)
    return Case(source, catalog, roster, texts, run_at, filters or Filters(), survey)
