"""Numbers and dates that a task demands: 不少于60学时, 扩大至28个行业, 两期以上, 每年, 3月底前."""

from __future__ import annotations

import re

from checker.catalogs.numbering import widen
from checker.model.catalog import Quantity
from checker.text.numerals import parse_number

__all__ = ["find_deadlines", "find_quantities"]

_NUMERAL = r"(\d[\d.,]*\s*(?:万|亿)?|[一二两三四五六七八九十百]+)"
_MEASURE = (
    r"(个?学时|个?课时|个?小时|个?工作日|人次|个百分点|[%％]|项|个|件|次|期|场|份|名|人|家|条|批|所|处|部|篇|例|支|门|"
    r"类|种|节|轮|天|户|万元|亿元)"
)
_THING = r"([\u4e00-\u9fff]{0,12})"
_AT_LEAST = re.compile(
    rf"(?:不少于|不低于|不得少于|不得低于|至少|达到|达|扩大(?:改革)?(?:范围)?[至到]|增加[至到]|提高[至到]|提升[至到]|超过|力争|完成|新增|建成|培育)"
    rf"[\u4e00-\u9fff]{{0,8}}?{_NUMERAL}\s*{_MEASURE}{_THING}"
)
_OR_MORE = re.compile(rf"{_NUMERAL}\s*{_MEASURE}(?:及)?以上的?{_THING}")
_PERCENT = re.compile(r"百分之([一二三四五六七八九十百]+)")
_PER = (
    ("year", re.compile(r"每人每年|每年|每年度|全年|年内|年度|年均")),
    ("half_year", re.compile(r"每半年")),
    ("quarter", re.compile(r"每季度?|每个季度")),
    ("month", re.compile(r"每个?月")),
    ("term", re.compile(r"任期内|每届任期|一届任期")),
)
_NOT_NUMBERS = re.compile(r"第[一二三四五六七八九十\d]+批|十[二三四五]五|[一二两]法")
_SAME = {
    "学时": ("学时", "个学时", "课时", "小时"), "课时": ("课时", "学时", "小时"), "期": ("期", "次", "场", "讲", "班"),
    "次": ("次", "场", "期", "轮"), "场": ("场", "次", "期"), "%": ("%",), "％": ("%",), "人": ("人", "名", "人次"),
    "名": ("名", "人", "位"), "项": ("项", "个", "件"), "件": ("件", "个", "项", "份"), "个": ("个", "项", "家"),
    "家": ("家", "个", "户"), "户": ("户", "家"), "份": ("份", "件", "个"),
}  # fmt: skip
_DEADLINE = re.compile(
    r"(?:(?:19|20)\d{2}\s*年)?\s*(?:1[0-2]|[1-9])\s*月\s*(?:\d{1,2}\s*日|底|末|上旬|中旬|下旬)?(?:之?前|以前)|"
    r"(?:19|20)\d{2}\s*年(?:年?底|年?末|上半年|内)?(?:之?前|以前)|(?:19|20)\d{2}\s*年(?:年?底|上半年|下半年)|"
    r"[一二三四]季度末?(?:之?前|以前)|(?:今年|本年|明年)?(?:年底|年末|年中|上半年|年内)(?:之?前|以前)?|"
    r"每年年初|每年(?:1[0-2]|[1-9])月(?:\d{1,2}日|底)?(?:之?前)?"
)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Find the numbers that a clause demands at least, each with its measure word, period and the words beside it."""
    wide = widen(text)
    found: list[Quantity] = []
    for pattern in (_AT_LEAST, _OR_MORE):
        for match in pattern.finditer(wide):
            value = parse_number(match[1])
            before = wide[max(0, match.start() - 4) : match.end(1)]
            if not value or value > 1e9 or _NOT_NUMBERS.search(before):
                continue
            units = _units(match[2])
            clause_start = max(wide.rfind(mark, 0, match.start()) for mark in "。；") + 1
            before_it = wide[clause_start : match.start()]
            per = next((name for name, words in _PER if words.search(before_it) or words.search(match[0])), "total")
            thing = _thing(match[3]) or _last_words(before_it)
            near = tuple(word for word in dict.fromkeys((thing[-2:], thing[:4])) if len(word) >= 2)
            what = (thing or match[2]).strip("的和与")
            if what and not any(old.required == value and set(old.units) & set(units) for old in found):
                found.append(Quantity(what=what, required=value, units=units, per=per, near=near))
    return tuple(found)


def _units(measure: str) -> tuple[str, ...]:
    bare = measure[1:] if measure.startswith("个") and len(measure) > 1 else measure
    return _SAME.get(bare, (bare,))


def _thing(words: str) -> str:
    return re.split(r"(?:以上|左右|的(?=$)|并|且|等)", words.removeprefix("的"))[0].removeprefix("的")


def _last_words(text: str) -> str:
    words = re.split(r"[，、：（）\d]", text)[-1]
    words = re.sub(r"^.*(?:每人每年|每年|每季度|任期内|接受|开展|组织|举办|确保|要)", "", words)
    return words[-8:]


def find_deadlines(text: str) -> tuple[str, ...]:
    """Find until when something is to be done, as written."""
    return tuple(dict.fromkeys(re.sub(r"\s", "", found[0]) for found in _DEADLINE.finditer(widen(text))))
