"""What reviewers made of a judgement, in few words: every export has it beside what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.export.labels import (
    FLAGS,
    KINDS,
    NEAR_MISS,
    POINT_LEVELS,
    REASONS,
    ROLES,
    STATES,
    STATUSES,
    UNREVIEWED,
    status_text,
)
from checker.export.review_texts import COUNTS, MARKS, REVIEW
from checker.model.findings import Evidence, Finding, Status, TaskFinding
from checker.model.review import Kind, Opinion, ReviewState

__all__ = [
    "Judged",
    "account",
    "added_mark",
    "counts_text",
    "date_of",
    "is_changed",
    "level_text",
    "machine_level",
    "machine_status",
    "machine_text",
    "mark_of",
    "names_of",
    "quote_text",
    "quotes_of",
    "reject_note",
    "review_text",
    "state_of",
    "task_account",
    "was_text",
]

_QUOTED = 24  # characters of a quote that a sentence about it repeats

Judged = Finding | TaskFinding


def state_of(judged: Judged) -> ReviewState:
    """Give how far people have looked at it."""
    return judged.review.state if judged.review else ReviewState.UNREVIEWED


def _standing(judged: Judged) -> list[Opinion]:
    """List the decisions in force, those that are to be looked at anew where there are no others."""
    said = [one for one in judged.review.decisions if one.kind is not Kind.NOTE] if judged.review else []
    return [one for one in said if one.stands] or said


def names_of(judged: Judged) -> tuple[str, ...]:
    """Name those who decided, in the order in which they did."""
    if isinstance(judged, TaskFinding) and judged.review and judged.review.reviewers:
        return judged.review.reviewers
    return tuple(dict.fromkeys(one.reviewer for one in _standing(judged)))


def date_of(judged: Judged) -> str:
    """Give the day of the newest decision (ISO), "" where there is none."""
    if isinstance(judged, TaskFinding) and judged.review and judged.review.at:
        return judged.review.at[:10]
    return max((one.at[:10] for one in _standing(judged)), default="")


def _now(judged: Judged) -> tuple[str, bool, bool]:
    code = str(judged.level) if isinstance(judged, Finding) else judged.status.value
    return code, judged.planned, judged.shortfall


def _before(judged: Judged) -> tuple[str, bool, bool] | None:
    """Give level or status and the flags as the machine had judged; None where nobody decided."""
    if isinstance(judged, Finding):
        point = judged.review.machine if judged.review else None
        return (str(point.level), point.planned, point.shortfall) if point else None
    task = judged.review.machine if judged.review else None
    return (task.status.value, task.planned, task.shortfall) if task else None


def is_changed(judged: Judged) -> bool:
    """Tell whether the final judgement is another than the machine's."""
    before = _before(judged)
    return before is not None and before != _now(judged)


def mark_of(judged: Judged) -> str:
    """Give the mark that stands beside a judgement in a matrix; none where nobody has looked."""
    state = state_of(judged)
    same = {ReviewState.REVIEWED: MARKS["same"], ReviewState.PARTLY: MARKS["partly"]}.get(state, "")
    return (MARKS["changed"] if is_changed(judged) else same) + (
        MARKS["reopened"] if state is ReviewState.REOPENED else ""
    )


def review_text(judged: Judged) -> str:
    """Say how far people have looked, who and when: 未经复核, or 已复核：张三 2026-11-22."""
    names = names_of(judged)
    state = STATES[state_of(judged)]
    return REVIEW["by"].format(state=state, names="、".join(names), date=date_of(judged)) if names else state


def level_text(level: int) -> str:
    """Give number, mark and label of a level."""
    return f"{level} {POINT_LEVELS[level].label}"


def _machine(judged: Judged) -> str:
    before, now = _before(judged), _now(judged)
    if before is None or before == now:
        return ""
    if before[0] == now[0]:
        return REVIEW["flags_differ"].format(flags=_flags(before) or REVIEW["no_flags"])
    return level_text(int(before[0])) if isinstance(judged, Finding) else status_text(Status(before[0]))


def _flags(judged: tuple[str, bool, bool]) -> str:
    return "、".join(style.label for style, is_set in zip(FLAGS.values(), judged[1:], strict=True) if is_set)


def machine_level(finding: Finding) -> int:
    """Give the level that the machine had judged."""
    return finding.review.machine.level if finding.review and finding.review.machine else finding.level


