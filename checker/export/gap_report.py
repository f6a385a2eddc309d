"""The gap report of a unit as data (``checker.gaps/1``): what docx, html and xlsx lay out, and what json is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from checker.export.case import Case
from checker.export.filters import GAPS, Filters
from checker.export.gap_texts import PARTS_SHOWN, PRESSING
from checker.export.labels import PARTS
from checker.export.subject_texts import HOW
from checker.export.subjects import Subject
from checker.export.survey import Example
from checker.model.catalog import Method, Part, Point, ResponsibleUnit, Task
from checker.model.findings import CatalogInfo, Evidence, Finding, ReportFindings, Status, TaskFinding, ToolInfo
from checker.model.report import Level, Role

__all__ = [
    "GapPoint",
    "GapReport",
    "GapReports",
    "GapTask",
    "Pressing",
    "Rate",
    "gap_reports",
    "gaps_schema",
    "passages",
]

SHOWN_PRESSING = 3


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rate(Frozen):
    """Covered tasks of applicable ones."""

    covered: int
    applicable: int


class GapPoint(Frozen):
    """A point with all that was judged of it, what the catalog says to ask for, and how another unit put it."""

    id: str
    text: str
    core: bool
    official_text: str
    materials: tuple[str, ...]
    methods: tuple[Method, ...]
    question: str
    finding: Finding
    example: Example | None


class Review(Frozen):
    """The reviewer's fields; empty until somebody has looked."""

    conclusion: str = ""
    opinion: str = ""
    reviewer: str = ""
    date: str = ""


class GapTask(Frozen):
    """A task of the unit; ``how`` says how it comes to be the unit's (牵头, 配合/责任, 属“各街镇”)."""

    number: int
    chapter: str
    section: str
    title: str
    how: str
    units: tuple[ResponsibleUnit, ...]
    documents: tuple[str, ...]
    official_text: str
    status: Status
    reason: str
    core: int
    planned: bool
    shortfall: bool
    points: tuple[GapPoint, ...]
    review: Review = Review()


class Pressing(Frozen):
    """One of the gaps to look at first, and why it is."""

    task: int
    title: str
    status: Status
    why: str


class Basis(Frozen):
    """The report that the analysis rests on; ``own`` says that it is the unit's."""

    own: bool
    text: str
    report: str
    file: str
    sha256: str
    title: str
    issuer: str
    level: Level
    year: int | None
    warnings: tuple[str, ...]


class Summary(Frozen):
    """Counts over all tasks of the unit in the chapters asked for, whatever filter of status is in force.

    ``counts`` is by status; the denominator of every rate is the applicable tasks.
    """

    tasks: int
    applicable: int
    counts: dict[Status, int]
    covered: Rate
    by_part: dict[str, Rate]
    by_chapter: dict[str, Rate]
    pressing: tuple[Pressing, ...]


class UnitName(Frozen):
    name: str
    kind: str


class GapReport(Frozen):
    """The gap report of one unit."""

    unit: UnitName
    basis: Basis
    summary: Summary
    gaps: tuple[GapTask, ...]
    covered: tuple[GapTask, ...]
    not_applicable: tuple[int, ...]


class GapReports(Frozen):
    """The file: one or more gap reports with where they come from."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["checker.gaps/1"] = Field(default="checker.gaps/1", alias="schema")
    tool: ToolInfo
    catalog: CatalogInfo
    run_at: str
    reviewed: Literal[False] = False
    filters: Filters
    units: tuple[GapReport, ...]
    without_report: tuple[str, ...] = ()


def gaps_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of the gap reports, from the models."""
    schema = GapReports.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def gap_reports(case: Case, subjects: Sequence[Subject] | None = None) -> Iterator[GapReport]:
    """Make the gap reports of the subjects (all of the case without any), as their reports come by."""
    chosen = case.subjects.all if subjects is None else subjects
    for report, theirs in case.walk(chosen):
        tasks = {task.task: task for task in report.tasks}
        points = {point.point: point for point in report.points}
        for subject in theirs:
            yield _analyse(case, subject, report, tasks, points)


def passages(finding: Finding, role: Role) -> tuple[Evidence, ...]:
    """Give the evidence of one role, best first."""
    return tuple(one for one in finding.evidence if one.role is role)


def _analyse(
    case: Case,
    subject: Subject,
    report: ReportFindings,
    judged: dict[int, TaskFinding],
    found: dict[str, Finding],
) -> GapReport:
    scope = case.tasks_of(subject)
    shown = [_task(case, subject, task, judged, found) for task in scope if case.shown(subject, task)]
    gaps = [task for task in shown if task.status in GAPS]
    return GapReport(
        unit=UnitName(name=subject.name, kind=subject.kind),
        basis=Basis(
            own=subject.own,
            text=subject.basis,
            report=report.id,
            file=report.file,
            sha256=report.sha256,
            title=report.title,
            issuer=report.issuer,
            level=report.level,
            year=report.year,
            warnings=report.warnings,
        ),
        summary=_summary(subject, scope, judged, found),
        gaps=tuple(gaps),
        covered=tuple(task for task in shown if task.status is Status.COVERED),
        not_applicable=tuple(t.number for t in scope if judged[t.number].status is Status.NOT_APPLICABLE),
    )


