"""How the lines of an official document are numbered: 一、 （一） 1、 1. （1） ① 第一条, in either width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from checker.text.numerals import parse_numeral

__all__ = ["Depth", "Numbered", "read_number", "widen"]


class Depth(IntEnum):
    """How deep a kind of number stands in an outline; an article (第一条) stands where an item does."""

    CHAPTER = 1
    SECTION = 2
    ITEM = 3
    SUBITEM = 4
    DETAIL = 5


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with its number: the depth, the numeral as written (一, 12), its value, and where the text begins."""

    depth: Depth
    numeral: str
    value: int
    start: int
    article: bool = False


_WIDE = str.maketrans("(),:;０１２３４５６７８９", "（），：；0123456789")
_CHINESE = "[一二三四五六七八九十百零〇]{1,5}"
_KINDS: tuple[tuple[Depth, re.Pattern[str]], ...] = (
    (Depth.CHAPTER, re.compile(rf"(?:第({_CHINESE}|\d{{1,3}})[章编部][、\s]*(?:分(?=\s))?)")),
    (Depth.ITEM, re.compile(rf"(?:第({_CHINESE}|\d{{1,3}})条[、：\s]*)")),
    (Depth.SECTION, re.compile(rf"(?:第({_CHINESE}|\d{{1,3}})节[、\s]*)")),
    (Depth.CHAPTER, re.compile(rf"({_CHINESE})\s*[、．.]\s*")),
    (Depth.SECTION, re.compile(rf"（\s*({_CHINESE})\s*）[、．.]?\s*")),
    (
        Depth.ITEM,
        re.compile(r"(\d{1,3})\s*(?:[、．，]\s*|\.(?=(?:19|20)\d\d\s*年)|\.(?!\d)\s*|\.\s+|\s+(?=[^\d\s年月日]))"),
    ),
    (Depth.SUBITEM, re.compile(r"（\s*(\d{1,3})\s*）[、．.]?\s*|(?P<b>\d{1,3})\s*）[、．.]?\s*")),
    (Depth.DETAIL, re.compile(r"(?P<c>[①-⑳])\s*")),
)


def widen(text: str) -> str:
    """Write brackets, commas, colons and digits in the width of Chinese text; length and offsets stay."""
    return text.translate(_WIDE)


def read_number(line: str) -> Numbered | None:
    """Read the number that a line begins with; ``line`` has no space in front. None where there is none."""
    wide = widen(line)
    for depth, pattern in _KINDS:
        found = pattern.match(wide)
        if not found:
            continue
        numeral = next(group for group in found.groups() if group)
        value = ord(numeral) - ord("①") + 1 if depth is Depth.DETAIL else parse_numeral(numeral)
        if value:
            return Numbered(depth, numeral, value, found.end(), article="条" in found[0])
    return None
