"""How far the review of what an export shows has come, for its head and foot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from checker.export.review_texts import REVIEW
from checker.export.reviewing import is_changed, names_of, state_of
from checker.model.findings import Status, TaskFinding
from checker.model.review import ReviewState

__all__ = ["NOBODY", "Progress"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the applicable task judgements were reviewed, in part or whole, changed or reopened, and by whom."""

    all: int = 0
    reviewed: int = 0
    partly: int = 0
    changed: int = 0
    reopened: int = 0
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, applicable: int, reviewed: Iterable[TaskFinding]) -> Progress:
        """Count over the tasks that anybody looked at, of so many that are applicable."""
        seen = list(reviewed)
        states = [state_of(one) for one in seen]
        return cls(
            applicable,
            states.count(ReviewState.REVIEWED),
            states.count(ReviewState.PARTLY),
            sum(map(is_changed, seen)),
            states.count(ReviewState.REOPENED),
            tuple(dict.fromkeys(name for one in seen for name in names_of(one))),
        )

    @classmethod
    def of_findings(cls, tasks: Iterable[TaskFinding]) -> Progress:
        """Count over tasks, whether anybody looked at them or not."""
        listed = list(tasks)
        applicable = sum(one.status is not Status.NOT_APPLICABLE for one in listed)
        return cls.of(applicable, (one for one in listed if names_of(one)))

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.all + other.all,
            self.reviewed + other.reviewed,
            self.partly + other.partly,
            self.changed + other.changed,
            self.reopened + other.reopened,
            tuple(dict.fromkeys((*self.names, *other.names))),
        )

    @property
    def any(self) -> bool:
        """Whether anybody decided on anything."""
        return bool(self.names)

    def in_words(self) -> str:
        """Say it in a sentence without its stop."""
        if not self.any:
            return REVIEW["none"]
        some = REVIEW["some"].format(reviewed=self.reviewed, all=self.all, names="、".join(self.names))
        return some + self._numbers() + self._rest()

    def in_brief(self) -> str:
        """Say it in the few words of a running header."""
        if not self.any:
            return REVIEW["none"]
        return REVIEW["brief"].format(reviewed=self.reviewed, all=self.all) + self._rest()

    def in_detail(self) -> str:
        """Say what `in_brief` leaves out: who, and what came of it; "" where nobody decided."""
        return REVIEW["detail"].format("、".join(self.names)) + self._numbers() if self.any else ""

    def _numbers(self) -> str:
        numbers = (("partly", self.partly), ("changed", self.changed), ("reopened", self.reopened))
        return "".join(REVIEW[name].format(n=number) for name, number in numbers if number)

    def _rest(self) -> str:
        return REVIEW["rest"] if self.reviewed + self.partly + self.reopened < self.all else ""


NOBODY: Final = Progress()
"""The progress of a run that nobody has reviewed."""
