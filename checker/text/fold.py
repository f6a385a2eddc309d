"""Fold away what a typist may vary: width, spacing, quotation marks. With a way back to the original offsets.

A report that says ``“双随机、一公开”`` and one that says ``双随机､一公开`` across a line break say the same; both fold
to ``双随机、一公开``. Matching works on folded text, evidence is quoted from the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["FOLDING", "Folded", "fold", "fold_text"]

_DROPPED = "“”‘’\"'「」『』〝〞＂＇《》〈〉<>＜＞*_#`\u200b\u200c\u200d\ufeff\u00ad\u2060"
_MAPPED = {
    ",": "，",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    "﹐": "，",
    "､": "、",
    "﹑": "、",
    "｡": "。",
    "﹔": "；",
    "﹕": "：",
    "〔": "（",
    "〕": "）",
    "[": "（",
    "]": "）",
    "【": "（",
    "】": "）",
    "·": "·",
    "•": "·",
    "・": "·",
    "－": "-",
    "—": "-",
    "–": "-",
    "―": "-",
    "～": "~",
    "〜": "~",
    "％": "%",
    "﹪": "%",
    "○": "〇",
    "Ｏ": "O",
}


def _table() -> dict[str, str]:
    """Give what folding puts for each character that it changes."""
    table = {chr(code): "" for code in range(0x3001) if chr(code).isspace()}
    for code in range(0xFF01, 0xFF5F):  # full-width forms of ASCII
        ascii_form = chr(code - 0xFEE0)
        table[chr(code)] = _MAPPED.get(ascii_form, ascii_form)
    for code in range(0x41, 0x5B):
        table[chr(code)] = chr(code).lower()
        table[chr(code + 0xFEE0)] = chr(code).lower()
    for source, target in _MAPPED.items():
        table[source] = target.lower()
    for char in _DROPPED:
        table[char] = ""
    return {source: target for source, target in table.items() if source != target}


def _one_of(characters: Iterable[str]) -> str:
    return "[" + re.escape("".join(characters)) + "]"


FOLDING = _table()
"""What folding puts for each character that it changes: another one, or nothing."""

# Few characters of a report change: to look for those costs a quarter of str.translate, which looks at each.
_CHANGED = re.compile(_one_of(FOLDING))
_GONE = re.compile(_one_of(source for source, target in FOLDING.items() if not target) + "+")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``offsets[i]`` is the place in the original of the i-th folded character."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the original offsets of a stretch of the folded text (``end`` exclusive, stretch not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold_text(text: str) -> str:
    """Fold a text where the way back is not needed."""
    return _CHANGED.sub(lambda found: FOLDING[found[0]], text)


def fold(text: str) -> Folded:
    """Fold a text and keep, for every character that is left, its place in the original."""
    offsets: list[int] = []
    start = 0
    for gone in _GONE.finditer(text):
        offsets += range(start, gone.start())
        start = gone.end()
    offsets += range(start, len(text))
    return Folded(fold_text(text), tuple(offsets))
