"""The final judgement: the machine's with the decisions laid over it. The machine's is kept beside it, untouched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from checker.model.catalog import Catalog, Task
from checker.model.findings import Evidence, Finding, ReportFindings, Status, TaskFinding
from checker.model.report import Role
from checker.model.review import Kind, ReviewState
from checker.review.anchors import Places, squeeze
from checker.review.decisions import Record
from checker.review.placing import Placed, evidence_of, place
from checker.review.standing import Standing, Verdict, contradicted
from checker.review.wording import added_why, level_why, status_reason

__all__ = ["FinalReport", "PointReview", "RollUp", "Rules", "TaskReview", "lay_over"]

PointLevel = Literal[0, 1, 2]


class RollUp(Protocol):
    """From the findings of a task's points to its status; with a reason why it does not apply, that."""

    def __call__(self, task: Task, findings: Sequence[Finding], not_applicable: str = "") -> TaskFinding: ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What the machine judges by, as far as a decision makes it judge anew.

    ``clear_from`` is the score (0-1) from which the machine takes a quote for clear.
    """

    roll_up: RollUp
    clear_from: float


@dataclass(frozen=True, slots=True)
class PointReview:
    """One point: the machine's finding, the final one, and what reviewers said. ``verdicts`` are by squeezed quote."""

    machine: Finding
    final: Finding
    state: ReviewState
    verdicts: Mapping[str, Verdict]
    level: Verdict | None
    reopened: tuple[Record, ...]

    @property
    def disputed(self) -> bool:
        if self.level is not None and contradicted(self.level, self.verdicts.values()):
            return True
        return any(one.disputed for one in self.all_verdicts)

    @property
    def all_verdicts(self) -> tuple[Verdict, ...]:
        return (*self.verdicts.values(), *((self.level,) if self.level else ()))

    def verdict_on(self, evidence: Evidence) -> Verdict | None:
        """Give what was said of a quote."""
        return self.verdicts.get(squeeze(evidence.quote))


