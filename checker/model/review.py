"""What reviewers say: the kinds of decisions, the reasons for a rejection, how far people have looked."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

__all__ = ["Kind", "Opinion", "Reason", "ReviewState"]


class Kind(StrEnum):
    """What is decided."""

    ACCEPT = "accept"  # the quote is evidence of the point
    REJECT = "reject"  # it is not, for a reason
    ADD = "add"  # a sentence that the machine missed is evidence; value: the level it carries
    LEVEL = "level"  # the level of the point is value: confirms the machine's or overrides it
    STATUS = "status"  # the status of the task is value, in the same way
    NOTE = "note"
    ASSIGN = "assign"  # value is who shall look at the task, "" for nobody
    UNDO = "undo"  # entry `undoes` counts no longer


class Reason(StrEnum):
    """Why a quote is no evidence."""

    BOILERPLATE = "boilerplate"
    PLAN_NOT_RESULT = "plan_not_result"
    OTHER_UNIT = "other_unit"
    WRONG_YEAR = "wrong_year"
    OTHER_MEANING = "other_meaning"
    REPEATED = "repeated"
    OTHER = "other"


class ReviewState(StrEnum):
    """How far people have looked at a point or task."""

    UNREVIEWED = "unreviewed"
    PARTLY = "partly"
    REVIEWED = "reviewed"
    REOPENED = "reopened"  # decided once; the sentence or the point has changed since


class Opinion(BaseModel):
    """A decision as exports show it: who said what, and when (ISO).

    ``value`` is the level or status decided on, ``quote`` the sentence. It ``stands`` unless what it rests on has
    changed since.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    reviewer: str
    at: str
    value: str = ""
    reason: Reason | None = None
    note: str = ""
    quote: str = ""
    stands: bool = True
