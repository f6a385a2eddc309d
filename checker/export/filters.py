"""What of the findings an export is about, and how that is said in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pydantic import BaseModel, ConfigDict

from checker.errors import UsageError
from checker.export.filter_texts import FILTERS
from checker.export.labels import STATUSES
from checker.model.catalog import Catalog, Task
from checker.model.findings import Status

__all__ = ["GAPS", "Filters", "parse_filters"]

GAPS: Final = (Status.MISSING, Status.SHORTFALL, Status.PLANNED, Status.PARTIAL)
"""The statuses that are gaps, the widest first."""


class Filters(BaseModel):
    """What was asked for; empty means everything.

    ``units`` and ``reports`` are names as the user gave them, ``chapters`` ids of the catalog.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    units: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    reports: tuple[str, ...] = ()
    only_gaps: bool = False

    def takes_task(self, task: Task) -> bool:
        """Tell whether a task is in one of the chapters asked for."""
        return not self.chapters or task.chapter in self.chapters

    def takes_status(self, status: Status) -> bool:
        """Tell whether a status was asked for."""
        if self.only_gaps and status not in GAPS:
            return False
        return not self.statuses or status in self.statuses

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()

    @property
    def by_status(self) -> bool:
        """Whether tasks are left out for their status."""
        return self.only_gaps or bool(self.statuses)

    def in_words(self, catalog: Catalog) -> str:
        """Say in Chinese what is in force, as every export prints it."""
        titles = {chapter.id: f"{chapter.id}、{chapter.title}" for chapter in catalog.chapters}
        named = (
            ("units", self.units),
            ("chapters", tuple(titles.get(chapter, chapter) for chapter in self.chapters)),
            ("statuses", tuple(STATUSES[status].label for status in self.statuses)),
            ("reports", self.reports),
        )
        words = [FILTERS[name].format("、".join(values)) for name, values in named if values]
        if self.only_gaps:
            words.append(FILTERS["only_gaps"])
        return "；".join(words) or FILTERS["none"]


def parse_filters(
    catalog: Catalog,
    *,
    units: Sequence[str] = (),
    chapters: Sequence[str] = (),
    statuses: Sequence[str] = (),
    reports: Sequence[str] = (),
    only_gaps: bool = False,
) -> Filters:
    """Make filters of what a user typed.

    A chapter is its id or (part of) its title, a status its code or its label. Raises `UsageError` that lists what
    there is. Units and reports are looked up later, where the reports are known.
    """
    return Filters(
        units=tuple(dict.fromkeys(name.strip() for name in units if name.strip())),
        chapters=tuple(dict.fromkeys(_chapter(name.strip(), catalog) for name in chapters)),
        statuses=tuple(dict.fromkeys(_status(name.strip()) for name in statuses)),
        reports=tuple(dict.fromkeys(name.strip() for name in reports if name.strip())),
        only_gaps=only_gaps,
    )


def _chapter(name: str, catalog: Catalog) -> str:
    known = {chapter.id: chapter.title for chapter in catalog.chapters}
    known = known or {task.chapter: task.chapter for task in catalog.tasks}
    if name in known:
        return name
    found = [number for number, title in known.items() if name and name in f"{number}、{title}"]
    if len(found) == 1:
        return found[0]
    listed = "；".join(f"{number}、{title}" for number, title in known.items())
    raise UsageError(FILTERS["no_chapter" if not found else "many_chapters"].format(name=name, known=listed))


def _status(name: str) -> Status:
    for status, style in STATUSES.items():
        if name in (status.value, style.label, style.mark):
            return status
    known = "、".join(f"{style.label}（{status.value}）" for status, style in STATUSES.items())
    raise UsageError(FILTERS["no_status"].format(name=name, known=known))
