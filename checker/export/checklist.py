"""The inspection checklist (督察清单): what to check at whom, what the report says, and room for what is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.export.case import Case
from checker.export.checklist_texts import (
    ABOUT_CHECKLIST,
    BASIS,
    CHECKLIST,
    CHOICES,
    ENTRIES,
    LEDGER,
    LEDGER_ENTRIES,
    MATERIAL_ENTRIES,
    MATERIALS,
    NAMES,
    NOTES,
    PROBLEM_ENTRIES,
    PROBLEMS,
    SAID,
    SCREEN,
    WORDS,
)
from checker.export.filters import GAPS
from checker.export.gap_model import GapPoint, GapReport, GapTask
from checker.export.gap_report import gap_reports, passages
from checker.export.labels import POINT_LEVELS, STATES, STATUSES, UNREVIEWED, status_text
from checker.export.matrix_xlsx_texts import BOOK
from checker.export.reviewing import (
    Judged,
    added_mark,
    counts_text,
    date_of,
    machine_level,
    machine_status,
    names_of,
    reject_note,
    state_of,
)
from checker.export.subjects import Subject
from checker.export.tables import ENTRY, Column, Marked, Row, Table, Tables
from checker.export.wording import methods_text, quantity_text, quoted, units_text
from checker.model.findings import Finding
from checker.model.report import Role
from checker.model.review import Kind

__all__ = ["checklist_tables"]

SCHEMA = "checker.checklist/1"
_QUOTES = 2


def checklist_tables(case: Case, subjects: Sequence[Subject] | None = None) -> Tables:
    """Lay out the checklist of the subjects.

    Without any: of the units asked for, or else of all that have a report of their own.
    """
    if subjects is None:
        subjects = case.subjects.all if case.filters.units else case.subjects.of_own()
    return Tables(
        schema=SCHEMA,
        title=WORDS["title"],
        standing=WORDS["standing"].format(case.progress.in_words()),
        origin=origin(case),
        filters=case.filters_text,
        tables=(
            Table(NAMES["checklist"], (*_columns(CHECKLIST, ENTRIES), *_screen()), frozen=4),
            Table(NAMES["problems"], _columns(PROBLEMS, PROBLEM_ENTRIES), NOTES["problems"], frozen=2),
            Table(NAMES["ledger"], _columns(LEDGER, LEDGER_ENTRIES), NOTES["ledger"], frozen=2),
            Table(NAMES["materials"], _columns(MATERIALS, MATERIAL_ENTRIES), NOTES["materials"], frozen=2),
        ),
        rows=_Rows(case).of(subjects),
        about=ABOUT_CHECKLIST,
    )


def origin(case: Case) -> str:
    """Say of what catalog, by which program, when."""
    return BOOK["line"].format(
        catalog=case.info.title,
        number=case.info.doc_number,
        id=case.info.id,
        tool=case.tool.name,
        version=case.tool.version,
        run_at=case.run_at_text,
    )


def _columns(widths: Mapping[str, int], entries: Sequence[str]) -> tuple[Column, ...]:
    return tuple(
        Column(name, width, CHOICES.get(name, ()) if name in entries else (), name in entries)
        for name, width in widths.items()
    )


def _screen() -> tuple[Column, ...]:
    return tuple(Column(name, width, printed=False) for name, width in SCREEN.items())


class _Rows:
    """Makes the rows of all four lists, unit by unit; numbers run through a list."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._chapters = {chapter.id: f"{chapter.id}、{chapter.title}" for chapter in case.catalog.chapters}
        self._numbers = dict.fromkeys(NAMES, 0)

    def of(self, subjects: Sequence[Subject]) -> Iterator[Row]:
        for report in gap_reports(self._case, subjects):
            tasks = sorted((*report.gaps, *report.covered), key=lambda task: task.number)
            for task in tasks:
                problems: list[int] = []
                for point in task.points:
                    if self._case.filters.only_gaps and point.finding.level == 2:
                        continue
                    yield NAMES["checklist"], self._check(report, task, point)
                    if task.status in GAPS and point.finding.level < 2:
                        yield NAMES["problems"], self._problem(report, task, point)
                        problems.append(self._numbers["problems"])
                if problems:
                    yield NAMES["ledger"], self._ledger(report, task, problems)
                yield from self._materials(report, task)

    def _next(self, name: str) -> int:
        self._numbers[name] += 1
        return self._numbers[name]

    def _check(self, report: GapReport, task: GapTask, point: GapPoint) -> list[int | str | Marked | None]:
        finding = point.finding
        level = machine_level(finding)
        by_machine = WORDS["judgement"].format(point=_level(level), task=STATUSES[machine_status(task.judged)].label)
        return [
            self._next("checklist"),
            self._chapters.get(task.chapter, task.chapter),
            f"{task.number}. {task.title}",
            f"{point.id}{'（核心）' if point.core else ''} {point.text}",
            self._basis(task, point),
            _units(report, task),
            _said(finding),
            _excerpts(finding),
            Marked(by_machine, f"level{level}"),
            _conclusion(task, point),
            methods_text(point.methods),
            "；".join(point.materials),
            *(Marked("", ENTRY) for _ in ENTRIES[1:]),
            report.unit.name,
            report.basis.report,
            task.number,
            point.id,
            Marked(status_text(task.status), task.status.value),
            point.question,
        ]

    def _basis(self, task: GapTask, point: GapPoint) -> str:
        number = self._case.info.doc_number or f"《{self._case.info.title}》"
        lines = [BASIS.format(number=number, task=task.number), *(f"《{name}》" for name in task.documents)]
        official = point.official_text or task.official_text
        return "\n".join([*lines, official] if official else lines)

    def _problem(self, report: GapReport, task: GapTask, point: GapPoint) -> list[int | str | Marked | None]:
        level = machine_level(point.finding)
        return [
            self._next("problems"),
            report.unit.name,
            f"{task.number}. {task.title}",
            f"{point.id} {point.text}",
            Marked(_level(level), f"level{level}"),
            _conclusion(task, point),
            _clue(point),
            methods_text(point.methods),
            *(Marked("", ENTRY) for _ in PROBLEM_ENTRIES),
        ]

    def _ledger(self, report: GapReport, task: GapTask, problems: Sequence[int]) -> list[int | str | Marked | None]:
        by_machine = machine_status(task.judged)
        return [
            self._next("ledger"),
            report.unit.name,
            f"{task.number}. {task.title}",
            Marked(status_text(by_machine), by_machine.value),
            _of_task(task),
            "、".join(map(str, problems)),
            *(Marked("", ENTRY) for _ in LEDGER_ENTRIES),
        ]

    def _materials(self, report: GapReport, task: GapTask) -> Iterator[Row]:
        wanted: dict[str, list[str]] = {}
        for point in task.points:
            if not (self._case.filters.only_gaps and point.finding.level == 2):
                for material in point.materials:
                    wanted.setdefault(material, []).append(point.id)
        for material, points in wanted.items():
            yield (
                NAMES["materials"],
                [
                    self._next("materials"),
                    report.unit.name,
                    f"{task.number}. {task.title}",
                    material,
                    "、".join(points),
                    *(Marked("", ENTRY) for _ in MATERIAL_ENTRIES),
                ],
            )


