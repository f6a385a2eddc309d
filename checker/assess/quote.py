"""Write passages out as evidence, in plain Python: the definition of what `checker.assess._native` has to give.

What all passages of a sentence have in common is worked out once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from checker.assess.explain import explain_passage
from checker.model.findings import MAX_QUOTE, Evidence
from checker.model.matching import Passage
from checker.model.report import Report, Role, Sentence

__all__ = ["Quotes", "find_place"]


class Quotes:
    """The sentences of one report as evidence."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._doubtful = report.document.doubtful_pages
        self._places: dict[int, dict[str, Any]] = {}  # by the start of the sentence

    def write(self, passages: Sequence[Passage], role: Role, full: Sequence[bool] = ()) -> list[Evidence]:
        """Quote passages with their places and reasons; ``full`` says of each whether it carries level 2 by itself."""
        carries = full or [False] * len(passages)
        return [self._write(passage, role, one) for passage, one in zip(passages, carries, strict=True)]

    def _write(self, passage: Passage, role: Role, full: bool) -> Evidence:
        sentence = passage.sentence
        place = self._places.get(sentence.start)
        if place is None:
            place = self._places[sentence.start] = find_place(self._report, sentence)
        return Evidence.trusted(
            {
                **place,
                "role": role,
                "score": passage.score,
                "full": full,
                "terms": tuple({hit.found: None for hit in passage.hits}),  # each once, in order
                "why": explain_passage(passage, doubtful=sentence.page in self._doubtful),
            }
        )


def find_place(report: Report, sentence: Sentence) -> dict[str, Any]:
    """Give the fields of evidence, all of them in order: those that tell where it stands, and the others empty."""
    document = report.document
    paged = sentence.page is not None or document.media_type.startswith("text/plain")
    return {
        "role": sentence.role,
        "quote": report.quote(sentence)[:MAX_QUOTE],
        "start": sentence.start,
        "end": sentence.end,
        "page": sentence.page,
        "paragraph": None if paged else bisect_right(document.blocks, sentence.start, key=lambda block: block.start),
        "heading": sentence.headings,
        "score": 0.0,
        "full": False,
        "terms": (),
        "why": "",
        "added_by": "",
    }
