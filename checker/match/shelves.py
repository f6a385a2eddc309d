"""Reference sentences made ready to be compared with: one shelf for what was done, one for plans and problems.

Plans and problems share one because they speak alike of the same subjects, and there are few of either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checker.errors import CatalogError
from checker.model.references import Reference
from checker.model.report import Role
from checker.text.fold import fold_text

__all__ = ["MOST", "SHELF_OF", "Shelf", "fill_shelves"]

MOST = 0xFFFF
"""References that a shelf can take: their numbers are kept in two bytes."""

SHELF_OF = (0, 1, 1)
"""The shelf for each role, by its number in a layout."""


class Shelf(NamedTuple):
    """References side by side: folded texts, the folded headings above each, its source, the points it answers.

    ``shown`` are the texts as written.
    """

    texts: tuple[str, ...]
    above: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    answers: tuple[tuple[int, ...], ...]
    shown: tuple[str, ...]


def fill_shelves(references: Iterable[Reference], points: Mapping[str, int]) -> tuple[Shelf, ...]:
    """Sort references into shelves; none at all where there are no references.

    Raises `CatalogError` where there are too many.
    """
    shelves: tuple[list[Reference], ...] = ([], [])
    for one in sorted(references, key=lambda one: one.source):  # those of one report side by side
        shelves[one.role is not Role.DONE].append(one)
    if (most := max(map(len, shelves))) > MOST:
        raise CatalogError(f"参照例句过多：举措成效、计划和不足两类各不超过 {MOST} 条，现有一类为 {most} 条，请删减")
    return tuple(_shelf(shelf, points) for shelf in shelves) if any(shelves) else ()


def _shelf(references: list[Reference], points: Mapping[str, int]) -> Shelf:
    folded = {words: fold_text(words) for one in references for words in one.headings}  # most stand above many
    return Shelf(
        texts=tuple(fold_text(one.text) for one in references),
        above=tuple(tuple(folded[words] for words in one.headings) for one in references),
        sources=tuple(one.source for one in references),
        answers=tuple(tuple(points[point] for point in one.answers) for one in references),
        shown=tuple(one.text for one in references),
    )
