"""What a reviewer wants to see of the queue and the matrix; kept in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from checker.board import Board
from checker.model.catalog import Catalog, Task
from checker.review import Item, ReviewState

__all__ = ["OPEN", "Filter", "tasks_of"]

OPEN = "open"
_MAX_WORDS = 60


@dataclass(frozen=True, slots=True)
class Filter:
    """Empty fields let everything through. ``state`` is a state of review, `OPEN` or "disputed"."""

    r: str = ""  # report
    c: str = ""  # chapter
    s: str = ""  # state of review
    j: str = ""  # status of the task
    w: str = ""  # who it is assigned to
    q: str = ""  # words of the point or task

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filter:
        """Read the filter of an address."""
        return cls(*(query.get(name, "").strip()[:_MAX_WORDS] for name in cls.__slots__))

    def query(self, **more: object) -> str:
        """Write the filter, and more, as the query of an address."""
        own = {name: getattr(self, name) for name in self.__slots__}
        return urlencode({name: value for name, value in {**own, **more}.items() if value not in ("", None)})

    def keeps_task(self, task: Task) -> bool:
        """Say whether a task's chapter and words fit."""
        if self.c and task.chapter != self.c:
            return False
        return not self.q or any(self.q in text for text in (task.title, str(task.number), *_words(task)))

    def keeps_item(self, item: Item, board: Board, tasks: Mapping[int, Task]) -> bool:
        """Say whether a point of the queue fits."""
        task = tasks[item.task]
        if self.r and item.report != self.r:
            return False
        if not self.keeps_task(task) or not self._keeps_state(item.state, item.disputed):
            return False
        if self.j and board.reports[item.report].tasks[item.task].final.status != self.j:
            return False
        assigned = board.standing.assigned.get((item.report, item.task))
        return not self.w or (assigned is not None and assigned.decision.value == self.w)

    def _keeps_state(self, state: ReviewState, disputed: bool) -> bool:
        if self.s == OPEN:
            return state is not ReviewState.REVIEWED or disputed
        if self.s == "disputed":
            return disputed
        return not self.s or state == self.s


def _words(task: Task) -> Sequence[str]:
    return [text for point in task.points for text in (point.id, point.text)] + [unit.name for unit in task.units]


def tasks_of(catalog: Catalog) -> dict[int, Task]:
    """Give the tasks by number."""
    return {task.number: task for task in catalog.tasks}
