"""`checker export`: the papers of an inspection, from the workspace's last run; and the outputs of `checker run`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.cli import texts
from checker.cli.console import console, warn
from checker.errors import UsageError
from checker.export.case import Case
from checker.export.export import FORMATS, KINDS, write_export
from checker.final import last_case
from checker.store import Workspace

__all__ = ["export_command"]

_LISTED = 6  # files that are named one by one


def export_command(
    kind: str,
    style: str,
    out: Path,
    folder: Path,
    *,
    units: Sequence[str] = (),
    chapters: Sequence[str] = (),
    statuses: Sequence[str] = (),
    reports: Sequence[str] = (),
    only_gaps: bool = False,
    each: bool = False,
) -> None:
    """Write one export of the last run; the format is that of the file's name where none is given."""
    style = style or out.suffix.lstrip(".").lower()
    if kind not in KINDS:
        raise UsageError(texts.EXPORT_KIND.format(kind=kind, known="、".join(KINDS)))
    if style not in FORMATS:
        raise UsageError(texts.EXPORT_FORMAT.format(style=style or "（未写明）", known="、".join(FORMATS)))
    with Workspace.open(folder) as workspace:
        case = last_case(
            workspace, units=units, chapters=chapters, statuses=statuses, reports=reports, only_gaps=only_gaps
        )
        files = write_export(kind, style, out, case, each=each)
        _say(case, files)


def _say(case: Case, files: Sequence[Path]) -> None:
    borrowed = [subject for subject in case.subjects.all if not subject.own] if case.filters.units else []
    for subject in borrowed:
        warn(subject.basis)
    if len(files) > _LISTED:
        console.print(texts.EXPORTED_MANY.format(n=len(files), folder=files[0].parent), soft_wrap=True, markup=False)
    for file in files if len(files) <= _LISTED else ():
        console.print(texts.EXPORTED.format(file=file), soft_wrap=True, markup=False)
    if case.filters.any:
        console.print(texts.EXPORT_FILTERS.format(filters=case.filters_text), soft_wrap=True, markup=False)
    console.print(texts.standing(case.progress.in_words()), style="dim", soft_wrap=True)
