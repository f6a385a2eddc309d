"""The measures: agreement with annotators in levels, flags, statuses and the sentences quoted.

qwk is quadratic weighted kappa (Cohen 1968) of the levels 0/1/2; f1 of "some evidence" (level >= 1), f1_full of "clear
evidence" (level 2); hit1/hit3: share of the annotators' points whose first / first three quotes fall on a sentence that
they marked; prec_ev: share of our first quotes that do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from checker.evaluate.gold import Gold, GoldQuote
from checker.model.findings import MAX_QUOTE, Finding, ReportFindings, Status
from checker.model.report import Role

__all__ = ["Disagreement", "Scores", "Tally", "disagreements", "kappa", "same_place"]

_SPACE = re.compile(r"\s+")
_LEAST = 6  # characters that two quotes of one place share at least
_SHARE = 0.6  # and of the shorter one
_STATUSES = tuple(status.value for status in Status if status is not Status.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Scores:
    """All measures, 0-1 (kappas may be negative)."""

    qwk: float
    f1: float
    precision: float
    recall: float
    f1_full: float
    plan_f1: float
    shortfall_f1: float
    hit1: float
    hit3: float
    prec_ev: float
    task_acc: float
    task_kappa: float

    def as_dict(self) -> dict[str, float]:
        """Give the measures by name, in order."""
        return asdict(self)


def same_place(quote: str, sentence: str) -> bool:
    """Say whether a quote points at a sentence: one holds the other, or they share 60 % of the shorter."""
    quote, sentence = _SPACE.sub("", quote), _SPACE.sub("", sentence)
    if not quote or len(quote) > MAX_QUOTE:
        return False
    if len(quote) >= _LEAST and (quote in sentence or sentence in quote):
        return True
    short, long_ = sorted((quote, sentence), key=len)
    need = max(_LEAST, int(len(short) * _SHARE))
    return any(short[i : i + need] in long_ for i in range(len(short) - need + 1))


def kappa(pairs: Sequence[tuple[str, str]] | Sequence[tuple[int, int]], labels: Sequence[object], power: int) -> float:
    """Cohen's kappa over pairs of labels; disagreement weighs |i-j| to the power of 2, or 1 for any with power 0."""
    if not pairs:
        return float("nan")
    at = {label: i for i, label in enumerate(labels)}
    placed = [(at[a], at[b]) for a, b in pairs]

    def weight(i: int, j: int) -> float:
        return float(abs(i - j) ** power) if power else float(i != j)

    count = len(labels)
    rows = [sum(1 for a, _ in placed if a == i) for i in range(count)]
    columns = [sum(1 for _, b in placed if b == j) for j in range(count)]
    observed = sum(weight(a, b) for a, b in placed)
    expected = sum(weight(i, j) * rows[i] * columns[j] for i in range(count) for j in range(count)) / len(placed)
    return 1 - observed / expected if expected else 1.0


def _f1(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    both = sum(gold and ours for gold, ours in pairs)
    theirs, ours_ = sum(gold for gold, _ in pairs), sum(ours for _, ours in pairs)
    f1 = 2 * both / (theirs + ours_) if theirs + ours_ else 1.0
    return f1, both / max(1, ours_), both / max(1, theirs)


@dataclass(slots=True)
class Tally:
    """Counts over one or more reports; `scores` pools the counts, it does not average averages."""

    levels: list[tuple[int, int]] = field(default_factory=list)
    planned: list[tuple[bool, bool]] = field(default_factory=list)
    shortfall: list[tuple[bool, bool]] = field(default_factory=list)
    tasks: list[tuple[str, str]] = field(default_factory=list)
    wanted: int = 0
    first: int = 0
    third: int = 0
    quoted: int = 0
    quoted_right: int = 0

    def add(self, gold: Gold, found: ReportFindings) -> None:
        """Count one report; points that the findings lack are a mistake of the caller (KeyError)."""
        points = {finding.point: finding for finding in found.points}
        for name, theirs in gold.points.items():
            ours = points[name]
            self.levels.append((theirs.done, ours.level))
            self.planned.append((theirs.plan, ours.planned))
            self.shortfall.append((theirs.problem, ours.shortfall))
            quotes = done_quotes(ours)
            right = [any(same_place(quote, e.text) for e in theirs.evidence) for quote in quotes[:3]]
            if theirs.done:
                self.wanted += 1
                self.first += bool(right[:1] and right[0])
                self.third += any(right)
            if ours.level and quotes:
                self.quoted += 1
                self.quoted_right += right[0]
        statuses = {str(task.task): task.status for task in found.tasks}
        for task, status in gold.tasks.items():
            if statuses[task] is not Status.NOT_APPLICABLE:
                self.tasks.append((status.value, statuses[task].value))

    def scores(self) -> Scores:
        """Give the measures of all that was counted."""
        f1, precision, recall = _f1([(a > 0, b > 0) for a, b in self.levels])
        return Scores(
            qwk=kappa(self.levels, (0, 1, 2), 2),
            f1=f1,
            precision=precision,
            recall=recall,
            f1_full=_f1([(a == 2, b == 2) for a, b in self.levels])[0],
            plan_f1=_f1(self.planned)[0],
            shortfall_f1=_f1(self.shortfall)[0],
            hit1=self.first / max(1, self.wanted),
            hit3=self.third / max(1, self.wanted),
            prec_ev=self.quoted_right / max(1, self.quoted),
            task_acc=sum(a == b for a, b in self.tasks) / max(1, len(self.tasks)),
            task_kappa=kappa(self.tasks, _STATUSES, 0),
        )


def done_quotes(finding: Finding) -> list[str]:
    """List the quotes that stand for what was done, best first."""
    return [evidence.quote for evidence in finding.evidence if evidence.role is Role.DONE]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A point that annotators and we judge differently, with both sides' sentences."""

    report: str
    point: str
    what: str  # level | planned | shortfall | quote
    theirs: str
    ours: str
    their_quotes: tuple[str, ...]
    our_quotes: tuple[str, ...]


def disagreements(gold: Gold, found: ReportFindings) -> Iterator[Disagreement]:
    """Walk over all points of one report where the two sides differ, in the order of the findings."""
    for ours in found.points:
        theirs = gold.points.get(ours.point)
        if theirs is None:
            continue
        quotes = {role: tuple(e.quote for e in ours.evidence if e.role is role) for role in Role}
        rows = (
            ("level", theirs.done, ours.level, theirs.evidence, Role.DONE),
            ("planned", theirs.plan, ours.planned, theirs.plan_evidence, Role.PLAN),
            ("shortfall", theirs.problem, ours.shortfall, theirs.problem_evidence, Role.PROBLEM),
        )
        for what, a, b, evidence, role in rows:
            if a != b:
                yield Disagreement(found.id, ours.point, what, str(int(a)), str(int(b)), _texts(evidence), quotes[role])
        first = done_quotes(ours)[:1]
        if (
            theirs.done
            and ours.level == theirs.done
            and not any(same_place(quote, e.text) for quote in first for e in theirs.evidence)
        ):
            yield Disagreement(
                found.id,
                ours.point,
                "quote",
                str(theirs.done),
                str(ours.level),
                _texts(theirs.evidence),
                quotes[Role.DONE],
            )


def _texts(evidence: Sequence[GoldQuote]) -> tuple[str, ...]:
    return tuple(one.text for one in evidence)
