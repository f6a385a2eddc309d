"""The inner loops as machine code give what the plain ones give, to the last digit."""

from __future__ import annotations

import os
import shutil
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.match import CompiledCatalog, compile_catalog, concrete, plain
from checker.match.backend import NATIVE
from checker.match.concrete import concreteness
from checker.match.fuzzy import align
from checker.match.layout import lay_out
from checker.match.rows import Row
from checker.model.report import Report, Role
from checker.parse import parse_report
from checker.read import read_document
from tests.builders import LEXICON, make_catalog, make_point, make_report, make_task, shipped_compiled

REPORTS = sorted((Path(__file__).resolve().parents[2] / "examples/reports").glob("*.txt"))
WORDS = (
    "案卷",
    "评查",
    "案卷评查",
    "执法",
    "执法监督",
    "负责人",
    "出庭应诉",
    "行政机关负责人出庭应诉制度",
    "市场监督",
    "法治",
)
FILLERS = ("，", "、", "的", "开展3次", "积极", "市场监督管理局", "行政机关负责人积极出庭应诉制度", "𠮷", "")

native = pytest.mark.skipif(not NATIVE, reason="the inner loops were not built as machine code here")


def both(report: Report, catalog: CompiledCatalog) -> list[tuple[list[Row], list[Row]]]:
    """Give the rows of both ways of matching; what each finds loosely has to be the same."""
    from checker.match import _native

    layout = lay_out(report)
    rated = [
        concreteness(layout.words(number), report.document.text[sentence.start : sentence.end])
        for number, sentence in enumerate(report.sentences)
    ]
    found = []
    for way in (plain, _native):
        scan = way.Matcher(catalog).scan(layout)
        loose = sorted(align(scan.candidates(), layout, catalog.terms))
        terms = [sorted(scan.terms(segment)) for segment in range(len(layout.first))]
        found.append((loose, terms, *scan.answers(rated, loose)))
    return found


def test_machine_code_is_there_where_it_can_be_built() -> None:
    """With a C compiler and Python's headers at hand, setting the project up builds it."""
    headers = Path(sysconfig.get_paths()["include"]) / "Python.h"
    if not (shutil.which(sysconfig.get_config_var("CC").split()[0]) and headers.exists()):
        pytest.skip("no C compiler, or no headers of Python")
    if os.environ.get("CHECKER_PLAIN"):
        pytest.skip("the environment asks for plain Python")
    assert NATIVE


@native
@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_both_ways_agree_on_reports(path: Path, shipped: CompiledCatalog) -> None:
    """Every answer, near miss and loose find of the shipped catalog is the same."""
    report = parse_report(read_document(path))
    one, other = both(report, shipped)
    assert len(one[2]) > 50
    assert one == other


@pytest.fixture(scope="module")
def shipped() -> CompiledCatalog:
    """The shipped catalog."""
    return shipped_compiled()


sentences = st.lists(st.sampled_from(WORDS + FILLERS), min_size=1, max_size=14).map("".join)
parts = st.lists(
    st.one_of(st.sampled_from(WORDS), st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map("…".join)),
    min_size=1,
    max_size=3,
).map("|".join)
lines = st.tuples(
    st.lists(parts, min_size=1, max_size=4).map(" + ".join), st.one_of(st.just(""), parts.map(" ! {}".format))
).map("".join)


@native
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.lists(
        st.tuples(st.sampled_from((Role.DONE, Role.PLAN, Role.PROBLEM, Role.OTHER)), sentences, sentences),
        min_size=1,
        max_size=4,
    ),
    clear=st.lists(lines, min_size=1, max_size=4),
    partial=st.lists(lines, max_size=2),
    misleading=st.lists(st.sampled_from(WORDS), max_size=2),
)
def test_both_ways_agree_on_whatever_is_written(
    texts: Sequence[tuple[Role, str, str]], clear: list[str], partial: list[str], misleading: list[str]
) -> None:
    """Any vocabulary and any sentences, with headings, chains, exclusions and misleading words."""
    point = make_point(clear=clear, partial=partial, misleading=misleading)
    catalog = compile_catalog(make_catalog(make_task(point)), LEXICON)
    one, other = both(make_report(*texts), catalog)
    assert one == other


@native
@given(st.lists(st.sampled_from(WORDS + FILLERS), max_size=12).map("".join), st.integers(0, 5))
def test_wordlists_agree(text: str, limit: int) -> None:
    """The first word of the list that fits is taken, and words do not overlap."""
    from checker.match._native import Wordlist

    for words in (WORDS, tuple(reversed(WORDS))):
        assert Wordlist(words).count(text, limit) == plain.Wordlist(words).count(text, limit)
        assert Wordlist(words).has_two(text) == plain.Wordlist(words).has_two(text)


@native
def test_more_terms_than_there_is_room_for() -> None:
    """A text that is nothing but overlapping terms makes the room grow and loses none."""
    terms = ["甲甲", "甲甲甲", "甲甲甲甲", "甲甲甲甲甲"]
    catalog = compile_catalog(make_catalog(make_task(make_point(clear=["|".join(terms)]))), LEXICON)
    one, other = both(make_report((Role.DONE, "甲" * 300)), catalog)
    assert len(one[1][0]) > 1000
    assert one == other


def test_concreteness_tells_facts_from_slogans() -> None:
    """A figure and finished actions make a statement checkable; effort alone does not."""
    assert concreteness("印发实施方案，召开会议3次。", "印发实施方案，召开会议3次。") > 0.8
    assert concreteness("不断加强，着力提升，持续优化。", "不断加强，着力提升，持续优化。") == 0
    assert concrete.concreteness("收回许可证。", "收回许可证。") == 0.25
