"""The exceptions of the product.

::

    CheckerError                    anything a user is told; exit code 2 unless said otherwise
     ├─ InputError                  one input cannot be used: named, skipped, the rest goes on (exit code 3)
     │   ├─ UnreadableFile          missing, no permission, empty, too large, damaged
     │   ├─ UnsupportedFormat       no reader for such bytes
     │   └─ UndecodableText         no encoding fits
     ├─ CatalogError                a catalog, roster or references missing, malformed or contradicting themselves
     │   └─ PatternError            a line of a point's vocabulary that cannot be understood
     ├─ WorkspaceError              the workspace is missing, locked, damaged or of a newer version
     │   └─ Conflict                somebody decided on the same thing meanwhile: nothing was kept
     ├─ ClusterError                the machines that should check cannot be reached, or are not what they should be
     ├─ OutputError                 a result cannot be written
     └─ UsageError                  a request that makes no sense (an unknown unit, report or task)

Messages are Chinese: they name the file, what was expected, what was found, and what to do.
"""

from __future__ import annotations

__all__ = [
    "CatalogError",
    "CheckerError",
    "ClusterError",
    "Conflict",
    "InputError",
    "OutputError",
    "PatternError",
    "UndecodableText",
    "UnreadableFile",
    "UnsupportedFormat",
    "UsageError",
    "WorkspaceError",
]


class CheckerError(Exception):
    """Base of everything that is told to a user; ``str(error)`` is the message."""


class InputError(CheckerError):
    """One input cannot be used.

    ``name`` is the input as the user named it, ``reason`` what is wrong with it and what to do.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}：{reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        return type(self), (self.name, self.reason)


class UnreadableFile(InputError):
    """The bytes cannot be had, or there are none, or too many."""


class UnsupportedFormat(InputError):
    """No reader knows what to do with these bytes."""


class UndecodableText(InputError):
    """The bytes are text in no encoding that we know."""


class CatalogError(CheckerError):
    """A catalog or roster is missing, malformed, or contradicts itself."""


class PatternError(CatalogError):
    """A line of a point's vocabulary cannot be understood."""


class WorkspaceError(CheckerError):
    """The workspace is missing, locked, damaged, or of a newer version."""


class Conflict(WorkspaceError):
    """Somebody else decided on the same thing after the reviewer looked; ``reviewers`` are who, in that order."""

    def __init__(self, place: str, reviewers: tuple[str, ...]) -> None:
        names = "、".join(reviewers)
        super().__init__(f"{place}：您查看之后，{names} 已对同一要点作出决定，您的决定没有保存；请看过最新情况再决定")
        self.place = place
        self.reviewers = reviewers

    def __reduce__(self) -> tuple[type[Conflict], tuple[str, tuple[str, ...]]]:
        return type(self), (self.place, self.reviewers)


class ClusterError(CheckerError):
    """The machines that should check cannot be reached, or are not what they should be."""


class OutputError(CheckerError):
    """A result cannot be written."""


class UsageError(CheckerError):
    """The request makes no sense for this catalog or workspace."""
