"""Task lists as tables: docx, xlsx and html give what the text gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.catalogs import build_catalog, load_catalog, load_lexicon, load_workshop, verify_catalog
from checker.catalogs.grids import read_grids
from checker.catalogs.tables import parse_grids
from checker.cli.catalog_build import read_task_list
from checker.errors import CatalogError, InputError
from checker.model.catalog import Catalog
from tests.catalogs.lists import as_text, write_docx, write_html, write_xlsx

WORKSHOP = load_workshop(load_lexicon())


def built(path: Path) -> Catalog:
    """Build a catalog of a file."""
    original = read_task_list(path)
    return build_catalog(original.listed, original.metadata, "same", WORKSHOP).catalog


def test_text_docx_and_xlsx_give_equal_catalogs(tmp_path: Path) -> None:
    """The shipped catalog laid out as text, as a Word table and as a worksheet is one and the same list."""
    shipped = load_catalog("changning-2022")
    (tmp_path / "list.txt").write_text(as_text(shipped), encoding="utf-8")
    write_docx(shipped, tmp_path / "list.docx")
    write_xlsx(shipped, tmp_path / "list.xlsx")
    text = built(tmp_path / "list.txt")
    assert len(text.tasks) == 52
    assert (text.title, text.doc_number, text.issuer) == (shipped.title, shipped.doc_number, shipped.issuer)
    assert text == built(tmp_path / "list.docx")
    assert text == built(tmp_path / "list.xlsx")


@pytest.mark.parametrize("writer", [write_docx, write_xlsx, write_html], ids=["docx", "xlsx", "html"])
def test_a_table_keeps_every_unit_and_its_part(writer: object, tmp_path: Path) -> None:
    """Chapters from merged rows, units from the columns, as in the catalog."""
    shipped = load_catalog("changning-2022")
    path = tmp_path / f"list.{writer.__name__.removeprefix('write_')}"  # type: ignore[attr-defined]
    writer(shipped, path)  # type: ignore[operator]
    assert verify_catalog(shipped, read_task_list(path).listed.tasks) == ()


def test_columns_may_have_other_names_and_orders() -> None:
    """主要任务, 工作措施, 责任部门, 完成时间; no serial number; a row of sums is left out."""
    grid = (
        ("主要任务", "责任部门", "工作措施", "完成时间"),
        ("规范检查", "甲局牵头、乙局配合", "公布清单", "6月底"),
        ("化解纠纷", "各街镇", "建成工作室", "年底"),
        ("合计", "", "2项", ""),
    )
    listed = parse_grids([grid])
    assert listed is not None
    assert [(task.number, task.title, task.text, task.deadline) for task in listed.tasks] == [
        (1, "规范检查", "规范检查。公布清单", "6月底"),
        (2, "化解纠纷", "化解纠纷。建成工作室", "年底"),
    ]
    assert [(unit.name, unit.part.value) for unit in listed.tasks[0].units] == [("甲局", "lead"), ("乙局", "support")]
    assert [one.reason for one in listed.left_out] == ["row"]


def test_a_task_that_reaches_over_several_rows_is_one() -> None:
    """Merged cells of number and task: the measures and units of the rows belong together."""
    grid = (
        ("序号", "重点任务", "具体举措", "牵头单位", "配合单位"),
        ("1", "规范检查", "公布清单。", "甲局", "乙局"),
        ("1", "规范检查", "组织抽查。", "丙局", "—"),
        ("2", "化解纠纷", "建成工作室。", "各街镇", ""),
    )
    listed = parse_grids([grid])
    assert listed is not None
    assert [task.number for task in listed.tasks] == [1, 2]
    assert listed.tasks[0].text == "规范检查。公布清单。组织抽查。"
    assert [unit.name for unit in listed.tasks[0].units] == ["甲局", "乙局", "丙局"]


def test_merged_cells_are_filled_in_all_formats(tmp_path: Path) -> None:
    """A cell that reaches down stands in every row it reaches."""
    from docx import Document
    from openpyxl import Workbook

    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "甲"
    table.cell(0, 1).text, table.cell(1, 1).text = "乙", "丙"
    document.save(str(tmp_path / "t.docx"))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["B2"] = "甲", "乙", "丙"
    sheet.merge_cells("A1:A2")
    book.save(tmp_path / "t.xlsx")
    page = "<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"
    (tmp_path / "t.html").write_text(page, encoding="utf-8")
    for name in ("t.docx", "t.xlsx", "t.html"):
        assert read_grids(tmp_path / name) == ((("甲", "乙"), ("甲", "丙")),), name


def test_a_table_without_tasks_is_refused(tmp_path: Path) -> None:
    """The message names the file and what was expected."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "年龄"])
    sheet.append(["张三", 30])
    path = tmp_path / "名单.xlsx"
    book.save(path)
    with pytest.raises(CatalogError, match=r"名单\.xlsx.*表头"):
        read_task_list(path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("坏.xlsx", b"PK\x03\x04 broken"),
        ("坏.docx", b"PK\x03\x04 broken"),
        ("空.xlsx", b""),
        ("旧.xls", b"\xd0\xcf\x11\xe0" * 100),
    ],
)
def test_damaged_files_are_named(name: str, data: bytes, tmp_path: Path) -> None:
    """Damaged, empty and old workbooks give one clear message."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=name):
        read_task_list(tmp_path / name)
