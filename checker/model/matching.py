"""What the matcher found, before anybody judges: graded passages for each point."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from checker.model.report import Sentence

__all__ = ["CHECKABLE", "DIRECT", "Grade", "Hit", "Passage", "PointMatch"]

DIRECT = 0.66
"""Score of its words (0-1) from which a sentence with clear ones speaks of the point itself."""

CHECKABLE = 0.15
"""Concreteness (0-1) from which a statement can be checked."""


class Grade(StrEnum):
    """Which list of the point's vocabulary a passage answers to; `LIKE`, none: it is like what others wrote on it."""

    CLEAR = "clear"
    PARTIAL = "partial"
    SUBJECT = "subject"
    NEAR = "near"
    LIKE = "like"


class Hit(NamedTuple):
    """One part of a pattern that was met: the term looked for, the words found, and where (offsets in the document).

    ``similarity`` is 0-1 (1 for the literal term); ``in_heading`` says that a heading above met it.
    """

    term: str
    found: str
    start: int
    end: int
    similarity: float = 1.0
    in_heading: bool = False


class Passage(NamedTuple):
    """A sentence that answers to a point: how (grade, pattern, hits), how concretely (0-1) and how well (score 0-1).

    ``likeness`` says how like it is to the catalog's reference sentences on the point (0-1), None where the catalog has
    none; ``pattern`` is the reference most alike where the grade is `Grade.LIKE`.
    """

    sentence: Sentence
    grade: Grade
    pattern: str
    hits: tuple[Hit, ...]
    concrete: float
    score: float
    likeness: float | None = None


class PointMatch(NamedTuple):
    """All passages of one report for one point, best first, by the role of the sentence."""

    point: str
    done: tuple[Passage, ...] = ()
    plan: tuple[Passage, ...] = ()
    problem: tuple[Passage, ...] = ()
    near: tuple[Passage, ...] = ()
    searched: tuple[str, ...] = ()
