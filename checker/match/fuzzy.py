"""Find terms that stand in a sentence with a word inserted or a character misread.

行政机关负责人出庭应诉 is found in 行政机关负责人积极出庭应诉. Only long terms are looked for, and only in sentences
that share most of their character pairs, so that the alignment is computed for few candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio_alignment

__all__ = ["CUTOFF", "LEAST", "FuzzyIndex", "build_fuzzy_index", "find_loosely"]

LEAST = 9
"""Characters of the shortest term that is looked for loosely: shorter ones are near to everything."""

CUTOFF = 80.0
"""Least similarity (0-100): two characters inserted into eleven, or one of nine misread."""

_INSERTED = 4  # characters by which an inserted word may move the end
_SHARED = 0.65  # of a term's character pairs must stand in the sentence


@dataclass(frozen=True, slots=True)
class FuzzyIndex:
    """Character pairs of the long terms: pair → terms, and for each term how many of its pairs are needed."""

    by_pair: dict[str, tuple[int, ...]]
    needed: dict[int, int]


def build_fuzzy_index(terms: Sequence[str], wanted: Iterable[int]) -> FuzzyIndex:
    """Index those of the ``wanted`` terms that are long enough."""
    by_pair: dict[str, list[int]] = {}
    needed: dict[int, int] = {}
    for number in sorted(set(wanted)):
        term = terms[number]
        if len(term) < LEAST:
            continue
        pairs = {term[i : i + 2] for i in range(len(term) - 1)}
        needed[number] = max(3, round(_SHARED * len(pairs)))
        for pair in pairs:
            by_pair.setdefault(pair, []).append(number)
    return FuzzyIndex({pair: tuple(numbers) for pair, numbers in by_pair.items()}, needed)


def _find_end(term: str, text: str, near: int) -> int:
    """Find where the term's last word ends, at most a word away; -1 where it is missing.

    The last word says what the thing is: 决策目录 is a list, 决策 is not.
    """
    at = text.find(term[-2:], max(0, near - _INSERTED), near + _INSERTED)
    return at + 2 if at >= 0 else -1


def find_loosely(
    text: str, index: FuzzyIndex, terms: Sequence[str], exact: Iterable[int]
) -> Iterator[tuple[int, int, int, float]]:
    """Yield (term, start, end, similarity 0-1) for terms that are in a folded sentence nearly but not literally."""
    counts: dict[int, int] = {}
    by_pair = index.by_pair
    for pair in {text[i : i + 2] for i in range(len(text) - 1)}:
        for number in by_pair.get(pair, ()):
            counts[number] = counts.get(number, 0) + 1
    present = set(exact)
    for number, count in counts.items():
        if count < index.needed[number] or number in present:
            continue
        found = partial_ratio_alignment(terms[number], text, score_cutoff=CUTOFF)
        if found is None:
            continue
        end = _find_end(terms[number], text, found.dest_end)
        if end > found.dest_start:
            yield number, found.dest_start, end, found.score / 100
