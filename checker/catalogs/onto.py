"""Attach the official wording of a task list to a catalog whose points were written by hand."""

from __future__ import annotations

from checker.catalogs.build import Built, unlisted_units
from checker.catalogs.points import split_points
from checker.catalogs.source import SourceTask, TaskList
from checker.catalogs.verify import verify_catalog
from checker.errors import CatalogError
from checker.model.catalog import Catalog, Roster, Task
from checker.text.fold import fold_text

__all__ = ["attach_wording", "shared_pairs"]

_SAME_TASK = 0.2  # share of a task's own character pairs that the official text of the same task holds at least
_SAME_POINT = 0.2  # and of a point's pairs in its sentence
_MOST_STRANGE = 0.3  # share of tasks that may look like others before the list is taken for another one


def attach_wording(name: str, listed: TaskList, base: Catalog, roster: Roster | None) -> Built:
    """Put the official text of each task, and of each point the piece of it that speaks of the point, into a catalog.

    Everything else stays as it is. Raises `CatalogError` where the list is another one than the catalog's.
    """
    theirs = {task.number: task for task in listed.tasks}
    common = [task for task in base.tasks if task.number in theirs]
    strange = [task.number for task in common if _likeness(task, theirs[task.number]) < _SAME_TASK]
    if not common or len(strange) > _MOST_STRANGE * len(common):
        raise CatalogError(
            f"{name}：与目录“{base.id}”不是同一份任务清单：目录 {len(base.tasks)} 项，原文 {len(theirs)} 项，"
            f"序号相同的 {len(common)} 项中有 {len(strange)} 项内容对不上。"
            "请核对文件，或不用 --onto 单独生成。没有写出文件。"
        )
    tasks = tuple(_attach(task, theirs[task.number]) if task.number in theirs else task for task in base.tasks)
    catalog = base.model_copy(update={"tasks": tasks})
    doubts = [difference.message for difference in verify_catalog(base, listed.tasks, roster)]
    doubts += [f"任务 {number}：原文与目录的文字相差较大，请核对" for number in strange]
    bare = [p.id for task in tasks if task.official_text for p in task.points if not p.official_text]
    if bare:
        doubts.append(f"没有对上原句的要点（任务的原文已附）：{'、'.join(bare)}")
    return Built(catalog, {}, unlisted_units(catalog, roster), (*listed.notes, *doubts))


def _attach(task: Task, source: SourceTask) -> Task:
    pieces = split_points(source.text, source.title)
    points = []
    for point in task.points:
        best = max(pieces, key=lambda piece: shared_pairs(point.text, piece))
        wording = best if shared_pairs(point.text, best) >= _SAME_POINT else ""
        points.append(point.model_copy(update={"official_text": wording}))
    return task.model_copy(update={"points": tuple(points), "official_text": source.text})


def _likeness(task: Task, source: SourceTask) -> float:
    return shared_pairs(task.title + "。" + "。".join(point.text for point in task.points), source.text)


def shared_pairs(text: str, other: str) -> float:
    """Give the share (0-1) of a text's pairs of characters that stand in another text too."""
    pairs, others = _pairs(text), _pairs(other)
    return len(pairs & others) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> frozenset[str]:
    folded = fold_text(text)
    pairs = (folded[at : at + 2] for at in range(len(folded) - 1))
    return frozenset(pair for pair in pairs if pair.isalnum())
