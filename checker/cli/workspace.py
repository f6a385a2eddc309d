"""`checker workspace`: what is in it, the whole of it as one file, and back."""

from __future__ import annotations

from pathlib import Path

from rich.markup import escape
from rich.table import Table

from checker.cli import texts
from checker.cli.console import complain, console
from checker.store import back_up, contents_of, restore

__all__ = ["backup_command", "info_command", "restore_command"]


def info_command(folder: Path) -> int:
    """Print what a workspace holds; give 0, or 2 where the integrity check finds damage."""
    found = contents_of(folder)
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    reviewers = "、".join(f"{name}（{count}）" for name, count in found.reviewers)
    span = f"{found.first_decision} 至 {found.last_decision}" if found.decisions else ""
    values = (
        found.path,
        texts.size(found.bytes),
        str(found.schema),
        texts.runs(found.runs, found.unfinished),
        str(found.reports),
        f"{found.decisions}" + (f"，{span}" if span else ""),
        reviewers or "–",
        found.fault or texts.INTACT,
    )
    for name, value in zip(texts.WORKSPACE_FACTS, values, strict=True):
        table.add_row(f"[bold]{name}[/]", escape(value))
    console.print(table, soft_wrap=True)
    if found.fault:
        complain(texts.DAMAGED)
        return 2
    return 0


def backup_command(folder: Path, file: Path) -> None:
    """Write the workspace to one file."""
    size = back_up(folder, file)
    console.print(texts.backed_up(str(file), texts.size(size)), soft_wrap=True)


def restore_command(folder: Path, file: Path) -> None:
    """Make a workspace from a backup."""
    restore(file, folder)
    console.print(texts.restored(str(folder)), soft_wrap=True)
