"""Compile a catalog's vocabulary into one trie and tables of integers.

Every literal of every pattern is a *term* with a number. One pass over a report gives all occurrences of all terms; a
pattern is then looked at only in the sentences that hold its most telling part.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.match.constants import ROLES
from checker.match.fuzzy import FuzzyIndex, build_fuzzy_index
from checker.match.layout import ROLE_NUMBERS
from checker.match.pattern import Chain, Pattern, parse_pattern
from checker.match.shelves import Shelf, fill_shelves
from checker.match.tables import Patterns, lists
from checker.model.catalog import Catalog, Lexicon, Point
from checker.model.matching import Grade
from checker.model.references import NO_REFERENCES, References
from checker.model.report import Role
from checker.text.fold import fold_text

__all__ = ["CompiledCatalog", "compile_catalog"]

_Use = tuple[Grade, tuple[Role, ...]]
_USES: tuple[_Use, ...] = (
    (Grade.CLEAR, (Role.DONE, Role.PLAN, Role.PROBLEM)),
    (Grade.PARTIAL, (Role.DONE,)),
    (Grade.SUBJECT, (Role.PLAN, Role.PROBLEM)),
    (Grade.SUBJECT, (Role.PLAN,)),
    (Grade.SUBJECT, (Role.PROBLEM,)),
)
"""How each list of a point's vocabulary is graded, and in which parts of a report it counts."""

_BASE = {Grade.CLEAR: 0.5, Grade.PARTIAL: 0.2, Grade.SUBJECT: 0.3}


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class CompiledCatalog:
    """Everything the matcher needs of a catalog; standard types only, so that it can be stored.

    ``points`` and ``searched`` are by point, ``sources`` (as written) and ``grades`` by pattern, ``terms`` are folded.
    The terms in ``masked`` are names of departments. ``shelves`` hold the reference sentences, none or two.
    """

    points: tuple[str, ...]
    searched: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    grades: tuple[Grade, ...]
    terms: tuple[str, ...]
    masked: frozenset[int]
    patterns: Patterns
    fuzzy: FuzzyIndex
    shelves: tuple[Shelf, ...] = ()


class _Tables:
    """Patterns, parts, chains and elements as they are numbered; equal parts are one, and so are equal elements."""

    def __init__(self, spread: Counter[str]) -> None:
        self.spread = spread
        self.terms: dict[str, int] = {}
        self.parts: dict[tuple[Chain, ...], int] = {}
        self.part_weight = array("d")
        self.part_terms: list[list[int]] = []
        self.part_chains: list[list[int]] = []
        self.chain_elements: list[list[int]] = []
        self.elements: dict[tuple[str, ...], int] = {}
        self.element_terms: list[list[int]] = []

    def term(self, literal: str) -> int:
        return self.terms.setdefault(literal, len(self.terms))

    def part(self, chains: tuple[Chain, ...]) -> int:
        """Give the number of a part."""
        number = self.parts.setdefault(chains, len(self.parts))
        if number == len(self.part_weight):
            self.part_weight.append(self._weigh(chains))
            self.part_terms.append([self.term(chain[0][0]) for chain in chains if len(chain) == 1])
            self.part_chains.append([self._chain(chain) for chain in chains if len(chain) > 1])
        return number

    def _chain(self, chain: Chain) -> int:
        self.chain_elements.append([self._element(element) for element in chain])
        return len(self.chain_elements) - 1

    def _element(self, element: tuple[str, ...]) -> int:
        number = self.elements.setdefault(element, len(self.elements))
        if number == len(self.element_terms):
            self.element_terms.append([self.term(literal) for literal in element])
        return number

    def _weigh(self, chains: tuple[Chain, ...]) -> float:
        """Give how specific a part is, 0-1: rare and long words tell more."""
        weights = [max(_specificity(word, self.spread) for element in chain for word in element) for chain in chains]
        return sum(weights) / len(weights)

    def openers(self, part: int) -> set[int]:
        """Give the terms without one of which a part cannot be met."""
        ends = (self.element_terms[self.chain_elements[chain][-1]] for chain in self.part_chains[part])
        return set(self.part_terms[part]).union(*ends)


