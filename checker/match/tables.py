"""How a catalog's vocabulary lies in arrays: standard types only, so that it can be stored and loaded at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Lists", "Patterns", "lists"]


class Lists(NamedTuple):
    """Many lists of numbers end to end: list ``i`` is ``items[first[i]:first[i + 1]]``."""

    first: array[int]
    items: array[int]

    def __getitem__(self, index: int) -> array[int]:  # type: ignore[override]
        """Give one list."""
        return self.items[self.first[index] : self.first[index + 1]]


class Patterns(NamedTuple):
    """All patterns, their parts, chains and elements in numbers.

    A part is met by one of its ``part_terms`` or by one of its chains; a chain is elements in order, an element is the
    terms of which one has to stand there. ``anchored`` gives, for role × terms + term, the patterns whose anchor (the
    most telling part) that term may meet there. ``excluded`` is a part, -1 where there is none. Weights are the
    specificity of words, 0-1 for each part; ``base`` is what the grade alone gives.
    """

    parts: Lists
    excluded: array[int]
    anchor: array[int]
    point: array[int]
    base: array[float]
    weight: array[float]
    anchored: Lists
    part_weight: array[float]
    part_terms: Lists
    part_chains: Lists
    chain_elements: Lists
    element_terms: Lists
    misleading: Lists  # of each point


def lists(many: Iterable[Iterable[int]]) -> Lists:
    """Lay lists of numbers end to end."""
    first, items = array("i", [0]), array("i")
    for one in many:
        items.extend(one)
        first.append(len(items))
    return Lists(first, items)
