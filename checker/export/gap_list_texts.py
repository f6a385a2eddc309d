"""Headings of the lists of gap reports, with widths in characters."""

from __future__ import annotations

from typing import Final

__all__ = ["COVERED", "GAPS_LIST", "REVIEW", "SCREEN", "TITLES", "UNITS"]

TITLES: Final = {
    "units": "各单位概况",
    "gaps": "差距事项",
    "covered": "佐证充分的事项",
    "chart": "各单位任务判定分布（分母为适用任务）",
    "unreviewed": "机器判定，未经复核。“佐证”是报告单位的自述，不等于事项已经落实；“未见佐证”指报告没有写到。",
}

UNITS: Final = {
    "单位": 18,
    "依据": 46,
    "适用任务": 9,
    "佐证充分率": 10,
    "佐证充分/适用": 11,
    "最紧迫差距一": 36,
    "最紧迫差距二": 36,
    "最紧迫差距三": 36,
}

REVIEW: Final = ("复核结论", "复核意见", "复核人", "复核日期")

GAPS_LIST: Final = {
    "单位": 10,
    "任务": 5,
    "任务内容": 15,
    "任务判定": 10,
    "要点": 8,
    "检查要点": 18,
    "要点判定": 10,
    "佐证或近似表述": 32,
    "下一年度承诺": 20,
    "自述不足": 20,
    "需查阅资料": 16,
    "督察方式": 10,
    "建议询问": 18,
    "复核结论": 9,
    "复核意见": 11,
    "复核人": 7,
    "复核日期": 8,
}
SCREEN: Final = {
    "单位职责": 24,
    "判定理由": 26,
    "要点理由": 26,
    "数量要求": 20,
    "检索过的词": 50,
    "他单位写法（示例，不是佐证）": 40,
    "报告编号": 18,
}
"""Columns behind those that are printed."""

COVERED: Final = {
    "单位": 14,
    "任务": 6,
    "任务内容": 28,
    "单位职责": 14,
    "要点": 7,
    "检查要点": 32,
    "要点判定": 11,
    "佐证及出处": 70,
    "报告编号": 16,
}
