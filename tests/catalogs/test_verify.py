"""Holding a catalog against the official document."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.catalogs import load_catalog, parse_source, verify_catalog
from checker.catalogs.source import parse_units
from checker.model.catalog import Catalog

TEXT = """一、第一板块
（一）第一小节
1、做好一件事。（责任单位：区司法局、区府办牵头，各部门、各街镇）
2.做好另一件事(责任单位:各部门、各街镇)
二、第二板块
（二）第二小节
3、再做一件事。（责任单位：区府办、区科委牵头，区司法局、区教育局等相关部门）
"""


def units(bracket: str) -> list[tuple[str, str]]:
    """Parse a bracket into (name, part)."""
    return [(unit.name, unit.part.value) for unit in parse_units(bracket)]


def test_tasks_carry_their_chapter_section_and_units() -> None:
    """Full-width and half-width brackets and numbering are the same."""
    tasks = parse_source(TEXT)
    assert [(task.number, task.chapter, task.section) for task in tasks] == [
        (1, "一", "一"),
        (2, "一", "一"),
        (3, "二", "二"),
    ]
    assert [unit.name for unit in tasks[1].units] == ["各部门", "各街镇"]
    assert tasks[0].text == "做好一件事。"


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        ("（责任单位：甲局、乙办牵头，各部门）", [("甲局", "lead"), ("乙办", "lead"), ("各部门", "support")]),
        ("（责任单位：甲局牵头、各部门配合）", [("甲局", "lead"), ("各部门", "support")]),
        ("（牵头单位：甲局；配合单位：乙局、丙局）", [("甲局", "lead"), ("乙局", "support"), ("丙局", "support")]),
        ("（责任单位：甲局，各街镇）", [("甲局", "support"), ("各街镇", "support")]),
        ("（责任单位：甲局、乙局等相关部门）", [("甲局", "support"), ("乙局", "support"), ("相关部门", "support")]),
        ("（责任单位：甲局、乙局按职责分工负责）", [("甲局", "support"), ("乙局", "support")]),
    ],
)
def test_who_stands_before_lead_leads(bracket: str, expected: list[tuple[str, str]]) -> None:
    """Lead is who stands before 牵头 or behind 牵头单位; everybody else supports."""
    assert units(bracket) == expected


@pytest.mark.shared
def test_the_shipped_catalog_agrees_with_the_official_document(shared: Path) -> None:
    """All 52 tasks, every unit and its part."""
    source = parse_source((shared / "source/changning-2022-work-points.txt").read_text(encoding="utf-8"))
    assert len(source) == 52
    assert verify_catalog(load_catalog("changning-2022"), source) == ()


@pytest.mark.shared
def test_a_unit_that_is_left_out_is_named(shared: Path) -> None:
    """With one unit removed the task and the unit are told; the same for a changed part and a missing task."""
    source = parse_source((shared / "source/changning-2022-work-points.txt").read_text(encoding="utf-8"))
    data = load_catalog("changning-2022").model_dump(mode="json")
    data["tasks"][19]["units"] = [unit for unit in data["tasks"][19]["units"] if unit["name"] != "区民政局"]
    data["tasks"][42]["units"][0]["part"] = "support"
    del data["tasks"][4]
    told = [difference.message for difference in verify_catalog(Catalog.model_validate(data), source)]
    assert len(told) == 3
    assert "任务 5" in told[0]
    assert "任务 20" in told[1]
    assert "区民政局" in told[1]
    assert "任务 43" in told[2]
    assert "区司法局" in told[2]
