"""Task lists as text: which lines are tasks, where they belong, who answers for them, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.catalogs import TaskList, parse_list
from checker.catalogs.numbering import Depth, read_number
from checker.catalogs.source import SourceTask
from tests.catalogs.lists import ARTICLES, BRACKETS, OWN_LINE, UNNUMBERED_UNITS


def parsed(text: str) -> TaskList:
    """Parse a text."""
    return parse_list(text.splitlines())


def units(task: SourceTask) -> list[tuple[str, str]]:
    """Give a task's units as (name, part)."""
    return [(unit.name, unit.part.value) for unit in task.units]


@pytest.mark.parametrize(
    ("line", "depth", "value", "rest"),
    [
        ("一、总体要求", Depth.CHAPTER, 1, "总体要求"),
        ("第三章 监督", Depth.CHAPTER, 3, "监督"),
        ("（十二）提升质量", Depth.SECTION, 12, "提升质量"),
        ("(二)提升质量", Depth.SECTION, 2, "提升质量"),
        ("1、做事", Depth.ITEM, 1, "做事"),
        ("１２．做事", Depth.ITEM, 12, "做事"),
        ("3.2025年底前做事", Depth.ITEM, 3, "2025年底前做事"),
        ("4. 做事", Depth.ITEM, 4, "做事"),
        ("第十五条 应当做事", Depth.ITEM, 15, "应当做事"),
        ("（3）做事", Depth.SUBITEM, 3, "做事"),
        ("②做事", Depth.DETAIL, 2, "做事"),
    ],
)
def test_numbers_are_read_in_all_forms(line: str, depth: Depth, value: int, rest: str) -> None:
    """Either width, Chinese or digits; a year behind the number stays in the text."""
    number = read_number(line)
    assert number is not None
    assert (number.depth, number.value, line[number.start :]) == (depth, value, rest)


@pytest.mark.parametrize("line", ["2023年2月1日", "3月底前完成", "1.5亿元", "一是加强领导", "各部门要落实", ""])
def test_what_only_begins_with_a_figure_has_no_number(line: str) -> None:
    """Dates, amounts and 一是 are text."""
    assert read_number(line) is None


def test_units_at_the_end_of_the_item() -> None:
    """责任单位 with 牵头, and 牵头单位 with 配合单位, each in brackets; chapters and sections by numeral."""
    tasks = parsed(BRACKETS).tasks
    assert [(task.number, task.chapter, task.section) for task in tasks] == [
        (1, "一", "一"),
        (2, "一", "一"),
        (3, "二", "二"),
    ]
    assert units(tasks[0]) == [("区司法局", "lead"), ("区市场监管局", "support"), ("各街镇", "support")]
    assert units(tasks[1]) == [("区司法局", "lead"), ("区财政局", "support"), ("区审计局", "support")]
    assert "责任" not in tasks[0].text


def test_units_and_deadline_on_lines_of_their_own() -> None:
    """The lines behind an item give units and deadline; an item that is broken over two lines is one."""
    tasks = parsed(OWN_LINE).tasks
    assert units(tasks[0]) == [("区司法局", "support"), ("区市场监管局", "support")]
    assert tasks[0].deadline == "2023年6月底"
    assert tasks[1].text == "修订行政检查办法，并组织培训。"
    assert units(tasks[1]) == [("区司法局", "lead"), ("区财政局", "support"), ("区审计局", "support")]


def test_bare_brackets_items_without_number_and_items_without_units() -> None:
    """A bracket of names is a list of units, another bracket is not; restarting numbers become 1 to 5 with labels."""
    listed = parsed(UNNUMBERED_UNITS)
    assert [(task.number, task.label) for task in listed.tasks] == [
        (1, "一（一）"),
        (2, "一（二）1."),
        (3, "一（二）2."),
        (4, "二（一）"),
        (5, "二（二）"),
    ]
    assert [len(task.units) for task in listed.tasks] == [2, 2, 3, 0, 0]
    assert units(listed.tasks[1]) == [("区司法局", "lead"), ("有关部门", "support")]
    assert listed.tasks[1].text.endswith("（包括网上征求）。")
    assert listed.notes


def test_articles_hold_their_items() -> None:
    """（一） below an article is part of it."""
    listed = parsed(ARTICLES)
    assert [(task.number, task.chapter) for task in listed.tasks] == [(1, "一"), (2, "一"), (3, "二")]
    assert "出示证件" in listed.tasks[1].text


