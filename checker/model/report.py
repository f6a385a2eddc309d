"""A report as understood: who says what of which year, and the role of every sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from checker.model.document import Document

__all__ = ["Heading", "Level", "Report", "Role", "Sentence"]

_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")


class Role(StrEnum):
    """What a passage is for. Only `DONE` is evidence that something was done."""

    DONE = "done"
    PROBLEM = "problem"
    PLAN = "plan"
    OTHER = "other"


class Level(StrEnum):
    """What kind of body issued a report."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    DEPARTMENT = "department"
    STREET_TOWN = "street_town"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report: its rank (1 is 一、), offsets in the document's text, its words without number."""

    rank: int
    start: int
    end: int
    title: str


class Sentence(NamedTuple):
    """One sentence: what stands between two of 。；！？ or the ends of a paragraph.

    ``start``/``end`` are offsets in the document's text, without surrounding white space. ``headings`` are the titles
    above it, outermost first. ``lead`` is the leading phrase of its paragraph when that works as a heading that the
    text runs on behind (一是强化统筹。…), else "".  ``is_heading`` marks a sentence that only names what follows.
    ``gaps`` are the page numbers and running headers within ``start``..``end``, which are no part of the sentence.
    """

    start: int
    end: int
    role: Role
    headings: tuple[str, ...] = ()
    lead: str = ""
    page: int | None = None
    is_heading: bool = False
    gaps: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A parsed report. ``year`` is the year reported on; ``warnings`` are Chinese sentences for the user.

    ``part_titles`` are those of its headings that only announce what was done, and so no subject (主要举措和成效).
    """

    document: Document
    title: str
    issuer: str
    level: Level
    year: int | None
    headings: tuple[Heading, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[str, ...] = ()
    part_titles: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return self.document.id

    def quote(self, sentence: Sentence) -> str:
        """Give the sentence's own characters: page furniture left out, lines rejoined."""
        text = self.document.text
        own = text[sentence.start : sentence.end]
        if sentence.gaps:
            edges = [sentence.start, *(edge for gap in sentence.gaps for edge in gap), sentence.end]
            own = "\n".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
        return _LINE_BREAK.sub(_rejoin, own) if "\n" in own or "\r" in own else own


def _rejoin(found: re.Match[str]) -> str:
    """Join two lines: Chinese runs on without a space, two ASCII words keep one."""
    before, after = found.string[max(found.start() - 1, 0) : found.start()], found.string[found.end() : found.end() + 1]
    if before.isdigit() and after.isdigit():
        return ""  # a number that the page broke
    return " " if before.isascii() and before.isalnum() and after.isascii() and after.isalnum() else ""
