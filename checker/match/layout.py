"""Lay a report out for matching: its sentences and the headings above them, folded, one after the other."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from checker.match.constants import ABOVE
from checker.model.report import Report, Role, Sentence
from checker.text.fold import fold

__all__ = ["ROLE_NUMBERS", "Layout", "lay_out"]

ROLE_NUMBERS = {Role.DONE: 0, Role.PLAN: 1, Role.PROBLEM: 2, Role.OTHER: -1}
"""The roles as the inner loops know them; a sentence of the last is no evidence of anything."""

_NOTHING = "\u200b"


@dataclass(frozen=True, slots=True)
class Layout:
    """Segments: first the report's sentences, then the headings above them, each once.

    Segment ``i`` is ``text[first[i]:last[i]]``, folded; ``origin`` is each character's place in the document (of
    headings, a place behind its end). ``role`` and ``title`` (is it a heading itself) are of the sentences; ``above``
    has for each sentence the segments of its `ABOVE` headings, -1 where there are fewer.
    """

    sentences: tuple[Sentence, ...]
    text: str
    origin: Sequence[int]
    first: array[int]
    last: array[int]
    role: array[int]
    title: array[int]
    above: array[int]

    def words(self, segment: int) -> str:
        """Give the folded text of a segment."""
        return self.text[self.first[segment] : self.last[segment]]


def lay_out(report: Report) -> Layout:
    """Fold the report and every heading once."""
    sentences, text = report.sentences, report.document.text
    above = array("i")
    headings: dict[str, int] = {}
    for sentence in sentences:
        context = [headings.setdefault(words, len(sentences) + len(headings)) for words in _context(sentence)]
        above.extend(context + [-1] * (ABOVE - len(context)))
    bounds = [(sentence.start, sentence.end) for sentence in sentences]
    end = len(text)
    for words in headings:
        bounds.append((end, end + len(words)))
        end += len(words)
    folded = fold(_without_gaps(text, sentences) + "".join(headings))
    origin = folded.offsets
    return Layout(
        sentences=sentences,
        text=folded.text,
        origin=origin,
        first=array("i", [bisect_left(origin, start) for start, _ in bounds]),
        last=array("i", [bisect_left(origin, end) for _, end in bounds]),
        role=array("i", [ROLE_NUMBERS[sentence.role] for sentence in sentences]),
        title=array("i", [sentence.is_heading for sentence in sentences]),
        above=above,
    )


def _without_gaps(text: str, sentences: Sequence[Sentence]) -> str:
    """Put characters that folding drops in the place of page numbers and running headers within sentences."""
    pieces: list[str] = []
    at = 0
    for start, end in (gap for sentence in sentences for gap in sentence.gaps):
        pieces += text[at:start], _NOTHING * (end - start)
        at = end
    return "".join((*pieces, text[at:])) if pieces else text


def _context(sentence: Sentence) -> tuple[str, ...]:
    inner = sentence.headings[-2:]
    return (*inner, sentence.lead) if sentence.lead else inner
