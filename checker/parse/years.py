"""The year that a report is about, weighed from all the places that speak of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from checker.parse import messages
from checker.parse.headings import Item
from checker.parse.titles import Part, classify_title
from checker.text.numerals import parse_numeral

__all__ = ["find_year", "years_in"]

_RANGE = re.compile(r"20\d\d\s*年?\s*(?:-+|至|~|到)\s*20\d\d\s*年?")
_YEAR = re.compile(r"(20\d\d)\s*年|(二[〇零]{1}[一二三四五六七八九〇零]{2})年")
_DATE = re.compile(r"(20\d\d|二[〇零][一二三四五六七八九〇零]{2})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月")
_NOW = re.compile(
    r"现(?:将|就|把)[^。]{0,10}?(20\d\d)\s*年|(20\d\d)\s*年度?[^。，]{0,30}(?:报告|汇报|总结|公布|公开|公示)如下"
)
_OPENING = re.compile(r"(20\d\d)\s*年(?:度|以来|，|是|[^。，年月]{0,12}[，是])")
_NEXT_YEAR = re.compile(r"(20\d\d)\s*年[^。，；]{0,3}，?[^。；]{0,20}?(?:将|计划|打算|拟|重点(?:做好|抓好|推进))")
_LOOKS_BACK = re.compile("情况|成效|成绩|举措|做法|措施|总结|回顾|完成|开展")
_NUMBER = re.compile(r"（\s*(20\d\d)\s*）\s*(?:第\s*)?\d+\s*号")


def years_in(text: str) -> list[int]:
    """List the years that a narrowed text names, spans such as 2021-2025年 left out."""
    if "年" not in text:
        return []
    found = []
    for arabic, chinese in _YEAR.findall(_RANGE.sub("", text)):
        year = int(arabic) if arabic else parse_numeral(chinese)
        if year is not None and 2000 <= year <= 2099:
            found.append(year)
    return found


def find_year(
    title: str, head: str, opening: str, items: Sequence[Item], texts: Sequence[str], tail: str, published: str | None
) -> tuple[int | None, list[str]]:
    """Weigh the evidence for the year reported on.

    ``head`` is what stands before the body, ``opening`` its first paragraphs, ``texts`` the words of ``items``,
    ``tail`` the signature with its date. Gives the year, None where nothing speaks of
    one, and warnings about what disagrees.
    """
    votes: Counter[int] = Counter()
    said: list[tuple[str, int]] = []

    def vote(year: int, weight: int, place: str = "") -> None:
        if 2000 <= year <= 2099:
            votes[year] += weight
            if place:
                said.append((place, year))

    titled = years_in(title)
    if titled:
        vote(min(titled), 30, "标题")
    now = _NOW.search(_RANGE.sub("", opening))
    if now:
        vote(int(now.group(1) or now.group(2)), 24, "报告引言")
    else:
        first = _OPENING.search(_RANGE.sub("", opening)[:400])
        if first:
            vote(int(first.group(1)), 18, "正文开头")
    _vote_parts(items, texts, vote)
    date = _signature_date(tail)
    if date:
        year, month = date
        vote(year if month >= 11 else year - 1, 9)
        if month < 11:
            votes[year] += 1
    number = _NUMBER.search(head)
    if number:
        vote(int(number.group(1)) - 1, 3)
    if published and published[:4].isdigit():
        vote(int(published[:4]) - 1, 5)
    if not votes:
        return None, [messages.NO_YEAR]
    best = max(votes, key=lambda year: (votes[year], year in titled, year))
    others = [(place, year) for place, year in said if year != best]
    if date and date[0] - best not in (0, 1, 2):
        others.append(("落款日期", date[0]))
    seen: dict[str, tuple[str, int]] = {place: (place, year) for place, year in others}
    return best, [messages.year_conflict(best, list(seen.values()))] if seen else []


def _vote_parts(items: Sequence[Item], texts: Sequence[str], vote: Callable[[int, int, str], None]) -> None:
    """Let the headings vote: a part on what was done names the year itself, one on plans the year after."""
    plan = False
    settled = {Part.DONE: False, Part.PLAN: False}
    for item, text in zip(items, texts, strict=True):
        if item.rank and item.title:
            part = classify_title(item.title)
            asked = part is not None and not settled.get(part, True)
            named = years_in(item.title) if asked else []
            if part is Part.DONE and named and _LOOKS_BACK.search(item.title):
                settled[Part.DONE] = True
                vote(min(named), 24, "工作情况部分的标题")
            elif part is Part.PLAN and named:
                settled[Part.PLAN] = True
                vote(max(named) - 1, 24, "工作安排部分的标题（下一年度）")
            plan = part in (Part.PLAN, Part.COMBINED) if item.rank <= 2 and part else plan
        if plan and not settled[Part.PLAN]:
            following = _NEXT_YEAR.search(_RANGE.sub("", text)[:300])
            if following:
                settled[Part.PLAN] = True
                vote(int(following.group(1)) - 1, 12, "工作安排部分（下一年度）")


def _signature_date(tail: str) -> tuple[int, int] | None:
    found = _DATE.search(tail)
    if found is None:
        return None
    year, month = parse_numeral(found.group(1)), parse_numeral(found.group(2))
    return (year, month) if year and month else None
