"""Folding before and writing out after the inner loops: machine code and plain Python agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.match import concrete, plain, stretch, write
from checker.match.backend import NATIVE, Likeness, Matcher
from checker.match.concrete import concreteness
from checker.match.fuzzy import align
from checker.match.layout import lay_out
from checker.model.matching import Grade
from checker.parse import parse_report
from checker.read import read_document
from tests.builders import shipped_compiled

native = pytest.mark.skipif(not NATIVE, reason="the inner loops were not built as machine code here")
REPORTS = sorted((Path(__file__).resolve().parents[2] / "examples/reports").glob("*.txt"))


@native
@given(st.text(alphabet="法治Ａa１ 　\n“”《》,，(（＂𠮷\ud800", max_size=40), st.data())
def test_both_ways_fold_a_text_with_its_stretches(text: str, data: st.DataObject) -> None:
    """Text, places and bounds are equal, whatever characters there are."""
    from checker.match import _native

    bounds = st.integers(0, len(text))
    starts, ends = data.draw(st.lists(bounds, max_size=5)), data.draw(st.lists(bounds, max_size=5))
    assert _native.fold_stretches(text, starts, ends) == stretch.fold_stretches(text, starts, ends)


@native
@pytest.mark.parametrize("compared", [True, False])
def test_both_ways_write_the_same_out(compared: bool) -> None:
    """Passages and near misses of a whole report are equal, words, places and scores, with references and without."""
    from checker.match import _native

    catalog = shipped_compiled()
    likeness = Likeness(catalog)
    for path in REPORTS:
        report = parse_report(read_document(path))
        layout = lay_out(report)
        rated = [
            concreteness(layout.words(number), report.document.text[one.start : one.end])
            for number, one in enumerate(report.sentences)
        ]
        written = []
        for way, out in ((plain, write), (_native, _native)):
            scan = way.Matcher(catalog).scan(layout)
            answers = scan.answers(rated, align(scan.candidates(), layout, catalog.terms))
            shares = likeness.shares(layout, report.id) if compared else None
            written.append(out.write_out(answers, rated, layout, catalog, shares))
        assert written[0] == written[1]
        assert any(match.near for match in written[0])
        assert compared == any(one.grade is Grade.LIKE for match in written[0] for one in match.done)


def test_a_matcher_can_be_used_again() -> None:
    """What stood in one report does not stand in the next."""
    catalog = shipped_compiled()
    matcher = Matcher(catalog)
    layouts = [lay_out(parse_report(read_document(path))) for path in REPORTS[:3]]

    def rows() -> list[object]:
        return [[*matcher.scan(one).answers([0.5] * len(one.role), [])] for one in layouts]

    assert rows() == rows()


NUMERALS = "两三四五六七八九十百千"


@given(
    st.lists(
        st.sampled_from([*"0123457两百全率分之覆盖达为年月日内初同比截至上下半当，.个次%", "制度", "工作日"]),
        max_size=9,
    ).map("".join)
)
def test_figures_and_dates_are_those_that_a_plain_reading_finds(text: str) -> None:
    """The patterns are written for speed; written one alternative after the other they find the same."""
    figure = (
        rf"\d[\d.，]*{concrete._MEASURE}|[{NUMERALS}]+{concrete._MEASURE}(?!制度|清单)|百分之|全覆盖率"
        r"|率(?:达|为|保持在)"
    )
    date = r"(?<![\d年])(?:1[0-2]|[1-9])月(?:份|\d|底|初|中|，|起)|\d日|年内|全年|年初|上半年|下半年|当年|同比|截至"
    assert (concrete._FIGURE.search(text) is None) == (re.search(figure, text) is None)
    assert (concrete._DATE.search(text) is None) == (re.search(date, text) is None)
