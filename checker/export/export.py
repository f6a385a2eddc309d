"""Every kind of export in every format, behind one door."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from checker.errors import UsageError
from checker.export.case import Case
from checker.export.checklist import checklist_tables
from checker.export.export_texts import EXPORT
from checker.export.filters import Filters
from checker.export.gap_model import GapReports
from checker.export.gap_report import gap_reports
from checker.export.subjects import Subject
from checker.export.tables import Tables
from checker.export.wording import file_name

__all__ = ["FORMATS", "KINDS", "write_export", "write_gap_files"]

KINDS: Final = ("checklist", "matrix", "gaps", "findings", "comparison")
FORMATS: Final = ("xlsx", "docx", "html", "csv", "json")
_PAPERS: Final = ("docx", "html")
ON_PAPER: Final = 16
"""Reports beside one another that can be read on a landscape page."""


def write_export(kind: str, style: str, path: Path, case: Case, *, each: bool = False) -> list[Path]:
    """Write one kind of export (`KINDS`) in one format (`FORMATS`); gives the files.

    With ``each`` a checklist or gap report becomes a file for each unit in the folder ``path``; gap reports on paper
    (docx, html) of more than one unit are always that. Raises `UsageError` for an unknown kind or format, `OutputError`
    where nothing is left by the filters or a file cannot be written.
    """
    if kind not in KINDS:
        raise UsageError(EXPORT["no_kind"].format(kind=kind, known="、".join(KINDS)))
    if style not in FORMATS:
        raise UsageError(EXPORT["no_format"].format(style=style, known="、".join(FORMATS)))
    if kind == "gaps":
        return _gaps(style, path, case, each)
    if kind == "checklist" and each:
        return _checklists(style, path, case)
    if kind == "checklist":
        subjects = case.subjects.all if case.filters.units else case.subjects.of_own()
        _refuse_nothing(case, subjects)
        return _lists(style, path, checklist_tables(case, subjects), case)
    if kind == "comparison":
        from checker.export.comparison import comparison_tables

        return _lists(style, path, comparison_tables(case), case)
    return _matrix_or_findings(kind, style, path, case.narrowed())


def write_gap_files(folder: Path, case: Case, style: str = "docx") -> list[Path]:
    """Write a gap report for each unit into a folder, under the unit's name, as the reports come by."""
    from checker.export.gap_docx import write_gap_docx
    from checker.export.pages import write_gap_html

    names = _names(case.subjects.all)
    files: list[Path] = []
    for report in gap_reports(case, [s for s in case.subjects.all if _has_tasks(case, s)]):
        files.append(folder / f"{names[report.unit.name]}.{style}")
        (write_gap_docx if style == "docx" else write_gap_html)(files[-1], report, case)
    return files


def _gaps(style: str, path: Path, case: Case, each: bool) -> list[Path]:
    subjects = [subject for subject in case.subjects.all if _has_tasks(case, subject)]
    _refuse_nothing(case, subjects)
    if style in _PAPERS and (each or len(subjects) > 1):
        return write_gap_files(path, case, style)
    if style in _PAPERS:
        from checker.export.gap_docx import write_gap_docx
        from checker.export.pages import write_gap_html

        (report,) = gap_reports(case, subjects)
        (write_gap_docx if style == "docx" else write_gap_html)(path, report, case)
        return [path]
    if not each:
        return _gap_list(style, path, case, subjects)
    names = _names(subjects)
    return [file for s in subjects for file in _gap_list(style, path / f"{names[s.name]}.{style}", case, [s])]


def _gap_list(style: str, path: Path, case: Case, subjects: Sequence[Subject]) -> list[Path]:
    if style == "json":
        write_gaps_json(path, case, subjects)
        return [path]
    from checker.export.gap_tables import gap_tables

    return _lists(style, path, gap_tables(case, subjects), case)


