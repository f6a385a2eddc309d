"""Who checks batches of inputs: processes of this machine, or a Dask cluster. Nobody here keeps results."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from checker.errors import UnreadableFile
from checker.pipeline import messages
from checker.pipeline.checker import Checked, Checker, settle
from checker.pipeline.recipe import Recipe
from checker.read import Input, Limits

__all__ = ["Processes", "Ticket", "Workers", "batch_size", "open_workers"]


@dataclass(frozen=True, slots=True)
class Ticket:
    """An input to be checked: its place, the id and key that it goes by, its suffix and bytes."""

    position: int
    item: Input
    report: str
    key: str
    suffix: str
    data: bytes

    def failed(self, reason: str) -> Checked:
        """Say of this input that it could not be checked."""
        return Checked(self.position, self.item.name, self.report, failure=UnreadableFile(self.item.name, reason))


class Workers(Protocol):
    """Checks batches elsewhere. ``batch`` is how many inputs go together, ``ahead`` how many batches to hand out."""

    batch: int
    ahead: int

    def submit(self, batch: Sequence[Ticket]) -> Future[Any]:
        """Begin to check a batch; what it gives is for `collect`."""

    def collect(self, batch: Sequence[Ticket], future: Future[Any]) -> list[Checked]:
        """Wait for a batch; where who checked it died, see that each of its inputs has a result all the same."""


def open_workers(
    checker: Checker, limits: Limits, inputs: int, jobs: int = 1, cluster: str = ""
) -> AbstractContextManager[Workers | None]:
    """Give workers for a number of inputs, ready to begin; None where this process does it alone.

    Raises `ClusterError` where the cluster at the address ``cluster`` cannot be used.
    """
    if cluster:
        from checker.pipeline.cluster import Cluster

        return Cluster(cluster, Recipe.of(checker), limits, inputs)
    jobs = min(jobs, inputs, (os.cpu_count() or 1) * 2)
    return Processes(Recipe.of(checker), limits, inputs, jobs) if jobs > 1 else contextlib.nullcontext()


def batch_size(inputs: int, workers: int, most: int) -> int:
    """Choose how many inputs go together: each worker gets several batches, so that none waits long for the last."""
    return max(1, min(most, inputs // (4 * workers)))


_FIRST = "fork" if sys.platform == "linux" else "spawn"
_LATER = "spawn"  # by then there are threads, and what a thread holds while another forks is held for ever


class Processes:
    """Processes of this machine. Start them before anything that starts threads: they are forked where that is safe.

    Results come as files, their names through the pipe that all the processes share: a name is written at once, while
    a process that dies with half of a long message written leaves who reads it waiting for ever.
    """

    def __init__(self, recipe: Recipe, limits: Limits, inputs: int, jobs: int) -> None:
        self.batch = batch_size(inputs, jobs, 8)
        self.ahead = 2 * jobs
        self._setup = (recipe, limits)
        self._jobs = jobs

    def __enter__(self) -> Self:
        self._setup[0].checker()  # once, for all that are forked
        self._folder = tempfile.TemporaryDirectory(prefix="checker-")
        self._pool = self._start(self._jobs, _FIRST)
        self._spare: ProcessPoolExecutor | None = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in filter(None, (self._pool, self._spare)):
            pool.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def _start(self, jobs: int, method: str) -> ProcessPoolExecutor:
        gc.freeze()  # what is forked stays shared: no collection touches its pages
        pool = ProcessPoolExecutor(
            jobs, multiprocessing.get_context(method), _set_up, (*self._setup, Path(self._folder.name))
        )
        pool.submit(os.getpid)  # starts them all, now
        return pool

    def submit(self, batch: Sequence[Ticket]) -> Future[Path]:
        """Begin to check a batch, in new processes where the old ones have died."""
        work = [(ticket.position, ticket.item, ticket.report, ticket.key) for ticket in batch]
        try:
            return self._pool.submit(_check, work)
        except BrokenExecutor:
            self._pool.shutdown()
            self._pool = self._start(self._jobs, _LATER)
            return self._pool.submit(_check, work)

    def collect(self, batch: Sequence[Ticket], future: Future[Path]) -> list[Checked]:
        """Wait for a batch; where a process died, check its inputs singly, so that only the culprit fails."""
        try:
            return _take(future)
        except BrokenExecutor:
            return [self._check_alone(ticket) for ticket in batch]

    def _check_alone(self, ticket: Ticket) -> Checked:
        self._spare = self._spare or self._start(1, _LATER)
        try:
            (checked,) = _take(self._spare.submit(_check, [(ticket.position, ticket.item, ticket.report, ticket.key)]))
            return checked
        except BrokenExecutor:
            self._spare = None
            return ticket.failed(messages.PROCESS_DIED)


def _take(future: Future[Path]) -> list[Checked]:
    """Wait for the name of a file of results, and take them out of it."""
    path = future.result()
    results: list[Checked] = pickle.loads(path.read_bytes())
    path.unlink()
    return results


_worker: tuple[Checker, Limits, Path] | None = None


def _set_up(recipe: Recipe, limits: Limits, folder: Path) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends us
    _worker = (recipe.checker(), limits, folder)
    settle()


def _check(work: Sequence[tuple[int, Input, str, str]]) -> Path:
    assert _worker is not None
    checker, limits, folder = _worker
    results = [checker.check_input(position, item, report, limits, key=key) for position, item, report, key in work]
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        pickle.dump(results, file, pickle.HIGHEST_PROTOCOL)
    return Path(file.name)
