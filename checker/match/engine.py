"""Find, for every point of a catalog, the sentences of a report that answer to its vocabulary.

Lay the report out, find all terms, find the long ones loosely, see which patterns are met, write the best ones out. A
passage's score says how well it answers: how specific the words, how near each other, how concrete the statement, how
much of it came from the heading. Levels are decided later (`checker.assess`).
"""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from checker.match.backend import Matcher, Row, Word
from checker.match.compile import CompiledCatalog
from checker.match.concrete import concreteness
from checker.match.fuzzy import align
from checker.match.layout import Layout, lay_out
from checker.model.matching import Grade, Hit, Passage, PointMatch
from checker.model.report import Report, Role, Sentence

__all__ = ["match_report"]

_SHOWN = 3
"""Near misses shown of a point without evidence."""

_matchers: WeakKeyDictionary[CompiledCatalog, Matcher] = WeakKeyDictionary()


def match_report(report: Report, catalog: CompiledCatalog) -> tuple[PointMatch, ...]:
    """Match one report against all points; the result is in the order of the catalog's points."""
    matcher = _matchers.get(catalog)
    if matcher is None:
        matcher = _matchers[catalog] = Matcher(catalog)
    layout = lay_out(report)
    scan = matcher.scan(layout)
    concrete = [_rate(report, layout, number) for number in range(len(report.sentences))]
    rows, near_rows = scan.answers(concrete, align(scan.candidates(), layout, catalog.terms))
    writer = _Writer(report.sentences, layout, catalog)
    found: list[tuple[list[Passage], ...]] = [([], [], []) for _ in catalog.points]
    for row in rows:
        found[row[0]][row[1]].append(writer.passage(row, concrete[row[2]]))
    near: list[list[Passage]] = [[] for _ in catalog.points]
    for row in near_rows:
        if row[5] and len(near[row[0]]) < _SHOWN:  # a chain that is not complete has no words to show
            near[row[0]].append(writer.near_miss(row))
    return tuple(
        PointMatch(point, tuple(done), tuple(plan), tuple(problem), tuple(nearest), searched)
        for point, (done, plan, problem), nearest, searched in zip(
            catalog.points, found, near, catalog.searched, strict=True
        )
    )


def _rate(report: Report, layout: Layout, number: int) -> float:
    """Give how concrete a sentence is; one that is no evidence of anything needs no look."""
    sentence = report.sentences[number]
    if sentence.role is Role.OTHER:
        return 0.0
    return concreteness(layout.words(number), report.document.text[sentence.start : sentence.end])


class _Writer:
    """Writes rows out with the words that were found and their places in the document."""

    def __init__(self, sentences: Sequence[Sentence], layout: Layout, catalog: CompiledCatalog) -> None:
        self.sentences = sentences
        self.layout = layout
        self.catalog = catalog

    def passage(self, row: Row, concrete: float) -> Passage:
        """Write out a sentence that answers."""
        _, _, number, pattern, score, words = row
        sentence = self.sentences[number]
        hits = tuple([self._hit(word, sentence) for word in words])
        return Passage(sentence, self.catalog.grades[pattern], self.catalog.sources[pattern], hits, concrete, score)

    def near_miss(self, row: Row) -> Passage:
        """Write out a sentence that holds a pattern's most telling words but not the rest: worth a look."""
        _, _, number, pattern, weight, words = row
        sentence = self.sentences[number]
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
