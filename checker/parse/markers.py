"""The numbers that stand before headings and items: 一、 （一） 1. （1） ① 一是."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

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


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the head of a line or sentence; the words begin at ``end`` of the text searched."""

    style: Style
    number: int
    start: int
    end: int

    @property
    def item(self) -> bool:
        return self.style is Style.ITEM


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
_INNER = re.compile("(?:^|(?<=[。；！？：”）】\\s])|(?=（一）))(?:" + "|".join(_HEADS) + ")")
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
    found = _MARKER.match(text)
    if found is None and len(text) <= 40:
        found = _SPACED.match(text)
    return _marker(found) if found else None


def find_inner_markers(text: str) -> list[Marker]:
    """Find the numbers at the heads of a paragraph's sentences, the first included, in order."""
    return [_marker(found) for found in _INNER.finditer(text)]


def _marker(found: re.Match[str]) -> Marker:
    kind = found.lastgroup or "bullet"
    written = found.group(kind)
    number = _circled(written) if kind == "circled" else parse_numeral(written) or 0
    return Marker(_STYLES[kind], number, found.start(), found.end())


def _circled(char: str) -> int:
    code = ord(char)
    return code - next(start for start in (0x2488, 0x2474, 0x2460) if code >= start) + 1
