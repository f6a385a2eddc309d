"""Tell the final judgement in the shape of the machine's, each point and task with what reviewers made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.model.findings import (
    Finding,
    MachineLevel,
    MachineStatus,
    PointOpinions,
    ReportFindings,
    TaskFinding,
    TaskOpinions,
)
from checker.model.review import Kind, Opinion
from checker.review.decisions import Record
from checker.review.overlay import FinalReport, PointReview, TaskReview
from checker.review.placing import evidence_of

__all__ = ["tell"]


def tell(report: FinalReport, notes: Iterable[Record] = ()) -> ReportFindings:
    """Give the final report with ``review`` on every point and task; ``notes`` are those that stand on its tasks."""
    listed = list(notes)
    points = {name: _point(one) for name, one in report.points.items()}
    tasks = {
        number: _task(one, [r for r in listed if r.decision.task == number]) for number, one in report.tasks.items()
    }
    return report.final.model_copy(
        update={
            "points": tuple(points[finding.point] for finding in report.final.points),
            "tasks": tuple(tasks[task.task] for task in report.final.tasks),
        }
    )


_NOBODY = PointOpinions()


def _point(one: PointReview) -> Finding:
    if not one.all_verdicts and not one.reopened:
        return one.final.model_copy(update={"review": _NOBODY})
    said = [record for verdict in one.all_verdicts for record in verdict.records]
    decisions = _opinions(said, one.reopened)
    machine = one.machine
    struck = [
        evidence
        for evidence in evidence_of(machine)
        if (verdict := one.verdict_on(evidence)) and verdict.last.decision.kind is Kind.REJECT
    ]
    review = PointOpinions(
        state=one.state,
        machine=MachineLevel(level=machine.level, planned=machine.planned, shortfall=machine.shortfall, why=machine.why)
        if decisions
        else None,
        decisions=decisions,
        rejected=tuple(struck),
    )
    return one.final.model_copy(update={"review": review})


def _task(one: TaskReview, notes: Sequence[Record]) -> TaskFinding:
    machine = one.machine
    reviewers = one.reviewers or tuple(dict.fromkeys(record.reviewer for record in one.waiting))
    review = TaskOpinions(
        state=one.state,
        machine=MachineStatus(
            status=machine.status, reason=machine.reason, planned=machine.planned, shortfall=machine.shortfall
        )
        if reviewers
        else None,
        reviewers=reviewers,
        at=one.at or max((record.at for record in one.waiting), default=""),
        decisions=_opinions([*(one.status.records if one.status else ()), *notes], one.reopened),
    )
    return one.final.model_copy(update={"review": review})


def _opinions(standing: Iterable[Record], reopened: Iterable[Record]) -> tuple[Opinion, ...]:
    """List what was said in the order in which it was."""
    records = [(record, True) for record in standing] + [(record, False) for record in reopened]
    return tuple(_opinion(record, stands) for record, stands in sorted(records, key=lambda one: one[0].id))


def _opinion(record: Record, stands: bool) -> Opinion:
    decision = record.decision
    return Opinion(
        kind=decision.kind,
        reviewer=record.reviewer,
        at=record.at,
        value=decision.value,
        reason=decision.reason,
        note=decision.note,
        quote=decision.anchor.quote if decision.anchor else "",
        stands=stands,
    )