def test_items_that_run_on_or_restart_across_chapters() -> None:
    """Numbers that run on are kept; numbers that start again are counted through, and sections stay apart."""
    running = parsed("一、甲\n（一）子\n1、做好一件事情。（甲局）\n二、乙\n（二）丑\n2、做好另一件事情。（乙局）\n")
    assert [(task.number, task.section) for task in running.tasks] == [(1, "一"), (2, "二")]
    again = parsed("一、甲\n（一）子\n1、做好一件事情。（甲局）\n二、乙\n（一）丑\n1、做好另一件事情。（乙局）\n")
    assert [(task.number, task.section) for task in again.tasks] == [(1, "一"), (2, "二（一）")]
    assert [section.title for section in again.sections] == ["子", "丑"]


def test_no_line_is_dropped_silently() -> None:
    """Every line is a heading, in a task, or left out with a reason; what looks like a task is marked."""
    text = BRACKETS + "落实年度普法责任清单，开展宪法宣传活动。\n"
    listed = parsed(text)
    left = {one.text: one for one in listed.left_out}
    assert left["我要留言"].reason == "after"
    assert left["落实年度普法责任清单，开展宪法宣传活动。"].like_task
    taken = "".join(task.text for task in listed.tasks) + "".join(
        one.title for one in (*listed.chapters, *listed.sections)
    )
    for line in filter(None, map(str.strip, text.splitlines())):
        number = read_number(line)
        body = line[number.start :] if number else line
        assert line in left or body[:6] in taken, line


def test_a_gap_in_the_numbers_is_told() -> None:
    """Tasks 1, 2, 4: the missing one is named."""
    listed = parsed("1、做好一件事情。（甲局）\n2、做好两件事情。（甲局）\n4、做好四件事情。（甲局）\n")
    assert [task.number for task in listed.tasks] == [1, 2, 4]
    assert "3" in listed.notes[0]


@given(st.lists(st.text(alphabet="一二、（）1.。；责任单位：甲局牵头 \t第条年", max_size=30), max_size=12))
def test_any_lines_are_parsed_without_error(lines: list[str]) -> None:
    """Whatever the lines, task numbers are unique and positive and chapters of tasks are known."""
    listed = parse_list(lines)
    numbers = [task.number for task in listed.tasks]
    assert len(set(numbers)) == len(numbers)
    assert all(number > 0 for number in numbers)
    known = {chapter.id for chapter in listed.chapters} | {""}
    assert all(task.chapter in known for task in listed.tasks)


@pytest.mark.shared
def test_the_state_council_list(shared: Path) -> None:
    """34 numbered tasks, the one unnumbered, 35 lists of units; the five items without units kept as such."""
    text = (shared / "external/guobanfa-2004-24-task-list.txt").read_text(encoding="utf-8")
    listed = parsed(text)
    numbered = [task for task in listed.tasks if task.label.endswith(".")]
    assert (len(numbered), len(listed.tasks)) == (34, 40)
    assert sum(bool(task.units) for task in listed.tasks) == 35
    assert [task.label for task in listed.tasks if not task.units] == [f"三（{n}）" for n in "一二三四五"]
    assert any(one.like_task for one in listed.left_out)


@pytest.mark.shared
def test_the_outline_has_no_units_and_none_are_invented(shared: Path) -> None:
    """35 numbered sections in ten chapters, no unit."""
    text = (shared / "external/outline-2021-2025.txt").read_text(encoding="utf-8")
    listed = parsed(text)
    assert [task.number for task in listed.tasks] == list(range(1, 36))
    assert len(listed.chapters) == 10
    assert not any(task.units for task in listed.tasks)


def test_persons_beside_the_units_are_told_and_not_taken_for_units() -> None:
    """A catalog holds units only; who else is named is said, not dropped in silence."""
    lines = [
        "一、板块",
        "1、做好一件事。（责任单位：区司法局、区府办；责任领导：张三）",
        "2、再做一件。（责任单位：区教育局）",
    ]
    listed = parse_list(lines)
    assert [unit.name for unit in listed.tasks[0].units] == ["区司法局", "区府办"]
    assert [note for note in listed.notes if "张三" in note]
    assert not [note for note in parse_list(lines[:1] + lines[2:]).notes if "只收单位" in note]
