"""`checker run`: the main job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from checker import __version__
from checker.catalogs import find_catalog, load_catalog, load_lexicon, load_roster
from checker.cli import texts
from checker.cli.console import complain, console, notes, warn
from checker.cli.export import PRODUCT, case_of
from checker.cli.views import print_matrix
from checker.errors import InputError, UsageError
from checker.export.export import write_export, write_gap_files
from checker.export.findings_json import FindingsWriter
from checker.export.matrix_html import write_matrix_html
from checker.export.matrix_xlsx import write_matrix_xlsx
from checker.export.source import FindingsStream
from checker.model.catalog import Catalog, Roster
from checker.model.findings import CatalogInfo, Status, ToolInfo
from checker.pipeline import Checked, Checker, check_inputs
from checker.read import Input, Limits, find_inputs
from checker.store import Workspace

__all__ = ["OUTPUT_NAMES", "run_command"]

OUTPUT_NAMES = ("findings", "matrix", "checklist", "gaps")
_PROGRESS_FROM = 8  # fewer reports are done before a bar is worth reading


def run_command(
    paths: Sequence[Path],
    catalog_name: str,
    out: Path,
    folder: Path,
    jobs: int,
    outputs: str,
    limits_given: Sequence[str],
    fail_on_gap: bool,
) -> int:
    """Check reports, keep the results in the workspace, print the matrix and write the outputs; give the exit code."""
    wanted = _parse_outputs(outputs)
    limits = _parse_limits(limits_given)
    catalog = load_catalog(catalog_name)
    roster = load_roster(catalog, find_catalog(catalog_name).parent)
    checker = Checker(catalog, load_lexicon(), roster)
    if mute := [point.id for point in catalog.points() if not point.clear and not point.partial]:
        warn(texts.without_vocabulary(mute))
    inputs, failures = _find(paths, (out, folder))
    if not inputs:
        for failure in failures:
            complain(str(failure))
        complain(texts.NOTHING_READ)
        return 2
    with Workspace.create(folder) as workspace:
        started = datetime.now().astimezone()
        run = workspace.begin_run(catalog, roster, __version__, started.isoformat(timespec="seconds"))
        for offset, failure in enumerate(failures):
            workspace.add_failure(run, len(inputs) + offset, failure)
        watch = _Watch(len(inputs))
        for checked in watch.over(check_inputs(checker, inputs, jobs, limits, watch.hear_pages)):
            if checked.findings is not None:
                workspace.add_report(run, checked.position, checked.findings, checked.text)
            elif checked.failure is not None:
                failures.append(checked.failure)
                workspace.add_failure(run, checked.position, checked.failure)
        workspace.finish_run(run, datetime.now().astimezone().isoformat(timespec="seconds"))
        reports = list(workspace.reports_of(run))
        if not reports:
            for failure in failures:
                complain(str(failure))
            complain(texts.NOTHING_READ)
            return 2
        print_matrix(catalog, reports, [(failure.name, failure.reason) for failure in failures])
        files = _write(wanted, workspace, run, catalog, roster, out, started)
    console.print(
        texts.summary(len(reports), len(failures), str(folder), [str(file) for file in files]), soft_wrap=True
    )
    if failures:
        return 3
    gaps = any(task.status not in (Status.COVERED, Status.NOT_APPLICABLE) for r in reports for task in r.tasks)
    return 1 if fail_on_gap and gaps else 0


def _parse_outputs(listed: str) -> tuple[str, ...]:
    if listed == "all":
        return OUTPUT_NAMES
    if listed == "none":
        return ()
    names = tuple(dict.fromkeys(name.strip() for name in listed.split(",") if name.strip()))
    unknown = [name for name in names if name not in OUTPUT_NAMES]
    if unknown or not names:
        raise UsageError(texts.unknown_output("、".join(unknown) or listed, OUTPUT_NAMES))
    return names


def _find(paths: Sequence[Path], exclude: Sequence[Path]) -> tuple[list[Input], list[InputError]]:
    inputs: list[Input] = []
    failures: list[InputError] = []
    for found in find_inputs(paths, exclude=exclude):
        if isinstance(found, InputError):
            failures.append(found)
        else:
            inputs.append(found)
    return inputs, failures


_LIMITS = {
    "mb": ("file_bytes", 1024 * 1024),
    "pages": ("pages", 1),
    "seconds": ("seconds", 1),
    "memory": ("memory_bytes", 1024 * 1024),
}


def _parse_limits(given: Sequence[str]) -> Limits:
    values: dict[str, int] = {}
    for one in given:
        name, _, number = one.partition("=")
        if name not in _LIMITS or not number.isdecimal() or not int(number):
            raise UsageError(texts.unknown_limit(one, _LIMITS))
        field, unit = _LIMITS[name]
        values[field] = int(number) * unit
    return Limits(**values)


class _Watch:
    """A progress bar on standard error where the work is long: many reports, or pages of a scan to be recognised."""

    def __init__(self, total: int) -> None:
        self._total = total
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal)
        self._reports = self._progress.add_task(texts.READING, total=total, visible=total >= _PROGRESS_FROM)
        self._pages = self._progress.add_task(texts.RECOGNISING, total=1, visible=False)

    def hear_pages(self, done: int, total: int) -> None:
        self._progress.update(self._pages, completed=done, total=total, visible=True)

    def over(self, results: Iterator[Checked]) -> Iterator[Checked]:
        """Pass results on."""
        with self._progress:
            for result in results:
                self._progress.update(self._pages, visible=False)
                self._progress.update(self._reports, advance=1, description=f"{texts.READING} {result.name[-40:]}")
                yield result


def _write(
    wanted: Sequence[str],
    workspace: Workspace,
    run: int,
    catalog: Catalog,
    roster: Roster | None,
    out: Path,
    run_at: datetime,
) -> list[Path]:
    """Write the outputs that were asked for; each walks over the reports once."""
    tool = ToolInfo(name=PRODUCT, version=__version__)
    info = CatalogInfo(
        id=catalog.id, title=catalog.title, issuer=catalog.issuer, year=catalog.year, doc_number=catalog.doc_number
    )
    files: list[Path] = []
    if "findings" in wanted:
        files.append(out / "findings.json")
        with FindingsWriter(files[-1], tool, info) as writer:
            for report in workspace.reports_of(run):
                writer.add(report)
    if "matrix" in wanted:
        files.append(out / "matrix.html")
        source = FindingsStream(tool, info, workspace.reports_of(run))
        write_matrix_html(files[-1], source, catalog, workspace.texts_of(run), roster, run_at=run_at)
        files.append(out / "matrix.xlsx")
        source = FindingsStream(tool, info, workspace.reports_of(run))
        write_matrix_xlsx(files[-1], source, catalog, run_at=run_at)
    if {"checklist", "gaps"} & set(wanted):
        case = case_of(workspace, run, catalog, roster, version=__version__, run_at=run_at)
        if "checklist" in wanted:
            files += write_export("checklist", "xlsx", out / "checklist.xlsx", case)
        if "gaps" in wanted and write_gap_files(out / "gaps", case):
            files.append(out / "gaps")
    return files
