"""Write passages out as evidence: what all passages of a sentence have in common is worked out once."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from checker.assess.explain import explain_passage
from checker.model.findings import MAX_QUOTE, Evidence
from checker.model.matching import Passage
from checker.model.report import Report, Role, Sentence

__all__ = ["Quotes"]


class Quotes:
    """The sentences of one report as evidence."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._paged = report.document.media_type.startswith("text/plain")
        self._doubtful = report.document.doubtful_pages
        self._places: dict[int, dict[str, Any]] = {}  # by the start of the sentence

    def evidence(self, passage: Passage, role: Role, full: bool = False) -> Evidence:
        """Quote a passage with its place and its reason; ``full`` says that it carries level 2 by itself."""
        sentence = passage.sentence
        place = self._places.get(sentence.start)
        if place is None:
            place = self._places[sentence.start] = self._place(sentence)
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

    def _place(self, sentence: Sentence) -> dict[str, Any]:
        paged = self._paged or sentence.page is not None
        blocks = self._report.document.blocks
        return {
            "role": sentence.role,
            "quote": self._report.quote(sentence)[:MAX_QUOTE],
            "start": sentence.start,
            "end": sentence.end,
            "page": sentence.page,
            "paragraph": None if paged else bisect_right(blocks, sentence.start, key=lambda block: block.start),
            "heading": sentence.headings,
            "score": 0.0,
            "full": False,
            "terms": (),
            "why": "",
            "added_by": "",
        }
