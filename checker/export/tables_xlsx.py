"""Lists as a workbook: one sheet each with drop-downs, filters and a header that stays, and a sheet 说明 at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from checker.errors import OutputError
from checker.export.case import Case
from checker.export.files import replacing
from checker.export.matrix_xlsx_texts import ORIGIN, SHEETS
from checker.export.tables import Chart, Marked, Table, Tables
from checker.export.tables_texts import TABLES
from checker.export.workbook import Book, Cell, Sheet, Value
from checker.export.xlsx_about import write_legend
from checker.model.findings import CatalogInfo, ToolInfo

__all__ = ["write_tables_xlsx"]

LAST_ROW: Final = 1_048_000  # Excel has 1,048,576


def write_tables_xlsx(path: Path, tables: Tables, case: Case) -> None:
    """Write the workbook as the rows come. Raises `OutputError`."""
    from xlsxwriter.exceptions import XlsxWriterException

    try:
        with (
            replacing(path) as part,
            Book(part, case.source, case.run_at, tables.title, progress=case.progress) as book,
        ):
            sheets = {table.name: _sheet(book, table, tables) for table in tables.tables}
            for name, row in tables.rows:
                sheet = sheets[name]
                if sheet.row < LAST_ROW:
                    sheet.line([_cell(value) for value in row])
                else:
                    raise OutputError(TABLES["too_many"].format(path=path, name=name))
            for table in tables.tables:
                _end(sheets[table.name], table)
            _about(book, tables, case)
    except XlsxWriterException as error:
        raise OutputError(f"无法写入 {path}：{error}") from error


def _sheet(book: Book, table: Table, tables: Tables) -> Sheet:
    sheet = book.sheet(table.name)
    widths = {str(place): column.width for place, column in enumerate(table.columns)}
    heads: list[list[Cell]] = [
        [(f"{tables.title}　{table.name}" if table.name not in tables.title else tables.title, "title")],
        [(tables.standing, "warning")],
        [(tables.origin, "soft")],
        [(TABLES["filters"].format(tables.filters) + (f"　{table.note}" if table.note else ""), "soft")],
    ]
    sheet.layout(widths, heads=heads, frozen_columns=table.frozen, printed=table.printed)
    sheet.head([(column.title, "entry_head" if column.entry else "head") for column in table.columns], height=30)
    return sheet


def _cell(value: Value | Marked) -> Cell:
    if isinstance(value, Marked):
        return value.value, value.look
    if isinstance(value, str) or value is None:
        return value, "text"
    return value, "score" if isinstance(value, float) else "centre"


def _end(sheet: Sheet, table: Table) -> None:
    for place, column in enumerate(table.columns):
        if column.choices:
            sheet.offer(place, column.choices)
    chart: Chart | None = table.chart
    if chart is not None and sheet.row > sheet.first:
        rows = min(sheet.row - sheet.first, chart.rows)
        sheet.chart(chart.title, chart.columns, chart.names, chart.colours, rows)


def _about(book: Book, tables: Tables, case: Case) -> None:
    sheet = book.sheet(SHEETS["about"])
    heads: list[list[Cell]] = [[(tables.title, "title")], [(tables.standing, "warning")], [("", "soft")]]
    sheet.layout({"name": 22, "meaning": 110}, heads=heads)
    for topic, words in (*tables.about, (TABLES["in_force"], tables.filters)):
        sheet.line([(topic, "strong"), (words, "text")])
    write_legend(sheet)
    values = origin_values(case.info, case.tool, case.run_at_text, len(case.catalog.tasks), len(case.lines))
    for topic, value in zip(ORIGIN, values, strict=True):
        sheet.line([(topic, "strong"), (value, "text")])
    sheet.line([(TABLES["schema"], "strong"), (tables.schema, "text")])


def origin_values(info: CatalogInfo, tool: ToolInfo, run_at: str, tasks: int, reports: int) -> tuple[str, ...]:
    """Give what stands beside the topics of `ORIGIN`."""
    version = f"{tool.name} {tool.version}"
    return info.title, info.issuer, info.doc_number, info.id, version, run_at, str(tasks), str(reports)
