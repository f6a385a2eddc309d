"""Points, core, quantities, deadlines and titles of a task's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.catalogs.points import core_index, short_title, split_points, titles_in
from checker.catalogs.quantities import find_deadlines, find_quantities


def test_sentences_are_points_and_long_ones_split_at_new_actions() -> None:
    """A short item is one point; an obligation that begins in the middle of a long sentence is its own."""
    assert split_points("公布检查清单。组织案卷评查，通报结果。") == ("公布检查清单", "组织案卷评查，通报结果")
    long = (
        "健全涉企行政检查事项清单动态管理制度并按季度向社会公布调整情况，"
        "完善检查人员持证上岗和回避制度，切实减轻企业迎检负担，推动检查结果跨部门互认共享和综合运用"
    )
    assert len(split_points(long)) >= 2
    assert "".join(split_points(long)).replace("，", "") == long.replace("，", "")


@given(st.text(alphabet="建立制度，。；推进改革（）“”、开展检查", max_size=200))
def test_splitting_loses_no_character(text: str) -> None:
    """The points together hold every Chinese character of the text (a point that is said twice once)."""
    points = "".join(split_points(text))
    assert set(text) - set("，。；（）“”、：") <= set(points)


def test_the_core_is_the_first_point_that_is_no_preamble() -> None:
    """以…为目标 and 坚持以… are preambles; where there is nothing else the first is the core."""
    assert core_index(("坚持以人民为中心", "建立投诉台账")) == 1
    assert core_index(("建立投诉台账", "坚持以人民为中心")) == 0
    assert core_index(("坚持以人民为中心",)) == 0


def test_titles_are_short() -> None:
    """The list's own, the first sentence, or the first clauses."""
    assert short_title("甲。乙。", "规范检查") == "规范检查"
    assert short_title("深化综合执法改革。进一步加强指导。") == "深化综合执法改革"
    assert len(short_title("健全" + "检查制度、" * 30)) <= 33


def test_documents_are_named_once() -> None:
    """Titles in 《》 in order."""
    assert titles_in("落实《甲办法》和《乙条例》，修订《甲办法》") == ("甲办法", "乙条例")


@pytest.mark.parametrize(
    ("text", "required", "unit", "per"),
    [
        ("确保每人每年接受不少于40学时的业务培训", 40, "学时", "year"),
        ("逐步扩大改革范围至12个行业", 12, "个", "total"),
        ("领导班子每年举办三期以上法治讲座", 3, "期", "year"),
        ("负责人任期内至少接受一次脱产培训", 1, "次", "term"),
        ("每季度至少开展一次抽查", 1, "次", "quarter"),
        ("覆盖率达到90%以上", 90, "%", "total"),
    ],
)
def test_demanded_numbers(text: str, required: float, unit: str, per: str) -> None:
    """At least so many, in Chinese numerals or digits, of a unit, per period."""
    (quantity,) = find_quantities(text)
    assert (quantity.required, quantity.per) == (required, per)
    assert unit in quantity.units


@pytest.mark.parametrize("text", ["落实第二批事项下沉", "贯彻“十四五”规划", "聚焦三个维度", "坚持一张清单管到底"])
def test_numbers_that_demand_nothing(text: str) -> None:
    """Batches, plans and figures of speech are no quantities."""
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("3月底前修订办法", "3月底前"),
        ("2025年年底前建成", "2025年年底前"),
        ("于2024年6月30日前报送", "2024年6月30日前"),
        ("年底前完成", "年底前"),
    ],
)
def test_deadlines(text: str, deadline: str) -> None:
    """Until when, as written."""
    assert find_deadlines(text) == (deadline,)
