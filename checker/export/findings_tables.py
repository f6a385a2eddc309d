"""All findings, and the matrix, as lists: for csv, for documents, and for whoever wants to count himself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.export.case import Case
from checker.export.checklist import origin
from checker.export.labels import LEVELS, POINT_LEVELS, STATES, STATUSES, VERDICTS, status_text
from checker.export.list_texts import EVIDENCE, LISTS, MATRIX, POINTS, REPORTS, TASKS
from checker.export.matrix_xlsx_texts import ABOUT
from checker.export.review_texts import REVIEW
from checker.export.reviewing import (
    Judged,
    account,
    date_of,
    machine_level,
    machine_status,
    mark_of,
    names_of,
    quote_text,
    quotes_of,
    state_of,
    was_text,
)
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
    note = REVIEW["marks"] if case.progress.any else ""
    tables = (
        Table(LISTS["matrix"], _columns({**MATRIX, **heads}), note, frozen=3),
        Table(LISTS["points"], _columns({"要点": 7, "任务": 6, "检查要点": 46, **heads}), note, frozen=3),
    )
    return _tables(case, "checker.matrix/1", LISTS["matrix_title"], tables, _matrix_rows(case))


def _tables(case: Case, schema: str, title: str, tables: tuple[Table, ...], rows: Iterator[Row]) -> Tables:
    return Tables(
        schema=schema,
        title=title,
        standing=f"{case.progress.in_words()}。{LISTS['caveat']}",
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
        cells = [
            Marked(_reviewed(status_text(status), line.reviewed_tasks.get(task.number)), status.value)
            for line, status in zip(case.lines, statuses, strict=True)
        ]
        yield LISTS["matrix"], [*row, *cells]
    for point in case.catalog.points():
        marked: list[Value] = []
        for line in case.lines:
            level, reviewed = line.levels[point.id], line.reviewed_points.get(point.id)
            marked.append(Marked(_reviewed(str(level), reviewed) if reviewed else level, f"level{level}"))
        yield LISTS["points"], [point.id, point.task, point.text, *marked]


def _reviewed(judged: str, finding: Judged | None) -> str:
    """Give a judgement with mark, machine's judgement, reviewers and day, where anybody looked at it."""
    if finding is None:
        return judged
    return f"{judged} {mark_of(finding)}{was_text(finding)}\n{'、'.join(names_of(finding))} {date_of(finding)}"


def _finding_rows(case: Case) -> Iterator[Row]:
    for report in case.source.reports:
        tasks, points = in_catalog_order(report, case.catalog)
        found = {point.point: point for point in points}
        yield LISTS["reports"], _report(report, case)
        for task, judged in zip(case.catalog.tasks, tasks, strict=True):
            yield LISTS["tasks"], _task(report, task, judged)
            for point in task.points:
                finding = found[point.id]
                yield LISTS["points"], _point(report, task, point, finding)
                for passage, kind in quotes_of(finding):
                    yield LISTS["evidence"], _passage(report, point, finding, passage, kind)


def _report(report: ReportFindings, case: Case) -> list[Value]:
    statuses = [task.status for task in report.tasks]
    applicable = len(statuses) - statuses.count(Status.NOT_APPLICABLE)
    line = next(line for line in case.lines if line.id == report.id)
    progress = line.progress(case.catalog.tasks)
    return [
        report.id,
        report.issuer,
        report.year,
        LEVELS[report.level],
        report.title,
        report.file,
        rate(statuses.count(Status.COVERED), applicable),
        *(statuses.count(status) for status in STATUSES),
        progress.in_words(),
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
        *_review(judged, status_text(machine_status(judged))),
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
        *_review(finding, machine_level(finding)),
        account(finding),
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


def _review(judged: Judged, machine: Value) -> list[Value]:
    return [machine, STATES[state_of(judged)], "、".join(names_of(judged)), date_of(judged)]


def _passage(report: ReportFindings, point: Point, finding: Finding, passage: Evidence, kind: str) -> list[Value]:
    return [
        report.id,
        point.id,
        kind,
        quote_text(finding, passage),
        passage.quote,
        " › ".join(passage.heading),
        passage.page,
        passage.start,
        passage.end,
        round(passage.score, 4),
        "、".join(passage.terms),
        passage.why,
    ]
