"""What matrix.xlsx keeps of a report until its two wide sheets are written: little, so that memory does not grow."""

from __future__ import annotations

from collections.abc import Sequence

from checker.export.labels import FLAGS
from checker.export.matrix_xlsx_texts import BOOK
from checker.export.progress import Progress
from checker.export.reviewing import mark_of
from checker.model.findings import Finding, ReportFindings, Status, TaskFinding

__all__ = ["MatrixColumn", "rate_of"]


class MatrixColumn:
    """What is kept of a report for the two wide sheets."""

    __slots__ = ("counts", "head", "points", "reviewed", "statuses", "task_flags")

    def __init__(self, report: ReportFindings, tasks: Sequence[TaskFinding], points: Sequence[Finding]) -> None:
        self.head = BOOK["report_head"].format(issuer=_issuer(report), year=_year(report))
        self.statuses = [task.status for task in tasks]
        self.task_flags = [_flags(one.planned, one.shortfall, one.status) + mark_of(one) for one in tasks]
        self.reviewed = Progress.of_findings(tasks).in_words()
        self.points = [(point.level, _flags(point.planned, point.shortfall) + mark_of(point)) for point in points]
        self.counts = {status: self.statuses.count(status) for status in Status}

    @property
    def applicable(self) -> int:
        return len(self.statuses) - self.counts[Status.NOT_APPLICABLE]


def _flags(planned: bool, shortfall: bool, status: Status | None = None) -> str:
    """Give the marks of the flags that the status does not say already."""
    if status is Status.NOT_APPLICABLE:
        return ""
    shown = (
        ("planned", planned and status is not Status.PLANNED),
        ("shortfall", shortfall and status is not Status.SHORTFALL),
    )
    return "".join(FLAGS[name].mark for name, show in shown if show)


def rate_of(covered: int, applicable: int) -> str:
    return BOOK["rate"].format(covered=covered, applicable=applicable) if applicable else BOOK["none"]


def _issuer(report: ReportFindings) -> str:
    return report.issuer or report.title or BOOK["unknown_issuer"]


def _year(report: ReportFindings) -> str:
    return BOOK["year"].format(year=report.year) if report.year else BOOK["unknown_year"]
