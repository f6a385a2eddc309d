"""What must not change a report's roles, and what always holds of its offsets."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.report import Report
from checker.parse import parse_report
from tests.parse.conftest import PLAIN, make_document

Parse = Callable[..., Report]
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def _roles(report: Report, kept: list[int] | None = None) -> list[str]:
    """Give the role of every character that is neither white space nor (not ``kept``) furniture."""
    text = report.document.text
    roles = ["-"] * len(text)
    for sentence in report.sentences:
        for index in range(sentence.start, sentence.end):
            roles[index] = sentence.role.value
    places = [index for index, char in enumerate(text) if not char.isspace()] if kept is None else kept
    return [roles[index] for index in places]


def _wrap(text: str, width: int, indent: str, *, pages: bool) -> tuple[str, list[int]]:
    """Wrap a text as a PDF's pages do; gives the places of its own characters as well."""
    wrapped: list[str] = []
    kept: list[int] = []
    lines = 0
    for paragraph in text.split():
        padded = indent + paragraph
        for start in range(0, len(padded), width):
            for char in padded[start : start + width]:
                if not char.isspace():
                    kept.append(len(wrapped))
                wrapped.append(char)
            wrapped.append("\n")
            lines += 1
            if pages and lines % 9 == 0:
                wrapped.extend(f"- {lines // 9} -\n")
    return "".join(wrapped), kept


@settings(deadline=None, max_examples=40)
@given(width=st.integers(20, 48), indent=st.sampled_from(["", "　　", "    "]), pages=st.booleans())
def test_wrapping_changes_no_role(width: int, indent: str, pages: bool) -> None:
    """Wrapped at any width, with or without indents and page numbers, every character keeps its role."""
    wrapped, kept = _wrap(PLAIN, width, indent, pages=pages)
    assert _roles(parse_report(make_document(wrapped)), kept) == _roles(parse_report(make_document(PLAIN)))


def test_widening_characters_changes_no_role(parse: Parse, plain: str) -> None:
    """Full-width letters, digits and marks say the same."""
    assert _roles(parse(plain.translate(_WIDE))) == _roles(parse(plain))


def test_halving_marks_changes_no_role(parse: Parse, plain: str) -> None:
    """Half-width punctuation and brackets say the same."""
    assert _roles(parse(plain.translate(str.maketrans("，；：（）", ",;:()")))) == _roles(parse(plain))


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_space_between_sentences_changes_no_role(data: st.DataObject) -> None:
    """Spaces and blank lines behind a line change nothing."""
    lines = PLAIN.splitlines()
    ends = data.draw(
        st.lists(
            st.sampled_from(["\n", "\n\n", " \n \n", "\r\n", "\u3000\n"]), min_size=len(lines), max_size=len(lines)
        )
    )
    spaced = "".join(line + end for line, end in zip(lines, ends, strict=True))
    assert _roles(parse_report(make_document(spaced))) == _roles(parse_report(make_document(PLAIN)))


_PIECES = st.sampled_from(
    [
        "一、主要工作",
        "（二）规范执法",
        "3.",
        "一是",
        "存在的问题",
        "下一步，",
        "将",
        "2022年",
        "办案三件",
        "。",
        "；",
        "：",
        "，",
        "\n",
        "\n- 3 -\n",
        " ",
        "“",
        "”",
        "（",
        "）",
        "《",
        "【",
        "】",
        "报告",
        "法治政府建设",
        "云溪区人民政府",
        "&nbsp;",
        "<br>",
        "\ufeff",
        "\r\n",
        "x",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_offsets_always_hold(text: str) -> None:
    """Sentences are ordered, do not overlap, are trimmed, and with page furniture they cover the text."""
    report = parse_report(make_document(text))
    position = 0
    for sentence in report.sentences:
        assert position <= sentence.start < sentence.end <= len(text)
        assert report.quote(sentence).strip()
        for start, end in sentence.gaps:
            assert sentence.start < start < end < sentence.end
        position = sentence.end
    for heading in report.headings:
        assert 0 <= heading.start < heading.end <= len(text)


def test_all_text_but_furniture_is_covered(parse: Parse, plain: str) -> None:
    """Every character of a report that is not white space belongs to a sentence."""
    assert "-" not in _roles(parse(plain))


def test_a_long_report_costs_no_more_than_its_length(parse: Parse, plain: str) -> None:
    """A report a hundred times as long has its sentences in proportion: nothing is lost in one huge line."""
    line = plain.splitlines()[5]
    report = parse("一、主要工作\n" + line * 500)
    assert len([sentence for sentence in report.sentences if "云溪区行政执法指引" in report.quote(sentence)]) == 500


@pytest.mark.parametrize("header", ["云溪区法治政府建设报告", "2022年度"])
def test_running_headers_change_no_role(parse: Parse, plain: str, header: str) -> None:
    """A header repeated on every page leaves the roles alone."""
    wrapped, _ = _wrap(plain, 30, "", pages=False)
    lines = wrapped.splitlines()
    with_headers = []
    for index, line in enumerate(lines):
        with_headers.append(line)
        if index % 6 == 5:
            with_headers += [f"— {index} —", header]
    report = parse("\n".join(with_headers))
    quotes = [(report.quote(sentence), sentence.role) for sentence in report.sentences if sentence.role != "other"]
    expected = parse(wrapped)
    assert quotes == [
        (expected.quote(sentence), sentence.role) for sentence in expected.sentences if sentence.role != "other"
    ]


@pytest.mark.parametrize(
    "piece", ["。", "（", "“", "一是", "存在的", "下一步", "\n", "【", "<", "&", "，", "（一）甲。乙。"]
)
def test_a_monotonous_text_is_parsed_in_no_time(parse: Parse, piece: str) -> None:
    """Nothing is quadratic: a hundred times the text takes nowhere near ten thousand times the time."""

    def seconds(count: int) -> float:
        text = piece * count
        started = time.process_time()
        parse(text)
        return time.process_time() - started

    short = max(min(seconds(200) for _ in range(3)), 0.0005)
    assert seconds(20_000) < 1000 * short
