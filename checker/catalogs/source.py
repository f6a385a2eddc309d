"""Read an official task list (text): numbered tasks with chapter, section and responsible units.

The numbered lines make an outline. Which of its levels holds the tasks is seen from where the lists of units stand, or,
in a list without units, from where most of the prose stands; what is deeper belongs to the task above it, what is
higher are chapters and sections. No line is dropped silently: what was not taken is kept with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from checker.catalogs.numbering import Depth, Numbered, read_number, widen
from checker.catalogs.units import cut_units, is_deadline_line, is_unit_line, named_persons, parse_units, read_deadline
from checker.model.catalog import Chapter, ResponsibleUnit

__all__ = ["Doubt", "LeftOut", "SourceTask", "TaskList", "parse_list", "parse_source", "renumbered"]


@dataclass(frozen=True, slots=True)
class SourceTask:
    """One task of an official list; chapter and section by their numerals ("" where there are none).

    ``text`` is the official wording without number and units, ``title`` the heading that the list itself gives it (""
    for none), ``label`` its number as the list writes it where that is not unique, ``line`` where it begins (from 1).
    """

    number: int
    chapter: str
    section: str
    text: str
    units: tuple[ResponsibleUnit, ...]
    title: str = ""
    label: str = ""
    deadline: str = ""
    line: int = 0


class Doubt(StrEnum):
    """Why a line was not taken as a task."""

    PREAMBLE = "preamble"  # before the first heading or task
    INTRODUCTION = "introduction"  # prose under a heading
    AFTER = "after"  # behind the units of a task or the end of the list
    EMPTY_CHAPTER = "empty_chapter"  # a numbered chapter with prose and no task
    ROW = "row"  # a row of a table without a task


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that was not taken; ``like_task`` where it has the marks of one (a number, units, an obligation)."""

    line: int
    text: str
    reason: Doubt
    like_task: bool = False


