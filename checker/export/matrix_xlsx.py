"""matrix.xlsx: tasks by reports, points by reports, every quote, every reason, and what it all means.

The sheets that grow with every report (佐证, 判定理由, 报告) are written as the reports come; of the others only a
letter for each task and a digit for each point is kept until the end. xlsxwriter streams the rows to disk, so that
memory does not grow with the evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from checker.errors import OutputError
from checker.export.files import replacing
from checker.export.labels import FLAGS, LEVELS, POINT_LEVELS, STATES, STATUSES, status_text
from checker.export.matrix_column import MatrixColumn, rate_of
from checker.export.matrix_xlsx_texts import (
    BOOK,
    EVIDENCE_COLUMNS,
    EVIDENCE_PRINTED,
    JUDGEMENT_COLUMNS,
    MATRIX_COLUMNS,
    POINT_COLUMNS,
    REPORT_COLUMNS,
    REPORT_TAIL,
    SHEETS,
)
from checker.export.progress import NOBODY, Progress
from checker.export.review_texts import REVIEW
from checker.export.reviewing import (
    date_of,
    machine_status,
    names_of,
    quote_text,
    quotes_of,
    state_of,
    task_account,
)
from checker.export.source import FindingsSource, in_catalog_order
from checker.export.workbook import Book, Cell, Sheet
from checker.export.xlsx_about import write_about
from checker.model.catalog import Catalog, Part, Point, Task
from checker.model.findings import Evidence, Finding, ReportFindings, Status, TaskFinding

__all__ = ["write_matrix_xlsx"]

LAST_ROW: Final = 1_048_000
"""Rows of evidence on one sheet; Excel has 1,048,576."""

ON_ONE_PAGE: Final = 14
"""Columns of reports that can still be read on the width of an A4 page."""


def write_matrix_xlsx(
    path: Path,
    findings: FindingsSource,
    catalog: Catalog,
    *,
    run_at: datetime,
    filters: str = "",
    progress: Progress = NOBODY,
) -> None:
    """Write the workbook. Walks over the reports once. Raises `OutputError`.

    ``run_at`` is the time of the run that made the findings; it is also the date of creation in the file. ``filters``
    says in words what was left out of the findings, ``progress`` how far they were reviewed; both are printed.
    """
    from xlsxwriter.exceptions import XlsxWriterException

    try:
        with replacing(path) as part, Book(part, findings, run_at, progress=progress) as book:
            _Matrix(book, catalog, filters, progress).write(findings, BOOK["run_at"].format(run_at))
    except XlsxWriterException as error:
        raise OutputError(f"无法写入 {path}：{error}") from error


class _Matrix:
    def __init__(self, book: Book, catalog: Catalog, filters: str, progress: Progress) -> None:
        self._book = book
        self._progress = progress
        self._filters = filters
        self._catalog = catalog
        self._chapters = {chapter.id: f"{chapter.id}、{chapter.title}" for chapter in catalog.chapters}
        # created in the order of the tabs
        self._matrix = book.sheet(SHEETS["matrix"])
        self._points = book.sheet(SHEETS["points"])
        self._evidence = self._evidence_sheet(SHEETS["evidence"])
        self._judgements = book.table(SHEETS["judgements"], JUDGEMENT_COLUMNS, frozen_columns=2)
        counts = {f"{STATUSES[status].mark}{STATUSES[status].label}": 9 for status in Status}
        self._reports = book.table(SHEETS["reports"], {**REPORT_COLUMNS, **counts, **REPORT_TAIL}, frozen_columns=1)
        self._more_evidence = 1

    def write(self, findings: FindingsSource, run_at: str) -> None:
        columns: list[MatrixColumn] = []
        for report in findings.reports:
            tasks, points = in_catalog_order(report, self._catalog)
            column = MatrixColumn(report, tasks, points)
            columns.append(column)
            self._write_evidence(report, tasks, points)
            self._write_judgements(report, tasks, points)
            self._write_report(report, column)
        self._write_matrix(columns)
        self._write_points(columns)
        write_about(self._book, findings, self._catalog, run_at, len(columns), self._filters, self._progress)

    def _evidence_sheet(self, name: str) -> Sheet:
        return self._book.table(name, EVIDENCE_COLUMNS, frozen_columns=2, printed=EVIDENCE_PRINTED)

    def _write_evidence(self, report: ReportFindings, tasks: Sequence[TaskFinding], points: Sequence[Finding]) -> None:
        by_point = {point.point: point for point in points}
        for task, judged in zip(self._catalog.tasks, tasks, strict=True):
            for point in task.points:
                found = by_point[point.id]
                for passage, kind in quotes_of(found):
                    self._evidence_row(report, task, judged.status, point, found, passage, kind)

    def _evidence_row(
        self,
        report: ReportFindings,
        task: Task,
        status: Status,
        point: Point,
        found: Finding,
        passage: Evidence,
        kind: str,
    ) -> None:
        if self._evidence.row >= LAST_ROW:
            self._more_evidence += 1
            self._evidence = self._evidence_sheet(BOOK["continued"].format(n=self._more_evidence))
        level = POINT_LEVELS[found.level]
        self._evidence.add(
            report.id,
            report.issuer,
            report.year,
            task.number,
            (status_text(status), status.value),
            point.id,
            point.text,
            (f"{found.level} {level.label}", f"level{found.level}"),
            kind,
            quote_text(found, passage),
            passage.quote,
            BOOK["heading_separator"].join(passage.heading),
            passage.page,
            passage.start,
            passage.end,
            round(passage.score, 3),
            BOOK["separator"].join(passage.terms),
            passage.why,
            task.title,
        )

    def _write_judgements(
        self, report: ReportFindings, tasks: Sequence[TaskFinding], points: Sequence[Finding]
    ) -> None:
        found = {point.point: point for point in points}
        for task, judged in zip(self._catalog.tasks, tasks, strict=True):
            level = POINT_LEVELS[judged.core]
            self._judgements.add(
                report.id,
                report.issuer,
                report.year,
                task.number,
                task.title,
                (status_text(judged.status), judged.status.value),
                status_text(machine_status(judged)),
                STATES[state_of(judged)],
                BOOK["separator"].join(names_of(judged)),
                date_of(judged),
                (f"{judged.core} {level.label}", f"level{judged.core}"),
                BOOK["yes"] if judged.planned else "",
                BOOK["yes"] if judged.shortfall else "",
                judged.reason,
                task_account(judged, [found[point.id] for point in task.points]),
            )

    def _write_report(self, report: ReportFindings, column: MatrixColumn) -> None:
        covered, applicable = column.counts[Status.COVERED], column.applicable
        self._reports.add(
            report.id,
            report.file,
            report.title,
            report.issuer,
            LEVELS[report.level],
            report.year,
            rate_of(covered, applicable),
            (covered / applicable, "percent") if applicable else BOOK["none"],
            *(column.counts[status] for status in Status),
            column.reviewed,
            "\n".join(report.warnings),
            report.sha256,
        )

    def _write_matrix(self, columns: Sequence[MatrixColumn]) -> None:
        sheet = self._matrix
        sheet.layout(
            {**MATRIX_COLUMNS, **_report_columns(columns, 13)},
            heads=self._heads(3),
            frozen_columns=3,
            across=_pages_across(columns),
        )
        sheet.line(
            [
                ("", "sum"),
                ("", "sum"),
                (BOOK["summary"], "sum"),
                ("", "sum"),
                ("", "sum"),
                (
                    rate_of(sum(c.counts[Status.COVERED] for c in columns), sum(c.applicable for c in columns)),
                    "sum_centre",
                ),
                *((rate_of(column.counts[Status.COVERED], column.applicable), "sum_centre") for column in columns),
            ]
        )
        sheet.head([*MATRIX_COLUMNS, *(column.head for column in columns)], height=44)
        for place, task in enumerate(self._catalog.tasks):
            statuses = [column.statuses[place] for column in columns]
            applicable = len(statuses) - statuses.count(Status.NOT_APPLICABLE)
            sheet.line(
                [
                    (task.number, "centre"),
                    (self._chapters.get(task.chapter, task.chapter), "text"),
                    (task.title, "text"),
                    (_units(task, Part.LEAD), "text"),
                    (_units(task, Part.SUPPORT), "text"),
                    (rate_of(statuses.count(Status.COVERED), applicable), "centre"),
                    *(_status_cell(column, place) for column in columns),
                ]
            )

    def _write_points(self, columns: Sequence[MatrixColumn]) -> None:
        sheet = self._points
        sheet.layout(
            {**POINT_COLUMNS, **_report_columns(columns, 11)},
            heads=self._heads(3),
            frozen_columns=4,
            across=_pages_across(columns),
        )
        sheet.head([*POINT_COLUMNS, *(column.head for column in columns)], height=44)
        place = 0
        for number, task in enumerate(self._catalog.tasks):
            for point in task.points:
                cells: list[Cell] = [
                    (point.id, "centre"),
                    (f"{task.number}　{task.title}", "text"),
                    (BOOK["core"] if point.core else "", "centre"),
                    (point.text, "text"),
                ]
                for column in columns:
                    level, flags = column.points[place]
                    idle = column.statuses[number] is Status.NOT_APPLICABLE
                    cells.append((level, f"point{level}{flags}{'idle' if idle else ''}"))
                sheet.line(cells)
                place += 1

    def _heads(self, origin_column: int) -> list[list[Cell]]:
        """Give the lines above a wide sheet: title and origin, the warning, the legend."""
        marks = [f"{style.mark} {style.label}" for style in STATUSES.values()]
        flags = [f"{style.mark} {style.label}" for style in FLAGS.values()]
        legend = BOOK["legend"].format(statuses="　".join(marks), flags="　".join(flags))
        reviewed = BOOK["marks"].format(REVIEW["marks"]) if self._progress.any else ""
        gap: list[Cell] = [("", "soft")] * (origin_column - 1)
        return [
            [(BOOK["title"], "title"), *gap, (self._book.origin, "soft")],
            [(self._progress.in_words() + BOOK["caveat"], "warning")],
            [(legend + (BOOK["filters"].format(self._filters) if self._filters else "") + reviewed, "soft")],
        ]


def _status_cell(column: MatrixColumn, place: int) -> tuple[str, str]:
    status = column.statuses[place]
    flags = column.task_flags[place]
    return f"{status_text(status)}{' ' + flags if flags else ''}", status.value


def _units(task: Task, part: Part) -> str:
    return BOOK["separator"].join(unit.name for unit in task.units if unit.part is part)


def _report_columns(columns: Sequence[MatrixColumn], width: int) -> dict[str, int]:
    return {f"\0{number}": width for number in range(len(columns))}


def _pages_across(columns: Sequence[MatrixColumn]) -> int:
    return max(1, -(-len(columns) // ON_ONE_PAGE))
