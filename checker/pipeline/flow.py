"""Many inputs, one after the other or many at once: results in the order of the inputs, a bounded number under way."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import PurePosixPath
from typing import Any

from checker.catalogs import code_fingerprint
from checker.errors import InputError
from checker.pipeline.checker import NO_LIMITS_GIVEN, Checked, Checker, Pages
from checker.pipeline.recipe import Recipe
from checker.pipeline.workers import Ticket, Workers
from checker.read import Input, Limits, unique_ids
from checker.read.document import load
from checker.store import Kept

__all__ = ["check_inputs"]

_BATCH_BYTES = 4 * 1024 * 1024
"""Bytes of inputs from which a batch is sent whatever its number: scans go alone."""

_LIMITS_OF_CONTENT = (
    "file_bytes", "unpacked_bytes", "archive_bytes", "members", "depth", "characters", "pages", "pixels",
)  # fmt: skip
"""Limits that decide whether a file is read at all; time and memory decide only how long we wait for it."""


def check_inputs(
    checker: Checker,
    inputs: Sequence[Input],
    *,
    workers: Workers | None = None,
    limits: Limits = NO_LIMITS_GIVEN,
    progress: Pages | None = None,
    find_kept: Callable[[str], Kept | None] | None = None,
) -> Iterator[Checked]:
    """Check inputs in their order, as results come: in this process, or by ``workers`` (then without ``progress``).

    ``find_kept`` is asked for what was judged before from the same bytes, catalog, limits and code; what it knows is
    handed on and not even parsed.
    """
    entries = _entries(Recipe.of(checker).digest, inputs, limits, find_kept)
    if workers is not None:
        yield from _in_order(entries, workers)
        return
    for entry in entries:
        if isinstance(entry, Checked):
            yield entry
        else:
            yield checker.check_input(entry.position, entry.item, entry.report, limits, progress, entry.key)


def _entries(
    digest: str, inputs: Sequence[Input], limits: Limits, find_kept: Callable[[str], Kept | None] | None
) -> Iterator[Checked | Ticket]:
    """Look at the bytes of each input: known, not to be had, or to be checked."""
    context = repr((digest, code_fingerprint(), [getattr(limits, name) for name in _LIMITS_OF_CONTENT])).encode()
    for position, (item, report) in enumerate(zip(inputs, unique_ids(item.name for item in inputs), strict=True)):
        try:
            data = load(item, item.name, limits)
        except InputError as failure:
            yield Checked(position, item.name, report, failure=failure)
            continue
        suffix = (PurePosixPath(item.member[-1]) if item.member else item.path).suffix.lower()
        key = hashlib.sha256(context + suffix.encode("utf-8", "surrogatepass") + b"\0" + data).hexdigest()
        if find_kept is not None and (kept := find_kept(key)) is not None:
            yield Checked(position, item.name, report, key, kept=kept)
        else:
            yield Ticket(position, item, report, key, suffix, data)


def _in_order(entries: Iterable[Checked | Ticket], workers: Workers) -> Iterator[Checked]:
    """Hand out batches, never more than the workers want at once, and put the results back in order."""
    line = _Line(workers)
    for entry in entries:
        line.put(entry)
        yield from line.due()
    line.hand_out()
    while line.under_way:
        line.collect()
        yield from line.due()


class _Line:
    """The batch that is being filled, the batches under way, and results that wait for those before them."""

    def __init__(self, workers: Workers) -> None:
        self.under_way: deque[tuple[list[Ticket], Future[Any]]] = deque()
        self._workers = workers
        self._batch: list[Ticket] = []
        self._ready: dict[int, Checked] = {}
        self._following = 0

    def put(self, entry: Checked | Ticket) -> None:
        """Take an entry; collect what is done, and wait where enough is under way."""
        if isinstance(entry, Checked):
            self._ready[entry.position] = entry
        else:
            self._batch.append(entry)
            size = sum(len(ticket.data) for ticket in self._batch)
            if len(self._batch) >= self._workers.batch or size >= _BATCH_BYTES:
                self.hand_out()
        while self.under_way and (len(self.under_way) > self._workers.ahead or self.under_way[0][1].done()):
            self.collect()

    def hand_out(self) -> None:
        """Hand out the batch, full or not."""
        if self._batch:
            self.under_way.append((self._batch, self._workers.submit(self._batch)))
            self._batch = []

    def collect(self) -> None:
        """Wait for the oldest batch."""
        self._ready.update((one.position, one) for one in self._workers.collect(*self.under_way.popleft()))

    def due(self) -> Iterator[Checked]:
        """Yield the results that follow on those yielded before."""
        while self._following in self._ready:
            yield self._ready.pop(self._following)
            self._following += 1
