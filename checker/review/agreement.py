"""Learn from review: how often reviewers agreed with the machine, by chapter, and where they did not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.model.catalog import Catalog
from checker.model.review import Kind, Reason
from checker.review.decisions import Record
from checker.review.standing import Standing

__all__ = ["Agreement", "Difference", "agreement_by_chapter", "differences", "reasons"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of one chapter: decisions that bear the machine out, of all that can be held against it.

    ``quotes`` are the machine's quotes that were accepted or rejected; ``levels`` points whose level was confirmed or
    overridden, ``higher`` and ``lower`` the overrides by direction; ``statuses`` the same of tasks; ``missed``
    sentences that a reviewer had to add, near misses that were accepted among them.
    """

    chapter: str
    quotes: int
    quotes_agreed: int
    levels: int
    levels_agreed: int
    higher: int
    lower: int
    statuses: int
    statuses_agreed: int
    missed: int

    @property
    def judged(self) -> int:
        return self.quotes + self.levels + self.statuses + self.missed

    @property
    def agreed(self) -> int:
        return self.quotes_agreed + self.levels_agreed + self.statuses_agreed


@dataclass(frozen=True, slots=True)
class Difference:
    """A decision that says something else than the machine."""

    record: Record
    chapter: str


def agreement_by_chapter(standing: Standing, catalog: Catalog) -> list[Agreement]:
    """Count by chapter in the order of the catalog, chapters without a decision left out; "" is for all together.

    Where several reviewers decided on the same, the one that counts is counted.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for record, chapter in _counting(standing, catalog):
        for name in _what(record):
            counts[chapter][name] += 1
            counts[""][name] += 1
    order = [*dict.fromkeys(task.chapter for task in catalog.tasks), ""]
    return [_agreement(chapter, counts[chapter]) for chapter in order if chapter in counts]


def differences(standing: Standing, catalog: Catalog) -> list[Difference]:
    """List the decisions that differ from the machine, newest first."""
    found = [Difference(r, chapter) for r, chapter in _counting(standing, catalog) if _differs(r)]
    return sorted(found, key=lambda one: -one.record.id)


def reasons(standing: Standing, catalog: Catalog) -> list[tuple[Reason, int]]:
    """Count the reasons of rejections, most frequent first."""
    given = Counter(r.decision.reason for r, _ in _counting(standing, catalog) if r.decision.reason is not None)
    return given.most_common()


def _counting(standing: Standing, catalog: Catalog) -> Iterable[tuple[Record, str]]:
    chapters = {task.number: task.chapter for task in catalog.tasks}
    for verdicts in standing.verdicts.values():
        for verdict in verdicts:
            decision = verdict.last.decision
            yield verdict.last, chapters.get(decision.task, "?")


def _differs(record: Record) -> bool:
    decision = record.decision
    if decision.kind in (Kind.LEVEL, Kind.STATUS):
        return decision.value != decision.machine
    if decision.kind is Kind.REJECT:
        return decision.machine == "evidence"
    return decision.machine != "evidence"


def _what(record: Record) -> Sequence[str]:
    decision = record.decision
    if decision.kind is Kind.LEVEL:
        if not _differs(record):
            return ("levels", "levels_agreed")
        return ("levels", "higher" if decision.value > decision.machine else "lower")
    if decision.kind is Kind.STATUS:
        return ("statuses",) if _differs(record) else ("statuses", "statuses_agreed")
    if decision.machine == "evidence":
        return ("quotes",) if decision.kind is Kind.REJECT else ("quotes", "quotes_agreed")
    return ("missed",) if decision.kind is not Kind.REJECT else ()  # a rejected near miss: nobody had claimed it


def _agreement(chapter: str, counted: Counter[str]) -> Agreement:
    names = ("quotes", "levels", "statuses")
    return Agreement(
        chapter=chapter,
        higher=counted["higher"],
        lower=counted["lower"],
        missed=counted["missed"],
        **{name: counted[name] for name in names},
        **{f"{name}_agreed": counted[f"{name}_agreed"] for name in names},
    )
