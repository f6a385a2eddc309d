"""Fold a text with its stretches: the plain twin of `checker.match._native.fold_stretches`."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable

from checker.text.fold import fold

__all__ = ["fold_stretches"]


def fold_stretches(
    text: str, starts: Iterable[int], ends: Iterable[int]
) -> tuple[str, array[int], array[int], array[int]]:
    """Fold a text; give it, the place of each character before, and where its stretches now begin and end.

    ``starts`` and ``ends`` are places in the text, from 0 to its length.
    """
    folded = fold(text)
    first = array("i", [bisect_left(folded.offsets, start) for start in starts])
    last = array("i", [bisect_left(folded.offsets, end) for end in ends])
    return folded.text, array("i", folded.offsets), first, last
