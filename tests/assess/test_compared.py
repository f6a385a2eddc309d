"""Levels and flags where sentences are compared with references: what likeness adds, and what its absence takes."""

from __future__ import annotations

import pytest

from checker.assess import assess_report
from checker.model.findings import Finding
from checker.model.matching import Grade, Passage, PointMatch
from checker.model.references import Reference, References, write_references
from checker.model.report import Role
from tests.builders import check, make_catalog, make_point, make_report, make_task

CATALOG = make_catalog(
    make_task(
        make_point("1.1", clear=["案卷 + 评查"], partial=["案卷"]),
        make_point("1.2", core=False, clear=["没有这个词的"]),
    )
)
FILLING = ("安排值班值守", "修缮乡村道路", "举办文艺演出", "慰问困难群众", "栽种行道树木", "改造老旧小区")


def judged(sentence: str, *references: tuple[str, str], role: Role = Role.DONE) -> dict[str, Finding]:
    """Check a sentence against the small catalog with references (sentence, points), each twice, among others."""
    told = [Reference("a", role, (), text, tuple(points.split())) for text, points in references for _ in range(2)]
    rest = [Reference("z", role, (), f"{words}第{number}批", ()) for number in range(20) for words in FILLING]
    found = check(CATALOG, make_report((role, sentence)), references=References("x", write_references([*told, *rest])))
    return {point.point: point for point in found.points}


def test_the_words_of_a_point_in_a_usual_sentence_are_level_2() -> None:
    """Words, a checkable statement, and references that say so."""
    point = judged("开展案卷评查3次。", ("组织案卷评查两次", "1.1"))["1.1"]
    assert point.level == 2
    assert point.why == "有句子直接对应要点且表述具体"
    assert point.evidence[0].why.endswith("；与本要点的参照例句相近")


def test_the_words_in_a_sentence_like_none_are_level_1() -> None:
    """The same words where the references that have them answer something else."""
    point = judged("开展案卷评查3次。", ("组织案卷评查两次", "1.2"))["1.1"]
    assert point.level == 1
    assert point.why == "有句子用到本要点的词，但对应得不够直接，与参照例句也不够相近"
    assert point.evidence[0].why.endswith("；与本要点的参照例句少有相近")


def test_a_weak_word_in_a_sentence_like_none_is_a_near_miss() -> None:
    """It is shown, and is no evidence."""
    point = judged("案卷柜添置3组。", ("办公家具添置两组", ""))["1.1"]
    assert point.level == 0
    assert point.evidence == ()
    assert [one.quote for one in point.near_misses] == ["案卷柜添置3组。"]
    assert point.why == "有句子的用词或说法相关，但不足以作为佐证，见近似语句"
    assert point.searched


def test_a_sentence_with_none_of_the_words_is_level_1_at_most() -> None:
    """Found by likeness alone, and explained by the reference it is most like."""
    point = judged("抽取卷宗60份交叉打分。", ("抽取卷宗交叉打分并通报", "1.2"))["1.2"]
    assert point.level == 1
    assert point.why == "没有句子直接用到本要点的检索词，但有句子的说法与佐证本要点的参照例句相近"
    (quote,) = point.evidence
    assert quote.terms == ("抽取卷宗", "交叉打分")
    assert quote.why.startswith(
        "说法与谈及本要点的参照例句相近：都有“抽取卷宗”、“交叉打分”；最相近的例句：抽取卷宗交叉打分并通报；"
    )
    assert not quote.full


def test_where_nothing_is_found_all_that_was_looked_for_is_told() -> None:
    """Words, and sentences like references where there are any."""
    told = "举措和成效部分没有与本要点检索词相符的句子"
    catalog, report = make_catalog(make_task(make_point(clear=["案卷 + 评查"]))), make_report((Role.DONE, "慰问群众。"))
    assert check(catalog, report).points[0].why == told
    found = judged("开展案卷评查3次。", ("组织案卷评查两次", "1.1"))["1.2"]
    assert found.why == f"{told}，也没有说法与参照例句相近的句子"


def test_a_problem_is_flagged_by_likeness_alone() -> None:
    """Complaints name their subject in many ways."""
    told = ("卷宗质量不高，说理不够", "1.2")
    assert judged("部分卷宗质量不高，说理不够充分。", told, role=Role.PROBLEM)["1.2"].shortfall
    assert not judged("部分单位人手不足。", told, role=Role.PROBLEM)["1.2"].shortfall


@pytest.mark.parametrize(
    ("grade", "score", "level", "quotes"), [(None, 0.32, 0, 0), (None, 0.33, 1, 1), (Grade.PARTIAL, 0.29, 1, 2)]
)
def test_a_weak_likeness_stands_beside_others_only(grade: Grade | None, score: float, level: int, quotes: int) -> None:
    """Alone it is a near miss; beside a sentence with the words it is one more quote."""
    report = make_report((Role.DONE, "第一句。"), (Role.DONE, "第二句。"))
    first = Passage(report.sentences[0], grade or Grade.LIKE, "例句", (), 0.5, score, 0.7)
    second = Passage(report.sentences[1], Grade.LIKE, "例句", (), 0.5, 0.29, 0.65)
    done = (first,) if grade is None else (first, second)
    catalog = make_catalog(make_task(make_point("1.1", clear=["案卷"])))
    (point,) = assess_report(report, catalog, [PointMatch("1.1", done=done)]).points
    assert (point.level, len(point.evidence)) == (level, quotes)
    assert len(point.near_misses) == (level == 0)
