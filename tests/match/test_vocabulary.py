"""The shipped vocabulary is the field's, not that of the sample reports."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.text.fold import fold_text
from tests.builders import shipped_compiled

LONG = 8
NAMED = r"([\u4e00-\u9fa5]{2,3})(?:区|县|镇|街道办事处)(?:人民政府|20\d\d年)"


@pytest.fixture(scope="module")
def terms() -> tuple[str, ...]:
    """Every literal that is looked for."""
    return shipped_compiled().terms


@pytest.mark.shared
def test_no_long_term_is_taken_from_one_sample_report(terms: tuple[str, ...], shared: Path) -> None:
    """A term of more than eight characters that stands in one report only has to stand in a public task list too."""
    reports = [fold_text(path.read_text(encoding="utf-8")) for path in sorted((shared / "reports").glob("*.txt"))]
    folders = (shared / "source", shared / "external")
    lists = [fold_text(path.read_text(encoding="utf-8")) for folder in folders for path in folder.glob("*.txt")]
    assert len(reports) == 8
    taken = [
        term
        for term in terms
        if len(term) > LONG
        and sum(term in report for report in reports) == 1
        and not any(term in text for text in lists)
    ]
    assert taken == []


@pytest.mark.shared
def test_no_place_of_a_sample_report_is_in_the_vocabulary(terms: tuple[str, ...], shared: Path) -> None:
    """Names of the reports' own districts, counties, streets and towns are nobody's vocabulary."""
    texts = [path.read_text(encoding="utf-8") for path in (shared / "reports").glob("*.txt")]
    places = {name for text in texts for name in re.findall(NAMED, text)}
    assert len(places) >= 3
    assert [term for term in terms if any(place[-2:] in term for place in places if len(place) >= 2)] == []