def compile_catalog(catalog: Catalog, lexicon: Lexicon, references: References = NO_REFERENCES) -> CompiledCatalog:
    """Compile all points; raises `CatalogError` naming the pattern or the reference that cannot be understood."""
    points = tuple(catalog.points())
    parsed = [
        (index, use, parse_pattern(line, lexicon.concepts))
        for index, point in enumerate(points)
        for use, lines in zip(
            _USES, (point.clear, point.partial, point.subject, point.plan, point.problem), strict=True
        )
        for line in lines
    ]
    tables = _Tables(_spread(parsed))
    parts = [[tables.part(chains) for chains in pattern.parts] for _, _, pattern in parsed]
    excluded = [tables.part(pattern.excluded) if pattern.excluded else -1 for _, _, pattern in parsed]
    anchor = [max(numbers, key=tables.part_weight.__getitem__) for numbers in parts]
    misleading = [[tables.term(fold_text(word)) for word in point.misleading] for point in points]
    masked = frozenset(tables.term(fold_text(word)) for word in lexicon.masked)
    terms = tuple(tables.terms)
    numbers = {point.id: index for index, point in enumerate(points)}
    patterns = Patterns(
        parts=lists(parts),
        excluded=array("i", excluded),
        anchor=array("i", anchor),
        point=array("i", [index for index, _, _ in parsed]),
        base=array("d", [_BASE[grade] for _, (grade, _), _ in parsed]),
        weight=array("d", [sum(tables.part_weight[part] for part in numbers) for numbers in parts]),
        anchored=lists(_anchored([use for _, use, _ in parsed], anchor, tables)),
        part_weight=tables.part_weight,
        part_terms=lists(tables.part_terms),
        part_chains=lists(tables.part_chains),
        chain_elements=lists(tables.chain_elements),
        element_terms=lists(tables.element_terms),
        misleading=lists(misleading),
    )
    return CompiledCatalog(
        points=tuple(point.id for point in points),
        searched=tuple(_searched(point) for point in points),
        sources=tuple(pattern.source for _, _, pattern in parsed),
        grades=tuple(grade for _, (grade, _), _ in parsed),
        terms=terms,
        masked=masked,
        patterns=patterns,
        fuzzy=build_fuzzy_index(terms, (term for part in set(anchor) for term in tables.part_terms[part])),
        shelves=fill_shelves(references.read(numbers.keys()), numbers),
    )


def _anchored(uses: Sequence[_Use], anchor: Sequence[int], tables: _Tables) -> list[list[int]]:
    """Give for each role and each term the patterns whose anchor it may meet there."""
    anchored: list[list[int]] = [[] for _ in range(ROLES * len(tables.terms))]
    for pattern, ((_, roles), part) in enumerate(zip(uses, anchor, strict=True)):
        openers = tables.openers(part)
        for role in roles:
            for term in openers:
                anchored[ROLE_NUMBERS[role] * len(tables.terms) + term].append(pattern)
    return anchored


def _spread(parsed: Iterable[tuple[int, _Use, Pattern]]) -> Counter[str]:
    """Count for each literal how many points use it: a word of thirty points tells little of any of them."""
    users: dict[str, set[int]] = {}
    for index, _, pattern in parsed:
        for part in pattern.parts:
            for chain in part:
                for element in chain:
                    for literal in element:
                        users.setdefault(literal, set()).add(index)
    return Counter({literal: len(points) for literal, points in users.items()})


def _specificity(literal: str, spread: Counter[str]) -> float:
    length = min(len(literal), 6) / 6
    return 0.5 * length + 0.5 / (1 + math.log2(max(1, spread[literal])))


def _searched(point: Point) -> tuple[str, ...]:
    """Say what was looked for, line by line, as an inspector reads it: 案卷/文书 ＋ 评查."""
    lines = (line.partition(" ! ")[0] for line in (*point.clear, *point.partial))
    readable = (re.sub(r"[{}]", "", line).replace(" + ", " ＋ ").replace("|", "/") for line in lines)
    return tuple(dict.fromkeys(readable))
