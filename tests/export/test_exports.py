"""Every kind of export in every format; filters; the comparison; charts of the page."""

from __future__ import annotations

import csv
import itertools
import json
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import jsonschema
import openpyxl
import pytest

from checker.errors import UsageError
from checker.export.comparison import comparison_tables
from checker.export.export import FORMATS, KINDS, write_export
from checker.export.filters import Filters, parse_filters
from checker.export.findings_json import findings_schema, read_findings
from checker.export.labels import status_text
from checker.export.survey import survey_reports
from checker.export.tables import plain
from checker.export.wording import chinese_number, file_name
from checker.model.findings import Status
from tests.export import builders
from tests.export.cases import case, unit_tasks

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(("kind", "style"), list(itertools.product(KINDS, FORMATS)))
def test_every_kind_comes_in_every_format_with_its_filters(kind: str, style: str, tmp_path: Path) -> None:
    """Each file opens again, holds a task of the unit, and says tool, filters and that nothing is reviewed."""
    here = case(units=["区司法局"], chapters=["一"])
    files = write_export(kind, style, tmp_path / f"x.{style}", here)
    assert all(file.stat().st_size for file in files)
    text = "\n".join(_read(file) for file in files)
    for expected in ("0.1.0", "区司法局"):
        assert expected in text
    assert "第2项任务" in text or "任务2的理由" in text
    if style == "json":
        data = json.loads(text)
        assert (data["filters"]["units"], data["filters"]["chapters"]) == (["区司法局"], ["一"])
        assert data["schema"].startswith("checker.")
    else:
        assert "单位：区司法局；板块：一、统筹推进" in text
        assert "未经复核" in text
    assert "第8项任务" not in text  # of chapter 二
    assert "任务8的理由" not in text


def _read(path: Path) -> str:
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(str(cell.value) for sheet in book for line in sheet for cell in line if cell.value is not None)
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        body = "\n".join(text.text or "" for text in document.element.body.xpath("//w:t"))
        return f"{body}\n{document.core_properties.subject}\n{document.core_properties.title}"
    return path.read_text("utf-8-sig")


def test_the_matrix_keeps_tasks_where_any_report_has_the_status(tmp_path: Path) -> None:
    """--status on tasks by reports keeps a row where one of the reports asked for has it; cells are unchanged."""
    here = case(statuses=["仅列计划"], only=["r0", "r1"])
    write_export("matrix", "csv", tmp_path / "m.csv", here)
    with (tmp_path / "m.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    r0, r1, _ = here.survey.lines
    expected = [n for n in r0.statuses if Status.PLANNED in (r0.statuses[n], r1.statuses[n])]
    assert [int(row["序号"]) for row in listed] == expected
    for row in listed:
        (cell,) = (value for name, value in row.items() if name.endswith("（r1）"))
        assert cell == status_text(r1.statuses[int(row["序号"])])
        assert not any(name.endswith("（r2）") for name in row)


def test_findings_without_filters_are_the_contract(tmp_path: Path) -> None:
    """findings.json fits its schema and is equal to what was judged; a selection has a schema of its own."""
    write_export("findings", "json", tmp_path / "f.json", case())
    jsonschema.validate(json.loads((tmp_path / "f.json").read_text("utf-8")), findings_schema())
    assert read_findings(tmp_path / "f.json").reports == tuple(case().source.reports)
    write_export("findings", "json", tmp_path / "s.json", case(units=["区司法局"]))
    data = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert data["schema"] == "checker.findings-selection/1"
    assert [task["task"] for task in data["reports"][0]["tasks"]] == unit_tasks("区司法局")


def test_comparison_ranks_within_a_level_with_denominators() -> None:
    """Five reports: rates are covered over applicable of the unit's own tasks, equal rates share a rank."""
    here = case(reports=6)
    lists = comparison_tables(here).collected()
    lines = {line.id: line for line in here.survey.lines}
    shares: dict[object, list[float]] = {}
    for row in lists["佐证情况排序"]:
        level, rank, unit, year, share, covered, _, review, report, *counts = (plain(value) for value in row)
        line = lines[str(report)]
        own = unit_tasks(str(unit)) if unit != "云秀区" else list(line.statuses)
        statuses = [line.statuses[n] for n in own if line.statuses[n] is not Status.NOT_APPLICABLE]
        assert covered == f"{statuses.count(Status.COVERED)}/{len(statuses)}"
        assert sum(int(str(count)) for count in counts) == len(statuses)
        assert (year, review) == (line.year, "机器判定，未经复核")
        assert isinstance(share, float)
        shares.setdefault(level, []).append(share)
        assert str(rank).startswith(f"{1 + sum(other > share for other in shares[level])}/")
    assert sum(map(len, shares.values())) == 6
    assert all(some == sorted(some, reverse=True) for some in shares.values())


def test_comparison_shows_what_changed_over_the_years() -> None:
    """Two years of one issuer: exactly the tasks whose status differs, with both, and the direction."""
    of = builders.catalog(6)
    found, texts = builders.findings(of, 1)
    after, text = builders.report("later", of, shift=1, year=2023)
    made = (found.model_copy(update={"reports": (*found.reports, after)}), {**texts, "later": text})
    here = case(tasks=6, made=made)
    rows = comparison_tables(here).collected()["年度变化"]
    before = {task.task: task.status for task in found.reports[0].tasks}
    now = {task.task: task.status for task in after.tasks}
    differ = [n for n in before if before[n] is not now[n] and Status.NOT_APPLICABLE not in (before[n], now[n])]
    assert [plain(row[1]) for row in rows] == differ
    for row in rows:
        number = int(str(plain(row[1])))
        assert (plain(row[4]), plain(row[6])) == (status_text(before[number]), status_text(now[number]))
        assert (plain(row[3]), plain(row[5])) == (2020, 2023)


def test_examples_are_of_others_and_marked() -> None:
    """Examples are clear quotes, called 示例, and a gap report never shows a unit its own."""
    here = case()
    survey = survey_reports(here.source.reports, here.catalog)
    rows = comparison_tables(here).collected()["写法示例"]
    assert rows
    assert all("示例" in row for row in rows)
    for point, examples in survey.examples.items():
        assert len({example.issuer for example in examples}) == len(examples)
        for example in examples:
            own = survey.example(point, example.issuer)
            assert own is None or own.issuer != example.issuer


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"units": ["水晶宫"]}, "水晶宫"),
        ({"chapters": ["九十九"]}, "行政执法"),
        ({"statuses": ["很好"]}, "佐证充分（covered）"),
        ({"only": ["r77"]}, "r77"),
    ],
)
def test_an_unknown_name_is_told_with_what_there_is(options: dict[str, list[str]], told: str, tmp_path: Path) -> None:
    """A unit, chapter, status or report that nobody knows is refused, and what is known is listed."""
    with pytest.raises(UsageError, match=told):
        write_export("gaps", "json", tmp_path / "x.json", case(**options))  # type: ignore[arg-type]


