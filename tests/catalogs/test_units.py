"""Units: who is named, with what part, and which names are one unit."""

from __future__ import annotations

import pytest

from checker.catalogs import load_catalog, load_roster
from checker.catalogs.names import canonical_name, plain_name
from checker.catalogs.units import cut_units, parse_units


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区司法局、区商务委、区委组织部", ["区司法局", "区商务委", "区委组织部"]),
        ("法制办组织有关部门", ["法制办*", "有关部门"]),
        ("甲局、乙局会同有关部门", ["甲局*", "乙局*", "有关部门"]),
        ("牵头单位：甲局、乙局；配合单位：丙局，各街镇", ["甲局*", "乙局*", "丙局", "各街镇"]),
        ("牵头单位：甲局，乙局", ["甲局*", "乙局*"]),
        ("甲局牵头，各有关单位按职责分工负责", ["甲局*", "各有关单位"]),
        ("甲局、乙局分别负责", ["甲局", "乙局"]),
        ("甲局等部门", ["甲局", "部门"]),
        ("各部门按职责分工负责", ["各部门"]),
    ],
)
def test_parts_follow_the_words_beside_the_names(text: str, expected: list[str]) -> None:
    """A star marks who leads."""
    found = [unit.name + ("*" if unit.part.value == "lead" else "") for unit in parse_units(text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "body", "count"),
    [
        ("做事。（责任单位：甲局）", "做事。", 1),
        ("做事（含网上办事）。（甲局、乙街道）", "做事（含网上办事）。", 2),
        ("做事（包括起草办法）", "做事（包括起草办法）", 0),
        ("做事。（牵头单位：甲局）（配合单位：乙局）", "做事。", 2),
        ("做事（以下简称“三项制度”）", "做事（以下简称“三项制度”）", 0),
    ],
)
def test_only_brackets_of_units_are_cut_off(text: str, body: str, count: int) -> None:
    """A bracket that names no unit stays in the text."""
    rest, units, _ = cut_units(text)
    assert (rest, len(units)) == (body, count)


def test_a_deadline_in_the_bracket_is_kept_apart() -> None:
    """（责任单位：甲局；完成时限：2025年底） gives the unit and the deadline."""
    rest, units, deadline = cut_units("做事。（责任单位：甲局；完成时限：2025年底）")
    assert (rest, [unit.name for unit in units], deadline) == ("做事。", ["甲局"], "2025年底")


@pytest.mark.parametrize(
    "names",
    [
        ("区市场监管局", "市场监督管理局", "长宁区市场监督管理局", "云岫县市场监管局"),
        ("区人社局", "区人力资源和社会保障局", "人力资源社会保障局"),
        ("区府办", "区政府办公室", "云岫区人民政府办公室"),
        ("区卫健委", "卫生健康委员会"),
        ("区委组织部", "组织部"),
    ],
)
def test_names_of_one_unit_have_one_plain_name(names: tuple[str, ...]) -> None:
    """Place, 区 and long forms do not matter."""
    assert len({plain_name(name) for name in names}) == 1


def test_different_units_keep_different_names() -> None:
    """What tells units apart is not cut off."""
    names = [
        "市场监管局",
        "市政管理局",
        "区地区办",
        "区民政局",
        "区财政局",
        "区委编办",
        "新泾镇",
        "华阳路街道",
        "区城管执法局",
    ]
    assert len({plain_name(name) for name in names}) == len(names)


def test_the_roster_gives_its_own_names() -> None:
    """With a roster every name of a member is the member's; groups and strangers stay."""
    roster = load_roster(load_catalog("changning-2022"))
    for name in ("区市场监管局", "市场监督管理局", "长宁区市场监督管理局"):
        assert canonical_name(name, roster) == "区市场监管局"
    assert canonical_name("各街镇", roster) == "各街镇"
    assert canonical_name("区水晶宫", roster) == "水晶宫"


@pytest.mark.parametrize(
    ("text", "names", "deadline"),
    [
        ("做事。【责任单位：甲局、乙局】", ["甲局", "乙局"], ""),
        ("做事。〔甲局〕", ["甲局"], ""),
        ("做事。责任单位：甲局、各镇街", ["甲局", "各镇街"], ""),
        ("做事。（甲局牵头，各有关单位配合，2023年6月底前完成）", ["甲局", "各有关单位"], "2023年6月底前完成"),
        ("做事。（牵头单位：甲局，责任单位：各街镇，完成时限：长期坚持）", ["甲局", "各街镇"], "长期坚持"),
        ("做事。（责任领导：张三；责任单位：甲局）", ["甲局"], ""),
        ("做事。（12月底前完成）", [], "12月底前完成"),
    ],
)
def test_other_ways_to_name_units(text: str, names: list[str], deadline: str) -> None:
    """Other brackets, no brackets, deadlines and persons among the names."""
    rest, units, limit = cut_units(text)
    assert (rest, [unit.name for unit in units], limit) == ("做事。", names, deadline)
