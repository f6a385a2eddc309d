"""Make decisions of what a reviewer asks for, checked against what there is to decide on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.errors import UsageError
from checker.model.catalog import Catalog, Point, Task
from checker.model.findings import MAX_QUOTE, Evidence, Status
from checker.model.report import Role
from checker.model.review import Kind, Reason
from checker.review.anchors import anchor_at, quote_key
from checker.review.decisions import MAX_NAME, MAX_NOTE, Decision, Record
from checker.review.following import Origin, origin_of
from checker.review.overlay import FinalReport
from checker.review.placing import about_point, about_task, evidence_of, seen_of_task

__all__ = ["Bench", "check_name", "check_note", "own_record", "undo"]

_LINES = re.compile(r"\s*[\r\n]\s*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\ufeff]")


def check_name(name: str, what: str = "复核人姓名") -> str:
    """Give a name without surplus white space; raises `UsageError` for none, a long one, or invisible characters."""
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME or _CONTROL.search(name):
        raise UsageError(f"{what}应为 1 到 {MAX_NAME} 个可见的字，收到 {len(name)} 个字，请修改")
    return name


def check_note(note: str) -> str:
    """Give a note without surplus white space; raises `UsageError` for one that is too long."""
    note = note.strip()
    if len(note) > MAX_NOTE:
        raise UsageError(f"备注最多 {MAX_NOTE} 字，收到 {len(note)} 字，请删减后重试")
    return note


def own_record(records: Sequence[Record], number: int, reviewer: str, undone: Mapping[int, Record]) -> Record:
    """Find the record that a reviewer wants to undo; raises `UsageError` where it is not theirs to undo."""
    record = next((record for record in records if record.id == number), None)
    if record is None:
        raise UsageError(f"没有第 {number} 条决定，请刷新页面")
    if record.reviewer != reviewer:
        raise UsageError(f"第 {number} 条决定是 {record.reviewer} 作出的，只能由本人撤销；如有不同意见请另作决定")
    if record.decision.kind is Kind.UNDO or number in undone:
        raise UsageError(f"第 {number} 条决定已经撤销过，请刷新页面")
    return record


def undo(record: Record, run: int) -> Decision:
    """Take a decision back, as seen in a run; the report may be gone by now."""
    was = record.decision
    return Decision(
        kind=Kind.UNDO, report=was.report, task=was.task, point=was.point, about=was.about, undoes=record.id, run=run
    )


@dataclass(frozen=True, slots=True)
class Bench:
    """What a reviewer has on the table: one report of a run with its text, under a catalog."""

    run: int
    catalog: Catalog
    report: FinalReport
    text: str

    def point(self, name: str) -> tuple[Task, Point]:
        """Find a point and its task; raises `UsageError` for an unknown one."""
        for task in self.catalog.tasks:
            for point in task.points:
                if point.id == name:
                    return task, point
        raise UsageError(f"任务清单里没有检查要点“{name}”，请刷新页面")

    def task(self, number: int) -> Task:
        """Find a task; raises `UsageError` for an unknown one."""
        task = self.catalog.task(number)
        if task is None:
            raise UsageError(f"任务清单里没有任务 {number}，请刷新页面")
        return task

    def on_quote(self, name: str, key: str, reason: Reason | None, note: str = "") -> Decision:
        """Accept a quote, or reject it for a reason."""
        task, point = self.point(name)
        evidence, machine = self._evidence(name, key)
        return Decision(
            kind=Kind.ACCEPT if reason is None else Kind.REJECT,
            **self._origin,
            task=task.number,
            point=name,
            about=about_point(point),
            anchor=anchor_at(self.text, evidence.quote, evidence.start, evidence.end),
            role=evidence.role,
            heading=evidence.heading,
            page=evidence.page,
            reason=reason,
            note=check_note(note),
            machine=machine,
        )

    def on_sentence(
        self, name: str, start: int, end: int, level: str, role: Role = Role.DONE, note: str = ""
    ) -> Decision:
        """Add ``text[start:end]`` as evidence that the machine missed; it carries the point to level 1 or 2."""
        task, point = self.point(name)
        if not 0 <= start < end <= len(self.text):
            raise UsageError("所标的位置不在报告原文之内，请重新选择语句")
        own = self.text[start:end]
        start, end = start + len(own) - len(own.lstrip()), end - len(own) + len(own.rstrip())
        quote = _LINES.sub("", self.text[start:end])
        if not quote or len(quote) > MAX_QUOTE:
            raise UsageError(f"补充的佐证应为 1 到 {MAX_QUOTE} 字，所选有 {len(quote)} 字，请按句选择")
        if level not in ("1", "2") or role is Role.OTHER:
            raise UsageError("补充佐证的等级应为 1（部分）或 2（明确）")
        return Decision(
            kind=Kind.ADD,
            **self._origin,
            task=task.number,
            point=name,
            about=about_point(point),
            anchor=anchor_at(self.text, quote, start, end),
            role=role,
            value=level,
            note=check_note(note),
            machine="missed",
        )

    def on_level(self, name: str, level: str, note: str = "") -> Decision:
        """Confirm or override the level of a point."""
        task, point = self.point(name)
        if level not in ("0", "1", "2"):
            raise UsageError(f"要点等级应为 0、1 或 2，收到“{level[:20]}”")
        machine = self.report.points[name].machine
        return Decision(
            kind=Kind.LEVEL,
            **self._origin,
            task=task.number,
            point=name,
            about=about_point(point),
            seen=tuple(anchor_at(self.text, one.quote, one.start, one.end) for one in machine.evidence),
            value=level,
            note=check_note(note),
            machine=str(machine.level),
        )

    def on_status(self, number: int, status: str, note: str = "") -> Decision:
        """Confirm or override the status of a task."""
        task = self.task(number)
        if status not in set(Status):
            raise UsageError(f"没有任务判定“{status[:20]}”，请刷新页面")
        findings = {name: one.machine for name, one in self.report.points.items()}
        return Decision(
            kind=Kind.STATUS,
            **self._origin,
            task=number,
            about=about_task(task),
            seen=tuple(anchor_at(self.text, one.quote, one.start, one.end) for one in seen_of_task(task, findings)),
            value=status,
            note=check_note(note),
            machine=self.report.tasks[number].machine.status.value,
        )

    def note(self, number: int, note: str) -> Decision:
        """Write a note on a task."""
        task, note = self.task(number), check_note(note)
        if not note:
            raise UsageError("备注是空的，没有保存")
        return Decision(kind=Kind.NOTE, **self._origin, task=number, about=about_task(task), note=note)

    def assign(self, number: int, name: str) -> Decision:
        """Hand a task to somebody, or to nobody."""
        task = self.task(number)
        value = check_name(name, "承办人姓名") if name.strip() else ""
        return Decision(kind=Kind.ASSIGN, **self._origin, task=number, about=about_task(task), value=value)

    @property
    def _origin(self) -> Origin:
        return origin_of(self.report.machine, self.text, self.run)

    def _evidence(self, name: str, key: str) -> tuple[Evidence, str]:
        point = self.report.points[name]
        kinds = (
            ("evidence", point.machine.evidence),
            ("near", point.machine.near_misses),
            ("missed", evidence_of(point.final)),
        )
        for kind, listed in kinds:
            for evidence in listed:
                if quote_key(evidence.quote) == key:
                    return evidence, kind
        raise UsageError("这条语句已不在该要点之下（可能有新的检查结果），没有保存，请刷新页面")
