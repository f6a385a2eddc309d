"""The data of matrix.html: compact, one block for each report, so that a page of hundreds opens at once.

A page reads the overview (one letter for each status) when it opens and a report's block when a cell of it is opened.
Quotes are not repeated for every point that they serve: a block holds the stretches of the report that anything points
into, with some context, and every passage is offsets in one of them.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from checker.export.labels import (
    FLAGS,
    HEAT,
    LEVELS,
    METHODS,
    NEAR_MISS,
    PARTS,
    POINT_LEVELS,
    ROLES,
    STATUSES,
    VERDICTS,
)
from checker.export.source import in_catalog_order
from checker.export.units import UnitTasks
from checker.model.catalog import Catalog, Task
from checker.model.findings import Evidence, Finding, ReportFindings, Status
from checker.text.fold import fold, fold_text

__all__ = [
    "CONTEXT",
    "LETTERS",
    "Searched",
    "catalog_data",
    "highlights",
    "label_data",
    "overview",
    "report_data",
    "safe_json",
]

CONTEXT = 80
"""Characters of the report that are shown on either side of a quote."""

LETTERS = {
    Status.COVERED: "c",
    Status.PARTIAL: "p",
    Status.PLANNED: "l",
    Status.SHORTFALL: "s",
    Status.MISSING: "m",
    Status.NOT_APPLICABLE: "n",
}

Window = tuple[int, int]


class Searched:
    """The lists of searched terms, each kept once: most are the same in every report."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}

    def number(self, terms: tuple[str, ...]) -> int:
        """Give the number of a list of terms."""
        return self._numbers.setdefault(terms, len(self._numbers))

    def data(self) -> list[list[str]]:
        """List them in the order of their numbers."""
        return [list(terms) for terms in self._numbers]


def safe_json(value: object) -> str:
    """Write JSON that no HTML parser can mistake: without ``<``, ``>``, ``&`` and lone surrogates."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return text.encode("utf-8", "replace").decode("utf-8")


def label_data() -> dict[str, Any]:
    """Give the labels and marks that the page shares with the other outputs."""
    styles = {LETTERS[status]: {"name": status.value, **_style(style)} for status, style in STATUSES.items()}
    return {
        "statuses": styles,
        "levels": {level.value: label for level, label in LEVELS.items()},
        "pointLevels": {str(level): _style(style) for level, style in POINT_LEVELS.items()},
        "flags": {name: _style(style) for name, style in FLAGS.items()},
        "roles": {role.value: label for role, label in ROLES.items()},
        "near": NEAR_MISS,
        "verdicts": {verdict.value: label for verdict, label in VERDICTS.items()},
        "context": CONTEXT,
        "heat": HEAT,
    }


def _style(style: Any) -> dict[str, str]:
    return {"label": style.label, "mark": style.mark, "meaning": style.meaning}


def catalog_data(catalog: Catalog, units: Iterable[UnitTasks]) -> dict[str, Any]:
    """Give what the page needs to know of the task list."""
    titles = {chapter.id: chapter.title for chapter in catalog.chapters}
    sections = {section.id: section.title for section in catalog.sections}
    chapters = list(dict.fromkeys(task.chapter for task in catalog.tasks))
    return {
        "chapters": [{"id": chapter, "title": titles.get(chapter, "")} for chapter in chapters],
        "sections": sections,
        "units": [{"name": unit.name, "kind": unit.kind, "tasks": unit.tasks} for unit in units],
        "tasks": [_task_data(task) for task in catalog.tasks],
    }


def _task_data(task: Task) -> dict[str, Any]:
    return {
        "number": task.number,
        "title": task.title,
        "chapter": task.chapter,
        "section": task.section,
        "units": [[unit.name, unit.part.value, PARTS[unit.part]] for unit in task.units],
        "documents": task.documents,
        "official": task.official_text,
        "points": [
            {
                "id": point.id,
                "text": point.text,
                "core": point.core,
                "materials": point.materials,
                "methods": [METHODS[method] for method in point.methods],
                "question": point.question,
                "official": point.official_text,
                "what": [quantity.what for quantity in point.quantities],
            }
            for point in task.points
        ],
    }


def overview(report: ReportFindings, catalog: Catalog, unit: int) -> dict[str, Any]:
    """Give a report's line: who it is, and one letter and one digit of flags for every task.

    ``unit`` is the number of the issuer among the page's units, -1 where it is none of them.
    """
    tasks, _ = in_catalog_order(report, catalog)
    return {
        "id": report.id,
        "file": report.file,
        "sha256": report.sha256,
        "title": report.title,
        "issuer": report.issuer,
        "level": report.level.value,
        "year": report.year,
        "warnings": report.warnings,
        "unit": unit,
        "s": "".join(LETTERS[task.status] for task in tasks),
        "f": "".join(str(task.planned + 2 * task.shortfall) for task in tasks),
    }


def report_data(report: ReportFindings, catalog: Catalog, text: str, searched: Searched) -> dict[str, Any]:
    """Give a report's block: every task's reason, every point, every passage with its context.

    ``text`` is the document's extracted text ("" where it is not at hand: quotes then stand without context).
    """
    tasks, points = in_catalog_order(report, catalog)
    passages = [passage for point in points for passage in (*point.evidence, *point.near_misses)]
    block = _Block(text, passages)
    return {
        "tasks": [[task.reason, task.core] for task in tasks],
        "points": [_point_data(point, block, searched) for point in points],
        "windows": block.texts,
        "headings": [list(path) for path in block.headings],
    }


def _point_data(point: Finding, block: _Block, searched: Searched) -> list[Any]:
    quantity = point.quantity
    return [
        point.level,
        point.score,
        point.planned + 2 * point.shortfall,
        [quantity.required, quantity.found, quantity.unit, quantity.verdict.value] if quantity else 0,
        point.why,
        searched.number(point.searched),
        [block.passage(passage) for passage in point.evidence],
        [block.passage(passage) for passage in point.near_misses],
    ]


class _Block:
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

    def passage(self, passage: Evidence) -> list[Any]:
        """Write a passage with its place in a window; offsets count UTF-16 units, as the page's strings do."""
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
