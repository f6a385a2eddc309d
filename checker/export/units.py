"""Which tasks are a unit's: those that name it, and those that name a group which holds it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.export.labels import PARTS
from checker.model.catalog import Catalog, Roster

__all__ = ["UnitTasks", "units_of"]

GROUP = "group"
"""Kind of a name in the task list that stands for several units (各街镇)."""

OTHER = "other"
"""Kind of a name that the roster does not know."""

_BY_GROUP = "属“{group}”"


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """A unit and its tasks: number of the task → how it comes to be the unit's (牵头, 配合/责任, 属“各街镇”)."""

    name: str
    kind: str
    tasks: dict[int, str]


def units_of(catalog: Catalog, roster: Roster | None) -> tuple[UnitTasks, ...]:
    """List every unit that has a task: the roster's members in its order, then other names, then the groups."""
    groups = set(roster.groups) if roster else set()
    order: dict[str, UnitTasks] = {}
    if roster:
        for member in roster.members:
            order[member.name] = UnitTasks(member.name, member.kind, {})
    for task in catalog.tasks:
        for unit in task.units:
            member_found = roster.find(unit.name) if roster else None
            name = member_found.name if member_found else unit.name
            kind = GROUP if name in groups else OTHER
            entry = order.setdefault(name, UnitTasks(name, kind, {}))
            entry.tasks.setdefault(task.number, PARTS[unit.part])
    if roster:
        for member in roster.members:
            own = order[member.name].tasks
            held = set(roster.groups_of(member.name))
            for task in catalog.tasks:
                group = next((unit.name for unit in task.units if unit.name in held), None)
                if group is not None:
                    own.setdefault(task.number, _BY_GROUP.format(group=group))
    with_tasks = [unit for unit in order.values() if unit.tasks]
    return tuple(sorted(with_tasks, key=lambda unit: (unit.kind == GROUP, unit.kind == OTHER)))
