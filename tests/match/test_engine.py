"""What the matcher finds, and what it leaves alone."""

from __future__ import annotations

from checker.model.document import Document
from checker.model.report import Role
from checker.parse import parse_report
from tests.builders import check_point, make_report

DONE, PLAN, PROBLEM = Role.DONE, Role.PLAN, Role.PROBLEM


def test_a_concrete_sentence_with_all_parts_is_clear_evidence() -> None:
    """Level 2 wants a clear pattern in a sentence that says something checkable."""
    report = make_report((DONE, "全年开展执法案卷评查3次，抽查案卷120件。"))
    finding = check_point(report, clear=["案卷 + 评查"])
    assert finding.level == 2
    assert finding.evidence[0].quote == "全年开展执法案卷评查3次，抽查案卷120件。"
    assert set(finding.evidence[0].terms) == {"案卷", "评查"}


def test_a_slogan_with_the_same_words_is_only_touched() -> None:
    """Level 1 for a clear pattern in a sentence that only promises effort."""
    finding = check_point(make_report((DONE, "不断加强案卷评查，着力提升水平。")), clear=["案卷 + 评查"])
    assert finding.level == 1


def test_partial_words_never_give_level_two() -> None:
    """However concrete the sentence, a neighbouring action is level 1."""
    finding = check_point(make_report((DONE, "印发《评查办法》，评查案卷30件。")), partial=["案卷"])
    assert finding.level == 1


def test_a_part_that_is_missing_is_a_near_miss() -> None:
    """Level 0 shows the sentence that came near, and what was searched."""
    finding = check_point(make_report((DONE, "全年立案办理执法案卷归档300件。")), clear=["执法案卷 + 评查"])
    assert finding.level == 0
    assert finding.evidence == ()
    assert [near.terms for near in finding.near_misses] == [("执法案卷",)]
    assert finding.searched == ("执法案卷 ＋ 评查",)


def test_parts_in_different_corners_of_a_long_sentence_do_not_meet() -> None:
    """All parts of a pattern have to lie near each other."""
    filler = "，推动各项工作落实到位" * 8
    finding = check_point(make_report((DONE, f"整理案卷30件{filler}，开展作风评查2次。")), clear=["案卷 + 评查"])
    assert finding.level == 0


def test_a_heading_meets_one_part_but_not_all() -> None:
    """Under the heading 案卷评查 a sentence with its own part counts; a sentence with none does not."""
    report = make_report(
        (DONE, "组织交叉互评2次，发现问题30个。", "开展案卷评查"), (DONE, "天气晴好。", "开展案卷评查")
    )
    finding = check_point(report, clear=["案卷评查 + 互评|抽评"])
    assert [evidence.quote for evidence in finding.evidence] == ["组织交叉互评2次，发现问题30个。"]
    assert finding.evidence[0].heading == ("开展案卷评查",)


def test_the_title_of_a_part_is_no_subject() -> None:
    """Below 法治政府建设主要举措和成效 stands everything; below （一）法治政府建设考核 what it says."""
    told = "明确不得把罚没金额作为考核指标，查处违规下达任务的单位2家。"
    for heading, level in (("（一）法治政府建设考核", 2), ("（一）严格执法", 0)):
        text = f"云溪区2022年法治政府建设情况报告\n一、2022年法治政府建设主要举措和成效\n{heading}\n{told}\n"
        report = parse_report(Document("r", "r.txt", text, (), "0", "text/plain"))
        assert check_point(report, clear=["法治政府建设 + 考核指标"]).level == level


def test_the_name_of_an_office_is_no_evidence() -> None:
    """市场监督管理局 holds the words 市场监督, and is masked."""
    vocabulary = {"clear": ["市场监督"]}
    assert check_point(make_report((DONE, "区市场监督管理局召开会议3次。")), **vocabulary).level == 0
    assert check_point(make_report((DONE, "开展市场监督检查3次。")), **vocabulary).level == 2


def test_misleading_words_do_not_count_for_their_point() -> None:
    """公益诉讼出庭 is not 出庭, wherever both stand the free one counts."""
    vocabulary = {"clear": ["出庭"], "misleading": ["公益诉讼出庭"]}
    assert check_point(make_report((DONE, "支持公益诉讼出庭12件。")), **vocabulary).level == 0
    assert check_point(make_report((DONE, "支持公益诉讼出庭12件，负责人出庭3件。")), **vocabulary).level == 2


def test_an_excluded_word_silences_the_pattern() -> None:
    """What stands behind ! must not be in the sentence."""
    vocabulary = {"clear": ["听证会 ! 行政处罚"]}
    assert check_point(make_report((DONE, "召开行政处罚听证会3次。")), **vocabulary).level == 0
    assert check_point(make_report((DONE, "召开价格听证会3次。")), **vocabulary).level == 2


def test_words_that_overlap_count_once() -> None:
    """法治督察 cannot be both parts of 法治督察 + 督察."""
    assert check_point(make_report((DONE, "完成法治督察1次。")), clear=["法治督察 + 督察"]).level == 0


def test_a_chain_wants_its_order_and_a_short_gap() -> None:
    """制定…目录 is not 目录…制定."""
    assert check_point(make_report((DONE, "制定年度决策目录6项。")), clear=["制定…目录"]).level == 2
    assert check_point(make_report((DONE, "对照目录逐项研究制定方案6个。")), clear=["制定…目录"]).level == 0


def test_a_term_with_a_word_inserted_is_found_and_said_to_be_near() -> None:
    """Fuzzy alignment finds a long term that does not stand there to the letter."""
    report = make_report((DONE, "行政机关负责人积极出庭应诉28件。"))
    finding = check_point(report, clear=["行政机关负责人出庭应诉"])
    assert finding.level == 2
    assert "近似" in finding.evidence[0].why


def test_only_what_was_done_is_evidence() -> None:
    """The same sentence in a plan is a plan, in the problems a shortfall, and evidence nowhere."""
    words = "开展执法案卷评查3次。"
    plan = check_point(make_report((PLAN, words)), clear=["案卷 + 评查"])
    problem = check_point(make_report((PROBLEM, words)), clear=["案卷 + 评查"])
    assert (plan.level, plan.planned, plan.shortfall) == (0, True, False)
    assert (problem.level, problem.planned, problem.shortfall) == (0, False, True)


def test_subject_words_count_in_plans_and_problems_only() -> None:
    """How a complaint names a subject is no evidence that something was done."""
    vocabulary = {"subject": ["应诉能力"]}
    assert check_point(make_report((PROBLEM, "应诉能力不强。")), **vocabulary).shortfall
    assert check_point(make_report((DONE, "应诉能力不强，培训3次。")), **vocabulary).level == 0


def test_the_better_sentence_is_quoted_first() -> None:
    """The sentence with the fact comes before the one that only names the subject."""
    report = make_report((DONE, "加强案卷评查。"), (DONE, "开展案卷评查4次，评查案卷260件。"))
    finding = check_point(report, clear=["案卷 + 评查"])
    assert finding.evidence[0].quote == "开展案卷评查4次，评查案卷260件。"


def test_offsets_point_at_the_quote() -> None:
    """start and end give the quote in the document's text."""
    report = make_report((DONE, "天气晴好。"), (DONE, "开展“案卷 评查”４次。"))
    evidence = check_point(report, clear=["案卷评查"]).evidence[0]
    assert report.document.text[evidence.start : evidence.end] == evidence.quote