@dataclass(frozen=True, slots=True)
class TaskList:
    """What was understood of a document: its tasks with chapters and sections, and the lines that were not taken."""

    tasks: tuple[SourceTask, ...]
    chapters: tuple[Chapter, ...] = ()
    sections: tuple[Chapter, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Node:
    """A numbered line and what follows up to the next one."""

    line: int
    number: Numbered
    head: str
    body: list[tuple[int, str]] = field(default_factory=list)
    leaf: bool = True

    @property
    def depth(self) -> Depth:
        return self.number.depth


_SENTENCE_END = re.compile(r"[。！？；]")
_UNFINISHED = re.compile(r"[^。！？；：”）》]$")
_CONTENTS = re.compile(r"(?:…|\.{4,}|·{4,}|\s{2,}).{0,3}\d{1,3}$")
_CLOSING = re.compile(r"^各(?:地区|级|部门|单位|地|街镇|乡镇).{0,24}?要")
_SIGNATURE = re.compile(
    r"^[\d二〇○零一三四五六七八九十]{4}年.{1,6}月.{1,4}日$|^（此件|^附件|^附：|^抄送|^主办|^扫一扫|^分享"
)
_OBLIGATION = re.compile(
    r"^(?:要|应|须|推进|加强|完善|健全|建立|落实|开展|组织|制定|严格|深化|强化|加快|推动|规范|提升|优化|全面|持续|探索)"
)
_PROSE = 16  # characters from which a line without a full stop is a statement and no heading
_INLINE = 30  # characters from which a heading line holds its own statement


def parse_source(text: str) -> tuple[SourceTask, ...]:
    """Parse the tasks of a task list; empty where there is none."""
    return parse_list(text.splitlines()).tasks


def parse_list(lines: Iterable[str]) -> TaskList:
    """Parse a document, given line by line or paragraph by paragraph."""
    lines = list(lines)
    preamble, nodes = _outline(lines)
    depth = _task_depth(nodes)
    if depth is None:
        return TaskList((), left_out=tuple(_left_out(n, t, Doubt.PREAMBLE) for n, t in preamble))
    walk = _Walk(depth)
    for node in nodes:
        walk.take(node)
    left_out = [*(_left_out(n, t, Doubt.PREAMBLE) for n, t in preamble), *walk.left_out]
    used = {task.chapter for task in walk.tasks}, {task.section for task in walk.tasks}
    tasks, notes = renumbered(walk.tasks)
    if persons := named_persons(lines):
        shown = "、".join(persons[:6]) + ("等" if len(persons) > 6 else "")
        notes = (*notes, f"清单写明的责任领导、责任人或联系人（{shown}）没有收入目录：目录只收单位")
    return TaskList(
        tasks=tasks,
        chapters=tuple(chapter for chapter in walk.chapters if chapter.id in used[0]),
        sections=tuple(section for section in walk.sections if section.id in used[1]),
        left_out=tuple(sorted(left_out, key=lambda one: one.line)),
        notes=notes,
    )


def renumbered(tasks: list[SourceTask]) -> tuple[tuple[SourceTask, ...], tuple[str, ...]]:
    """Number tasks as the list does where its numbers are unique, else from 1 on, each with the list's own label."""
    numbers = [task.number for task in tasks]
    if len(set(numbers)) == len(numbers) and all(numbers):
        if numbers != sorted(numbers):
            return tuple(replace(task, label="") for task in tasks), ("任务序号没有按顺序排列",)
        missing = sorted(set(range(numbers[0], numbers[-1] + 1)) - set(numbers)) if numbers else []
        note = (f"任务序号不连续，缺 {'、'.join(map(str, missing[:10]))}",) if missing else ()
        return tuple(replace(task, label="") for task in tasks), note
    note_text = "原文的任务序号有重复、分段起编或缺失，已从 1 起重新编号（原编号见 YAML 注释）"
    return tuple(replace(task, number=n) for n, task in enumerate(tasks, 1)), (note_text,)


def _outline(lines: Iterable[str]) -> tuple[list[tuple[int, str]], list[_Node]]:
    """Give the lines before the first number, and the numbered lines with what follows each."""
    preamble: list[tuple[int, str]] = []
    nodes: list[_Node] = []
    last: dict[Depth, int] = {}
    articles = False
    for line_number, raw in enumerate(lines, 1):
        line = re.sub(r"[\u200b\ufeff]", "", raw).strip().lstrip("#*").strip()
        if not line or _CONTENTS.search(line):
            continue
        number = read_number(line)
        if number is not None and articles and number.depth is Depth.SECTION and "（" in widen(line[: number.start]):
            number = replace(number, depth=Depth.SUBITEM)  # （一） stands below an article, not above it
        if number is not None and _follows(number, last):
            last[number.depth] = number.value
            for deeper in Depth:
                if deeper > number.depth and deeper is not Depth.ITEM and deeper is not Depth.SECTION:
                    last.pop(deeper, None)
            if nodes and number.depth > nodes[-1].depth:
                nodes[-1].leaf = False
            articles = articles or number.article
            nodes.append(_Node(line_number, number, line[number.start :].strip()))
        elif nodes:
            nodes[-1].body.append((line_number, line))
        else:
            preamble.append((line_number, line))
    return preamble, nodes


def _follows(number: Numbered, last: dict[Depth, int]) -> bool:
    """Say whether a number can stand here: the next one, a fresh start, or a small gap."""
    before = last.get(number.depth)
    return number.value == 1 or (before is None and number.value <= 3) or (
        before is not None and 0 < number.value - before <= 3
    )  # fmt: skip


def _has_units(node: _Node) -> bool:
    return bool(cut_units(node.head)[1]) or any(is_unit_line(line) or cut_units(line)[1] for _, line in node.body)


def _has_prose(node: _Node) -> bool:
    return bool(_SENTENCE_END.search(node.head)) or len(node.head) >= _PROSE or bool(node.body)


def _task_depth(nodes: list[_Node]) -> Depth | None:
    """Find the level of the tasks: where the units stand, else where most of the prose does; None without numbers."""
    with_units = Counter(node.depth for node in nodes if _has_units(node))
    if sum(with_units.values()) >= 2 or (with_units and len(nodes) <= 3):
        return max(with_units, key=lambda depth: (with_units[depth], -depth))
    shallow = [node for node in nodes if node.depth <= Depth.ITEM] or nodes
    prose = Counter(node.depth for node in shallow if _has_prose(node) and (node.leaf or node.depth is Depth.ITEM))
    if not prose:
        return None
    return max(prose, key=lambda depth: (prose[depth], depth))


def _left_out(line: int, text: str, reason: Doubt) -> LeftOut:
    like = bool(
        cut_units(text)[1] or is_unit_line(text) or read_number(text)
        or (reason is not Doubt.PREAMBLE and len(text) >= _PROSE and _OBLIGATION.match(text))
    )  # fmt: skip
    return LeftOut(line, text, reason, like)


class _Walk:
    """Goes over the outline and collects tasks, headings and what is left out."""

    def __init__(self, depth: Depth) -> None:
        self.depth = depth
        self.tasks: list[SourceTask] = []
        self.chapters: list[Chapter] = []
        self.sections: list[Chapter] = []
        self.left_out: list[LeftOut] = []
        self.chapter = self.section = ""
        self.open = False  # a task to which deeper lines belong

    def take(self, node: _Node) -> None:
        if node.depth > self.depth and self.open:
            self._extend(node)
        elif node.depth >= self.depth or self._is_task(node):
            self._task(node)
        else:
            self._heading(node)

    def _is_task(self, node: _Node) -> bool:
        if not node.leaf or (node.depth is Depth.CHAPTER and not _has_units(node)):
            return False
        return _has_units(node) or (bool(_SENTENCE_END.search(node.head)) and len(node.head) >= _INLINE)

    def _heading(self, node: _Node) -> None:
        title = re.split(r"[。；]", node.head)[0].rstrip("：:") or node.number.numeral
        self.open = False
        if node.depth is Depth.CHAPTER:
            self.chapter, self.section = _unique(node.number.numeral, title, self.chapters), ""
        else:
            self.section = _unique(node.number.numeral, title, self.sections, self.chapter)
        empty = node.leaf and any(_SENTENCE_END.search(line) for _, line in node.body)
        if empty:
            self.left_out.append(LeftOut(node.line, node.head, Doubt.EMPTY_CHAPTER, True))
        inline = node.head[len(title) :].strip("。；： ")
        body = [(node.line, inline), *node.body] if inline else node.body
        self.left_out += [_left_out(line, text, Doubt.INTRODUCTION) for line, text in body]

    def _task(self, node: _Node) -> None:
        title = ""
        if node.depth < self.depth:  # a section that is a task itself
            chapter, section = (self.chapter if node.depth > Depth.CHAPTER else ""), ""
            title = "" if _SENTENCE_END.search(node.head.rstrip("。")) else node.head.rstrip("。：:")
        else:
            chapter, section = self.chapter, self.section
        label = "".join(filter(None, (chapter, section and f"（{section}）", _label(node.number))))
        text, units, deadline, rest = _read_task(node, closes=True)
        value = node.number.value if node.depth is self.depth else 0
        self.tasks.append(SourceTask(value, chapter, section, text, units, title, label, deadline, node.line))
        self.open = True
        for line, after in rest:
            body, named, limit = cut_units(after)
            if named and len(body) >= _PROSE:
                self.tasks.append(SourceTask(0, chapter, section, body, named, "", "（未编号）", limit, line))
            else:
                self.left_out.append(_left_out(line, after, Doubt.AFTER))

    def _extend(self, node: _Node) -> None:
        text, units, deadline, rest = _read_task(node, closes=False)
        task = self.tasks[-1]
        mark = node.head and f"{_label(node.number)}"
        self.tasks[-1] = replace(
            task,
            text=f"{task.text}{mark}{text}",
            units=tuple(dict.fromkeys((*task.units, *units))),
            deadline=task.deadline or deadline,
        )
        self.left_out += [_left_out(line, after, Doubt.AFTER) for line, after in rest]


def _label(number: Numbered) -> str:
    if number.article:
        return f"第{number.numeral}条"
    form = {
        Depth.CHAPTER: "{}、",
        Depth.SECTION: "（{}）",
        Depth.ITEM: "{}.",
        Depth.SUBITEM: "（{}）",
        Depth.DETAIL: "{}",
    }
    return form[number.depth].format(number.numeral)


def _unique(numeral: str, title: str, known: list[Chapter], chapter: str = "") -> str:
    """Give a heading an id of its own: its numeral, with its chapter's where sections start again in each chapter."""
    taken = {one.id for one in known}
    chosen = numeral
    if chosen in taken and chapter:
        chosen = f"{chapter}（{numeral}）"
    count = 2
    while chosen in taken:
        chosen = f"{numeral}-{count}"
        count += 1
    known.append(Chapter(id=chosen, title=title))
    return chosen


def _read_task(node: _Node, *, closes: bool) -> tuple[str, tuple[ResponsibleUnit, ...], str, list[tuple[int, str]]]:
    """Give a task's text, units and deadline, and the lines behind it that do not belong to it."""
    text, units, deadline = cut_units(node.head)
    rest: list[tuple[int, str]] = []
    ended = bool(units)
    for number, (line_number, line) in enumerate(node.body):
        wide = widen(line)
        if is_unit_line(line):
            units += parse_units(line)
            ended = True
        elif is_deadline_line(line):
            deadline = read_deadline(line)
        elif ended or (closes and _is_over(wide, text, number == len(node.body) - 1)):
            rest.append((line_number, line))
            ended = True
        else:
            text, more, limit = cut_units(text + line)
            units += more
            deadline = limit or deadline
            ended = bool(more)
    return text, tuple(dict.fromkeys(units)), deadline, rest


def _is_over(line: str, text: str, last: bool) -> bool:
    """Say whether an unnumbered line behind a task is no part of it: a signature, a date, site furniture, a closing."""
    if _SIGNATURE.match(re.sub(r"\s", "", line)):
        return True
    if text and _UNFINISHED.search(text) and len(text) > _INLINE:
        return False
    return (not _SENTENCE_END.search(line) and len(line) < _INLINE) or (last and bool(_CLOSING.match(line)))
