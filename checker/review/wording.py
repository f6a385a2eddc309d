"""What the final judgement says of the reviewers' part in it. The Chinese of this stage, in one place."""

from __future__ import annotations

__all__ = ["added_why", "level_why", "status_reason"]


def added_why(reviewer: str) -> str:
    """Say where evidence comes from that the machine did not have."""
    return f"复核补充（{reviewer}）"


def level_why(reviewers: str, machine: str) -> str:
    """Say that the level of a point is not the machine's alone."""
    return f"复核后的等级（{reviewers}）；程序原判：{machine}"


def status_reason(reviewers: str, machine: str) -> str:
    """Say that the status of a task was decided by a reviewer."""
    return f"复核判定（{reviewers}）；程序原判：{machine}"
