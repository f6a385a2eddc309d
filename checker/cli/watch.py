"""What is seen of a long run while it goes on."""

from __future__ import annotations

from collections.abc import Iterator

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from checker.cli import texts
from checker.cli.console import notes
from checker.pipeline import Checked

__all__ = ["Watch"]

_PROGRESS_FROM = 8  # fewer reports are done before a bar is worth reading


class Watch:
    """A progress bar on standard error where the work is long: many reports, or pages of a scan to be recognised."""

    def __init__(self, total: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal)
        self._reports = self._progress.add_task(texts.READING, total=total, visible=total >= _PROGRESS_FROM)
        self._pages = self._progress.add_task(texts.RECOGNISING, total=1, visible=False)

    def hear_pages(self, done: int, total: int) -> None:
        """Show how many pages of a scan are recognised."""
        self._progress.update(self._pages, completed=done, total=total, visible=True)

    def over(self, results: Iterator[Checked]) -> Iterator[Checked]:
        """Pass results on."""
        with self._progress:
            for result in results:
                self._progress.update(self._pages, visible=False)
                self._progress.update(self._reports, advance=1, description=f"{texts.READING} {result.name[-40:]}")
                yield result