def _units(report: GapReport, task: GapTask) -> str:
    lines = [WORDS["subject"].format(unit=report.unit.name, how=task.how)]
    if not report.basis.own:
        lines[0] += WORDS["not_own"].format(issuer=report.basis.issuer)
    return "\n".join([*lines, units_text(task.units)])


def _level(level: int) -> str:
    return f"{POINT_LEVELS[level].mark} {POINT_LEVELS[level].label}"


def _conclusion(task: GapTask, point: GapPoint) -> Marked:
    """Give what reviewers concluded on a point, by whom and when; 未经复核, to be filled in, where nobody has."""
    finding = point.finding
    if not names_of(finding):
        decided = task.review is not None and any(one.kind is Kind.STATUS for one in task.review.decisions)
        return _of_task(task) if decided else Marked(UNREVIEWED, ENTRY)
    judged = WORDS["judgement"].format(point=_level(finding.level), task=STATUSES[task.status].label)
    return Marked("\n".join((judged, _who(finding), counts_text(finding))).rstrip(), f"level{finding.level}")


def _of_task(task: GapTask) -> Marked:
    """Give what reviewers concluded on a task."""
    if not names_of(task.judged):
        return Marked(UNREVIEWED, ENTRY)
    return Marked(f"{WORDS['task'].format(STATUSES[task.status].label)}\n{_who(task.judged)}", task.status.value)


def _who(judged: Judged) -> str:
    return "\n".join((STATES[state_of(judged)], "、".join(names_of(judged)), date_of(judged)))


def _said(finding: Finding) -> str:
    words = [SAID[finding.level]]
    if finding.planned:
        words.append(WORDS["said_plan"])
    if finding.shortfall:
        words.append(WORDS["said_problem"])
    if finding.quantity is not None:
        words.append(quantity_text(finding.quantity))
    return "；".join(words)


def _excerpts(finding: Finding) -> str:
    lines = [(added_mark(one) or WORDS["done"]) + quoted(one) for one in passages(finding, Role.DONE)[:_QUOTES]]
    if not lines:
        lines = [WORDS["near"] + quoted(one) for one in finding.near_misses[:1]]
    lines += [WORDS["plan"] + added_mark(one) + quoted(one) for one in passages(finding, Role.PLAN)[:1]]
    lines += [WORDS["problem"] + added_mark(one) + quoted(one) for one in passages(finding, Role.PROBLEM)[:1]]
    struck = finding.review.rejected if finding.review else ()
    lines += [WORDS["rejected"] + one.quote + reject_note(finding, one) for one in struck[:_QUOTES]]
    return "\n".join(lines)


def _clue(point: GapPoint) -> str:
    finding = point.finding
    text = WORDS["problem_touched" if finding.level else "problem_missing"].format(text=point.text)
    if finding.quantity is not None:
        text += WORDS["problem_quantity"].format(quantity=quantity_text(finding.quantity))
    for role, words in ((Role.PLAN, "problem_plan"), (Role.PROBLEM, "problem_admitted")):
        first = passages(finding, role)[:1]
        if first and (role is Role.PROBLEM or finding.level == 0):
            text += WORDS[words].format(quote=quoted(first[0]))
    return text
