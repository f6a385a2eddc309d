"""Judge: levels and flags of every point, with the reason in words, and the roll-up of every task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from checker.assess.applicability import applies
from checker.assess.backend import Quotes
from checker.assess.explain import explain_nothing, explain_point
from checker.assess.quantity import Numbers
from checker.assess.rollup import roll_up
from checker.assess.wording import check_wording
from checker.model.catalog import Catalog, Point, Roster
from checker.model.findings import Finding, ReportFindings
from checker.model.matching import CHECKABLE, DIRECT, Grade, Passage, PointMatch
from checker.model.report import Report, Role

__all__ = ["Thresholds", "assess_report"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the levels and flags begin. Scores and concreteness are 0-1.

    A sentence of a plan or of the problems speaks for the points that it fits best: one that it fits by so much less
    than another (``plan_rival``, ``problem_rival``) is not flagged by it. Plans name many measures in one sentence.
    ``concrete`` is asked for where nothing else tells; a score that knows what references say has it in it. From
    ``alone`` a sentence that is only like references is evidence by itself; a weaker one may stand beside others.
    """

    clear: float
    touched: float
    planned: float
    shortfall: float
    plan_rival: float
    problem_rival: float
    concrete: float = 0.0
    alone: float = 0.0
    quotes: int = 5
    flag_quotes: int = 3
    near_misses: int = 3


BY_WORDS = Thresholds(
    clear=DIRECT, touched=0.2, planned=0.35, shortfall=0.35, plan_rival=0.28, problem_rival=0.25, concrete=CHECKABLE
)
"""For scores that come of the vocabulary alone: the catalog has no reference sentences."""

COMPARED = Thresholds(
    clear=0.73, touched=0.285, alone=0.324, planned=0.355, shortfall=0.41, plan_rival=0.4, problem_rival=0.8
)
"""For scores that come of the vocabulary and of likeness to reference sentences."""


def assess_report(
    report: Report,
    catalog: Catalog,
    matches: Sequence[PointMatch],
    roster: Roster | None = None,
    thresholds: Thresholds | None = None,
) -> ReportFindings:
    """Judge all points and tasks of a catalog in one report; ``matches`` are in the order of the catalog's points."""
    compared = _are_compared(matches)
    judge = _Judge(report, matches, thresholds or (COMPARED if compared else BY_WORDS), compared=compared)
    findings = [judge.point(point, match) for point, match in zip(catalog.points(), matches, strict=True)]
    scope = applies(report.issuer, report.level, roster)
    following = iter(findings)
    tasks = tuple(
        [roll_up(task, list(islice(following, len(task.points))), scope.reason_against(task)) for task in catalog.tasks]
    )
    warnings = (*report.warnings, *filter(None, (scope.warning, check_wording(report, matches))))
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


def _are_compared(matches: Sequence[PointMatch]) -> bool:
    """Say whether the sentences were compared with references."""
    found = (passage for match in matches for passage in (*match.done, *match.plan, *match.problem))
    first = next(found, None)
    return first is not None and first.likeness is not None


def _best_scores(matches: Sequence[PointMatch]) -> dict[int, float]:
    """Give, by the start of a plan or problem sentence, the score of the point that it fits best."""
    best: dict[int, float] = {}
    for match in matches:
        for passage in (*match.plan, *match.problem):
            start = passage.sentence.start
            best[start] = max(best.get(start, 0.0), passage.score)
    return best


# Bound here: to look a member up on an enumeration or a model is slow in Python 3.11.
_CLEAR, _LIKE, _DONE, _PLAN, _PROBLEM = Grade.CLEAR, Grade.LIKE, Role.DONE, Role.PLAN, Role.PROBLEM
_finding = Finding.trusted


class _Judge:
    """What is needed of one report to judge its points one by one."""

    def __init__(self, report: Report, matches: Sequence[PointMatch], limits: Thresholds, *, compared: bool) -> None:
        self._limits = limits
        self._compared = compared
        self._best = _best_scores(matches)
        self._quotes = Quotes(report)
        self._numbers = Numbers(report)

    def point(self, point: Point, match: PointMatch) -> Finding:
        limits, write = self._limits, self._quotes.write
        name, done, planned, admitted, near, searched = match
        demanded = point.quantities[0] if point.quantities else None
        if not (done or planned or admitted or demanded):
            return self._untouched(name, near, searched) if near else _nothing(name, searched, compared=self._compared)
        found = done
        if done and done[-1].score < limits.touched:
            done = tuple([passage for passage in done if passage.score >= limits.touched])
        if done and done[0].score < limits.alone and all(passage.grade is _LIKE for passage in done):
            done = ()
        clear, checkable = limits.clear, limits.concrete
        full = [
            score >= clear and concrete >= checkable and grade is _CLEAR for _, grade, _, _, concrete, score, _ in done
        ]
        level = 2 if True in full else 1 if done else 0
        near = (*found, *near)[: limits.near_misses] if level == 0 else ()
        shown, carry = _choose(done, full, limits.quotes)
        quotes = write(shown, _DONE, carry)
        plan = self._flagging(planned, limits.planned, limits.plan_rival) if planned else []
        if plan:
            quotes += write(plan[: limits.flag_quotes], _PLAN)
        problem = self._flagging(admitted, limits.shortfall, limits.problem_rival) if admitted else []
        if problem:
            quotes += write(problem[: limits.flag_quotes], _PROBLEM)
        return _finding(
            {
                "point": name,
                "level": level,
                "score": done[0].score if done else 0.0,
                "planned": bool(plan),
                "shortfall": bool(problem),
                "quantity": self._numbers.judge(demanded, done) if demanded else None,
                "evidence": tuple(quotes),
                "near_misses": tuple(write(near, _DONE)),
                "searched": () if level else searched,
                "why": explain_point(level, _deciding(done, full))
                if found
                else explain_nothing(compared=self._compared),
                "review": None,
            }
        )

    def _untouched(self, point: str, near: Sequence[Passage], searched: tuple[str, ...]) -> Finding:
        """Judge a point of which a report has no more than near misses."""
        nothing = _nothing(point, searched, compared=self._compared)
        return _finding({**nothing.__dict__, "near_misses": tuple(self._quotes.write(near, _DONE))})

    def _flagging(self, passages: Sequence[Passage], least: float, rival: float) -> list[Passage]:
        """Leave those of a plan or of the problems that speak for another point rather than for this one."""
        best = self._best
        return [p for p in passages if p.score >= least and p.score >= best[p.sentence.start] - rival]


def _deciding(done: Sequence[Passage], full: Sequence[bool]) -> Passage | None:
    """Give the passage that the level comes from."""
    return done[full.index(True) if True in full else 0] if done else None


def _choose(done: Sequence[Passage], full: Sequence[bool], room: int) -> tuple[Sequence[Passage], Sequence[bool]]:
    """Choose the passages to show, best first: what carries level 2 by itself (``full``) is always among them."""
    if True not in full or True in full[:room]:
        return done[:room], full[:room]
    return (*done[: room - 1], done[full.index(True)]), (*full[: room - 1], True)


@lru_cache(maxsize=1024)
def _nothing(point: str, searched: tuple[str, ...], *, compared: bool) -> Finding:
    """Give the finding of a point that nothing in a report has a word of: the same value for all reports."""
    why = explain_nothing(compared=compared)
    return Finding(point=point, level=0, score=0.0, planned=False, shortfall=False, searched=searched, why=why)
