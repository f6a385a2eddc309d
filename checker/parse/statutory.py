"""Warn of the parts that article 25 of 法治政府建设与责任落实督察工作规定 (2019) asks for and a report lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model.report import Role
from checker.parse import messages
from checker.parse.roles import Span
from checker.parse.titles import Part

__all__ = ["check_kind", "check_parts"]

_SUBJECT = re.compile(r"法治|依法行政|依法治")
_REPORT = re.compile(r"报告|总结|汇报|综述|情况")
_REPORTS = re.compile(r"(?:报告|汇报|总结|公布|公开|情况)如下")
_WORDS = re.compile(r"法治|依法|执法|合法性|行政复议|普法|法律")
_FIRST_RESPONSIBLE = re.compile(
    r"第一责任|(?:主要负责(?:人|同志)|主要领导|党政负责人|书记|[区县市镇乡局]长|主任)"
    r"[^。；]{0,40}(?:履行|职责|责任书|亲自|带头|述法|法治)"
)
_DENSITY = 8  # words of law in a thousand characters; annual reports have 20 and more, government work reports 2
_SHORT = 400  # characters


def check_kind(title: str, body: str, parts: Sequence[Part | None]) -> list[str]:
    """Warn of a document that is another kind of text, or too short to be a report."""
    warnings = []
    on_law = _SUBJECT.search(title) is not None or _density(body) >= _DENSITY
    settled = {*parts} - {None}
    reports = _REPORT.search(title) is not None or len(settled) > 1 or _REPORTS.search(body[:1500]) is not None
    if not (on_law and reports):
        warnings.append(messages.not_rule_of_law(title))
    if len(body) < _SHORT:
        warnings.append(messages.too_short(len(body)))
    return warnings


def _density(body: str) -> float:
    """Give the words of law in a thousand characters."""
    return len(_WORDS.findall(body)) * 1000 / max(len(body), 1)


def check_parts(spans: Sequence[Span], parts: Sequence[Part | None]) -> list[str]:
    """Warn of each absent part, in the article's order."""
    roles = {span.role for span in spans if not span.heading}
    warnings = []
    if Role.DONE not in roles:
        warnings.append(messages.NO_DONE)
    if Role.PROBLEM not in roles:
        warnings.append(messages.NO_PROBLEM)
    if Part.FIRST_RESPONSIBLE not in parts and not any(
        span.role is Role.DONE and _FIRST_RESPONSIBLE.search(span.text) for span in spans
    ):
        warnings.append(messages.NO_FIRST_RESPONSIBLE)
    if Role.PLAN not in roles:
        warnings.append(messages.NO_PLAN)
    return warnings
