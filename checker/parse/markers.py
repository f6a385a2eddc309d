"""The numbers that stand before headings and items: 一、 （一） 1. （1） ① 一是."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from checker.text.numerals import parse_numeral

__all__ = ["Marker", "Style", "find_inner_markers", "find_marker"]


class Style(IntEnum):
    """How a number is written; its value is the rank that the official format gives it (GB/T 9704)."""

    CHINESE = 1
    BRACKETED_CHINESE = 2
    ARABIC = 3
    BRACKETED_ARABIC = 4
    CIRCLED = 5
    ITEM = 6  # 一是, 第一，, bullets: they lead a sentence and are no headings
    BLACK_BRACKETS = 7  # 【…】


_ITEM = Style.ITEM


class Marker(NamedTuple):
    """A number at the head of a line or sentence; the words begin at ``end`` of the text searched.

    ``bare`` says that only white space parts it from the words.
    """

    style: Style
    number: int
    start: int
    end: int
    bare: bool = False

    @property
    def item(self) -> bool:
        return self.style is _ITEM


_CN = "[一二三四五六七八九十]{1,3}"
_HEADS = (
    rf"第(?P<part>{_CN})(?:部分|章|节)[、：，.\s]*",
    rf"（\s*(?P<bracketed_chinese>{_CN})\s*）\s*[、.，：]?\s*",
    rf"（(?P<unclosed_chinese>{_CN})(?:[、.]|(?=[\u4e00-\u9fff][^）]{{14}}))\s*",
    rf"(?P<unopened_chinese>{_CN})\s*）[、.]?\s*",
    rf"(?P<chinese>{_CN})\s*[、.](?!\s*{_CN}\s*[、.，])\s*",
    rf"第(?P<ordinal>{_CN})(?:，|、|是)\s*",
    rf"(?P<item>{_CN})(?:是(?!否|以|级)|要(?=[\u4e00-\u9fff]))",
    r"（\s*(?P<bracketed_arabic>\d{1,2})\s*）\s*[、.]?\s*",
    r"（(?P<unclosed_arabic>\d{1,2})(?:[、.]|(?=[\u4e00-\u9fff][^）]{14}))\s*",
    r"(?P<unopened_arabic>\d{1,2})\s*）\s*[、.]?\s*",
    r"(?P<arabic>\d{1,2})\s*(?:[、.](?!\d)|．)\s*(?=\S)",
    r"(?P<circled>[①-⑳⑴-⒇⒈-⒛])\s*[、.]?\s*",
    r"(?P<black>【)(?=[^】]{1,40}】)",
    r"(?P<bullet>[●■◆▪•★▶◎◇□➢])\s*",
)
_MARKER = re.compile("|".join(_HEADS))
_SPACED = re.compile(rf"(?P<chinese>{_CN})\s+(?=[\u4e00-\u9fff])")
_FIRST = r"[第（一二三四五六七八九十\d①-⑳⑴-⒇⒈-⒛【●■◆▪•★▶◎◇□➢]"
_BLANKS = "".join(char for char in map(chr, range(0x3001)) if char.isspace())  # within a set faster than \s
_INNER = re.compile(rf"[。；！？：”）】{_BLANKS}（](?={_FIRST})(?:(?<!（)|(?=一）))")
"""The character before a number may stand; （一） stands anywhere and is found by its own bracket."""

_STYLES = {
    "part": Style.CHINESE,
    "bracketed_chinese": Style.BRACKETED_CHINESE,
    "unclosed_chinese": Style.BRACKETED_CHINESE,
    "unopened_chinese": Style.BRACKETED_CHINESE,
    "chinese": Style.CHINESE,
    "ordinal": Style.ITEM,
    "item": Style.ITEM,
    "bracketed_arabic": Style.BRACKETED_ARABIC,
    "unclosed_arabic": Style.BRACKETED_ARABIC,
    "unopened_arabic": Style.BRACKETED_ARABIC,
    "arabic": Style.ARABIC,
    "circled": Style.CIRCLED,
    "black": Style.BLACK_BRACKETS,
    "bullet": Style.ITEM,
}


def find_marker(text: str) -> Marker | None:
    """Find the number at the head of a line of narrowed text."""
    if found := _MARKER.match(text):
        return _marker(found)
    if len(text) <= 40 and (found := _SPACED.match(text)):
        return _marker(found)._replace(bare=True)
    return None


def find_inner_markers(text: str, first: Marker | None) -> list[Marker]:
    """Find the numbers at the heads of a paragraph's sentences, behind the ``first`` at its own head, in order."""
    start = first.end if first else 0
    markers: list[Marker] = []
    for before in _INNER.finditer(text, max(start - 1, 0)):
        place = before.start() if before[0] == "（" else before.end()
        if place >= start and (found := _MARKER.match(text, place)):
            markers.append(_marker(found))
            start = found.end()
    return markers


def _marker(found: re.Match[str]) -> Marker:
    kind = found.lastgroup or "bullet"
    written = found.group(kind)
    number = _circled(written) if kind == "circled" else parse_numeral(written) or 0
    return Marker(_STYLES[kind], number, found.start(), found.end())


def _circled(char: str) -> int:
    code = ord(char)
    return code - next(start for start in (0x2488, 0x2474, 0x2460) if code >= start) + 1
