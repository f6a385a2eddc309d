"""Write an official document: headings, paragraphs and tables of text into the pages of `checker.export.paper_base`.

The body is put together as text, because some fifty gap reports with thousands of cells are written in a run and
python-docx takes minutes for what is a second's work this way.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from checker.export.cells import clean_text
from checker.export.files import replacing
from checker.export.paper_base import HEI, KAI, LANDSCAPE, PORTRAIT, base_parts

__all__ = ["Paper", "PaperCell", "Span"]

TWIPS: Final = 1440 / 25.4  # in a millimetre
WHOLE: Final = 700  # characters; a row with a longer cell may break across pages, a shorter one stays together
_DATE = (1980, 1, 1, 0, 0, 0)  # of the parts in the archive: equal content gives equal bytes


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: ``bold`` in 黑体, ``soft`` in grey 楷体."""

    text: str
    bold: bool = False
    soft: bool = False


Line = str | Span | Sequence[Span]


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A cell of several paragraphs, with its ground (RRGGBB), ink, alignment, and columns that it spans.

    ``keep`` holds its row on the page of the next one.
    """

    lines: Sequence[Line] = ()
    fill: str = ""
    ink: str = ""
    centre: bool = False
    head: bool = False
    span: int = 1
    keep: bool = False


Cell = str | PaperCell


class Paper:
    """A document that is being written from the top down; nothing is on disk before `save`."""

    def __init__(self, *, landscape: bool = False) -> None:
        self.page = LANDSCAPE if landscape else PORTRAIT
        self._small = landscape
        self._body: list[str] = []

    def paragraph(self, line: Line, style: str = "Normal", *, indent: bool = False) -> None:
        """Add a paragraph, with ``indent`` by two characters."""
        self._body.append(_paragraph(line, style, indent=indent))

    def heading(self, text: str, rank: int, *, new_page: bool = False) -> None:
        """Add a heading of rank 1 (一、), 2 （一） or 3."""
        self._body.append(_paragraph(text, f"Heading{rank}", indent=not self._small, new_page=new_page))

    def gap(self) -> None:
        """Leave a little room, as between two tables."""
        self._body.append(_GAP)

    def table(
        self,
        widths: Sequence[float],
        rows: Iterable[Sequence[Cell]],
        *,
        heads: int = 1,
        keep: bool = False,
        gap: bool = True,
    ) -> None:
        """Add a table across the page; ``widths`` are shares. ``heads`` rows at the top are repeated on every page.

        ``keep`` holds a short table together on one page; ``gap`` leaves room behind it.
        """
        scale = self.page.width * TWIPS / sum(widths)
        columns = [int(width * scale) for width in widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        self._body.append(
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>{_BORDERS}<w:tblLayout w:type="fixed"/>'
            f"{_SMALL_PADDING if self._small else _PADDING}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )
        style = "Small" if self._small else "Cell"
        for number, cells in enumerate(rows):
            self._body.append(_row(cells, columns, style, head=number < heads, keep=keep))
        self._body.append("</w:tbl>")
        if gap:
            self.gap()

    def save(self, path: Path, *, title: str, header: str, subject: str, created: datetime) -> None:
        """Write the document. ``header`` stands on every page. Raises `OutputError`."""
        when = created.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
        core = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties {_CORE_SPACES}>'
            f"<dc:title>{_xml(title)}</dc:title><dc:subject>{_xml(subject)}</dc:subject><dc:creator/>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified></cp:coreProperties>'
        )
        with replacing(path) as part, zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
            for name, content in base_parts(self.page.landscape):
                if name == "word/document.xml":
                    before, _, after = content.decode("utf-8").partition("<w:body>")
                    content = f"{before}<w:body>{''.join(self._body)}{after}".encode("utf-8", "replace")
                elif name.startswith("word/header"):
                    content = content.replace(b"{header}", _xml(header).encode("utf-8", "replace"))
                elif name == "docProps/core.xml":
                    content = core.encode("utf-8", "replace")
                archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)


_CORE_SPACES: Final = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_GAP: Final = '<w:p><w:pPr><w:pStyle w:val="Small"/><w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:p>'
_BORDERS: Final = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="{4}" w:space="0" w:color="7F7F7F"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
_PADDING: Final = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
)
_SMALL_PADDING: Final = _PADDING.replace('w:w="70"', 'w:w="45"').replace('w:w="40"', 'w:w="20"')


def _row(cells: Sequence[Cell], columns: Sequence[int], style: str, *, head: bool, keep: bool) -> str:
    made = [cell if isinstance(cell, PaperCell) else PaperCell((cell,)) for cell in cells]
    length = max((sum(len(_plain(line)) for line in cell.lines) for cell in made), default=0)
    keep = keep or any(cell.keep for cell in made)
    properties = ("<w:cantSplit/>" if length <= WHOLE else "") + ("<w:tblHeader/>" if head else "")
    short = length <= 80 and style == "Cell"
    parts = []
    column = 0
    for cell in made:
        width = sum(columns[column : column + cell.span])
        column += cell.span
        shade = cell.fill or ("E8EEF4" if head or cell.head else "")
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "")
            + (f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "")
            + f'<w:vAlign w:val="{"center" if cell.head or cell.centre or short else "top"}"/></w:tcPr>'
            + "".join(
                _paragraph(
                    line,
                    f"{style}Head" if head or cell.head else style,
                    ink=cell.ink,
                    centre=cell.centre or head,
                    keep=keep or head,
                )
                for line in cell.lines or ("",)
            )
            + "</w:tc>"
        )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(parts)}</w:tr>"


def _paragraph(
    line: Line,
    style: str,
    *,
    indent: bool = False,
    keep: bool = False,
    centre: bool = False,
    ink: str = "",
    new_page: bool = False,
) -> str:
    spans = [Span(line)] if isinstance(line, str) else [line] if isinstance(line, Span) else line
    properties = (
        f'<w:pStyle w:val="{style}"/>'
        + ("<w:keepNext/>" if keep else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + (f'<w:ind w:firstLineChars="200" w:firstLine="{480 if style == "Note" else 640}"/>' if indent else "")
        + ('<w:jc w:val="center"/>' if centre else "")
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(_run(span, ink) for span in spans if span.text)}</w:p>"


def _run(span: Span, ink: str) -> str:
    font = HEI if span.bold else KAI if span.soft else ""
    colour = ink or ("595959" if span.soft else "")
    properties = (f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>' if font else "") + (
        f'<w:color w:val="{colour}"/>' if colour else ""
    )
    text = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in clean_text(span.text).replace("\t", " ").split("\n")
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text}</w:r>"


def _plain(line: Line) -> str:
    if isinstance(line, str):
        return line
    return line.text if isinstance(line, Span) else "".join(span.text for span in line)


def _xml(text: str) -> str:
    return escape(clean_text(text))
