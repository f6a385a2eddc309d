"""The stretches of a report that the quotes of matrix.html lie in, each written once, and where the terms matched."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from checker.model.findings import Evidence
from checker.text.fold import fold, fold_text

__all__ = ["CONTEXT", "Block", "highlights"]

CONTEXT = 80
"""Characters of the report that are shown on either side of a quote."""

Window = tuple[int, int]


class Block:
    """The stretches of one report that passages point into, merged where they overlap."""

    def __init__(self, text: str, passages: list[Evidence]) -> None:
        self._text = text
        wanted = sorted({(p.start, p.end) for p in passages if self._is_at_its_place(p)})
        self._windows = _merge([(max(0, start - CONTEXT), min(len(text), end + CONTEXT)) for start, end in wanted])
        self.texts = [text[start:end] for start, end in self._windows]
        self._starts = [start for start, _ in self._windows]
        self._wide = [_beyond_bmp(window) for window in self.texts]
        self._by_quote: dict[str, int] = {}
        self.headings: dict[tuple[str, ...], int] = {}

    def passage(self, passage: Evidence, said: str = "") -> list[Any]:
        """Write a passage with its place in a window; offsets count UTF-16 units, as the page's strings do.

        ``said`` is what reviewers made of it.
        """
        window, start, end = self._place(passage)
        text = self.texts[window]
        quote = text[start:end]
        spans = [place for span in highlights(quote, passage.terms) for place in span]
        if self._wide[window]:
            spans = [_utf16(quote, place) for place in spans]
            start, end = _utf16(text, start), _utf16(text, end)
        return [
            passage.role.value,
            window,
            start,
            end,
            self.headings.setdefault(passage.heading, len(self.headings)),
            passage.page or -(passage.paragraph or 0),  # a page, or less than 0 the paragraph
            round(passage.score, 3),
            list(passage.terms),
            passage.why,
            spans,
            [passage.start, passage.end],
            said,
        ]

    def _is_at_its_place(self, passage: Evidence) -> bool:
        return bool(passage.quote) and self._text[passage.start : passage.end] == passage.quote

    def _place(self, passage: Evidence) -> tuple[int, int, int]:
        if self._is_at_its_place(passage):
            number = bisect_right(self._starts, passage.start) - 1
            return number, passage.start - self._starts[number], passage.end - self._starts[number]
        if passage.quote not in self._by_quote:
            self._by_quote[passage.quote] = len(self.texts)
            self.texts.append(passage.quote)
            self._wide.append(_beyond_bmp(passage.quote))
        return self._by_quote[passage.quote], 0, len(passage.quote)


def _merge(windows: list[Window]) -> list[Window]:
    merged: list[Window] = []
    for start, end in sorted(windows):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _beyond_bmp(text: str) -> bool:
    return max(text, default="") > "\uffff"


def _utf16(text: str, place: int) -> int:
    return place + sum(char > "\uffff" for char in text[:place])


def highlights(quote: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Find the matched terms in a quote as the matcher does, across width, spaces and quotation marks.

    The stretches are offsets in ``quote``, in order, and do not touch one another.
    """
    folded = fold(quote)
    found: list[Window] = []
    for term in {fold_text(term) for term in terms} - {""}:
        place = folded.text.find(term)
        while place >= 0:
            found.append(folded.span(place, place + len(term)))
            place = folded.text.find(term, place + len(term))
    return _merge(found)
