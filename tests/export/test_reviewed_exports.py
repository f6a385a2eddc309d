"""Every export of a workspace with decisions: machine and reviewer side by side, 未经复核 where nobody confirmed."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import jsonschema
import openpyxl
import pytest

from checker.export.case import Case
from checker.export.export import FORMATS, KINDS, write_export
from checker.export.findings_json import findings_schema, read_findings
from checker.export.gap_model import gaps_schema
from checker.export.progress import Progress
from checker.final import last_case
from checker.model.findings import Finding, TaskFinding
from checker.model.review import ReviewState
from checker.store import Workspace
from tests.review.builders import ADDED, REJECTED, fill_workspace, report_of, reviewed_workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A run that 张三 and 李四 reviewed in part: 1.1 rejected, 2.2 added, 1.2 confirmed, 2.1 untouched."""
    with reviewed_workspace(tmp_path / "w") as workspace:
        yield workspace


@pytest.fixture
def reviewed(workspace: Workspace) -> Case:
    return last_case(workspace)


def text_of(path: Path) -> str:
    """Read all that a file says."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(str(cell.value) for sheet in book for line in sheet for cell in line if cell.value is not None)
    if path.suffix == ".docx":
        return "\n".join(one.text or "" for one in docx.Document(str(path)).element.body.xpath("//w:t"))
    return path.read_text("utf-8-sig")


def write(kind: str, style: str, folder: Path, case: Case) -> str:
    """Write an export and read all its files."""
    return "\n".join(text_of(file) for file in write_export(kind, style, folder / f"{kind}.{style}", case))


@pytest.mark.parametrize(("kind", "style"), list(itertools.product(KINDS, FORMATS)))
def test_every_export_names_the_reviewer_and_what_nobody_confirmed(
    kind: str, style: str, reviewed: Case, tmp_path: Path
) -> None:
    """Who and when, the machine's judgement beside the final one, and that the rest is not reviewed."""
    text = write(kind, style, tmp_path, reviewed)
    assert "张三" in text
    assert any(words in text for words in ("程序判定", "（程序", "系统判定", '"machine"'))
    assert "未经复核" in text or '"unreviewed"' in text
    if kind != "comparison":
        assert "2026-11-22" in text


@pytest.mark.parametrize(("kind", "style"), list(itertools.product(KINDS, FORMATS)))
def test_without_decisions_everything_is_unreviewed(kind: str, style: str, tmp_path: Path) -> None:
    """No export speaks of a reviewer where there was none."""
    with Workspace.create(tmp_path / "w") as workspace:
        fill_workspace(workspace)
        case = last_case(workspace)
        text = write(kind, style, tmp_path, case)
    assert "未经复核" in text or '"unreviewed"' in text or '"reviewed": false' in text
    assert "已复核 " not in text


