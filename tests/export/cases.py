"""Cases for the tests of gap reports, checklists and comparisons, made of the synthetic findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.export.case import Case, open_case
from checker.export.filters import parse_filters
from checker.model.findings import Evidence, Findings, ReportFindings
from tests.export import builders

LONG_QUOTE = "=长" + "引文" * 5000
"""A quote of 10,000 characters, as no reader makes it: exports have to bear it all the same."""


def case(
    reports: int = 3,
    tasks: int = 14,
    *,
    made: tuple[Findings, Mapping[str, str]] | None = None,
    units: Sequence[str] = (),
    chapters: Sequence[str] = (),
    statuses: Sequence[str] = (),
    only: Sequence[str] = (),
    only_gaps: bool = False,
) -> Case:
    """Open a case over synthetic findings: a district, 和川街道, 区司法局 and again, in three years."""
    of = builders.catalog(tasks)
    found, texts = made or builders.findings(of, reports)
    filters = parse_filters(of, units=units, chapters=chapters, statuses=statuses, reports=only, only_gaps=only_gaps)
    return open_case(found, of, builders.roster(), texts, run_at=builders.RUN_AT, filters=filters)


def with_long_quote(report: ReportFindings) -> ReportFindings:
    """Make the first quote of every point with evidence 10,000 characters long, past the model's own limit."""
    points = []
    for point in report.points:
        if point.level:
            first, *rest = point.evidence
            long = Evidence.model_construct(**{**dict(first), "quote": LONG_QUOTE})
            points.append(point.model_copy(update={"evidence": (long, *rest)}))
        else:
            points.append(point)
    return report.model_copy(update={"points": tuple(points)})


def unit_tasks(name: str, tasks: int = 14) -> list[int]:
    """List the tasks that name a unit, under whatever name, or a group of it: by the catalog alone."""
    member = builders.roster().find(name)
    names = {name, *((member.name, *member.aliases, *member.groups) if member else ())}
    return [task.number for task in builders.catalog(tasks).tasks if names & {unit.name for unit in task.units}]
