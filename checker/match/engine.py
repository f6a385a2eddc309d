"""Find, for every point of a catalog, the sentences of a report that answer to its vocabulary.

Lay the report out, find all terms, find the long ones loosely, see which patterns are met, compare with the reference
sentences, write the best ones out. A passage's score says how well it answers: how specific the words, how near each
other, how concrete the statement, how much of it came from the heading, and how like it is to sentences that people
judged. Levels are decided later (`checker.assess`).
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from checker.match.backend import Likeness, Matcher, write_out
from checker.match.compile import CompiledCatalog
from checker.match.concrete import concreteness
from checker.match.fuzzy import align
from checker.match.layout import Layout, lay_out
from checker.model.matching import PointMatch
from checker.model.report import Report, Role

__all__ = ["match_report"]

_OTHER = Role.OTHER  # bound here: to look a member up on its class is a function call in Python 3.11

_made: WeakKeyDictionary[CompiledCatalog, tuple[Matcher, Likeness | None]] = WeakKeyDictionary()


def match_report(report: Report, catalog: CompiledCatalog) -> tuple[PointMatch, ...]:
    """Match one report against all points; the result is in the order of the catalog's points.

    Reference sentences that come from a report of the same id have no say: nobody vouches for himself.
    """
    made = _made.get(catalog)
    if made is None:
        made = _made[catalog] = Matcher(catalog), Likeness(catalog) if catalog.shelves else None
    matcher, likeness = made
    layout = lay_out(report)
    scan = matcher.scan(layout)
    concrete = [_rate(report, layout, number) for number in range(len(report.sentences))]
    answers = scan.answers(concrete, align(scan.candidates(), layout, catalog.terms))
    shares = likeness.shares(layout, report.id) if likeness else None
    return write_out(answers, concrete, layout, catalog, shares)


def _rate(report: Report, layout: Layout, number: int) -> float:
    """Give how concrete a sentence is; one that is no evidence of anything needs no look."""
    sentence = report.sentences[number]
    if sentence.role is _OTHER:
        return 0.0
    return concreteness(layout.words(number), report.document.text[sentence.start : sentence.end])
