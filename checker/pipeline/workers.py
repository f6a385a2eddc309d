"""Who checks batches of inputs: processes of this machine, or a Dask cluster. Nobody here keeps results."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

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

    def submit(self, batch: Sequence[Ticket]) -> Future[list[Checked]]:
        """Begin to check a batch."""

    def collect(self, batch: Sequence[Ticket], future: Future[list[Checked]]) -> list[Checked]:
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


class Processes:
    """Processes of this machine. Start them before anything that starts threads: they are forked where that is safe."""

    def __init__(self, recipe: Recipe, limits: Limits, inputs: int, jobs: int) -> None:
        self.batch = batch_size(inputs, jobs, 8)
        self.ahead = 2 * jobs
        self._setup = (recipe, limits)
        self._jobs = jobs

    def __enter__(self) -> Self:
        self._setup[0].checker()  # once, for all that are forked
        self._pool = self._start(self._jobs)
        self._spare: ProcessPoolExecutor | None = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in filter(None, (self._pool, self._spare)):
            pool.shutdown(cancel_futures=True)

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        gc.freeze()  # what is forked stays shared: no collection touches its pages
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        pool = ProcessPoolExecutor(jobs, context, _set_up, self._setup)
        pool.submit(os.getpid)  # forks them all, now
        return pool

    def submit(self, batch: Sequence[Ticket]) -> Future[list[Checked]]:
        """Begin to check a batch, in new processes where the old ones have died."""
        work = [(ticket.position, ticket.item, ticket.report, ticket.key) for ticket in batch]
        try:
            return self._pool.submit(_check, work)
        except BrokenExecutor:
            self._pool.shutdown()
            self._pool = self._start(self._jobs)
            return self._pool.submit(_check, work)

    def collect(self, batch: Sequence[Ticket], future: Future[list[Checked]]) -> list[Checked]:
        """Wait for a batch; where a process died, check its inputs singly, so that only the culprit fails."""
        try:
            return future.result()
        except BrokenExecutor:
            return [self._check_alone(ticket) for ticket in batch]

    def _check_alone(self, ticket: Ticket) -> Checked:
        self._spare = self._spare or self._start(1)
        try:
            (checked,) = self._spare.submit(
                _check, [(ticket.position, ticket.item, ticket.report, ticket.key)]
            ).result()
            return checked
        except BrokenExecutor:
            self._spare = None
            return ticket.failed(messages.PROCESS_DIED)


_worker: tuple[Checker, Limits] | None = None


def _set_up(recipe: Recipe, limits: Limits) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends us
    _worker = (recipe.checker(), limits)
    settle()


def _check(work: Sequence[tuple[int, Input, str, str]]) -> list[Checked]:
    assert _worker is not None
    checker, limits = _worker
    return [checker.check_input(position, item, report, limits, key=key) for position, item, report, key in work]