def test_filters_say_themselves_in_words() -> None:
    """Labels and codes are one status; titles find their chapter; nothing in force is said too."""
    of = builders.catalog(4)
    filters = parse_filters(of, chapters=["行政执法", "二"], statuses=["missing", "×", "部分佐证"], only_gaps=True)
    assert filters.chapters == ("二",)
    assert filters.statuses == (Status.MISSING, Status.PARTIAL)
    assert filters.in_words(of).startswith("板块：二、行政执法；判定：未见佐证、部分佐证；只列缺口")
    assert Filters().in_words(of).startswith("无")


def test_a_kind_or_format_nobody_knows_is_refused(tmp_path: Path) -> None:
    """The error lists what there is."""
    with pytest.raises(UsageError, match="checklist、matrix"):
        write_export("poems", "docx", tmp_path / "x", case())
    with pytest.raises(UsageError, match="xlsx、docx"):
        write_export("gaps", "odt", tmp_path / "x", case())


def test_file_names_are_fit_for_windows() -> None:
    """Separators, line breaks and dots of a name do not reach the disk; an empty name has one."""
    assert file_name("../区\n司法局:*") == "_区_司法局__"
    assert file_name("...") == "未命名"
    assert len(file_name("长" * 300)) == 60


def test_numbers_of_headings() -> None:
    """Chinese numerals from 1 to 99."""
    assert [chinese_number(n) for n in (1, 10, 11, 20, 52, 99)] == ["一", "十", "十一", "二十", "五十二", "九十九"]


@pytest.mark.browser
def test_the_matrix_page_has_a_heat_map_of_units_by_chapters(browser: Browser, tmp_path: Path) -> None:
    """In Chromium: a cell gives covered over applicable of the unit's tasks in the chapter, from its own report."""
    here = case()
    write_export("matrix", "html", tmp_path / "m.html", here)
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    tab.goto((tmp_path / "m.html").as_uri())
    tab.click("#tab-charts")
    titles = tab.locator("#chart-heat rect title").evaluate_all("nodes => nodes.map((node) => node.textContent)")
    line = here.survey.lines[2]
    for chapter, name in (("一", "一、统筹推进"), ("二", "二、行政执法")):
        own = [task.number for task in here.catalog.tasks if task.chapter == chapter]
        statuses = [line.statuses[n] for n in own if n in unit_tasks("区司法局")]
        applicable = len(statuses) - statuses.count(Status.NOT_APPLICABLE)
        assert f"区司法局 {name} {statuses.count(Status.COVERED)}/{applicable}" in titles
    tab.close()


@pytest.mark.browser
def test_a_narrowed_matrix_page_says_so(browser: Browser, tmp_path: Path) -> None:
    """The filters of an export stand on the page, and only what they leave is in it."""
    write_export("matrix", "html", tmp_path / "m.html", case(units=["区司法局"]))
    tab = browser.new_page()
    tab.goto((tmp_path / "m.html").as_uri())
    assert "导出条件：单位：区司法局" in tab.inner_text("body")
    assert [int(text) for text in tab.locator("#grid tbody td.no").all_inner_texts()] == unit_tasks("区司法局")
    tab.close()
