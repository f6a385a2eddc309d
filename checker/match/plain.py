"""The inner loops of matching in plain Python: the definition of what `checker.match._native` has to give.

Terms are found by an Aho-Corasick automaton. A pattern is looked at in the sentences that hold its most telling part,
the anchor, or stand below a heading that does; then whether all its parts are met, and near each other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

from checker.match.constants import ABOVE, EVERYDAY, GAP, KEPT, NEAREST, PLACES, REACH, ROLES, TELLING
from checker.match.rows import Row, Word

if TYPE_CHECKING:  # they use what is here
    from checker.match.compile import CompiledCatalog
    from checker.match.fuzzy import Loose
    from checker.match.layout import Layout

__all__ = ["Matcher", "Scan", "Wordlist"]

_SEPARATOR = "\n"  # folding leaves no line break, so no term reaches across

Stand = dict[int, list[Word]]
"""What stands somewhere: term → the words that are it, in order."""

Words = list[Word]

Chain = Sequence[Sequence[int]]
"""Elements in order, each the terms of which one has to stand there."""


class Wordlist:
    """A list of words, found in a text from left to right without overlap; where several fit, the first of the list."""

    def __init__(self, words: Sequence[str]) -> None:
        self.pattern = re.compile("|".join(map(re.escape, words)))

    def count(self, text: str, limit: int) -> int:
        """Count the words in a text, up to ``limit``."""
        return sum(1 for _ in islice(self.pattern.finditer(text), limit))

    def has_two(self, text: str) -> int:
        """Give how many different words are in a text: 0, 1, or 2 for more."""
        return min(2, len(set(self.pattern.findall(text))))


class _Part(NamedTuple):
    """A part: the terms of which one alone meets it, the chains that meet it in order, all without one of which it
    cannot be met, and how specific it is (0-1)."""

    terms: Sequence[int]
    chains: Sequence[Chain]
    openers: frozenset[int]
    weight: float


class _Pattern(NamedTuple):
    parts: tuple[_Part, ...]
    excluded: _Part | None
    anchor: _Part
    point: int
    base: float
    weight: float


class _Here(NamedTuple):
    """The sentence at hand: what stands in it to the letter and nearly, what in the headings above it."""

    inside: Stand
    loosely: Stand
    above: Stand


class Matcher:
    """A compiled catalog made ready."""

    def __init__(self, catalog: CompiledCatalog) -> None:
        tables = catalog.patterns
        self.masked = catalog.masked
        self.fuzzy = catalog.fuzzy
        self.terms = len(catalog.terms)
        self.points = len(catalog.points)
        self.misleading = [frozenset(tables.misleading[point]) for point in range(self.points)]
        self.anchored = tables.anchored
        self.automaton = ahocorasick_rs.AhoCorasick(list(catalog.terms)) if catalog.terms else None
        self.pairs = {pair: number for number, pair in enumerate(catalog.fuzzy.pairs)}
        chains = [
            [tables.element_terms[element] for element in tables.chain_elements[chain]]
            for chain in range(len(tables.chain_elements.first) - 1)
        ]
        parts = [
            _part(tables.part_terms[number], [chains[chain] for chain in tables.part_chains[number]], weight)
            for number, weight in enumerate(tables.part_weight)
        ]
        self.patterns = [
            _Pattern(
                parts=tuple(parts[part] for part in tables.parts[number]),
                excluded=parts[tables.excluded[number]] if tables.excluded[number] >= 0 else None,
                anchor=parts[tables.anchor[number]],
                point=point,
                base=tables.base[number],
                weight=tables.weight[number],
            )
            for number, point in enumerate(tables.point)
        ]

    def scan(self, layout: Layout) -> Scan:
        """Find all terms of a laid out report."""
        return Scan(self, layout)


def _part(terms: Sequence[int], chains: Sequence[Chain], weight: float) -> _Part:
    return _Part(terms, chains, frozenset(terms).union(*(chain[-1] for chain in chains)), weight)


class Scan:
    """One report's terms: found, and then seen for what they answer to."""

    def __init__(self, matcher: Matcher, layout: Layout) -> None:
        self.matcher = matcher
        self.layout = layout
        self.stands = [_unmask(words, matcher.masked) for words in self._find()]

    def _find(self) -> list[Words]:
        layout = self.layout
        texts = [layout.words(segment) for segment in range(len(layout.first))]
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 1)
        found: list[Words] = [[] for _ in texts]
        if self.matcher.automaton is not None:
            joined = _SEPARATOR.join(texts)
            for term, start, end in self.matcher.automaton.find_matches_as_indexes(joined, overlapping=True):
                segment = bisect_right(starts, start) - 1
                shift = layout.first[segment] - starts[segment]
                found[segment].append((term, start + shift, end + shift, 1.0, False))
        return found

    def terms(self, segment: int) -> list[tuple[int, int, int]]:
        """Give the terms that stand in a segment: (term, start, end), in order of their start."""
        return sorted(
            ((term, start, end) for words in self.stands[segment].values() for term, start, end, _, _ in words),
            key=lambda word: word[1:],
        )

    def candidates(self) -> list[tuple[int, int]]:
        """Give (sentence, term) for long terms of which a sentence holds most pairs of characters but not the whole."""
        fuzzy, pairs, found = self.matcher.fuzzy, self.matcher.pairs, []
        for number, role in enumerate(self.layout.role):
            text = self.layout.words(number)
            if role < 0:
                continue
            shared: dict[int, int] = {}
            for pair in dict.fromkeys(text[i : i + 2] for i in range(len(text) - 1)):
                if pair not in pairs:
                    continue
                for place in fuzzy.holders[pairs[pair]]:
                    shared[place] = shared.get(place, 0) + 1
                    if shared[place] == fuzzy.needed[place] and fuzzy.terms[place] not in self.stands[number]:
                        found.append((number, fuzzy.terms[place]))
        return found

    def answers(self, concrete: Sequence[float], loose: Sequence[Loose]) -> tuple[list[Row], list[Row]]:
        """Give the best answers and the near misses, each in the order of points and roles, best first.

        ``concrete`` (0-1) is by sentence; ``loose`` are in the order of sentences. Near misses are given for points
        that nothing done answers to; their only word is the anchor's, none where its chain is not complete.
        """
        layout, matcher = self.layout, self.matcher
        found: list[list[Row]] = [[] for _ in range(ROLES * matcher.points)]
        near: list[list[Row]] = [[] for _ in range(matcher.points)]
        nearly: dict[int, Stand] = {}
        for one in loose:
            nearly.setdefault(one.sentence, {})[one.term] = [(*one[1:], False)]
        for number, role in enumerate(layout.role):
            if role < 0:
                continue
            here = _Here(self.stands[number], nearly.get(number, {}), self._above(number))
            best: dict[int, Row] = {}
            nearest: dict[int, Row] = {}
            for pattern in self._reached(role, (here.inside, here.loosely, here.above)):
                row = self._answer(pattern, role, number, concrete[number], here)
                if row is not None:
                    _offer(best, row)
                elif role == 0 and (row := self._near_miss(pattern, number, here)) is not None:
                    _offer(nearest, row)
            for point, row in best.items():
                _keep(found[ROLES * point + role], row, KEPT)
            for point, row in nearest.items():
                if not found[ROLES * point]:
                    _keep(near[point], row, NEAREST)
        rows = [row for rows in found for row in rows]
        return rows, [row for point, rows in enumerate(near) for row in rows if not found[ROLES * point]]

    def _above(self, sentence: int) -> Stand:
        """Give what stands in the headings above a sentence; a term's places are those of the first that has it."""
        above: Stand = {}
        for segment in self.layout.above[ABOVE * sentence : ABOVE * (sentence + 1)]:
            if segment >= 0:
                above = {**self.stands[segment], **above}
        return above

    def _reached(self, role: int, stands: Iterable[Stand]) -> Iterator[int]:
        """Give each pattern once of which the anchor may be met."""
        matcher = self.matcher
        seen: set[int] = set()
        for stand in stands:
            for term in stand:
                for pattern in matcher.anchored[role * matcher.terms + term]:
                    if pattern not in seen:
                        seen.add(pattern)
                        yield pattern

    def _answer(self, number: int, role: int, sentence: int, concrete: float, here: _Here) -> Row | None:
        pattern = self.matcher.patterns[number]
        words = _meet(pattern, here, self.matcher.misleading[pattern.point])
        if words is None:
            return None
        score = _rate(pattern, words, concrete, bool(self.layout.title[sentence]), here.above)
        return pattern.point, role, sentence, number, score, words

    def _near_miss(self, number: int, sentence: int, here: _Here) -> Row | None:
        """Give the words of a pattern's anchor alone, where they tell something."""
        pattern = self.matcher.patterns[number]
        anchor = pattern.anchor
        if anchor.weight < TELLING or not _stands(anchor, here):
            return None
        words = _collect_inside(anchor, here)
        return pattern.point, 0, sentence, number, anchor.weight, [_longest(words)] if words else []


