"""A decision: what a reviewer said of one quote, one point or one task, and what it rests on."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from checker.errors import WorkspaceError
from checker.model.findings import MAX_QUOTE
from checker.model.report import Role
from checker.model.review import Kind, Reason
from checker.review.anchors import Anchor

__all__ = ["MAX_NAME", "MAX_NOTE", "Decision", "Record", "read_record", "topic_of"]

MAX_NOTE = 2_000
MAX_NAME = 40
"""Characters of a note, and of the name of a reviewer or assignee."""


class Decision(BaseModel):
    """One entry of the journal, without who and when.

    ``about`` is the text of the point (for `STATUS`, `NOTE` and `ASSIGN` of a task: the texts of all its points): with
    ``report`` and ``anchor`` it says what the decision is on, whatever number the point has in a later run. ``seen``
    are the quotes that a level or status was decided on. ``machine`` is what the machine had judged, ``run`` the run
    looked at. ``file`` and ``text`` are the SHA-256 of the report's file and of its text: by them it is known again
    under another name ("" in decisions made before they were kept).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    report: str
    task: int
    point: str = ""
    about: str = ""
    anchor: Anchor | None = None
    seen: tuple[Anchor, ...] = ()
    role: Role = Role.DONE
    heading: tuple[str, ...] = ()
    page: int | None = None
    value: Annotated[str, Field(max_length=MAX_NAME)] = ""
    reason: Reason | None = None
    note: Annotated[str, Field(max_length=MAX_NOTE)] = ""
    machine: str = ""
    undoes: int | None = None
    run: int = 0
    file: str = ""
    text: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        on_quote = self.kind in (Kind.ACCEPT, Kind.REJECT, Kind.ADD)
        if on_quote != (self.anchor is not None):
            raise ValueError("对语句的决定应当且只有它带有引文")
        if (self.kind is Kind.REJECT) != (self.reason is not None):
            raise ValueError("驳回应当且只有它带有理由")
        if (self.kind is Kind.UNDO) != (self.undoes is not None):
            raise ValueError("撤销应当且只有它指明所撤销的决定")
        if self.anchor is not None and len(self.anchor.quote) > MAX_QUOTE:
            raise ValueError("引文过长")
        return self


class Record(BaseModel):
    """A decision as it was kept: its number, who made it and when (ISO)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: int
    at: str
    reviewer: str
    decision: Decision


def read_record(number: int, at: str, reviewer: str, body: str) -> Record:
    """Read an entry of the journal; raises `WorkspaceError` where it is none that we know."""
    try:
        return Record(id=number, at=at, reviewer=reviewer, decision=Decision.model_validate_json(body))
    except ValidationError as error:
        raise WorkspaceError(f"第 {number} 条决定无法读取，可能由更新版本的程序写入，请升级后再打开") from error


def topic_of(decision: Decision) -> str:
    """Name what two reviewers must not decide on without seeing each other: the point, or the task, of a report."""
    return f"{decision.report}\n{decision.point or decision.task}"
