"""Compile a catalog's vocabulary into one automaton and small integer tables.

Every literal of every pattern is a *term* with a number. One pass of an Aho-Corasick automaton over a report gives all
occurrences of all terms; a pattern is then looked at only in the sentences that hold its rarest part.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import ahocorasick_rs

from checker.match.fuzzy import FuzzyIndex, build_fuzzy_index
from checker.match.pattern import Chain, Pattern, parse_pattern
from checker.model.catalog import Catalog, Lexicon, Point
from checker.model.matching import Grade
from checker.model.report import Role
from checker.text.fold import fold_text

__all__ = ["CompiledCatalog", "CompiledPattern", "CompiledPoint", "compile_catalog"]

IntChain = tuple[frozenset[int], ...]

_Use = tuple[Grade, frozenset[Role]]
_USES: tuple[_Use, ...] = (
    (Grade.CLEAR, frozenset((Role.DONE, Role.PLAN, Role.PROBLEM))),
    (Grade.PARTIAL, frozenset((Role.DONE,))),
    (Grade.SUBJECT, frozenset((Role.PLAN, Role.PROBLEM))),
    (Grade.SUBJECT, frozenset((Role.PLAN,))),
    (Grade.SUBJECT, frozenset((Role.PROBLEM,))),
)
"""How each list of a point's vocabulary is graded, and in which parts of a report it counts."""


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part: the terms of which one alone meets it, and the chains that meet it in order."""

    terms: frozenset[int]
    chains: tuple[IntChain, ...]
    ends: frozenset[int]  # the last terms of the chains
    all_terms: frozenset[int]  # without one of these the part cannot be met
    weight: float  # specificity of the part, 0-1: rare words tell more


@dataclass(frozen=True, slots=True)
class CompiledPattern:
    """A pattern in numbers; ``anchor`` is the index of the part that is looked for first."""

    source: str
    point: int
    grade: Grade
    roles: frozenset[Role]  # where it counts
    parts: tuple[CompiledPart, ...]
    excluded: CompiledPart | None
    anchor: int
    anchor_weight: float
    weight: float


@dataclass(frozen=True, slots=True)
class CompiledPoint:
    """A point in numbers: what is masked for it and what is told as searched."""

    id: str
    misleading: frozenset[int]
    searched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompiledCatalog:
    """Everything the matcher needs of a catalog."""

    points: tuple[CompiledPoint, ...]
    patterns: tuple[CompiledPattern, ...]
    terms: tuple[str, ...]
    automaton: ahocorasick_rs.AhoCorasick
    masked: frozenset[int]
    by_anchor: Mapping[Role, tuple[tuple[int, ...], ...]]  # role → term → patterns that it may anchor there
    fuzzy: FuzzyIndex


class _Terms:
    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, literal: str) -> int:
        return self.numbers.setdefault(literal, len(self.numbers))

    def chain(self, chain: Chain) -> IntChain:
        return tuple(frozenset(self.number(literal) for literal in element) for element in chain)


def compile_catalog(catalog: Catalog, lexicon: Lexicon) -> CompiledCatalog:
    """Compile all points; raises `PatternError` naming the line that cannot be understood."""
    points = tuple(catalog.points())
    parsed = [
        (index, use, parse_pattern(line, lexicon.concepts))
        for index, point in enumerate(points)
        for use, lines in zip(
            _USES, (point.clear, point.partial, point.subject, point.plan, point.problem), strict=True
        )
        for line in lines
    ]
    spread = _spread(parsed)
    terms = _Terms()
    patterns = tuple(_compile_pattern(pattern, index, use, terms, spread) for index, use, pattern in parsed)
    compiled_points = tuple(
        CompiledPoint(
            id=point.id,
            misleading=frozenset(terms.number(fold_text(word)) for word in point.misleading),
            searched=_searched(point),
        )
        for point in points
    )
    masked = frozenset(terms.number(fold_text(word)) for word in lexicon.masked)
    literals = tuple(terms.numbers)
    loose: set[int] = set()
    by_anchor: dict[Role, list[list[int]]] = {role: [[] for _ in literals] for role in Role}
    for number, compiled in enumerate(patterns):
        part = compiled.parts[compiled.anchor]
        for role in compiled.roles:
            for term in part.all_terms:
                by_anchor[role][term].append(number)
        loose |= part.terms
    return CompiledCatalog(
        points=compiled_points,
        patterns=patterns,
        terms=literals,
        automaton=ahocorasick_rs.AhoCorasick(list(literals)),
        masked=masked,
        by_anchor={role: tuple(map(tuple, lists)) for role, lists in by_anchor.items()},
        fuzzy=build_fuzzy_index(literals, loose),
    )


def _spread(parsed: list[tuple[int, _Use, Pattern]]) -> Counter[str]:
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


def _compile_part(chains: tuple[Chain, ...], terms: _Terms, spread: Counter[str]) -> CompiledPart:
    single = frozenset(terms.number(chain[0][0]) for chain in chains if len(chain) == 1)
    several = tuple(terms.chain(chain) for chain in chains if len(chain) > 1)
    weights = [
        max(max(_specificity(literal, spread) for literal in element) for element in chain) if len(chain) > 1
        else _specificity(chain[0][0], spread)
        for chain in chains
    ]  # fmt: skip
    ends = frozenset[int]().union(*(chain[-1] for chain in several))
    return CompiledPart(single, several, ends, single | ends, sum(weights) / len(weights))


def _compile_pattern(pattern: Pattern, point: int, use: _Use, terms: _Terms, spread: Counter[str]) -> CompiledPattern:
    parts = tuple(_compile_part(chains, terms, spread) for chains in pattern.parts)
    excluded = _compile_part(pattern.excluded, terms, spread) if pattern.excluded else None
    anchor = max(range(len(parts)), key=lambda i: parts[i].weight)
    return CompiledPattern(
        source=pattern.source,
        point=point,
        grade=use[0],
        roles=use[1],
        parts=parts,
        excluded=excluded,
        anchor=anchor,
        anchor_weight=parts[anchor].weight,
        weight=sum(part.weight for part in parts),
    )


def _searched(point: Point) -> tuple[str, ...]:
    """Say what was looked for, line by line, as an inspector reads it: 案卷/文书 ＋ 评查."""
    lines = (line.partition(" ! ")[0] for line in (*point.clear, *point.partial))
    readable = (re.sub(r"[{}]", "", line).replace(" + ", " ＋ ").replace("|", "/") for line in lines)
    return tuple(dict.fromkeys(readable))
