"""The shipped reference sentences: made of what is in the checkout, in nobody else's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.catalogs import load_catalog, load_references
from checker.model.references import Reference
from checker.text.fold import fold_text
from tests.evaluation import references
from tests.evaluation.corpus import fresh_corpus, heldout_corpus, shared_corpus

LONG = 36  # characters; titles of documents and terms of art are shorter


@pytest.fixture(scope="module")
def shipped() -> list[Reference]:
    """All shipped reference sentences."""
    catalog = load_catalog("changning-2022")
    return list(load_references(catalog).read({point.id for point in catalog.points()}))


def test_the_file_is_made_of_the_annotated_reports() -> None:
    """A changed annotation wants ``python -m tests.evaluation.references --write``."""
    assert references.FILE.read_text(encoding="utf-8") == references.content()


def test_every_point_has_references(shipped: list[Reference]) -> None:
    """And as many sentences are no evidence of anything, which is what tells the others from them."""
    catalog = load_catalog("changning-2022")
    answered = [point for one in shipped for point in one.answers]
    assert min(answered.count(point.id) for point in catalog.points()) >= 2
    assert sum(not one.answers for one in shipped) > len(shipped) / 10


def test_no_report_to_be_measured_on_is_among_them(shipped: list[Reference], shared: Path) -> None:
    """Neither the fresh and held-out reports nor those beside the checkout."""
    sources = {one.source for one in shipped}
    measured = {one.gold.report for one in (*fresh_corpus(), *heldout_corpus(), *shared_corpus(shared))}
    assert measured
    assert not sources & measured


@pytest.mark.shared
def test_no_sentence_is_that_of_a_public_document(shipped: list[Reference], shared: Path) -> None:
    """No longer stretch stands in one of the real reports, the task list or another public document."""
    paths = [
        *(shared / "reports").glob("*-20*.txt"),
        *(shared / "source").glob("*.txt"),
        *(shared / "external").glob("*.txt"),
    ]
    text = "\n".join(fold_text(path.read_text(encoding="utf-8")) for path in paths)
    stretches = {text[at : at + LONG] for at in range(len(text) - LONG)}
    folded = [fold_text(one.text) for one in shipped]
    taken = {one[at : at + LONG] for one in folded for at in range(len(one) - LONG) if one[at : at + LONG] in stretches}
    assert len(paths) >= 5
    assert taken == set()
