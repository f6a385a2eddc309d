"""What a gap report holds (``checker.gaps/1``): the models that docx, html and xlsx lay out, and that json is."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from checker.export.filters import Filters
from checker.export.progress import Progress
from checker.export.survey import Example
from checker.model.catalog import Method, ResponsibleUnit
from checker.model.findings import CatalogInfo, Finding, Status, TaskFinding, TaskOpinions, ToolInfo
from checker.model.report import Level

__all__ = [
    "Basis",
    "GapPoint",
    "GapReport",
    "GapReports",
    "GapTask",
    "Pressing",
    "Rate",
    "Summary",
    "UnitName",
    "gaps_schema",
]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rate(Frozen):
    """Covered tasks of applicable ones."""

    covered: int
    applicable: int


class GapPoint(Frozen):
    """A point with all that was judged of it, what the catalog says to ask for, and how another unit put it."""

    id: str
    text: str
    core: bool
    official_text: str
    materials: tuple[str, ...]
    methods: tuple[Method, ...]
    question: str
    finding: Finding
    example: Example | None


class GapTask(Frozen):
    """A task of the unit; ``how`` says how it comes to be the unit's (牵头, 配合/责任, 属“各街镇”)."""

    number: int
    chapter: str
    section: str
    title: str
    how: str
    units: tuple[ResponsibleUnit, ...]
    documents: tuple[str, ...]
    official_text: str
    status: Status
    reason: str
    core: Literal[0, 1, 2]
    planned: bool
    shortfall: bool
    points: tuple[GapPoint, ...]
    review: TaskOpinions | None = None

    @property
    def judged(self) -> TaskFinding:
        """The judgement of the task, as exports of findings have it."""
        return TaskFinding(
            task=self.number,
            status=self.status,
            reason=self.reason,
            core=self.core,
            planned=self.planned,
            shortfall=self.shortfall,
            review=self.review,
        )


class Pressing(Frozen):
    """One of the gaps to look at first, and why it is."""

    task: int
    title: str
    status: Status
    why: str


class Basis(Frozen):
    """The report that the analysis rests on; ``own`` says that it is the unit's."""

    own: bool
    text: str
    report: str
    file: str
    sha256: str
    title: str
    issuer: str
    level: Level
    year: int | None
    warnings: tuple[str, ...]


class Summary(Frozen):
    """Counts over all tasks of the unit in the chapters asked for, whatever filter of status is in force.

    ``counts`` is by status; the denominator of every rate is the applicable tasks. ``review`` says how far they were
    reviewed.
    """

    tasks: int
    applicable: int
    counts: dict[Status, int]
    covered: Rate
    by_part: dict[str, Rate]
    by_chapter: dict[str, Rate]
    pressing: tuple[Pressing, ...]
    review: Progress


class UnitName(Frozen):
    name: str
    kind: str


class GapReport(Frozen):
    """The gap report of one unit."""

    unit: UnitName
    basis: Basis
    summary: Summary
    gaps: tuple[GapTask, ...]
    covered: tuple[GapTask, ...]
    not_applicable: tuple[int, ...]


class GapReports(Frozen):
    """The file: one or more gap reports with where they come from."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["checker.gaps/1"] = Field(default="checker.gaps/1", alias="schema")
    tool: ToolInfo
    catalog: CatalogInfo
    run_at: str
    reviewed: bool
    filters: Filters
    units: tuple[GapReport, ...]
    without_report: tuple[str, ...] = ()


def gaps_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of the gap reports, from the models."""
    schema = GapReports.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
