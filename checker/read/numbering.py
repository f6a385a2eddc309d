"""The numbers that Word generates for list paragraphs (一、 （一） 1.), resolved to text.

Word keeps no number in the text of a paragraph: only a list and a level. What is printed follows from counting
(ECMA-376 part 1, 17.9). A report whose headings are numbered so would otherwise lose its structure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.read.wordml import attribute, child, children, value

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Numbering", "chinese_number", "format_number"]

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_DEEPEST_STYLE = 20  # styles based on each other; more is a circle
_ENCLOSED = {  # first character and how many there are
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
_COUNTING = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand")
)
_SILENT = frozenset(("bullet", "none"))


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None  # the level (1-9) whose step restarts this one; None: any higher one; 0: never
    legal: bool = False  # all numbers in it are written as digits
    style: str | None = None


@dataclass(slots=True)
class _Counter:
    """Where a list stands: the last number of each level, None before its first."""

    numbers: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document, counted as paragraphs are read in order."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # by list (numId)
        self._abstract: dict[str, str] = {}  # list -> the abstract list that counts
        self._overrides: dict[str, dict[int, int]] = {}  # list -> level -> start, not used yet
        self._counters: dict[str, _Counter] = {}
        self._styles: dict[str, tuple[str | None, int | None, str | None]] = {}  # style -> list, level, based on
        self._read_styles(styles)
        self._read_lists(numbering)

    def label(self, paragraph_list: str | None, level: int | None, style: str | None) -> str:
        """Count one paragraph and give the number that is printed before it, or nothing.

        ``paragraph_list`` and ``level`` are what the paragraph itself says (numId, ilvl), ``style`` its style.
        """
        list_id, depth = self._resolve(paragraph_list, level, style)
        if list_id is None or list_id == "0":
            return ""
        levels = self._levels.get(list_id)
        if levels is None or depth not in levels:
            return ""
        counter = self._counters.setdefault(self._abstract[list_id], _Counter())
        start = self._overrides.get(list_id, {}).pop(depth, None)
        current = counter.numbers.get(depth)
        if start is not None:
            counter.numbers[depth] = start
        else:
            counter.numbers[depth] = levels[depth].start if current is None else current + 1
        for deeper in [one for one in counter.numbers if one > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and depth < restart):
                del counter.numbers[deeper]
        return self._print(levels, depth, counter)

    def _print(self, levels: dict[int, _Level], depth: int, counter: _Counter) -> str:
        this = levels[depth]
        if this.format in _SILENT:
            return ""
        text = this.text
        for number in range(depth + 1):
            mark = f"%{number + 1}"
            if mark in text:
                level = levels.get(number, _Level())
                count = counter.numbers.get(number, level.start)
                text = text.replace(mark, format_number(count, "decimal" if this.legal else level.format))
        return text

    def _resolve(self, list_id: str | None, level: int | None, style: str | None) -> tuple[str | None, int]:
        """Find list and level of a paragraph: its own, else those of its style or of a style below that."""
        if list_id is not None and level is not None:
            return list_id, level
        below = style
        for _ in range(_DEEPEST_STYLE):
            if below is None or below not in self._styles:
                break
            style_list, style_level, based_on = self._styles[below]
            found = list_id or style_list
            if style_list is not None and found is not None:
                if level is None:
                    level = style_level if style_level is not None else self._level_of_style(found, below)
                return found, level or 0
            below = based_on
        return list_id, level or 0

    def _level_of_style(self, list_id: str, style: str) -> int:
        return next((n for n, one in self._levels.get(list_id, {}).items() if one.style == style), 0)

    def _read_styles(self, styles: _Element | None) -> None:
        for style in children(styles, "style"):
            identity = attribute(style, "styleId")
            if identity:
                list_id, level = paragraph_list(child(style, "pPr"))
                self._styles[identity] = list_id, level, value(child(style, "basedOn"))

    def _read_lists(self, numbering: _Element | None) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for element in children(numbering, "abstractNum"):
            identity = attribute(element, "abstractNumId") or ""
            abstract[identity] = {_depth(one): _read_level(one) for one in children(element, "lvl")}
            link = value(child(element, "numStyleLink"))
            if link:
                linked[identity] = link
            style = value(child(element, "styleLink"))
            if style:
                by_style[style] = identity
        for element in children(numbering, "num"):
            identity = attribute(element, "numId") or ""
            base = value(child(element, "abstractNumId")) or ""
            base = by_style.get(linked.get(base, ""), base)
            levels = dict(abstract.get(base, {}))
            for override in children(element, "lvlOverride"):
                depth = _depth(override)
                own = child(override, "lvl")
                if own is not None:
                    levels[depth] = _read_level(own)
                start = _integer(value(child(override, "startOverride")))
                if start is not None:
                    self._overrides.setdefault(identity, {})[depth] = start
            self._levels[identity] = levels
            self._abstract[identity] = base


def paragraph_list(properties: _Element | None) -> tuple[str | None, int | None]:
    """Give list and level that paragraph properties name."""
    named = child(properties, "numPr")
    return value(child(named, "numId")), _integer(value(child(named, "ilvl")))


def _read_level(element: _Element) -> _Level:
    number_format = child(element, "numFmt")
    if number_format is None:  # newer formats come in two variants, of which the fallback is understood by all
        number_format = next((one for one in element.iter() if str(one.tag).endswith("}numFmt")), None)
    legal = child(element, "isLgl")
    start = _integer(value(child(element, "start")))
    return _Level(
        start=1 if start is None else start,
        format=value(number_format) or "decimal",
        text=value(child(element, "lvlText")) or "",
        restart=_integer(value(child(element, "lvlRestart"))),
        legal=legal is not None and value(legal) not in {"0", "false"},
        style=value(child(element, "pStyle")),
    )


def _depth(element: _Element) -> int:
    return _integer(attribute(element, "ilvl")) or 0


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 9 else None


def format_number(number: int, name: str) -> str:
    """Write a number in one of Word's formats (ST_NumberFormat); one that is not known is written in digits."""
    if name in _SILENT:
        return ""
    if name in _COUNTING:
        return chinese_number(number)
    if name in _ENCLOSED:
        first, count = _ENCLOSED[name]
        return chr(ord(first) + number - 1) if 1 <= number <= count else str(number)
    if name == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if name == "chineseLegalSimplified":
        return chinese_number(number, digits=_LEGAL, units=("", "拾", "佰", "仟"))
    if name == "decimalZero":
        return f"{number:02d}"
    if name in {"decimalFullWidth", "decimalFullWidth2"}:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if name == "ideographTraditional":
        return _STEMS[(number - 1) % 10]
    if name == "ideographZodiac":
        return _BRANCHES[(number - 1) % 12]
    if name in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("A") + (number - 1) % 26) * min(10, (number - 1) // 26 + 1)
        return letter if name == "upperLetter" else letter.lower()
    if name in {"upperRoman", "lowerRoman"}:
        return _roman(number) if name == "upperRoman" else _roman(number).lower()
    return str(number)


def chinese_number(number: int, digits: str = _DIGITS, units: tuple[str, ...] = ("", "十", "百", "千")) -> str:
    """Write 1-9999 as people count: 十一, 二十, 一百零五; others in digits."""
    if not 0 < number < 10_000:
        return str(number) if number else digits[0]
    text = ""
    gap = False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + units[power]
        gap = not digit
    return text[1:] if digits == _DIGITS and 10 <= number < 20 else text


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for size, numeral in _ROMAN:
        text += numeral * (number // size)
        number %= size
    return text
