"""Find terms that stand in a sentence with a word inserted or a character misread.

行政机关负责人出庭应诉 is found in 行政机关负责人积极出庭应诉. Only long terms are looked for, and only in sentences
that share most of their character pairs, so that the alignment is computed for few candidates.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import partial_ratio_alignment

from checker.match.layout import Layout
from checker.match.tables import Lists, lists

__all__ = ["CUTOFF", "LEAST", "FuzzyIndex", "Loose", "align", "build_fuzzy_index"]

LEAST = 9
"""Characters of the shortest term that is looked for loosely: shorter ones are near to everything."""

CUTOFF = 80.0
"""Least similarity (0-100): two characters inserted into eleven, or one of nine misread."""

_INSERTED = 4  # characters by which an inserted word may move the end
_SHARED = 0.65  # of a term's character pairs must stand in the sentence


class FuzzyIndex(NamedTuple):
    """The long terms, how many of its pairs each needs, and for each pair of characters the terms that hold it.

    ``holders`` are places in ``terms``.
    """

    terms: array[int]
    needed: array[int]
    pairs: tuple[str, ...]
    holders: Lists


class Loose(NamedTuple):
    """A term found nearly but not literally: where in the layout, and how similar (0-1)."""

    sentence: int
    term: int
    start: int
    end: int
    similarity: float


def build_fuzzy_index(terms: Sequence[str], wanted: Iterable[int]) -> FuzzyIndex:
    """Index those of the ``wanted`` terms that are long enough."""
    long = [number for number in sorted(set(wanted)) if len(terms[number]) >= LEAST]
    holders: dict[str, list[int]] = {}
    needed = array("i")
    for place, number in enumerate(long):
        pairs = {terms[number][i : i + 2] for i in range(len(terms[number]) - 1)}
        needed.append(max(3, round(_SHARED * len(pairs))))
        for pair in sorted(pairs):
            holders.setdefault(pair, []).append(place)
    return FuzzyIndex(array("i", long), needed, tuple(holders), lists(holders.values()))


def align(candidates: Iterable[tuple[int, int]], layout: Layout, terms: Sequence[str]) -> list[Loose]:
    """Find where the candidates (sentence, term) stand; those that do not are left out."""
    found = []
    for sentence, number in candidates:
        text, term = layout.words(sentence), terms[number]
        if term[-2:] not in text:  # `_find_end` would not find the last word
            continue
        alignment = partial_ratio_alignment(term, text, score_cutoff=CUTOFF)
        if alignment is None:
            continue
        end = _find_end(term, text, alignment.dest_end)
        if end > alignment.dest_start:
            at = layout.first[sentence]
            found.append(Loose(sentence, number, at + alignment.dest_start, at + end, alignment.score / 100))
    return found


def _find_end(term: str, text: str, near: int) -> int:
    """Find where the term's last word ends, at most a word away; -1 where it is missing.

    The last word says what the thing is: 决策目录 is a list, 决策 is not.
    """
    at = text.find(term[-2:], max(0, near - _INSERTED), near + _INSERTED)
    return at + 2 if at >= 0 else -1