def _unmask(words: Words, masked: frozenset[int]) -> Stand:
    """Drop what lies inside the name of a department: 市场监督管理局 is no 市场监管."""
    names = [(start, end) for term, start, end, _, _ in words if term in masked]
    stand: Stand = {}
    for word in sorted(words, key=lambda word: word[1:3]):
        _, start, end, _, _ = word
        if not any(a <= start and end <= b and end - start < b - a for a, b in names):
            stand.setdefault(word[0], []).append(word)
    return stand


def _offer(best: dict[int, Row], row: Row) -> None:
    """Keep the best row of each point; among equals the first line of the catalog wins."""
    before = best.get(row[0])
    if before is None or (-row[4], row[3]) < (-before[4], before[3]):
        best[row[0]] = row


def _keep(rows: list[Row], row: Row, room: int) -> None:
    """Put a row in its place among the best, behind its equals."""
    at = bisect_right(rows, -row[4], key=lambda other: -other[4])
    rows.insert(at, row)
    del rows[room:]


def _stands(part: _Part, here: _Here) -> bool:
    """Say quickly whether a part may be met in the sentence."""
    return not (part.openers.isdisjoint(here.inside) and part.openers.isdisjoint(here.loosely))


def _may_meet(pattern: _Pattern, here: _Here) -> bool:
    """Say quickly whether each part may be met, one of several perhaps by the headings above only."""
    headed = False
    for part in pattern.parts:
        if not _stands(part, here):
            if headed or len(pattern.parts) == 1 or part.openers.isdisjoint(here.above):
                return False
            headed = True
    return True


