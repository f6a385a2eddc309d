"""The pattern language."""

from __future__ import annotations

import pytest

from checker.errors import PatternError
from checker.match.pattern import parse_pattern

CONCEPTS = {"开展": ("开展", "组织"), "执法": ("执法",)}


def test_parts_alternatives_and_exclusions_are_told_apart() -> None:
    """A pattern has parts joined by +, alternatives joined by |, and what is excluded behind !."""
    pattern = parse_pattern("案卷|{开展} + 评查 ! 检察", CONCEPTS)
    assert pattern.parts == (((("案卷",),), (("开展",),), (("组织",),)), ((("评查",),),))
    assert pattern.excluded == ((("检察",),),)


def test_a_concept_inside_a_literal_gives_every_combination() -> None:
    """{开展}评查 stands for 开展评查 and 组织评查."""
    assert parse_pattern("{开展}评查", CONCEPTS).parts == (((("开展评查",),), (("组织评查",),)),)


def test_a_chain_keeps_its_order() -> None:
    """A…B is one alternative of two elements."""
    assert parse_pattern("{开展}…评查", CONCEPTS).parts == ((((("开展", "组织")), ("评查",)),),)


def test_literals_are_folded() -> None:
    """Width and quotation marks of the catalog's writer do not matter."""
    assert parse_pattern("“双随机､一公开”", {}).parts == (((("双随机、一公开",),),),)


@pytest.mark.parametrize("line", ["{没有} + 评查", "案卷||评查", "法", "案卷 + ", "{开展", "案卷…法"])
def test_a_line_that_cannot_be_understood_is_named(line: str) -> None:
    """Unknown concepts, empty or one-character alternatives and open braces are errors that quote the line."""
    with pytest.raises(PatternError, match="词汇"):
        parse_pattern(line, CONCEPTS)