def listed(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def of_report(name: str, path: Path) -> dict[str, dict[str, str]]:
    """Read the rows of the checklist of one report by point."""
    return {row["要点编号"]: row for row in listed(path) if row["报告编号"] == name}


def test_the_checklist_sets_both_judgements_side_by_side(reviewed: Case, tmp_path: Path) -> None:
    """系统判定 is the machine's; 复核结论 is the final one with name and day, or says that nobody has looked."""
    write_export("checklist", "csv", tmp_path / "c.csv", reviewed)
    rows = of_report("r", tmp_path / "c.csv")
    assert rows["1.1"]["系统判定"] == "● 佐证明确\n（任务：佐证充分）"
    assert rows["1.1"]["复核结论"] == "× 未见佐证\n（任务：部分佐证）\n部分复核\n张三\n2026-11-22\n驳回 2 条"
    assert rows["1.2"]["复核结论"] == "● 佐证明确\n（任务：部分佐证）\n已复核\n李四\n2026-11-22\n定级"
    assert rows["2.1"]["复核结论"] == "未经复核"
    assert f"【人工补充 张三】{ADDED}" in rows["2.2"]["佐证摘录及出处"]


def test_gaps_are_those_of_the_final_judgement(reviewed: Case, tmp_path: Path) -> None:
    """A task that lost its evidence is listed as a gap, one that gained it is not counted as missing."""
    write_export("checklist", "csv", tmp_path / "c.csv", reviewed)
    ledger = {(row["被督察单位"], row["督察事项"]): row for row in listed(tmp_path / "c-整改台账.csv")}
    task = ledger["云岫区人民政府", "1. 任务1"]
    assert task["系统判定"] == "● 佐证充分"
    assert task["复核结论"] == "任务：部分佐证\n部分复核\n张三、李四\n2026-11-22"
    assert ("青川区人民政府", "1. 任务1") not in ledger
    write_export("gaps", "csv", tmp_path / "g.csv", reviewed)
    gaps = {row["要点"]: row for row in listed(tmp_path / "g-差距事项.csv") if row["单位"] == "云岫区人民政府"}
    assert gaps["1.1（核心）"]["要点判定"] == "× 未见佐证\n程序判定：2 佐证明确"
    assert gaps["1.1（核心）"]["复核人"] == "张三"
    assert gaps["1.1（核心）"]["复核日期"] == "2026-11-22"
    assert "（套话）" in gaps["1.1（核心）"]["复核意见"]
    assert gaps["2.1（核心）"]["复核结论"] == "未经复核"
    assert "2.2" not in gaps


@pytest.mark.parametrize("style", ["docx", "html", "xlsx", "csv"])
def test_a_rejected_quote_is_never_shown_as_evidence(style: str, reviewed: Case, tmp_path: Path) -> None:
    """In a gap report it stands with who rejected it and why, and nowhere without."""
    text = write("gaps", style, tmp_path, reviewed)
    plain = text.replace("<s>", "").replace("</s>", "").replace("\n", "").replace('"', "")
    assert REJECTED in plain
    for after in plain.split(REJECTED)[1:]:
        assert after.startswith(("（张三驳回：套话）", "”（套话）"))


def test_findings_keep_the_contract_and_add_the_review(reviewed: Case, tmp_path: Path) -> None:
    """findings.json fits its schema, has the final judgement on top and the machine's below ``review``."""
    write_export("findings", "json", tmp_path / "f.json", reviewed)
    data = json.loads((tmp_path / "f.json").read_text("utf-8"))
    jsonschema.validate(data, findings_schema())
    report, untouched = data["reports"]
    points = {point["point"]: point for point in report["points"]}
    assert (points["1.1"]["level"], points["1.1"]["review"]["machine"]["level"]) == (0, 2)
    assert REJECTED in [one["quote"] for one in points["1.1"]["review"]["rejected"]]
    assert REJECTED not in [one["quote"] for one in points["1.1"]["evidence"]]
    first = points["1.1"]["review"]["decisions"][0]
    assert (first["kind"], first["reviewer"], first["reason"]) == ("reject", "张三", "boilerplate")
    assert points["2.1"]["review"] == {"state": "unreviewed", "machine": None, "decisions": [], "rejected": []}
    assert points["2.2"]["evidence"][0]["added_by"] == "张三"
    assert {one["review"]["state"] for one in (*untouched["tasks"], *untouched["points"])} == {"unreviewed"}
    tasks = {task["task"]: task for task in report["tasks"]}
    assert (tasks[1]["status"], tasks[1]["review"]["machine"]["status"]) == ("partial", "covered")
    assert tasks[1]["review"]["reviewers"] == ["张三", "李四"]
    assert read_findings(tmp_path / "f.json").reports == tuple(reviewed.source.reports)


def test_gap_reports_as_data_say_that_they_are_reviewed(reviewed: Case, tmp_path: Path) -> None:
    """gaps.json fits its schema and counts what was reviewed."""
    write_export("gaps", "json", tmp_path / "g.json", reviewed)
    data = json.loads((tmp_path / "g.json").read_text("utf-8"))
    jsonschema.validate(data, gaps_schema())
    assert data["reviewed"]
    unit = next(unit for unit in data["units"] if unit["basis"]["report"] == "r" and unit["basis"]["own"])
    assert unit["summary"]["review"]["names"] == ["张三", "李四"]
    assert unit["summary"]["counts"]["covered"] == 0


def test_the_matrix_marks_what_reviewers_changed(reviewed: Case, tmp_path: Path) -> None:
    """改 where the final judgement differs, √ where it is confirmed, nothing where nobody looked."""
    write_export("matrix", "csv", tmp_path / "m.csv", reviewed)
    (column,) = (name for name in listed(tmp_path / "m.csv")[0] if "（r）" in name)
    tasks = {row["序号"]: row[column] for row in listed(tmp_path / "m.csv")}
    assert tasks["1"] == "◎ 部分佐证 改（程序：● 佐证充分）\n张三、李四 2026-11-22"
    points = {row["要点"]: row[column] for row in listed(tmp_path / "m-要点判定.csv")}
    assert points["1.1"] == "0 改（程序：2 佐证明确）\n张三 2026-11-22"
    assert points["1.2"] == "2 √\n李四 2026-11-22"
    assert points["2.1"] == "1"
    write_export("matrix", "xlsx", tmp_path / "m.xlsx", reviewed)
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")["矩阵"]
    shown = {line[0]: line[6] for line in sheet.iter_rows(values_only=True)}
    assert str(shown[1]).startswith("◎ 部分佐证")
    assert str(shown[1]).endswith("改")


def test_the_page_shows_both_judgements(reviewed: Case, browser: Browser, tmp_path: Path) -> None:
    """The cell has its mark and is read out with the machine's judgement; the panel tells who decided what."""
    write_export("matrix", "html", tmp_path / "m.html", reviewed)
    page = browser.new_page()
    page.goto((tmp_path / "m.html").as_uri())
    first, other = (page.locator(f'.grid td.c[data-row="0"][data-column="{column}"]') for column in (0, 1))
    assert first.locator(".rev").inner_text() == "改"
    assert "程序：● 佐证充分" in (first.get_attribute("aria-label") or "")
    assert other.locator(".rev").count() == 0
    first.click()
    said = page.locator("#panel").inner_text()
    for expected in ("部分复核：张三、李四 2026-11-22", "程序判定：● 佐证充分", "已驳回，不计", "（张三驳回：套话）"):
        assert expected in said
    assert page.locator("#panel .quote.struck q").first.inner_text() == REJECTED
    assert REJECTED not in page.locator("#panel .quote.done:not(.struck) q").all_inner_texts()
    other.click()
    assert page.locator("#panel .review.none").first.inner_text() == "未经复核"
    page.close()


def test_what_has_changed_since_is_to_be_reviewed_anew(workspace: Workspace, tmp_path: Path) -> None:
    """After a run on an edited report the decision counts no more, and exports say 待重审 with who had decided."""
    fill_workspace(workspace, [report_of({REJECTED: "组织案卷评查9次，抽查案卷900件。"})])
    case = last_case(workspace)
    (report,) = case.source.reports
    point: Finding = next(one for one in report.points if one.point == "1.1")
    assert point.level == 2
    assert point.review is not None
    assert point.review.state is ReviewState.REOPENED
    write_export("checklist", "csv", tmp_path / "c.csv", case)
    rows = of_report("r", tmp_path / "c.csv")
    assert "待重审" in rows["1.1"]["复核结论"]
    assert "待重审" in write("gaps", "html", tmp_path, case)


def test_progress_counts_tasks_and_says_so(reviewed: Case) -> None:
    """Two of four task judgements reviewed in part, one changed; without anybody nothing is said of people."""
    assert reviewed.progress == Progress(4, 0, 2, 1, 0, ("张三", "李四"))
    assert reviewed.progress.in_words() == "已复核 0/4 项任务判定（张三、李四），部分复核 2 项，改判 1 项，其余未经复核"
    nobody: list[TaskFinding] = []
    assert Progress.of_findings(nobody).in_words() == "机器判定，未经复核"
    assert Progress.of_findings(nobody).in_detail() == ""


def test_a_report_under_another_name_keeps_its_decisions(workspace: Workspace) -> None:
    """The same file checked again as 云岫终稿.txt: everything that was decided holds."""
    before, _ = last_case(workspace).source.reports
    fill_workspace(workspace, [report_of(name="云岫终稿")])
    (after,) = last_case(workspace).source.reports
    assert (after.id, after.tasks, after.points) == ("云岫终稿", before.tasks, before.points)
