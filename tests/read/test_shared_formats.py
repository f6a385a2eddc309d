"""The two real reports in all formats give the same text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rapidfuzz.distance import Indel

from checker.read import read_document
from checker.read.office import find_office
from tests.read.test_office import convert

pytestmark = pytest.mark.shared
REPORTS = ("chongming-2020", "minhang-2024")
Converted = Callable[[str, str], Path]


def same(text: str, other: str) -> float:
    """Give the likeness (0-1) of two texts without white space, as difflib's ratio."""
    return Indel.normalized_similarity(*(re.sub(r"\s+", "", one) for one in (text, other)))


@pytest.fixture(scope="module")
def converted(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """Convert a report with LibreOffice, each once."""
    folder = tmp_path_factory.mktemp("converted")

    def make(report: str, suffix: str) -> Path:
        data = (shared / "reports" / f"{report}.txt").read_bytes()
        path = folder / f"{report}.{suffix}"
        path.write_bytes(convert(folder, f"{report}.txt", data, suffix, "Text (encoded):UTF8,LF,,,"))
        return path

    return make


@pytest.mark.skipif(find_office() is None, reason="没有安装 LibreOffice")
@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("suffix", ["docx", "pdf", "doc", "html"])
def test_conversions(shared: Path, converted: Converted, report: str, suffix: str) -> None:
    """A report that LibreOffice wrote in another format reads the same, to 99.5 %."""
    text = (shared / "reports" / f"{report}.txt").read_text(encoding="utf-8")
    document = read_document(converted(report, suffix))
    assert same(text, document.text) >= 0.995
    assert (document.blocks[-1].page is not None) == (suffix == "pdf")


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_encodings(shared: Path, tmp_path: Path, report: str, encoding: str) -> None:
    """A report in another encoding reads exactly the same."""
    text = (shared / "reports" / f"{report}.txt").read_text(encoding="utf-8")
    path = tmp_path / f"{report}.txt"
    path.write_bytes(text.encode(encoding))
    assert read_document(path).text == text


def test_annotated_offsets_hold(shared: Path) -> None:
    """Every quotation of the annotators stands in our text where they say."""
    import json

    checked = 0
    for gold in sorted((shared / "gold").glob("*.json")):
        labels = json.loads(gold.read_text(encoding="utf-8"))
        text = read_document(shared / labels["source"]).text
        for point in labels["points"].values():
            for quote in point.get("evidence", []):
                there = text[quote["start"] : quote["end"]]
                assert "".join(there.split()) == "".join(quote["text"].split())
                checked += 1
    assert checked > 1000
