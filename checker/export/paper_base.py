"""The empty official document: page, fonts, headings and page numbers of GB/T 9704-2012, made once by python-docx.

A4 with margins of 37 mm above, 35 mm below, 28 mm left and 26 mm right (a type area of 156 by 225 mm); 22 lines of
28 characters in 3号 (16 pt) 仿宋; the title in 2号 (22 pt) 小标宋; headings 一、 in 黑体, （一） in 楷体; the page
number in 4号 (14 pt) between dashes, on the outer side. Fonts that a machine lacks are named in the font table with
alternatives, which Word and WPS take instead; LibreOffice takes what the system offers.
"""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["BODY", "FONTS", "HEI", "KAI", "LANDSCAPE", "PORTRAIT", "SONG", "TITLE", "Page", "base_parts"]

BODY: Final = "仿宋_GB2312"
HEI: Final = "黑体"
KAI: Final = "楷体_GB2312"
TITLE: Final = "方正小标宋简体"
SONG: Final = "宋体"

FONTS: Final = {
    BODY: "仿宋,FangSong,STFangsong,FandolFang R,Noto Serif CJK SC,Source Han Serif SC",
    HEI: "SimHei,Heiti SC,WenQuanYi Zen Hei,Noto Sans CJK SC,Source Han Sans SC",
    KAI: "楷体,KaiTi,STKaiti,AR PL UKai CN,Noto Serif CJK SC,Source Han Serif SC",
    TITLE: "小标宋体,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC,Source Han Serif SC",
    SONG: "SimSun,STSong,Noto Serif CJK SC,Source Han Serif SC",
}
"""Fonts of the standard, and what to take where they are missing."""


class Page:
    """A size of page: ``width`` of the type area in mm, and the margins top, bottom, left, right in mm."""

    def __init__(self, landscape: bool, margins: tuple[float, float, float, float]) -> None:
        self.landscape = landscape
        self.margins = margins
        self.size = (297.0, 210.0) if landscape else (210.0, 297.0)
        self.width = self.size[0] - margins[2] - margins[3]


PORTRAIT: Final = Page(False, (37, 35, 28, 26))
LANDSCAPE: Final = Page(True, (16, 15, 10, 10))

# name → font, size in points, exact line height in points (0: as the font needs), space before and after in points
_STYLES: Final = {
    "Normal": (BODY, 16.0, 28.9, 0.0, 0.0),
    "Title": (TITLE, 22.0, 34.0, 0.0, 0.0),
    "Stamp": (KAI, 14.0, 22.0, 2.0, 8.0),
    "Heading 1": (HEI, 16.0, 28.9, 8.0, 4.0),
    "Heading 2": (KAI, 16.0, 28.9, 12.0, 2.0),
    "Heading 3": (BODY, 16.0, 28.9, 4.0, 2.0),
    "Cell": (BODY, 10.5, 0.0, 0.0, 0.0),
    "CellHead": (HEI, 10.5, 0.0, 0.0, 0.0),
    "Small": (BODY, 7.5, 0.0, 0.0, 0.0),
    "SmallHead": (HEI, 7.5, 0.0, 0.0, 0.0),
    "Note": (BODY, 12.0, 20.0, 0.0, 0.0),
    "Header": (KAI, 9.0, 0.0, 0.0, 0.0),
    "Footer": (SONG, 14.0, 0.0, 0.0, 0.0),
}


@cache
def base_parts(landscape: bool) -> tuple[tuple[str, bytes], ...]:
    """Give the parts of an empty document by name. The body of ``word/document.xml`` is empty but for its section."""
    from docx import Document

    document = Document()
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    _set_styles(document)
    _set_page(document, LANDSCAPE if landscape else PORTRAIT)
    file = BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/fontTable.xml"] = _font_table()
    for useless in [name for name in parts if name.startswith("docProps/thumbnail")]:
        del parts[useless]
        parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", parts["_rels/.rels"])
    return tuple(parts.items())


def _set_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt, RGBColor

    styles = document.styles
    for name, (font, size, line, before, after) in _STYLES.items():
        style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        properties = style.element.get_or_add_rPr()
        for child in list(properties):
            properties.remove(child)
        style.font.name = font
        style.font.size = Pt(size)
        style.font.bold = name == "Heading 3"
        style.font.italic = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = properties.rFonts
        for script in ("eastAsia", "hAnsi", "cs"):
            fonts.set(_w(script), font)
        shape = style.paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.line_spacing = Pt(line) if line else 1.0
        if line:
            shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.widow_control = True
        shape.keep_with_next = name.startswith("Heading")
        shape.keep_together = name.startswith("Heading")
    styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for name in ("Title", "Stamp"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("Cell", "CellHead", "Small", "SmallHead", "Header"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for border in styles["Title"].element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)
    for language in document.styles.element.xpath("//w:docDefaults//w:lang"):
        language.set(_w("val"), "zh-CN")
        language.set(_w("eastAsia"), "zh-CN")


def _set_page(document: Document, page: Page) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(length) for length in page.size)
    margins = (Mm(length) for length in page.margins)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = margins
    section.header_distance = Mm(8 if page.landscape else 22)
    section.footer_distance = Mm(6 if page.landscape else 25)
    document.settings.odd_and_even_pages_header_footer = not page.landscape
    footers = [(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)]
    headers = [section.header]
    if not page.landscape:
        footers.append((section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT))
        headers.append(section.even_page_header)
    for footer, alignment in footers:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = alignment
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(5)
        _number(paragraph)
    for header in headers:
        header.is_linked_to_previous = False
        header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        header.paragraphs[0].add_run("{header}")


def _number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement

    for kind, text in (
        ("", "— "),
        ("begin", ""),
        ("instr", "PAGE"),
        ("separate", ""),
        ("", "1"),
        ("end", ""),
        ("", " —"),
    ):
        run = paragraph.add_run(text if not kind else None)
        if kind == "instr":
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(_w("fldCharType"), kind)
            run._r.append(mark)


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def _font_table() -> bytes:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"swiss" if name == HEI else "roman"}"/><w:pitch w:val="variable"/></w:font>'
        for name, others in FONTS.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'{head}<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()
