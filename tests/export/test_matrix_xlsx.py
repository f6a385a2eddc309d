"""matrix.xlsx, opened again."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from checker.errors import OutputError
from checker.export.cells import MAX_CELL, cell_text
from checker.export.labels import NEAR_MISS, STATUSES, status_text
from checker.export.matrix_xlsx import write_matrix_xlsx
from checker.model.findings import Evidence, Status
from checker.model.report import Role
from tests.export import builders

HEADER = 5  # of the wide sheets, counted from 1


@pytest.fixture(scope="module")
def book(written: builders.Written) -> Workbook:
    """Open the written workbook."""
    return openpyxl.load_workbook(written.xlsx)


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    lines = list(sheet.iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def shown(value: object) -> str:
    """Undo the format's escapes (_x005F_), which openpyxl leaves and Excel resolves, and the guarding last blank."""
    return unescape(str(value)).rstrip()


def test_sheets_are_in_order(book: Workbook) -> None:
    """The matrix comes first, what it means last."""
    assert book.sheetnames == ["矩阵", "要点", "佐证", "判定理由", "报告", "说明"]


def test_matrix_has_every_task_with_its_status(written: builders.Written, book: Workbook) -> None:
    """Each cell begins with mark and label of the status and has its colour."""
    sheet = book["矩阵"]
    for place, task in enumerate(written.catalog.tasks):
        line = HEADER + 1 + place
        assert sheet.cell(line, 1).value == task.number
        assert sheet.cell(line, 3).value == task.title
        for column, report in enumerate(written.findings.reports):
            cell = sheet.cell(line, 7 + column)
            status = report.tasks[place].status
            assert str(cell.value).startswith(status_text(status))
            assert cell.fill.fgColor.rgb == "FF" + STATUSES[status].tint.removeprefix("#")
    assert sheet.max_row == HEADER + len(written.catalog.tasks)


def test_rates_have_applicable_tasks_below_the_line(written: builders.Written, book: Workbook) -> None:
    """The summary counts covered tasks over applicable ones only."""
    for column, report in enumerate(written.findings.reports):
        statuses = [task.status for task in report.tasks]
        applicable = len(statuses) - statuses.count(Status.NOT_APPLICABLE)
        assert book["矩阵"].cell(HEADER - 1, 7 + column).value == f"{statuses.count(Status.COVERED)}/{applicable}"


def test_points_hold_levels_as_numbers(written: builders.Written, book: Workbook) -> None:
    """A level is a number that can be counted with, shown with its mark."""
    sheet = book["要点"]
    for column, report in enumerate(written.findings.reports):
        levels = [sheet.cell(HEADER + place, 5 + column).value for place in range(len(report.points))]
        assert levels == [point.level for point in report.points]
    assert "●" in sheet.cell(HEADER, 5).number_format + sheet.cell(HEADER + 12, 5).number_format


def test_every_quote_has_a_row(written: builders.Written, book: Workbook) -> None:
    """One row for each passage, with its place; near misses are called what they are."""
    found = rows(book["佐证"])
    expected = [
        (report.id, point.point, passage, near)
        for report in written.findings.reports
        for point in report.points
        for near, some in ((False, point.evidence), (True, point.near_misses))
        for passage in some
    ]
    assert len(found) == len(expected)
    for row, (report_id, point_id, passage, near) in zip(found, expected, strict=True):
        assert (row["报告"], row["要点"], row["起（字）"], row["止（字）"]) == (
            report_id,
            point_id,
            passage.start,
            passage.end,
        )
        assert shown(row["引文"]) == cell_text(passage.quote).rstrip()
        assert (row["类别"] == NEAR_MISS) == near
        assert row["所在标题"] == " › ".join(passage.heading)


def test_every_reason_and_warning_is_there(written: builders.Written, book: Workbook) -> None:
    """The reasons of all statuses and the warnings of all reports are in the workbook, 10,000 characters and all."""
    reasons = [row["判定理由"] for row in rows(book["判定理由"])]
    assert reasons == [task.reason for report in written.findings.reports for task in report.tasks]
    assert builders.LONG_REASON in reasons
    assert [row["提示"] for row in rows(book["报告"])] == ["\n".join(r.warnings) for r in written.findings.reports]


