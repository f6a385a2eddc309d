"""The checklist, opened again."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from checker.export.checklist_texts import CHECKLIST, CHOICES
from checker.export.export import write_export
from checker.export.filters import GAPS
from checker.export.labels import POINT_LEVELS, STATUSES
from checker.model.findings import Status
from tests.export import builders
from tests.export.cases import LONG_QUOTE, case, unit_tasks, with_long_quote

SHEETS = ["督察清单", "问题清单", "整改台账", "迎检材料清单", "说明"]
COLUMNS = (
    *("序号", "板块", "督察事项", "检查要点", "依据", "责任单位", "报告自述情况", "佐证摘录及出处", "系统判定"),
    *("复核结论", "督察方式", "需查阅资料", "存在问题", "整改要求", "整改时限", "督察人", "日期"),
)
CHOSEN = {"督察清单": "复核结论", "问题清单": "是否属实", "整改台账": "整改进展", "迎检材料清单": "提供情况"}
HEADER = 5


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    lines = list(sheet.iter_rows(min_row=HEADER, values_only=True))
    return [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:]]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The checklist of 区司法局."""
    path = tmp_path_factory.mktemp("checklist") / "c.xlsx"
    write_export("checklist", "xlsx", path, case(units=["区司法局"]))
    return openpyxl.load_workbook(path)


def test_sheets_and_columns_are_those_of_the_office(book: Workbook) -> None:
    """The five sheets in order; the seventeen columns in order are those that are printed."""
    assert book.sheetnames == SHEETS
    sheet = book["督察清单"]
    assert tuple(cell.value for cell in sheet[HEADER])[:17] == COLUMNS == tuple(CHECKLIST)
    last = get_column_letter(len(COLUMNS))
    assert sheet.print_area.startswith(f"'督察清单'!$A$1:${last}$")


def test_it_holds_exactly_the_tasks_of_the_unit(book: Workbook) -> None:
    """Each point of each task that the unit leads, supports or has through its group, once; nothing else."""
    here = case()
    line = here.survey.lines[2]
    applicable = [n for n in unit_tasks("区司法局") if line.statuses[n] is not Status.NOT_APPLICABLE]
    expected = [point.id for task in here.catalog.tasks if task.number in applicable for point in task.points]
    assert [row["要点编号"] for row in rows(book["督察清单"])] == expected


def test_no_status_is_changed(book: Workbook) -> None:
    """Level of the point, status of the task and the colour are those of the report."""
    line = case().survey.lines[2]
    sheet = book["督察清单"]
    for place, row in enumerate(rows(sheet)):
        point, task = str(row["要点编号"]), int(str(row["任务"]))
        level = POINT_LEVELS[line.levels[point]]
        assert str(row["系统判定"]).startswith(f"{level.mark} {level.label}")
        assert STATUSES[line.statuses[task]].label in str(row["系统判定"])
        cell = sheet.cell(HEADER + 1 + place, COLUMNS.index("系统判定") + 1)
        assert cell.fill.fgColor.rgb == "FF" + level.tint.removeprefix("#")


def test_drop_downs_and_empty_fields(book: Workbook) -> None:
    """The reviewer's columns are empty and offer their choices over all rows; nothing is decided by the machine."""
    for sheet, column in CHOSEN.items():
        titles = [cell.value for cell in book[sheet][HEADER]]
        letter = get_column_letter(titles.index(column) + 1)
        (rule,) = book[sheet].data_validations.dataValidation
        assert rule.formula1 == '"' + ",".join(CHOICES[column]) + '"'
        assert str(rule.sqref) == f"{letter}{HEADER + 1}:{letter}{book[sheet].max_row}"
        assert not rule.showErrorMessage or rule.errorStyle == "information"
    for row in rows(book["督察清单"]):
        assert row["复核结论"] == "未经复核"
        assert all(row[name] is None for name in ("存在问题", "整改要求", "整改时限", "督察人", "日期"))


def test_it_prints_on_whole_columns_of_a4_across(book: Workbook) -> None:
    """Landscape A4, as wide as one page, header repeated, frozen and filtered."""
    for name in SHEETS[:-1]:
        sheet = book[name]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
        assert str(sheet.freeze_panes).endswith(str(HEADER + 1))
        assert sheet.auto_filter.ref.startswith(f"A{HEADER}:")


def test_problems_and_ledger_are_the_gaps(book: Workbook) -> None:
    """问题清单 has the weak points of tasks with gaps, 整改台账 those tasks, each with the numbers of its problems."""
    line = case().survey.lines[2]
    gaps = [n for n in unit_tasks("区司法局") if line.statuses[n] in GAPS]
    assert [int(str(row["督察事项"]).partition(".")[0]) for row in rows(book["整改台账"])] == gaps
    numbers = [n for row in rows(book["整改台账"]) for n in str(row["问题清单序号"]).split("、")]
    assert numbers == [str(row["序号"]) for row in rows(book["问题清单"])]
    for row in rows(book["问题清单"]):
        assert line.levels[str(row["检查要点"]).split()[0]] < 2


