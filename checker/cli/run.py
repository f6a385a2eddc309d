"""`checker run`: the main job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from checker import __version__
from checker.catalogs import find_catalog, load_catalog, load_lexicon, load_references, load_roster, user_cache
from checker.cli import texts
from checker.cli.console import complain, console, warn
from checker.cli.outputs import outputs_still_true, parse_outputs, write_outputs
from checker.cli.views import print_matrix
from checker.cli.watch import Watch
from checker.errors import InputError, UsageError
from checker.final import FinalReports
from checker.pipeline import Checked, Checker, Workers, check_inputs, open_workers, settle
from checker.read import Input, Limits, find_inputs
from checker.store import Workspace

__all__ = ["RunOptions", "run_command"]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to run: as the options of the command say it."""

    catalog: str
    out: Path
    workspace: Path
    jobs: int = 1
    cluster: str = ""
    outputs: str = "all"
    limits: Sequence[str] = ()
    recompute: bool = False
    fail_on_gap: bool = False


@dataclass(slots=True)
class _Tally:
    """What a run came to."""

    reports: int = 0
    kept: int = 0
    failures: list[InputError] = field(default_factory=list)


def run_command(paths: Sequence[Path], options: RunOptions) -> int:
    """Check reports, keep the results in the workspace, print the matrix and write the outputs; give the exit code."""
    wanted = parse_outputs(options.outputs)
    limits = _parse_limits(options.limits)
    if options.cluster and options.jobs > 1:
        raise UsageError(texts.jobs_and_cluster())
    catalog = load_catalog(options.catalog)
    beside = find_catalog(options.catalog).parent
    roster, references = load_roster(catalog, beside), load_references(catalog, beside)
    if mute := [point.id for point in catalog.points() if not point.clear and not point.partial]:
        warn(texts.without_vocabulary(mute))
    inputs, failures = _find(paths, (options.out, options.workspace))
    tally = _Tally(failures=failures)
    if not inputs:
        return _nothing(tally)
    checker = Checker(catalog, load_lexicon(), roster, references, cache=user_cache())
    settle()
    with (
        open_workers(checker, limits, len(inputs), options.jobs, options.cluster) as workers,
        Workspace.create(options.workspace) as workspace,
    ):
        started = datetime.now().astimezone()
        run = workspace.begin_run(catalog, roster, __version__, started.isoformat(timespec="seconds"))
        _check(workspace, run, checker, inputs, workers, limits, options.recompute, tally)
        workspace.finish_run(run, datetime.now().astimezone().isoformat(timespec="seconds"))
        if not tally.reports:
            return _nothing(tally)
        final = FinalReports.of(workspace, run, catalog)
        print_matrix(catalog, final, [(one.name, one.reason) for one in tally.failures])
        gaps = any(one.has_gaps for one in final.outlines())
        files = None if options.recompute else outputs_still_true(wanted, workspace, run, options.out)
        written = files is None
        if files is None:
            files = write_outputs(wanted, workspace, run, catalog, roster, options.out, started)
    names = [str(file) for file in files]
    told = texts.summary(tally.reports, tally.kept, len(tally.failures), str(options.workspace), names, written)
    console.print(told, soft_wrap=True)
    if tally.failures:
        return 3
    return 1 if options.fail_on_gap and gaps else 0


def _nothing(tally: _Tally) -> int:
    for failure in tally.failures:
        complain(str(failure))
    complain(texts.NOTHING_READ)
    return 2


def _check(
    workspace: Workspace,
    run: int,
    checker: Checker,
    inputs: Sequence[Input],
    workers: Workers | None,
    limits: Limits,
    recompute: bool,
    tally: _Tally,
) -> None:
    """Check the inputs and keep each result as it comes; nothing of a report stays in memory."""
    for offset, failure in enumerate(tally.failures):
        workspace.add_failure(run, len(inputs) + offset, failure)
    watch = Watch(len(inputs))
    find_kept = None if recompute else workspace.find_kept
    checking = check_inputs(
        checker, inputs, workers=workers, limits=limits, progress=watch.hear_pages, find_kept=find_kept
    )
    for checked in watch.over(checking):
        _keep(workspace, run, checked, tally)


def _keep(workspace: Workspace, run: int, checked: Checked, tally: _Tally) -> None:
    if checked.failure is not None:
        tally.failures.append(checked.failure)
        workspace.add_failure(run, checked.position, checked.failure)
        return
    tally.reports += 1
    if checked.judged is not None:
        workspace.add_judged(run, checked.position, checked.judged, checked.key)
    elif checked.kept is not None:
        tally.kept += 1
        workspace.add_kept(run, checked.position, checked.kept, checked.key, report=checked.report, file=checked.name)


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
