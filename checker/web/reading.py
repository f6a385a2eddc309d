"""A report as it is read beside the requirement: paragraphs of sentences, evidence marked in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.parse.sentences import split_sentences

__all__ = ["Mark", "Paragraph", "Piece", "Reading", "lay_out"]

_NUMERAL = "[一二三四五六七八九十]+"
_HEADING = re.compile(rf"\s*(?:{_NUMERAL}、|[（(]{_NUMERAL}[）)]|第{_NUMERAL}[章节部])")
_STOPS = "。；！？：”）"
_LONG_HEADING = 42
_LEAST_LINES = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the report (offsets) that is evidence: its key on the page and its kind (a CSS class)."""

    start: int
    end: int
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a sentence with the marks that lie on them."""

    text: str
    keys: str
    kinds: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence: its offsets and its pieces."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    heading: bool
    sentences: tuple[Reading, ...]


def lay_out(text: str, marks: Sequence[Mark]) -> list[Paragraph]:
    """Cut a report into paragraphs and sentences with marks laid over; every character but white space is in it."""
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    return [_paragraph(text, start, end, ordered) for start, end in _paragraphs(text)]


def _paragraph(text: str, start: int, end: int, marks: Sequence[Mark]) -> Paragraph:
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    spans = [(start + a, start + b) for a, b in split_sentences(text[start:end])]
    heading = len(spans) == 1 and end - start <= _LONG_HEADING and bool(_HEADING.match(text[start:end]))
    return Paragraph(heading, tuple(Reading(a, b, tuple(_pieces(text, a, b, here))) for a, b in spans))


def _pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
    for a, b in pairwise(edges):
        own = [mark for mark in inside if mark.start <= a and b <= mark.end]
        keys = " ".join(dict.fromkeys(mark.key for mark in own))
        kinds = " ".join(dict.fromkeys(mark.kind for mark in own))
        yield Piece(re.sub(r"\s*[\r\n]\s*", "", text[a:b]), keys, kinds)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Give the paragraphs: lines, or, where lines are those of a page, the lines that run on into one another."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", text) if m.group().strip()]
    width = _page_width([end - start for start, end in lines])
    at = 0
    while at < len(lines):
        start, end = lines[at]
        while at + 1 < len(lines) and _runs_on(text, lines[at], lines[at + 1], width):
            at += 1
            end = lines[at][1]
        yield start, end
        at += 1


def _page_width(lengths: Sequence[int]) -> int:
    """Give the width of the page in characters where most lines are as long as one another, else 0."""
    if len(lengths) < _LEAST_LINES:
        return 0
    width = sorted(lengths)[int(len(lengths) * 0.8)]
    full = sum(0.85 * width <= length <= 1.1 * width for length in lengths)
    return width if width <= 60 and full >= 0.4 * len(lengths) else 0


def _runs_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether a line goes on in the next: it ends without a stop, as at the end of a page, or it fills the page."""
    after = text[following[0] : following[1]]
    if _HEADING.match(after):
        return False
    last = text[line[0] : line[1]].rstrip()[-1:]
    if last not in _STOPS:
        return line[1] - line[0] >= (0.85 * width or _LONG_HEADING)
    one_break = text[line[1] : following[0]].count("\n") <= 1
    return one_break and bool(width) and line[1] - line[0] >= 0.85 * width and not after[:1].isspace()
