"""The Excel round trip, from workbook to decisions and back, through the command line where users meet it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from checker.cli.app import run_app
from checker.store import Workspace
from checker.web.sheet_texts import COLUMNS
from tests.builders import check
from tests.review.builders import CATALOG, SENTENCES, fill_workspace, report_of, session_on

AT = {title: number for number, title in enumerate(COLUMNS, start=1)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one run, and a wide terminal."""
    monkeypatch.setenv("COLUMNS", "160")
    with Workspace.create(tmp_path / "w") as workspace:
        fill_workspace(workspace, [report_of({SENTENCES[3][1]: "=HYPERLINK普法工作+1。"})])
    return tmp_path / "w"


def export(folder: Path, name: str = "a.xlsx") -> Path:
    """Export the review sheet."""
    path = folder.parent / name
    assert run_app(["review", "export", str(path), "--workspace", str(folder)]) == 0
    return path


Answers = dict[str, tuple[str, str, str, str]]
Changes = dict[str, tuple[str, str]]


def fill(path: Path, answers: Answers, change: Changes | None = None) -> None:
    """Fill rows in, found by a stretch of their words: (decision, reason, note, reviewer); change a locked cell."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book["复核表"]
    for row in range(2, sheet.max_row + 1):
        is_point = sheet.cell(row, AT["类别"]).value == "要点等级"
        words = str(sheet.cell(row, AT["检查要点" if is_point else "引文或判定理由"]).value)
        for stretch, values in answers.items():
            if stretch in words:
                for title, value in zip(("决定", "驳回理由", "备注", "复核人"), values, strict=True):
                    sheet.cell(row, AT[title]).value = value
        for stretch, (title, value) in (change or {}).items():
            if stretch in words:
                sheet.cell(row, AT[title]).value = value
    book.save(path)


def run_import(folder: Path, path: Path, *more: str) -> int:
    """Import a sheet and give the exit code."""
    return run_app(["review", "import", str(path), "--workspace", str(folder), *more])


def said(folder: Path) -> list[tuple[str, str, str, str]]:
    """List what the journal holds: (reviewer, kind, point, value or reason)."""
    records = session_on(folder).board().records
    return [
        (r.reviewer, r.decision.kind, r.decision.point, r.decision.value or (r.decision.reason or "")) for r in records
    ]


ANSWERS = {
    "组织案卷评查3次": ("采信", "", "看过案卷", "张三"),
    "行政机关负责人出庭应诉28件": ("驳回", "套话", "", "张三"),
    "建立法律顾问制度": ("0 未见佐证", "", "", "李四"),
}


def test_decisions_come_back_from_excel(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dry run writes nothing; the import writes each row once under its reviewer; a second import adds nothing."""
    path = export(folder)
    fill(path, ANSWERS)
    assert run_import(folder, path, "--dry-run") == 0
    assert said(folder) == []
    assert "将写入 3 项" in capsys.readouterr().out
    assert run_import(folder, path) == 0
    expected = [
        ("张三", "accept", "1.1", ""),
        ("张三", "reject", "1.2", "boilerplate"),
        ("李四", "level", "2.2", "0"),
    ]
    assert said(folder) == expected
    assert run_import(folder, path) == 0
    assert said(folder) == expected


def test_conflicts_are_listed_and_nothing_is_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where somebody else decided otherwise after the export, the row is left out and named; the rest is taken over."""
    path = export(folder)
    fill(path, ANSWERS)
    other = export(folder, "b.xlsx")
    fill(other, {"行政机关负责人出庭应诉28件": ("采信", "", "", "王五")})
    assert run_import(folder, other) == 0
    assert run_import(folder, path) == 3
    told = capsys.readouterr().err
    assert "有冲突" in told
    assert "王五" in told
    assert ("王五", "accept", "1.2", "") in said(folder)
    assert len(said(folder)) == 3


@pytest.mark.parametrize(
    ("answers", "change", "told"),
    [
        ({"组织案卷评查3次": ("驳回", "", "", "张三")}, {}, "理由"),
        ({"组织案卷评查3次": ("采信", "", "", "")}, {}, "姓名"),
        ({"组织案卷评查3次": ("随便", "", "", "张三")}, {}, "采信"),
        ({"组织案卷评查3次": ("采信", "", "", "张三")}, {"组织案卷评查3次": ("引文或判定理由", "别的话")}, "被改动"),
        ({"组织案卷评查3次": ("采信", "", "", "张三")}, {"组织案卷评查3次": ("编号", "0123456789abcdef")}, "编号"),
        ({"组织案卷评查3次": ("采信", "", "长" * 2001, "张三")}, {}, "2000"),
    ],
)
def test_rows_that_cannot_be_taken_over_are_named(
    folder: Path,
    answers: Answers,
    change: Changes,
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No reason, no name, another word, a changed quote, a foreign id, an endless note: refused, with the line."""
    path = export(folder)
    fill(path, answers, change)
    assert run_import(folder, path) == 3
    message = capsys.readouterr().err
    assert told in message
    assert "行" in message
    assert said(folder) == []


