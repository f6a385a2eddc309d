"""What each page shows: from the board to the values of its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from checker.board import Board
from checker.errors import UsageError
from checker.export.labels import KINDS, NEAR_MISS, PARTS, POINT_LEVELS, REASONS, ROLES, STATES, STATUSES, VERDICTS
from checker.export.matrix_block import highlights
from checker.model.catalog import Task
from checker.model.findings import Evidence, Status
from checker.model.review import Kind
from checker.review import Item, PointReview, Record, ReviewState, agreement_by_chapter, reasons
from checker.review.anchors import quote_key, squeeze
from checker.review.placing import evidence_of
from checker.web.filters import OPEN, Filter, tasks_of
from checker.web.reading import Mark, lay_out

__all__ = ["agreement_page", "common", "disputes_page", "history_page", "matrix_page", "queue_page", "task_page"]

QUEUE_PAGE: Final = 60
HISTORY_PAGE: Final = 100
MATRIX_PAGE: Final = 12


def common(board: Board, reviewer: str) -> dict[str, Any]:
    """Give what every page shows: progress, what is reopened or disputed, and my last decision."""
    items = [item for listed in board.items.values() for item in listed]
    mine = [r for r in board.records if r.reviewer == reviewer and _can_undo(r, board)]
    return {
        "board": board,
        "reviewer": reviewer,
        "done": sum(item.state is ReviewState.REVIEWED for item in items),
        "all": len(items),
        "reopened": sum(item.state is ReviewState.REOPENED for item in items),
        "disputed": len(board.standing.disputes()),
        "orphans": sum(len(report.orphans) for report in board.reports.values()),
        "my_last": mine[-1] if mine else None,
        "statuses": STATUSES,
        "point_levels": POINT_LEVELS,
        "states": STATES,
        "kinds": KINDS,
        "reasons": REASONS,
        "chapters": {chapter.id: f"{chapter.id}、{chapter.title}" for chapter in board.catalog.chapters},
        "tasks": tasks_of(board.catalog),
        "describe": describe,
        "people": sorted({record.reviewer for record in board.records}),
        "assignees": sorted({r.decision.value for r in board.standing.assigned.values() if r.decision.value}),
    }


def _can_undo(record: Record, board: Board) -> bool:
    return record.decision.kind is not Kind.UNDO and record.id not in board.standing.undone


def describe(record: Record) -> str:
    """Say in a few words what a decision is: 采信, 驳回（套话）, 要点等级 → 2 佐证明确."""
    decision = record.decision
    words = KINDS[decision.kind]
    if decision.reason is not None:
        return f"{words}（{REASONS[decision.reason]}）"
    if decision.kind is Kind.LEVEL:
        same = "（确认）" if decision.value == decision.machine else ""
        return f"{words} → {decision.value} {POINT_LEVELS[int(decision.value)].label}{same}"
    if decision.kind is Kind.STATUS:
        same = "（确认）" if decision.value == decision.machine else ""
        return f"{words} → {STATUSES[Status(decision.value)].label}{same}"
    if decision.kind is Kind.ASSIGN:
        return f"{words} → {decision.value or '无'}"
    if decision.kind is Kind.UNDO:
        return f"{words}第 {decision.undoes} 条"
    return words


def matrix_page(board: Board, chosen: Filter, page: int) -> dict[str, Any]:
    """Lay tasks against reports, a dozen reports at a time."""
    reports = [report for name, report in board.reports.items() if not chosen.r or name == chosen.r]
    first = min(max(0, page - 1) * MATRIX_PAGE, max(0, len(reports) - 1) // MATRIX_PAGE * MATRIX_PAGE)
    shown = reports[first : first + MATRIX_PAGE]
    rows = []
    for task in board.catalog.tasks:
        cells = [report.tasks[task.number] for report in shown]
        fits = [_fits(chosen, cell.final.status, cell.state, cell.disputed) for cell in cells]
        if chosen.keeps_task(task) and any(fits):
            rows.append({"task": task, "cells": list(zip(shown, cells, fits, strict=True))})
    counts = [{status: sum(t.final.status is status for t in r.tasks.values()) for status in Status} for r in shown]
    done = [sum(i.state is ReviewState.REVIEWED for i in board.items[r.machine.id]) for r in shown]
    return {
        "rows": rows,
        "reports": list(zip(shown, counts, done, strict=True)),
        "first": first,
        "total": len(reports),
        "page": first // MATRIX_PAGE + 1,
        "page_size": MATRIX_PAGE,
    }


def _fits(chosen: Filter, status: Status, state: ReviewState, disputed: bool) -> bool:
    if chosen.j and status != chosen.j:
        return False
    if chosen.s == OPEN:
        return state is not ReviewState.REVIEWED
    if chosen.s == "disputed":
        return disputed
    return not chosen.s or state == chosen.s


def queue_page(board: Board, chosen: Filter, page: int) -> dict[str, Any]:
    """List points, the most doubtful first."""
    tasks = tasks_of(board.catalog)
    points = {point.id: point for point in board.catalog.points()}
    items = [item for item in board.queue() if chosen.keeps_item(item, board, tasks)]
    pages = max(1, -(-len(items) // QUEUE_PAGE))
    page = min(max(1, page), pages)
    rows = [
        {
            "item": item,
            "point": points[item.point],
            "review": board.reports[item.report].points[item.point],
            "quote": _first_quote(board.reports[item.report].points[item.point]),
            "assigned": board.standing.assigned.get((item.report, item.task)),
        }
        for item in items[(page - 1) * QUEUE_PAGE : page * QUEUE_PAGE]
    ]
    return {"rows": rows, "count": len(items), "page": page, "pages": pages, "start": (page - 1) * QUEUE_PAGE}


def _first_quote(review: PointReview) -> Evidence | None:
    return next(iter((*review.final.evidence, *review.final.near_misses)), None)


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A sentence of a point as the task page lists it. ``kind`` is done, plan, problem or near; ``added`` by people."""

    evidence: Evidence
    key: str
    kind: str
    label: str
    added: bool
    records: tuple[Record, ...]
    rejected: bool
    disputed: bool
    pieces: tuple[tuple[str, bool], ...]


