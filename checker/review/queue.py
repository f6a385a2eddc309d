"""What to look at first: how doubtful the machine's judgement of a point is, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.model.catalog import Catalog, Task
from checker.model.findings import Finding, Status, TaskFinding, Verdict
from checker.model.report import Role
from checker.model.review import ReviewState
from checker.review.overlay import FinalReport, PointReview, RollUp

__all__ = ["Item", "doubt_of", "order", "queue_of"]

_DECISIVE = 0.2
_NEAR_MISS_TOP = 0.15  # what a near miss scores at best
_FIRST = {ReviewState.REOPENED: 0, ReviewState.PARTLY: 1, ReviewState.UNREVIEWED: 1, ReviewState.REVIEWED: 3}


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a report in the queue. ``doubt`` is 0-1; ``decisive`` says that the task's status hangs on it."""

    report: str
    task: int
    point: str
    doubt: float
    decisive: bool
    state: ReviewState
    disputed: bool


def doubt_of(finding: Finding, clear_from: float) -> float:
    """Say how doubtful a level is, 0-1, by how near its best quote is to the next level up or down.

    Level 1 is a guess between two others: the better its quote, the nearer to level 2. A clear quote far above the
    threshold is next to certain. A number that falls short or is not stated, and a shortfall admitted beside clear
    evidence, are reasons to look as well.
    """
    if finding.level == 2:
        value = 0.4 * (1 - min(1.0, max(0.0, finding.score - clear_from) / (1 - clear_from)))
    elif finding.level == 1:
        value = 0.3 + 0.35 * finding.score
    else:
        nearest = max((one.score for one in finding.near_misses), default=0.0)
        value = 0.05 + 0.3 * min(1.0, nearest / _NEAR_MISS_TOP)
    if finding.quantity is not None and finding.level and finding.quantity.verdict is not Verdict.MET:
        value += 0.1
    if finding.level == 2 and any(one.role is Role.PROBLEM for one in finding.evidence):
        value += 0.1
    return round(min(1 - _DECISIVE, value), 4)


def queue_of(report: FinalReport, catalog: Catalog, roll_up: RollUp, clear_from: float) -> list[Item]:
    """List the points of one report that are the unit's to answer, in the order of the catalog."""
    items = []
    for task in catalog.tasks:
        review = report.tasks[task.number]
        if review.machine.status is Status.NOT_APPLICABLE and review.status is None:
            continue
        for point in task.points:
            one = report.points[point.id]
            decisive = _hangs_on(task, point.id, report.points, review.final, roll_up)
            doubt = doubt_of(one.machine, clear_from) + (_DECISIVE if decisive else 0.0)
            state = one.state
            if review.status is not None and state is not ReviewState.REOPENED:
                state = ReviewState.REVIEWED  # whoever decided on the task looked at its points
            items.append(Item(report.machine.id, task.number, point.id, doubt, decisive, state, one.disputed))
    return items


def order(items: Iterable[Item]) -> list[Item]:
    """Put what was reopened first, then what reviewers disagree on, then the most doubtful; what is reviewed last."""
    return sorted(items, key=lambda item: (_rank(item), -item.doubt))


def _rank(item: Item) -> int:
    rank = _FIRST[item.state]
    return min(rank, 1) if item.disputed else rank + 1 if rank == 1 else rank


def _hangs_on(task: Task, name: str, points: Mapping[str, PointReview], final: TaskFinding, roll_up: RollUp) -> bool:
    """Say whether the task would have another status with the point one level up or down."""
    findings = [points[point.id].final for point in task.points]
    at = next(i for i, finding in enumerate(findings) if finding.point == name)
    for level in {max(0, findings[at].level - 1), min(2, findings[at].level + 1)} - {findings[at].level}:
        other = [*findings[:at], findings[at].model_copy(update={"level": level}), *findings[at + 1 :]]
        if roll_up(task, other).status is not final.status:
            return True
    return False
