"""Fold away what a typist may vary: width, spacing, quotation marks. With a way back to the original offsets.

A report that says ``“双随机、一公开”`` and one that says ``双随机､一公开`` across a line break say the same; both fold
to ``双随机、一公开``. Matching works on folded text, evidence is quoted from the original.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Folded", "fold", "fold_text"]

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


def _table() -> dict[int, str]:
    table = {code: "" for code in range(0x3001) if chr(code).isspace()}
    for code in range(0xFF01, 0xFF5F):  # full-width forms of ASCII
        ascii_form = chr(code - 0xFEE0)
        table[code] = _MAPPED.get(ascii_form, ascii_form)
    for code in range(0x41, 0x5B):
        table[code] = chr(code).lower()
        table[code + 0xFEE0] = chr(code).lower()
    for source, target in _MAPPED.items():
        table[ord(source)] = target.lower()
    for char in _DROPPED:
        table[ord(char)] = ""
    return table


_TABLE = _table()


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
    return text.translate(_TABLE)


def fold(text: str) -> Folded:
    """Fold a text and keep, for every character that is left, its place in the original."""
    folded = text.translate(_TABLE)
    if len(folded) == len(text):
        return Folded(folded, tuple(range(len(text))))
    dropped = _TABLE.get
    offsets = tuple(i for i, char in enumerate(text) if dropped(ord(char), char) != "")
    return Folded(folded, offsets)
