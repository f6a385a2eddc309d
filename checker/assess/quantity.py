"""Compare a demanded number (60 hours a year, two lectures, 28 industries) with what the report states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from checker.model.catalog import Quantity
from checker.model.findings import QuantityFinding, Verdict
from checker.model.matching import Passage
from checker.model.report import Report, Role
from checker.text.fold import fold_text
from checker.text.numerals import parse_number

__all__ = ["Numbers"]

_NUMBER = r"(\d[\d，.]*万?|[〇零一二两三四五六七八九十百千万]+)\s*余?多?(?:个|余)?"
_PARTING = "\uffff"
"""No character (Unicode keeps it free), and folding leaves it."""


class Numbers:
    """What one report states in numbers."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def judge(self, quantity: Quantity, evidence: Sequence[Passage]) -> QuantityFinding:
        """Judge a demanded number.

        Looks in the point's own evidence first, then in every sentence of role done. Among several numbers the largest
        counts: a report names its total beside the shares.
        """
        own = [fold_text(self._report.quote(passage.sentence)) for passage in evidence]
        found = _largest(quantity, own) or _largest(quantity, self._done)
        return QuantityFinding(
            required=quantity.required, found=found, unit=quantity.units[0], verdict=_verdict(found, quantity.required)
        )

    @cached_property
    def _done(self) -> list[str]:
        """The folded sentences of role done: folded together, which is cheaper than one by one."""
        report = self._report
        quotes = [report.quote(sentence) for sentence in report.sentences if sentence.role is Role.DONE]
        return fold_text(_PARTING.join(quotes)).split(_PARTING)


def _verdict(found: float | None, required: float) -> Verdict:
    if found is None:
        return Verdict.NOT_STATED
    return Verdict.MET if found >= required else Verdict.NOT_MET


def _largest(quantity: Quantity, sentences: Iterable[str]) -> float | None:
    near, unit, number = _patterns(quantity.near, quantity.units)
    held = [folded for folded in sentences if unit.search(folded) and near.search(folded)]
    numbers = [text for folded in held for text in number.findall(folded)]
    return max((value for text in numbers if (value := parse_number(text)) is not None), default=None)


@lru_cache(maxsize=256)
def _patterns(near: tuple[str, ...], units: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Compile what has to stand in the sentence, one of the measure words, and a number before one of them."""
    unit = "|".join(map(re.escape, units))
    words = "|".join(re.escape(fold_text(word)) for word in near)
    return re.compile(words), re.compile(unit), re.compile(f"{_NUMBER}(?:{unit})")
