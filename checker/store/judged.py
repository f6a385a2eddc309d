"""What the workspace keeps of a report: an outline for lists and matrices, and the findings as they are written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from pydantic import BaseModel, ConfigDict, TypeAdapter

from checker.model.findings import ReportFindings, Status
from checker.model.report import Level

__all__ = ["Judged", "Kept", "Outline", "read_findings", "read_terms"]


class Outline(BaseModel):
    """Who a report is from and the status of every task: some two kilobytes, where the findings have two hundred."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    file: str
    issuer: str
    level: Level
    year: int | None
    warnings: tuple[str, ...]
    statuses: Mapping[int, Status]

    @classmethod
    def of(cls, findings: ReportFindings) -> Self:
        """Outline the findings of a report."""
        return cls(
            id=findings.id,
            file=findings.file,
            issuer=findings.issuer,
            level=findings.level,
            year=findings.year,
            warnings=findings.warnings,
            statuses={task.task: task.status for task in findings.tasks},
        )

    @property
    def has_gaps(self) -> bool:
        """Whether any task that applies is less than covered."""
        return any(status not in (Status.COVERED, Status.NOT_APPLICABLE) for status in self.statuses.values())


@dataclass(frozen=True, slots=True)
class Judged:
    """What was judged of one report, ready to be kept: ``findings`` is JSON, ``text`` what its offsets point into.

    It is made where the report is checked, so that the process that keeps it has nothing left to compute. ``searched``
    holds for each point what was searched for, as (hash, JSON), empty for nothing: it makes most of the findings and is
    the same in every report, so it is kept apart, and once.
    """

    outline: Outline
    sha256: str
    findings: str
    searched: tuple[tuple[str, str], ...]
    text: str

    @classmethod
    def of(cls, findings: ReportFindings, text: str) -> Self:
        """Write the findings of a report out."""
        searched = tuple(_write_terms(point.searched) for point in findings.points)
        bare = tuple(
            point.model_copy(update={"searched": ()}) if point.searched else point for point in findings.points
        )
        written = findings.model_copy(update={"points": bare}).model_dump_json()
        return cls(Outline.of(findings), findings.sha256, written, searched, text)


_TERMS = TypeAdapter(tuple[str, ...])


@lru_cache(maxsize=4096)
def _write_terms(terms: tuple[str, ...]) -> tuple[str, str]:
    """Write what was searched for one point; the same object for the same terms, so that a batch carries it once."""
    if not terms:
        return "", ""
    written = _TERMS.dump_json(terms)
    return hashlib.sha256(written).hexdigest()[:16], written.decode()


def read_terms(written: str) -> tuple[str, ...]:
    """Read what was searched for one point."""
    return _TERMS.validate_json(written)


def read_findings(written: str, searched: Sequence[tuple[str, ...]]) -> ReportFindings:
    """Put the findings of a report together again; ``searched`` is empty where it never was taken apart."""
    findings = ReportFindings.model_validate_json(written)
    if not searched:
        return findings
    points = (
        point.model_copy(update={"searched": terms}) if terms else point
        for point, terms in zip(findings.points, searched, strict=True)
    )
    return findings.model_copy(update={"points": tuple(points)})


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier run judged of the same bytes: the numbers under which findings and text are kept."""

    outline: Outline
    sha256: str
    findings: int
    text: str
