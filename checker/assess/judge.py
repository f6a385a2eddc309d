"""Judge: levels and flags of every point, with the reason in words, and the roll-up of every task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.assess.applicability import applies
from checker.assess.explain import explain_point
from checker.assess.quantity import Numbers
from checker.assess.quote import Quotes
from checker.assess.rollup import roll_up
from checker.model.catalog import Catalog, Point, Roster
from checker.model.findings import Finding, ReportFindings
from checker.model.matching import Grade, Passage, PointMatch
from checker.model.report import Report, Role

__all__ = ["Thresholds", "assess_report"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the levels and flags begin. Scores and concreteness are 0-1.

    A sentence of a plan or of the problems speaks for the points that it fits best: one that it fits by ``rival`` less
    than another is not flagged by it.
    """

    concrete: float = 0.15
    clear: float = 0.66
    touched: float = 0.2
    planned: float = 0.35
    shortfall: float = 0.35
    rival: float = 0.25
    quotes: int = 5
    flag_quotes: int = 3


def assess_report(
    report: Report,
    catalog: Catalog,
    matches: Sequence[PointMatch],
    roster: Roster | None = None,
    thresholds: Thresholds | None = None,
) -> ReportFindings:
    """Judge all points and tasks of a catalog in one report; ``matches`` are in the order of the catalog's points."""
    judge = _Judge(report, matches, thresholds or Thresholds())
    findings = [judge.point(point, match) for point, match in zip(catalog.points(), matches, strict=True)]
    scope = applies(report.issuer, report.level, roster)
    by_id = {finding.point: finding for finding in findings}
    tasks = tuple(
        roll_up(task, [by_id[point.id] for point in task.points], scope.reason_against(task)) for task in catalog.tasks
    )
    warnings = (*report.warnings, scope.warning) if scope.warning else report.warnings
    return ReportFindings(
        id=report.id,
        file=report.document.name,
        sha256=report.document.sha256,
        title=report.title,
        issuer=report.issuer,
        level=report.level,
        year=report.year,
        warnings=warnings,
        points=tuple(findings),
        tasks=tasks,
    )


def _best_scores(matches: Sequence[PointMatch]) -> dict[int, float]:
    """Give, by the start of a plan or problem sentence, the score of the point that it fits best."""
    best: dict[int, float] = {}
    for match in matches:
        for passage in (*match.plan, *match.problem):
            start = passage.sentence.start
            best[start] = max(best.get(start, 0.0), passage.score)
    return best


# Bound here: to look a member up on its class is a function call in Python 3.11.
_CLEAR, _DONE, _PLAN, _PROBLEM = Grade.CLEAR, Role.DONE, Role.PLAN, Role.PROBLEM


class _Judge:
    """What is needed of one report to judge its points one by one."""

    def __init__(self, report: Report, matches: Sequence[PointMatch], limits: Thresholds) -> None:
        self._limits = limits
        self._best = _best_scores(matches)
        self._quotes = Quotes(report)
        self._numbers = Numbers(report)

    def point(self, point: Point, match: PointMatch) -> Finding:
        limits, evidence = self._limits, self._quotes.evidence
        done = [passage for passage in match.done if passage.score >= limits.touched]
        plan = self._flagging(match.plan, limits.planned) if match.plan else []
        problem = self._flagging(match.problem, limits.shortfall) if match.problem else []
        full = [self._is_full(passage) for passage in done]
        first = full.index(True) if True in full else 0
        level = 2 if True in full else 1 if done else 0
        shown = list(range(min(len(done), limits.quotes)))
        if first >= len(shown) > 0:
            shown[-1] = first  # what carries the level is always shown
        quotes = [evidence(done[number], _DONE, full[number]) for number in shown]
        if plan:
            quotes += [evidence(passage, _PLAN) for passage in plan[: limits.flag_quotes]]
        if problem:
            quotes += [evidence(passage, _PROBLEM) for passage in problem[: limits.flag_quotes]]
        near = [] if level else [evidence(passage, _DONE) for passage in match.near[:3]]
        demanded = point.quantities[0] if point.quantities else None
        return Finding.trusted(
            {
                "point": point.id,
                "level": level,
                "score": done[0].score if done else 0.0,
                "planned": bool(plan),
                "shortfall": bool(problem),
                "quantity": self._numbers.judge(demanded, done) if demanded else None,
                "evidence": tuple(quotes),
                "near_misses": tuple(near),
                "searched": () if level else match.searched,
                "why": explain_point(level, done[first] if done else None),
                "review": None,
            }
        )

    def _flagging(self, passages: Sequence[Passage], least: float) -> list[Passage]:
        """Leave those of a plan or of the problems that speak for another point rather than for this one."""
        best, rival = self._best, self._limits.rival
        return [p for p in passages if p.score >= least and p.score >= best[p.sentence.start] - rival]

    def _is_full(self, passage: Passage) -> bool:
        limits = self._limits
        return passage.score >= limits.clear and passage.concrete >= limits.concrete and passage.grade is _CLEAR
