"""What to look at first, and what the decisions teach."""

from __future__ import annotations

from checker.model.findings import Finding
from checker.review import Reason, ReviewState, agreement_by_chapter, differences, order, queue_of, reasons
from checker.review.anchors import quote_key
from checker.review.making import undo
from checker.review.queue import doubt_of
from tests.review.builders import RULES, SENTENCES, Review, report_of

FIRST = quote_key(SENTENCES[0][1])


def items(review: Review) -> list[str]:
    """Name the points in the order of the queue."""
    return [one.point for one in order(queue_of(review.final, review.catalog, RULES.roll_up, RULES.clear_from))]


def finding(level: int, score: float) -> Finding:
    """Make a finding of a level whose best quote has a score."""
    return Finding.model_validate(
        {"point": "1.1", "level": level, "score": score, "planned": False, "shortfall": False}
    )


def test_doubt_grows_towards_the_next_level() -> None:
    """Part evidence just under the threshold is more doubtful than weak one, and that more than a sure 2 or 0."""
    doubts = [doubt_of(one, 0.62) for one in (finding(1, 0.6), finding(1, 0.3), finding(2, 0.65), finding(2, 0.98))]
    assert doubts == sorted(doubts, reverse=True)
    assert len(set(doubts)) == 4
    assert doubt_of(finding(0, 0.0), 0.62) < doubts[2]


def test_what_is_reviewed_goes_last_and_what_is_reopened_first() -> None:
    """The queue moves on with the decisions and brings back what has changed."""
    review = Review()
    first = items(review)[0]
    review.keep("甲", review.bench.on_level(first, "1"))
    assert items(review)[-1] == first
    review.keep("甲", review.bench.on_quote("1.1", FIRST, None))
    assert review.rerun().final.points["1.1"].state is ReviewState.REVIEWED
    assert items(review.rerun(report_of({SENTENCES[0][1]: "组织案卷评查7次，抽查案卷1件。"})))[0] == "1.1"


def test_what_reviewers_disagree_on_comes_before_the_merely_doubtful() -> None:
    """A dispute on a reviewed point puts it at the head of the queue."""
    review = Review()
    review.keep("甲", review.bench.on_level("2.2", "0"))
    assert items(review)[-1] == "2.2"
    review.keep("乙", review.bench.on_level("2.2", "1"))
    assert items(review)[0] == "2.2"


def test_decisive_points_are_marked() -> None:
    """With its core point one level lower a covered task is covered no more: the core is decisive."""
    listed = queue_of(Review().final, Review().catalog, RULES.roll_up, RULES.clear_from)
    assert {one.point: one.decisive for one in listed}["1.1"]


def test_agreement_counts_each_decision_by_what_the_machine_had_said() -> None:
    """Accepted and rejected quotes, confirmed and overridden levels, statuses and missed sentences, by chapter."""
    review = Review()
    text = review.report.document.text
    start = text.index(SENTENCES[4][1])
    review.keep("甲", review.bench.on_quote("1.1", FIRST, None))
    review.keep("甲", review.bench.on_quote("1.1", quote_key(SENTENCES[1][1]), Reason.BOILERPLATE))
    review.keep("甲", review.bench.on_level("1.2", "2"))
    review.keep("甲", review.bench.on_level("2.1", "0"))
    review.keep("甲", review.bench.on_sentence("2.2", start, start + len(SENTENCES[4][1]), "2"))
    review.keep("乙", review.bench.on_status(1, "covered"))
    *_, total = agreement_by_chapter(review.standing, review.catalog)
    assert (total.quotes, total.quotes_agreed) == (2, 1)
    assert (total.levels, total.levels_agreed, total.lower, total.higher) == (2, 1, 1, 0)
    assert (total.statuses, total.statuses_agreed, total.missed) == (1, 1, 1)
    assert (total.agreed, total.judged) == (3, 6)
    assert reasons(review.standing, review.catalog) == [(Reason.BOILERPLATE, 1)]
    assert [one.record.id for one in differences(review.standing, review.catalog)] == [5, 4, 2]


def test_undone_decisions_teach_nothing() -> None:
    """What was taken back is not counted."""
    review = Review()
    record = review.keep("甲", review.bench.on_level("2.1", "0"))
    review.keep("甲", undo(record, review.run))
    assert agreement_by_chapter(review.standing, review.catalog) == []
