"""Small invented documents in every format, built byte by byte so that each test says what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

TITLE = "云溪县2023年法治政府建设年度报告"
PARAGRAPHS = (
    "2023年，云溪县坚持依法行政，推进法治政府建设，现将有关情况报告如下：",
    "一、主要举措和成效",
    "（一）加强组织领导。县委常委会专题研究法治建设3次，出台《云溪县法治政府建设实施方案》。",
    "（二）规范行政执法。全县28家执法单位落实行政执法公示制度，办理行政处罚案件312件。",
    "二、存在的不足",
    "基层执法力量仍较薄弱，执法人员培训不够系统。",
    "三、下一步安排",
    "2024年将继续深化行政执法三项制度，组织培训不少于60学时。",
)
TEXT = "\n".join((TITLE, *PARAGRAPHS)) + "\n"

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(entries: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Zip entries in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def paragraph(text: str, *, properties: str = "", style: str = "") -> str:
    """Write a paragraph of Word."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    """Write a paragraph whose number Word generates."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def docx(body: str, **parts: str) -> bytes:
    """Make a docx of a body; further parts are given by their names without suffix (numbering, styles, header1)."""
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
        entries[f"word/{name}.xml"] = f"<w:{root} {_W}>{content}</w:{root}>"
    if parts:
        related = "".join(
            f'<Relationship Id="{name}" Type="{_OFFICE}/{name.rstrip("1")}" Target="{name}.xml"/>' for name in parts
        )
        entries["word/_rels/document.xml.rels"] = (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}</Relationships>'
        )
    return zipped(entries)


def report_docx() -> bytes:
    """Make the report as docx."""
    return docx(paragraph(TITLE) + "".join(paragraph(text) for text in PARAGRAPHS))


def pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]]) -> bytes:
    """Make a PDF of A4 pages; each text has its place from the left and the top, and its size, in points."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    drawing = canvas.Canvas(buffer, pagesize=(595, 842), invariant=1)
    for page in pages:
        for left, top, size, text in page:
            drawing.setFont("STSong-Light", size)
            drawing.drawString(left, 842 - top, text)
        drawing.showPage()
    drawing.save()
    return buffer.getvalue()


def typeset(
    paragraphs: Sequence[str], *, per_line: int = 30, top: float = 100, indent: bool = True
) -> list[list[tuple[float, float, float, str]]]:
    """Break paragraphs into full lines of 16 points on pages of 30 lines, set in by two characters."""
    size, left = 16.0, 60.0
    lines: list[tuple[float, str]] = []
    for text in paragraphs:
        first = per_line - 2 if indent else per_line
        lines.append((left + (2 * size if indent else 0), text[:first]))
        lines += [(left, text[at : at + per_line]) for at in range(first, len(text), per_line)]
    pages = [lines[at : at + 28] for at in range(0, len(lines), 28)]
    return [[(x, top + 24 * row, size, text) for row, (x, text) in enumerate(page)] for page in pages]


def ofd(
    pages: Sequence[Sequence[tuple[float, float, str]]], *, title: str = "", extra: Mapping[str, str] | None = None
) -> bytes:
    """Make an OFD by GB/T 33190-2016; each text has its place from the left and the top in millimetres."""
    spaces = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    entries: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {spaces}><ofd:DocBody><ofd:DocInfo><ofd:Title>{title}</ofd:Title></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {spaces}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(pages):
        objects = "".join(
            f'<ofd:TextObject Boundary="{x} {y} 180 8" Size="5" Font="1"><ofd:TextCode X="0" Y="4.5" '
            f'DeltaX="g {max(1, len(text) - 1)} 5">{text}</ofd:TextCode></ofd:TextObject>'
            for x, y, text in page
        )
        entries[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {spaces}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(entries | dict(extra or {}))


def site_page(body: str, *, charset: str = "utf-8", head: str = "", encoding: str = "utf-8") -> bytes:
    """Make a page as a government site does: head, breadcrumb, tools, the report, neighbours, foot."""
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}">
<title>{TITLE}_云溪县人民政府</title>{head}<style>p {{ color: red }}</style></head><body>
<div class="top"><a href="/">首页</a> | <a href="/zwgk">政务公开</a> | <a href="#">无障碍浏览</a></div>
<script>var share = "分享到微信";</script>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 法治政府建设</div>
<div class="article"><h1>{TITLE}</h1>
<div class="info">信息来源：云溪县司法局　发布日期：2024-03-15 09:30　浏览次数：128　【打印】【关闭】</div>
<div id="zoom">{body}</div>
<div class="tools"><a href="#">分享</a> <a href="#">打印本页</a> <a href="#">关闭窗口</a></div>
<div class="pn"><p>上一篇：<a href="/1">云溪县2022年法治政府建设年度报告</a></p><p>下一篇：没有了</p></div></div>
<div class="bottom"><p>版权所有：云溪县人民政府办公室　主办单位：云溪县人民政府</p>
<p>备案号：云ICP备12345678号-1　网站标识码：5300000001</p>
<p>联系电话：0870-1234567　地址：云溪县人民路1号</p><p style="display:none">读屏专用 您已进入底部信息区</p></div>
</body></html>""".encode(encoding)


def report_page(**options: str) -> bytes:
    """Make the report as a page of a site."""
    return site_page("".join(f"<p>　　{text}</p>" for text in PARAGRAPHS), **options)
