"""matrix.html in a real Chromium: what people see, click and type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from checker.export.labels import STATUSES
from checker.export.matrix_html import write_matrix_html
from checker.model.findings import Status
from tests.export import builders

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, written: builders.Written) -> Iterator[Page]:
    """Open the page on a small laptop; fail on any error of the page and on any request but its own file."""
    tab = browser.new_page(viewport={"width": 1366, "height": 768})
    troubles: list[str] = []
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    tab.on("request", lambda request: None if request.url.startswith("file:") else troubles.append(request.url))
    tab.goto(written.html.as_uri())
    yield tab
    tab.close()
    assert troubles == []


def open_at(page: Page, written: builders.Written, address: str) -> None:
    page.goto("about:blank")
    page.goto(f"{written.html.as_uri()}#{address}")


def numbers(page: Page) -> list[int]:
    """Read the numbers of the tasks that are shown."""
    return [int(text) for text in page.locator("#grid tbody td.no").all_inner_texts()]


def test_the_matrix_shows_every_status(page: Page, written: builders.Written) -> None:
    """Each cell names issuer, task and status for those who do not see it, and shows mark and label to those who do."""
    cells = page.locator("#grid td.c")
    assert cells.count() == len(written.catalog.tasks) * len(written.findings.reports)
    for row, task in enumerate(written.catalog.tasks):
        for column, report in enumerate(written.findings.reports):
            cell = page.locator(f'[data-row="{row}"][data-column="{column}"]')
            style = STATUSES[report.tasks[row].status]
            assert (cell.get_attribute("aria-label") or "").startswith(
                f"{report.issuer}，任务 {task.number}：{style.label}"
            )
            assert style.mark in cell.inner_text()
            assert style.label in cell.inner_text()


def test_head_and_first_columns_stay(page: Page) -> None:
    """Scrolled to the far end, header row and titles are where they were."""
    page.set_viewport_size({"width": 700, "height": 420})
    page.wait_for_function("innerWidth === 700")
    page.reload()  # laid out for this width from the start: after a resize the page takes a frame to do so
    head, title = page.locator("#grid thead th.name").first, page.locator("#grid tbody th.name").last
    before = head.bounding_box()
    page.locator("#scroll").evaluate("box => box.scrollTo(9999, 9999)")
    assert head.bounding_box() == before
    assert before is not None
    assert (title.bounding_box() or {})["x"] == before["x"]


def test_filter_by_unit_includes_its_groups(page: Page, written: builders.Written) -> None:
    """A unit's tasks are those that name it and those of its groups, and the address keeps the choice."""
    page.select_option("#unit", "区司法局")
    expected = [
        task.number for task in written.catalog.tasks if {"司法局", "各部门"} & {unit.name for unit in task.units}
    ]
    assert numbers(page) == expected
    assert 0 < len(expected) < len(written.catalog.tasks)
    page.reload()
    assert page.input_value("#unit") == "区司法局"
    assert numbers(page) == expected


def test_filter_by_chapter_status_and_words(page: Page, written: builders.Written) -> None:
    """Chapter, status and search work together; clearing brings everything back."""
    page.select_option("#chapter", "二")
    second = [task.number for task in written.catalog.tasks if task.chapter == "二"]
    assert numbers(page) == second
    page.click('#legend [data-status="missing"]')
    missing = [
        number
        for number in second
        if any(report.tasks[number - 1].status is Status.MISSING for report in written.findings.reports)
    ]
    assert numbers(page) == missing != second
    assert page.get_attribute('#legend [data-status="missing"]', "aria-pressed") == "true"
    page.click("#reset")
    page.fill("#search", "规范性")
    by_title = [task.number for task in written.catalog.tasks if "规范性" in task.title]
    expect(page.locator("#grid tbody td.no")).to_have_count(len(by_title))
    assert numbers(page) == by_title
    page.fill("#search", "各街镇")
    expect(page).to_have_url(re.compile("q=%E5%90%84"))
    assert numbers(page) == [task.number for task in written.catalog.tasks if task.units[0].name == "各街镇"]
    page.fill("#search", "没有这样的任务")
    page.wait_for_selector("#grid .empty")
    page.click("#reset")
    assert numbers(page) == [task.number for task in written.catalog.tasks]


def test_filter_by_report(page: Page, written: builders.Written) -> None:
    """Reports can be taken out one by one; the address keeps it, and rates count what is left."""
    page.click("#pick-summary")
    page.uncheck('#pick-list [data-report="r1"]')
    assert page.locator("#grid thead .rep").all_inner_texts()[0].startswith("云秀区")
    assert page.locator("#grid thead .rep").count() == 2
    page.reload()
    assert page.locator("#grid thead .rep").count() == 2
    page.click("#pick-summary")
    page.click("#pick-none")
    assert "没有选中任何报告" in page.inner_text("#grid")
    page.click("#pick-all")
    assert page.locator("#grid thead .rep").count() == len(written.findings.reports)


