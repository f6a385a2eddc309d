"""Who is looked at, in which report: a unit's own report where there is one, else the government's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.errors import UsageError
from checker.export.filter_texts import FILTERS
from checker.export.filters import Filters
from checker.export.subject_texts import HOW, SUBJECT
from checker.export.survey import GOVERNMENTS, ReportLine, Survey
from checker.export.units import GROUP, units_of
from checker.model.catalog import Catalog, Roster
from checker.model.findings import Status
from checker.model.report import Level

__all__ = ["GOVERNMENT", "UNLISTED", "Subject", "Subjects", "plan_subjects", "select_lines"]

GOVERNMENT = "government"
UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit, its tasks (number → how they come to be its own), and the report that speaks for it.

    ``own`` says that the report is the unit's; ``others`` are its own reports of other years.
    """

    name: str
    kind: str
    tasks: dict[int, str]
    report: ReportLine
    own: bool
    others: tuple[ReportLine, ...] = ()

    @property
    def basis(self) -> str:
        """Say which report this is based on, and clearly so where it is another's."""
        year = SUBJECT["year"].format(self.report.year) if self.report.year else SUBJECT["no_year"]
        text = SUBJECT["own" if self.own else "other"].format(
            unit=self.name, issuer=self.report.name, year=year, title=self.report.title, id=self.report.id
        )
        if self.others:
            years = "、".join(str(line.year or SUBJECT["no_year"]) for line in self.others)
            text += SUBJECT["others"].format(years=years)
        return text


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subjects in order (governments, then units as the roster lists them), and units that no report speaks for."""

    all: tuple[Subject, ...]
    without_report: tuple[str, ...]

    def of_own(self) -> tuple[Subject, ...]:
        """Give those that have a report of their own."""
        return tuple(subject for subject in self.all if subject.own)


def select_lines(survey: Survey, filters: Filters) -> tuple[ReportLine, ...]:
    """Choose the reports asked for by id, file or issuer; raises `UsageError` for an unknown one."""
    if not filters.reports:
        return survey.lines
    wanted: set[str] = set()
    for name in filters.reports:
        found = [line.id for line in survey.lines if name in (line.id, line.file, line.issuer)]
        if not found:
            known = "、".join(line.id for line in survey.lines)
            raise UsageError(FILTERS["no_report"].format(name=name, known=known))
        wanted.update(found)
    return tuple(line for line in survey.lines if line.id in wanted)


def plan_subjects(survey: Survey, catalog: Catalog, roster: Roster | None, filters: Filters) -> Subjects:
    """Give every unit with a task a report to be judged by; with filters only the units and reports asked for.

    Of several reports of one issuer the newest speaks; of several governments the nearest, then the newest, then that
    of the catalog's place. Raises `UsageError` for an unknown unit or report, and where units were asked for and no
    report speaks for them.
    """
    lines = select_lines(survey, filters)
    government = _spokesman(lines, catalog)
    subjects = [
        Subject(newest.name, GOVERNMENT, _all_tasks(newest), newest, True, others)
        for newest, others in _by_issuer(line for line in lines if line.answers_all)
    ]
    without: list[str] = []
    groups: list[Subject] = []
    claimed: set[str] = set()
    for unit in units_of(catalog, roster):
        own = [line for line in lines if not line.answers_all and _member(line.issuer, roster) == unit.name]
        claimed.update(line.id for line in own)
        issuers = _by_issuer(own)
        for newest, others in issuers:
            name = unit.name if len(issuers) == 1 else newest.name
            subjects.append(Subject(name, unit.kind, unit.tasks, newest, True, others))
        if not own and government is not None:
            (groups if unit.kind == GROUP else subjects).append(
                Subject(unit.name, unit.kind, unit.tasks, government, False)
            )
        elif not own:
            without.append(unit.name)
    rest = [line for line in lines if not line.answers_all and line.id not in claimed]
    subjects += [
        Subject(newest.name, UNLISTED, _answered(newest, catalog, roster), newest, True, others)
        for newest, others in _by_issuer(rest)
    ]
    if not filters.units:
        return Subjects(tuple(subjects), tuple(without))
    return _asked_for(filters.units, subjects, groups, without, roster)


def _asked_for(
    names: Sequence[str], subjects: list[Subject], groups: list[Subject], without: list[str], roster: Roster | None
) -> Subjects:
    found: dict[int, Subject] = {}
    unheard: list[str] = []
    for name in names:
        same = _member(name, roster)
        exact = [s for s in (*subjects, *groups) if name in (s.name, s.report.issuer if s.own else s.name)]
        chosen = exact or [s for s in subjects if same and _member(s.name, roster) == same and s.kind != GOVERNMENT]
        if not chosen and (name in without or same in without):
            unheard.append(name)
        elif not chosen:
            known = "、".join(dict.fromkeys([*(s.name for s in (*subjects, *groups)), *without]))
            raise UsageError(FILTERS["no_unit"].format(name=name, known=known))
        found.update({id(subject): subject for subject in chosen})
    if unheard:
        raise UsageError(FILTERS["no_basis"].format(names="、".join(unheard)))
    return Subjects(tuple(found.values()), ())


def _by_issuer(lines: Iterable[ReportLine]) -> list[tuple[ReportLine, tuple[ReportLine, ...]]]:
    issuers: dict[str, list[ReportLine]] = {}
    for line in lines:
        issuers.setdefault(line.name, []).append(line)
    # max and sort keep the first of equals: the order of the inputs decides between reports of one year
    result = []
    for own in issuers.values():
        newest = max(own, key=lambda line: line.year or 0)
        others = sorted((line for line in own if line is not newest), key=lambda line: -(line.year or 0))
        result.append((newest, tuple(others)))
    return result


def _spokesman(lines: Iterable[ReportLine], catalog: Catalog) -> ReportLine | None:
    ranks = {level: rank for rank, level in enumerate((*GOVERNMENTS, Level.UNKNOWN))}
    governments = [line for line in lines if line.answers_all]
    return min(
        governments,
        key=lambda line: (ranks[line.level], -(line.year or 0), not (catalog.place and catalog.place in line.issuer)),
        default=None,
    )


def _member(name: str, roster: Roster | None) -> str:
    member = roster.find(name) if roster and name else None
    return member.name if member else name


def _all_tasks(line: ReportLine) -> dict[int, str]:
    how = HOW["government" if line.level in GOVERNMENTS else "unknown"]
    return dict.fromkeys(line.statuses, how)


def _answered(line: ReportLine, catalog: Catalog, roster: Roster | None) -> dict[int, str]:
    """List the tasks that a unit unknown to the roster was held to answer, and through which group."""
    groups = set(roster.groups) if roster else set()
    tasks: dict[int, str] = {}
    for task in catalog.tasks:
        if line.statuses[task.number] is not Status.NOT_APPLICABLE:
            general = [unit.name for unit in task.units if unit.name in groups]
            streets = [name for name in general if ("街" in name) == (line.level is Level.STREET_TOWN)]
            name = next(iter(streets or general), "")
            tasks[task.number] = HOW["group"].format(name) if name else HOW["unknown"]
    return tasks
