"""Tie a decision to the very sentence: find it again in another version of the report, and see when it has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from checker.model.findings import MAX_QUOTE, Evidence

__all__ = ["Anchor", "Places", "anchor_at", "quote_key", "squeeze"]

_STOPS = "。；！？!?;"
_CLOSERS = "”’」』）)》\"'"
_LINE = "\n"


class Anchor(BaseModel):
    """A quote and what stands at its edges.

    ``before`` is the character in front ("" at the start of the text, a line feed where a line ends there); ``after``
    is what follows: the rest of a sentence longer than a quote may be, and one character more. White space is left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    quote: str
    before: str = ""
    after: str = ""


def squeeze(text: str) -> str:
    """Take all white space out: how lines are broken is no part of a sentence."""
    return "".join(text.split())


def quote_key(quote: str) -> str:
    """Give a short name for a quote, for addresses and forms."""
    return hashlib.sha256(squeeze(quote).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def anchor_at(text: str, quote: str, start: int, end: int) -> Anchor:
    """Make the anchor of a quote that stands for ``text[start:end]``."""
    return Anchor(quote=quote, before=_before(text, start), after=_rest(text, quote, start, end) + _after(text, end))


def _rest(text: str, quote: str, start: int, end: int) -> str:
    """Give what a sentence goes on with behind a quote that was cut at the greatest length."""
    if len(quote) < MAX_QUOTE:
        return ""
    return squeeze(text[start:end])[len(squeeze(quote)) :]


def _before(text: str, start: int) -> str:
    head = text[max(0, start - 200) : start]
    stripped = head.rstrip()
    if _LINE in head[len(stripped) :]:
        return _LINE
    return stripped[-1:]


def _after(text: str, end: int) -> str:
    tail = text[end : end + 200]
    stripped = tail.lstrip()
    if _LINE in tail[: len(tail) - len(stripped)]:
        return _LINE
    return stripped[:1]


class Places:
    """A report in which quotes are looked for: its text, and the quotes that the machine took from it."""

    def __init__(self, text: str, quoted: Iterable[Evidence]) -> None:
        self._text = text
        self._quoted = {squeeze(one.quote) for one in quoted if len(one.quote) < MAX_QUOTE}
        self._offsets = [i for i, char in enumerate(text) if not char.isspace()]
        self._squeezed = "".join(text[i] for i in self._offsets)
        self._spans: dict[Anchor, tuple[int, int] | None] = {}

    def holds(self, anchor: Anchor) -> bool:
        """Say whether the sentence is there and unchanged."""
        return squeeze(anchor.quote) in self._quoted or self.span(anchor) is not None

    def span(self, anchor: Anchor) -> tuple[int, int] | None:
        """Give the offsets of the quote where it stands as a sentence of its own, as it did; None elsewhere."""
        if anchor not in self._spans:
            self._spans[anchor] = self._find(anchor)
        return self._spans[anchor]

    def _find(self, anchor: Anchor) -> tuple[int, int] | None:
        wanted = squeeze(anchor.quote)
        at = self._squeezed.find(wanted) if wanted else -1
        while at >= 0:
            start, end = self._offsets[at], self._offsets[at + len(wanted) - 1] + 1
            if self._begins(anchor, start) and self._ends(anchor, wanted, at + len(wanted), end):
                return start, end
            at = self._squeezed.find(wanted, at + 1)
        return None

    def _begins(self, anchor: Anchor, start: int) -> bool:
        found = _before(self._text, start)
        return found == anchor.before or found in ("", _LINE) or found in _STOPS + _CLOSERS

    def _ends(self, anchor: Anchor, wanted: str, place: int, end: int) -> bool:
        rest = anchor.after.rstrip(_LINE)
        if len(rest) > 1 or len(anchor.quote) >= MAX_QUOTE:
            return self._squeezed.startswith(rest, place)
        if wanted[-1] in _STOPS:
            return True
        found = _after(self._text, end)
        return found == anchor.after or found in ("", _LINE) or found in _STOPS
