"""`checker export` and the outputs checklist and gaps of `checker run`, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from checker.catalogs import load_catalog, load_roster
from checker.cli.app import run_app

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workspace of the example reports and all outputs of the run."""
    root = tmp_path_factory.mktemp("run")
    assert run_app(["run", str(EXAMPLES), "--out", str(root / "out"), "--workspace", str(root / "w")]) == 0
    return root


def export(folder: Path, *arguments: str) -> int:
    return run_app(["export", *arguments, "--workspace", str(folder / "w")])


def test_run_writes_the_checklist_and_a_gap_report_for_each_unit(folder: Path) -> None:
    """checklist.xlsx with its five sheets; gaps/ with a document for every unit of the list and every issuer."""
    book = openpyxl.load_workbook(folder / "out/checklist.xlsx", read_only=True)
    assert book.sheetnames == ["督察清单", "问题清单", "整改台账", "迎检材料清单", "说明"]
    names = {path.stem for path in (folder / "out/gaps").glob("*.docx")}
    assert {"区司法局", "区府办", "新泾镇", "云岫区人民政府", "河川街道办事处"} <= names
    assert not names & {"各部门", "各街镇"}


def test_outputs_can_be_chosen_one_by_one(folder: Path) -> None:
    """--outputs checklist writes the checklist and nothing else."""
    out = folder / "chosen"
    arguments = ["run", str(EXAMPLES), "--out", str(out), "--workspace", str(folder / "w2")]
    assert run_app([*arguments, "--outputs", "checklist"]) == 0
    assert [path.name for path in out.iterdir()] == ["checklist.xlsx"]


def test_the_checklist_of_a_unit_holds_exactly_its_tasks(folder: Path) -> None:
    """区司法局: the tasks that it leads or supports and those of the groups that hold it, by the catalog itself."""
    assert export(folder, "checklist", "--unit", "区司法局", "--format", "xlsx", "-o", str(folder / "c.xlsx")) == 0
    lines = list(openpyxl.load_workbook(folder / "c.xlsx")["督察清单"].iter_rows(min_row=5, values_only=True))
    column = lines[0].index("任务")
    catalog = load_catalog("changning-2022")
    roster = load_roster(catalog)
    assert roster is not None
    member = roster.find("区司法局")
    assert member is not None
    names = {member.name, *member.aliases, *member.groups}
    expected = {task.number for task in catalog.tasks if names & {unit.name for unit in task.units}}
    assert {line[column] for line in lines[1:]} == expected
    assert 40 < len(expected) < 52


def test_a_borrowed_report_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """区府办 has no report of its own: said on the terminal and in the document."""
    assert export(folder, "gaps", "--unit", "区府办", "-o", str(folder / "g.docx")) == 0
    said = capsys.readouterr()
    assert "没有收到区府办自己的报告" in said.err
    assert "g.docx" in said.out
    document = docx.Document(str(folder / "g.docx"))
    cells = [cell.text for table in document.tables[:5] for row in table.rows for cell in row.cells]
    assert any("没有收到区府办自己的报告" in text for text in cells)


def test_the_pressing_gaps_of_the_examples_are_led(folder: Path) -> None:
    """区司法局 leads twelve tasks; its three most pressing gaps are led ones whose core point is missing."""
    assert export(folder, "gaps", "--unit", "区司法局", "-o", str(folder / "g.json")) == 0
    (report,) = json.loads((folder / "g.json").read_text("utf-8"))["units"]
    gaps = {task["number"]: task for task in report["gaps"]}
    for one in report["summary"]["pressing"]:
        assert gaps[one["task"]]["how"] == "牵头"
        assert gaps[one["task"]]["core"] == 0


def test_units_can_be_set_side_by_side(folder: Path) -> None:
    """comparison with two units has a line for each, with denominators."""
    arguments = ("comparison", "--unit", "区司法局", "--unit", "区市场监管局", "-o", str(folder / "c.json"))
    assert export(folder, *arguments) == 0
    rows = json.loads((folder / "c.json").read_text("utf-8"))["tables"]["佐证情况排序"]
    assert {row["单位"] for row in rows} == {"区司法局", "区市场监管局"}
    assert {row["佐证充分/适用"].partition("/")[2] for row in rows} == {"48", "47"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["poems", "-o", "x.docx"], "checklist"),
        (["gaps", "-o", "x"], "--format"),
        (["gaps", "--format", "odt", "-o", "x"], "docx"),
        (["gaps", "--unit", "水晶宫", "-o", "x.docx"], "水晶宫"),
        (["gaps", "--status", "很好", "-o", "x.docx"], "missing"),
        (["gaps", "--chapter", "百", "-o", "x.docx"], "组织保障"),
        (["matrix", "--report", "别处", "-o", "x.xlsx"], "yunxiu-district-2022"),
        (["matrix"], "--out"),
    ],
)
def test_what_cannot_be_exported_is_said(
    folder: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and one Chinese message that names the cause and what there is."""
    assert export(folder, *arguments) == 2
    said = capsys.readouterr().err
    assert "错误" in said
    assert told in said


def test_without_a_workspace_the_way_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first run there is nothing to export, and the message says what to do."""
    assert run_app(["export", "gaps", "-o", str(tmp_path / "x.docx"), "--workspace", str(tmp_path)]) == 2
    assert "checker run" in capsys.readouterr().err
