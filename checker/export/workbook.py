"""A workbook as an office files it: rows written in order, one look, prints on whole columns of A4 landscape."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Protocol, Self

from checker.export.cells import begins_like_formula, cell_text
from checker.export.labels import HEAT, POINT_LEVELS, STATUSES, Style
from checker.export.matrix_xlsx_texts import BOOK
from checker.export.progress import Progress
from checker.model.findings import CatalogInfo, Status, ToolInfo

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Book", "Cell", "Sheet"]

Value = str | int | float | None
Cell = tuple[Value, str]
"""A value and the name of its format."""

A4: Final = 9
LINE_HEIGHT: Final = 13.5  # points
MAX_HEIGHT: Final = 409.0  # points; the most that Excel takes
NAVY: Final = "#1C3D5A"
BODY: Final = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
HEAD: Final = {"font_name": "黑体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
LINES: Final = {"border": 1, "border_color": "#C9CED6"}

_FIXED: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"font_name": "黑体", "font_size": 16, "valign": "vcenter"},
    "warning": {"font_name": "黑体", "font_size": 10, "font_color": "#9B1C1C", "valign": "vcenter"},
    "soft": {"font_name": "宋体", "font_size": 10, "font_color": "#55606E", "valign": "vcenter"},
    "head": {**HEAD, **LINES, "align": "center", "font_color": "#FFFFFF", "bg_color": NAVY},
    "sum": {**HEAD, **LINES, "bg_color": "#E8EEF4"},
    "sum_centre": {**HEAD, **LINES, "bg_color": "#E8EEF4", "align": "center"},
    "text": {**BODY, **LINES},
    "strong": {**HEAD, **LINES},
    "centre": {**BODY, **LINES, "align": "center"},
    "score": {**BODY, **LINES, "align": "center", "num_format": "0.00"},
    "entry": {**BODY, **LINES, "bg_color": "#FFFBE6"},
    "entry_head": {**HEAD, **LINES, "align": "center", "font_color": "#000000", "bg_color": "#F2D98B"},
    "percent": {**BODY, **LINES, "align": "center", "num_format": "0%"},
}
_POINT = re.compile(r"point(?P<level>\d)(?P<flags>\D*?)(?P<idle>idle)?")


def _properties(name: str) -> Mapping[str, Any]:
    if name in _FIXED:
        return _FIXED[name]
    if point := _POINT.fullmatch(name):
        style = POINT_LEVELS[int(point["level"])]
        marks = f'0 "{style.mark}{" " if point["flags"] else ""}{point["flags"]}"'
        looks = _coloured(STATUSES[Status.NOT_APPLICABLE] if point["idle"] else style)
        return {**looks, "num_format": marks}
    if name.startswith("level"):
        return _coloured(POINT_LEVELS[int(name.removeprefix("level"))])
    if name.startswith("heat"):
        return {**BODY, **LINES, "align": "center", "bg_color": HEAT[int(name.removeprefix("heat"))]}
    return _coloured(STATUSES[Status(name)])


def _coloured(style: Style) -> dict[str, Any]:
    return {**BODY, **LINES, "align": "center", "bg_color": style.tint, "font_color": style.ink}


class Origin(Protocol):
    """Whatever knows of what catalog and by which tool."""

    @property
    def tool(self) -> ToolInfo: ...
    @property
    def catalog(self) -> CatalogInfo: ...


class Book:
    """A workbook that is being written; closed when the block ends well, thrown away when it does not."""

    def __init__(
        self,
        path: Path,
        findings: Origin,
        run_at: datetime,
        title: str = BOOK["title"],
        *,
        progress: Progress,
    ) -> None:
        from xlsxwriter import Workbook

        catalog, tool = findings.catalog, findings.tool
        self.origin = BOOK["line"].format(
            catalog=catalog.title,
            number=catalog.doc_number,
            id=catalog.id,
            tool=tool.name,
            version=tool.version,
            run_at=BOOK["run_at"].format(run_at),
        )
        self.footer = BOOK["footer"].format(progress.in_brief())
        self._rows = tempfile.TemporaryDirectory(prefix="checker-xlsx-")
        self._workbook = Workbook(
            str(path),
            {
                "constant_memory": True,
                "tmpdir": self._rows.name,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._workbook.set_properties({"title": title, "comments": cell_text(self.origin)[:255], "created": run_at})
        self._formats: dict[tuple[str, bool], Format] = {}
        self._sheets: list[Sheet] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                for sheet in self._sheets:
                    sheet.finish()
                self._workbook.close()
            else:
                self._workbook.fileclosed = True
                for worksheet in self._workbook.worksheets():
                    worksheet.row_data_fh.close()
        finally:
            self._rows.cleanup()

    def sheet(self, name: str) -> Sheet:
        """Add a sheet without anything on it."""
        sheet = Sheet(self, self._workbook.add_worksheet(name))
        self._sheets.append(sheet)
        return sheet

    def table(self, name: str, columns: Mapping[str, int], *, frozen_columns: int, printed: int | None = None) -> Sheet:
        """Add a sheet that is one list under one header.

        ``columns`` are headings and widths in characters; the first ``printed`` of them are printed (all without it).
        """
        sheet = self.sheet(name)
        sheet.layout(columns, frozen_columns=frozen_columns, printed=printed)
        sheet.head(list(columns), height=30)
        return sheet

    def stacked_bars(self, title: str) -> Any:
        """Make a chart of stacked bars without data."""
        chart = self._workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"})
        return chart

    def format(self, name: str, *, defused: bool = False) -> Format:
        """Give a format by its name; a defused one keeps a text from becoming a formula when somebody edits it."""
        key = (name, defused)
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({**_properties(name), "quote_prefix": defused})
        return self._formats[key]


class Sheet:
    """A sheet that is written from the top row down; ``row`` is the next row, counted from 0."""

    def __init__(self, book: Book, worksheet: Worksheet) -> None:
        self._book = book
        self._worksheet = worksheet
        self._head_row = 0
        self._columns = 1
        self._frozen = 0
        self._filtered = False
        self._below = 0  # rows that a chart takes below the list
        self._printed = 1
        self._widths: tuple[int, ...] = ()
        self.row = 0

    def layout(
        self,
        columns: Mapping[str, int],
        *,
        heads: Sequence[Sequence[Cell]] = (),
        frozen_columns: int = 0,
        across: int = 1,
        printed: int | None = None,
    ) -> None:
        """Set widths, print area and the lines above the header; ``across`` is the number of pages side by side."""
        worksheet = self._worksheet
        self._columns = len(columns)
        self._printed = printed or self._columns
        self._frozen = frozen_columns
        for number, width in enumerate(columns.values()):
            worksheet.set_column(number, number, width)
        worksheet.set_landscape()
        worksheet.set_paper(A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.6)
        worksheet.set_footer(self._book.footer)
        worksheet.fit_to_pages(across, 0)
        worksheet.hide_gridlines(2)
        for number, cells in enumerate(heads):
            self.line(cells, height=26 if number == 0 else 15)
        self._widths = tuple(columns.values())

    def head(self, titles: Sequence[str | Cell], *, height: float) -> None:
        """Write the header row: repeated on every page, frozen, with a filter below it once `filter` is called."""
        self._head_row = self.row
        self._filtered = True
        worksheet = self._worksheet
        self.line([title if isinstance(title, tuple) else (title, "head") for title in titles], height=height)
        worksheet.freeze_panes(self.row, self._frozen)
        worksheet.repeat_rows(self._head_row)
        if self._frozen:
            worksheet.repeat_columns(0, self._frozen - 1)

    @property
    def first(self) -> int:
        """The row below the header."""
        return self._head_row + 1

    def line(self, cells: Sequence[Cell], *, height: float | None = None) -> None:
        """Write a row of values with their formats. Text is written as text, whatever it looks like.

        Without a height (in points) the row is made as high as its text needs: not every program does that by itself.
        """
        self._worksheet.set_row(self.row, height or self._height(cells))
        for column, (value, name) in enumerate(cells):
            if isinstance(value, str):
                text = cell_text(value)
                if text:
                    style = self._book.format(name, defused=begins_like_formula(text))
                    self._worksheet.write_string(self.row, column, text, style)
                    continue
                value = None
            if value is None:
                self._worksheet.write_blank(self.row, column, None, self._book.format(name))
            else:
                self._worksheet.write_number(self.row, column, value, self._book.format(name))
        self.row += 1

    def add(self, *values: Value | Cell) -> None:
        """Write a row of values, each in the format that suits its type or in the one that comes with it."""
        self.line([value if isinstance(value, tuple) else (value, _usual(value)) for value in values])

    def offer(self, column: int, choices: Sequence[str]) -> None:
        """Offer a choice in every row of a column; other words may still be typed. Call it when all rows are there."""
        last = max(self._head_row + 1, self.row - 1)
        rule = {"validate": "list", "source": list(choices), "error_type": "information"}
        self._worksheet.data_validation(self._head_row + 1, column, last, column, rule)

    def chart(self, title: str, columns: Sequence[int], names: int, colours: Sequence[str], rows: int) -> None:
        """Draw a bar of stacked counts for each of the first rows, below the list; ``columns`` hold the counts."""
        chart = self._book.stacked_bars(title)
        sheet, first, last = self._worksheet.get_name(), self._head_row + 1, self._head_row + rows
        for column, colour in zip(columns, colours, strict=True):
            chart.add_series(
                {
                    "name": [sheet, self._head_row, column],
                    "categories": [sheet, first, names, last, names],
                    "values": [sheet, first, column, last, column],
                    "fill": {"color": colour},
                    "gap": 40,
                }
            )
        height = 120 + 24 * rows
        chart.set_size({"width": 900, "height": height})
        self._below = 3 + height // 18
        self._worksheet.insert_chart(self.row + 1, 0, chart)

    def finish(self) -> None:
        """Lay the filter over what was written."""
        if self._filtered:
            last = max(self._head_row, self.row - 1)
            self._worksheet.autofilter(self._head_row, 0, last, self._columns - 1)
            self._worksheet.print_area(0, 0, max(0, self.row - 1 + self._below), self._printed - 1)
            everything = f"A1:XFD{self.row + 1}"
            self._worksheet.ignore_errors({"number_stored_as_text": everything})

    def _height(self, cells: Sequence[Cell]) -> float:
        lines = max(
            (
                _lines(value, width)
                for (value, _), width in zip(cells, self._widths[: self._printed], strict=False)
                if value
            ),
            default=1,
        )
        return min(MAX_HEIGHT, 6 + LINE_HEIGHT * lines)


def _lines(value: Value, width: int) -> int:
    if not isinstance(value, str) or (2 * len(value) < width and "\n" not in value):
        return 1
    # bytes of GBK: two for a Chinese character, one for a letter, as wide as they are
    return sum(max(1, -(-len(part.encode("gbk", "replace")) // (width - 1))) for part in value.split("\n"))


def _usual(value: Value) -> str:
    if isinstance(value, float):
        return "score"
    return "centre" if isinstance(value, int) else "text"
