"""Bring decisions to the run at hand: to which point each belongs now, and whether what it rests on is unchanged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checker.model.catalog import Catalog, Point, Task
from checker.model.findings import Evidence, Finding, ReportFindings
from checker.review.anchors import Places, squeeze
from checker.review.decisions import Record
from checker.review.standing import Verdict

__all__ = ["Placed", "about_point", "about_task", "evidence_of", "place", "seen_of_task"]


def about_point(point: Point) -> str:
    """Give what a decision on a point is about."""
    return point.text


def about_task(task: Task) -> str:
    """Give what a decision on a task is about: all its points."""
    return "\n".join(point.text for point in task.points)


def evidence_of(finding: Finding) -> tuple[Evidence, ...]:
    """List all sentences that a reviewer sees of a point."""
    return (*finding.evidence, *finding.near_misses)


def seen_of_task(task: Task, findings: Mapping[str, Finding]) -> list[Evidence]:
    """List what a decision on the status of a task rests on."""
    return [evidence for point in task.points for evidence in findings[point.id].evidence]


@dataclass(slots=True)
class Placed:
    """Decisions on one report by where they belong now. ``points``: point → quote without white space → verdict.

    ``reopened`` is by point id or by number of the task (as text); ``orphans`` are on points that the catalog has no
    more.
    """

    points: dict[str, dict[str, Verdict]] = field(default_factory=lambda: defaultdict(dict))
    levels: dict[str, Verdict] = field(default_factory=dict)
    statuses: dict[int, Verdict] = field(default_factory=dict)
    reopened: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    orphans: list[Record] = field(default_factory=list)
    places: Places | None = None


def place(report: ReportFindings, text: str, catalog: Catalog, verdicts: Iterable[Verdict]) -> Placed:
    """Sort the verdicts on one report by point and task; part those that carry over from those to be looked at anew.

    A decision on a quote carries over where the point's text and the sentence are unchanged. One on a level or status
    carries over where, besides, the machine has no evidence that its maker did not see.
    """
    placed = Placed()
    verdicts = tuple(verdicts)
    if not verdicts:
        return placed
    findings = {finding.point: finding for finding in report.points}
    placed.places = Places(text, (one for finding in report.points for one in evidence_of(finding)))
    points, tasks = _Names(catalog), {about_task(task): task for task in catalog.tasks}
    for verdict in verdicts:
        _, form, about, quote = verdict.slot
        decision = verdict.last.decision
        if form == "task":
            task = tasks.get(about)
            if task is None:
                _without_a_place(placed, verdict, str(decision.task), catalog.task(decision.task) is not None)
                continue
            kept = _part(placed, verdict, str(task.number), seen_of_task(task, findings))
            if kept is not None:
                placed.statuses[task.number] = kept
            continue
        name = points.find(about, decision.point)
        if name is None:
            _without_a_place(placed, verdict, decision.point, points.has(decision.point))
            continue
        kept = _part(placed, verdict, name, findings[name].evidence if form == "point" else ())
        if kept is not None and form == "point":
            placed.levels[name] = kept
        elif kept is not None:
            placed.points[name][quote] = kept
    return placed


class _Names:
    """Points by what they say; where two say the same, by number."""

    def __init__(self, catalog: Catalog) -> None:
        self._by_text: defaultdict[str, list[str]] = defaultdict(list)
        for point in catalog.points():
            self._by_text[about_point(point)].append(point.id)
        self._ids = {point.id for point in catalog.points()}

    def find(self, about: str, name: str) -> str | None:
        names = self._by_text.get(about, [])
        return name if name in names else next(iter(names), None)

    def has(self, name: str) -> bool:
        return name in self._ids


def _without_a_place(placed: Placed, verdict: Verdict, name: str, known: bool) -> None:
    if known:  # the text behind the number has changed
        placed.reopened[name].extend(verdict.records)
    else:
        placed.orphans.extend(verdict.records)


def _part(placed: Placed, verdict: Verdict, name: str, now: Iterable[Evidence]) -> Verdict | None:
    """Keep the records whose ground is unchanged; put the others among the reopened."""
    assert placed.places is not None
    quotes = {squeeze(one.quote) for one in now}
    kept: list[Record] = []
    reopened: list[Record] = []
    for record in verdict.records:
        decision = record.decision
        anchors = (decision.anchor,) if decision.anchor else decision.seen
        known = {squeeze(anchor.quote) for anchor in anchors}
        whole = all(placed.places.holds(anchor) for anchor in anchors)
        (kept if whole and (decision.anchor or quotes <= known) else reopened).append(record)
    if reopened:
        placed.reopened[name].extend(reopened)
    return Verdict(verdict.slot, tuple(kept)) if kept else None
