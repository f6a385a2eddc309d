"""Every judgement says why, in words that an inspector can dispute."""

from __future__ import annotations

from dataclasses import replace

from checker.model.report import Role
from tests.builders import check, check_point, make_catalog, make_point, make_report, make_task

WORDS = {"clear": ["案卷 + 评查"], "partial": ["执法监督"]}


def test_a_clear_sentence_names_the_words_that_matched() -> None:
    """The explanation of a quote holds its words and how concrete it is."""
    finding = check_point(make_report((Role.DONE, "开展案卷评查3次。")), **WORDS)
    assert "直接对应" in finding.evidence[0].why
    assert "“案卷”、“评查”" in finding.evidence[0].why
    assert "表述" in finding.evidence[0].why


def test_level_one_says_why_it_is_not_two() -> None:
    """A slogan and a neighbouring action are told apart."""
    slogan = check_point(make_report((Role.DONE, "不断加强案卷评查。")), **WORDS)
    neighbour = check_point(make_report((Role.DONE, "开展执法监督3次。")), **WORDS)
    assert (slogan.level, neighbour.level) == (1, 1)
    assert "笼统" in slogan.why
    assert "一部分或相邻" in neighbour.why


def test_level_zero_says_what_was_searched() -> None:
    """Absence is defensible: the lines that were looked for are all told."""
    finding = check_point(make_report((Role.DONE, "天气晴好。")), **WORDS)
    assert finding.searched == ("案卷 ＋ 评查", "执法监督")
    assert "没有" in finding.why


def test_words_of_a_heading_are_told_as_such() -> None:
    """A part that only the heading meets is named."""
    finding = check_point(make_report((Role.DONE, "抽取卷宗评查3次。", "规范执法案卷")), clear=["执法案卷 + 评查"])
    assert "所在标题命中“执法案卷”" in finding.evidence[0].why


def test_a_page_that_was_hardly_legible_is_told_on_the_evidence() -> None:
    """Evidence from a page recognised with little confidence asks to look at the original."""
    report = make_report((Role.DONE, "开展案卷评查3次。"))
    scanned = replace(report, sentences=tuple(s._replace(page=2) for s in report.sentences))
    catalog = make_catalog(make_task(make_point(**WORDS)))
    for pages, told in ((frozenset({2}), True), (frozenset({1}), False)):
        one = replace(scanned, document=replace(scanned.document, doubtful_pages=pages))
        why = check(catalog, one).points[0].evidence[0].why
        assert ("请核对原件" in why) is told
