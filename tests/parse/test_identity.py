"""Title, issuer, level and year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.model.report import Level, Report
from checker.parse.identity import find_level

Parse = Callable[..., Report]
_BODY = "一、主要工作\n办案三件。\n二、存在问题\n人手偏紧。\n三、下步打算\n招录三人。\n"


@pytest.mark.parametrize(
    ("head", "title", "issuer"),
    [
        (
            "云溪县人民政府\n关于2021年度法治政府建设情况的报告",
            "云溪县人民政府关于2021年度法治政府建设情况的报告",
            "云溪县人民政府",
        ),
        (
            "云溪县人民政府文件\n云府〔2022〕7号\n云溪县人民政府\n关于2021年度法治政府建设情况的报告\n市人民政府：",
            "云溪县人民政府关于2021年度法治政府建设情况的报告",
            "云溪县人民政府",
        ),
        ("2024年云溪区法治政府建设工作情况报告", "2024年云溪区法治政府建设工作情况报告", "云溪区人民政府"),
        ("云溪区关于2020年法治政府建设工作情况的报告", "云溪区关于2020年法治政府建设工作情况的报告", "云溪区人民政府"),
        (
            "中共云溪县委、云溪县人民政府关于2022年度法治政府建设情况的报告",
            "中共云溪县委、云溪县人民政府关于2022年度法治政府建设情况的报告",
            "云溪县人民政府",
        ),
        (
            "河口街道办2022年法治建设总结及2023年工作计划",
            "河口街道办2022年法治建设总结及2023年工作计划",
            "河口街道办事处",
        ),
        ("河口街道2022年法治政府建设总结", "河口街道2022年法治政府建设总结", "河口街道办事处"),
        (
            "云溪区卫生健康局2025年法治政府建设年度报告",
            "云溪区卫生健康局2025年法治政府建设年度报告",
            "云溪区卫生健康局",
        ),
        (
            "云溪区人民政府关于2021年度推进法治政府建\n设情况的报告",
            "云溪区人民政府关于2021年度推进法治政府建设情况的报告",
            "云溪区人民政府",
        ),
    ],
)
def test_title_and_issuer_at_the_head(parse: Parse, head: str, title: str, issuer: str) -> None:
    """A title over several lines, under a letterhead or a document number is found whole, and names the issuer."""
    report = parse(f"{head}\n{_BODY}")
    assert (report.title, report.issuer) == (title, issuer)


@pytest.mark.parametrize(
    ("text", "declared", "issuer"),
    [
        (f"关于2022年度法治政府建设情况的报告\n{_BODY}云溪区水务局\n2023年1月5日\n", {}, "云溪区水务局"),
        (f"{_BODY}中共云溪区委员会\n云溪区人民政府\n2023年1月5日\n", {}, "云溪区人民政府"),
        (f"索引号：01 发布机构：云溪市司法局\n法治政府建设情况报告\n{_BODY}", {}, "云溪市司法局"),
        (_BODY, {"source": "云溪县人民政府办公室"}, "云溪县人民政府"),
        (_BODY, {"title": "云溪镇2022年法治政府建设报告_云溪区人民政府门户网站"}, "云溪镇人民政府"),
    ],
)
def test_issuer_from_elsewhere(parse: Parse, text: str, declared: dict[str, str], issuer: str) -> None:
    """Without an issuer in the title, the signature, the page's head or the file's own declaration names it."""
    assert parse(text, **declared).issuer == issuer


def test_an_unknown_issuer_is_told(parse: Parse) -> None:
    """A report that names nobody gets a warning and the level unknown."""
    report = parse(_BODY)
    assert (report.issuer, report.level) == ("", Level.UNKNOWN)
    assert any("报告单位" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    ("issuer", "text", "level"),
    [
        ("上海市人民政府", "", Level.PROVINCE),
        ("广西壮族自治区人民政府", "", Level.PROVINCE),
        ("苏州市人民政府", "", Level.CITY),
        ("云溪市人民政府", "各县区落实，地方性法规两件", Level.CITY),
        ("云溪市人民政府", "各镇街落实，镇街承接，镇街赋权", Level.DISTRICT),
        ("甘孜藏族自治州人民政府", "", Level.CITY),
        ("上海市崇明区人民政府", "", Level.DISTRICT),
        ("云溪县人民政府", "", Level.DISTRICT),
        ("正蓝旗人民政府", "", Level.DISTRICT),
        ("云溪区市场监督管理局", "", Level.DEPARTMENT),
        ("云溪市发展和改革委员会", "", Level.DEPARTMENT),
        ("云溪省卫生健康委", "", Level.DEPARTMENT),
        ("云溪区人民政府办公室", "", Level.DEPARTMENT),
        ("北京市云溪区人民政府河口街道办事处", "", Level.STREET_TOWN),
        ("云溪县河口镇人民政府", "", Level.STREET_TOWN),
        ("河口乡人民政府", "", Level.STREET_TOWN),
        ("云溪高新技术产业开发区管理委员会", "", Level.DISTRICT),
        ("中共云溪县委员会", "", Level.DISTRICT),
        ("", "", Level.UNKNOWN),
    ],
)
def test_levels(issuer: str, text: str, level: Level) -> None:
    """A body's name tells its level; for a 市 the text below tells city from county-level city."""
    assert find_level(issuer, text) is level


def test_the_year_of_a_wrong_title(parse: Parse, plain: str) -> None:
    """Text, plan and date outvote a title with the wrong year, no role suffers, and a warning says so."""
    report = parse(plain.replace("关于2022年度", "关于2023年度"))
    assert report.year == 2022
    assert any("2023年" in warning and "2022年" in warning for warning in report.warnings)
    assert [sentence.role for sentence in report.sentences] == [sentence.role for sentence in parse(plain).sentences]


@pytest.mark.parametrize(
    ("text", "declared", "year"),
    [
        ("法治政府建设报告\n一、2021年主要工作情况\n办案三件。\n", {}, 2021),
        ("法治政府建设报告\n一、主要工作\n办案三件。\n二、2023年工作安排\n招录三人。\n", {}, 2022),
        (f"法治政府建设报告\n{_BODY}云溪区人民政府\n2023年2月20日\n", {}, 2022),
        (f"法治政府建设报告\n{_BODY}云溪区人民政府\n2022年12月25日\n", {}, 2022),
        (f"法治政府建设报告\n{_BODY}云溪区人民政府\n二〇二四年一月五日\n", {}, 2023),
        (f"法治政府建设报告\n{_BODY}", {"published": "2024-03-01"}, 2023),
        (f"云溪区人民政府2022年法治政府建设情况和2023年工作安排的报告\n{_BODY}", {}, 2022),
        (f"法治政府建设报告\n按照纲要（2021—2025年）要求，现将2022年度工作报告如下：\n{_BODY}", {}, 2022),
        (f"法治政府建设报告\n{_BODY}", {}, None),
    ],
)
def test_the_year_reported_on(parse: Parse, text: str, declared: dict[str, str], year: int | None) -> None:
    """Headings of parts, preamble, signature, or publication tell the year, as far as each is there."""
    assert parse(text, **declared).year == year
