"""What the inner loops give: answers in numbers."""

from __future__ import annotations

__all__ = ["Row", "Word"]

Word = tuple[int, int, int, float, bool]
"""The term, its place in the layout (start, end), the similarity (0-1), and whether a heading above met the part."""

Row = tuple[int, int, int, int, float, list[Word]]
"""Point, role (0-2), sentence, pattern, score (0-1), and the word that met each part of the pattern."""
