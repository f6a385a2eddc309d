"""A report in words that the catalog does not know gets a warning, not just a row of gaps."""

from __future__ import annotations

from pathlib import Path

from checker.model.report import Role
from checker.read import read_document
from tests.builders import check, make_catalog, make_point, make_report, make_task, shipped_checker

ROOT = Path(__file__).resolve().parents[2]
KNOWN = "全年开展行政执法案卷评查三次，并且逐件反馈。"
FOREIGN = "渔民从海上回来得晚，码头边上就多摆了一台机器。"
CATALOG = make_catalog(make_task(make_point(clear=["案卷 + 评查"])))


def warnings(known: int, foreign: int) -> list[str]:
    """Give the warnings about wording of a report with so many sentences of each kind."""
    sentences = [(Role.DONE, KNOWN)] * known + [(Role.DONE, FOREIGN)] * foreign
    return [warning for warning in check(CATALOG, make_report(*sentences)).warnings if "用语与目录相差较大" in warning]


def test_few_answering_sentences_are_warned_of() -> None:
    """Two of ten sentences: the share is named, and what to do."""
    [warning] = warnings(2, 8)
    assert "只有20%的句子" in warning
    assert "通读" in warning


def test_enough_answering_sentences_are_not() -> None:
    """Six of ten are enough, and of three sentences nothing can be said."""
    assert warnings(6, 4) == []
    assert warnings(0, 3) == []


def test_of_the_reports_in_the_checkout_only_the_one_in_everyday_words_is_warned_of() -> None:
    """The line lies between ordinary reports and h06, whose levels cannot be trusted."""
    checker = shipped_checker()
    folders = (
        "examples/reports",
        *(f"tests/data/{name}/reports" for name in ("annotated", "diverse", "fresh", "heldout")),
    )
    paths = [path for folder in folders for path in sorted((ROOT / folder).glob("*.txt"))]
    warned = [
        path.stem
        for path in paths
        if any("用语与目录相差较大" in warning for warning in checker.check(read_document(path)).warnings)
    ]
    assert len(paths) > 40
    assert warned == ["h06"]
