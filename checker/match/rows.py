"""What the inner loops give: answers in numbers."""

from __future__ import annotations

from array import array
from typing import NamedTuple

__all__ = ["Row", "Shares", "Word"]

Word = tuple[int, int, int, float, bool]
"""The term, its place in the layout (start, end), the similarity (0-1), and whether a heading above met the part."""

Row = tuple[int, int, int, int, float, list[Word]]
"""Point, role (0-2), sentence, pattern, score (0-1), and the word that met each part of the pattern."""


class Shares(NamedTuple):
    """What sentences share of the votes of reference sentences, by point and role.

    Of point ``p`` and role ``r`` they stand from ``first[i]`` to ``first[i + 1]``, where ``i`` is ``p * ROLES + r``, in
    the order of ``sentence``; ``share`` is 0-1, ``nearest`` the place on its shelf of the reference most alike that
    answers the point.
    """

    first: array[int]
    sentence: array[int]
    share: array[float]
    nearest: array[int]