@dataclass(frozen=True, slots=True)
class TaskReview:
    """One task: the machine's status, the final one, and what reviewers said of it and its points.

    ``at`` is when the newest of it was said (ISO, "" where nothing was); ``waiting`` is what was said of it and its
    points and is to be looked at anew.
    """

    machine: TaskFinding
    final: TaskFinding
    state: ReviewState
    status: Verdict | None
    reopened: tuple[Record, ...]
    reviewers: tuple[str, ...]
    at: str
    waiting: tuple[Record, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class FinalReport:
    """A report with both judgements. ``final`` has the shape of the machine's, so that every export can take it."""

    machine: ReportFindings
    final: ReportFindings
    points: Mapping[str, PointReview]
    tasks: Mapping[int, TaskReview]
    orphans: tuple[Record, ...]


def lay_over(report: ReportFindings, text: str, catalog: Catalog, standing: Standing, rules: Rules) -> FinalReport:
    """Lay the standing decisions over the findings of one report; ``text`` is what its offsets point into."""
    verdicts = standing.verdicts.get(report.id, ())
    placed = place(report, text, catalog, verdicts)
    quoted = (one for finding in report.points for one in evidence_of(finding)) if verdicts else ()
    known = {squeeze(one.quote): one for one in quoted}
    points = {finding.point: _review_point(finding, placed, known) for finding in report.points}
    machine_tasks = {task.task: task for task in report.tasks}
    tasks = {
        task.number: _review_task(task, machine_tasks[task.number], points, placed, rules) for task in catalog.tasks
    }
    final = report.model_copy(
        update={
            "points": tuple(points[finding.point].final for finding in report.points),
            "tasks": tuple(tasks[task.task].final for task in report.tasks),
        }
    )
    return FinalReport(report, final, points, tasks, tuple(placed.orphans))


def _review_point(machine: Finding, placed: Placed, known: Mapping[str, Evidence]) -> PointReview:
    verdicts = placed.points.get(machine.point, {})
    level = placed.levels.get(machine.point)
    standing = [record for one in (*verdicts.values(), *((level,) if level else ())) for record in one.records]
    reopened = _still_open(placed.reopened.get(machine.point, ()), standing)
    final = _final_point(machine, verdicts, level, known, placed.places) if standing else machine
    return PointReview(machine, final, _state(machine, verdicts, level, reopened), verdicts, level, reopened)


def _still_open(reopened: Sequence[Record], standing: Sequence[Record]) -> tuple[Record, ...]:
    """Leave out what somebody has looked at anew in a later run."""
    newest = max((record.decision.run for record in standing), default=-1)
    return tuple(record for record in reopened if record.decision.run >= newest)


def _state(
    machine: Finding, verdicts: Mapping[str, Verdict], level: Verdict | None, reopened: Sequence[Record]
) -> ReviewState:
    if reopened:
        return ReviewState.REOPENED
    if level is None and not verdicts:
        return ReviewState.UNREVIEWED
    quotes = {squeeze(one.quote) for one in evidence_of(machine)}
    confirmed = any(one.last.decision.kind in (Kind.ACCEPT, Kind.ADD) for one in verdicts.values())
    if level or confirmed or (quotes and quotes <= verdicts.keys()):
        return ReviewState.REVIEWED
    return ReviewState.PARTLY


def _final_point(
    machine: Finding,
    verdicts: Mapping[str, Verdict],
    level: Verdict | None,
    known: Mapping[str, Evidence],
    places: Places | None,
) -> Finding:
    rejected = {quote for quote, one in verdicts.items() if one.last.decision.kind is Kind.REJECT}
    kept = [one for one in machine.evidence if squeeze(one.quote) not in rejected]
    own = {squeeze(one.quote) for one in machine.evidence}
    added = [
        _added(quote, one, known, places)
        for quote, one in verdicts.items()
        if one.last.decision.kind in (Kind.ACCEPT, Kind.ADD) and quote not in own
    ]
    evidence = tuple(sorted((*added, *kept), key=_best_first))
    unchanged = not added and len(kept) == len(machine.evidence)
    judged = machine.level if unchanged else _level(evidence)
    if level is not None:
        judged = int(level.last.decision.value)  # type: ignore[assignment]
    names = "、".join(
        dict.fromkeys(r.reviewer for one in (*verdicts.values(), *([level] if level else ())) for r in one.records)
    )
    taken = {squeeze(one.quote) for one in added}
    return machine.model_copy(
        update={
            "level": judged,
            "score": max((one.score for one in evidence if one.role is Role.DONE), default=0.0),
            "planned": _has(evidence, Role.PLAN),
            "shortfall": _has(evidence, Role.PROBLEM),
            "evidence": evidence,
            "near_misses": tuple(one for one in machine.near_misses if squeeze(one.quote) not in rejected | taken),
            "why": machine.why if judged == machine.level else level_why(names, machine.why),
        }
    )


def _best_first(evidence: Evidence) -> tuple[int, float]:
    order = (Role.DONE, Role.PLAN, Role.PROBLEM, Role.OTHER)
    return order.index(evidence.role), -evidence.score


def _has(evidence: Sequence[Evidence], role: Role) -> bool:
    return any(one.role is role for one in evidence)


def _added(quote: str, verdict: Verdict, known: Mapping[str, Evidence], places: Places | None) -> Evidence:
    """Make evidence of a sentence that the machine did not take for evidence of this point."""
    decision = verdict.last.decision
    assert decision.anchor is not None
    names = "、".join(verdict.reviewers)
    said = {
        "role": decision.role,
        "score": 1.0,
        "full": decision.role is Role.DONE and decision.value == "2",
        "why": added_why(names),
        "added_by": names,
    }
    elsewhere = known.get(quote)
    if elsewhere is not None:
        return elsewhere.model_copy(update=said)
    span = places.span(decision.anchor) if places else None
    start, end = span or (0, 0)
    place = {"start": start, "end": end, "page": decision.page, "heading": decision.heading}
    return Evidence.model_validate({"quote": decision.anchor.quote, **place, **said})


def _level(evidence: Sequence[Evidence]) -> PointLevel:
    """Judge by what is left and added, as the machine does: one clear quote carries level 2, any other level 1."""
    done = [one for one in evidence if one.role is Role.DONE]
    return 2 if any(one.full for one in done) else 1 if done else 0


def _review_task(
    task: Task, machine: TaskFinding, points: Mapping[str, PointReview], placed: Placed, rules: Rules
) -> TaskReview:
    own = [points[point.id] for point in task.points]
    status = placed.statuses.get(task.number)
    said = [record for one in own for verdict in one.all_verdicts for record in verdict.records]
    said += status.records if status else ()
    said.sort(key=lambda record: record.id)
    reopened = _still_open(placed.reopened.get(str(task.number), ()), said)
    final = machine
    if said:
        against = machine.reason if machine.status is Status.NOT_APPLICABLE else ""
        final = rules.roll_up(task, [one.final for one in own], against)
    if status is not None:
        reason = status_reason("、".join(status.reviewers), machine.reason)
        final = final.model_copy(update={"status": Status(status.last.decision.value), "reason": reason})
    if reopened or any(one.state is ReviewState.REOPENED for one in own):
        state = ReviewState.REOPENED
    elif status or all(one.state is ReviewState.REVIEWED for one in own):
        state = ReviewState.REVIEWED
    else:
        state = ReviewState.PARTLY if said else ReviewState.UNREVIEWED
    return TaskReview(
        machine,
        final,
        state,
        status,
        reopened,
        tuple(dict.fromkeys(record.reviewer for record in said)),
        said[-1].at if said else "",
        (*reopened, *(record for one in own for record in one.reopened)),
        any(one.disputed for one in own) or (status is not None and status.disputed),
    )
