"""What the review desk says: names of states, reasons and kinds, and the sentences of page and sheet. Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from checker.review.decisions import Kind, Reason
from checker.review.overlay import ReviewState

__all__ = ["KINDS", "REASONS", "STATES", "UNREVIEWED"]

UNREVIEWED: Final = "未经复核"

STATES: Final[Mapping[ReviewState, str]] = {
    ReviewState.UNREVIEWED: UNREVIEWED,
    ReviewState.PARTLY: "部分复核",
    ReviewState.REVIEWED: "已复核",
    ReviewState.REOPENED: "待重审",
}

REASONS: Final[Mapping[Reason, str]] = {
    Reason.BOILERPLATE: "套话",
    Reason.PLAN_NOT_RESULT: "计划非成效",
    Reason.OTHER_UNIT: "他单位工作",
    Reason.WRONG_YEAR: "年份不符",
    Reason.OTHER_MEANING: "同词异义",
    Reason.REPEATED: "重复引用",
    Reason.OTHER: "其他",
}

KINDS: Final[Mapping[Kind, str]] = {
    Kind.ACCEPT: "采信",
    Kind.REJECT: "驳回",
    Kind.ADD: "补充佐证",
    Kind.LEVEL: "要点等级",
    Kind.STATUS: "任务判定",
    Kind.NOTE: "备注",
    Kind.ASSIGN: "分派",
    Kind.UNDO: "撤销",
}
