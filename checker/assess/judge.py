"""Judge: levels and flags of every point, with the reason in words, and the roll-up of every task."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.assess.applicability import applies
from checker.assess.explain import explain_passage, explain_point
from checker.assess.quantity import judge_quantity
from checker.assess.rollup import roll_up
from checker.model.catalog import Catalog, Point, Roster
from checker.model.findings import MAX_QUOTE, Evidence, Finding, ReportFindings
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
    clear: float = 0.7
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
    limits = thresholds or Thresholds()
    best = _best_scores(matches)
    findings = [
        _judge(report, point, match, limits, best) for point, match in zip(catalog.points(), matches, strict=True)
    ]
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


def _judge(report: Report, point: Point, match: PointMatch, limits: Thresholds, best: Mapping[int, float]) -> Finding:
    done = [passage for passage in match.done if passage.score >= limits.touched]
    plan = [p for p in match.plan if p.score >= max(limits.planned, best[p.sentence.start] - limits.rival)]
    problem = [p for p in match.problem if p.score >= max(limits.shortfall, best[p.sentence.start] - limits.rival)]
    full = [p for p in done if _is_full(p, limits)]
    level = 2 if full else 1 if done else 0
    evidence = [
        *(_evidence(report, p, Role.DONE) for p in done[: limits.quotes]),
        *(_evidence(report, p, Role.PLAN) for p in plan[: limits.flag_quotes]),
        *(_evidence(report, p, Role.PROBLEM) for p in problem[: limits.flag_quotes]),
    ]
    return Finding(
        point=point.id,
        level=level,  # type: ignore[arg-type]
        score=done[0].score if done else 0.0,
        planned=bool(plan),
        shortfall=bool(problem),
        quantity=judge_quantity(report, point, [p.sentence for p in done]),
        evidence=tuple(evidence),
        near_misses=() if level else tuple(_evidence(report, p, Role.DONE) for p in match.near[:3]),
        searched=() if level else match.searched,
        why=explain_point(level, full[0] if full else done[0] if done else None),
    )


def _is_full(passage: Passage, limits: Thresholds) -> bool:
    return passage.grade is Grade.CLEAR and passage.concrete >= limits.concrete and passage.score >= limits.clear


def _evidence(report: Report, passage: Passage, role: Role) -> Evidence:
    sentence, document = passage.sentence, report.document
    paged = sentence.page is not None or document.media_type.startswith("text/plain")
    return Evidence(
        role=role,
        quote=report.quote(sentence)[:MAX_QUOTE],
        start=sentence.start,
        end=sentence.end,
        page=sentence.page,
        paragraph=None if paged else bisect_right(document.blocks, sentence.start, key=lambda block: block.start),
        heading=sentence.headings,
        score=passage.score,
        terms=tuple(dict.fromkeys(hit.found for hit in passage.hits)),
        why=explain_passage(passage, doubtful=sentence.page in report.document.doubtful_pages),
    )
