"""Gap reports: the data, and the same in docx, html, xlsx and json, opened again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import jsonschema
import openpyxl
import pytest

from checker.errors import OutputError, UsageError
from checker.export.cells import clean_text
from checker.export.export import write_export, write_gap_files
from checker.export.filters import GAPS
from checker.export.gap_model import GapReports, gaps_schema
from checker.export.gap_report import gap_reports, passages
from checker.export.labels import STATUSES, status_text
from checker.model.findings import Status
from checker.model.report import Role
from tests.export import builders
from tests.export.cases import LONG_QUOTE, case, unit_tasks, with_long_quote

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def only(unit: str, **options: object):  # type: ignore[no-untyped-def]
    (report,) = gap_reports(case(units=[unit], **options))  # type: ignore[arg-type]
    return report


def words_of(path: Path) -> str:
    """Read all text of a document, tables and all."""
    document = docx.Document(str(path))
    return "\n".join(
        "".join(text.text or "" for text in paragraph.xpath(".//w:t"))
        for paragraph in document.element.body.xpath("//w:p")
    )


def test_a_unit_answers_what_names_it_or_its_group() -> None:
    """No task of a unit is lost, none is added, and every status is that of its report."""
    report = only("区司法局")
    (own,) = [one for one in case().source.reports if one.id == "r2"]
    judged = {task.task: task.status for task in own.tasks}
    shown = [*report.gaps, *report.covered]
    assert sorted([*(task.number for task in shown), *report.not_applicable]) == unit_tasks("区司法局")
    assert all(task.status is judged[task.number] for task in shown)
    assert all(task.status in GAPS for task in report.gaps)
    assert sum(report.summary.counts.values()) == len(unit_tasks("区司法局"))


def test_own_report_first_then_the_districts_and_said() -> None:
    """A unit with a report is judged by it; one without by the district's, which is said with the issuer's name."""
    assert (only("区司法局").basis.own, only("区司法局").basis.report) == (True, "r2")
    borrowed = only("区市场监管局")
    assert (borrowed.basis.own, borrowed.basis.report) == (False, "r0")
    assert "没有收到区市场监管局自己的报告" in borrowed.basis.text
    assert "云秀区" in borrowed.basis.text


def test_every_unit_of_the_catalog_has_a_report() -> None:
    """One unit, one report: governments, all units with tasks, no groups."""
    names = [report.unit.name for report in gap_reports(case())]
    assert sorted(names) == sorted(["云秀区", "区司法局", "区市场监管局", "和川街道", "灵湖镇", "区府办"])


def test_without_any_government_a_unit_without_report_is_named() -> None:
    """Where nobody speaks for a unit it gets no report, and asking for it is an error that says why."""
    assert "区府办" in case(only=["r1"]).subjects.without_report
    with pytest.raises(UsageError, match="没有可以依据的报告"):
        _ = case(only=["r1"], units=["区府办"]).subjects


def test_the_newest_own_report_speaks() -> None:
    """Of two years of one issuer the later one is analysed, and the other is mentioned."""
    of = builders.catalog(6)
    found, texts = builders.findings(of, 3)
    older = found.reports[2].model_copy(update={"id": "old", "year": 2019})
    made = (found.model_copy(update={"reports": (older, *found.reports)}), {**texts, "old": texts["r2"]})
    (report,) = gap_reports(case(tasks=6, made=made, units=["区司法局"]))
    assert report.basis.report == "r2"
    assert "2019" in report.basis.text


def test_every_quote_is_in_its_report_at_its_place() -> None:
    """Offsets of all quotes of all gap reports give the quote in the report that they are said to be from."""
    here = case()
    quotes = 0
    for report in gap_reports(here):
        for task in (*report.gaps, *report.covered):
            for point in task.points:
                for passage in (*point.finding.evidence, *point.finding.near_misses):
                    text = here.texts[report.basis.report]
                    assert text[passage.start : passage.end] == passage.quote
                    quotes += 1
                if point.example:
                    passage = point.example.passage
                    assert here.texts[point.example.report][passage.start : passage.end] == passage.quote
                    assert point.example.issuer != report.basis.issuer
    assert quotes > 50


def test_pressing_gaps_are_led_and_lack_their_core_point() -> None:
    """Core point missing before touched, led before supported before a group's; only gaps; three at most."""
    for report in gap_reports(case()):
        ranks = []
        gaps = {task.number: task for task in report.gaps}
        for one in report.summary.pressing:
            task = gaps[one.task]
            ranks.append((task.core > 0, {"牵头": 0, "配合/责任": 1}.get(task.how, 2)))
            assert one.why.startswith(("牵头任务", "配合/责任任务", "以“", "政府统筹任务"))
        assert ranks == sorted(ranks)
        assert len(ranks) == min(3, len(report.gaps))
        worst = min(
            ((task.core > 0, {"牵头": 0, "配合/责任": 1}.get(task.how, 2)) for task in report.gaps), default=None
        )
        assert (ranks[0] if ranks else None) == worst


