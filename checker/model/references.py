"""Reference sentences: how offices say things, each with the check points that people found it to answer.

A file of them lies beside a catalog: one sentence a line, five fields between tabs: the report that it comes from, its
role (done, plan, problem), the headings above it (parted by ｜), the sentence, and the points that it answers (``1.1
43.1``), or nothing. Sentences that answer none are as useful: they show what is no evidence. Lines that begin with #
are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import NamedTuple

from checker.errors import CatalogError
from checker.model.report import Role

__all__ = ["NO_REFERENCES", "Reference", "References", "write_references"]

_FIELDS = 5
_ROLES = {role.value: role for role in (Role.DONE, Role.PLAN, Role.PROBLEM)}
_BETWEEN = "｜"
_POINT = re.compile(r"\d+\.\d+")


class Reference(NamedTuple):
    """A sentence, the report that it comes from, the headings above it, and the ids of the points that it answers."""

    source: str
    role: Role
    headings: tuple[str, ...]
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class References:
    """The content of a file of reference sentences, read when they are needed; ``name`` is for messages."""

    name: str = ""
    content: str = ""

    def read(self, points: Set[str]) -> Iterator[Reference]:
        """Walk over the sentences; raises `CatalogError` naming file and line for a line that is none.

        Answers to other points than ``points`` (ids) are left out: a catalog may have fewer points than its references.
        """
        for number, line in enumerate(self.content.splitlines(), 1):
            if line and not line.startswith("#"):
                try:
                    yield _parse(line, points)
                except ValueError as error:
                    raise CatalogError(f"{self.name}：第 {number} 行不是参照例句（{error}）") from error


NO_REFERENCES = References()


def write_references(references: Iterable[Reference]) -> str:
    """Write reference sentences as the content of a file."""
    return "".join("\t".join(_fields(one)) + "\n" for one in references)


def _fields(one: Reference) -> tuple[str, ...]:
    return one.source, one.role.value, _BETWEEN.join(one.headings), one.text, " ".join(one.answers)


def _parse(line: str, points: Set[str]) -> Reference:
    fields = line.split("\t")
    if len(fields) != _FIELDS:
        raise ValueError(f"应有 {_FIELDS} 栏，以制表符分隔，实有 {len(fields)} 栏")
    source, role, headings, text, answered = fields
    if role not in _ROLES:
        raise ValueError(f"第 2 栏应为 {'、'.join(_ROLES)}，实为“{role}”")
    if not text:
        raise ValueError("第 4 栏没有句子")
    answers = answered.split()
    if wrong := [point for point in answers if not _POINT.fullmatch(point)]:
        raise ValueError(f"第 5 栏的“{wrong[0]}”不是检查要点的编号")
    above = tuple(filter(None, headings.split(_BETWEEN)))
    return Reference(source, _ROLES[role], above, text, tuple(point for point in answers if point in points))
