"""All findings, and the matrix, as lists: for csv, for documents, and for whoever wants to count himself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.export.case import Case
from checker.export.checklist import origin
from checker.export.labels import LEVELS, NEAR_MISS, POINT_LEVELS, ROLES, STATUSES, VERDICTS, status_text
from checker.export.list_texts import EVIDENCE, LISTS, MATRIX, POINTS, REPORTS, TASKS
from checker.export.matrix_xlsx_texts import ABOUT
from checker.export.source import in_catalog_order
from checker.export.tables import Column, Marked, Row, Table, Tables, Value
from checker.export.wording import rate, units_text
from checker.model.catalog import Point, Task
from checker.model.findings import Evidence, Finding, ReportFindings, Status, TaskFinding

__all__ = ["findings_tables", "matrix_tables"]


def findings_tables(case: Case) -> Tables:
    """Lay out everything that was judged: reports, tasks, points, quotes. Narrow the case first."""
    lists = (("reports", REPORTS), ("tasks", TASKS), ("points", POINTS), ("evidence", EVIDENCE))
    return _tables(
        case,
        "checker.findings-lists/1",
        LISTS["findings_title"],
        tuple(Table(LISTS[name], _columns(widths), frozen=2) for name, widths in lists),
        _finding_rows(case),
    )


def matrix_tables(case: Case) -> Tables:
    """Lay out the matrix: tasks by reports, and points by reports. Narrow the case first."""
    heads = {f"{line.name} {line.year or ''}".strip() + f"（{line.id}）": 12 for line in case.lines}
    tables = (
        Table(LISTS["matrix"], _columns({**MATRIX, **heads}), frozen=3),
        Table(LISTS["points"], _columns({"要点": 7, "任务": 6, "检查要点": 46, **heads}), frozen=3),
    )
    return _tables(case, "checker.matrix/1", LISTS["matrix_title"], tables, _matrix_rows(case))


def _tables(case: Case, schema: str, title: str, tables: tuple[Table, ...], rows: Iterator[Row]) -> Tables:
    return Tables(
        schema=schema,
        title=title,
        unreviewed=LISTS["unreviewed"],
        origin=origin(case),
        filters=case.filters_text,
        tables=tables,
        rows=rows,
        about=tuple(ABOUT),
    )


def _columns(widths: Mapping[str, int]) -> tuple[Column, ...]:
    return tuple(Column(name, width) for name, width in widths.items())


def _matrix_rows(case: Case) -> Iterator[Row]:
    chapters = {chapter.id: f"{chapter.id}、{chapter.title}" for chapter in case.catalog.chapters}
    for task in case.catalog.tasks:
        statuses = [line.statuses[task.number] for line in case.lines]
        applicable = len(statuses) - statuses.count(Status.NOT_APPLICABLE)
        row: list[Value] = [
            task.number,
            chapters.get(task.chapter, task.chapter),
            task.title,
            units_text(task.units),
            rate(statuses.count(Status.COVERED), applicable),
        ]
        yield LISTS["matrix"], [*row, *(Marked(status_text(status), status.value) for status in statuses)]
    for point in case.catalog.points():
        levels = [line.levels[point.id] for line in case.lines]
        yield (
            LISTS["points"],
            [point.id, point.task, point.text, *(Marked(level, f"level{level}") for level in levels)],
        )


def _finding_rows(case: Case) -> Iterator[Row]:
    for report in case.source.reports:
        tasks, points = in_catalog_order(report, case.catalog)
        found = {point.point: point for point in points}
        yield LISTS["reports"], _report(report)
        for task, judged in zip(case.catalog.tasks, tasks, strict=True):
            yield LISTS["tasks"], _task(report, task, judged)
            for point in task.points:
                finding = found[point.id]
                yield LISTS["points"], _point(report, task, point, finding)
                for passage in finding.evidence:
                    yield LISTS["evidence"], _passage(report, point, passage, ROLES[passage.role])
                for passage in finding.near_misses:
                    yield LISTS["evidence"], _passage(report, point, passage, NEAR_MISS)


def _report(report: ReportFindings) -> list[Value]:
    statuses = [task.status for task in report.tasks]
    applicable = len(statuses) - statuses.count(Status.NOT_APPLICABLE)
    return [
        report.id,
        report.issuer,
        report.year,
        LEVELS[report.level],
        report.title,
        report.file,
        rate(statuses.count(Status.COVERED), applicable),
        *(statuses.count(status) for status in STATUSES),
        "\n".join(report.warnings),
        report.sha256,
    ]


def _task(report: ReportFindings, task: Task, judged: TaskFinding) -> list[Value]:
    return [
        report.id,
        task.number,
        task.title,
        Marked(status_text(judged.status), judged.status.value),
        judged.status.value,
        judged.reason,
        judged.core,
        LISTS["yes"] if judged.planned else "",
        LISTS["yes"] if judged.shortfall else "",
        units_text(task.units),
    ]


def _point(report: ReportFindings, task: Task, point: Point, finding: Finding) -> list[Value]:
    level = POINT_LEVELS[finding.level]
    quantity = finding.quantity
    return [
        report.id,
        point.id,
        task.number,
        point.text,
        LISTS["yes"] if point.core else "",
        Marked(f"{finding.level} {level.label}", f"level{finding.level}"),
        finding.level,
        round(finding.score, 4),
        LISTS["yes"] if finding.planned else "",
        LISTS["yes"] if finding.shortfall else "",
        quantity.required if quantity else None,
        quantity.found if quantity else None,
        quantity.unit if quantity else "",
        VERDICTS[quantity.verdict] if quantity else "",
        finding.why,
        "\n".join(finding.searched),
    ]


def _passage(report: ReportFindings, point: Point, passage: Evidence, kind: str) -> list[Value]:
    return [
        report.id,
        point.id,
        kind,
        passage.quote,
        " › ".join(passage.heading),
        passage.page,
        passage.start,
        passage.end,
        round(passage.score, 4),
        "、".join(passage.terms),
        passage.why,
    ]
