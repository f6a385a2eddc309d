"""Saved web pages: the report stays, the site goes."""

from __future__ import annotations

import pytest

from checker.errors import UnreadableFile
from checker.read.furniture import date_of_byline, find_source, is_byline, is_furniture
from tests.read import samples
from tests.read.conftest import Read, lines


def test_a_page_of_a_government_site(read: Read) -> None:
    """Of a whole page the title and the paragraphs remain, exactly."""
    document = read("a.html", samples.report_page())
    assert lines(document) == [samples.TITLE, *samples.PARAGRAPHS]
    assert document.blocks[0].kind == "title"
    assert document.title == samples.TITLE
    assert document.published == "2024-03-15"
    assert document.source == "云溪县司法局"


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gb18030"), ("gb2312", "utf-8"), ("utf-8", "gb18030")])
def test_the_declared_charset_may_be_wrong(read: Read, charset: str, encoding: str) -> None:
    """The page reads the same whatever its meta element says of its encoding."""
    page = samples.report_page(charset=charset, encoding=encoding)
    assert lines(read("a.html", page)) == [samples.TITLE, *samples.PARAGRAPHS]


def test_metadata_of_the_page_counts_first(read: Read) -> None:
    """What the meta elements declare goes before what lines say."""
    head = (
        f'<meta name="ArticleTitle" content="{samples.TITLE}"><meta name="PubDate" content="2024-03-20 10:00">'
        '<meta name="ContentSource" content="云溪县人民政府办公室">'
    )
    document = read("a.html", samples.report_page(head=head))
    assert (document.published, document.source) == ("2024-03-20", "云溪县人民政府办公室")


def test_breaks_entities_and_hidden_text(read: Read) -> None:
    """A <br> ends a line, entities become characters, what a browser hides is left out."""
    body = (
        "<p>一、成效&mdash;&mdash;持续向好，全县依法行政水平稳步提升。<br/>二、问题&nbsp;与&#19981;&#36275;，仍需改进。</p>"
        '<p style="DISPLAY: none">隐藏的第一句话，不应出现。</p><div hidden>隐藏的第二句话，不应出现。</div>'
        "<p>三、安<!-- 注释 -->排，继续推进<span>法治</span><b>建设</b>。</p>"
    )
    assert lines(read("a.html", samples.site_page(body)))[1:] == [
        "一、成效——持续向好，全县依法行政水平稳步提升。",
        "二、问题\u00a0与不足，仍需改进。",
        "三、安排，继续推进法治建设。",
    ]


def test_line_ends_of_the_source_are_no_spaces(read: Read) -> None:
    """A line end in the source between Chinese characters is nothing, between English words a space."""
    body = "<p>县政府常务会议\n    专题研究，推动 rule of\nlaw 建设。</p>" * 3
    assert lines(read("a.html", samples.site_page(body)))[1] == "县政府常务会议专题研究，推动 rule of law 建设。"


def test_tables_of_data_are_rows(read: Read) -> None:
    """A row of a table is a block, its cells apart by a tab."""
    body = (
        "<p>办件情况如下表所示，总体运行平稳，办结率较高。</p><table><tr><th>类别</th><th>件数</th></tr>"
        "<tr><td><p>行政复议</p></td><td>35</td></tr></table><p>以上数据截至年底，由县司法局统计。</p>"
    )
    document = read("a.html", samples.site_page(body))
    assert lines(document)[2:4] == ["类别\t件数", "行政复议\t35"]
    assert [block.kind for block in document.blocks[2:4]] == ["table_row", "table_row"]


def test_a_page_laid_out_by_tables(read: Read) -> None:
    """An old page that is one table gives paragraphs, not rows."""
    paragraphs = "".join(f"<p>{text}</p>" for text in samples.PARAGRAPHS * 6)
    page = (
        "<html><body><table><tr><td><a href='/'>首页</a><br><a href='/x'>概况</a></td>"
        f"<td>{paragraphs}</td></tr></table></body></html>"
    )
    assert lines(read("a.html", page)) == list(samples.PARAGRAPHS * 6)


def test_a_report_in_sections_is_kept_whole(read: Read) -> None:
    """Where the report is spread over sister elements, none of them is left behind, however short."""
    body = "".join(f'<div class="part"><p>{text}</p><p>{text}</p></div>' for text in samples.PARAGRAPHS)
    assert len(lines(read("a.html", samples.site_page(body)))) == 1 + 2 * len(samples.PARAGRAPHS)


def test_text_directly_in_an_element(read: Read) -> None:
    """A report without paragraphs, only lines with breaks, is read."""
    body = "<br>".join(f"　　{text}" for text in samples.PARAGRAPHS)
    assert lines(read("a.html", samples.site_page(body))) == [samples.TITLE, *samples.PARAGRAPHS]


def test_the_date_below_a_report_stays(read: Read) -> None:
    """The signature and its date at the end belong to the report, the date of publication at the head does not."""
    body = "".join(f"<p>{text}</p>" for text in (*samples.PARAGRAPHS, "云溪县人民政府", "2024年1月15日"))
    assert lines(read("a.html", samples.site_page(body)))[-2:] == ["云溪县人民政府", "2024年1月15日"]


