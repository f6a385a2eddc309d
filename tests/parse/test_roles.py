"""The role of every sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.model.report import Report, Role
from checker.parse.titles import Part, classify_title, is_section_title

Parse = Callable[..., Report]
RoleOf = Callable[[Report, str], str]


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("主要举措和成效", Part.DONE),
        ("2022年重点工作完成情况", Part.DONE),
        ("年度工作计划落实情况", Part.DONE),
        ("主要负责人履行推进法治建设第一责任人职责情况", Part.FIRST_RESPONSIBLE),
        ("存在的主要问题", Part.PROBLEM),
        ("短板和不足", Part.PROBLEM),
        ("存在的不足和原因", Part.PROBLEM),
        ("还不够好的地方和原因", Part.PROBLEM),
        ("还有待改进的方面", Part.PROBLEM),
        ("需要加强的地方", Part.PROBLEM),
        ("没有做到位的事情", Part.PROBLEM),
        ("今年需要努力的方向和明年打算", Part.PLAN),
        ("2023年工作思路", Part.PLAN),
        ("下一步工作目标及整改措施", Part.PLAN),
        ("2023年重点工作", Part.PLAN),
        ("存在问题及下一步打算", Part.COMBINED),
        ("存在的不足与改进措施", Part.COMBINED),
        ("聚焦突出问题，规范涉企执法", None),
        ("依法有效化解社会矛盾纠纷", None),
        ("保障困难群众权益", None),
    ],
)
def test_titles_announce_their_part(title: str, part: Part | None) -> None:
    """The words of a heading name its part; a problem that is being solved is none of the problem part."""
    assert classify_title(title, 2022) is part


@pytest.mark.parametrize(
    "title",
    [
        *(
            f"存在的{word}"
            for word in ("问题", "不足", "短板", "差距", "困难", "薄弱环节", "弱项", "欠缺", "瓶颈", "制约因素")
        ),
        *(
            f"{word}工作安排"
            for word in ("下一步", "下一阶段", "下阶段", "下步", "今后", "明年", "来年", "下年度", "新一年")
        ),
        *(f"{word}工作重点" for word in ("未来", "接下来", "后续", "后期")),
        *(
            f"工作{word}"
            for word in ("安排", "打算", "计划", "思路", "设想", "展望", "谋划", "方向", "部署", "考虑", "规划")
        ),
        *(
            f"主要{word}"
            for word in ("情况", "成效", "成绩", "做法", "亮点", "举措", "措施", "进展", "回顾", "总结", "经验")
        ),
        *(
            "主要工作",
            "重点工作",
            "其他需要报告的情况",
            "改进措施",
            "整改方向",
            "第一责任人履行职责",
            "不足之处和下步打算",
        ),
    ],
)
def test_the_title_of_a_part_is_known_by_any_of_its_words(title: str) -> None:
    """Every word that announces a part makes the title of one, and one that names the part."""
    assert is_section_title(title)
    assert classify_title(title, 2022) is not None or title in ("主要总结", "主要经验")


@pytest.mark.parametrize("title", ["聚焦群众反映的突出问题", "统筹谋划年度工作安排部署会", "规范执法"])
def test_other_titles_are_not_taken_for_parts(title: str) -> None:
    """A heading that merely mentions problems or plans is not the title of a part."""
    assert not is_section_title(title)


def test_a_department_may_open_with_the_first_responsible_person(parse: Parse, role_of: RoleOf) -> None:
    """The part on the first responsible person is done, wherever it stands."""
    report = parse(
        "云溪区水务局2022年度法治政府建设情况报告\n一、主要负责人履行推进法治建设第一责任人职责情况\n局长主持会议六次。\n"
        "二、存在的问题\n人手偏紧。\n三、2023年工作计划\n招录三人。\n四、主要工作情况\n办案三件。\n"
    )
    roles = [role_of(report, words) for words in ("局长主持", "人手", "招录", "办案")]
    assert roles == ["done", "problem", "plan", "done"]


def test_plans_may_stand_before_problems(parse: Parse, role_of: RoleOf) -> None:
    """The order of the parts does not matter."""
    report = parse("一、下一年度工作安排\n配齐人员。\n二、工作开展情况\n办案三件。\n三、存在问题\n人手偏紧。\n")
    assert [role_of(report, words) for words in ("配齐", "办案", "人手")] == ["plan", "done", "problem"]


def test_a_combined_part_with_problem_and_plan_in_each_item(parse: Parse, role_of: RoleOf) -> None:
    """In a combined part each item turns from shortfall to intention, and the next item turns back."""
    report = parse(
        "一、工作情况\n办案三件。\n二、存在问题及下一步打算\n（一）队伍力量不足。部分科室没有专人。下一步，将招录三人。建立轮岗制度。\n"
        "（二）系统没有打通。数据重复录入。计划与市局对接。\n此外，继续开展普法宣传。\n"
    )
    expected = {
        "队伍力量不足": "problem",
        "没有专人": "problem",
        "招录三人": "plan",
        "轮岗": "plan",
        "没有打通": "problem",
        "重复录入": "problem",
        "市局对接": "plan",
        "普法宣传": "plan",
    }
    assert {words: role_of(report, words) for words in expected} == expected


def test_a_combined_part_with_plans_behind_the_problems(parse: Parse, role_of: RoleOf) -> None:
    """针对上述问题 opens the plans, and what is listed below it stays plan."""
    report = parse(
        "一、工作情况\n办案三件。\n二、存在问题和下一步打算\n总的看，还存在不少不足：1、人手偏紧。2、手段单一。\n"
        "针对上述问题，重点做好：\n（1）修订管理办法；\n（2）外来人员较多的小区设普法驿站。\n"
    )
    assert [role_of(report, words) for words in ("手段单一", "修订", "驿站")] == ["problem", "plan", "plan"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2022年，我局制定年度工作计划，明确任务二十项。",
        "印发《下一步工作要点》三份。",
        "针对执法程序不规范的问题，开展专项整治三次。",
        "对督察发现的问题逐一整改，问题全部销号。",
        "将法治建设纳入各单位年度考核。",
        "召开“下一步怎么干”座谈会两次。",
        "两次开展案卷评查，问题主要是送达回证填写不全。",
        "紧紧围绕中心工作，全力推进法治政府建设。",
    ],
)
def test_done_sentences_with_tempting_words_stay_done(parse: Parse, role_of: RoleOf, sentence: str) -> None:
    """Plans that were made, problems that were solved and quoted titles are done."""
    report = parse(f"云溪区水务局2022年法治政府建设报告\n一、主要工作\n{sentence}\n二、2023年打算\n招录三人。\n")
    assert role_of(report, sentence) == "done"


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("下一步，我局将继续加强培训。", "plan"),
        ("2023年，我区将进一步深化改革。", "plan"),
        ("但与群众期待相比，还存在一些不足。", "problem"),
    ],
)
def test_wording_turns_within_the_done_part(parse: Parse, role_of: RoleOf, sentence: str, role: str) -> None:
    """An open intention or admission at the end of the done part is not evidence."""
    report = parse(
        f"云溪区2022年法治政府建设报告\n一、主要工作\n（一）规范执法\n办案三件。\n{sentence}\n（二）普法\n开课五次。\n"
    )
    assert role_of(report, sentence) == role
    assert role_of(report, "开课") == "done"


def test_causes_stay_in_the_problem_part(parse: Parse, role_of: RoleOf) -> None:
    """The causes of shortfalls are problem, the promise behind them is plan."""
    report = parse(
        "一、工作情况\n办案三件。\n二、存在的不足\n一是人手偏紧。究其原因，主要是编制有限。下一步，将争取编制。\n"
    )
    assert [role_of(report, words) for words in ("人手", "究其原因", "争取编制")] == ["problem", "problem", "plan"]


def test_a_report_without_headings(parse: Parse, role_of: RoleOf) -> None:
    """Without any heading the wording alone tells the parts."""
    report = parse(
        "云溪镇2021年法治政府建设情况报告\n2021年，我镇在县委、县政府领导下，坚持依法行政，现将有关情况报告如下。\n"
        "开展执法检查52次，办结案件13件。\n虽然取得了成绩，但还存在一些不足：执法人员少。普法形式陈旧。\n"
        "下一步，我镇将充实执法力量。坚持以案释法。\n2022年，计划培训六次。\n"
    )
    expected = {
        "办结": "done",
        "人员少": "problem",
        "陈旧": "problem",
        "充实": "plan",
        "以案释法": "plan",
        "培训六次": "plan",
    }
    assert {words: role_of(report, words) for words in expected} == expected


def test_form_is_neither_evidence_nor_plan(parse: Parse, plain: str, role_of: RoleOf) -> None:
    """Title, addressee, slogans, closing words, signature and date are other."""
    report = parse(plain.replace("云溪区人民政府\n2023", "特此报告。\n云溪区人民政府\n2023"))
    for words in ("关于2022年度", "市人民政府：", "坚持以习近平", "报告如下", "特此报告", "2023年2月20日"):
        assert role_of(report, words) == "other"


def test_facts_in_the_preamble_count(parse: Parse, plain: str, role_of: RoleOf) -> None:
    """A preamble's sentence with a fact is done, slogans around it are not."""
    report = parse(plain.replace("现将有关", "区政府常务会议审议通过年度要点，列出任务34项。现将有关"))
    assert role_of(report, "列出任务34项") == "done"