def test_materials_are_those_of_the_catalog(book: Workbook) -> None:
    """Every material of every point on the checklist is on the list to prepare."""
    wanted = {str(row["需查阅资料"]) for row in rows(book["督察清单"])}
    assert {str(row["需准备的材料"]) for row in rows(book["迎检材料清单"])} == wanted


def test_quotes_stand_with_their_places(book: Workbook) -> None:
    """The quote in a cell is in the report where the cell says that it is."""
    here = case()
    found = {point.point: point for report in here.source.reports if report.id == "r2" for point in report.points}
    for row in rows(book["督察清单"]):
        for passage in found[str(row["要点编号"])].evidence[:1]:
            assert f"第 {passage.start}–{passage.end} 字" in str(row["佐证摘录及出处"])


def test_about_says_whose_judgement_and_which_filters(book: Workbook) -> None:
    """说明 explains, names version and catalog, prints the filters, says that nothing is reviewed."""
    text = "\n".join(str(cell) for line in book["说明"].iter_rows(values_only=True) for cell in line if cell)
    for expected in ("未经复核", "yaodian-checker 0.1.0", "test-2022", "单位：区司法局", "checker.checklist/1"):
        assert expected in text


def test_only_gaps_leaves_out_what_is_clear(tmp_path: Path) -> None:
    """With --only-gaps there are only tasks with gaps and of these only points that are weak; no such task is lost."""
    here = case(units=["区司法局"], only_gaps=True)
    write_export("checklist", "xlsx", tmp_path / "c.xlsx", here)
    line = here.survey.lines[2]
    listed = rows(openpyxl.load_workbook(tmp_path / "c.xlsx")["督察清单"])
    assert {int(str(row["任务"])) for row in listed} == {n for n in unit_tasks("区司法局") if line.statuses[n] in GAPS}
    assert all(line.levels[str(row["要点编号"])] < 2 for row in listed)


def test_all_units_in_one_file_or_one_file_each(tmp_path: Path) -> None:
    """Without a unit the file has everybody with a report; --each makes a file for each unit of the catalog."""
    write_export("checklist", "xlsx", tmp_path / "all.xlsx", case())
    listed = rows(openpyxl.load_workbook(tmp_path / "all.xlsx")["督察清单"])
    assert {row["被督察单位"] for row in listed} == {"云秀区", "和川街道", "区司法局"}
    files = write_export("checklist", "xlsx", tmp_path / "each", case(), each=True)
    assert {file.stem for file in files} == {"云秀区", "和川街道", "区司法局", "区市场监管局", "灵湖镇", "区府办"}


def test_docx_has_the_same_rows(tmp_path: Path) -> None:
    """The document has the named lists with the named columns and as many rows as the workbook; headers repeat."""
    write_export("checklist", "docx", tmp_path / "c.docx", case(units=["区司法局"]))
    write_export("checklist", "xlsx", tmp_path / "c.xlsx", case(units=["区司法局"]))
    document = docx.Document(str(tmp_path / "c.docx"))
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == SHEETS
    assert document.sections[0].orientation == 1
    for name, table in zip(SHEETS[:-1], document.tables, strict=False):
        assert len(table.rows) == book[name].max_row - HEADER + 1
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert tuple(cell.text for cell in document.tables[0].rows[0].cells) == COLUMNS


def test_csv_is_defused_and_says_where_it_is_from(tmp_path: Path) -> None:
    """No cell begins like a formula; each row names schema, tool, catalog and filters; other lists lie beside."""
    of = builders.catalog(14)
    found, texts = builders.findings(of, 3)
    made = (found.model_copy(update={"reports": tuple(map(with_long_quote, found.reports))}), texts)
    files = write_export("findings", "csv", tmp_path / "f.csv", case(made=made))
    files += write_export("checklist", "csv", tmp_path / "c.csv", case(units=["区司法局"], made=made))
    assert {file.name for file in files} >= {"f.csv", "f-佐证.csv", "c.csv", "c-问题清单.csv"}
    cells = []
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            listed = list(csv.DictReader(lines))
        assert all(row["程序"] == "yaodian-checker 0.1.0" and row["数据格式"].startswith("checker.") for row in listed)
        assert all("未经复核" in row["筛选条件"] for row in listed)
        cells += [cell for row in listed for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]
    assert "'" + LONG_QUOTE in cells
    for nasty in builders.NASTY[:4]:
        assert "'" + nasty in cells
    assert not any(ord(char) < 32 and char not in "\t\n" for cell in cells for char in cell)


def test_json_is_rows_by_heading(tmp_path: Path) -> None:
    """The checklist as json has schema, tool, filters and the rows of the workbook."""
    write_export("checklist", "json", tmp_path / "c.json", case(units=["区司法局"]))
    data = json.loads((tmp_path / "c.json").read_text("utf-8"))
    assert (data["schema"], data["tool"]["name"], data["filters"]["units"]) == (
        "checker.checklist/1",
        "yaodian-checker",
        ["区司法局"],
    )
    assert list(data["tables"]) == SHEETS[:-1]
    assert {row["任务"] for row in data["tables"]["督察清单"]} <= set(unit_tasks("区司法局"))
