"""After a new run: decisions carry over where sentence and point are unchanged, and are reopened where not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.catalog import Catalog
from checker.review import Reason, ReviewState
from checker.review.anchors import Places, anchor_at, quote_key
from tests.builders import make_catalog, make_task
from tests.review.builders import CATALOG, SENTENCES, Review, report_of

TEXTS = [text for _, text, _ in SENTENCES]


@pytest.fixture
def decided() -> Review:
    """Decisions on four sentences of three points."""
    review = Review()
    for point, number in (("1.1", 0), ("1.1", 1), ("1.2", 2), ("2.1", 3)):
        review.keep("甲", review.bench.on_quote(point, quote_key(TEXTS[number]), None))
    return review


def reopened(review: Review) -> list[str]:
    """List the quotes whose decisions are reopened."""
    listed = [record for one in review.final.points.values() for record in one.reopened]
    return [record.decision.anchor.quote for record in listed if record.decision.anchor]


def test_a_new_run_on_the_same_report_keeps_everything(decided: Review) -> None:
    """Nothing is reopened and every decision counts as before."""
    after = decided.rerun()
    assert reopened(after) == []
    assert after.final.final == decided.final.final


@pytest.mark.parametrize(
    ("number", "edited"),
    [
        (0, "组织案卷评查4次，抽查案卷120件。"),
        (0, "全年组织案卷评查3次，抽查案卷120件。"),
        (1, "开展案卷评查培训2次，效果良好。"),
        (2, "行政机关负责人出庭应诉29件。"),
        (3, "加强普法工作和宣传教育。"),
        (3, "今年起"),
    ],
)
def test_editing_one_sentence_reopens_exactly_the_decisions_on_it(decided: Review, number: int, edited: str) -> None:
    """Changed, lengthened at either end or gone: that sentence's decision is reopened and no other."""
    after = decided.rerun(report_of({TEXTS[number]: edited}))
    assert reopened(after) == [TEXTS[number]]
    states = {name: one.state for name, one in after.final.points.items()}
    point = ("1.1", "1.1", "1.2", "2.1")[number]
    assert [name for name, state in states.items() if state is ReviewState.REOPENED] == [point]


def test_a_reopened_decision_counts_no_more(decided: Review) -> None:
    """A rejection of a sentence that was rewritten does not strike the new sentence."""
    decided.keep("甲", decided.bench.on_quote("1.2", quote_key(TEXTS[2]), Reason.BOILERPLATE))
    assert decided.final.points["1.2"].final.level == 0
    after = decided.rerun(report_of({TEXTS[2]: "行政机关负责人出庭应诉29件。"}))
    assert after.final.points["1.2"].final.level == 2


def test_looking_anew_settles_what_was_reopened(decided: Review) -> None:
    """A decision on the point in the new run ends 待重审; another sentence's old decision does not."""
    after = decided.rerun(report_of({TEXTS[0]: "组织案卷评查4次，抽查案卷120件。"}))
    assert after.final.points["1.1"].state is ReviewState.REOPENED
    after.keep("乙", after.bench.on_level("1.1", "2"))
    assert after.final.points["1.1"].state is ReviewState.REVIEWED


def renamed(text: str, name: str = "1.2") -> Catalog:
    """Give the catalog with the second point of the first task said, or numbered, otherwise."""
    task = CATALOG.tasks[0]
    point = task.points[1].model_copy(update={"text": text, "id": name})
    return make_catalog(task.model_copy(update={"points": (task.points[0], point)}), CATALOG.tasks[1])


def test_a_point_that_says_something_else_reopens_its_decisions(decided: Review) -> None:
    """The quote is the same, the requirement is not: reopened, and only there."""
    after = decided.rerun(catalog=renamed("负责人出庭应诉率达到100%"))
    assert reopened(after) == [TEXTS[2]]


def test_a_point_that_only_got_another_number_keeps_its_decisions(decided: Review) -> None:
    """Decisions hang on what the point says, not on its number."""
    after = decided.rerun(catalog=renamed("负责人出庭应诉", "1.7"))
    assert reopened(after) == []
    assert after.final.points["1.7"].state is ReviewState.REVIEWED


