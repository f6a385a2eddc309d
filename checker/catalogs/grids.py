"""Read the tables of a docx, html or xlsx file as rows of cells, with merged cells filled in.

A task list as a table needs to know which cell stands in which column, which the text of a document does not tell.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import UnreadableFile, UnsupportedFormat

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Grid", "is_workbook", "read_grids"]

Grid = tuple[tuple[str, ...], ...]
"""Rows of cells; rows of one table may differ in length."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORKBOOKS = (".xlsx", ".xlsm")
_MOST_BYTES = 64 * 2**20
_MOST_ROWS, _MOST_COLUMNS = 20_000, 60
_DAMAGED = "文件已损坏或不是真正的 {kind} 文件，请重新导出后再试"


def is_workbook(path: Path) -> bool:
    """Say whether a file is a workbook, by its suffix; `.xls` is not read."""
    return path.suffix.lower() in (*_WORKBOOKS, ".xls")


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Read the tables of a file; none for formats without tables.

    Raises `UnreadableFile` or `UnsupportedFormat` naming the file.
    """
    suffix = path.suffix.lower()
    if suffix == ".xls":
        raise UnsupportedFormat(str(path), "旧版 Excel（.xls）不能读取，请另存为 .xlsx")
    if suffix in _WORKBOOKS:
        return tuple(_workbook(path))
    if suffix in (".docx", ".docm"):
        return tuple(_document(path))
    if suffix in (".html", ".htm", ".shtml", ".xhtml"):
        return tuple(_page(path))
    return ()


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(str(path), "文件不存在") from None
    except OSError as error:
        raise UnreadableFile(str(path), f"打不开（{error.strerror or type(error).__name__}）") from error
    if not data.strip():
        raise UnreadableFile(str(path), "是空文件")
    if len(data) > _MOST_BYTES:
        raise UnreadableFile(
            str(path), f"文件过大（{len(data) // 2**20} MB），任务清单不应超过 {_MOST_BYTES // 2**20} MB"
        )
    return data


def _check_unpacked(name: str, data: bytes, kind: str) -> None:
    """Refuse an archive that is damaged or unpacks to more than a task list can hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(name, _DAMAGED.format(kind=kind)) from error
    if unpacked > 4 * _MOST_BYTES:
        raise UnreadableFile(name, "解压后过大，不像任务清单")


def _workbook(path: Path) -> Iterator[Grid]:
    data = _bytes(path)
    _check_unpacked(str(path), data, "Excel")
    import openpyxl  # type: ignore[import-untyped, unused-ignore]

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        sheets: list[Any] = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            if sheet.max_row > _MOST_ROWS:
                raise UnreadableFile(str(path), f"工作表“{sheet.title}”有 {sheet.max_row} 行，不像任务清单")
            width = min(sheet.max_column, _MOST_COLUMNS)
            rows = [[_cell(cell) for cell in row[:width]] for row in sheet.iter_rows(values_only=True)]
            for merged in sheet.merged_cells.ranges:
                value = rows[merged.min_row - 1][merged.min_col - 1]
                for row in range(merged.min_row - 1, min(merged.max_row, len(rows))):
                    for column in range(merged.min_col - 1, min(merged.max_col, width)):
                        rows[row][column] = value
            yield tuple(tuple(row) for row in rows if any(row))
    except UnreadableFile:
        raise
    except Exception as error:  # whatever openpyxl trips over is the file's fault
        raise UnreadableFile(str(path), _DAMAGED.format(kind="Excel")) from error


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _document(path: Path) -> Iterator[Grid]:
    data = _bytes(path)
    _check_unpacked(str(path), data, "Word")
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            markup = archive.read("word/document.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(markup, parser)
    except KeyError:
        return
    except (etree.XMLSyntaxError, zipfile.BadZipFile, RuntimeError, ValueError) as error:
        raise UnreadableFile(str(path), _DAMAGED.format(kind="Word")) from error
    for table in root.iter(f"{_WORD}tbl"):
        yield _word_rows(table)


def _word_rows(table: _Element) -> Grid:
    rows: list[list[str]] = []
    for row in table.iterchildren(f"{_WORD}tr"):
        cells: list[str] = []
        for cell in row.iter(f"{_WORD}tc"):
            span, carried = 1, False
            if (properties := cell.find(f"{_WORD}tcPr")) is not None:
                wide = properties.find(f"{_WORD}gridSpan")
                span = int((wide.get(f"{_WORD}val") if wide is not None else None) or 1)
                merge = properties.find(f"{_WORD}vMerge")
                carried = merge is not None and merge.get(f"{_WORD}val") != "restart"
            above = rows[-1][len(cells)] if carried and rows and len(rows[-1]) > len(cells) else ""
            text = above if carried else "\n".join(filter(None, map(_paragraph, cell.iter(f"{_WORD}p"))))
            cells += [text] * max(1, min(span, _MOST_COLUMNS))
        rows.append(cells)
    return tuple(tuple(row) for row in rows if any(row))


def _paragraph(paragraph: _Element) -> str:
    removed = (f"{_WORD}del", f"{_WORD}moveFrom")
    pieces = (
        text.text or ""
        for text in paragraph.iter(f"{_WORD}t")
        if not any(parent.tag in removed for parent in text.iterancestors())
    )
    return "".join(pieces).strip()


def _page(path: Path) -> Iterator[Grid]:
    from lxml import etree

    data = _bytes(path)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            markup = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        return
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(markup.encode("utf-8", "ignore"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    for table in root.iter("table") if root is not None else ():
        if table.find(".//table") is None:  # a table that holds tables is there for the layout
            yield _page_rows(table)


def _page_rows(table: _Element) -> Grid:
    rows: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}  # column → rows to go, text of a cell that reaches down
    for row in table.iter("tr"):
        cells: list[str] = []
        given = iter([cell for cell in row if cell.tag in ("td", "th")])
        while len(cells) < _MOST_COLUMNS:
            column = len(cells)
            if column in below:
                left, text = below.pop(column)
                if left > 1:
                    below[column] = (left - 1, text)
                cells.append(text)
                continue
            cell = next(given, None)
            if cell is None:
                break
            text = "\n".join(filter(None, ("".join(piece.split()) for piece in map(str, cell.itertext()))))
            for offset in range(_span(cell.get("colspan"))):
                if (down := _span(cell.get("rowspan"))) > 1:
                    below[column + offset] = (down - 1, text)
                cells.append(text)
        rows.append(cells)
    return tuple(tuple(row) for row in rows if any(row))


def _span(value: str | None) -> int:
    return max(1, min(int(value), _MOST_ROWS)) if value and value.strip().isdigit() else 1