def task_page(board: Board, report: str, number: int, name: str, chosen: Filter) -> dict[str, Any]:
    """Lay one task's points beside the report, one of them open."""
    bench = board.bench(report)
    task = bench.task(number)
    names = [point.id for point in task.points]
    if name and name not in names:
        raise UsageError(f"任务 {number} 没有检查要点“{name[:20]}”，请回到矩阵重新选择")
    opened = name or _first_open(task, bench.report.points)
    views = {point.id: _quotes(bench.report.points[point.id]) for point in task.points}
    marks = [
        Mark(
            view.evidence.start,
            view.evidence.end,
            f"{point}-{view.key}",
            f"{view.kind}{' out' if view.rejected else ''}",
        )
        for point, listed in views.items()
        for view in listed
        if point == opened or view.kind != "near"
    ]
    following, before = _neighbours(board, report, opened, chosen)
    review = bench.report.tasks[number]
    return {
        "report": bench.report,
        "task": task,
        "review": review,
        "opened": opened,
        "views": views,
        "paragraphs": lay_out(bench.text, marks),
        "following": following,
        "before": before,
        "records": [r for r in reversed(board.records) if (r.decision.report, r.decision.task) == (report, number)],
        "notes": [r for r in board.standing.notes.get(report, ()) if r.decision.task == number],
        "assigned": board.standing.assigned.get((report, number)),
        "verdicts": VERDICTS,
        "parts": PARTS,
        "roles": ROLES,
        "applicable": review.machine.status is not Status.NOT_APPLICABLE,
    }


def _first_open(task: Task, points: Mapping[str, PointReview]) -> str:
    waiting = [p.id for p in task.points if points[p.id].state is not ReviewState.REVIEWED]
    return waiting[0] if waiting else task.points[0].id


def _quotes(review: PointReview) -> list[QuoteView]:
    near = {squeeze(one.quote) for one in review.machine.near_misses}
    own = {squeeze(one.quote) for one in evidence_of(review.machine)}
    added = [one for one in review.final.evidence if squeeze(one.quote) not in own]
    views = []
    for evidence in (*added, *evidence_of(review.machine)):
        quote = squeeze(evidence.quote)
        verdict = review.verdicts.get(quote)
        rejected = verdict is not None and verdict.last.decision.kind is Kind.REJECT
        accepted = verdict is not None and not rejected
        kind = "near" if quote in near and not accepted else evidence.role.value
        views.append(
            QuoteView(
                evidence,
                quote_key(evidence.quote),
                kind,
                NEAR_MISS if kind == "near" else ROLES[evidence.role],
                quote not in own,
                verdict.records if verdict else (),
                rejected,
                verdict is not None and verdict.disputed,
                tuple(_bold(evidence)),
            )
        )
    return views


def _bold(evidence: Evidence) -> list[tuple[str, bool]]:
    """Cut a quote into stretches that matched and stretches that did not."""
    pieces, at = [], 0
    for start, end in highlights(evidence.quote, evidence.terms):
        pieces += [(evidence.quote[at:start], False), (evidence.quote[start:end], True)]
        at = end
    return [piece for piece in (*pieces, (evidence.quote[at:], False)) if piece[0]]


def _neighbours(board: Board, report: str, name: str, chosen: Filter) -> tuple[Item | None, Item | None]:
    """Find the next and the previous point to look at, in the order of the queue under its filter."""
    tasks = tasks_of(board.catalog)
    waiting = Filter(chosen.r, chosen.c, chosen.s or OPEN, chosen.j, chosen.w, chosen.q)
    items = board.queue()
    at = next((i for i, item in enumerate(items) if (item.report, item.point) == (report, name)), None)
    fits = [
        i
        for i, item in enumerate(items)
        if (item.report, item.point) != (report, name) and waiting.keeps_item(item, board, tasks)
    ]
    if not fits:
        return None, None
    if at is None or items[at].state is ReviewState.REVIEWED:
        return items[fits[0]], items[fits[-1]]
    return items[next((i for i in fits if i > at), fits[0])], items[
        next((i for i in reversed(fits) if i < at), fits[-1])
    ]


def history_page(board: Board, who: str, kind: str, report: str, page: int) -> dict[str, Any]:
    """List all decisions, newest first."""
    records = [
        record
        for record in reversed(board.records)
        if (not who or record.reviewer == who)
        and (not kind or record.decision.kind == kind)
        and (not report or record.decision.report == report)
    ]
    pages = max(1, -(-len(records) // HISTORY_PAGE))
    page = min(max(1, page), pages)
    return {
        "records": records[(page - 1) * HISTORY_PAGE : page * HISTORY_PAGE],
        "count": len(records),
        "page": page,
        "pages": pages,
        "who": who,
        "kind": kind,
        "only": report,
    }


def disputes_page(board: Board) -> dict[str, Any]:
    """List what reviewers disagree on."""
    return {"disputes": board.standing.disputes()}


def agreement_page(board: Board) -> dict[str, Any]:
    """Show how often reviewers agreed with the machine, by chapter."""
    return {
        "agreements": agreement_by_chapter(board.standing, board.catalog),
        "given": reasons(board.standing, board.catalog),
    }