def test_summary_counts_applicable_tasks_only(page: Page, written: builders.Written) -> None:
    """The row below the header gives covered over applicable for each report."""
    rates = page.locator("#grid thead .per .rate").all_inner_texts()
    for rate, report in zip(rates, written.findings.reports, strict=True):
        statuses = [task.status for task in report.tasks]
        assert rate == f"{statuses.count(Status.COVERED)}/{len(statuses) - statuses.count(Status.NOT_APPLICABLE)}"


def test_panel_shows_all_of_a_judgement(page: Page, written: builders.Written) -> None:
    """Every cell of a report opens to its reason, points, quotes with highlighted terms, searched words, materials."""
    for row, task in enumerate(written.catalog.tasks):
        for column, report in enumerate(written.findings.reports):
            page.locator(f'[data-row="{row}"][data-column="{column}"]').click()
            for more in page.locator(".quote-more").all():
                more.click()
            text = page.locator("#panel").evaluate("panel => panel.textContent")
            judged = report.tasks[row]
            assert judged.reason in text
            assert STATUSES[judged.status].label in text
            for point in [point for point in report.points if point.point.startswith(f"{task.number}.")]:
                card = page.locator(f'#panel [data-point="{point.point}"]')
                quotes = card.locator("q").evaluate_all("nodes => nodes.map((node) => node.textContent)")
                assert sorted(quotes) == sorted(p.quote for p in (*point.evidence, *point.near_misses))
                marked = card.locator("mark").all_inner_texts()
                assert len(marked) >= len([p for p in point.evidence if p.role != "done"])
                searched = card.locator(".searched span").all_inner_texts()
                assert searched == ([] if point.level else list(point.searched))
                body = card.inner_text()
                assert f"材料{point.point}" in body
                assert "查阅制度文件、会议纪要" in body
                assert ("列有计划" in body) == point.planned
                assert ("自述不足" in body) == point.shortfall


def test_quote_stands_in_its_context(page: Page, written: builders.Written) -> None:
    """Before and after a quote stand the characters of the report, and above it heading and page."""
    report = written.findings.reports[0]
    passage = report.points[0].evidence[0]
    open_at(page, written, "task=1&of=r0")
    quote = page.locator('#panel [data-point="1.1"] .quote').first
    text = written.texts[report.id]
    shown = quote.locator("blockquote").evaluate("node => node.textContent")
    before, after = text[max(0, passage.start - 80) : passage.start], text[passage.end : passage.end + 80]
    assert shown == f"…{before}{passage.quote}{after}…"
    assert "一、举措<i> › （一）督察" in quote.inner_text()
    assert "第 1 页" in quote.inner_text()
    assert quote.locator("mark").all_inner_texts() == list(passage.terms)


def test_a_script_in_a_report_is_shown_not_run(page: Page, written: builders.Written) -> None:
    """Markup of reports, headings and warnings is text in every view; nothing of it runs or becomes an element."""
    for row in range(len(written.catalog.tasks)):
        for column in range(len(written.findings.reports)):
            page.locator(f'[data-row="{row}"][data-column="{column}"]').click()
            assert page.locator("#panel :is(script, img, i)").count() == 0
    for view in ("charts", "reports", "matrix"):
        page.click(f"#tab-{view}")
        assert page.locator("main :is(script, img, i)").count() == 0
    assert page.evaluate("window.hacked") is None
    where = next(
        (report.id, point.point)
        for report in written.findings.reports
        for point in report.points
        for passage in point.evidence
        if passage.quote.startswith("<script>")
    )
    open_at(page, written, f"task={where[1].split('.')[0]}&of={where[0]}")
    assert "<script>window.hacked = true; alert(1)</script>" in page.inner_text(f'#panel [data-point="{where[1]}"]')
    assert page.evaluate("window.hacked") is None


def test_keyboard_alone_is_enough(page: Page, written: builders.Written) -> None:
    """Tab enters the grid once, arrows walk, Enter opens, Escape closes and returns to the cell."""
    page.locator("#print").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#grid') !== null"):
            break
    place = "[document.activeElement.dataset.row, document.activeElement.dataset.column].join()"
    assert page.evaluate(place) == "0,0"
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    assert page.evaluate(place) == "2,0"
    page.keyboard.press("Control+End")
    last = f"{len(written.catalog.tasks) - 1},{len(written.findings.reports) - 1}"
    assert page.evaluate(place) == last
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('#panel') !== null")
    assert "任务 14" in page.inner_text("#panel h2")
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate(place) == last
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert "r0 的提示 <b>一</b>" in page.inner_text("#panel")


