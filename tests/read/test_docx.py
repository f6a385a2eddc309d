"""Word documents: what Word shows is what is read."""

from __future__ import annotations

import pytest

from checker.errors import UnreadableFile
from checker.read import Limits
from checker.read.numbering import chinese_number, format_number
from tests.read import samples
from tests.read.conftest import Read, lines
from tests.read.samples import docx, numbered, paragraph

LEVELS = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:lvlText w:val="%1.%3.%4"/><w:isLgl/></w:lvl>
<w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def test_paragraphs(read: Read) -> None:
    """Paragraphs are blocks, empty ones are none, and there are no pages."""
    document = read("a.docx", docx(paragraph("甲句。") + "<w:p/>" + paragraph("乙句。")))
    assert document.text == "甲句。\n乙句。"
    assert [(block.start, block.end, block.page) for block in document.blocks] == [(0, 3, None), (4, 7, None)]


def test_generated_numbers(read: Read) -> None:
    """Numbers that Word counts are printed; a step of a higher level restarts the lower ones; bullets are not text."""
    body = (
        numbered("成效", 0) + numbered("领导", 1) + numbered("执法", 1) + numbered("公示", 2) + numbered("记录", 2)
        + numbered("细目", 3) + numbered("圆点", 4) + numbered("问题", 0) + numbered("队伍", 1)
    )  # fmt: skip
    assert lines(read("a.docx", docx(body, numbering=LEVELS))) == [
        "一、成效", "（一）领导", "（二）执法", "1.公示", "2.记录", "1.2.1 细目", "圆点", "二、问题", "（一）队伍",
    ]  # fmt: skip


def test_a_list_that_starts_anew(read: Read) -> None:
    """A second list over the same levels goes on counting, from where it is told to."""
    body = numbered("甲") + numbered("乙") + numbered("丙", number=2) + numbered("丁", number=2)
    assert lines(read("a.docx", docx(body, numbering=LEVELS))) == ["一、甲", "二、乙", "五、丙", "六、丁"]


def test_numbers_by_style(read: Read) -> None:
    """A heading style that carries the list numbers its paragraphs, also through the style it is based on."""
    styles = (
        '<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H1b"><w:name w:val="x"/><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    )
    body = paragraph("报告", style="T") + paragraph("甲", style="H1") + paragraph("乙", style="H1b") + paragraph(
        "丙", style="H1", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'
    )  # fmt: skip
    document = read("a.docx", docx(body, numbering=LEVELS, styles=styles))
    assert lines(document) == ["报告", "一、甲", "二、乙", "丙"]
    assert (document.title, document.blocks[0].kind) == ("报告", "title")


@pytest.mark.parametrize(
    ("number", "name", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "ideographEnclosedCircle", "㊁"),
        (3, "chineseLegalSimplified", "叁"),
        (24, "ideographDigital", "二四"),
        (2, "ideographTraditional", "乙"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalFullWidth", "７"),
        (7, "decimalZero", "07"),
        (7, "somethingNew", "7"),
        (7, "bullet", ""),
    ],
)
def test_number_formats(number: int, name: str, text: str) -> None:
    """Each format of Word is written as Word prints it."""
    assert format_number(number, name) == text


def test_chinese_numbers_differ() -> None:
    """All numbers up to 9999 are written differently."""
    assert len({chinese_number(number) for number in range(10_000)}) == 10_000


def test_tables_are_rows(read: Read) -> None:
    """A row is a block with its cells apart by a tab; several paragraphs of a cell by a space."""
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(one)}</w:tc><w:tc>{paragraph(two)}{paragraph('注')}</w:tc></w:tr>"
        for one, two in (("事项", "件数"), ("复议", "35"))
    )
    document = read("a.docx", docx(paragraph("表：") + f"<w:tbl>{rows}</w:tbl>" + paragraph("完。")))
    assert lines(document) == ["表：", "事项\t件数 注", "复议\t35 注", "完。"]
    assert [block.kind for block in document.blocks] == ["paragraph", "table_row", "table_row", "paragraph"]


def test_a_frame_of_one_cell_is_no_table(read: Read) -> None:
    """A document inside a table of one cell, as for a border, is paragraphs."""
    body = f"<w:tbl><w:tr><w:tc>{''.join(paragraph(text) for text in samples.PARAGRAPHS)}</w:tc></w:tr></w:tbl>"
    document = read("a.docx", docx(body))
    assert lines(document) == list(samples.PARAGRAPHS)
    assert {block.kind for block in document.blocks} == {"paragraph"}


def test_headers_and_footers_are_left_out(read: Read) -> None:
    """What is printed at the edges of each page is no text of the report."""
    document = read("a.docx", docx(paragraph("正文。"), header1=paragraph("页眉"), footer1=paragraph("第1页")))
    assert document.text == "正文。"


def test_tracked_changes_are_accepted(read: Read) -> None:
    """Insertions stay, deletions and moved-away text go, and a deleted paragraph end joins two paragraphs."""
    body = (
        "<w:p><w:r><w:t>办理</w:t></w:r><w:del><w:r><w:delText>三十</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>四十</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p>" + paragraph("后半。")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("删行") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    assert lines(read("a.docx", docx(body))) == ["办理四十件", "前半，后半。"]


def test_text_boxes_once(read: Read) -> None:
    """The text of a box is read once, though Word writes it in two variants."""
    box = f"<w:txbxContent>{paragraph('框内。')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>框外。</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(read("a.docx", docx(body))) == ["框外。", "框内。"]


def test_breaks_fields_and_hidden_text(read: Read) -> None:
    """A line break ends a block; codes of fields and hidden runs are no text; results of fields are."""
    body = (
        "<w:p><w:r><w:t>上行</w:t><w:br/><w:t>下行</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>2023</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('控件段。')}</w:sdtContent></w:sdt>"
    )
    assert lines(read("a.docx", docx(body))) == ["上行", "下行2023控件", "控件段。"]


def test_strict_files_read_alike(read: Read) -> None:
    """A file in the strict variant, with its main part elsewhere, is read."""
    relations = (
        '<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>'
    )
    main = "<x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><x:body><x:p><x:r><x:t>严格。</x:t></x:r></x:p></x:body></x:document>"
    assert read("a.docx", samples.zipped({"_rels/.rels": relations, "word/document2.xml": main})).text == "严格。"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("<w:document", "XML"),
        ('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>', "文档类型声明"),
        ('<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>', "文档类型声明"),
        ("<a>" * 5000 + "</a>" * 5000, "XML"),
        ("<document/>", "没有正文"),
    ],
)
def test_broken_and_hostile_xml(read: Read, document: str, said: str) -> None:
    """Broken XML, entities and absurd depth are refused with the reason."""
    with pytest.raises(UnreadableFile, match=said):
        read("a.docx", samples.zipped({"word/document.xml": document}))


def test_a_bomb_stops(read: Read) -> None:
    """A part that swells a thousandfold is stopped at the limit."""
    with pytest.raises(UnreadableFile, match="压缩炸弹"):
        read("a.docx", samples.zipped({"word/document.xml": b"<a>" + b" " * 40_000_000}))
    with pytest.raises(UnreadableFile, match="上限"):
        read("b.docx", samples.report_docx(), Limits(unpacked_bytes=500))


def test_styles_in_a_circle(read: Read) -> None:
    """Styles that are based on each other are no endless loop."""
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert read("a.docx", docx(paragraph("甲。", style="A"), styles=styles)).text == "甲。"
