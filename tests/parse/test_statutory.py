"""Warnings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.model.report import Report

Parse = Callable[..., Report]


def _about(report: Report, words: str) -> bool:
    return any(words in warning for warning in report.warnings)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("二、党政", "三、存在", "第一责任人职责"),
        ("三、存在", "四、2023", "存在的不足和原因"),
        ("四、2023", "云溪区人民政府\n2023", "下一年度主要安排"),
        ("一、主要", "二、党政", "主要举措和成效"),
    ],
)
def test_an_absent_part_is_warned_of(parse: Parse, plain: str, first: str, last: str, words: str) -> None:
    """Each part of article 25 that a report lacks gets its warning, and a complete report none."""
    cut = plain[: plain.index(first)] + plain[plain.index(last) :]
    if "主要举措" in words:  # the part on the first responsible person counts as done as well
        cut = cut[: cut.index("二、党政")] + cut[cut.index("三、存在") :]
    assert _about(parse(cut), words)
    assert not _about(parse(plain), words)


def test_another_kind_of_report_is_parsed_with_a_warning(parse: Parse) -> None:
    """A government work report is told apart, named, and parsed all the same."""
    report = parse(
        "政府工作报告\n——2026年1月27日\n一、2025年工作回顾\n地区生产总值增长4.1%。\n二、2026年重点工作\n粮食总产稳定。\n"
    )
    assert _about(report, "似乎不是法治政府建设年度报告（标题：政府工作报告）")
    assert len(report.headings) == 2


def test_a_rule_of_law_report_is_not_suspected(parse: Parse, plain: str) -> None:
    """A report of the right kind gets no such warning, even where its title is lost."""
    assert not _about(parse(plain), "似乎不是")
    assert not _about(parse(plain[plain.index("2022年，云溪区") :]), "似乎不是")


def test_a_very_short_text_is_told(parse: Parse, plain: str) -> None:
    """A text of a few sentences cannot be a whole report."""
    assert _about(parse("云溪区2022年法治政府建设报告\n办案三件。\n"), "正文仅")
    assert not _about(parse(plain + plain), "正文仅")


@pytest.mark.parametrize("text", ["", "\n\n", "。", "一、", "（一）", "12", "- 3 -", "《", "2022年"])
def test_nothing_fails_on_scraps(parse: Parse, text: str) -> None:
    """Empty and degenerate texts give a report with warnings, never an exception."""
    assert parse(text).warnings
