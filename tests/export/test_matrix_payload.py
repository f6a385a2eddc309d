"""The data behind the page: windows, offsets, highlights, units."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import OutputError
from checker.export.matrix_block import CONTEXT, highlights
from checker.export.matrix_payload import LETTERS, Searched, overview, report_data, safe_json
from checker.export.units import units_of
from checker.model.report import Role
from tests.export import builders


def utf16_slice(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_every_quote_can_be_cut_out_of_its_window(written: builders.Written) -> None:
    """As the page cuts it, by UTF-16 units, each passage of each point gives its quote, with the text around it."""
    for report in written.findings.reports:
        block = report_data(report, written.catalog, written.texts[report.id], Searched())
        text = written.texts[report.id]
        for found, data in zip(report.points, block["points"], strict=True):
            passages = [*found.evidence, *found.near_misses]
            for passage, row in zip(passages, [*data[6], *data[7]], strict=True):
                window = block["windows"][row[1]]
                assert utf16_slice(window, row[2], row[3]) == passage.quote
                before = utf16_slice(window, 0, row[2])
                after = utf16_slice(window, row[3], len(window.encode("utf-16-le")) // 2)
                assert text[max(0, passage.start - CONTEXT) : passage.start] == before[-CONTEXT:]
                assert text[passage.end : passage.end + CONTEXT] == after[:CONTEXT]
                assert block["headings"][row[4]] == list(passage.heading)


def test_a_quote_without_its_text_stands_alone(written: builders.Written) -> None:
    """Where the text is not at hand or does not hold the quote, the quote is there all the same."""
    report = written.findings.reports[0]
    for text in ("", "别的文字" * 500):
        block = report_data(report, written.catalog, text, Searched())
        quotes = {p.quote for point in report.points for p in (*point.evidence, *point.near_misses)}
        assert quotes == set(block["windows"])


def test_overview_keeps_every_status(written: builders.Written) -> None:
    """One letter and one digit for each task, in the order of the catalog."""
    for report in written.findings.reports:
        line = overview(report, written.catalog, -1)
        assert line["s"] == "".join(LETTERS[task.status] for task in report.tasks)
        assert line["f"] == "".join(str(task.planned + 2 * task.shortfall) for task in report.tasks)


def test_findings_of_another_catalog_are_refused(written: builders.Written) -> None:
    """A report that lacks a task of the catalog is an error, never a smaller matrix."""
    with pytest.raises(OutputError, match="任务 15"):
        overview(written.findings.reports[0], builders.catalog(15), -1)


def test_highlights_cross_quotation_marks_and_width() -> None:
    """A folded term is found where the report writes it with quotation marks, blanks or in full width."""
    quote = "推行“双随机、 一公开”监管，ＡＢ 类企业"
    spans = highlights(quote, ["双随机、一公开", "ab类"])
    assert [quote[start:end] for start, end in spans] == ["双随机、 一公开", "ＡＢ 类"]


@given(st.text(max_size=60), st.lists(st.text(max_size=6), max_size=5))
def test_highlights_are_ordered_and_inside(quote: str, terms: list[str]) -> None:
    """Whatever quote and terms: stretches are in order, apart, not empty and inside the quote."""
    place = -1
    for start, end in highlights(quote, terms):
        assert place < start < end <= len(quote)
        place = end


@given(st.recursive(st.text() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_safe_json_cannot_end_a_script(value: object) -> None:
    """The JSON holds no character that HTML knows, and reads back equal."""
    text = safe_json(value)
    assert not set(text) & set("<>&")
    assert json.loads(text) == value


def test_units_include_the_tasks_of_their_groups() -> None:
    """A member has the tasks that name it by any name and those that name its group, and says which."""
    of, roster = builders.catalog(6), builders.roster()
    units = {unit.name: unit for unit in units_of(of, roster)}
    assert units["区司法局"].tasks == {3: "牵头", 6: "牵头", 2: "属“各部门”", 5: "属“各部门”"}
    assert units["和川街道"].tasks == {1: "属“各街镇”", 4: "属“各街镇”"}
    assert units["各街镇"].kind == "group"
    assert units["区府办"].kind == "other"
    assert set(units_by_name := {unit.name for unit in units_of(of, None)}) == {
        "司法局", "区市场监管局", "各街镇", "区府办", "各部门",
    }, units_by_name  # fmt: skip


def test_only_evidence_of_role_done_is_called_so(written: builders.Written) -> None:
    """A passage keeps its role on the way to the page."""
    report = written.findings.reports[0]
    block = report_data(report, written.catalog, written.texts[report.id], Searched())
    roles = {row[0] for point in block["points"] for row in point[6]}
    assert roles == {Role.DONE.value, Role.PLAN.value, Role.PROBLEM.value}
