"""A Dask cluster: batches go as bytes to whichever node is free; the nodes need the program, not our disk.

Only what `concurrent.futures` promises is used of the engine, and its own word on a node that died: it hands the batch
to another, and gives up on what kills several.
"""

from __future__ import annotations

import importlib
import logging
import re
import tempfile
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checker.catalogs import code_fingerprint
from checker.errors import CheckerError, ClusterError
from checker.pipeline import messages
from checker.pipeline.checker import Checked
from checker.pipeline.recipe import Recipe, known_checker
from checker.pipeline.workers import Ticket, batch_size
from checker.read import Input, Limits

__all__ = ["Cluster"]

_PLAIN = re.compile(r"\.\w{1,16}")  # suffixes that any file system takes
_PATIENCE = 15  # seconds to wait for the scheduler, and for the first node


@dataclass(frozen=True, slots=True)
class _Order:
    """A batch on its way: (position, name, id, key, suffix, bytes) of each input; the recipe only where wanted."""

    code: str
    digest: str
    recipe: Recipe | None
    limits: Limits
    inputs: tuple[tuple[int, str, str, str, str, bytes], ...]


class Cluster:
    """The nodes behind a Dask scheduler. Enter it to connect; raises `ClusterError` with what to do."""

    def __init__(
        self,
        address: str,
        recipe: Recipe,
        limits: Limits,
        inputs: int,
        *,
        patience: float = _PATIENCE,
        code: str | None = None,
    ) -> None:
        """Aim at a scheduler's address for a number of inputs; ``patience`` (seconds) is how long to wait for it.

        ``code`` names the code that the nodes have to run, by default that of this process.
        """
        self.batch, self.ahead = 1, 2
        self._address = address
        self._recipe = recipe
        self._limits = limits
        self._inputs = inputs
        self._patience = patience
        self._code = code or code_fingerprint()

    def __enter__(self) -> Self:
        try:
            self._engine: Any = importlib.import_module("distributed")
        except ImportError as error:
            raise ClusterError(messages.NO_EXTRA) from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told in our words
        self._client: Any = self._engine.Client.__new__(self._engine.Client)
        try:
            self._connect()
            self._make_ready()
        except BaseException:
            self._client.close()  # also one that never connected: the garbage collector, closing it in a thread that
            raise  # just starts, would wait for that thread for ever
        return self

    def _connect(self) -> None:
        try:
            self._client.__init__(self._address, timeout=self._patience, set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise self._error(messages.NO_SCHEDULER) from error
        except ValueError as error:
            raise self._error(messages.NOT_AN_ADDRESS) from error

    def _make_ready(self) -> None:
        """Give every node the catalog, once, and see that it runs the same code."""
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError as error:
            raise self._error(messages.NO_NODES) from error
        try:
            codes = self._client.run(_set_up, self._recipe)
        except CheckerError:  # a catalog that cannot be compiled anywhere
            raise
        except Exception as error:
            raise self._error(messages.NODE_FAILED, _told(error)) from error
        for node, code in codes.items():
            if code != self._code:
                raise ClusterError(messages.OTHER_CODE.format(node=node))
        threads = sum(self._client.nthreads().values())
        self.batch, self.ahead = batch_size(self._inputs, threads, 16), 2 * threads
        self._executor = self._client.get_executor(pure=False)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(wait=False)
        self._client.close()

    def submit(self, batch: Sequence[Ticket]) -> Future[list[Checked]]:
        """Begin to check a batch on some node."""
        return self._send(batch, None)

    def _send(self, batch: Sequence[Ticket], recipe: Recipe | None) -> Future[Any]:
        inputs = tuple((one.position, one.item.name, one.report, one.key, one.suffix, one.data) for one in batch)
        order = _Order(self._code, self._recipe.digest, recipe, self._limits, inputs)
        sent: Future[Any] = self._executor.submit(_check, order)
        return sent

    def collect(self, batch: Sequence[Ticket], future: Future[list[Checked]]) -> list[Checked]:
        """Wait for a batch; a node that joined late is told the recipe; of what kills nodes, only the culprit fails."""
        try:
            checked: list[Checked] | None = future.result()
            return checked if checked is not None else self._send(batch, self._recipe).result()
        except self._engine.KilledWorker:
            if len(batch) == 1:
                return [batch[0].failed(messages.NODE_DIED)]
            return [one for ticket in batch for one in self.collect([ticket], self._send([ticket], self._recipe))]
        except CheckerError:
            raise
        except CancelledError as error:
            raise self._error(messages.LOST) from error
        except Exception as error:
            raise self._error(messages.NODE_FAILED, _told(error)) from error

    def _error(self, message: str, detail: str = "") -> ClusterError:
        return ClusterError(message.format(address=self._address, seconds=self._patience, detail=detail))


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _set_up(recipe: Recipe) -> str:
    """On a node: make the checker, and say which code does it."""
    recipe.checker()
    return code_fingerprint()


def _check(order: _Order) -> list[Checked] | None:
    """On a node: check a batch; None where the node joined late and lacks the recipe."""
    if order.code != code_fingerprint():
        import socket

        raise ClusterError(messages.OTHER_CODE.format(node=socket.gethostname()))
    checker = order.recipe.checker() if order.recipe else known_checker(order.digest)
    if checker is None:
        return None
    checked = []
    with tempfile.TemporaryDirectory(prefix="checker-") as folder:
        for position, name, report, key, suffix, data in order.inputs:
            path = Path(folder) / f"{position}{suffix if _PLAIN.fullmatch(suffix) else ''}"
            path.write_bytes(data)
            checked.append(checker.check_input(position, Input(path, name), report, order.limits, key=key))
            path.unlink()
    return checked
