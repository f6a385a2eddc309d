"""Hold a catalog against the official document: every task, every unit, every part."""

from __future__ import annotations

from dataclasses import dataclass

from checker.catalogs.names import canonical_name
from checker.catalogs.source import SourceTask
from checker.model.catalog import Catalog, Part, ResponsibleUnit, Roster, Task

__all__ = ["Difference", "verify_catalog"]

_PART = {Part.LEAD: "牵头", Part.SUPPORT: "配合/责任"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; ``task`` is its number, ``message`` a Chinese sentence that names task and unit."""

    task: int
    message: str


def verify_catalog(
    catalog: Catalog, source: tuple[SourceTask, ...], roster: Roster | None = None
) -> tuple[Difference, ...]:
    """Compare numbers, chapters, sections and units in order; empty where all are equal.

    With a ``roster`` two names of one unit count as equal; without, names are compared as written.
    """
    ours = {task.number: task for task in catalog.tasks}
    theirs = {task.number: task for task in source}
    differences = [Difference(n, f"任务 {n}：原文有，目录里没有") for n in theirs if n not in ours]
    differences += [Difference(n, f"任务 {n}：目录里有，原文没有") for n in ours if n not in theirs]
    for number in sorted(ours.keys() & theirs.keys()):
        differences += [
            Difference(number, f"任务 {number}：{text}") for text in _compare(ours[number], theirs[number], roster)
        ]
    return tuple(sorted(differences, key=lambda d: d.task))


def _compare(ours: Task, theirs: SourceTask, roster: Roster | None) -> list[str]:
    told = []
    if ours.chapter != theirs.chapter:
        told.append(f"板块应为“{theirs.chapter}”，目录为“{ours.chapter}”")
    if ours.section != theirs.section:
        told.append(f"小节应为“{theirs.section}”，目录为“{ours.section}”")
    here, there = _parts(ours.units, roster), _parts(theirs.units, roster)
    told += [f"缺少责任单位“{name}”（{_PART[part]}）" for name, part in there.items() if name not in here]
    told += [f"多出责任单位“{name}”（{_PART[part]}）" for name, part in here.items() if name not in there]
    told += [
        f"“{name}”应为{_PART[part]}，目录为{_PART[here[name]]}"
        for name, part in there.items()
        if name in here and here[name] is not part
    ]
    if not told and list(here) != list(there):
        told.append("责任单位的顺序与原文不同")
    return told


def _parts(units: tuple[ResponsibleUnit, ...], roster: Roster | None) -> dict[str, Part]:
    return {canonical_name(unit.name, roster) if roster else unit.name: unit.part for unit in units}
