"""How like a sentence is to reference sentences that people judged, in plain Python: what `_likeness` has to give.

Two sentences are alike by the characters and pairs of neighbouring characters that they share, in the sentence and in
the headings above it, rare ones counting more (cosine of idf weights). The references most like a sentence vote, each
by the square of its likeness, for the points that it answers; a point's *share* is what it gets of all votes.

Weights are whole numbers, so that both ways of counting give the same to the last digit.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from checker.match.constants import ABOVE, COMMON, HEADED, LEAST_SHARE, ROLES, SCALE, VOTERS
from checker.match.rows import Shares
from checker.match.shelves import SHELF_OF

if TYPE_CHECKING:  # they use what is here
    from checker.match.compile import CompiledCatalog
    from checker.match.layout import Layout
    from checker.match.shelves import Shelf

__all__ = ["Likeness", "common_words"]

_CHINESE = re.compile("[\u4e00-\u9fff]+")
_OF_HEADING = "^"  # marks a pair of characters of a heading


class _Entry(NamedTuple):
    """A feature: its weight, squared, and the references that have it."""

    weight: int
    holders: list[int]


class Likeness:
    """The reference sentences of a catalog by what they are alike in."""

    def __init__(self, catalog: CompiledCatalog) -> None:
        self._points = len(catalog.points)
        self._indexes = [_Index(shelf) for shelf in catalog.shelves]

    def shares(self, layout: Layout, left_out: str) -> Shares:
        """Give the shares of points in the votes of each sentence; references of the report ``left_out`` have none."""
        found: list[list[tuple[int, float, int]]] = [[] for _ in range(self._points * ROLES)]
        for number, role in enumerate(layout.role):
            if role >= 0 and not layout.title[number]:
                features = _features(layout.words(number), _words_above(layout, number))
                for point, (share, nearest) in self._indexes[SHELF_OF[role]].shares(features, left_out).items():
                    found[point * ROLES + role].append((number, share, nearest))
        first, entries = [0], [entry for of_point in found for entry in of_point]
        for of_point in found:
            first.append(first[-1] + len(of_point))
        return Shares(
            array("i", first),
            array("i", [number for number, _, _ in entries]),
            array("d", [share for _, share, _ in entries]),
            array("i", [nearest for _, _, nearest in entries]),
        )


class _Index:
    """The references of a shelf by their features."""

    def __init__(self, shelf: Shelf) -> None:
        self._sources = shelf.sources
        self._answers = shelf.answers
        count = len(shelf.texts)
        holders: dict[str, list[int]] = {}
        for number, (text, above) in enumerate(zip(shelf.texts, shelf.above, strict=True)):
            for feature in _features(text, above):
                holders.setdefault(feature, []).append(number)
        self._entries = {
            feature: _Entry(_weigh(feature, count, len(who)) ** 2, who)
            for feature, who in holders.items()
            if len(who) > 1 and len(who) * COMMON <= count
        }
        self._norms = [0] * count
        for weight, who in self._entries.values():
            for number in who:
                self._norms[number] += weight

    def shares(self, features: Iterable[str], left_out: str) -> dict[int, tuple[float, int]]:
        """Give, by point, its share of the votes and, of the references that answer it, the one most alike."""
        norm, dots = 0, dict[int, int]()
        for feature in features:
            if entry := self._entries.get(feature):
                norm += entry.weight
                for number in entry.holders:
                    dots[number] = dots.get(number, 0) + entry.weight
        voters = nsmallest(
            VOTERS,
            (
                (-(float(dot * dot) / float(self._norms[number])), number)
                for number, dot in dots.items()
                if self._sources[number] != left_out
            ),
        )
        total, votes, nearest = 0.0, dict[int, float](), dict[int, int]()
        for alike, number in voters:
            vote = -alike / norm
            total += vote
            for point in self._answers[number]:
                votes[point] = votes.get(point, 0.0) + vote
                nearest.setdefault(point, number)
        return {point: (vote / total, nearest[point]) for point, vote in votes.items() if vote / total >= LEAST_SHARE}


def _features(text: str, above: Iterable[str]) -> set[str]:
    """Give the Chinese characters and pairs of them in a text, and the pairs in the headings above it, marked."""
    found: set[str] = set()
    for run in _CHINESE.findall(text):
        found.update(run, map("".join, pairwise(run)))
    for words in above:
        for run in _CHINESE.findall(words):
            found.update(_OF_HEADING + run[i : i + 2] for i in range(len(run) - 1))
    return found


def _weigh(feature: str, count: int, holders: int) -> int:
    return math.floor(SCALE * (HEADED if feature[0] == _OF_HEADING else 1.0) * math.log(count / holders) + 0.5)


def _words_above(layout: Layout, number: int) -> Iterator[str]:
    for segment in layout.above[number * ABOVE : (number + 1) * ABOVE]:
        if segment >= 0:
            yield layout.words(segment)


def common_words(text: str, other: str, room: int) -> list[tuple[int, int]]:
    """Give where a text runs over pairs of characters that another has too: the longest stretches, in their order."""
    pairs = {run[i : i + 2] for run in _CHINESE.findall(other) for i in range(len(run) - 1)}
    stretches: list[tuple[int, int]] = []
    for at in range(len(text) - 1):
        if text[at : at + 2] in pairs:
            if stretches and stretches[-1][1] == at + 1:
                stretches[-1] = (stretches[-1][0], at + 2)
            else:
                stretches.append((at, at + 2))
    longest = nsmallest(room, stretches, key=lambda place: (place[0] - place[1], place[0]))
    return sorted(longest)
