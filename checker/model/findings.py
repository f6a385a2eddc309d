"""What was judged: the contract of findings.json (``checker.findings/1``).

The JSON Schema that the tests validate against is generated from these models.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from checker.model.report import Level, Role

__all__ = [
    "MAX_QUOTE",
    "CatalogInfo",
    "Evidence",
    "Finding",
    "Findings",
    "QuantityFinding",
    "ReportFindings",
    "Status",
    "TaskFinding",
    "ToolInfo",
    "Verdict",
]

MAX_QUOTE = 300
"""Characters of a quote; a longer one points at nothing."""


class Status(StrEnum):
    """The status of a task in one report."""

    COVERED = "covered"
    PARTIAL = "partial"
    PLANNED = "planned"
    SHORTFALL = "shortfall"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """Whether a demanded number is met by what the report states."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_STATED = "not_stated"


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Frozen):
    """One sentence with its place.

    ``start``/``end`` are offsets of ``quote`` in the document's extracted text; ``page`` counts from 1, and so
    does ``paragraph``, which is given where the format has no pages (Word, web page); ``score`` is
    0-1; ``terms`` are the words of the report that matched; ``why`` says it in a sentence.
    """

    role: Role
    quote: Annotated[str, Field(max_length=MAX_QUOTE)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    page: int | None = None
    paragraph: int | None = None
    heading: tuple[str, ...] = ()
    score: Annotated[float, Field(ge=0, le=1)]
    terms: tuple[str, ...] = ()
    why: str = ""


class QuantityFinding(Frozen):
    """A demanded number beside the number that the report states."""

    required: float
    found: float | None
    unit: str
    verdict: Verdict


class Finding(Frozen):
    """All that was judged of one point in one report."""

    point: str
    level: Literal[0, 1, 2]
    score: Annotated[float, Field(ge=0, le=1)]
    planned: bool
    shortfall: bool
    quantity: QuantityFinding | None = None
    evidence: tuple[Evidence, ...] = ()
    near_misses: tuple[Evidence, ...] = ()
    searched: tuple[str, ...] = ()
    why: str = ""


class TaskFinding(Frozen):
    """The roll-up of a task's points. ``core`` is the level of the core point; ``reason`` is a Chinese sentence."""

    task: int
    status: Status
    reason: str
    core: Literal[0, 1, 2]
    planned: bool
    shortfall: bool


class ReportFindings(Frozen):
    """All that was judged of one report: every point and every task of the catalog is in it."""

    id: str
    file: str
    sha256: str
    title: str
    issuer: str
    level: Level
    year: int | None
    warnings: tuple[str, ...] = ()
    points: tuple[Finding, ...]
    tasks: tuple[TaskFinding, ...]


class ToolInfo(Frozen):
    name: str
    version: str


class CatalogInfo(Frozen):
    id: str
    title: str
    issuer: str
    year: int | None
    doc_number: str


class Findings(Frozen):
    """The whole of findings.json."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["checker.findings/1"] = Field(default="checker.findings/1", alias="schema")
    tool: ToolInfo
    catalog: CatalogInfo
    reports: tuple[ReportFindings, ...]
