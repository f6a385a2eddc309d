"""Gap reports as lists: a line for each unit with a chart, a line for each weak point, a line for what is covered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.export.case import Case
from checker.export.checklist import origin
from checker.export.checklist_texts import CHOICES, WORDS
from checker.export.gap_list_texts import COVERED, GAPS_LIST, REVIEW, SCREEN, TITLES, UNITS
from checker.export.gap_model import GapPoint, GapReport, GapTask
from checker.export.gap_report import gap_reports, passages
from checker.export.gap_texts import ABOUT_GAPS, GAP
from checker.export.labels import POINT_LEVELS, STATES, STATUSES, status_text
from checker.export.reviewing import (
    account,
    added_mark,
    date_of,
    machine_text,
    names_of,
    reject_note,
    review_text,
    state_of,
)
from checker.export.subjects import Subject
from checker.export.tables import ENTRY, Chart, Column, Marked, Row, Table, Tables, Value
from checker.export.wording import methods_text, quantity_text, quoted, units_text
from checker.model.findings import Evidence, Finding, Status
from checker.model.report import Role

__all__ = ["gap_tables"]

SCHEMA = "checker.gap-lists/1"
_COUNTED = tuple(status for status in Status if status is not Status.NOT_APPLICABLE)


def gap_tables(case: Case, subjects: Sequence[Subject] | None = None) -> Tables:
    """Lay out the gap reports of the subjects (of all without any) as three lists."""
    counts = tuple(Column(STATUSES[status].label, 9) for status in _COUNTED)
    names = list(UNITS)
    at = names.index("佐证充分率")
    units = (
        *(Column(name, width) for name, width in list(UNITS.items())[:at]),
        *counts,
        *(Column(name, width) for name, width in list(UNITS.items())[at:]),
    )
    colours = tuple(STATUSES[status].colour for status in _COUNTED)
    chart = Chart(TITLES["chart"], 0, tuple(range(at, at + len(counts))), colours)
    screen = tuple(Column(name, width, printed=False) for name, width in SCREEN.items())
    covered = () if case.filters.only_gaps else (Table(TITLES["covered"], _columns(COVERED), frozen=2),)
    return Tables(
        schema=SCHEMA,
        title=GAP["title"],
        standing=f"{case.progress.in_words()}。{TITLES['caveat']}",
        origin=origin(case),
        filters=case.filters_text,
        tables=(
            Table(TITLES["units"], units, frozen=1, chart=chart),
            Table(TITLES["gaps"], (*_columns(GAPS_LIST), *screen), frozen=3),
            *covered,
        ),
        rows=_rows(case, subjects),
        about=tuple((f"{number}", words) for number, words in enumerate(ABOUT_GAPS, start=1)),
    )


def _columns(widths: dict[str, int]) -> tuple[Column, ...]:
    return tuple(Column(name, width, CHOICES.get(name, ()), name in REVIEW) for name, width in widths.items())


def _rows(case: Case, subjects: Sequence[Subject] | None) -> Iterator[Row]:
    for report in gap_reports(case, subjects):
        yield TITLES["units"], _unit(report)
        for task in report.gaps:
            for point in task.points:
                if point.finding.level < 2:
                    yield TITLES["gaps"], _gap(report, task, point)
        if not case.filters.only_gaps:
            for task in report.covered:
                for point in task.points:
                    yield TITLES["covered"], _covered(report, task, point)


def _unit(report: GapReport) -> list[Value]:
    summary = report.summary
    share = summary.covered.covered / summary.applicable if summary.applicable else None
    pressing = [f"{one.task} {one.title}：{one.why}" for one in summary.pressing]
    return [
        report.unit.name,
        report.basis.text,
        summary.applicable,
        *(summary.counts[status] for status in _COUNTED),
        Marked(share, "percent"),
        f"{summary.covered.covered}/{summary.applicable}",
        summary.review.in_words(),
        *(pressing + [""] * (3 - len(pressing))),
    ]


def _gap(report: GapReport, task: GapTask, point: GapPoint) -> list[Value]:
    finding = point.finding
    level = POINT_LEVELS[finding.level]
    example = point.example
    quotes = [(added_mark(one) or WORDS["done"]) + quoted(one) for one in passages(finding, Role.DONE)]
    quotes += [WORDS["near"] + quoted(one) for one in finding.near_misses]
    struck = finding.review.rejected if finding.review else ()
    quotes += [WORDS["rejected"] + one.quote + reject_note(finding, one) for one in struck]
    return [
        report.unit.name,
        task.number,
        task.title,
        Marked(_both(status_text(task.status), machine_text(task.judged)), task.status.value),
        f"{point.id}{GAP['core'] if point.core else ''}",
        point.text,
        Marked(_both(f"{level.mark} {level.label}", machine_text(finding)), f"level{finding.level}"),
        "\n".join(quotes),
        _lines(passages(finding, Role.PLAN)),
        _lines(passages(finding, Role.PROBLEM)),
        "；".join(point.materials),
        methods_text(point.methods),
        point.question,
        *(Marked(words, ENTRY) for words in _review(finding)),
        f"{task.how}\n{units_text(task.units)}",
        task.reason,
        finding.why,
        quantity_text(finding.quantity) if finding.quantity else "",
        "\n".join(finding.searched),
        f"{example.passage.quote}（{example.issuer}）" if example else "",
        report.basis.report,
    ]


def _covered(report: GapReport, task: GapTask, point: GapPoint) -> list[Value]:
    level = POINT_LEVELS[point.finding.level]
    return [
        report.unit.name,
        task.number,
        task.title,
        task.how,
        point.id,
        point.text,
        Marked(_both(f"{level.mark} {level.label}", machine_text(point.finding)), f"level{point.finding.level}"),
        review_text(point.finding),
        _lines(passages(point.finding, Role.DONE)),
        report.basis.report,
    ]


def _review(finding: Finding) -> tuple[str, str, str, str]:
    """Give what stands in the columns of `REVIEW`: they are the reviewer's, and say so where nobody has looked."""
    return STATES[state_of(finding)], account(finding), "、".join(names_of(finding)), date_of(finding)


def _both(final: str, machine: str) -> str:
    return f"{final}\n{machine}" if machine else final


def _lines(found: Iterable[Evidence]) -> str:
    return "\n".join(added_mark(one) + quoted(one) for one in found)
