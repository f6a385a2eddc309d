"""Make the gap report of a unit: what is missing, what presses most, what is covered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.export.case import Case
from checker.export.filters import GAPS
from checker.export.gap_model import Basis, GapPoint, GapReport, GapTask, Pressing, Rate, Summary, UnitName
from checker.export.gap_texts import GAP, PARTS_SHOWN, PRESSING
from checker.export.labels import PARTS
from checker.export.reviewing import task_account
from checker.export.subject_texts import HOW
from checker.export.subjects import Subject
from checker.model.catalog import Part, Point, Task
from checker.model.findings import Evidence, Finding, ReportFindings, Status, TaskFinding
from checker.model.report import Role
from checker.model.review import ReviewState

__all__ = ["gap_reports", "passages", "review_words"]

SHOWN_PRESSING = 3


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


def review_words(task: GapTask, otherwise: str) -> str:
    """Tell who decided what on a task and its points, and that the rest is not reviewed; ``otherwise`` where nobody."""
    said = task_account(task.judged, [point.finding for point in task.points])
    open_points = task.judged.review is None or task.judged.review.state is not ReviewState.REVIEWED
    return f"{said}。{GAP['rest'] if open_points else ''}" if said else otherwise


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
        review=finding.review,
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
        review=subject.report.progress(scope),
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