def test_a_document_saved_as_page_keeps_all_lines(read: Read) -> None:
    """What an office program wrote has no furniture; even a line that looks like some is part of it."""
    page = (
        '<html><head><meta name="generator" content="LibreOffice 7.4"></head><body><p>当前位置：首页 &gt; 公开</p>'
        "<p>来源：云溪县　发布时间：2024年2月1日</p><p>正文一句话，内容完整。</p></body></html>"
    )
    document = read("a.html", page)
    assert lines(document)[0] == "当前位置：首页 > 公开"
    assert len(document.blocks) == 3
    assert document.published == "2024-02-01"


def test_a_page_in_one_file(read: Read) -> None:
    """A page that a browser saved as mhtml reads like the page."""
    import email.mime.multipart
    import email.mime.text

    message = email.mime.multipart.MIMEMultipart("related")
    message.attach(email.mime.text.MIMEText(samples.report_page().decode(), "html", "utf-8"))
    document = read("a.mhtml", message.as_bytes())
    assert lines(document) == [samples.TITLE, *samples.PARAGRAPHS]


def test_a_page_without_text(read: Read) -> None:
    """A page that only a script fills has no text, and the message says so."""
    with pytest.raises(UnreadableFile, match="没有读到任何文字"):
        read("a.html", "<html><head><title>报告</title></head><body><script>load()</script></body></html>")


def test_a_page_that_is_all_furniture_by_name(read: Read) -> None:
    """Where nothing would remain of a page, all its lines are kept: a wrong guess must not lose a report."""
    page = "<html><body><ul class='nav'><li><a href='/'>云溪县年度报告</a></li></ul></body></html>"
    assert lines(read("a.html", page)) == ["云溪县年度报告"]


def test_deep_nesting_and_entities(read: Read) -> None:
    """Ten thousand elements in each other and an entity bomb are read, or refused, in no time."""
    deep = "<div>" * 10_000 + "深处的一句话，仍然完整。" + "</div>" * 10_000
    assert "一句话" in read("a.html", f"<html><body><p>开头的一句话，内容完整。</p>{deep}</body></html>").text
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>文字&b;</p></body></html>'
    )
    assert len(read("b.html", bomb).text) < 200


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政务公开 > 法治政府建设",
        "您现在的位置：首页>信息公开",
        "【打印】 【关闭】",
        "[ 大 中 小 ]",
        "打印本页 | 关闭窗口",
        "分享到：微信 微博",
        "字体：大 中 小",
        "浏览次数：1024次",
        "上一篇：关于某事的通知",
        "下一篇: 没有了",
        "读屏专用 声音开关 语速 阅读方式 退出服务",
        "无障碍浏览",
        "版权所有：云溪县人民政府",
        "主办单位：云溪县人民政府办公室 承办：云溪县大数据局",
        "沪ICP备2021000000号-1",
        "沪公网安备 31010000000000号",
        "网站标识码：3101000000",
        "责任编辑：张三",
        "今天是2024年5月6日 星期一",
        "建议使用1024*768分辨率",
        "本网站内容未经授权不得转载、摘编或利用其它方式使用。",
        "扫一扫在手机打开当前页",
        "相关阅读：",
        "Copyright © 2024 云溪县人民政府 All Rights Reserved",
    ],
)
def test_furniture(line: str) -> None:
    """Lines of a site are known."""
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "一、主要举措和成效",
        "（三）优化无障碍服务",
        "（四）推广扫码入企",
        "3.加强政务公开和政策解读",
        "打印、复印等自助服务设备实现街镇全覆盖。",
        "云溪县人民政府",
        "2024年1月15日",
        "联系点建设",
        "下一步工作安排",
        "上一年度问题整改情况",
        "位置监控系统建设",
        "全年网上政务服务访问量突破100万人次，较上年增长12%。",
        "关闭违规企业12家",
    ],
)
def test_no_furniture(line: str) -> None:
    """Headings and sentences of a report that hold words of a site stay."""
    assert not is_furniture(line)


def test_the_source_of_the_byline_goes_before_the_site(read: Read) -> None:
    """The name of the site is the source only where nothing else is said."""
    head = '<meta name="SiteName" content="云溪县人民政府网站">'
    assert read("a.html", samples.report_page(head=head)).source == "云溪县司法局"
    page = f"<html><head>{head}</head><body><p>{samples.PARAGRAPHS[0]}</p><p>2024-05-06</p></body></html>"
    assert read("b.html", page).source == "云溪县人民政府网站"


def test_a_bare_date_below_the_title(read: Read) -> None:
    """A date alone between title and text is the date of publication and no text of the report."""
    body = "<p>2024-03-08 10:20</p>" + "".join(f"<p>{text}</p>" for text in samples.PARAGRAPHS)
    document = read("a.html", f"<html><body><h1>{samples.TITLE}</h1>{body}</body></html>")
    assert document.published == "2024-03-08"
    assert lines(document) == [samples.TITLE, *samples.PARAGRAPHS]


def test_bylines() -> None:
    """Date and source are found in the lines that state them, whatever their order."""
    line = "索引号：AB-1　发布机构：云溪县司法局　发布日期：2024年3月5日　成文日期：2024-02-28"
    assert is_byline(line)
    assert find_source(line) == "云溪县司法局"
    assert date_of_byline(line) == "2024-03-05"
    assert find_source("来源：县司法局 作者：张三 时间：2024-03-05") == "县司法局"
    assert is_byline("2024-03-05 09:00 来源：云溪县人民政府")
    assert not is_byline("来源于基层的意见建议得到采纳。")
