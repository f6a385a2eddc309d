"""Reports of several units or years side by side: ranking, heat map by chapter, change over the years, examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from checker.export.case import Case
from checker.export.checklist import origin
from checker.export.comparison_texts import ABOUT, CHANGES, EXAMPLES, HARDEST, RANKING, TITLES
from checker.export.labels import LEVELS, STATUSES, status_text
from checker.export.subjects import Subject
from checker.export.survey import ReportLine
from checker.export.tables import Chart, Column, Marked, Row, Table, Tables, Value
from checker.export.wording import place_of
from checker.model.catalog import Task
from checker.model.findings import Status

__all__ = ["comparison_tables"]

SCHEMA = "checker.comparison/1"
_COUNTED = tuple(status for status in Status if status is not Status.NOT_APPLICABLE)
_ORDER = (Status.MISSING, Status.SHORTFALL, Status.PLANNED, Status.PARTIAL, Status.COVERED)

Line = tuple[Subject, ReportLine]


def comparison_tables(case: Case) -> Tables:
    """Lay out the comparison of the units asked for, or of all that have a report of their own, year by year.

    Rates have the unit's own applicable tasks below the line, in the chapters asked for; ranks are given within a
    level, since streets and governments answer different tasks.
    """
    subjects = case.subjects.all if case.filters.units else case.subjects.of_own()
    lines = [(subject, line) for subject in subjects for line in (subject.report, *subject.others)]
    chapters = {chapter.id: chapter.title for chapter in case.catalog.chapters}
    used = dict.fromkeys(task.chapter for task in case.catalog.tasks if case.filters.takes_task(task))
    counts = {STATUSES[status].label: 9 for status in _COUNTED}
    ranking = _columns({**RANKING, **counts})
    first = len(RANKING)
    colours = tuple(STATUSES[status].colour for status in _COUNTED)
    chart = Chart(TITLES["chart"], 2, tuple(range(first, first + len(_COUNTED))), colours)
    heat = _columns(
        {
            "单位": 20,
            "年度": 7,
            "合计": 11,
            **{f"{chapter}、{chapters.get(chapter, '')}".rstrip("、"): 11 for chapter in used},
        }
    )
    return Tables(
        schema=SCHEMA,
        title=TITLES["title"],
        standing=f"{case.progress.in_words()}。{TITLES['caveat']}",
        origin=origin(case),
        filters=case.filters_text,
        tables=(
            Table(TITLES["ranking"], ranking, TITLES["ranking_note"], frozen=3, chart=chart),
            Table(TITLES["heat"], heat, TITLES["heat_note"], frozen=2),
            Table(TITLES["hardest"], _columns(HARDEST), TITLES["hardest_note"], frozen=2),
            Table(TITLES["changes"], _columns(CHANGES), TITLES["changes_note"], frozen=2),
            Table(TITLES["examples"], _columns(EXAMPLES), TITLES["examples_note"], frozen=2),
        ),
        rows=_rows(case, lines, list(used)),
        about=ABOUT,
    )


def _columns(widths: Mapping[str, int]) -> tuple[Column, ...]:
    return tuple(Column(name, width) for name, width in widths.items())


def _rows(case: Case, lines: Sequence[Line], chapters: Sequence[str]) -> Iterator[Row]:
    yield from _ranking(case, lines)
    for subject, line in lines:
        tasks = _tasks(case, subject, line)
        shares = [_share(line, [task for task in tasks if task.chapter == chapter]) for chapter in chapters]
        yield TITLES["heat"], [_name(subject), line.year, _share(line, tasks), *shares]
    yield from _hardest(case, lines)
    yield from _changes(case, lines)
    yield from _examples(case)


def _tasks(case: Case, subject: Subject, line: ReportLine) -> list[Task]:
    return [task for task in case.tasks_of(subject) if line.statuses[task.number] is not Status.NOT_APPLICABLE]


def _covered(line: ReportLine, tasks: Sequence[Task]) -> int:
    return sum(line.statuses[task.number] is Status.COVERED for task in tasks)


def _machine(line: ReportLine, tasks: Sequence[Task], covered: int) -> str:
    """Give what the machine had counted, where reviewers came to another number."""
    by_machine = sum(line.machine_status(task.number) is Status.COVERED for task in tasks)
    return TITLES["machine"].format(n=by_machine) if by_machine != covered else ""


def _share(line: ReportLine, tasks: Sequence[Task]) -> Marked:
    """Give covered over applicable as the number that a heat map colours, shown with its denominator."""
    if not tasks:
        return Marked("–", "centre")
    covered = _covered(line, tasks)
    step = min(4, int(5 * covered / len(tasks)))
    return Marked(f"{covered}/{len(tasks)}", f"heat{step}")


def _ranking(case: Case, lines: Sequence[Line]) -> Iterator[Row]:
    counted = [(subject, line, tasks) for subject, line in lines if (tasks := _tasks(case, subject, line))]
    share = {id(line): _covered(line, tasks) / len(tasks) for _, line, tasks in counted if tasks}
    counted.sort(key=lambda one: (list(LEVELS).index(one[1].level), -share[id(one[1])]))
    for subject, line, tasks in counted:
        peers = [share[id(other)] for _, other, _ in counted if other.level is line.level]
        rank = 1 + sum(other > share[id(line)] for other in peers)
        covered = _covered(line, tasks)
        touched = covered + sum(line.statuses[task.number] is Status.PARTIAL for task in tasks)
        yield (
            TITLES["ranking"],
            [
                LEVELS[line.level],
                f"{rank}/{len(peers)}",
                _name(subject),
                line.year,
                Marked(share[id(line)], "percent"),
                f"{covered}/{len(tasks)}" + _machine(line, tasks, covered),
                f"{touched}/{len(tasks)}",
                line.progress(tasks).in_words(),
                line.id if subject.own else f"{line.id}{TITLES['other']}",
                *(sum(line.statuses[task.number] is status for task in tasks) for status in _COUNTED),
            ],
        )


def _hardest(case: Case, lines: Sequence[Line]) -> Iterator[Row]:
    spread: list[tuple[float, Task, list[Status]]] = []
    for task in case.catalog.tasks:
        if case.filters.takes_task(task):
            statuses = [line.statuses[task.number] for subject, line in lines if task.number in subject.tasks]
            statuses = [status for status in statuses if status is not Status.NOT_APPLICABLE]
            if any(map(case.filters.takes_status, statuses)):
                spread.append((statuses.count(Status.COVERED) / len(statuses), task, statuses))
    for share, task, statuses in sorted(spread, key=lambda one: (one[0], one[1].number)):
        yield (
            TITLES["hardest"],
            [
                task.number,
                task.title,
                Marked(share, "percent"),
                f"{statuses.count(Status.COVERED)}/{len(statuses)}",
                *(statuses.count(status) for status in _COUNTED),
            ],
        )


def _changes(case: Case, lines: Sequence[Line]) -> Iterator[Row]:
    """Set each report beside the issuer's one before it; tasks of equal status are left out."""
    for subject in {id(subject): subject for subject, _ in lines}.values():
        own = sorted((line for other, line in lines if other is subject), key=lambda line: line.year or 0)
        for before, after in pairwise(own):
            for task in case.tasks_of(subject):
                old, new = before.statuses[task.number], after.statuses[task.number]
                wanted = case.filters.takes_status(old) or case.filters.takes_status(new)
                if wanted and old is not new and Status.NOT_APPLICABLE not in (old, new):
                    way = TITLES["better" if _ORDER.index(new) > _ORDER.index(old) else "worse"]
                    yield (
                        TITLES["changes"],
                        [
                            _name(subject),
                            task.number,
                            task.title,
                            before.year,
                            Marked(status_text(old), old.value),
                            after.year,
                            Marked(status_text(new), new.value),
                            way,
                        ],
                    )


def _examples(case: Case) -> Iterator[Row]:
    chosen = {line.id for line in case.lines}
    for task in case.catalog.tasks:
        if case.filters.takes_task(task):
            for point in task.points:
                for example in case.survey.examples.get(point.id, ()):
                    if example.report in chosen:
                        row: list[Value] = [
                            task.number,
                            point.id,
                            point.text,
                            TITLES["example"],
                            example.passage.quote,
                            example.issuer,
                            example.year,
                            place_of(example.passage),
                            example.report,
                        ]
                        yield TITLES["examples"], row


def _name(subject: Subject) -> str:
    return subject.name if subject.own else f"{subject.name}{TITLES['other']}"
