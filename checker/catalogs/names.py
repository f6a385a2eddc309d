"""One name for each unit: 区市场监管局, 市场监督管理局 and 长宁区市场监督管理局 are the same office.

By the roster of the place where there is one; else by what remains of a name without place and in its short form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.model.catalog import Roster
from checker.text.fold import fold_text

__all__ = ["Unlisted", "canonical_name", "plain_name"]


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A name that the roster of the place does not know, and the tasks that name it."""

    name: str
    tasks: tuple[int, ...]


_LONG_TO_SHORT = (
    ("人力资源和社会保障", "人社"), ("人力资源社会保障", "人社"), ("市场监督管理", "市场监管"),
    ("工商行政管理", "工商"), ("发展和改革", "发改"), ("发展改革", "发改"), ("卫生健康", "卫健"),
    ("卫生和健康", "卫健"), ("文化和旅游", "文旅"), ("文化旅游", "文旅"), ("文化广电旅游", "文广旅"),
    ("文化广电和旅游", "文广旅"), ("住房和城乡建设", "住建"), ("住房城乡建设", "住建"),
    ("规划和自然资源", "规划资源"), ("自然资源和规划", "规划资源"), ("退役军人事务", "退役军人"),
    ("应急管理", "应急"), ("医疗保障", "医保"), ("科学技术", "科技"), ("工业和信息化", "工信"),
    ("生态环境保护", "生态环境"), ("农业和农村", "农业农村"), ("绿化和市容管理", "绿化市容"),
    ("绿化市容管理", "绿化市容"), ("城市管理综合行政执法", "城管执法"), ("城市管理行政执法", "城管执法"),
    ("综合行政执法", "城管执法"), ("国有资产监督管理", "国资"), ("机构编制委员会", "编"), ("交通运输", "交通"),
    ("金融服务", "金融"), ("人民政府", "政府"), ("政府办公室", "府办"), ("政府办", "府办"), ("办事处", ""),
    ("委员会", "委"), ("办公室", "办"), ("中国共产党", ""), ("全面依法治", "依法治"),
)  # fmt: skip
_PLACE = re.compile(
    r"^(?:(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区|自治州|自治县|市|州|盟|区|县|旗))+(?=[\u4e00-\u9fff]{2,})|[省市区县州旗](?!场|政|容|民|域|直)(?=[\u4e00-\u9fff]{2,}))"
)
_COMMITTEE = re.compile(r"^[省市区县州旗]?委(?=[\u4e00-\u9fff]{2,})")


def plain_name(name: str) -> str:
    """Reduce a unit's name to what tells it from others: no place, no 区, short forms.

    区市场监管局, 市场监督管理局 and 长宁区市场监督管理局 give the same; use it to compare, never to show.
    """
    plain = re.sub(r"[\s（）]", "", fold_text(name))
    for long, short in _LONG_TO_SHORT:
        plain = plain.replace(long, short)
    if plain.endswith(("街道", "镇", "乡")):
        return re.sub(r"^.{2,8}?(?:区|县|市)(?=.{3,})", "", plain)
    for prefix in (_COMMITTEE, _PLACE, _COMMITTEE):
        cut = prefix.sub("", plain)
        plain = cut if len(cut) >= 2 else plain
    return plain


def canonical_name(name: str, roster: Roster | None) -> str:
    """Give the roster's name of a unit; for one that it does not know, or without a roster, its plain name."""
    if roster is not None:
        if name in roster.groups:
            return name
        if member := roster.find(name):
            return member.name
    return plain_name(name)
