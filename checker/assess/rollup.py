"""Roll points up to a task's status, as the design defines it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from checker.model.catalog import Task
from checker.model.findings import Finding, Status, TaskFinding

__all__ = ["roll_up"]

_Counted = tuple[int, Literal[0, 1, 2], int, int, bool, bool]
"""How many points there are, the level of the core point, how many have level 2, how many have any level, and whether
any is planned or admitted."""


def roll_up(task: Task, findings: Sequence[Finding], not_applicable: str = "") -> TaskFinding:
    """Give the status of a task from the findings of its points (any order).

    Covered when the core point is 2 and at least half of the points are 2; else partial when any point is 1 or 2; else
    planned when any is planned; else shortfall when any is admitted; else missing. With a reason in
    ``not_applicable`` the status is that, and the levels and flags are kept for whoever wants to look.
    """
    name = next(point.id for point in task.points if point.core)
    full = touched = 0
    core: Literal[0, 1, 2] = 0
    planned = shortfall = False
    for finding in findings:
        level = finding.level
        full += level == 2
        touched += level > 0
        planned = planned or finding.planned
        shortfall = shortfall or finding.shortfall
        core = level if finding.point == name else core
    return _judge(task.number, (len(findings), core, full, touched, planned, shortfall), not_applicable)


@lru_cache(maxsize=4096)
def _judge(task: int, counted: _Counted, against: str) -> TaskFinding:
    """Give a task's finding from what was counted of its points: the same value for all reports of that count."""
    points, core, full, touched, planned, shortfall = counted
    count = f"{points} 个要点中 {full} 个有明确佐证、{touched - full} 个仅有部分佐证"
    if against:
        status, reason = Status.NOT_APPLICABLE, against
    elif core == 2 and 2 * full >= points:
        status, reason = Status.COVERED, f"核心要点有明确佐证，{count}"
    elif touched:
        why = "核心要点未见佐证" if core == 0 else "核心要点仅有部分佐证" if core == 1 else "有明确佐证的不到半数"
        status, reason = Status.PARTIAL, f"{why}，{count}"
    elif planned:
        status, reason = Status.PLANNED, "举措部分未见佐证，仅在下一步安排中提到"
    elif shortfall:
        status, reason = Status.SHORTFALL, "举措部分未见佐证，不足部分自述有欠缺"
    else:
        status, reason = Status.MISSING, "举措、不足和下一步安排中均未见佐证"
    return TaskFinding(task=task, status=status, reason=reason, core=core, planned=planned, shortfall=shortfall)
