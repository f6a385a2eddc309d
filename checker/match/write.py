"""Write rows out as passages: the plain twin of `checker.match._native.write_out`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.match.constants import (
    ALONE,
    BEST,
    HALF,
    ROLES,
    SHARED_LEAST,
    SHARED_WORDS,
    SHOWN,
    WEIGHTS,
)
from checker.match.likeness import common_words
from checker.match.rows import Row, Shares, Word
from checker.match.shelves import SHELF_OF
from checker.model.matching import CHECKABLE, DIRECT, Grade, Hit, Passage, PointMatch
from checker.model.report import Sentence

if TYPE_CHECKING:  # they use what is here
    from checker.match.compile import CompiledCatalog
    from checker.match.layout import Layout

__all__ = ["write_out"]


def write_out(
    answers: tuple[list[Row], list[Row]],
    concrete: list[float],
    layout: Layout,
    catalog: CompiledCatalog,
    shares: Shares | None,
) -> tuple[PointMatch, ...]:
    """Write the answers of a scan out: what answers to each point, best first, in the order of the points.

    ``concrete`` (0-1) is by sentence; ``shares`` are None where the catalog has no reference sentences.
    """
    rows, near_rows = answers
    writer = _Writer(layout, catalog, concrete)
    by_words: list[list[Row]] = [[] for _ in range(len(catalog.points) * ROLES)]
    for row in rows:
        by_words[row[0] * ROLES + row[1]].append(row)
    found = [
        [writer.passages(by_words[point * ROLES + role], point, role, shares) for role in range(ROLES)]
        for point in range(len(catalog.points))
    ]
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

    def __init__(self, layout: Layout, catalog: CompiledCatalog, concrete: list[float]) -> None:
        self.layout = layout
        self.catalog = catalog
        self.concrete = concrete

    def passages(self, rows: list[Row], point: int, role: int, shares: Shares | None) -> list[Passage]:
        """Write out the sentences that answer to a point in one role, by their words or by what they are like."""
        if shares is None:
            return [self._by_words(row, row[4], None) for row in rows]
        entries = range(*shares.first[point * ROLES + role : point * ROLES + role + 2])
        entry_of = {shares.sentence[entry]: entry for entry in entries}
        scored: list[tuple[float, int, Passage]] = []
        for row in rows:
            entry = entry_of.pop(row[2], -1)
            likeness = _likeness(shares.share[entry]) if entry >= 0 else 0.0
            score = self._score(row, role, likeness)
            scored.append((score, row[2], self._by_words(row, score, likeness)))
        for number, entry in entry_of.items():
            if shares.share[entry] >= ALONE[role] and (hits := self._shared(number, role, shares.nearest[entry])):
                likeness = _likeness(shares.share[entry])
                score = round(WEIGHTS[role][2] * likeness, 4)
                reference = self.catalog.shelves[SHELF_OF[role]].shown[shares.nearest[entry]]
                sentence, concrete = self.layout.sentences[number], self.concrete[number]
                passage = Passage(sentence, Grade.LIKE, reference, hits, concrete, score, likeness)
                scored.append((score, number, passage))
        scored.sort(key=lambda one: (-one[0], one[1]))
        return [passage for _, _, passage in scored[:BEST]]

    def _score(self, row: Row, role: int, likeness: float) -> float:
        _, _, number, pattern, words, _ = row
        grade, concrete = self.catalog.grades[pattern], self.concrete[number]
        direct = grade is Grade.CLEAR and words >= DIRECT and concrete >= CHECKABLE
        of_words, of_directness, of_likeness = WEIGHTS[role]
        return round(of_words * words + of_directness * direct + of_likeness * likeness, 4)

    def _by_words(self, row: Row, score: float, likeness: float | None) -> Passage:
        _, _, number, pattern, _, words = row
        sentence = self.layout.sentences[number]
        hits = tuple([self._hit(word, sentence) for word in words])
        grade, source = self.catalog.grades[pattern], self.catalog.sources[pattern]
        return Passage(sentence, grade, source, hits, self.concrete[number], score, likeness)

    def _shared(self, number: int, role: int, nearest: int) -> tuple[Hit, ...]:
        """Give the words that a sentence has in common with a reference; none where they are next to nothing."""
        text, first, origin = self.layout.words(number), self.layout.first[number], self.layout.origin
        places = common_words(text, self.catalog.shelves[SHELF_OF[role]].texts[nearest], SHARED_WORDS)
        if sum(end - start for start, end in places) < SHARED_LEAST:
            return ()
        return tuple(
            Hit(text[start:end], text[start:end], origin[first + start], origin[first + end - 1] + 1)
            for start, end in places
        )

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


def _likeness(share: float) -> float:
    """Give how like the references a sentence is, 0-1, from its share of their votes: to have most of it is enough."""
    return (1 + HALF) * share / (share + HALF)
