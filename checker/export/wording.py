"""Small pieces of Chinese that several exports put together in the same way."""

from __future__ import annotations

from collections.abc import Iterable

from checker.export.gap_texts import GAP
from checker.export.labels import METHODS, VERDICTS
from checker.model.catalog import Method, Part, ResponsibleUnit
from checker.model.findings import Evidence, QuantityFinding

__all__ = [
    "chinese_number",
    "file_name",
    "methods_text",
    "percent",
    "place_of",
    "quantity_text",
    "quoted",
    "rate",
    "searched_text",
    "units_text",
]

_DIGITS = "〇一二三四五六七八九"
_SHOWN_PATTERNS = 4
_SHOWN_TERMS = 4


def chinese_number(number: int) -> str:
    """Write a number from 1 to 99 as headings do (二十一)."""
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def percent(part: int, whole: int) -> str:
    """Give a share in whole percent; a dash where there is no whole."""
    return f"{part / whole:.0%}" if whole else "–"


def rate(part: int, whole: int) -> str:
    """Give a share with its denominator."""
    return f"{part}/{whole}（{percent(part, whole)}）" if whole else "–"


def _page_or_paragraph(passage: Evidence) -> str:
    if passage.page:
        return GAP["page"].format(page=passage.page)
    return GAP["paragraph"].format(paragraph=passage.paragraph) if passage.paragraph else ""


def place_of(passage: Evidence) -> str:
    """Say where a quote stands: headings, page, characters."""
    heading = GAP["heading_separator"].join(passage.heading)
    return GAP["place"].format(
        heading=GAP["in_heading"].format(heading=heading) if heading else "",
        page=_page_or_paragraph(passage),
        start=passage.start,
        end=passage.end,
    )


def quoted(passage: Evidence) -> str:
    """Give a quote with its place behind it."""
    return f"{passage.quote}（{place_of(passage)}）"


def searched_text(searched: Iterable[str]) -> str:
    """Give the first of the patterns that were looked for, each with its first alternatives."""
    patterns = list(searched)
    shown = [" ＋ ".join(_few(part) for part in pattern.split(" ＋ ")) for pattern in patterns[:_SHOWN_PATTERNS]]
    more = GAP["more"].format(n=len(patterns)) if len(patterns) > _SHOWN_PATTERNS else ""
    return "；".join(shown) + more


def _few(alternatives: str) -> str:
    terms = alternatives.split("/")
    return "/".join(terms[:_SHOWN_TERMS]) + ("/…" if len(terms) > _SHOWN_TERMS else "")


def quantity_text(quantity: QuantityFinding) -> str:
    """Set the demanded number beside the number that the report states."""
    found = GAP["quantity_none"]
    if quantity.found is not None:
        found = GAP["quantity_found"].format(found=quantity.found, unit=quantity.unit)
    verdict = VERDICTS[quantity.verdict]
    return GAP["quantity"].format(required=quantity.required, unit=quantity.unit, found=found, verdict=verdict)


def units_text(units: Iterable[ResponsibleUnit]) -> str:
    """Name the responsible units, those in the lead first."""
    listed = list(units)
    lead = "、".join(unit.name for unit in listed if unit.part is Part.LEAD)
    support = "、".join(unit.name for unit in listed if unit.part is Part.SUPPORT)
    return "；".join(
        text for text in (f"牵头：{lead}" if lead else "", f"配合/责任：{support}" if support else "") if text
    )


def methods_text(methods: Iterable[Method]) -> str:
    """Name methods of inspection."""
    return "、".join(METHODS[method] for method in dict.fromkeys(methods))


_UNFIT = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', "_"))


def file_name(name: str) -> str:
    """Make a file name of a unit's name: fit for Windows, never hidden, never too long."""
    clean = "".join(char for char in name.translate(_UNFIT) if char.isprintable()).strip(" .")
    return clean[:60] or "未命名"
