"""Compare a demanded number (60 hours a year, two lectures, 28 industries) with what the report states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from checker.model.catalog import Quantity
from checker.model.findings import QuantityFinding, Verdict
from checker.model.matching import Passage
from checker.model.report import Report, Role, Sentence
from checker.text.fold import fold_text
from checker.text.numerals import parse_number

__all__ = ["Numbers"]

_NUMBER = r"(\d[\d，.]*万?|[〇零一二两三四五六七八九十百千万]+)\s*余?多?(?:个|余)?"
_PARTING = "\uffff"
"""No character (Unicode keeps it free), and folding leaves it: what stands between two sentences."""

_DONE = Role.DONE  # bound here: to look a member up on its class is a function call in Python 3.11


class Numbers:
    """What one report states in numbers."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def judge(self, quantity: Quantity, evidence: Sequence[Passage]) -> QuantityFinding:
        """Judge a demanded number.

        Looks in the point's own evidence first, then in every sentence of role done. Among several numbers the largest
        counts: a report names its total beside the shares.
        """
        found = _largest(quantity, self._fold([passage.sentence for passage in evidence]))
        found = found or _largest(quantity, self._done)
        return QuantityFinding(
            required=quantity.required, found=found, unit=quantity.units[0], verdict=_verdict(found, quantity.required)
        )

    @cached_property
    def _done(self) -> str:
        return self._fold([sentence for sentence in self._report.sentences if sentence.role is _DONE])

    def _fold(self, sentences: Iterable[Sentence]) -> str:
        """Fold sentences together, which is cheaper than one by one."""
        return fold_text(_PARTING.join([self._report.quote(sentence) for sentence in sentences]))


def _verdict(found: float | None, required: float) -> Verdict:
    if found is None:
        return Verdict.NOT_STATED
    return Verdict.MET if found >= required else Verdict.NOT_MET


def _largest(quantity: Quantity, text: str) -> float | None:
    words, unit, number = _patterns(quantity.near, quantity.units)
    held = [folded for folded in _holding(words, text) if unit.search(folded)]
    numbers = [written for folded in held for written in number.findall(folded)]
    return max((value for written in numbers if (value := parse_number(written)) is not None), default=None)


def _holding(words: Sequence[str], text: str) -> set[str]:
    """Give the sentences of a text that hold one of the words; "" is in all."""
    held = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = text.find(_PARTING, at)
            end = len(text) if end < 0 else end
            held.add(text[text.rfind(_PARTING, 0, at) + 1 : end])
            at = text.find(word, end + 1)
    return held


@lru_cache(maxsize=256)
def _patterns(
    near: tuple[str, ...], units: tuple[str, ...]
) -> tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str]]:
    """Fold the words of which one has to stand in the sentence; compile the measure words, and a number before one."""
    unit = "|".join(map(re.escape, units))
    return tuple(map(fold_text, near)) or ("",), re.compile(unit), re.compile(f"{_NUMBER}(?:{unit})")
