"""The Chinese names, marks and colours of what is judged: one table for terminal, page and workbook.

The marks are characters of GB 2312, so that SimSun and a GBK console show them, and differ in shape and weight, so that
a photocopy can be read. The colours are those of Okabe and Ito (Color Universal Design, 2008), which people with any
common colour blindness can tell apart; ``tint`` and ``ink`` are a light ground and a dark letter of the same hue with a
contrast of at least 4.5 : 1 (WCAG 2.1, 1.4.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from checker.model.catalog import Method, Part
from checker.model.findings import Status, Verdict
from checker.model.report import Level, Role
from checker.model.review import Kind, Reason, ReviewState

__all__ = [
    "FLAGS",
    "HEAT",
    "KINDS",
    "LEVELS",
    "METHODS",
    "NEAR_MISS",
    "PARTS",
    "POINT_LEVELS",
    "REASONS",
    "ROLES",
    "STATES",
    "STATUSES",
    "UNREVIEWED",
    "VERDICTS",
    "Style",
    "status_text",
]


@dataclass(frozen=True, slots=True)
class Style:
    """How a judgement looks: ``colour`` for marks and bars, ``tint`` behind text in ``ink``; all are #RRGGBB."""

    label: str
    mark: str
    colour: str
    tint: str
    ink: str
    meaning: str


STATUSES: Final[Mapping[Status, Style]] = MappingProxyType(
    {
        Status.COVERED: Style(
            "佐证充分", "●", "#009E73", "#D2EEE4", "#00533C", "核心要点佐证明确，且半数以上要点佐证明确"
        ),
        Status.PARTIAL: Style(
            "部分佐证", "◎", "#56B4E9", "#DCEFFB", "#0B4A73", "至少一个要点有佐证，但不满足“佐证充分”的条件"
        ),
        Status.PLANNED: Style(
            "仅列计划", "→", "#F0E442", "#FBF7C8", "#5A5200", "没有已做工作的佐证，只在下一步安排中提到"
        ),
        Status.SHORTFALL: Style(
            "自述不足", "▲", "#E69F00", "#FCE8C2", "#664300", "没有已做工作的佐证，报告自述在这方面存在不足"
        ),
        Status.MISSING: Style("未见佐证", "×", "#D55E00", "#F8D8C4", "#742F00", "报告中没有找到佐证、计划或自述不足"),
        Status.NOT_APPLICABLE: Style(
            "不适用", "－", "#B8BDC4", "#F1F2F4", "#5F6670", "该任务不由报告单位承担，不计入任何比例的分母"
        ),
    }
)

POINT_LEVELS: Final[Mapping[int, Style]] = MappingProxyType(
    {
        2: Style("佐证明确", "●", "#009E73", "#D2EEE4", "#00533C", "报告写明了具体举措、文件、会议或数字"),
        1: Style("部分触及", "◎", "#56B4E9", "#DCEFFB", "#0B4A73", "只笼统提到，或只涉及要点的一部分"),
        0: Style("未见佐证", "×", "#D55E00", "#F8D8C4", "#742F00", "举措和成效部分没有找到相符的表述"),
    }
)

FLAGS: Final[Mapping[str, Style]] = MappingProxyType(
    {
        "planned": Style("列有计划", "→", "#A89B00", "#FBF7C8", "#5A5200", "下一步安排部分提到该事项"),
        "shortfall": Style("自述不足", "▲", "#E69F00", "#FCE8C2", "#664300", "存在问题部分承认该事项不足"),
    }
)

HEAT: Final = ("#FBE3D3", "#FCF0D2", "#EFF3D6", "#DCEFE0", "#BFE5D4")
"""Grounds of a heat map, by fifths of a share from low to high; the number stands in the cell."""

LEVELS: Final[Mapping[Level, str]] = MappingProxyType(
    {
        Level.PROVINCE: "省级",
        Level.CITY: "设区的市",
        Level.DISTRICT: "区县（市）",
        Level.DEPARTMENT: "部门",
        Level.STREET_TOWN: "街镇",
        Level.UNKNOWN: "未识别",
    }
)

ROLES: Final[Mapping[Role, str]] = MappingProxyType(
    {Role.DONE: "举措成效", Role.PROBLEM: "存在不足", Role.PLAN: "下一步安排", Role.OTHER: "其他"}
)

NEAR_MISS: Final = "相近但未采信"

PARTS: Final[Mapping[Part, str]] = MappingProxyType({Part.LEAD: "牵头", Part.SUPPORT: "配合/责任"})

METHODS: Final[Mapping[Method, str]] = MappingProxyType(
    {
        Method.LISTEN: "听取汇报",
        Method.INSPECT_DOCUMENTS: "查阅制度文件、会议纪要",
        Method.INSPECT_FILES: "查阅执法案卷",
        Method.INTERVIEW: "询问、约谈",
        Method.SITE_VISIT: "实地走访",
        Method.COVERT_VISIT: "暗访",
        Method.QUESTIONNAIRE: "问卷调查",
    }
)

VERDICTS: Final[Mapping[Verdict, str]] = MappingProxyType(
    {Verdict.MET: "达到要求", Verdict.NOT_MET: "未达到要求", Verdict.NOT_STATED: "报告未写明数量"}
)

UNREVIEWED: Final = "未经复核"

STATES: Final[Mapping[ReviewState, str]] = MappingProxyType(
    {
        ReviewState.UNREVIEWED: UNREVIEWED,
        ReviewState.PARTLY: "部分复核",
        ReviewState.REVIEWED: "已复核",
        ReviewState.REOPENED: "待重审",
    }
)

REASONS: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        Reason.BOILERPLATE: "套话",
        Reason.PLAN_NOT_RESULT: "计划非成效",
        Reason.OTHER_UNIT: "他单位工作",
        Reason.WRONG_YEAR: "年份不符",
        Reason.OTHER_MEANING: "同词异义",
        Reason.REPEATED: "重复引用",
        Reason.OTHER: "其他",
    }
)

KINDS: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.ACCEPT: "采信",
        Kind.REJECT: "驳回",
        Kind.ADD: "补充佐证",
        Kind.LEVEL: "要点等级",
        Kind.STATUS: "任务判定",
        Kind.NOTE: "备注",
        Kind.ASSIGN: "分派",
        Kind.UNDO: "撤销",
    }
)


def status_text(status: Status) -> str:
    """Give mark and label together, as a cell shows them."""
    style = STATUSES[status]
    return f"{style.mark} {style.label}"
