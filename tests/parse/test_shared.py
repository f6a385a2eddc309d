"""The annotated reports beside the checkout: roles, identity, and where sentences end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.model.report import Report, Sentence
from checker.parse import parse_report
from tests.conftest import SHARED
from tests.parse.conftest import make_document

pytestmark = pytest.mark.shared

_KEYS = {"evidence": "done", "plan_evidence": "plan", "problem_evidence": "problem"}
_IDENTITY = {
    "chongming-2020": ("崇明区", "district", 2020),
    "minhang-2024": ("闵行区", "district", 2024),
    "s01": ("桐岭县", "district", 2022),
    "s03": ("柳崮镇", "street_town", 2023),
    "s04": ("涪南区", "district", 2021),
    "s05": ("柳荫河街道办事处", "street_town", 2024),
    "s09": ("沣阳区卫生健康局", "department", 2025),
    "s10": ("沧浦区", "district", 2022),
}
_NAMES = sorted(path.stem for path in (SHARED / "gold").glob("*.json")) or ["absent"]


def _read(shared: Path, name: str) -> Report:
    text = (shared / "reports" / f"{name}.txt").read_bytes().decode()
    return parse_report(make_document(text))


def _annotated(shared: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    gold = json.loads((shared / "gold" / f"{name}.json").read_text())
    for point in gold["points"].values():
        for key, role in _KEYS.items():
            for entry in point[key]:
                yield role, entry


def _covering(report: Report, entry: dict[str, Any]) -> list[Sentence]:
    return [s for s in report.sentences if s.start < entry["end"] and entry["start"] < s.end]


@pytest.mark.parametrize("name", _NAMES)
def test_annotated_sentences_have_their_role(shared: Path, name: str) -> None:
    """No sentence of a plan or problem part passes for done, nor the other way round."""
    report = _read(shared, name)
    wrong = []
    for role, entry in _annotated(shared, name):
        found = [sentence.role.value for sentence in _covering(report, entry)]
        # An annotated sentence may begin with what we hold for form (a date); what it ends with carries it.
        if not found or found[-1] != role or not {*found} <= {role, "other"}:
            wrong.append((role, found, entry["start"]))
    assert wrong == []


@pytest.mark.parametrize("name", _NAMES)
def test_sentences_end_where_the_annotators_ended_them(shared: Path, name: str) -> None:
    """Every annotated sentence begins and ends at an edge of ours."""
    report = _read(shared, name)
    starts = {sentence.start for sentence in report.sentences}
    ends = {sentence.end for sentence in report.sentences}
    entries = [entry for _, entry in _annotated(shared, name)]
    assert [entry["start"] for entry in entries if entry["start"] not in starts or entry["end"] not in ends] == []


@pytest.mark.parametrize("name", _NAMES)
def test_issuer_level_and_year(shared: Path, name: str) -> None:
    """Each report's issuer, level and year are known."""
    report = _read(shared, name)
    issuer, level, year = _IDENTITY[name]
    assert issuer in report.issuer
    assert (report.level.value, report.year) == (level, year)


def test_the_government_work_report_is_suspected(shared: Path) -> None:
    """A province's work report is parsed with the warning that it is another kind of document."""
    text = (shared / "external" / "not-a-rule-of-law-report-qinghai-2026.txt").read_text()
    assert any("似乎不是法治政府建设年度报告" in warning for warning in parse_report(make_document(text)).warnings)
