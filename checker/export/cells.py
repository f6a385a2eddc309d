"""Text that is safe in a cell of a workbook: shown as it is, never run, never too long."""

from __future__ import annotations

import re
from typing import Final

from checker.export.matrix_xlsx_texts import BOOK

__all__ = ["MAX_CELL", "begins_like_formula", "cell_text", "clean_text", "defused"]

MAX_CELL: Final = 32_767
"""UTF-16 units that a cell can hold; Excel calls a file with more in one damaged."""

# What XML 1.0 cannot hold, and what no reader shows: C0 and C1 but tab and line feed, surrogates, non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]")


def cell_text(text: str) -> str:
    """Make a text fit for a cell: control characters removed, a longer one cut with a note of its whole length.

    A text from ``<r>`` to ``</r>`` gets a blank behind it: xlsxwriter would take it for marked-up text.
    """
    if 2 * len(text) <= MAX_CELL and not text.startswith("<r>") and not _FORBIDDEN.search(text):
        return text
    clean = clean_text(text)
    if clean.startswith("<r>") and clean.endswith("</r>"):
        clean += " "
    if 2 * len(clean) <= MAX_CELL or len(clean.encode("utf-16-le")) // 2 <= MAX_CELL:
        return clean
    note = BOOK["cut"].format(n=len(clean))
    kept = clean.encode("utf-16-le")[: 2 * (MAX_CELL - len(note))]
    return kept.decode("utf-16-le", "ignore") + note


def clean_text(text: str) -> str:
    """Remove what no document can hold or show: control characters, surrogates, non-characters. Nothing is cut."""
    if not _FORBIDDEN.search(text):
        return text
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def defused(text: str) -> str:
    """Make a text harmless in csv: an apostrophe before what a spreadsheet would take for a formula."""
    clean = clean_text(text)
    return "'" + clean if begins_like_formula(clean) else clean


def begins_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take the text for a formula when somebody edits the cell."""
    return bool(_FORMULA.match(text))
