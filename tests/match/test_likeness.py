"""Likeness to reference sentences: who votes, what a share is, and that machine code and plain Python agree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import CatalogError
from checker.match import CompiledCatalog, compile_catalog, likeness, match_report
from checker.match.backend import NATIVE, Likeness
from checker.match.layout import lay_out
from checker.model.matching import Grade, PointMatch
from checker.model.references import Reference, References, write_references
from checker.model.report import Report, Role
from checker.parse import parse_report
from checker.read import read_document
from tests.builders import LEXICON, make_catalog, make_point, make_report, make_task, shipped_compiled

native = pytest.mark.skipif(not NATIVE, reason="the inner loops were not built as machine code here")
REPORTS = sorted((Path(__file__).resolve().parents[2] / "examples/reports").glob("*.txt"))
CATALOG = make_catalog(
    make_task(make_point("1.1", clear=["案卷 + 评查"]), make_point("1.2", core=False, clear=["听证"]))
)
FILLING = ("安排值班值守", "修缮乡村道路", "举办文艺演出", "慰问困难群众", "栽种行道树木", "改造老旧小区")


def references(*told: tuple[str, str, str], role: Role = Role.DONE) -> References:
    """Make references of (source, sentence, points), each twice and among others that answer nothing."""
    made = [Reference(source, role, (), text, tuple(points.split())) for source, text, points in told for _ in range(2)]
    rest = [Reference("z", role, (), f"{words}第{number}批", ()) for number in range(20) for words in FILLING]
    return References("例句.tsv", write_references([*made, *rest]))


def compiled(*told: tuple[str, str, str], role: Role = Role.DONE) -> CompiledCatalog:
    """Compile the small catalog with references."""
    return compile_catalog(CATALOG, LEXICON, references(*told, role=role))


def matched(report: Report, catalog: CompiledCatalog) -> Sequence[PointMatch]:
    """Match a report."""
    return match_report(report, catalog)


def test_a_sentence_without_any_word_of_the_point_is_found_by_what_it_is_like() -> None:
    """It answers as the references do, shows what both have in common, and the reference that it is most like."""
    catalog = compiled(("a", "抽取卷宗交叉打分并通报结果", "1.1"))
    report = make_report((Role.DONE, "今年抽取卷宗60份交叉打分。"))
    (passage,) = matched(report, catalog)[0].done
    assert passage.grade is Grade.LIKE
    assert passage.pattern == "抽取卷宗交叉打分并通报结果"
    assert [report.document.text[hit.start : hit.end] for hit in passage.hits] == ["抽取卷宗", "交叉打分"]
    assert passage.likeness == pytest.approx(1.0)
    assert passage.score == pytest.approx(0.45)
    assert matched(report, catalog)[1].done == ()


def test_likeness_lifts_a_sentence_with_the_words_of_the_point() -> None:
    """The same words are worth more where references that have them answer the point, and less where they do not."""
    report = make_report((Role.DONE, "开展案卷评查3次。"))
    like, unlike = compiled(("a", "组织案卷评查两次", "1.1")), compiled(("a", "组织案卷评查两次", "1.2"))
    (lifted,), (left,) = matched(report, like)[0].done, matched(report, unlike)[0].done
    assert lifted.grade is left.grade is Grade.CLEAR
    assert (lifted.likeness, left.likeness) == (pytest.approx(1.0), 0.0)
    assert lifted.score - left.score == pytest.approx(0.45, abs=1e-4)


def test_nobody_vouches_for_himself() -> None:
    """References of a report of the same id have no vote."""
    report = make_report((Role.DONE, "今年抽取卷宗60份交叉打分。"))
    assert report.id == "r"
    assert matched(report, compiled(("r", "抽取卷宗交叉打分并通报结果", "1.1")))[0].done == ()


def test_what_was_done_is_not_like_a_plan() -> None:
    """References of plans vote on plans, and on nothing that was done."""
    catalog = compiled(("a", "抽取卷宗交叉打分并通报结果", "1.1"), role=Role.PLAN)
    words = "抽取卷宗60份交叉打分。"
    match = matched(make_report((Role.DONE, words), (Role.PLAN, words)), catalog)[0]
    assert (len(match.done), len(match.plan)) == (0, 1)


def test_the_heading_above_counts() -> None:
    """Of two sentences with the same words the one below a heading of the reference is more like it."""
    told = Reference("a", Role.DONE, ("规范执法案卷",), "全年抽查整改若干份并通报", ("1.1",))
    other = Reference("b", Role.DONE, ("办好教育实事",), "全年抽查整改若干份并通报", ("1.2",))
    rest = [Reference("z", Role.DONE, (), words, ()) for words in FILLING * 10]
    catalog = compile_catalog(CATALOG, LEXICON, References("x", write_references([told, told, other, other, *rest])))
    report = make_report((Role.DONE, "全年抽查整改80份。", "规范执法案卷"), (Role.DONE, "全年抽查整改90份。"))
    above, alone = sorted(matched(report, catalog)[0].done, key=lambda one: one.sentence.start)
    assert above.likeness is not None
    assert alone.likeness is not None
    assert above.likeness > alone.likeness + 0.03


def test_headings_and_other_matter_are_compared_with_nothing() -> None:
    """Only sentences that are evidence of something have a share."""
    catalog = compiled(("a", "抽取卷宗交叉打分并通报结果", "1.1"))
    assert matched(make_report((Role.OTHER, "抽取卷宗60份交叉打分。")), catalog)[0].done == ()


def test_a_catalog_without_references_scores_by_words() -> None:
    """Nothing is compared, and the score is that of the words."""
    catalog = compile_catalog(CATALOG, LEXICON)
    (passage,) = matched(make_report((Role.DONE, "开展案卷评查3次。")), catalog)[0].done
    assert passage.likeness is None
    assert passage.score > 0.66


@native
@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_both_ways_agree_on_reports(path: Path, shipped: tuple[CompiledCatalog, Likeness, Likeness]) -> None:
    """All shares of the shipped references are the same to the last digit."""
    _, one, other = shipped
    report = parse_report(read_document(path))
    layout = lay_out(report)
    for left_out in ("", "d01", "k03"):
        assert one.shares(layout, left_out) == other.shares(layout, left_out)
    assert len(one.shares(layout, "").share) > 200
    assert one.shares(layout, "") != one.shares(layout, "k03")


@pytest.fixture(scope="module")
def shipped() -> tuple[CompiledCatalog, Likeness, Likeness]:
    """The shipped references made ready in both ways."""
    catalog = shipped_compiled()
    return catalog, likeness.Likeness(catalog), Likeness(catalog)


WORDS = st.lists(
    st.sampled_from(["案卷", "评查", "听证", "决策", "，", "3", "a", "𠮷", "，。", "法", "治理"]), max_size=9
)
SENTENCES = st.lists(WORDS.map("".join).filter(bool), min_size=1, max_size=60)


@native
@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES, st.randoms(use_true_random=False))
def test_both_ways_agree_on_whatever_is_written(known: list[str], asked: list[str], random: object) -> None:
    """Few references or many, equal ones, ones with nothing in common: the shares are the same."""
    choose = random.choice  # type: ignore[attr-defined]
    roles = (Role.DONE, Role.PLAN, Role.PROBLEM)
    made = [
        Reference(choose("ab"), choose(roles), (choose(known),), one, choose([(), ("1.1",), ("1.1", "1.2")]))
        for one in known
    ]
    rest = [Reference("z", role, (), words, ()) for role in roles for words in FILLING * 9]
    catalog = compile_catalog(CATALOG, LEXICON, References("x", write_references([*made, *rest])))
    layout = lay_out(make_report(*((choose(roles), one, choose(known)) for one in asked)))
    for left_out in ("", "a"):
        one, other = (way.Likeness(catalog).shares(layout, left_out) for way in (likeness, _machine()))
        assert one == other


@native
@given(WORDS.map("".join), WORDS.map("".join), st.integers(0, 3), st.booleans())
def test_both_ways_agree_on_common_words(text: str, other: str, room: int, long: bool) -> None:
    """The same stretches, for other texts of any length."""
    other = other * 60 if long else other
    assert likeness.common_words(text, other, room) == _machine().common_words(text, other, room)


def _machine():  # type: ignore[no-untyped-def]
    from checker.match import _likeness

    return _likeness


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a\tdone\t句子", "应有 5 栏"),
        ("a\tother\t\t句子\t", "实为“other”"),
        ("a\tdone\t\t\t1.1", "没有句子"),
        ("a\tdone\t\t句子\t1.1 一", "“一”不是检查要点的编号"),
    ],
)
def test_a_line_that_is_no_reference_is_named(line: str, told: str) -> None:
    """The error says which file, which line, and what is wrong."""
    with pytest.raises(CatalogError, match=rf"例句\.tsv：第 3 行.*{told}"):
        compile_catalog(CATALOG, LEXICON, References("例句.tsv", f"# 说明\n\n{line}\n"))


def test_too_many_references_are_refused() -> None:
    """Their numbers would not fit."""
    one = Reference("a", Role.DONE, (), "句子", ())
    with pytest.raises(CatalogError, match=r"参照例句过多.*现有一类为 65536 条"):
        compile_catalog(CATALOG, LEXICON, References("x", write_references([one]) * 0x10000))


def test_references_are_read_as_they_were_written() -> None:
    """Nothing is lost on the way."""
    made = [
        Reference("a", Role.PLAN, ("一、标题", "二"), "句子，一句。", ("1.1", "1.2")),
        Reference("b", Role.DONE, (), "又", ()),
    ]
    assert list(References("x", write_references(made)).read({"1.1", "1.2"})) == made
    assert [one.answers for one in References("x", write_references(made)).read({"1.2"})] == [("1.2",), ()]