def test_a_sheet_of_an_older_run_knows_its_rows_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After a run on an edited report the untouched rows are taken over and the edited sentence is named."""
    path = export(folder)
    fill(path, ANSWERS)
    with Workspace.open(folder) as workspace:
        fill_workspace(workspace, [report_of({SENTENCES[0][1]: "组织案卷评查4次，抽查案卷120件。"})])
    assert run_import(folder, path) == 3
    assert "已改变" in capsys.readouterr().err
    assert [one[2] for one in said(folder)] == ["1.2", "2.2"]


def test_ids_are_locked_and_text_is_no_formula(folder: Path) -> None:
    """Only the four columns of the reviewer are open, choices are lists, and a quote that begins with = is text."""
    book = openpyxl.load_workbook(export(folder))
    sheet: Any = book["复核表"]
    assert sheet.protection.sheet
    assert [sheet.cell(2, column).protection.locked for column in range(1, len(COLUMNS) + 1)] == [True] * 11 + [
        False
    ] * 4
    assert len(sheet.data_validations.dataValidation) == 2
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=HYPERLINK")]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_every_point_and_quote_has_its_row(folder: Path) -> None:
    """The sheet loses nothing: rows are the points and their sentences, the checklist is the tasks."""
    book = openpyxl.load_workbook(export(folder))
    report = check(CATALOG, report_of({SENTENCES[3][1]: "=HYPERLINK普法工作+1。"}))
    count = sum(1 + len(one.evidence) + len(one.near_misses) for one in report.points)
    assert book["复核表"].max_row - 1 == count
    assert book["复核清单"].max_row - 1 == len(CATALOG.tasks)


def test_the_checklist_names_reviewers_and_says_what_nobody_confirmed(folder: Path) -> None:
    """Both judgements side by side, the reviewer's name, and 未经复核 where there is none."""
    path = export(folder)
    fill(path, {"组织案卷评查3次": ("驳回", "其他", "", "张三"), "开展案卷评查培训2次": ("驳回", "其他", "", "张三")})
    assert run_import(folder, path) == 0
    sheet: Any = openpyxl.load_workbook(export(folder, "b.xlsx"))["复核清单"]
    head = [cell.value for cell in sheet[1]]
    rows = [dict(zip(head, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert (rows[0]["程序判定"], rows[0]["复核后判定"]) == ("● 佐证充分", "◎ 部分佐证")
    assert (rows[0]["复核情况"], rows[0]["复核人"]) == ("部分复核", "张三")
    assert (rows[1]["复核情况"], rows[1]["复核人"]) == ("未经复核", None)


def test_existing_files_and_foreign_files_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An export never replaces a sheet that may be filled in; an import wants one of ours."""
    path = export(folder)
    assert run_app(["review", "export", str(path), "--workspace", str(folder)]) == 2
    assert "没有覆盖" in capsys.readouterr().err
    foreign = folder.parent / "c.xlsx"
    openpyxl.Workbook().save(foreign)
    (folder.parent / "d.xlsx").write_bytes(b"PK nothing")
    for name in ("c.xlsx", "d.xlsx", "missing.xlsx"):
        assert run_import(folder, folder.parent / name) == 2
        assert name in capsys.readouterr().err


def test_evaluate_and_workspace_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """evaluate without a folder measures on the decisions; info counts them; a backup brings them elsewhere."""
    assert run_app(["evaluate", "--workspace", str(folder)]) == 2
    assert "还没有复核决定" in capsys.readouterr().err
    path = export(folder)
    fill(path, ANSWERS)
    run_import(folder, path)
    capsys.readouterr()
    assert run_app(["evaluate", "--workspace", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "2/3" in shown
    assert "套话 1" in shown
    backup = folder.parent / "all.bak"
    assert run_app(["workspace", "backup", str(backup), "--workspace", str(folder)]) == 0
    assert run_app(["workspace", "restore", str(backup), "--workspace", str(folder.parent / "new")]) == 0
    assert run_app(["workspace", "info", "--workspace", str(folder.parent / "new")]) == 0
    shown = capsys.readouterr().out
    assert "完好" in shown
    assert "张三（2）" in shown
    assert said(folder.parent / "new") == said(folder)
    assert run_app(["workspace", "restore", str(backup), "--workspace", str(folder)]) == 2