def write_gaps_json(path: Path, case: Case, subjects: Sequence[Subject]) -> None:
    """Write gap reports as data (``checker.gaps/1``), one after the other. Raises `OutputError`."""
    from checker.export.files import replacing

    head = GapReports(
        tool=case.tool,
        catalog=case.info,
        run_at=case.run_at.isoformat(),
        reviewed=case.progress.any,
        filters=case.filters,
        units=(),
        without_report=case.subjects.without_report,
    ).model_dump_json()
    before, _, after = head.rpartition('"units":[]')  # the filters have units too
    with replacing(path) as part, part.open("x", encoding="utf-8", newline="\n", errors="replace") as file:
        file.write(f'{before}"units":[')
        for number, report in enumerate(gap_reports(case, subjects)):
            file.write(("," if number else "") + "\n" + report.model_dump_json())
        file.write(f"\n]{after}\n")


def _checklists(style: str, path: Path, case: Case) -> list[Path]:
    subjects = [subject for subject in case.subjects.all if _has_tasks(case, subject)]
    _refuse_nothing(case, subjects)
    names = _names(subjects)
    return [
        file
        for subject in subjects
        for file in _lists(style, path / f"{names[subject.name]}.{style}", checklist_tables(case, [subject]), case)
    ]


def _matrix_or_findings(kind: str, style: str, path: Path, case: Case) -> list[Path]:
    if kind == "findings" and style == "json":
        _findings_json(path, case)
        return [path]
    if kind == "matrix" and style == "xlsx":
        from checker.export.matrix_xlsx import write_matrix_xlsx

        write_matrix_xlsx(
            path, case.source, case.catalog, run_at=case.run_at, filters=case.filters_text, progress=case.progress
        )
        return [path]
    if kind == "matrix" and style == "html":
        from checker.export.matrix_html import write_matrix_html

        roster, texts = case.roster, case.texts
        filters = case.filters_text if case.filters.any else ""
        write_matrix_html(
            path, case.source, case.catalog, texts, roster, run_at=case.run_at, filters=filters, progress=case.progress
        )
        return [path]
    if kind == "matrix" and style == "docx" and len(case.lines) > ON_PAPER:
        raise UsageError(EXPORT["too_wide"].format(n=len(case.lines), most=ON_PAPER))
    from checker.export.findings_tables import findings_tables, matrix_tables

    return _lists(style, path, (findings_tables if kind == "findings" else matrix_tables)(case), case)


def _findings_json(path: Path, case: Case) -> None:
    """Write findings.json as the contract has it; a selection of it under a schema of its own, with the filters."""
    from checker.export.findings_json import write_findings
    from checker.export.tables_plain import write_json

    if case.filters == Filters():
        write_findings(path, case.source)
        return
    data = {
        "schema": "checker.findings-selection/1",
        "tool": case.tool.model_dump(),
        "catalog": case.info.model_dump(),
        "run_at": case.run_at.isoformat(),
        "reviewed": case.progress.any,
        "filters": case.filters.model_dump(mode="json"),
        "reports": [report.model_dump(mode="json") for report in case.source.reports],
    }
    write_json(path, data)


def _lists(style: str, path: Path, tables: Tables, case: Case) -> list[Path]:
    if style == "csv":
        from checker.export.tables_plain import write_tables_csv

        return write_tables_csv(path, tables, case)
    if style == "json":
        from checker.export.tables_plain import write_tables_json

        write_tables_json(path, tables, case)
    elif style == "xlsx":
        from checker.export.tables_xlsx import write_tables_xlsx

        write_tables_xlsx(path, tables, case)
    elif style == "docx":
        from checker.export.tables_docx import write_tables_docx

        write_tables_docx(path, tables, case)
    else:
        from checker.export.pages import write_tables_html

        write_tables_html(path, tables, case)
    return [path]


def _has_tasks(case: Case, subject: Subject) -> bool:
    """Tell whether anything of a subject is left by the filters."""
    tasks = case.tasks_of(subject)
    return any(case.shown(subject, task) for task in tasks) if case.filters.by_status else bool(tasks)


def _refuse_nothing(case: Case, subjects: Sequence[Subject]) -> None:
    if not any(_has_tasks(case, subject) for subject in subjects):
        raise case.nothing()


def _names(subjects: Sequence[Subject]) -> dict[str, str]:
    """Give each unit a file name of its own, also where two names differ only in what a file name cannot hold."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for subject in subjects:
        base = name = file_name(subject.name)
        number = 2
        while name.lower() in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name.lower())
        names[subject.name] = name
    return names