def machine_status(task: TaskFinding) -> Status:
    """Give the status that the machine had judged."""
    return task.review.machine.status if task.review and task.review.machine else task.status


def machine_text(judged: Judged) -> str:
    """Say what the machine had judged where that is another; "" where it is not."""
    judged_by_machine = _machine(judged)
    return REVIEW["machine"].format(judged=judged_by_machine) if judged_by_machine else ""


def was_text(judged: Judged) -> str:
    """Say in brackets what the machine had judged where that is another; "" where it is not."""
    judged_by_machine = _machine(judged)
    return REVIEW["was"].format(judged=judged_by_machine) if judged_by_machine else ""


def added_mark(passage: Evidence) -> str:
    """Mark a quote that a reviewer added; "" for the machine's."""
    return REVIEW["added_by"].format(names=passage.added_by) if passage.added_by else ""


def quotes_of(finding: Finding) -> Iterator[tuple[Evidence, str]]:
    """Give all quotes of a point with what they are: evidence, near misses, and those that count no more."""
    struck = finding.review.rejected if finding.review else ()
    yield from ((passage, ROLES[passage.role]) for passage in finding.evidence)
    yield from ((passage, NEAR_MISS) for passage in finding.near_misses)
    yield from ((passage, REVIEW["rejected"]) for passage in struck)


def _of_quote(finding: Finding, passage: Evidence) -> list[Opinion]:
    quote = _squeeze(passage.quote)
    return [one for one in _standing(finding) if one.quote and _squeeze(one.quote) == quote]


def quote_text(finding: Finding, passage: Evidence) -> str:
    """Say what was decided on a quote, by whom and when; 未经复核 where nobody has."""
    said = [
        REVIEW["account"].format(
            name=one.reviewer,
            date=one.at[:10],
            said=KINDS[one.kind] + (REVIEW["reason"].format(REASONS[one.reason]) if one.reason else "") + _note(one),
        )
        for one in _of_quote(finding, passage)
    ]
    return "；".join(said) or UNREVIEWED


def reject_note(finding: Finding, passage: Evidence) -> str:
    """Say who rejected a quote and why."""
    said = [one for one in _of_quote(finding, passage) if one.reason is not None]
    reasons = "、".join(dict.fromkeys(REASONS[one.reason] + _note(one) for one in said if one.reason))
    return REVIEW["rejected_why"].format(names="、".join(dict.fromkeys(one.reviewer for one in said)), reason=reasons)


def counts_text(finding: Finding) -> str:
    """Count what was decided on a point: 驳回 1 条、补充 1 条."""
    kinds = [one.kind for one in _standing(finding)]
    return "、".join(words.format(n=kinds.count(kind)) for kind, words in COUNTS.items() if kind in kinds)


def account(finding: Finding) -> str:
    """Tell what was decided on a point, by whom and when; "" where nothing was."""
    return _account(finding.review.decisions, finding) if finding.review else ""


def task_account(task: TaskFinding, points: Sequence[Finding]) -> str:
    """Tell what was decided on a task and its points; "" where nothing was."""
    said = [_account(task.review.decisions, task)] if task.review else []
    said += [REVIEW["point"].format(id=one.point, said=words) for one in points if (words := account(one))]
    return "；".join(part for part in said if part)


def _account(decisions: Sequence[Opinion], judged: Judged) -> str:
    parts = []
    for (name, date), some in groupby(decisions, key=lambda one: (one.reviewer, one.at[:10])):
        said = "，".join(_said(one, judged) for one in some)
        parts.append(REVIEW["account"].format(name=name, date=date, said=said))
    return "；".join(parts)


def _said(one: Opinion, judged: Judged) -> str:
    before = _before(judged)
    way = "same" if before is not None and one.value == before[0] else "other"
    quote = one.quote if len(one.quote) <= _QUOTED else one.quote[: _QUOTED - 1] + "…"
    if one.kind is Kind.LEVEL:
        words = REVIEW[f"level_{way}"].format(judged=level_text(int(one.value)))
    elif one.kind is Kind.STATUS:
        words = REVIEW[f"status_{way}"].format(judged=STATUSES[Status(one.value)].label)
    else:
        reason = REASONS[one.reason] if one.reason else ""
        words = REVIEW[one.kind.value].format(quote=quote, reason=reason)
    return words + _note(one) + ("" if one.stands else REVIEW["stale"])


def _note(one: Opinion) -> str:
    return f"：{one.note}" if one.note else ""


def _squeeze(text: str) -> str:
    return "".join(text.split())
