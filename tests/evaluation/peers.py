"""What one would reach for instead: BM25 over jieba words, and rapidfuzz over the same words.

Both rank the sentences of the done part for each point's text. Their thresholds for levels and flags are chosen on the
very reports that they are measured on, which favours them.
"""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from checker.assess.rollup import roll_up
from checker.evaluate import Tally
from checker.model.catalog import Catalog
from checker.model.findings import MAX_QUOTE, Evidence, Finding, ReportFindings
from checker.model.report import Report, Role
from tests.evaluation.corpus import Annotated

__all__ = ["PEERS", "Peer", "best_tally"]

Words = Sequence[str]
Scorer = Callable[[Sequence[Words], Words], list[float]]


def tokenizer() -> Callable[[str], list[str]]:
    """Give jieba's cut as a function, with a dictionary of its own and without its log."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer().lcut


def bm25(sentences: Sequence[Words], query: Words, k1: float = 1.5, b: float = 0.75) -> list[float]:
    """Okapi BM25 (Robertson and Zaragoza 2009) of a query against sentences."""
    counts = [Counter(words) for words in sentences]
    mean = sum(map(len, sentences)) / max(1, len(sentences))
    idf = {}
    for word in set(query):
        having = sum(word in count for count in counts)
        idf[word] = math.log(1 + (len(sentences) - having + 0.5) / (having + 0.5))
    return [
        sum(
            idf[word] * count[word] * (k1 + 1) / (count[word] + k1 * (1 - b + b * len(words) / mean))
            for word in set(query)
            if count[word]
        )
        for words, count in zip(sentences, counts, strict=True)
    ]


def token_set(sentences: Sequence[Words], query: Words) -> list[float]:
    """rapidfuzz's token_set_ratio over joined words (0-100)."""
    joined = " ".join(query)
    return [fuzz.token_set_ratio(joined, " ".join(words)) for words in sentences]


@dataclass(frozen=True, slots=True)
class Peer:
    name: str
    scorer: Scorer


PEERS = (Peer("BM25·jieba", bm25), Peer("token_set·jieba", token_set))


@dataclass(frozen=True, slots=True)
class _Ranked:
    done: list[tuple[float, str, int, int]]
    plan: float
    problem: float


def best_tally(peer: Peer, catalog: Catalog, corpus: Sequence[tuple[Annotated, Report]]) -> Tally:
    """Measure a peer with the thresholds that suit it best (by qwk) on this corpus."""
    cut = tokenizer()
    queries = {point.id: cut(point.text) for point in catalog.points()}
    ranked = [(one, report, _rank(peer, report, queries, cut)) for one, report in corpus]
    scores = sorted(r.done[0][0] for _, _, points in ranked for r in points.values() if r.done)
    steps = [scores[round(share * (len(scores) - 1))] for share in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)]
    tallies = [_tally(catalog, ranked, low, high) for low in steps for high in steps if low <= high]
    return max(tallies, key=lambda tally: tally.scores().qwk)


def _rank(
    peer: Peer, report: Report, queries: dict[str, list[str]], cut: Callable[[str], list[str]]
) -> dict[str, _Ranked]:
    by_role = {role: [s for s in report.sentences if s.role is role] for role in Role}
    words = {role: [cut(report.quote(s)) for s in sentences] for role, sentences in by_role.items()}
    result = {}
    for name, query in queries.items():
        scored = {role: peer.scorer(words[role], query) for role in (Role.DONE, Role.PLAN, Role.PROBLEM)}
        done = [
            (score, report.quote(s), s.start, s.end)
            for score, s in zip(scored[Role.DONE], by_role[Role.DONE], strict=True)
        ]
        result[name] = _Ranked(
            sorted(done, reverse=True)[:3], max(scored[Role.PLAN], default=0), max(scored[Role.PROBLEM], default=0)
        )
    return result


def _tally(
    catalog: Catalog, ranked: Sequence[tuple[Annotated, Report, dict[str, _Ranked]]], low: float, high: float
) -> Tally:
    tally = Tally()
    for one, report, points in ranked:
        findings = {name: _finding(name, found, low, high) for name, found in points.items()}
        tasks = tuple(roll_up(task, [findings[point.id] for point in task.points]) for task in catalog.tasks)
        document = report.document
        tally.add(
            one.gold,
            ReportFindings(
                id=report.id,
                file=document.name,
                sha256=document.sha256,
                title="",
                issuer="",
                level=report.level,
                year=None,
                points=tuple(findings.values()),
                tasks=tasks,
            ),
        )
    return tally


def _finding(name: str, found: _Ranked, low: float, high: float) -> Finding:
    best = found.done[0][0] if found.done else 0.0
    quotes = [
        Evidence(role=Role.DONE, quote=quote[:MAX_QUOTE], start=start, end=end, score=0.0)
        for score, quote, start, end in found.done
        if score > 0
    ]
    return Finding(
        point=name,
        level=2 if best >= high else 1 if best >= low else 0,
        score=0.0,
        planned=found.plan >= high,
        shortfall=found.problem >= high,
        evidence=tuple(quotes),
    )
