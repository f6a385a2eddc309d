"""The quality gate: floors on annotated reports, that only go up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.catalogs import load_catalog, load_lexicon, load_roster
from checker.pipeline import Checker
from tests.evaluation.corpus import Annotated, heldout_corpus, shared_corpus, written_corpus
from tests.evaluation.quality import FLOORS, missed_floors, scores_of


@pytest.fixture(scope="module")
def checker() -> Checker:
    """The shipped catalog, made ready."""
    catalog = load_catalog("changning-2022")
    return Checker(catalog, load_lexicon(), load_roster(catalog))


def gate(checker: Checker, name: str, corpus: list[Annotated]) -> None:
    """Hold a corpus against its floors."""
    assert json.loads(FLOORS.read_text(encoding="utf-8"))[name]
    assert missed_floors(name, *scores_of(checker, corpus)) == []


def test_the_written_reports_reach_their_floors(checker: Checker) -> None:
    """The annotated reports of invented places."""
    gate(checker, "written", list(written_corpus()))


def test_the_held_out_reports_reach_their_floors(checker: Checker) -> None:
    """The reports after which no vocabulary was written."""
    gate(checker, "heldout", list(heldout_corpus()))


@pytest.mark.shared
def test_the_shared_reports_reach_their_floors(checker: Checker, shared: Path) -> None:
    """Two real reports and six written ones."""
    gate(checker, "shared", list(shared_corpus(shared)))


def test_a_worse_matcher_misses_a_floor() -> None:
    """A checker without vocabulary falls below: the gate can fail."""
    catalog = load_catalog("changning-2022")
    data = catalog.model_dump()
    for task in data["tasks"]:
        for point in task["points"]:
            point.update(clear=("没有这个词的",), partial=(), subject=(), plan=(), problem=())
    bare = Checker(type(catalog).model_validate(data), load_lexicon())
    corpus = list(written_corpus())[:2]
    assert missed_floors("written", *scores_of(bare, corpus))