def test_rates_have_applicable_tasks_below_the_line() -> None:
    """Tasks that are not the unit's count nowhere; a filter of status does not touch the denominator."""
    whole, gaps = only("区司法局").summary, only("区司法局", only_gaps=True).summary
    assert whole.applicable == whole.tasks - whole.counts[Status.NOT_APPLICABLE]
    assert whole.covered.covered == whole.counts[Status.COVERED]
    assert whole == gaps


def test_json_is_the_content_as_data(tmp_path: Path) -> None:
    """The file fits its schema, names tool and filters, and reads back equal to what was made."""
    here = case(units=["区司法局", "区府办"], only_gaps=True)
    write_export("gaps", "json", tmp_path / "g.json", here)
    data = json.loads((tmp_path / "g.json").read_text("utf-8"))
    jsonschema.validate(data, gaps_schema())
    assert (data["schema"], data["tool"]["version"], data["reviewed"]) == ("checker.gaps/1", "0.1.0", False)
    assert data["filters"] == {
        "units": ["区司法局", "区府办"],
        "chapters": [],
        "statuses": [],
        "reports": [],
        "only_gaps": True,
    }
    read = GapReports.model_validate(data)
    assert {unit.unit.name: unit for unit in read.units} == {r.unit.name: r for r in gap_reports(here)}
    assert all(task.review is None for unit in read.units for task in unit.gaps)


def test_docx_holds_every_task_with_status_and_quotes(tmp_path: Path) -> None:
    """Opened again: each gap with number, title, status, searched words, materials, method and question; each quote."""
    report = only("区司法局")
    write_export("gaps", "docx", tmp_path / "g.docx", case(units=["区司法局"]))
    text = words_of(tmp_path / "g.docx")
    for task in report.gaps:
        assert f"第 {task.number} 项　{task.title}" in text
        assert status_text(task.status) in text
        assert clean_text(task.reason) in text
        for point in (point for point in task.points if point.finding.level < 2):
            for expected in (point.text, *point.materials, point.question, "听取汇报"):
                assert expected in text
            for passage in [*point.finding.near_misses, *passages(point.finding, Role.DONE)]:
                assert clean_text(passage.quote) in text
            for role in (Role.PLAN, Role.PROBLEM):
                assert all(clean_text(passage.quote) in text for passage in passages(point.finding, role))
            if point.finding.level == 0:
                assert point.finding.searched[0] in text
    for task in report.covered:
        assert task.title in text
        assert clean_text(passages(task.points[0].finding, Role.DONE)[0].quote) in text
    for expected in ("未经复核", "yaodian-checker 0.1.0", "单位：区司法局", "依据本单位报告", "复核人", "第十三条"):
        assert expected in text


def test_docx_is_laid_out_by_the_standard(tmp_path: Path) -> None:
    """A4 with the margins, fonts, sizes, page numbers of GB/T 9704; headers of tables repeat, rows stay whole."""
    write_export("gaps", "docx", tmp_path / "g.docx", case(units=["区司法局"]))
    document = docx.Document(str(tmp_path / "g.docx"))
    page = document.sections[0]
    lengths = (page.page_width, page.page_height, page.top_margin, page.bottom_margin, page.left_margin)
    assert [round(length.mm) for length in lengths] == [210, 297, 37, 35, 28]
    assert round(page.right_margin.mm) == 26
    fonts = {}
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        east = style.element.rPr.rFonts.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia")
        fonts[name] = (east, style.font.size.pt)
    assert fonts == {
        "Normal": ("仿宋_GB2312", 16),
        "Title": ("方正小标宋简体", 22),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16),
    }
    with zipfile.ZipFile(tmp_path / "g.docx") as archive:
        assert archive.testzip() is None
        assert "Noto Serif CJK SC" in archive.read("word/fontTable.xml").decode()
        footers = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/footer")]
        body = archive.read("word/document.xml").decode()
    assert len([one for one in footers if "PAGE" in one and "—" in one]) == 2
    assert "w:tblHeader" in body
    assert body.count("<w:cantSplit/>") > 20


def test_filters_narrow_and_are_printed(tmp_path: Path) -> None:
    """Chapter, status and --only-gaps leave out what they say and stand in the document."""
    here = case(units=["区司法局"], chapters=["二"], statuses=["未见佐证", "missing"])
    (report,) = gap_reports(here)
    expected = [n for n in unit_tasks("区司法局") if builders.catalog(14).tasks[n - 1].chapter == "二"]
    assert {task.number for task in report.gaps} == {
        n for n in expected if here.survey.lines[2].statuses[n] is Status.MISSING
    }
    write_export("gaps", "docx", tmp_path / "g.docx", here)
    assert "单位：区司法局；板块：二、行政执法；判定：未见佐证" in words_of(tmp_path / "g.docx")
    write_export("gaps", "docx", tmp_path / "o.docx", case(units=["区司法局"], only_gaps=True))
    assert "三、佐证充分的事项" not in words_of(tmp_path / "o.docx")


