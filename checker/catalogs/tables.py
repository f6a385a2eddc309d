"""Read a task list that is a table: 序号, 重点任务, 具体举措, 牵头单位, 配合单位, 完成时限, in any order and naming."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from checker.catalogs.grids import Grid
from checker.catalogs.numbering import Depth, read_number
from checker.catalogs.source import Doubt, LeftOut, SourceTask, TaskList, renumbered
from checker.catalogs.units import cut_units, parse_units, read_deadline
from checker.model.catalog import Chapter, ResponsibleUnit

__all__ = ["parse_grids"]


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    CHAPTER = "chapter"
    SECTION = "section"
    TASK = "task"
    MEASURE = "measure"
    LEAD = "lead"
    SUPPORT = "support"
    UNITS = "units"
    DEADLINE = "deadline"


_NAMES: tuple[tuple[Column, str], ...] = (
    (Column.NUMBER, r"序号?|编号|任务序号|项目编号|No\.?"),
    (Column.LEAD, r".*(?:牵头|主责|主办|首位责任).*(?:单位|部门|科室|处室|主体)?"),
    (Column.SUPPORT, r".*(?:配合|参与|协同|协办|协助).*(?:单位|部门|科室|处室)?"),
    (
        Column.UNITS,
        r".*(?:责任|承办|实施|落实|负责|承担).*(?:单位|部门|主体|科室|处室|机构|分工)|职责分工|分工|单位|部门",
    ),
    (Column.DEADLINE, r".*(?:时限|期限|时间|节点|进度).*"),
    (Column.CHAPTER, r"板块|章|章节|类别|分类|领域|一级(?:指标|任务)|任务类别|工作类别|重点领域"),
    (Column.SECTION, r"小节|节|二级(?:指标|任务)|方面"),
    (
        Column.MEASURE,
        r".*(?:举措|措施|具体内容|工作内容|任务内容|具体任务|主要内容|工作要求|具体要求|目标要求|工作目标|三级).*",
    ),
    (Column.TASK, r".*(?:任务|项目|事项|要点|工作|内容|名称|指标).*"),
)
_SUMS = re.compile(r"^(?:合计|总计|小计|备注|说明|注)")


@dataclass(slots=True)
class _Row:
    """One row by columns, and its number among all rows."""

    line: int
    cells: dict[Column, str]


def parse_grids(grids: Sequence[Grid]) -> TaskList | None:
    """Parse tables into tasks; None where no table has the header of a task list."""
    tasks: list[SourceTask] = []
    headings = _Headings()
    left_out: list[LeftOut] = []
    known: dict[int, Column] = {}
    line = 0
    seen = False
    for grid in grids:
        header = next((n for n, row in enumerate(grid[:12]) if _is_list(_columns(row))), None)
        if header is not None:
            known, seen = _columns(grid[header]), True
        elif not (known and seen and grid and len(grid[0]) == max(known) + 1):
            line += len(grid)
            continue
        for number, cells in enumerate(grid):
            line += 1
            if header is not None and number <= header:
                if number < header:
                    left_out.append(LeftOut(line, " ".join(dict.fromkeys(filter(None, cells))), Doubt.PREAMBLE))
                continue
            if _columns(cells) == known:  # the header again on the next page
                continue
            distinct = list(dict.fromkeys(cell for cell in cells if cell))
            if len(distinct) == 1:
                if not headings.take(distinct[0]):
                    left_out.append(LeftOut(line, distinct[0], Doubt.ROW))
                continue
            row = _Row(line, {kind: cells[at].strip() for at, kind in known.items() if at < len(cells)})
            task = _task(row, headings)
            if task is None:
                left_out.append(LeftOut(line, " ".join(distinct), Doubt.ROW, like_task=len(distinct) > 1))
            elif tasks and _continues(task, tasks[-1]):
                tasks[-1] = _joined(tasks[-1], task)
            else:
                tasks.append(task)
    if not seen:
        return None
    numbered, notes = renumbered(tasks)
    used = {task.chapter for task in numbered}, {task.section for task in numbered}
    return TaskList(
        tasks=numbered,
        chapters=tuple(one for one in headings.chapters if one.id in used[0]),
        sections=tuple(one for one in headings.sections if one.id in used[1]),
        left_out=tuple(left_out),
        notes=notes,
    )


def _columns(cells: Sequence[str]) -> dict[int, Column]:
    """Say what the columns of a header row hold; a name that fits two kinds is the first that is free."""
    found: dict[int, Column] = {}
    for at, cell in enumerate(cells):
        name = re.sub(r"[\s（）()：:]", "", cell)
        if not name or len(name) > 12:
            continue
        for kind, pattern in _NAMES:
            if kind not in found.values() and re.fullmatch(pattern, name):
                found[at] = kind
                break
    return found


def _is_list(columns: dict[int, Column]) -> bool:
    kinds = set(columns.values())
    return bool(kinds & {Column.TASK, Column.MEASURE}) and len(kinds) >= 2 and bool(
        kinds & {Column.NUMBER, Column.LEAD, Column.UNITS, Column.SUPPORT, Column.MEASURE}
    )  # fmt: skip


class _Headings:
    """Chapters and sections, from rows that are one cell wide and from columns of their own."""

    def __init__(self) -> None:
        self.chapters: list[Chapter] = []
        self.sections: list[Chapter] = []
        self.chapter = self.section = ""

    def take(self, text: str) -> bool:
        """Take a row that is one heading; False where it is none."""
        number = read_number(text)
        if len(text) > 60 or _SUMS.match(text):
            return False
        if number is not None and number.depth is Depth.SECTION:
            self.section = _known(self.sections, text[number.start :], number.numeral)
        else:
            self.chapter = _known(
                self.chapters, text[number.start :] if number else text, number.numeral if number else ""
            )
            self.section = ""
        return True

    def from_columns(self, chapter: str, section: str) -> None:
        for text, known, kind in ((chapter, self.chapters, "chapter"), (section, self.sections, "section")):
            if text:
                number = read_number(text)
                title = text[number.start :] if number else text
                setattr(self, kind, _known(known, title, number.numeral if number else ""))


def _known(known: list[Chapter], title: str, numeral: str) -> str:
    title = re.sub(r"\s+", "", title) or numeral
    same = next((one for one in known if one.title == title), None)
    if same is None:
        taken = {one.id for one in known}
        numeral = numeral if numeral and numeral not in taken else str(len(known) + 1)
        same = Chapter(id=numeral if numeral not in taken else f"{numeral}-{len(known) + 1}", title=title)
        known.append(same)
    return same.id


def _task(row: _Row, headings: _Headings) -> SourceTask | None:
    cells = row.cells
    headings.from_columns(cells.get(Column.CHAPTER, ""), cells.get(Column.SECTION, ""))
    title, body = _text(cells.get(Column.TASK, "")), _text(cells.get(Column.MEASURE, ""))
    serial = re.sub(r"[\s、.．]", "", cells.get(Column.NUMBER, ""))
    if _SUMS.match(serial) or _SUMS.match(title) or not (title or body):
        return None
    number = read_number(f"{serial}、") if serial else None
    if number is None and (own := read_number(title or body)) is not None and own.depth >= Depth.ITEM:
        number = own
        title, body = (title[own.start :], body) if title else ("", body[own.start :])
    text, units, deadline = cut_units(
        f"{title.rstrip('。；;')}。{body}" if title and body and title != body else body or title
    )
    units += _units(cells)
    return SourceTask(
        number=number.value if number else 0,
        chapter=headings.chapter,
        section=headings.section,
        text=text,
        units=tuple(dict.fromkeys(units)),
        title=title if body and title != body else "",
        label=serial or "（无序号）",
        deadline=read_deadline(cells.get(Column.DEADLINE, "")) or deadline,
        line=row.line,
    )


def _text(cell: str) -> str:
    return "".join(piece.strip() for piece in cell.splitlines())


def _units(cells: dict[Column, str]) -> tuple[ResponsibleUnit, ...]:
    units: tuple[ResponsibleUnit, ...] = ()
    for kind, label in ((Column.LEAD, "牵头单位："), (Column.UNITS, ""), (Column.SUPPORT, "配合单位：")):
        cell = "、".join(filter(None, re.split(r"[\n\r，,]+\s*|\s{2,}", cells.get(kind, "").strip()))) if label else (
            re.sub(r"(?<![：:，,；;、])[\n\r]+", "、", cells.get(kind, "").strip()).replace("\n", "")
        )  # fmt: skip
        if cell and not re.fullmatch(r"[-—/无\s]+", cell):
            units += parse_units(label + cell)
    return units


def _continues(task: SourceTask, before: SourceTask) -> bool:
    """Say whether a row goes on with the task above: the same number and name, from cells that reach over rows."""
    same_number = task.number == before.number and task.label == before.label
    return (
        same_number and task.number > 0 and task.title == before.title and bool(task.title or task.text == before.text)
    )


def _joined(before: SourceTask, task: SourceTask) -> SourceTask:
    added = task.text.removeprefix(task.title).lstrip("。") if task.title else task.text
    text = before.text if added in before.text else f"{before.text.rstrip('。；;')}。{added}"
    units = tuple(dict.fromkeys((*before.units, *task.units)))
    return replace(before, text=text, units=units, deadline=before.deadline or task.deadline)