def _task(
    case: Case, subject: Subject, task: Task, judged: dict[int, TaskFinding], found: dict[str, Finding]
) -> GapTask:
    finding = judged[task.number]
    return GapTask(
        number=task.number,
        chapter=task.chapter,
        section=task.section,
        title=task.title,
        how=subject.tasks[task.number],
        units=task.units,
        documents=task.documents,
        official_text=task.official_text,
        status=finding.status,
        reason=finding.reason,
        core=finding.core,
        planned=finding.planned,
        shortfall=finding.shortfall,
        points=tuple(_point(case, subject, point, found[point.id]) for point in task.points),
    )


def _point(case: Case, subject: Subject, point: Point, finding: Finding) -> GapPoint:
    return GapPoint(
        id=point.id,
        text=point.text,
        core=point.core,
        official_text=point.official_text,
        materials=point.materials,
        methods=point.methods,
        question=point.question,
        finding=finding,
        example=case.survey.example(point.id, subject.report.name) if finding.level < 2 else None,
    )


def _summary(
    subject: Subject, scope: Sequence[Task], judged: dict[int, TaskFinding], found: dict[str, Finding]
) -> Summary:
    applicable = [task for task in scope if judged[task.number].status is not Status.NOT_APPLICABLE]
    counts = {status: sum(judged[task.number].status is status for task in scope) for status in Status}

    def rate(tasks: Sequence[Task]) -> Rate:
        covered = sum(judged[task.number].status is Status.COVERED for task in tasks)
        return Rate(covered=covered, applicable=len(tasks))

    used = {_part(subject.tasks[task.number]) for task in applicable}
    parts = [part for part in PARTS_SHOWN if part in used]
    chapters = dict.fromkeys(task.chapter for task in applicable)
    ranked = sorted(
        (task for task in applicable if judged[task.number].status in GAPS),
        key=lambda task: _pressure(subject, task, judged[task.number], found),
    )
    return Summary(
        tasks=len(scope),
        applicable=len(applicable),
        counts=counts,
        covered=rate(applicable),
        by_part={part: rate([t for t in applicable if _part(subject.tasks[t.number]) == part]) for part in parts},
        by_chapter={chapter: rate([t for t in applicable if t.chapter == chapter]) for chapter in chapters},
        pressing=tuple(
            Pressing(
                task=task.number,
                title=task.title,
                status=judged[task.number].status,
                why=_why(subject, task, judged[task.number], found),
            )
            for task in ranked[:SHOWN_PRESSING]
        ),
    )


def _part(how: str) -> str:
    """Name the kind of part a task belongs to: lead, support, through a group, or a government's."""
    kinds = {label: part.value for part, label in PARTS.items()}
    return kinds.get(how, "all" if how in HOW.values() else "group")


def _pressure(subject: Subject, task: Task, judged: TaskFinding, found: dict[str, Finding]) -> tuple[object, ...]:
    """Rank a gap: core point missing before touched, one's own task before a group's, nothing said before a plan."""
    parts = {PARTS[Part.LEAD]: 0, PARTS[Part.SUPPORT]: 1}
    levels = [found[point.id].level for point in task.points]
    return (
        judged.core > 0,
        parts.get(subject.tasks[task.number], 2),
        GAPS.index(judged.status),
        not judged.shortfall,
        sum(levels) / (2 * len(levels)),
        -len(levels),
        task.number,
    )


def _why(subject: Subject, task: Task, judged: TaskFinding, found: dict[str, Finding]) -> str:
    missing = sum(found[point.id].level == 0 for point in task.points)
    how = subject.tasks[task.number]
    group = how.removeprefix("属“").removesuffix("”")
    words = [PRESSING["how" if group == how else "group"].format(group)]
    if judged.core == 0:
        words.append(PRESSING["core_missing"].format(text=task.core.text))
    elif judged.core == 1:
        words.append(PRESSING["core_touched"].format(text=task.core.text))
    if missing == len(task.points) > 1:
        words.append(PRESSING["all_missing"].format(n=missing))
    elif missing and missing < len(task.points):
        words.append(PRESSING["missing"].format(n=missing, all=len(task.points)))
    if judged.shortfall:
        words.append(PRESSING["shortfall"])
    if judged.planned:
        words.append(PRESSING["planned" if judged.status is Status.PLANNED else "also_planned"])
    return "；".join(words)
