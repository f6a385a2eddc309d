"""The review sheet as rows: what an office decides on in Excel, and what comes back of it.

A row has an id made of report, point and quote; the words of the row are read back and must still be the same. What
came back is planned before anything is written: what to append, what is there already, what is in conflict, what is
wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.errors import UsageError
from checker.model.catalog import Catalog, Point, Task
from checker.model.findings import Evidence
from checker.model.review import Kind, Reason
from checker.review.anchors import quote_key, squeeze
from checker.review.decisions import Decision, Record
from checker.review.making import Bench, check_name
from checker.review.overlay import FinalReport, PointReview
from checker.review.placing import about_point, evidence_of
from checker.review.standing import Verdict, opinion

__all__ = ["Answer", "Plan", "Planned", "Problem", "SheetRow", "make_plan", "sheet_rows"]

NEAR = "near"
POINT = "point"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet: a quote of a point (``form`` is its role, or "near"), or the point as a whole ("point")."""

    id: str
    report: str
    task: Task
    point: Point
    form: str
    evidence: Evidence | None
    review: PointReview
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back of a row: ``line`` is its number in the file, ``words`` the locked text beside the id."""

    line: int
    id: str
    words: str
    decision: str  # accept | reject | "" ; for a point: "0" | "1" | "2" | ""
    reason: Reason | None
    note: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was not taken over, and why (a Chinese sentence). ``conflict``: somebody else decided meanwhile."""

    line: int
    id: str
    why: str
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A decision to append, with the newest entry that its maker can have seen."""

    line: int
    reviewer: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    planned: tuple[Planned, ...]
    unchanged: int
    problems: tuple[Problem, ...]


def row_id(report: str, point: Point, form: str, quote: str) -> str:
    """Name a row: the same where report, text of the point and quote are the same."""
    key = "\n".join((report, about_point(point), POINT if form == POINT else "", squeeze(quote)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sheet_rows(report: FinalReport, catalog: Catalog) -> Iterator[SheetRow]:
    """Walk over the rows of one report: each point, then its quotes. The order is that of the catalog."""
    name = report.machine.id
    for task in catalog.tasks:
        for point in task.points:
            review = report.points[point.id]
            yield SheetRow(row_id(name, point, POINT, ""), name, task, point, POINT, None, review, review.level)
            near = {squeeze(one.quote) for one in review.machine.near_misses}
            own = {squeeze(one.quote) for one in evidence_of(review.machine)}
            added = [one for one in review.final.evidence if squeeze(one.quote) not in own]
            for evidence in (*evidence_of(review.machine), *added):
                form = NEAR if squeeze(evidence.quote) in near else evidence.role.value
                identity = row_id(name, point, form, evidence.quote)
                yield SheetRow(identity, name, task, point, form, evidence, review, review.verdict_on(evidence))


def words_of(row: SheetRow) -> str:
    """Give the words by which a row is known again: the quote, or the text of the point."""
    return squeeze(row.evidence.quote if row.evidence else row.point.text)


def make_plan(
    answers: Iterable[Answer],
    benches: Mapping[str, Bench],
    exported_at: int,
    wording: Callable[[str], str] = squeeze,
) -> Plan:
    """Hold what came back against what stands now.

    ``exported_at`` is the newest entry of the journal when the sheet was written: where somebody else has decided on
    the same since, and otherwise, the row is in conflict. ``wording`` is what the file does to a text.
    """
    rows = {row.id: row for bench in benches.values() for row in sheet_rows(bench.report, bench.catalog)}
    planned: list[Planned] = []
    problems: list[Problem] = []
    done: dict[str, int] = {}
    unchanged = 0
    for answer in answers:
        if not answer.decision:
            continue
        row = rows.get(answer.id)
        why, conflict = _against(answer, row, exported_at, done, wording)
        if why:
            problems.append(Problem(answer.line, answer.id, why, conflict))
            continue
        assert row is not None
        done[answer.id] = answer.line
        try:
            reviewer = check_name(answer.reviewer)
            decision = _decide(benches[row.report], row, answer)
        except UsageError as error:
            problems.append(Problem(answer.line, answer.id, str(error)))
            continue
        if row.verdict is not None and _said_already(row.verdict, reviewer, decision):
            unchanged += 1
        else:
            planned.append(Planned(answer.line, reviewer, decision))
    return Plan(tuple(planned), unchanged, tuple(problems))


def _against(
    answer: Answer,
    row: SheetRow | None,
    exported_at: int,
    done: Mapping[str, int],
    wording: Callable[[str], str],
) -> tuple[str, bool]:
    if row is None:
        return "编号不在最近一次检查中：该语句或要点在导出后已改变，或编号被改动；请重新导出后再填", False
    if squeeze(wording(words_of(row))) != squeeze(answer.words):
        return "锁定的引文或要点内容被改动，与编号不符；请从原表恢复后再导入", False
    if answer.id in done:
        return f"与第 {done[answer.id]} 行编号相同，只采用前一行", False
    for record in row.verdict.records if row.verdict else ():
        if record.id > exported_at and record.reviewer != answer.reviewer.strip():
            said = opinion(record)
            if said != answer.decision:
                return f"导出之后 {record.reviewer} 已作出不同的决定，没有覆盖；请在复核网页中处理", True
    if answer.decision == "reject" and answer.reason is None:
        return "驳回没有填写理由", False
    return "", False


def _decide(bench: Bench, row: SheetRow, answer: Answer) -> Decision:
    if row.evidence is None:
        return bench.on_level(row.point.id, answer.decision, answer.note)
    if answer.decision not in ("accept", "reject"):
        raise UsageError("对语句的决定应为“采信”或“驳回”")
    reason = answer.reason if answer.decision == "reject" else None
    return bench.on_quote(row.point.id, quote_key(row.evidence.quote), reason, answer.note)


def _said_already(verdict: Verdict, reviewer: str, decision: Decision) -> bool:
    own: Sequence[Record] = [record for record in verdict.records if record.reviewer == reviewer]
    if not own:
        return False
    was = own[-1].decision
    same_kind = was.kind == decision.kind or {was.kind, decision.kind} == {Kind.ACCEPT, Kind.ADD}
    same_value = was.value == decision.value or decision.kind is not Kind.LEVEL
    return same_kind and same_value and (was.reason, was.note) == (decision.reason, decision.note)
