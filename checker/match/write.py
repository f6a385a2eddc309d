"""Write rows out as passages: the plain twin of `checker.match._native.write_out`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.match.constants import SHOWN
from checker.match.rows import Row, Word
from checker.model.matching import Grade, Hit, Passage, PointMatch
from checker.model.report import Sentence

if TYPE_CHECKING:  # they use what is here
    from checker.match.compile import CompiledCatalog
    from checker.match.layout import Layout

__all__ = ["write_out"]


def write_out(
    answers: tuple[list[Row], list[Row]], concrete: list[float], layout: Layout, catalog: CompiledCatalog
) -> tuple[PointMatch, ...]:
    """Write the answers of a scan out: what answers to each point, best first, in the order of the points.

    ``concrete`` (0-1) is by sentence.
    """
    rows, near_rows = answers
    writer = _Writer(layout, catalog)
    found: list[tuple[list[Passage], ...]] = [([], [], []) for _ in catalog.points]
    for row in rows:
        found[row[0]][row[1]].append(writer.passage(row, concrete[row[2]]))
    near: list[list[Passage]] = [[] for _ in catalog.points]
    for row in near_rows:
        if row[5] and len(near[row[0]]) < SHOWN:  # a chain that is not complete has no words to show
            near[row[0]].append(writer.near_miss(row))
    return tuple(
        PointMatch(point, tuple(done), tuple(plan), tuple(problem), tuple(nearest), searched)
        for point, (done, plan, problem), nearest, searched in zip(
            catalog.points, found, near, catalog.searched, strict=True
        )
    )


class _Writer:
    """Writes rows out with the words that were found and their places in the document."""

    def __init__(self, layout: Layout, catalog: CompiledCatalog) -> None:
        self.layout = layout
        self.catalog = catalog

    def passage(self, row: Row, concrete: float) -> Passage:
        """Write out a sentence that answers."""
        _, _, number, pattern, score, words = row
        sentence = self.layout.sentences[number]
        hits = tuple([self._hit(word, sentence) for word in words])
        return Passage(sentence, self.catalog.grades[pattern], self.catalog.sources[pattern], hits, concrete, score)

    def near_miss(self, row: Row) -> Passage:
        """Write out a sentence that holds a pattern's most telling words but not the rest: worth a look."""
        _, _, number, pattern, weight, words = row
        sentence = self.layout.sentences[number]
        hit = self._hit(words[0], sentence)
        score = round(min(0.15, 0.1 * weight + 0.005 * len(hit.found)), 4)
        return Passage(sentence, Grade.NEAR, self.catalog.sources[pattern], (hit,), 0.0, score)

    def _hit(self, word: Word, sentence: Sentence) -> Hit:
        number, start, end, similarity, headed = word
        term = self.catalog.terms[number]
        if headed:
            return Hit(term, term, sentence.start, sentence.start, 1.0, True)
        origin = self.layout.origin
        return Hit(term, self.layout.text[start:end], origin[start], origin[end - 1] + 1, similarity)
