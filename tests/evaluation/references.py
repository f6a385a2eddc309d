"""Make the reference sentences of the shipped catalog of annotated reports of invented places.

Those of examples/, those of ``tests/data/heldout`` and ``tests/data/fresh``, and those that are in the shared corpus
give none: they are there to be measured on. ``python -m tests.evaluation.references --write`` writes
requirements_catalog/references.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from checker.catalogs.load import data_folder
from checker.evaluate import Gold, GoldQuote
from checker.match.layout import headings_above
from checker.model.references import Reference, write_references
from checker.model.report import Role, Sentence
from checker.parse import parse_report
from checker.read import read_document
from tests.evaluation.corpus import ROOT, Annotated, diverse_corpus, written_corpus

__all__ = ["FILE", "content"]

FILE = data_folder() / "references" / "changning-2022.tsv"
HEADER = """\
# Reference sentences: the report (of an invented place), the role of the sentence, the headings above it, the sentence,
# and the points that an annotator found it to answer. Written for this project; made by tests/evaluation/references.py.
"""
_FOLDERS = (ROOT / "tests/data/annotated/reports", ROOT / "tests/data/diverse/reports")
_SHARED = "s"  # the names of those that are in the shared corpus as well begin so
_FLAGS_ONLY = "t"  # and of those that give plans and problems only: what was done is said by enough others


def content() -> str:
    """Give the content of the file."""
    return HEADER + write_references(
        reference
        for one in (*written_corpus(), *diverse_corpus())
        if one.path.parent in _FOLDERS and not one.gold.report.startswith(_SHARED)
        for reference in _references(one)
    )


def _references(one: Annotated) -> Iterator[Reference]:
    report = parse_report(read_document(one.path))
    for sentence in report.sentences:
        if sentence.is_heading or sentence.role is Role.OTHER:
            continue
        if sentence.role is not Role.DONE or not one.gold.report.startswith(_FLAGS_ONLY):
            above = tuple(headings_above(sentence, report.part_titles))
            answers = tuple(_answers(one.gold, sentence))
            yield Reference(one.gold.report, sentence.role, above, report.quote(sentence), answers)


def _answers(gold: Gold, sentence: Sentence) -> Iterator[str]:
    """Give the points that annotators quote a sentence for."""
    for name, point in gold.points.items():
        quotes = {
            Role.DONE: point.evidence,
            Role.PLAN: point.plan_evidence,
            Role.PROBLEM: point.problem_evidence,
        }[sentence.role]
        if any(_same(sentence, quote) for quote in quotes):
            yield name


def _same(sentence: Sentence, quote: GoldQuote) -> bool:
    """Say whether a quote and a sentence have more than half of the shorter in common: they may be cut differently."""
    common = min(sentence.end, quote.end) - max(sentence.start, quote.start)
    return 2 * common > min(sentence.end - sentence.start, quote.end - quote.start)


if __name__ == "__main__":
    if "--write" in sys.argv:
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text(content(), encoding="utf-8")