def test_nothing_is_a_formula_or_a_link(written: builders.Written, book: Workbook) -> None:
    """Text that looks like a formula or an address stays text and keeps so when it is edited."""
    assert not any(cell.data_type == "f" or cell.hyperlink for sheet in book for line in sheet for cell in line)
    quotes = [cell for cell in book["佐证"]["K"] if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert {str(cell.value)[0] for cell in quotes} == set("=+-@")
    assert all(cell.quotePrefix for cell in quotes)
    with zipfile.ZipFile(written.xlsx) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_what_xml_cannot_hold_is_removed() -> None:
    """Control characters and lone surrogates go; emoji, tabs and line breaks stay."""
    assert cell_text("控\x00制\x1b\ufffe\ud800符🚀𠮷\t\n") == "控制符🚀𠮷\t\n"


@pytest.mark.parametrize("char", ["字", "🚀"])
def test_a_cell_never_holds_more_than_excel_reads(char: str) -> None:
    """A longer text is cut inside the limit, counted as Excel counts, and says how long it was."""
    text = cell_text(char * 40_000)
    assert len(text.encode("utf-16-le")) // 2 <= MAX_CELL
    assert "全文 40000 字" in text
    assert cell_text(char * 16_000) == char * 16_000


def test_markup_in_a_quote_is_text(book: Workbook) -> None:
    """A quote that looks like the rich text or the escapes of the format arrives as its own characters."""
    quotes = [shown(row["引文"]) for row in rows(book["佐证"])]
    for nasty in ("<r><t>伪装成富文本</t></r>", "_x0041_ 形似转义。", "表情🚀与扩展汉字𠮷都算一个字。"):
        assert nasty in quotes


def test_it_prints_on_a4_across(book: Workbook) -> None:
    """Sheets are landscape A4, fit the width, repeat their header, and are frozen and filtered."""
    for name in ("矩阵", "要点", "佐证", "判定理由"):
        sheet = book[name]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is left out
        assert sheet.print_title_rows
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
    assert book["矩阵"].freeze_panes == "D6"


def test_many_reports_print_on_several_pages_across(tmp_path: Path) -> None:
    """Forty reports are not squeezed onto the width of one page."""
    of = builders.catalog(3)
    found, _ = builders.findings(of, 40)
    path = tmp_path / "many.xlsx"
    write_matrix_xlsx(path, found, of, run_at=builders.RUN_AT)
    sheet = openpyxl.load_workbook(path)["矩阵"]
    assert sheet.max_column == 6 + 40
    assert sheet.page_setup.fitToWidth == 3
    assert sheet.print_title_cols == "$A:$C"


def test_about_says_whose_judgement_it_is(book: Workbook) -> None:
    """The last sheet names version, catalog and run, and explains every status and level."""
    words = "\n".join(str(cell) for line in book["说明"].iter_rows(values_only=True) for cell in line if cell)
    for expected in ("未经复核", "yaodian-checker 0.1.0", "test-2022", "2026年11月21日 09:05", "2 ● 佐证明确"):
        assert expected in words
    assert all(status_text(status) in words for status in Status)


def test_the_same_findings_give_the_same_content(written: builders.Written, tmp_path: Path) -> None:
    """Written twice, every part of the file is equal."""
    again = tmp_path / "again.xlsx"
    write_matrix_xlsx(again, written.findings, written.catalog, run_at=builders.RUN_AT)
    with zipfile.ZipFile(written.xlsx) as one, zipfile.ZipFile(again) as other:
        assert one.namelist() == other.namelist()
        assert all(one.read(name) == other.read(name) for name in one.namelist())


def test_a_file_in_the_way_is_told(written: builders.Written, tmp_path: Path) -> None:
    """Where the workbook cannot be written, the error names the path; nothing temporary is left."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match=r"matrix\.xlsx.*检查路径"):
        write_matrix_xlsx(tmp_path / "file" / "matrix.xlsx", written.findings, written.catalog, run_at=builders.RUN_AT)
    with pytest.raises(OutputError, match="不一致"):
        write_matrix_xlsx(tmp_path / "m.xlsx", written.findings, builders.catalog(3), run_at=builders.RUN_AT)
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_quote_may_be_empty_of_headings(tmp_path: Path) -> None:
    """A passage without heading, page, terms or reason is written as blanks."""
    of = builders.catalog(1, points=1)
    report, _ = builders.report("r", of)
    bare = Evidence(role=Role.DONE, quote="-", start=0, end=1, score=0)
    point = report.points[0].model_copy(update={"evidence": (bare,), "near_misses": ()})
    found = builders.findings(of, 0)[0].model_copy(
        update={"reports": (report.model_copy(update={"points": (point,)}),)}
    )
    write_matrix_xlsx(tmp_path / "m.xlsx", found, of, run_at=builders.RUN_AT)
    (row,) = rows(openpyxl.load_workbook(tmp_path / "m.xlsx")["佐证"])
    assert (row["引文"], row["所在标题"], row["页"], row["理由"]) == ("-", None, None, None)
