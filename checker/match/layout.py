"""Lay a report out for matching: its sentences and the headings above them, folded, one after the other."""

from __future__ import annotations

from array import array
from collections.abc import Sequence, Set
from dataclasses import dataclass

from checker.match.backend import fold_stretches
from checker.match.constants import ABOVE
from checker.model.report import Report, Role, Sentence

__all__ = ["ROLE_NUMBERS", "Layout", "headings_above", "lay_out"]

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
    origin: array[int]
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
    above, headings = _find_above(sentences, report.part_titles)
    starts, ends = [sentence.start for sentence in sentences], [sentence.end for sentence in sentences]
    end = len(text)
    for words in headings:
        starts.append(end)
        end += len(words)
        ends.append(end)
    folded, origin, first, last = fold_stretches(_without_gaps(text, sentences) + "".join(headings), starts, ends)
    return Layout(
        sentences=sentences,
        text=folded,
        origin=origin,
        first=first,
        last=last,
        role=array("i", [ROLE_NUMBERS[sentence.role] for sentence in sentences]),
        title=array("i", [sentence.is_heading for sentence in sentences]),
        above=array("i", above),
    )


def _find_above(sentences: Sequence[Sentence], silent: Set[str]) -> tuple[list[int], list[str]]:
    """Give the segments above each sentence, `ABOVE` for each, and the headings that those segments are.

    ``silent`` are headings that say nothing of what stands below them.
    """
    above: list[int] = []
    numbers: dict[str, int] = {}
    contexts: dict[tuple[tuple[str, ...], str], list[int]] = {}
    for sentence in sentences:
        key = (sentence.headings, sentence.lead)
        context = contexts.get(key)
        if context is None:  # most sentences have the same headings above them as the one before
            context = [
                numbers.setdefault(words, len(sentences) + len(numbers)) for words in headings_above(sentence, silent)
            ]
            context = contexts[key] = context + [-1] * (ABOVE - len(context))
        above += context
    return above, list(numbers)


def _without_gaps(text: str, sentences: Sequence[Sentence]) -> str:
    """Put characters that folding drops in the place of page numbers and running headers within sentences."""
    pieces: list[str] = []
    at = 0
    for start, end in (gap for sentence in sentences for gap in sentence.gaps):
        pieces += text[at:start], _NOTHING * (end - start)
        at = end
    return "".join((*pieces, text[at:])) if pieces else text


def headings_above(sentence: Sentence, silent: Set[str]) -> list[str]:
    """Give the headings above a sentence that say something of it, `ABOVE` at most; ``silent`` ones do not."""
    return [words for words in (*sentence.headings[-2:], sentence.lead) if words and words not in silent]