def _standing(terms: Sequence[int], stand: Stand) -> Words:
    return [word for term in terms if term in stand for word in stand[term]]


def _collect(part: _Part, stand: Stand) -> Words:
    """Give the words that meet a part."""
    found = _standing(part.terms, stand)
    for chain in part.chains:
        if len(found) < PLACES:
            found += _collect_chain(chain, stand)
    return sorted(found[:PLACES], key=lambda word: word[1:3])


def _collect_inside(part: _Part, here: _Here) -> Words:
    """Give the words in the sentence that meet a part; what stands there loosely only where nothing does literally."""
    return _collect(part, here.inside) or _collect(part, here.loosely)


def _collect_chain(chain: Chain, stand: Stand) -> Words:
    """Give the places where the elements of a chain stand in order, near each other."""
    found = _standing(chain[0], stand)[:PLACES]
    for element in chain[1:]:
        following = _standing(element, stand) if found else []
        found = [
            (word[0], word[1], after[2], word[3], False)
            for word in found
            for after in following
            if 0 <= after[1] - word[2] <= GAP
        ][:PLACES]
    return found


def _meet(pattern: _Pattern, here: _Here, misleading: frozenset[int]) -> Words | None:
    """Give the word that meets each part, or None where a part is not met."""
    if not _may_meet(pattern, here):
        return None
    if pattern.excluded is not None and _collect_inside(pattern.excluded, here):
        return None
    masks = [word[1:3] for term in misleading & here.inside.keys() for word in here.inside[term]]
    choices: list[Words] = []
    headed = -1
    for number, part in enumerate(pattern.parts):
        words = _collect_inside(part, here)
        if masks:
            words = [word for word in words if not any(a <= word[1] and word[2] <= b for a, b in masks)]
        if not words:
            if headed >= 0 or len(pattern.parts) == 1:
                return None
            headed = number
        choices.append(words)
    above: Word | None = None
    if headed >= 0:
        if all(part.weight < EVERYDAY for number, part in enumerate(pattern.parts) if number != headed):
            return None
        helping = _collect(pattern.parts[headed], here.above)
        if not helping or (pattern.excluded is not None and _collect(pattern.excluded, here.above)):
            return None  # the heading that helps must not hold what is excluded either
        term, start, end, similarity, _ = _longest(helping)
        above = (term, start, end, similarity, True)
    near = _choose([words for words in choices if words])
    if near is None:
        return None
    if above is not None:
        near.insert(headed, above)
    return near


def _longest(words: Words) -> Word:
    return max(words, key=lambda word: (word[2] - word[1], -word[1]))


def _choose(choices: list[Words]) -> Words | None:
    """Choose one word for each part so that together they lie closest and do not overlap; None beyond `REACH`.

    Among equals the longer words are chosen, then the earlier.
    """
    if len(choices) == 1:
        return [_longest(choices[0])]
    best: Words | None = None
    least, longest = REACH + 1, 0
    for first in choices[0]:
        chosen = [first]
        low, high = first[1], first[2]
        for words in choices[1:]:
            free = [word for word in words if all(word[2] <= one[1] or one[2] <= word[1] for one in chosen)]
            if not free:
                break
            nearest = min(free, key=lambda word: (max(high, word[2]) - min(low, word[1]), word[1], -word[2]))
            chosen.append(nearest)
            low, high = min(low, nearest[1]), max(high, nearest[2])
        else:
            covered = sum(word[2] - word[1] for word in chosen)
            apart = high - low - covered
            if apart < least or (apart == least and best is not None and covered > longest):
                best, least, longest = chosen, apart, covered
    return best


def _rate(pattern: _Pattern, words: Words, concrete: float, title: bool, above: Stand) -> float:
    """0-1: grade and concreteness first; then specificity, distance and heading, which mostly order the quotes."""
    inside = [word for word in words if not word[4]]
    width = max(word[2] for word in inside) - min(word[1] for word in inside)
    apart = max(0, width - sum(word[2] - word[1] for word in inside))
    value = pattern.base + 0.3 * concrete
    value += 0.12 * min(1.0, pattern.weight / 1.5)
    value -= 0.12 * apart / REACH
    if len(inside) < len(words):
        value -= 0.1  # the heading had to help
    elif any(term in above for part in pattern.parts for term in part.terms):
        value += 0.1  # the heading speaks of it too
    if title:
        value -= 0.15
    value -= sum(0.5 * (1 - word[3]) for word in inside)
    return round(max(0.0, min(1.0, value)) * 10000) / 10000
