"""Lay a report out for matching: folded segments, and in one pass all occurrences of all terms in each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from checker.match.compile import CompiledCatalog
from checker.match.fuzzy import find_loosely
from checker.model.report import Report, Role, Sentence
from checker.text.fold import fold, fold_text

__all__ = ["Places", "Segment", "scan_report"]

Places = dict[int, list[tuple[int, int]]]
"""Term number → places (start, end) in the segment's folded text, in order."""

_SEPARATOR = "\n"  # folding leaves no line break, so no term reaches across


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence: folded text, the way back to the document, and the terms in it and in the headings above it."""

    sentence: Sentence
    text: str
    offsets: Sequence[int]
    original: str
    places: Places
    heading: Places
    loose: dict[tuple[int, int], float]  # (term, start) → similarity of what is there not to the letter


def scan_report(report: Report, catalog: CompiledCatalog) -> tuple[Segment, ...]:
    """Fold every sentence and heading once and find every term once; time grows with the report's length."""
    text = report.document.text
    folded: list[str] = []
    offsets: list[Sequence[int]] = []
    for sentence in report.sentences:
        kept, origin = _fold_sentence(text, sentence)
        folded.append(kept)
        offsets.append(origin)
    heading_numbers: dict[str, int] = {}
    for sentence in report.sentences:
        for title in _context(sentence):
            heading_numbers.setdefault(title, len(folded) + len(heading_numbers))
    found = _find(folded + [fold_text(title) for title in heading_numbers], catalog)
    segments = []
    for index, sentence in enumerate(report.sentences):
        context = _context(sentence)
        heading: Places = {}
        for title in context:
            for term, where in found[heading_numbers[title]].items():
                heading.setdefault(term, where)
        places = found[index]
        loose: dict[tuple[int, int], float] = {}
        if sentence.role is not Role.OTHER:
            for term, start, end, similarity in find_loosely(folded[index], catalog.fuzzy, catalog.terms, places):
                places[term] = [(start, end)]
                loose[term, start] = similarity
        segments.append(
            Segment(
                sentence=sentence,
                text=folded[index],
                offsets=offsets[index],
                original=text[sentence.start : sentence.end],
                places=places,
                heading=heading,
                loose=loose,
            )
        )
    return tuple(segments)


def _fold_sentence(text: str, sentence: Sentence) -> tuple[str, list[int]]:
    kept: list[str] = []
    offsets: list[int] = []
    start = sentence.start
    for gap_start, gap_end in (*sentence.gaps, (sentence.end, sentence.end)):
        part = fold(text[start:gap_start])
        kept.append(part.text)
        offsets.extend(start + offset for offset in part.offsets)
        start = gap_end
    return "".join(kept), offsets


def _context(sentence: Sentence) -> tuple[str, ...]:
    """The two innermost headings and the lead phrase: what a reader still has in mind."""
    inner = sentence.headings[-2:]
    return (*inner, sentence.lead) if sentence.lead else inner


def _find(texts: list[str], catalog: CompiledCatalog) -> list[Places]:
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    found: list[list[tuple[int, int, int]]] = [[] for _ in texts]
    joined = _SEPARATOR.join(texts)
    for term, start, end in catalog.automaton.find_matches_as_indexes(joined, overlapping=True):
        index = bisect_right(starts, start) - 1
        found[index].append((term, start - starts[index], end - starts[index]))
    return [_unmask(hits, catalog) for hits in found]


def _unmask(hits: list[tuple[int, int, int]], catalog: CompiledCatalog) -> Places:
    """Drop what lies inside the name of a department: 市场监督管理局 is no 市场监管."""
    masks = [(start, end) for term, start, end in hits if term in catalog.masked]
    places: Places = {}
    for term, start, end in hits:
        if any(a <= start and end <= b and (end - start) < (b - a) for a, b in masks):
            continue
        places.setdefault(term, []).append((start, end))
    return places
