"""The two consoles: results go to standard output, complaints and progress to standard error."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

__all__ = ["complain", "console", "notes", "warn"]

console = Console(highlight=False, soft_wrap=False)
notes = Console(stderr=True, highlight=False)


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    notes.print(f"[bold red]错误[/]：{escape(message)}", soft_wrap=True)


def warn(message: str) -> None:
    """Say on standard error what to look at."""
    notes.print(f"[yellow]提示[/]：{escape(message)}", soft_wrap=True)
