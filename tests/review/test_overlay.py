"""The final judgement: the machine's with decisions laid over it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UsageError
from checker.model.findings import Status
from checker.model.report import Role
from checker.review import Reason, ReviewState
from checker.review.anchors import quote_key
from checker.review.making import check_name, own_record, undo
from tests.review.builders import SENTENCES, Review, report_of

FIRST, SECOND = quote_key(SENTENCES[0][1]), quote_key(SENTENCES[1][1])


def test_nothing_decided_leaves_the_machine_alone() -> None:
    """Without decisions the final report is the machine's and everything is unreviewed."""
    final = Review().final
    assert final.final == final.machine
    assert {one.state for one in (*final.points.values(), *final.tasks.values())} == {ReviewState.UNREVIEWED}


def test_rejecting_all_evidence_takes_the_level_away() -> None:
    """Two quotes carry the point; without one of them it still stands, without both it is 0 and the task follows."""
    review = Review()
    assert review.final.points["1.1"].machine.level == 2
    review.keep("甲", review.bench.on_quote("1.1", FIRST, Reason.BOILERPLATE))
    assert review.final.points["1.1"].final.level == 2
    assert review.final.points["1.1"].state is ReviewState.PARTLY
    review.keep("甲", review.bench.on_quote("1.1", SECOND, Reason.WRONG_YEAR))
    final = review.final
    assert final.points["1.1"].final.level == 0
    assert [one.quote for one in final.points["1.1"].final.evidence] == [SENTENCES[6][1]]
    assert (final.tasks[1].machine.status, final.tasks[1].final.status) == (Status.COVERED, Status.PARTIAL)
    assert final.machine.points[0].level == 2


def test_what_is_left_is_judged_as_the_machine_judges() -> None:
    """Without its one clear quote a point with a vague one left is touched; added ones count as they were added."""
    review = Review(report_of({SENTENCES[1][1]: "高度重视案卷管理。"}))
    clear, vague = review.machine.points[0].evidence[:2]
    assert (clear.quote, clear.full, vague.full) == (SENTENCES[0][1], True, False)
    review.keep("甲", review.bench.on_quote("1.1", quote_key(vague.quote), Reason.BOILERPLATE))
    assert review.final.points["1.1"].final.level == 2
    again = Review(review.report)
    again.keep("甲", again.bench.on_quote("1.1", FIRST, Reason.OTHER))
    assert again.final.points["1.1"].final.level == 1
    start = again.report.document.text.index(SENTENCES[2][1])
    again.keep("乙", again.bench.on_sentence("1.1", start, start + len(SENTENCES[2][1]), "1"))
    assert again.final.points["1.1"].final.level == 1
    again.keep("乙", again.bench.on_sentence("1.1", start, start + len(SENTENCES[2][1]), "2"))
    assert again.final.points["1.1"].final.level == 2


def test_added_evidence_counts() -> None:
    """A sentence that the machine missed lifts the point, and its quote stands in the final evidence at its place."""
    review = Review()
    text = review.report.document.text
    start = text.index(SENTENCES[4][1])
    assert review.final.points["2.2"].final.level == 0
    review.keep("甲", review.bench.on_sentence("2.2", start, start + len(SENTENCES[4][1]), "2"))
    point = review.final.points["2.2"]
    assert (point.machine.level, point.final.level, point.state) == (0, 2, ReviewState.REVIEWED)
    (added,) = point.final.evidence
    assert text[added.start : added.end] == added.quote == SENTENCES[4][1]
    assert "甲" in added.why


def test_added_plans_and_problems_are_flags_not_levels() -> None:
    """A sentence added as a plan makes the point planned and leaves the level alone."""
    review = Review()
    start = review.report.document.text.index(SENTENCES[6][1])
    review.keep("甲", review.bench.on_sentence("2.2", start, start + len(SENTENCES[6][1]), "1", Role.PLAN))
    point = review.final.points["2.2"].final
    assert (point.level, point.planned) == (0, True)


def test_overrides_win_and_name_their_maker() -> None:
    """A level set by a reviewer stands whatever the quotes say; a status set on the task stands over the roll-up."""
    review = Review()
    review.keep("甲", review.bench.on_level("1.1", "0"))
    assert review.final.points["1.1"].final.level == 0
    review.keep("乙", review.bench.on_status(1, "missing"))
    task = review.final.tasks[1]
    assert (task.final.status, task.state, task.reviewers) == (Status.MISSING, ReviewState.REVIEWED, ("甲", "乙"))
    assert "乙" in task.final.reason


def test_undo_is_a_further_entry_and_brings_back_what_was() -> None:
    """After an undo the final report is what it was before, and the journal is longer."""
    review = Review()
    before = review.final
    record = review.keep("甲", review.bench.on_quote("1.1", FIRST, Reason.OTHER))
    review.keep("甲", undo(record, review.run))
    assert review.final == before
    assert len(review.records) == 2


