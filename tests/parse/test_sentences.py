"""Cutting sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.parse.lines import narrow
from checker.parse.sentences import split_sentences


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(narrow(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办案三件。结案两件；余下一件！是吗？是。", ["办案三件。", "结案两件；", "余下一件！", "是吗？", "是。"]),
        ("办案三件;结案两件!", ["办案三件;", "结案两件!"]),
        ("按照《甲；乙。丙办法》办理。完成。", ["按照《甲；乙。丙办法》办理。", "完成。"]),
        ("三类（甲；乙；丙）各一。完成。", ["三类（甲；乙；丙）各一。", "完成。"]),
        ("落实“谁执法。谁普法”责任制。完成。", ["落实“谁执法。谁普法”责任制。", "完成。"]),
        ("群众说“好。”随后散会。", ["群众说“好。”", "随后散会。"]),
        ("提出“一要快。二要准。”的要求。", ["提出“一要快。二要准。”的要求。"]),
        ("（全文如此。）下文。", ["（全文如此。）", "下文。"]),
        ("引用“没有闭合的一句。第二句。", ["引用“没有闭合的一句。", "第二句。"]),
        ("（缺右括号的一句。第二句。", ["（缺右括号的一句。", "第二句。"]),
        ("没有句号", ["没有句号"]),
        ("真的吗？！是的。", ["真的吗？！", "是的。"]),
        ("网址http://a.cn/x?id=1&amp;n=2可查。", ["网址http://a.cn/x?id=1&amp;n=2可查。"]),
        (" 前后有空格。　再一句。 ", ["前后有空格。", "再一句。"]),
    ],
)
def test_sentences_end_at_stops_outside_closed_brackets(text: str, expected: list[str]) -> None:
    """Sentences end at 。；！？, keep closing marks, and respect brackets only where those are closed."""
    assert _split(text) == expected


def test_a_bracket_that_lost_its_partner_does_not_swallow_the_report() -> None:
    """Two quotation marks far apart protect nothing between them."""
    text = "开头“一句。" + "中间一句完整的话。" * 40 + "结尾”一句。"
    assert len(_split(text)) == 42


def test_a_cut_ends_a_sentence() -> None:
    """A sentence ends where the caller says that a heading does."""
    assert split_sentences("总体要求今年办案。", cuts=[4]) == [(0, 4), (4, 9)]


@given(st.text(alphabet="法治。；！？“”（）《》’】 a1，：…", max_size=120))
def test_a_bracket_opened_at_the_end_changes_nothing_before_it(text: str) -> None:
    """A text whose brackets hold no stop is cut in a quick way: it cuts as the careful one does."""
    text = narrow(text + "。")
    assert split_sentences(text + "（")[:-1] == split_sentences(text)


@given(st.text(alphabet='法治。；！？“”（）《》" a1，：…', max_size=120))
def test_sentences_cover_all_but_white_space(text: str) -> None:
    """Sentences are ordered, do not overlap, are trimmed, and leave out nothing but white space."""
    spans = split_sentences(narrow(text))
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()