def test_a_point_that_is_gone_leaves_an_orphan() -> None:
    """A decision on a point that the catalog has no more is kept and listed, not dropped."""
    review = Review()
    review.keep("甲", review.bench.on_level("2.2", "1"))
    catalog = make_catalog(CATALOG.tasks[0], make_task(CATALOG.tasks[1].points[0], number=2))
    assert [record.id for record in review.rerun(catalog=catalog).final.orphans] == [1]


def test_levels_and_statuses_rest_on_the_quotes_that_were_seen() -> None:
    """An override is reopened when one of its quotes changes or new evidence turns up, and carries over else."""
    review = Review()
    review.keep("甲", review.bench.on_level("1.1", "1"))
    review.keep("甲", review.bench.on_level("2.2", "0"))
    review.keep("甲", review.bench.on_status(2, "missing"))
    same = review.rerun(report_of({TEXTS[2]: "行政机关负责人出庭应诉29件。"}))
    assert same.final.points["1.1"].final.level == 1
    assert same.final.tasks[2].state is ReviewState.REVIEWED
    changed = review.rerun(report_of({TEXTS[1]: "开展案卷评查培训9次。"}))
    assert changed.final.points["1.1"].state is ReviewState.REOPENED
    found = review.rerun(report_of({TEXTS[4]: "聘请法律顾问12名。"}))
    assert found.final.points["2.2"].state is ReviewState.REOPENED
    assert found.final.tasks[2].reopened
    assert found.final.points["1.1"].final.level == 1


def test_added_evidence_is_found_again_at_its_new_place() -> None:
    """A sentence inserted above moves the added evidence, which is quoted at its new offsets."""
    review = Review()
    start = review.report.document.text.index(TEXTS[4])
    review.keep("甲", review.bench.on_sentence("2.2", start, start + len(TEXTS[4]), "2"))
    after = review.rerun(report_of({TEXTS[0]: "组织案卷评查3次，抽查案卷120件。\n新增一句，与此无关。"}))
    (added,) = after.final.points["2.2"].final.evidence
    assert after.report.document.text[added.start : added.end] == TEXTS[4]
    assert added.start > start


@given(st.text("甲乙丙。；\n ", min_size=1, max_size=40), st.data())
def test_a_sentence_is_always_found_where_it_was_taken(text: str, data: st.DataObject) -> None:
    """For any text and stretch of it the anchor is found in the same text, with the same characters."""
    solid = [i for i, char in enumerate(text) if not char.isspace()]
    if not solid:
        return
    start = data.draw(st.sampled_from(solid))
    end = data.draw(st.sampled_from([i for i in solid if i >= start])) + 1
    span = Places(text, ()).span(anchor_at(text, text[start:end], start, end))
    assert span is not None
    assert "".join(text[slice(*span)].split()) == "".join(text[start:end].split())


def test_the_end_of_a_sentence_too_long_to_be_quoted_whole_is_watched() -> None:
    """A quote is cut at 300 characters; a change behind the cut reopens the decision all the same."""
    long = "案卷评查" * 100 + "共3次。"
    review = Review(report_of({TEXTS[0]: long}))
    quote = max((one.quote for one in review.final.points["1.1"].machine.evidence), key=len)
    assert len(quote) == 300
    review.keep("甲", review.bench.on_quote("1.1", quote_key(quote), None))
    assert reopened(review.rerun()) == []
    assert reopened(review.rerun(report_of({TEXTS[0]: long.replace("3次", "4次")}))) == [quote]


def test_line_breaks_are_no_change(decided: Review) -> None:
    """The same report wrapped at other places keeps every decision."""
    text = decided.report.document.text
    wrapped = text.replace("抽查", "抽\n查").replace("行政机关", "行政\n机关")
    places = Places(wrapped, ())
    anchors = [record.decision.anchor for record in decided.records]
    assert all(anchor and places.holds(anchor) for anchor in anchors)