def test_only_ones_own_decisions_can_be_undone_and_once() -> None:
    """Another's decision, an undo and what is undone already are refused with the reason."""
    review = Review()
    record = review.keep("甲", review.bench.on_level("1.1", "1"))
    with pytest.raises(UsageError, match="本人"):
        own_record(review.records, record.id, "乙", review.standing.undone)
    taken = review.keep("甲", undo(record, review.run))
    for number in (record.id, taken.id):
        with pytest.raises(UsageError, match="已经撤销"):
            own_record(review.records, number, "甲", review.standing.undone)


def test_two_reviewers_who_differ_are_listed() -> None:
    """The last word counts, the point is marked, and agreement ends it."""
    review = Review()
    review.keep("甲", review.bench.on_quote("1.1", FIRST, None))
    review.keep("乙", review.bench.on_quote("1.1", FIRST, Reason.REPEATED))
    assert [one.reviewers for one in review.standing.disputes()] == [("甲", "乙")]
    assert review.final.points["1.1"].disputed
    assert SENTENCES[0][1] not in [one.quote for one in review.final.points["1.1"].final.evidence]
    review.keep("甲", review.bench.on_quote("1.1", FIRST, Reason.REPEATED))
    assert review.standing.disputes() == []


def test_two_reviewers_who_agree_are_no_dispute() -> None:
    """Accepting a quote and adding the same sentence is the same opinion."""
    review = Review()
    start = review.report.document.text.index(SENTENCES[0][1])
    review.keep("甲", review.bench.on_quote("1.1", FIRST, None))
    review.keep("乙", review.bench.on_sentence("1.1", start, start + len(SENTENCES[0][1]), "2"))
    assert review.standing.disputes() == []


def test_no_evidence_beside_an_accepted_quote_is_a_dispute() -> None:
    """One reviewer accepts a quote, another says the point has no evidence: listed, unless it is the same person."""
    review = Review()
    review.keep("甲", review.bench.on_quote("1.1", FIRST, None))
    review.keep("甲", review.bench.on_level("1.1", "0"))
    assert review.standing.disputes() == []
    review.keep("乙", review.bench.on_level("1.1", "0"))
    assert [one.reviewers for one in review.standing.disputes()] == [("甲", "乙")]
    assert review.final.points["1.1"].disputed
    review.keep("乙", review.bench.on_level("1.1", "2"))
    assert [one.disputed for one in review.standing.disputes()] == [True]


@pytest.mark.parametrize(
    ("start", "end", "level"), [(-1, 5, "2"), (5, 5, "2"), (0, 10**6, "2"), (0, 5, "3"), (0, 5, "")]
)
def test_places_outside_the_report_are_refused(start: int, end: int, level: str) -> None:
    """No evidence is made of offsets or levels that do not exist."""
    with pytest.raises(UsageError):
        Review().bench.on_sentence("1.1", start, end, level)


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "张\x00三", "张\u202e三"])
def test_names_that_cannot_be_read_are_refused(name: str) -> None:
    """A reviewer's name is short and visible."""
    with pytest.raises(UsageError):
        check_name(name)


STEP = st.tuples(
    st.sampled_from(["甲", "乙"]), st.sampled_from(["accept", "reject", "level", "status", "undo"]), st.integers(0, 9)
)


@given(st.lists(STEP, max_size=12))
def test_whatever_is_decided_the_machine_stays_and_the_last_word_wins(steps: list[tuple[str, str, int]]) -> None:
    """Random decisions and undos: the machine's findings never change, and the newest standing level is the final."""
    review = Review()
    machine = review.machine
    for reviewer, what, number in steps:
        bench, key = review.bench, (FIRST, SECOND)[number % 2]
        if what == "undo":
            own = [r for r in review.records if r.reviewer == reviewer and r.decision.undoes is None]
            left = [r for r in own if r.id not in review.standing.undone]
            if left:
                review.keep(reviewer, undo(left[number % len(left)], review.run))
        elif what == "level":
            review.keep(reviewer, bench.on_level("1.1", str(number % 3)))
        elif what == "status":
            review.keep(reviewer, bench.on_status(1, ("missing", "covered")[number % 2]))
        else:
            review.keep(reviewer, bench.on_quote("1.1", key, Reason.OTHER if what == "reject" else None))
    final = review.final
    assert final.machine == machine
    levels = [
        r.decision.value for r in review.records if r.decision.kind == "level" and r.id not in review.standing.undone
    ]
    if levels:
        assert str(final.points["1.1"].final.level) == levels[-1]
    rejected = {q for q, one in final.points["1.1"].verdicts.items() if one.last.decision.kind == "reject"}
    assert not rejected & {one.quote for one in final.points["1.1"].final.evidence}
