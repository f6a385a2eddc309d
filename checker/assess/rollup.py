"""Roll points up to a task's status, as the design defines it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.catalog import Task
from checker.model.findings import Finding, Status, TaskFinding

__all__ = ["roll_up"]


def roll_up(task: Task, findings: Sequence[Finding], not_applicable: str = "") -> TaskFinding:
    """Give the status of a task from the findings of its points (any order).

    Covered when the core point is 2 and at least half of the points are 2; else partial when any point is 1 or 2; else
    planned when any is planned; else shortfall when any is admitted; else missing. With a reason in
    ``not_applicable`` the status is that, and the levels and flags are kept for whoever wants to look.
    """
    name = task.core.id
    full = touched = core = 0
    planned = shortfall = False
    for finding in findings:
        level = finding.level
        full += level == 2
        touched += level > 0
        planned = planned or finding.planned
        shortfall = shortfall or finding.shortfall
        core = level if finding.point == name else core
    count = f"{len(findings)} 个要点中 {full} 个有明确佐证、{touched - full} 个仅有部分佐证"
    if not_applicable:
        status, reason = Status.NOT_APPLICABLE, not_applicable
    elif core == 2 and 2 * full >= len(findings):
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
    return TaskFinding.trusted(
        {
            "task": task.number,
            "status": status,
            "reason": reason,
            "core": core,
            "planned": planned,
            "shortfall": shortfall,
            "review": None,
        }
    )
