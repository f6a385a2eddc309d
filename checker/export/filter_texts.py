"""What exports say about filters, and about names that nobody knows."""

from __future__ import annotations

from typing import Final

__all__ = ["FILTERS"]

FILTERS: Final = {
    "units": "单位：{}",
    "chapters": "板块：{}",
    "statuses": "判定：{}",
    "reports": "报告：{}",
    "only_gaps": "只列缺口（部分佐证、仅列计划、自述不足、未见佐证）",
    "none": "无（全部单位、板块、判定和报告）",
    "no_chapter": "任务清单里没有板块“{name}”。有：{known}",
    "many_chapters": "“{name}”对应不止一个板块，请写完整。有：{known}",
    "no_status": "没有“{name}”这种判定。有：{known}",
    "no_report": "最近一次检查里没有报告“{name}”。有：{known}",
    "no_unit": "任务清单和报告里都没有单位“{name}”。有：{known}",
    "no_basis": "没有可以依据的报告：{names}没有自己的报告，所选报告中也没有省、市、区县政府的报告",
    "nothing": "按所给条件没有符合的任务（{filters}），没有写出文件",
}
