"""Know a report again under another name: by the fingerprint that every decision keeps of what it was made on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypedDict

from checker.model.findings import ReportFindings
from checker.review.decisions import Decision, Record

__all__ = ["Origin", "follow", "origin_of"]


class Origin(TypedDict):
    """What a decision keeps of the report and run that it was made on."""

    report: str
    run: int
    file: str
    text: str


def origin_of(report: ReportFindings, text: str, run: int) -> Origin:
    """Give the origin of decisions on a report of a run."""
    return Origin(report=report.id, run=run, file=report.sha256, text=_digest(text))


def follow(records: Iterable[Record], files: Mapping[str, str], text_of: Callable[[str], str]) -> list[Record]:
    """Give the records with the name that each report has in the run at hand.

    ``files`` are the reports of the run by name, with the SHA-256 of the file; ``text_of`` gives the text of one and is
    asked only where the file is not the same. A decision goes to the report of its name if that is unchanged, else to
    one of the same file or text, else, the report being edited, it stays with the name.
    """
    digest = cache(lambda name: _digest(text_of(name)))

    @cache
    def name_now(report: str, file: str, text: str) -> str:
        if not file or files.get(report) == file:
            return report
        named = [report] if report in files else []
        same = [name for name in files if files[name] == file]
        same = same or [name for name in (*named, *files) if digest(name) == text]
        return same[0] if same else report

    return [_renamed(record, name_now) for record in records]


def _renamed(record: Record, name_now: Callable[[str, str, str], str]) -> Record:
    decision: Decision = record.decision
    name = name_now(decision.report, decision.file, decision.text)
    if name == decision.report:
        return record
    return record.model_copy(update={"decision": decision.model_copy(update={"report": name})})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