def test_nothing_left_is_an_error(tmp_path: Path) -> None:
    """Filters that leave no task write no file."""
    with pytest.raises(OutputError, match="没有符合的任务"):
        write_export(
            "gaps", "docx", tmp_path / "g", case(units=["区府办"], statuses=["shortfall"], chapters=["二"], tasks=3)
        )
    assert not list(tmp_path.iterdir())


def test_a_folder_holds_one_file_for_each_unit(tmp_path: Path) -> None:
    """docx and html without --unit make a folder, named by unit; every file opens and names its unit."""
    files = write_gap_files(tmp_path / "gaps", case())
    assert {file.stem for file in files} == {report.unit.name for report in gap_reports(case())}
    for file in files:
        assert docx.Document(str(file)).paragraphs[0].text == file.stem
    assert len(write_export("gaps", "html", tmp_path / "pages", case())) == len(files)


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    """A document written twice is equal to the byte, so that offices can compare."""
    for name in ("a.docx", "b.docx"):
        write_export("gaps", "docx", tmp_path / name, case(units=["区司法局"]))
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_ten_thousand_characters_and_markup_arrive_whole(tmp_path: Path) -> None:
    """A quote of 10,000 characters that begins with = is whole in docx, html, xlsx, csv and json."""
    of = builders.catalog(14)
    found, texts = builders.findings(of, 3)
    reports = tuple(with_long_quote(report) for report in found.reports)
    made = (found.model_copy(update={"reports": reports}), texts)
    for style in ("docx", "html", "xlsx", "csv"):
        write_export("gaps", style, tmp_path / f"g.{style}", case(made=made, units=["区司法局"]))
    assert LONG_QUOTE in words_of(tmp_path / "g.docx")
    assert LONG_QUOTE in (tmp_path / "g.html").read_text("utf-8")
    book = openpyxl.load_workbook(tmp_path / "g.xlsx")
    cells = [str(cell.value) for sheet in book for line in sheet for cell in line if cell.value is not None]
    assert any(LONG_QUOTE in cell for cell in cells)
    assert not any(cell.data_type == "f" for sheet in book for line in sheet for cell in line)
    written = "".join(path.read_text("utf-8-sig") for path in tmp_path.glob("*.csv"))
    assert LONG_QUOTE in written


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


def test_markup_of_a_report_is_text_in_html(tmp_path: Path) -> None:
    """The page has no script, image or handler, whatever the reports hold."""
    for path in write_export("gaps", "html", tmp_path / "pages", case()):
        page = _Scripts()
        page.feed(path.read_text("utf-8"))
        assert not page.tags & {"script", "img", "iframe", "object", "link"}


@pytest.mark.browser
def test_the_page_shows_a_script_and_does_not_run_it(browser: Browser, tmp_path: Path) -> None:
    """In a real Chromium every gap stands with its status, quotes are text, nothing runs, nothing is fetched."""
    report = only("区司法局")
    write_export("gaps", "html", tmp_path / "g.html", case(units=["区司法局"]))
    tab = browser.new_page()
    fetched: list[str] = []
    tab.on("request", lambda request: fetched.append(request.url))
    tab.goto((tmp_path / "g.html").as_uri())
    assert tab.evaluate("window.hacked") is None
    assert fetched == [(tmp_path / "g.html").as_uri()]
    shown = {
        int(section.get_attribute("data-task") or 0): section.get_attribute("data-status")
        for section in tab.locator("[data-task]").all()
    }
    assert shown == {task.number: task.status.value for task in (*report.gaps, *report.covered)}
    text = tab.inner_text("body")
    assert re.search(r"<script>|<img|<!--", text)
    for status in (status for status in Status if status is not Status.NOT_APPLICABLE):
        cell = tab.inner_text(f'#counts [data-status="{status.value}"]')
        assert cell == f"{STATUSES[status].mark} {report.summary.counts[status]}"
    tab.close()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_libreoffice_turns_it_into_pdf_without_loss(tmp_path: Path) -> None:
    """The document converts; the summary is one page; titles of all gaps are in the PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine")
    write_export("gaps", "docx", tmp_path / "g.docx", case(units=["区司法局"], only_gaps=True))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "g.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = (
        subprocess.run(
            ["pdftotext", "-layout", str(tmp_path / "g.pdf"), "-"], check=True, capture_output=True, timeout=60
        )
        .stdout.decode()
        .split("\f")
    )
    assert "总体情况" in pages[0]
    assert "差距事项" in pages[1]
    squeezed = re.sub(r"\s", "", "".join(pages))
    assert all(re.sub(r"\s", "", task.title) in squeezed for task in only("区司法局").gaps)
