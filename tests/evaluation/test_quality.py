"""The quality gate: floors on annotated reports, that only go up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.catalogs import load_catalog, load_lexicon, load_references
from checker.pipeline import Checker
from tests.evaluation.corpus import (
    Annotated,
    diverse_corpus,
    fresh_corpus,
    heldout_corpus,
    shared_corpus,
    written_corpus,
)
from tests.evaluation.quality import FLOORS, WAYS, missed_floors, scores_of


@pytest.fixture(scope="module", params=sorted(WAYS))
def way(request: pytest.FixtureRequest) -> tuple[str, Checker]:
    """The shipped catalog made ready: with its reference sentences, and with its vocabulary alone."""
    return request.param, WAYS[request.param]()


def gate(way: tuple[str, Checker], name: str, corpus: list[Annotated]) -> None:
    """Hold a corpus against its floors."""
    said, checker = way
    assert json.loads(FLOORS.read_text(encoding="utf-8"))[said][name]
    assert missed_floors(said, name, *scores_of(checker, corpus)) == []


def test_the_written_reports_reach_their_floors(way: tuple[str, Checker]) -> None:
    """The annotated reports of invented places that the vocabulary was developed on."""
    gate(way, "written", list(written_corpus()))


def test_the_diverse_reports_reach_their_floors(way: tuple[str, Checker]) -> None:
    """Those whose authors were told to avoid settled phrases."""
    gate(way, "diverse", list(diverse_corpus()))


def test_the_fresh_reports_reach_their_floors(way: tuple[str, Checker]) -> None:
    """Those of the same kind that gave neither vocabulary nor reference sentences."""
    gate(way, "fresh", list(fresh_corpus()))


def test_the_held_out_reports_reach_their_floors(way: tuple[str, Checker]) -> None:
    """The older reports that gave neither."""
    gate(way, "heldout", list(heldout_corpus()))


@pytest.mark.shared
def test_the_shared_reports_reach_their_floors(way: tuple[str, Checker], shared: Path) -> None:
    """Two real reports and six written ones."""
    gate(way, "shared", list(shared_corpus(shared)))


@pytest.mark.parametrize("said", sorted(WAYS))
def test_a_worse_matcher_misses_a_floor(said: str) -> None:
    """A checker without vocabulary falls below, with references and without: the gate can fail."""
    catalog = load_catalog("changning-2022")
    references = load_references(catalog)
    data = catalog.model_dump()
    for task in data["tasks"]:
        for point in task["points"]:
            point.update(clear=("没有这个词的",), partial=(), subject=(), plan=(), problem=())
    bare = type(catalog).model_validate(data)
    checker = Checker(bare, load_lexicon(), None, references) if said == "compared" else Checker(bare, load_lexicon())
    corpus = list(written_corpus())[:2]
    assert missed_floors(said, "written", *scores_of(checker, corpus))
