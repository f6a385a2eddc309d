"""How a unit comes to have a task, and which report speaks for it, in words."""

from __future__ import annotations

from typing import Final

__all__ = ["HOW", "SUBJECT"]

HOW: Final = {"government": "政府统筹", "unknown": "应答", "group": "属“{}”"}

SUBJECT: Final = {
    "year": "{}年度",
    "no_year": "年度不详",
    "own": "依据本单位报告：{issuer}《{title}》（{year}，编号 {id}）",
    "other": "没有收到{unit}自己的报告，本件依据{issuer}的报告《{title}》（{year}，编号 {id}）："
    "其中没有写到的，不等于{unit}没有做，请以{unit}自己的报告和材料为准",
    "others": "；另有{years}年度报告，见横向对照",
}
