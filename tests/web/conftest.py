"""A desk that is served, and a browser where there is one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.model.report import Report
from checker.store import Workspace
from checker.web.guard import Policy
from checker.web.server import bind, make_server
from tests.export.conftest import CHROMIUM, FLAGS
from tests.review.builders import SENTENCES, fill_workspace, report_of, session_on

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCRIPT = "<script>document.title='owned'</script>普法<img src=x onerror=alert(1)>工作。"


@dataclass(frozen=True, slots=True)
class Desk:
    """A served workspace: its folder and port."""

    folder: Path
    port: int
    policy: Policy

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run_again(self, report: Report) -> None:
        """Keep a new run on another version of the report."""
        with Workspace.open(self.folder) as workspace:
            fill_workspace(workspace, [report])


def serving(folder: Path, policy: Policy) -> Iterator[Desk]:
    """Serve a workspace with one run on a free port for as long as the test lasts."""
    with Workspace.create(folder) as workspace:
        fill_workspace(workspace, [report_of({SENTENCES[3][1]: SCRIPT})])
    sock = bind("127.0.0.1", 0)
    server = make_server(session_on(folder), policy)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
    thread.start()
    yield Desk(folder, sock.getsockname()[1], policy)
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk on this machine."""
    yield from serving(tmp_path / "w", Policy())


@pytest.fixture
def intranet(tmp_path: Path) -> Iterator[Desk]:
    """A desk that wants a token."""
    yield from serving(tmp_path / "w", Policy(password="open-sesame-open-sesame"))


Drive = Callable[[Callable[["Page"], None]], None]


@pytest.fixture(scope="session")
def _thread() -> Iterator[ThreadPoolExecutor]:
    """A thread of its own: the export tests have a Chromium in theirs, and there can be one in each."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture(scope="session")
def _browser(_thread: ThreadPoolExecutor) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    api = pytest.importorskip("playwright.sync_api")
    playwright = _thread.submit(lambda: api.sync_playwright().start()).result()
    launch = playwright.chromium.launch
    browser = _thread.submit(lambda: launch(executable_path=CHROMIUM, args=list(FLAGS))).result()
    yield browser
    _thread.submit(browser.close).result()
    _thread.submit(playwright.stop).result()


@pytest.fixture
def drive(_thread: ThreadPoolExecutor, _browser: Browser) -> Drive:
    """Let a scenario drive a page on a small laptop; fail on errors of the page and on requests to anywhere else."""

    def run(scenario: Callable[[Page], None]) -> None:
        context = _browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
        page = context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on("request", lambda one: None if "//127.0.0.1:" in one.url else troubles.append(one.url))
        try:
            scenario(page)
        finally:
            context.close()
        assert troubles == []

    return lambda scenario: _thread.submit(run, scenario).result()
