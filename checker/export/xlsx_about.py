"""The sheet 说明: what the sheets, marks and colours mean, and where the judgements come from."""

from __future__ import annotations

from checker.export.labels import FLAGS, POINT_LEVELS, STATUSES, status_text
from checker.export.matrix_xlsx_texts import ABOUT, BOOK, LEGEND_COLUMNS, ORIGIN, SHEETS
from checker.export.progress import Progress
from checker.export.source import FindingsSource
from checker.export.workbook import Book, Sheet
from checker.model.catalog import Catalog

__all__ = ["write_about", "write_legend"]


def write_legend(sheet: Sheet) -> None:
    """Write what marks and colours mean, an empty line before and behind."""
    sheet.line([])
    sheet.line([(title, "head") for title in LEGEND_COLUMNS])
    for status, style in STATUSES.items():
        sheet.line([(status_text(status), status.value), (style.meaning, "text")])
    for level, style in POINT_LEVELS.items():
        sheet.line([(f"{level} {style.mark} {style.label}", f"level{level}"), (style.meaning, "text")])
    for flag, style in FLAGS.items():
        sheet.line([(f"{style.mark} {style.label}", flag), (style.meaning, "text")])
    sheet.line([])


def write_about(
    book: Book,
    findings: FindingsSource,
    catalog: Catalog,
    run_at: str,
    reports: int,
    filters: str,
    progress: Progress,
) -> None:
    """Write the sheet; ``reports`` is how many are in the workbook, ``filters`` what was left out, in words."""
    sheet = book.sheet(SHEETS["about"])
    heads = [[(BOOK["title"], "title")], [(progress.in_words() + BOOK["caveat"], "warning")], [("", "soft")]]
    sheet.layout({"name": 20, "meaning": 110}, heads=heads)
    for topic, words in ABOUT:
        sheet.line([(topic, "strong"), (words, "text")])
    write_legend(sheet)
    info, tool = findings.catalog, findings.tool
    values = (
        info.title,
        info.issuer,
        info.doc_number,
        info.id,
        f"{tool.name} {tool.version}",
        run_at,
        len(catalog.tasks),
    )
    for topic, value in zip(ORIGIN, (*values, reports), strict=True):
        sheet.line([(topic, "strong"), (str(value), "text")])
    sheet.line([(BOOK["filters_topic"], "strong"), (filters or BOOK["no_filters"], "text")])
