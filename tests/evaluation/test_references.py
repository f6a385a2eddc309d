"""The shipped reference sentences: made of what is in the checkout, in nobody else's words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.catalogs import load_catalog, load_references
from checker.model.references import Reference
from tests.evaluation import references
from tests.evaluation.corpus import ROOT, fresh_corpus, heldout_corpus, shared_corpus

LONG = 24  # characters
NAMES = "《[^》]*》|关于全面推行行政执法公示制度|重大执法决定法制审核"


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
def test_no_sentence_is_that_of_a_public_document(shared: Path) -> None:
    """No longer stretch of a report of ours stands in a real report, the task list or another public document.

    Titles of documents (in 《》, or named by their first words) and the long names of terms are nobody's sentence.
    """
    folders = ("source", "external")
    public = [
        *(shared / "reports").glob("*-20*.txt"),
        *(path for name in folders for path in (shared / name).glob("*.txt")),
    ]
    ours = [*(ROOT / "tests/data").glob("*/reports/*.txt"), *(ROOT / "examples/reports").glob("*.txt")]
    known = {text[at : at + LONG] for text in map(own_words, public) for at in range(len(text) - LONG + 1)}
    taken = {
        (path.stem, stretch)
        for path in ours
        if (text := own_words(path))
        for at in range(len(text) - LONG + 1)
        if (stretch := text[at : at + LONG]) in known
    }
    assert len(public) >= 5
    assert len(ours) > 100
    assert taken == set()


def own_words(path: Path) -> str:
    """Give the text of a file without titles and long names, each of which parts what stands around it."""
    text = re.sub(r"\s", "", path.read_text(encoding="utf-8"))
    return re.sub(NAMES, "\n", text)
