"""Topics of the field: how task lists name an obligation and how reports show it (``words/topics.yaml``).

A topic belongs to a point when the point's text meets one of its ``when`` lines: every part of the line has one of its
alternatives somewhere in the text. The lines are in the catalog's pattern language without ``…`` and `` ! ``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from checker.catalogs.load import data_folder, load_model
from checker.model.catalog import Lexicon
from checker.text.fold import fold_text

__all__ = ["Topic", "Topics", "load_topics"]

Line = Annotated[str, Field(min_length=2)]
_Parts = tuple[tuple[str, ...], ...]


class Topic(BaseModel):
    """A subject of the field, with the lines that recognise it and those that are looked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    when: Annotated[tuple[Line, ...], Field(min_length=1)]
    clear: tuple[Line, ...] = ()
    partial: tuple[Line, ...] = ()
    subject: tuple[Line, ...] = ()


class _TopicFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics with their ``when`` lines spelled out, ready to be asked."""

    topics: tuple[tuple[Topic, tuple[_Parts, ...]], ...]

    def of(self, text: str) -> tuple[Topic, ...]:
        """Find the topics of a text, in the order of the file."""
        folded = fold_text(text)
        return tuple(
            topic
            for topic, lines in self.topics
            if any(all(any(word in folded for word in part) for part in line) for line in lines)
        )


def load_topics(lexicon: Lexicon, path: Path | None = None) -> Topics:
    """Load the topics; raises `CatalogError` naming the file and what is wrong with it."""
    read = load_model(path or data_folder() / "words" / "topics.yaml", _TopicFile)
    return Topics(tuple((topic, tuple(_spell(line, lexicon.concepts) for line in topic.when)) for topic in read.topics))


def _spell(line: str, concepts: Mapping[str, tuple[str, ...]]) -> _Parts:
    parts = []
    for part in line.split(" + "):
        words: list[str] = []
        for alternative in part.split("|"):
            name = alternative.strip("{}")
            words += concepts.get(name, ()) if alternative.startswith("{") else (alternative,)
        parts.append(tuple(fold_text(word) for word in words))
    return tuple(parts)