def test_address_restores_the_panel(page: Page, written: builders.Written) -> None:
    """The open cell is in the address, and Back to an older address follows it."""
    page.locator('[data-row="2"][data-column="1"]').click()
    address = page.evaluate("location.hash")
    open_at(page, written, address.removeprefix("#"))
    assert "任务 3" in page.inner_text("#panel h2")
    expect(page.locator("#grid .open")).to_be_in_viewport()
    page.evaluate("location.hash = 'view=reports'")
    page.wait_for_selector("#view-reports .list")
    assert page.locator("#view-reports tbody tr").count() == len(written.findings.reports)


def test_neighbours_can_be_walked_in_the_panel(page: Page) -> None:
    """The panel's buttons go to the next task and report."""
    page.locator('[data-row="0"][data-column="0"]').click()
    page.click("text=下一任务")
    assert "任务 2" in page.inner_text("#panel h2")
    page.click("text=下一报告")
    assert "和川街道" in page.inner_text("#panel .from")
    assert page.locator("#grid .open").get_attribute("aria-label", timeout=2000) is not None


def test_charts_count_what_the_matrix_shows(page: Page, written: builders.Written) -> None:
    """The chart by chapter adds up to the reports; the chart by unit reads a unit's own report where there is one."""
    page.click("#tab-charts")
    chapters = page.locator("#chart-chapters").inner_text()
    counts = [[task.status for task in report.tasks] for report in written.findings.reports]
    covered = sum(statuses.count(Status.COVERED) for statuses in counts)
    applicable = sum(len(statuses) - statuses.count(Status.NOT_APPLICABLE) for statuses in counts)
    assert f"{covered}/{applicable}" in chapters
    assert "二、行政执法" in chapters
    units = page.locator("#chart-units").inner_text()
    assert "本单位报告（1）" in units
    assert "政府报告（1）" in units
    page.locator('#chart-units [role="button"]').first.press("Enter")
    assert page.input_value("#unit") != ""
    assert page.locator("#view-matrix").is_visible()


def test_print_has_no_panel_and_all_tasks(page: Page, written: builders.Written, tmp_path: Path) -> None:
    """On paper: every task with mark and label of each status, the filters in force, charts and warnings, no panel."""
    page.locator('[data-row="0"][data-column="0"]').click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#panel").is_hidden()
    assert page.locator("#bar").is_hidden()
    paper = page.locator("#paper")
    assert paper.locator("td.s").count() == len(written.catalog.tasks) * len(written.findings.reports)
    words = paper.inner_text()
    assert "筛选条件" in words
    assert all(f"{style.mark} {style.label}" in words for style in STATUSES.values())
    assert "r1 的提示 <b>一</b>" in words
    pdf = page.pdf(path=tmp_path / "matrix.pdf", prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")


def test_three_hundred_reports_stay_usable(browser: Browser, tmp_path: Path) -> None:
    """Three hundred reports open within seconds, a hundred beside one another, and the last page is reached."""
    of = builders.catalog(52, points=1)
    found, texts = builders.findings(of, 300)
    path = tmp_path / "many.html"
    write_matrix_html(path, found, of, texts, builders.roster(), run_at=builders.RUN_AT)
    tab = browser.new_page(viewport={"width": 1366, "height": 768})
    tab.add_init_script(
        "window.longest = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {"
        " window.longest = Math.max(window.longest, entry.duration); })).observe({ type: 'longtask', buffered: true });"
    )
    tab.goto(path.as_uri())
    expect(tab.locator("#grid td.c")).to_have_count(52 * 100, timeout=10_000)
    assert tab.evaluate("window.longest") < 1000  # milliseconds without an answer to the mouse
    assert "第 1–100 份，共 300 份报告" in tab.inner_text("#pager")
    tab.click("text=后一组")
    tab.click("text=后一组")
    tab.locator('[data-row="3"][data-column="99"]').click()
    assert "任务 4" in tab.inner_text("#panel h2")
    assert "r299" in tab.evaluate("location.hash")
    tab.click("#tab-charts")
    assert "按报告层级合并" in tab.inner_text("#chart-chapters")
    tab.close()


def test_one_report_shows_its_reasons(browser: Browser, tmp_path: Path) -> None:
    """With a single report, the reason of each status stands beside it."""
    of = builders.catalog(6)
    found, texts = builders.findings(of, 1)
    path = tmp_path / "one.html"
    write_matrix_html(path, found, of, texts, None, run_at=builders.RUN_AT)
    tab = browser.new_page(viewport={"width": 1366, "height": 768})
    tab.goto(path.as_uri())
    assert "任务2的理由" in tab.inner_text('[data-row="1"][data-column="0"]')
    tab.close()
