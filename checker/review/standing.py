"""Which decisions stand: replay the journal. Undone ones fall away, each reviewer's newest counts, the last wins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checker.model.report import Role
from checker.model.review import Kind
from checker.review.anchors import squeeze
from checker.review.decisions import Record

__all__ = ["Slot", "Standing", "Verdict", "contradicted", "opinion", "stand"]

Slot = tuple[str, str, str, str]
"""What is decided on: report, quote | point | task, text of the point, quote without white space ("" without one)."""

_FORM = {
    Kind.ACCEPT: "quote",
    Kind.REJECT: "quote",
    Kind.ADD: "quote",
    Kind.LEVEL: "point",
    Kind.STATUS: "task",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands on one slot: the newest record of every reviewer, in the order in which they were made."""

    slot: Slot
    records: tuple[Record, ...]

    @property
    def last(self) -> Record:
        """The record that counts."""
        return self.records[-1]

    @property
    def reviewers(self) -> tuple[str, ...]:
        return tuple(record.reviewer for record in self.records)

    @property
    def disputed(self) -> bool:
        """Whether two reviewers said different things."""
        return len({opinion(record) for record in self.records}) > 1


def opinion(record: Record) -> str:
    """Give what two reviewers agree or disagree on: accepting and adding a quote is the same."""
    decision = record.decision
    if decision.kind in (Kind.ACCEPT, Kind.ADD):
        return Kind.ACCEPT
    return decision.value if decision.kind in (Kind.LEVEL, Kind.STATUS) else decision.kind


@dataclass(frozen=True, slots=True)
class Standing:
    """The journal replayed. ``assigned`` is by (report, task); ``notes`` are the records of notes that stand."""

    verdicts: Mapping[str, tuple[Verdict, ...]] = field(default_factory=dict)
    notes: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    assigned: Mapping[tuple[str, int], Record] = field(default_factory=dict)
    undone: Mapping[int, Record] = field(default_factory=dict)

    def reports(self) -> frozenset[str]:
        """Name the reports that anything was decided on."""
        return frozenset(self.verdicts)

    def disputes(self) -> list[Verdict]:
        """List what reviewers disagree on, newest first: on one slot, or in saying 0 where another accepted a quote."""
        found = [one for verdicts in self.verdicts.values() for one in verdicts if one.disputed]
        for verdicts in self.verdicts.values():
            levels = [one for one in verdicts if one.slot[1] == "point"]
            for level in levels:
                contradiction = contradicted(level, (one for one in verdicts if one.slot[2] == level.slot[2]))
                found += [contradiction] if contradiction and not level.disputed else []
        return sorted(found, key=lambda one: -one.last.id)


def contradicted(level: Verdict, verdicts: Iterable[Verdict]) -> Verdict | None:
    """Put a level of 0 beside the evidence that somebody else accepted for the same point; None where nobody did."""
    last = level.last
    accepted = [
        one.last
        for one in verdicts
        if one.last.decision.kind in (Kind.ACCEPT, Kind.ADD)
        and one.last.decision.role is Role.DONE
        and one.last.reviewer != last.reviewer
    ]
    return Verdict(level.slot, _in_order([last, *accepted])) if last.decision.value == "0" and accepted else None


def slot_of(record: Record) -> Slot | None:
    """Name what a record is on; None for a note, an assignment or an undo."""
    decision = record.decision
    form = _FORM.get(decision.kind)
    if form is None:
        return None
    return decision.report, form, decision.about, squeeze(decision.anchor.quote) if decision.anchor else ""


def stand(records: Sequence[Record]) -> Standing:
    """Replay the journal (records in the order of their numbers)."""
    undone = {r.decision.undoes: r for r in records if r.decision.undoes is not None}
    counting = [record for record in records if record.id not in undone and record.decision.kind is not Kind.UNDO]
    slots: dict[Slot, dict[str, Record]] = {}
    notes: defaultdict[str, list[Record]] = defaultdict(list)
    assigned: dict[tuple[str, int], Record] = {}
    for record in counting:
        slot, decision = slot_of(record), record.decision
        if slot is not None:
            slots.setdefault(slot, {})[record.reviewer] = record
        elif decision.kind is Kind.NOTE:
            notes[decision.report].append(record)
        else:
            assigned[decision.report, decision.task] = record
    return Standing(
        _by_report(slots), {report: tuple(listed) for report, listed in notes.items()}, assigned, dict(undone)
    )


def _by_report(slots: Mapping[Slot, Mapping[str, Record]]) -> dict[str, tuple[Verdict, ...]]:
    by_report: defaultdict[str, list[Verdict]] = defaultdict(list)
    for slot, by_reviewer in slots.items():
        by_report[slot[0]].append(Verdict(slot, _in_order(by_reviewer.values())))
    return {report: tuple(verdicts) for report, verdicts in by_report.items()}


def _in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda record: record.id))
