"""What changed between two catalogs: tasks new, dropped, moved, reworded, units changed.

Tasks are matched by number and wording.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from checker.catalogs.names import canonical_name
from checker.model.catalog import Catalog, Part, Roster, Task
from checker.text.fold import fold_text

__all__ = ["CatalogDiff", "Change", "TaskChange", "UnitChange", "diff_catalogs"]

_ALIKE = 52.0  # likeness of wording (0-100) from which two tasks may be one
_SAME_NUMBER = 12.0  # what an equal number adds to the likeness
_EQUAL = 99.5  # likeness from which the wording counts as unchanged
_ANOTHER = 35.0  # tasks of one number that are less alike than this are two tasks

Change = Literal["new", "dropped", "moved", "reworded", "units"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class UnitChange(Frozen):
    """A unit that was added, removed, or has another part now; names as the newer list writes them."""

    name: str
    before: Part | None
    after: Part | None


class Side(Frozen):
    """A task as one of the two lists has it."""

    number: int
    title: str
    wording: str
    units: tuple[str, ...]


class TaskChange(Frozen):
    """One task that is not the same in both lists; ``likeness`` of the wording is 0-100."""

    changes: tuple[Change, ...]
    before: Side | None = None
    after: Side | None = None
    likeness: float = 0.0
    units: tuple[UnitChange, ...] = ()


class ListInfo(Frozen):
    """Which list a side is."""

    id: str
    title: str
    year: int | None
    doc_number: str
    tasks: int


class CatalogDiff(Frozen):
    """All differences between two catalogs, in the order of the newer one; dropped tasks where they stood."""

    format: Literal["checker.catalog-diff/1"] = "checker.catalog-diff/1"
    before: ListInfo
    after: ListInfo
    wording: Literal["official", "points"]  # what was compared: the official text, or titles and points
    unchanged: int
    tasks: tuple[TaskChange, ...]

    def count(self, change: Change) -> int:
        """Count the tasks with a kind of change."""
        return sum(change in task.changes for task in self.tasks)


def diff_catalogs(
    before: Catalog, after: Catalog, rosters: tuple[Roster | None, Roster | None] = (None, None)
) -> CatalogDiff:
    """Compare two catalogs; ``rosters`` are theirs, by which 区市场监管局 and 市场监督管理局 are one unit."""
    official = all(task.official_text for catalog in (before, after) for task in catalog.tasks)
    pairs = _pair(before.tasks, after.tasks, official)
    paired = {new: old for old, new, _ in pairs}
    likeness = {new: alike for _, new, alike in pairs}
    changes: list[tuple[float, TaskChange]] = []
    old_tasks = {task.number: task for task in before.tasks}
    for position, task in enumerate(after.tasks):
        if task.number not in paired:
            changes.append((position, TaskChange(changes=("new",), after=_side(task, official))))
        elif change := _change(old_tasks[paired[task.number]], task, likeness[task.number], official, rosters):
            changes.append((position, change))
    kept = set(paired.values())
    places = {paired[task.number]: position for position, task in enumerate(after.tasks) if task.number in paired}
    at = -0.5
    for task in before.tasks:
        at = places.get(task.number, at - 0.5) + 0.5 if task.number in places else at
        if task.number not in kept:
            changes.append((at, TaskChange(changes=("dropped",), before=_side(task, official))))
    told = tuple(change for _, change in sorted(changes, key=lambda one: one[0]))
    return CatalogDiff(
        before=_info(before),
        after=_info(after),
        wording="official" if official else "points",
        unchanged=len(pairs) - sum(bool(change.before and change.after) for change in told),
        tasks=told,
    )


def _pair(before: tuple[Task, ...], after: tuple[Task, ...], official: bool) -> list[tuple[int, int, float]]:
    """Pair tasks, the most alike first: old number, new number, likeness of the wording."""
    texts = {task.number: fold_text(_wording(task, official)) for task in before}
    scored: list[tuple[float, float, int, int]] = []
    for new in after:
        folded = fold_text(_wording(new, official))
        for number, text in texts.items():
            same = number == new.number
            alike = fuzz.ratio(text, folded)
            if alike >= (_ANOTHER if same else _ALIKE):
                scored.append((alike + (_SAME_NUMBER if same else 0), alike, number, new.number))
    pairs: list[tuple[int, int, float]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, alike, old_number, new_number in sorted(scored, key=lambda one: (-one[0], one[2], one[3])):
        if old_number not in used[0] and new_number not in used[1]:
            used[0].add(old_number)
            used[1].add(new_number)
            pairs.append((old_number, new_number, alike))
    return pairs


def _change(
    old: Task, new: Task, alike: float, official: bool, rosters: tuple[Roster | None, Roster | None]
) -> TaskChange | None:
    units = _unit_changes(old, new, rosters)
    changes: list[Change] = []
    if old.number != new.number:
        changes.append("moved")
    if alike < _EQUAL:
        changes.append("reworded")
    if units:
        changes.append("units")
    if not changes:
        return None
    return TaskChange(
        changes=tuple(changes),
        before=_side(old, official),
        after=_side(new, official),
        likeness=round(alike, 1),
        units=units,
    )


def _unit_changes(old: Task, new: Task, rosters: tuple[Roster | None, Roster | None]) -> tuple[UnitChange, ...]:
    roster = rosters[0] or rosters[1]  # one and the same for both sides, else names would not meet
    before = {canonical_name(unit.name, roster): unit for unit in old.units}
    after = {canonical_name(unit.name, roster): unit for unit in new.units}
    changed = [
        UnitChange(name=unit.name, before=before[key].part if key in before else None, after=unit.part)
        for key, unit in after.items()
        if key not in before or before[key].part is not unit.part
    ]
    gone = [UnitChange(name=u.name, before=u.part, after=None) for key, u in before.items() if key not in after]
    return (*changed, *gone)


def _wording(task: Task, official: bool) -> str:
    return task.official_text if official else f"{task.title}。" + "。".join(point.text for point in task.points)


def _side(task: Task, official: bool) -> Side:
    units = tuple(unit.name for unit in task.units)
    return Side(number=task.number, title=task.title, wording=_wording(task, official), units=units)


def _info(catalog: Catalog) -> ListInfo:
    return ListInfo(
        id=catalog.id,
        title=catalog.title,
        year=catalog.year,
        doc_number=catalog.doc_number,
        tasks=len(catalog.tasks),
    )
