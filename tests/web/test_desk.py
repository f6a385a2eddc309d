"""The whole way of a reviewer, in a real Chromium, by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from checker.cli.app import run_app
from checker.web.page_texts import PAGE
from tests.review.builders import SENTENCES, report_of, session_on
from tests.web.client import Client
from tests.web.conftest import SCRIPT, Desk, Drive

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def sign_in(page: Page, desk: Desk, name: str = "张三", path: str = "/queue") -> None:
    """Open a page and say who one is, by keyboard."""
    page.goto(desk.address + path)
    page.keyboard.type(name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page: Page, *keys: str) -> None:
    """Press keys; the last one sends a decision or goes to another page."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def open_point(page: Page, desk: Desk, point: str) -> None:
    page.goto(f"{desk.address}/task?report=r&task={point[0]}&point={point}")


def cell(page: Page, desk: Desk, task: int) -> str:
    """Read what the matrix says of a task to those who do not see it."""
    page.goto(f"{desk.address}/")
    return page.locator(f'.cell a[href*="task={task}"]').first.get_attribute("aria-label") or ""


def test_the_whole_way_by_keyboard(desk: Desk, drive: Drive, tmp_path: Path) -> None:
    """Open, pick a doubtful point, read in context, accept, reject, undo, add; matrix and checklist show it by name."""

    def scenario(page: Page) -> None:
        sign_in(page, desk, path="/")
        assert "佐证充分，未经复核" in cell(page, desk, 1)
        page.goto(f"{desk.address}/queue")
        first = page.locator(".queue .point a").first.inner_text()
        press(page, "j", "k", "Enter")
        assert first in page.locator(".pt.open > header").inner_text()

        open_point(page, desk, "1.1")
        current = page.locator(".quotes li.cur .q").inner_text()
        marked = page.locator("#text mark.cur")
        assert marked.inner_text() == current == SENTENCES[0][1]
        assert marked.is_visible()
        assert SENTENCES[1][1] in page.locator("#text").inner_text()

        press(page, "a")
        assert "张三 采信" in page.locator(".quotes li").nth(0).inner_text()
        assert page.locator(".quotes li.cur .q").inner_text() == SENTENCES[1][1]
        press(page, "r", "1")
        assert "张三 驳回（套话）" in page.locator(".quotes li.rejected").inner_text()
        press(page, "u")
        assert page.locator(".quotes li.rejected").count() == 0
        assert page.locator(".extra .said.undone").count() == 1

        for quote in range(2):
            open_point(page, desk, "1.1")
            if quote:
                page.keyboard.press("j")
            press(page, "r", "2")
        label = cell(page, desk, 1)
        assert "部分佐证" in label
        assert "程序判定佐证充分" in label

        open_point(page, desk, "2.2")
        assert page.locator(".pt.open").get_attribute("data-level") == "0"
        page.keyboard.press("/")
        page.keyboard.type("法律专家")
        page.keyboard.press("Escape")
        page.keyboard.press("m")
        assert SENTENCES[4][1] in page.locator("#add .quoted").inner_text()
        press(page, "1")
        assert page.locator(".pt.open").get_attribute("data-level") == "2"
        assert page.locator("#text mark.cur").inner_text() == SENTENCES[4][1]

        label = cell(page, desk, 2)
        assert "部分复核" in label
        for words, name in (("导出复核表", "list.xlsx"), ("导出督察清单", "checklist.xlsx")):
            with page.expect_download() as download:
                page.click(f"text={words}")
            assert words.removeprefix("导出")[-2:] in download.value.suggested_filename
            download.value.save_as(tmp_path / name)

    drive(scenario)
    assert run_app(["export", "checklist", "-o", str(tmp_path / "same.xlsx"), "--workspace", str(desk.folder)]) == 0
    checklist, same = (openpyxl.load_workbook(tmp_path / name)["督察清单"] for name in ("checklist.xlsx", "same.xlsx"))
    lines = [[one.value for one in line] for line in checklist.iter_rows()]
    assert lines == [[one.value for one in line] for line in same.iter_rows()]
    conclusions = {line[3]: str(line[9]) for line in lines[5:]}
    assert conclusions["1.1（核心） 开展案卷评查"].startswith("× 未见佐证")
    assert "张三" in conclusions["1.1（核心） 开展案卷评查"]
    assert "张三" in conclusions["2.2 建立法律顾问制度"]
    assert conclusions["2.1（核心） 组织普法宣传"] == "未经复核"
    sheet: Any = openpyxl.load_workbook(tmp_path / "list.xlsx")["复核清单"]
    head = [one.value for one in sheet[1]]
    rows = [dict(zip(head, (one.value for one in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert [row["复核人"] for row in rows] == ["张三", "张三"]
    assert (rows[0]["程序判定"], rows[0]["复核后判定"]) == ("● 佐证充分", "◎ 部分佐证")
    assert SENTENCES[4][1] in rows[1]["佐证摘录及出处"]


def test_every_key_of_the_help_does_something(desk: Desk, drive: Drive) -> None:
    """Levels, confirmation, next and previous, note, sentence by sentence, help, and the ways to other pages."""

    def scenario(page: Page) -> None:
        sign_in(page, desk)
        open_point(page, desk, "1.2")
        press(page, "1")
        assert page.locator(".pt.open").get_attribute("data-level") == "1"
        press(page, "c")
        assert session_on(desk.folder).board().records[-1].decision.value == "1"
        here = page.url
        press(page, "n")
        assert page.url != here
        press(page, "p")
        page.keyboard.press("]")
        one = page.locator(".se.picked").inner_text()
        page.keyboard.press("]")
        assert page.locator(".se.picked").inner_text() != one
        page.keyboard.press("[")
        assert page.locator(".se.picked").inner_text() == one
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("o")
        page.keyboard.type("请业务科核实")
        page.keyboard.press("Tab")
        press(page, "Enter")
        assert "请业务科核实" in page.locator(".extra").inner_text()
        for letter, path in (("h", "/history"), ("m", "/"), ("q", "/queue")):
            press(page, "g", letter)
            assert page.url == desk.address + path

    drive(scenario)


def test_filters_and_progress(desk: Desk, drive: Drive) -> None:
    """The queue is filtered by words and state, the address keeps it, and progress counts what is reviewed."""

    def scenario(page: Page) -> None:
        sign_in(page, desk)
        assert page.locator(".queue tbody tr").count() == 4
        page.fill(".filters input[name=q]", "应诉")
        press(page, "Enter")
        assert page.locator(".queue tbody tr").count() == 2
        assert "q=" in page.url
        page.goto(f"{desk.address}/queue")
        open_point(page, desk, "1.2")
        press(page, "c")
        assert PAGE["progress"].format(done=1, all=4) in page.locator(".top .progress").inner_text()
        page.goto(f"{desk.address}/queue")
        assert page.locator(".queue tbody tr").count() == 3
        with page.expect_navigation():
            page.select_option(".filters select[name=s]", "reviewed")
        assert page.locator(".queue .num").nth(1).inner_text() == "1"
        assert "负责人出庭应诉" in page.locator(".queue .point").nth(0).inner_text()

    drive(scenario)


def test_a_script_in_the_report_does_not_run(desk: Desk, drive: Drive) -> None:
    """The text of the report is shown with its markup as text; the page's title stays ours."""

    def scenario(page: Page) -> None:
        sign_in(page, desk)
        open_point(page, desk, "2.1")
        assert SCRIPT in page.locator("#text").inner_text()
        assert page.title() != "owned"
        assert page.locator("#text img, #text script").count() == 0

    drive(scenario)


def test_an_edited_sentence_shows_as_to_be_reviewed_anew(desk: Desk, drive: Drive) -> None:
    """After a run on an edited report matrix, queue and point say 待重审, with the words decided on."""

    def scenario(page: Page) -> None:
        sign_in(page, desk)
        open_point(page, desk, "1.2")
        press(page, "a")
        desk.run_again(report_of({SENTENCES[2][1]: "行政机关负责人出庭应诉30件。"}))
        assert "待重审" in cell(page, desk, 1)
        page.goto(f"{desk.address}/queue")
        press(page, "Enter")
        assert page.locator(".pt.open .again q").inner_text() == SENTENCES[2][1]
        press(page, "c")
        assert "待重审" not in cell(page, desk, 1)

    drive(scenario)


def test_two_reviewers_and_their_disagreement(desk: Desk, drive: Drive) -> None:
    """A second reviewer by another name differs: both stand in the list with their reasons, and in the history."""

    def scenario(page: Page) -> None:
        sign_in(page, desk)
        open_point(page, desk, "1.2")
        press(page, "a")
        page.click(".who")
        page.fill("#name input[name=name]", "李四")
        press(page, "Enter")
        press(page, "r", "4")
        page.goto(f"{desk.address}/disputes")
        said = page.locator(".disputes tbody").inner_text()
        assert "张三 采信" in said
        assert "李四 驳回（年份不符）" in said
        page.goto(f"{desk.address}/history")
        assert page.locator(".history .name").all_inner_texts() == ["李四", "张三"]
        assert page.locator(".history [data-undo]").count() == 1
        press_undo(page)
        assert page.locator(".history tr.undone").count() == 1
        page.goto(f"{desk.address}/disputes")
        assert PAGE["no_disputes"] in page.locator(".disputes").inner_text()

    drive(scenario)


def press_undo(page: Page) -> None:
    """Undo from the history."""
    with page.expect_navigation():
        page.click(".history [data-undo]")


@pytest.mark.parametrize("width", [1366, 1100])
def test_a_small_screen_shows_everything(desk: Desk, drive: Drive, width: int) -> None:
    """No page is wider than the screen, and requirement and report stand beside each other."""

    def scenario(page: Page) -> None:
        sign_in(page, desk)
        page.set_viewport_size({"width": width, "height": 700})
        for path in ("/", "/queue", "/task?report=r&task=1", "/history", "/agreement"):
            page.goto(desk.address + path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.goto(f"{desk.address}/task?report=r&task=1")
        left, right = (page.locator(f".{side}").bounding_box() for side in ("left", "right"))
        assert left is not None
        assert right is not None
        assert left["x"] + left["width"] <= right["x"] + 1
        assert right["width"] > 350

    drive(scenario)


def test_the_checklist_is_under_the_filters_of_the_page(desk: Desk, drive: Drive, tmp_path: Path) -> None:
    """Filtered by a status, the page exports the tasks that have it; a status that no task has is told."""

    def scenario(page: Page) -> None:
        sign_in(page, desk, path="/?j=partial")
        with page.expect_download() as download:
            page.click("text=导出督察清单")
        download.value.save_as(tmp_path / "c.xlsx")

    drive(scenario)
    nothing = Client(desk).get("/export/checklist.xlsx?j=planned")
    assert (nothing.status, "仅列计划" in nothing.body) == (400, True)
    lines = list(openpyxl.load_workbook(tmp_path / "c.xlsx")["督察清单"].iter_rows(min_row=6, values_only=True))
    assert {line[2] for line in lines} == {"2. 任务2"}
