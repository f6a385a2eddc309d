"""The files that `checker run` writes: which were asked for, whether they are still true, and writing them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from checker import __version__
from checker.catalogs import code_fingerprint
from checker.cli import texts
from checker.errors import UsageError
from checker.model.catalog import Catalog, Roster
from checker.store import Workspace

__all__ = ["OUTPUT_NAMES", "outputs_still_true", "parse_outputs", "write_outputs"]

OUTPUT_NAMES = ("findings", "matrix", "checklist", "gaps")


def parse_outputs(listed: str) -> tuple[str, ...]:
    """Read what --outputs says; raises `UsageError` with what there is."""
    if listed == "all":
        return OUTPUT_NAMES
    if listed == "none":
        return ()
    names = tuple(dict.fromkeys(name.strip() for name in listed.split(",") if name.strip()))
    unknown = [name for name in names if name not in OUTPUT_NAMES]
    if unknown or not names:
        raise UsageError(texts.unknown_output("、".join(unknown) or listed, OUTPUT_NAMES))
    return names


def outputs_still_true(wanted: Sequence[str], workspace: Workspace, run: int, out: Path) -> list[Path] | None:
    """List the outputs of an earlier run that show just what this one found; None where they have to be written.

    They are true where catalog, findings, decisions and program are the same, and nobody touched a file since.
    """
    known = workspace.outputs_in(str(out.resolve()))
    if known is None or known[0] != _state(wanted, workspace, run):
        return None
    noted = json.loads(known[1])
    if any(_trace(Path(path)) != trace for path, trace in noted["files"]):
        return None
    return [Path(path) for path in noted["shown"]]


def write_outputs(
    wanted: Sequence[str],
    workspace: Workspace,
    run: int,
    catalog: Catalog,
    roster: Roster | None,
    out: Path,
    run_at: datetime,
) -> list[Path]:
    """Write the outputs that were asked for; each walks over the reports once. Give the files to be named."""
    if not wanted:
        return []
    shown, files = _write(wanted, workspace, run, catalog, roster, out, run_at)
    noted = {"files": [(str(file.resolve()), _trace(file)) for file in files], "shown": [str(file) for file in shown]}
    workspace.note_outputs(str(out.resolve()), _state(wanted, workspace, run), json.dumps(noted))
    return shown


def _write(
    wanted: Sequence[str],
    workspace: Workspace,
    run: int,
    catalog: Catalog,
    roster: Roster | None,
    out: Path,
    run_at: datetime,
) -> tuple[list[Path], list[Path]]:
    """Write; give what is named to the user, and every single file."""
    from checker.export.export import write_export, write_gap_files
    from checker.final import case_of

    case = case_of(workspace, run, catalog, roster, version=__version__, run_at=run_at)
    shown: list[Path] = []
    for kind, style in (("findings", "json"), ("matrix", "html"), ("matrix", "xlsx"), ("checklist", "xlsx")):
        if kind in wanted:
            shown += write_export(kind, style, out / f"{kind}.{style}", case)
    files = list(shown)
    if "gaps" in wanted and (gaps := write_gap_files(out / "gaps", case)):
        shown.append(out / "gaps")
        files += gaps
    return shown, files


def _state(wanted: Sequence[str], workspace: Workspace, run: int) -> str:
    return " ".join((workspace.state_of(run), code_fingerprint(), *wanted))


def _trace(path: Path) -> list[int]:
    """Give size and time of a file (bytes, nanoseconds); nothing where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return []
    return [status.st_size, status.st_mtime_ns]
