"""Lines, page furniture, and quotes that leave it out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.report import Report, Role
from checker.parse.lines import narrow

Parse = Callable[..., Report]


def _quotes(report: Report) -> list[str]:
    return [report.quote(sentence) for sentence in report.sentences]


@pytest.mark.parametrize("furniture", ["- 3 -", "— 12 —", "第3页 共10页", "7", "第 4 页", "3/10", "·5·"])
def test_a_page_number_is_a_gap_in_its_sentence(parse: Parse, furniture: str) -> None:
    """A page number between two lines neither splits the sentence nor is part of it."""
    text = f"一、主要工作\n全年开展行政执法培训十二场，覆盖全体执法人员，并组织了专门的执\n{furniture}\n法考试。\n"
    report = parse(text)
    sentence = report.sentences[-1]
    assert report.quote(sentence) == "全年开展行政执法培训十二场，覆盖全体执法人员，并组织了专门的执法考试。"
    assert [text[start:end] for start, end in sentence.gaps] == [furniture]


def test_a_running_header_is_a_gap_too(parse: Parse) -> None:
    """A header repeated where pages turn is no part of the text, the title at the top stays."""
    header = "云溪区2022年法治政府建设情况报告"
    line = "本句在页尾中断，下面是页眉和页码，读者应当看不到它们，因为它们不属于正"
    text = f"{header}\n一、主要工作\n{line}\n- 1 -\n{header}\n文内容。\n{line[5:]}\n- 2 -\n{header}\n文内容。\n"
    report = parse(text)
    assert report.title == header
    assert _quotes(report).count(header) == 1
    assert _quotes(report)[-2:] == [line + "文内容。", line[5:] + "文内容。"]


def test_a_page_break_between_paragraphs_joins_nothing(parse: Parse) -> None:
    """A page number behind a full stop leaves two sentences without gaps."""
    report = parse("一、主要工作\n第一段已经写完。\n- 1 -\n第二段另起一行。\n")
    assert _quotes(report)[1:] == ["第一段已经写完。", "第二段另起一行。"]
    assert all(not sentence.gaps for sentence in report.sentences)


def test_two_words_of_a_broken_line_keep_a_space(parse: Parse) -> None:
    """A line break between ASCII words is quoted as one space, between Chinese or digits as nothing."""
    lines = (
        "为提高办案质量和效率，上线了综合执法应用系统并命名为 Smart",
        "Law 平台，同时投入使用的还有行政执法监督系统，覆盖人口达到12",
        "34人。",
    )
    report = parse("一、主要工作\n" + "\n".join(lines) + "\n")
    assert _quotes(report)[-1] == f"{lines[0]} {lines[1]}{lines[2]}"


@pytest.mark.parametrize(
    "opening",
    ["区委、区政府", "市、区两级", "党委、政府", "与高校共建基地，", "和去年相比，", "了解到", "《规划》印发后，"],
)
def test_what_a_paragraph_begins_with_does_not_join_it_to_its_heading(parse: Parse, opening: str) -> None:
    """A list of two words at the head of a paragraph is no sign that the line before was broken."""
    told = f"{opening}主要负责人年内四次听取法治政府建设汇报，协调解决执法力量配备等问题十一个。"
    duty = "四、党政主要负责人履行推进法治建设第一责任人职责情况"
    report = parse(f"三、存在的不足和原因\n基层执法人员少，法制审核力量不足。\n{duty}\n{told}\n")
    assert report.headings[-1].title == duty[2:]
    assert report.quote(report.sentences[-1]) == told
    assert report.sentences[-1].role is Role.DONE


def test_a_heading_over_two_lines_is_one(parse: Parse) -> None:
    """A heading whose first line breaks off at a comma goes on in the next line."""
    report = parse("一、主要工作\n（一）落实第一责任人职责，\n\n强化法治督察\n\n召开会议五次。\n")
    assert report.headings[1].title == "落实第一责任人职责，强化法治督察"
    assert report.sentences[-1].headings[-1] == "落实第一责任人职责，强化法治督察"


@given(st.text(alphabet="法治；;ＡA１（(〔［[－—「『“〝〇○○ 　\t\u200b\ufeff。｡", max_size=40))
def test_a_text_narrows_as_its_characters_do(text: str) -> None:
    """Without markup, what becomes of a character does not hang on its neighbours."""
    assert narrow(text) == "".join(narrow(char) for char in text)


def test_narrowing_keeps_every_offset() -> None:
    """Narrowing maps character for character, entities and tags included."""
    text = "（一）ＡＢ１２，＂引＂&nbsp;&ldquo;甲&rdquo;<br/>乙\u3000丙\ufeff〔2022〕"
    assert len(narrow(text)) == len(text)
    assert narrow("〔２０２２〕;") == "（2022）；"
    assert "nbsp" not in narrow(text)


def test_crlf_and_byte_order_mark_change_nothing(parse: Parse, plain: str) -> None:
    """A Windows file with a byte order mark gives the same sentences and roles."""
    expected = parse(plain)
    found = parse("\ufeff" + plain.replace("\n", "\r\n"))
    assert _quotes(found) == _quotes(expected)
    assert [sentence.role for sentence in found.sentences] == [sentence.role for sentence in expected.sentences]
