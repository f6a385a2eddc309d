"""The data of matrix.html: compact, one block for each report, so that a page of hundreds opens at once.

A page reads the overview (one letter for each status) when it opens and a report's block when a cell of it is opened.
Quotes are not repeated for every point that they serve: a block holds the stretches of the report that anything points
into, with some context, and every passage is offsets in one of them.
"""

from __future__ import annotations

import json
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
from checker.export.matrix_block import CONTEXT, Block
from checker.export.progress import Progress
from checker.export.reviewing import (
    account,
    added_mark,
    machine_text,
    mark_of,
    names_of,
    quotes_of,
    reject_note,
    review_text,
    task_account,
    was_text,
)
from checker.export.source import in_catalog_order
from checker.export.units import UnitTasks
from checker.model.catalog import Catalog, Task
from checker.model.findings import Finding, ReportFindings, Status, TaskFinding

__all__ = [
    "LETTERS",
    "Searched",
    "catalog_data",
    "label_data",
    "overview",
    "report_data",
    "safe_json",
]

LETTERS = {
    Status.COVERED: "c",
    Status.PARTIAL: "p",
    Status.PLANNED: "l",
    Status.SHORTFALL: "s",
    Status.MISSING: "m",
    Status.NOT_APPLICABLE: "n",
}


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

    Where anybody reviewed, ``v`` has the mark of the review for every task, ``m`` the machine's judgement in words.
    ``unit`` is the number of the issuer among the page's units, -1 where it is none of them.
    """
    tasks, _ = in_catalog_order(report, catalog)
    progress = Progress.of_findings(tasks)
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
        "v": [mark_of(task) for task in tasks] if progress.any else [],
        "m": [was_text(task) for task in tasks] if progress.any else [],
        "progress": progress.in_words(),
    }


def report_data(report: ReportFindings, catalog: Catalog, text: str, searched: Searched) -> dict[str, Any]:
    """Give a report's block: every task's reason, every point, every passage with its context.

    ``text`` is the document's extracted text ("" where it is not at hand: quotes then stand without context).
    """
    tasks, points = in_catalog_order(report, catalog)
    passages = [passage for point in points for passage, _ in quotes_of(point)]
    block = Block(text, passages)
    return {
        "tasks": [[task.reason, task.core, _task_review(task)] for task in tasks],
        "points": [_point_data(point, block, searched) for point in points],
        "windows": block.texts,
        "headings": [list(path) for path in block.headings],
    }


def _task_review(task: TaskFinding) -> list[str] | int:
    """Give what the panel says of the review of a task; 0 where nobody looked."""
    if not names_of(task):
        return 0
    return [review_text(task), machine_text(task), task_account(task, ())]


def _point_review(point: Finding, block: Block) -> list[Any] | int:
    """Give the same of a point, and the quotes that count no more."""
    if point.review is None or not names_of(point):
        return 0
    rejected = [block.passage(one, reject_note(point, one)) for one in point.review.rejected]
    return [review_text(point), machine_text(point), account(point), rejected]


def _point_data(point: Finding, block: Block, searched: Searched) -> list[Any]:
    quantity = point.quantity
    return [
        point.level,
        point.score,
        point.planned + 2 * point.shortfall,
        [quantity.required, quantity.found, quantity.unit, quantity.verdict.value] if quantity else 0,
        point.why,
        searched.number(point.searched),
        [block.passage(passage, added_mark(passage)) for passage in point.evidence],
        [block.passage(passage) for passage in point.near_misses],
        _point_review(point, block),
    ]
