"""What was judged: the contract of findings.json (``checker.findings/1``).

The JSON Schema that the tests validate against is generated from these models.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from checker.model.report import Level, Role
from checker.model.review import Opinion, ReviewState

__all__ = [
    "MAX_QUOTE",
    "CatalogInfo",
    "Evidence",
    "Finding",
    "Findings",
    "MachineLevel",
    "MachineStatus",
    "PointOpinions",
    "QuantityFinding",
    "ReportFindings",
    "Status",
    "TaskFinding",
    "TaskOpinions",
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


_make = object.__new__
_set = object.__setattr__
_names: dict[type, set[str]] = {}  # of the fields of each model; to look one up on a model's class is slow


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        _names[cls] = set(cls.model_fields)

    @classmethod
    def trusted(cls, fields: dict[str, Any]) -> Self:
        """Make a value of what this program has just worked out: all fields in their order, each of its type.

        Nothing is checked, which costs a quarter of a validated value; not for anything that was read.
        """
        names = _names[cls]
        assert len(fields) == len(names), names ^ fields.keys()
        made = _make(cls)
        _set(made, "__dict__", fields)
        _set(made, "__pydantic_fields_set__", names)
        _set(made, "__pydantic_extra__", None)
        _set(made, "__pydantic_private__", None)
        return made


class Evidence(Frozen):
    """One sentence with its place.

    ``start``/``end`` are offsets of ``quote`` in the document's extracted text; ``page`` counts from 1, and so
    does ``paragraph``, which is given where the format has no pages (Word, web page); ``score`` is
    0-1; ``full`` says that it carries level 2 by itself; ``terms`` are the words of the report that matched; ``why``
    says it in a sentence; ``added_by`` names the reviewers who added it, "" where the machine found it.
    """

    role: Role
    quote: Annotated[str, Field(max_length=MAX_QUOTE)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    page: int | None = None
    paragraph: int | None = None
    heading: tuple[str, ...] = ()
    score: Annotated[float, Field(ge=0, le=1)]
    full: bool = False
    terms: tuple[str, ...] = ()
    why: str = ""
    added_by: str = ""


class QuantityFinding(Frozen):
    """A demanded number beside the number that the report states."""

    required: float
    found: float | None
    unit: str
    verdict: Verdict


class MachineLevel(Frozen):
    """What the machine had judged of a point that reviewers decided on."""

    level: Literal[0, 1, 2]
    planned: bool
    shortfall: bool
    why: str


class MachineStatus(Frozen):
    """What the machine had judged of a task that reviewers decided on."""

    status: Status
    reason: str
    planned: bool
    shortfall: bool


class PointOpinions(Frozen):
    """What reviewers made of a point; ``machine`` is given where anybody decided, ``rejected`` are its quotes that
    count no more.
    """

    state: ReviewState = ReviewState.UNREVIEWED
    machine: MachineLevel | None = None
    decisions: tuple[Opinion, ...] = ()
    rejected: tuple[Evidence, ...] = ()


class TaskOpinions(Frozen):
    """What reviewers made of a task: ``reviewers`` and ``at`` (ISO, the newest) are of its points as well.

    ``decisions`` are those on the status, and notes.
    """

    state: ReviewState = ReviewState.UNREVIEWED
    machine: MachineStatus | None = None
    reviewers: tuple[str, ...] = ()
    at: str = ""
    decisions: tuple[Opinion, ...] = ()


class Finding(Frozen):
    """All that was judged of one point in one report.

    With ``review`` it is the final judgement: the machine's with the decisions laid over it.
    """

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
    review: PointOpinions | None = None


class TaskFinding(Frozen):
    """The roll-up of a task's points. ``core`` is the level of the core point; ``reason`` is a Chinese sentence.

    With ``review`` it is the final judgement, as in `Finding`.
    """

    task: int
    status: Status
    reason: str
    core: Literal[0, 1, 2]
    planned: bool
    shortfall: bool
    review: TaskOpinions | None = None


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
