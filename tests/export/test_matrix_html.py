"""matrix.html as a file: one file, no network, nothing that runs but its own script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checker.errors import OutputError
from checker.export.matrix_html import write_matrix_html
from checker.export.source import FindingsStream
from checker.model.findings import ReportFindings
from tests.export import builders


@dataclass
class Page(HTMLParser):
    """Scripts, styles and attributes of a page."""

    scripts: list[tuple[dict[str, str | None], str]] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside: tuple[str, dict[str, str | None]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag in ("script", "style"):
            self._inside = (tag, dict(attrs))
            if tag == "script":
                self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[0] == tag:
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[0] == "script":
            attrs, before = self.scripts[-1]
            self.scripts[-1] = (attrs, before + data)
        elif self._inside:
            self.styles.append(data)

    def data(self, name: str) -> dict:  # type: ignore[type-arg]
        return json.loads(next(text for attrs, text in self.scripts if attrs.get("id") == name))


@pytest.fixture(scope="module")
def page(written: builders.Written) -> Page:
    """Parse the written page."""
    parsed = Page()
    parsed.feed(written.html.read_text("utf-8"))
    return parsed


def test_nothing_is_fetched(written: builders.Written, page: Page) -> None:
    """No attribute refers anywhere, no style imports anything."""
    refers = {"src", "href", "action", "srcset", "data", "poster"}
    assert [item for item in page.attributes if item[1] in refers] == []
    assert not re.search(r"url\(|@import", "".join(page.styles))
    assert [name for _, name, _ in page.attributes if name.startswith("on") or name == "style"] == []
    assert written.html.read_bytes().count(b"<!DOCTYPE html>") == 1


def test_policy_allows_only_its_own_script_and_style(page: Page) -> None:
    """The content security policy names the hash of the one script and the one style, and no unsafe source."""
    policy = next(
        value
        for tag, name, value in page.attributes
        if (tag, name) == ("meta", "content") and value and "default-src" in value
    )
    scripts = [text for attrs, text in page.scripts if attrs.get("type") != "application/json"]
    assert len(scripts) == 1
    for source in (scripts[0], "".join(page.styles)):
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_script_inserts_text_only(page: Page) -> None:
    """The page's script has none of the ways to turn text into markup or code."""
    script = next(text for attrs, text in page.scripts if attrs.get("type") != "application/json")
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "DOMParser",
        "fetch(",
        "XMLHttp",
    ):
        assert way not in script


def test_all_reports_tasks_and_quotes_are_there(written: builders.Written, page: Page) -> None:
    """Every task with its status, every point, every quote and every warning is in the data."""
    index, catalog = page.data("index"), page.data("catalog")
    assert [task["number"] for task in catalog["tasks"]] == [task.number for task in written.catalog.tasks]
    assert [line["id"] for line in index["reports"]] == [report.id for report in written.findings.reports]
    for place, report in enumerate(written.findings.reports):
        line = index["reports"][place]
        block = page.data(f"report-{place}")
        names = page.data("labels")["statuses"]
        assert [names[letter]["name"] for letter in line["s"]] == [task.status.value for task in report.tasks]
        assert [task[0] for task in block["tasks"]] == [task.reason for task in report.tasks]
        assert tuple(line["warnings"]) == report.warnings
        text = "\n".join(block["windows"])
        for point, data in zip(report.points, block["points"], strict=True):
            assert data[0] == point.level
            assert tuple(index["searched"][data[5]]) == point.searched
            assert all(passage.quote in text for passage in (*point.evidence, *point.near_misses))


def test_origin_is_said(written: builders.Written) -> None:
    """Tool version, catalog, time of the run and the warning about machines stand in the page."""
    html = written.html.read_text("utf-8")
    for words in ("0.1.0", "test-2022", "云府〔2022〕1号", "2026年11月21日 09:05", "未经复核", "工作要点&lt;b&gt;"):
        assert words in html


def test_reports_are_walked_over_once(written: builders.Written, tmp_path: Path) -> None:
    """A stream that can be read only once gives the same page as the whole findings."""

    def once() -> Iterator[ReportFindings]:
        yield from written.findings.reports

    path = tmp_path / "stream.html"
    stream = FindingsStream(written.findings.tool, written.findings.catalog, once())
    write_matrix_html(path, stream, written.catalog, written.texts, written.roster, run_at=builders.RUN_AT)
    assert path.read_bytes() == written.html.read_bytes()


def test_a_failure_leaves_the_older_page(written: builders.Written, tmp_path: Path) -> None:
    """Findings that do not fit the catalog leave the older file and nothing temporary."""
    path = tmp_path / "matrix.html"
    path.write_text("older", "utf-8")
    with pytest.raises(OutputError, match="不一致"):
        write_matrix_html(path, written.findings, builders.catalog(3), {}, None, run_at=builders.RUN_AT)
    assert path.read_text("utf-8") == "older"
    assert [one.name for one in tmp_path.iterdir()] == ["matrix.html"]


def test_a_folder_in_the_way_is_told(written: builders.Written, tmp_path: Path) -> None:
    """Where the page cannot be written, the error names the path and what to do."""
    with pytest.raises(OutputError, match=r"无法写入.*换一个文件名"):
        write_matrix_html(tmp_path, written.findings, written.catalog, {}, None, run_at=builders.RUN_AT)