def test_a_done_part_without_a_heading(parse: Parse, role_of: RoleOf) -> None:
    """Where the first heading is that of the problems, what stands before it was done."""
    report = parse(
        "云溪镇2022年法治政府建设报告\n2022年，我镇坚持依法行政，现将情况报告如下：\n我镇健全了决策机制。\n村规民约得到修订。\n"
        "一、存在的不足\n人手偏紧。\n二、下步打算\n招录三人。\n"
    )
    assert [role_of(report, words) for words in ("决策机制", "村规民约", "人手")] == ["done", "done", "problem"]


def test_site_furniture_is_other(parse: Parse, role_of: RoleOf) -> None:
    """Navigation above the title and footers below the text are other."""
    head = (
        "高级搜索\n当前位置:首页 > 法治政府建设\n云溪区2022年法治政府建设情况报告\n来源:区政府 发布时间:2023年1月5日\n"
    )
    body = (
        "一、主要工作\n办案三件，形成制度。\n二、存在问题\n人手偏紧，经费不足。\n三、2023年打算\n招录三人，配齐设备。\n"
    )
    report = parse(f"{head}{body}读屏专用\n语速\n退出服务\n")
    for words in ("高级搜索", "当前位置", "来源", "读屏专用", "退出服务"):
        assert role_of(report, words) == "other"
    assert role_of(report, "招录") == Role.PLAN
