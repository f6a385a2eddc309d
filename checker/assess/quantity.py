"""Compare a demanded number (60 hours a year, two lectures, 28 industries) with what the report states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model.catalog import Point, Quantity
from checker.model.findings import QuantityFinding, Verdict
from checker.model.report import Report, Role, Sentence
from checker.text.fold import fold_text
from checker.text.numerals import parse_number

__all__ = ["judge_quantity"]

_NUMBER = r"(\d[\d，.]*万?|[〇零一二两三四五六七八九十百千万]+)\s*余?多?(?:个|余)?"


def judge_quantity(report: Report, point: Point, evidence: Sequence[Sentence]) -> QuantityFinding | None:
    """Judge the first quantity of a point, or None where it demands none.

    Looks in the point's own evidence first, then in every sentence of role done. Among several numbers the largest
    counts: a report names its total beside the shares.
    """
    if not point.quantities:
        return None
    quantity = point.quantities[0]
    others = [s for s in report.sentences if s.role is Role.DONE]
    found = _largest(report, quantity, evidence) or _largest(report, quantity, others)
    return QuantityFinding(
        required=quantity.required, found=found, unit=quantity.units[0], verdict=_verdict(found, quantity.required)
    )


def _verdict(found: float | None, required: float) -> Verdict:
    if found is None:
        return Verdict.NOT_STATED
    return Verdict.MET if found >= required else Verdict.NOT_MET


def _largest(report: Report, quantity: Quantity, sentences: Sequence[Sentence]) -> float | None:
    number = re.compile(_NUMBER + "(?:" + "|".join(map(re.escape, quantity.units)) + ")")
    near = [fold_text(word) for word in quantity.near]
    numbers: list[float] = []
    for sentence in sentences:
        folded = fold_text(report.quote(sentence))
        if near and not any(word in folded for word in near):
            continue
        numbers.extend(value for text in number.findall(folded) if (value := parse_number(text)) is not None)
    return max(numbers, default=None)
