"""The tree of headings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.model.report import Report

Parse = Callable[..., Report]


def _tree(report: Report) -> list[tuple[int, str]]:
    return [(heading.rank, heading.title) for heading in report.headings]


def test_the_regular_tree(parse: Parse, plain: str) -> None:
    """Numbers give ranks, titles lose their numbers, offsets point at the heading's own characters."""
    report = parse(plain)
    assert _tree(report) == [
        (1, "主要举措和成效"),
        (2, "规范行政执法"),
        (2, "化解行政争议"),
        (2, "依法科学决策"),
        (1, "党政主要负责人履行推进法治建设第一责任人职责情况"),
        (1, "存在的不足和原因"),
        (1, "2023年工作安排"),
    ]
    assert plain[report.headings[1].start : report.headings[1].end] == "（一）规范行政执法"


def test_sentences_know_the_headings_above_them(parse: Parse, plain: str) -> None:
    """A sentence carries the titles above it, outermost first; the heading itself those above it."""
    report = parse(plain)
    by_quote = {report.quote(sentence): sentence for sentence in report.sentences}
    assert by_quote["调解结案21件。"].headings == ("主要举措和成效", "化解行政争议")
    assert by_quote["（二）化解行政争议"].headings == ("主要举措和成效",)
    assert by_quote["（二）化解行政争议"].is_heading


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("一、主要工作（一）规范执法。办案三件。（二）推进公开。公开五条。", ["主要工作", "规范执法", "推进公开"]),
        ("一 主要工作 二、存在问题。人手偏紧。三、下一步打算。配齐人员。", ["主要工作", "存在问题", "下一步打算"]),
        ("（一）规范执法。办案三件（一）类。公开五条。", ["规范执法"]),
    ],
)
def test_numbers_within_a_paragraph_open_items(parse: Parse, text: str, titles: list[str]) -> None:
    """A number behind a stop or a space opens an item, （一） anywhere that a title stands before it."""
    assert [title for _, title in _tree(parse(f"云溪区2022年法治政府建设情况报告\n{text}\n"))] == titles


@pytest.mark.parametrize(
    "second",
    [
        "2.规范决策程序",
        "（2）规范决策程序",
        "(二)规范决策程序",
        "二）规范决策程序",
        "（二规范决策程序，从严把关重大事项的每一个环节",
        "四是规范决策程序",
    ],
)
def test_a_stray_number_is_a_sibling_of_the_one_it_continues(parse: Parse, second: str) -> None:
    """2. or （2） after （一） stands beside it, as does a number that lacks a bracket."""
    third = "（三）化解争议" if second.startswith("四") else ""
    before = "（二）推进公开\n公开信息五条。\n（三）化解争议\n调解纠纷两起。\n" if third else ""
    report = parse(f"一、主要工作\n（一）规范执法\n办案三件。\n{before}{second}\n召开会议五次，形成纪要。\n")
    assert report.headings[-1].rank == 2
    assert report.sentences[-1].headings[0] == "主要工作"
    assert len(report.sentences[-1].headings) == 2
    assert report.sentences[-1].headings[1].startswith("规范决策程序")


def test_arabic_numbers_may_run_on_across_sections(parse: Parse) -> None:
    """3. in the second section continues 2. of the first at the same rank."""
    report = parse(
        "一、主要工作\n（一）甲项工作\n1.规范执法。办案三件。\n2.科学决策。开会五次。\n（二）乙项工作\n3.化解争议。调解两起。\n"
    )
    assert [rank for rank, _ in _tree(report)] == [1, 2, 3, 3, 2, 3]
    assert report.sentences[-1].headings == ("主要工作", "乙项工作", "化解争议")


def test_text_may_run_on_behind_a_heading(parse: Parse) -> None:
    """A heading whose text runs on in its line is both a heading and the lead of what follows."""
    report = parse("一、主要工作\n（一）规范执法。全年办案三件。结案两件。\n")
    assert [sentence.lead for sentence in report.sentences[1:]] == ["", "规范执法", "规范执法"]
    assert [sentence.is_heading for sentence in report.sentences[1:]] == [True, False, False]


@pytest.mark.parametrize("lead", ["一是强化统筹协调。", "优化营商环境方面，出台措施。"])
def test_a_leading_phrase_goes_with_its_paragraph(parse: Parse, lead: str) -> None:
    """The phrase that leads a paragraph is known to the sentences behind it."""
    report = parse(f"一、主要工作\n{lead}印发方案三份。\n")
    assert report.sentences[-1].lead == lead.removeprefix("一是").rstrip("。").split("，")[0]


def test_headings_within_one_paragraph(parse: Parse, plain: str, role_of: Callable[[Report, str], str]) -> None:
    """A report in one line still has its parts."""
    report = parse(plain.replace("\n", ""))
    assert [title for rank, title in _tree(report) if rank == 1] == [
        "主要举措和成效",
        "党政主要负责人履行推进法治建设第一责任人职责情况",
        "存在的不足和原因",
        "2023年工作安排",
    ]
    assert role_of(report, "审核力量薄弱") == "problem"
    assert role_of(report, "制作短视频") == "plan"
    assert role_of(report, "直接纠错6件") == "done"


@pytest.mark.parametrize("form", ["{}", "{}：", "【{}】", "{}。"])
def test_headings_without_numbers(parse: Parse, role_of: Callable[[Report, str], str], form: str) -> None:
    """The titles of the parts are headings without any number, too."""
    titles = [form.format(title) for title in ("主要做法", "存在的问题", "下一步工作打算")]
    report = parse(f"{titles[0]}\n办案三件。\n{titles[1]}\n人手偏紧。\n{titles[2]}\n招录三人。\n")
    assert [role_of(report, words) for words in ("办案", "人手", "招录")] == ["done", "problem", "plan"]


def test_a_numbered_sentence_is_no_heading(parse: Parse) -> None:
    """A numbered line that states a fact is a sentence, not a heading."""
    report = parse("一、主要工作\n1.全年印发《执法指引》3份。\n2.召开会议5次。\n")
    assert _tree(report) == [(1, "主要工作")]
    assert not any(sentence.is_heading for sentence in report.sentences[1:])
