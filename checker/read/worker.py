"""Parse in a process of its own, which can be stopped: hostile files hang, exhaust memory, and crash C libraries.

A worker is started with the first file that needs one, used again for the next, and thrown away after any trouble. It
speaks over its pipes: JSON of a known length, the file's bytes behind the request. Its memory is bounded by the system
(RLIMIT_AS, where there is one), its time by who waits for it.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import checker.errors
from checker.errors import InputError, UnreadableFile
from checker.model.document import Block
from checker.read import messages
from checker.read.extract import Extract, Source
from checker.read.limits import Limits
from checker.read.progress import report

__all__ = ["close_workers", "read_isolated"]

_LENGTH = 8  # bytes that say how long a message is
_LONGEST = 1 << 30  # bytes of a message; more is nonsense
_ROUNDS = 200  # files until a worker is replaced, so that what libraries leak goes
_IDLE_LIMIT = 4  # workers kept


class TooCostly(UnreadableFile):
    """The file took more time or memory than allowed; the process is of no more use."""


class WorkerError(ChildProcessError):
    """The process ended without an answer."""


class Worker:
    """A process that reads one file at a time."""

    def __init__(self) -> None:
        self.scratch = tempfile.mkdtemp(prefix="checker-read-")
        root = str(Path(checker.errors.__file__).resolve().parents[1])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONUTF8": "1",
            "TMPDIR": self.scratch,
            "CHECKER_READ_SCRATCH": self.scratch,  # the worker removes it when its input ends
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "checker.read.worker_main"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # LibreOffice is a child of the worker: both are stopped together
        )
        self.answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self.rounds = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        stream = self.process.stdout
        while stream is not None:
            try:
                message = receive(stream)
            except (OSError, ValueError):
                message = None
            self.answers.put(message)
            if message is None:
                return

    def read(self, format_id: str, source: Source, limits: Limits) -> Extract:
        """Let the process read a file; raises TooCostly, WorkerError, or what the reader raises."""
        self.rounds += 1
        deadline = time.monotonic() + limits.seconds
        request = {"format": format_id, "name": source.name, "suffix": source.suffix, "limits": asdict(limits)}
        stream = self.process.stdin
        if stream is None:
            raise WorkerError
        threading.Thread(target=_send_quietly, args=(stream, request, source.data), daemon=True).start()
        while True:
            try:
                message = self.answers.get(timeout=max(0.0, deadline - time.monotonic()))
                late = time.monotonic() >= deadline  # a quick worker may answer before anybody waits
            except queue.Empty:
                late = True
            if late:
                raise TooCostly(source.name, messages.TOO_SLOW.format(limit=limits.seconds))
            if message is None:
                raise WorkerError
            if "page" in message:
                deadline = time.monotonic() + limits.seconds_per_scanned_page
                report(message["page"], message["pages"])
            elif "error" in message:
                if message.get("costly"):
                    raise TooCostly(source.name, str(message["reason"]))
                raise _error(message["error"], source.name, str(message["reason"]))
            else:
                return _extract(message)

    def stop(self) -> None:
        """End the process, its children, and its folder."""
        with contextlib.suppress(OSError, AttributeError):
            if sys.platform == "win32":
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        shutil.rmtree(self.scratch, ignore_errors=True)


class _Pool:
    """Idle workers of this process; a forked child has none of its parent's."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.idle: list[Worker] = []
        self.lock = threading.Lock()

    def take(self) -> Worker:
        with self.lock:
            if self.owner != os.getpid():
                self.owner, self.idle = os.getpid(), []
            if self.idle:
                return self.idle.pop()
        return Worker()

    def give_back(self, worker: Worker) -> None:
        with self.lock:
            if worker.rounds < _ROUNDS and len(self.idle) < _IDLE_LIMIT and worker.process.poll() is None:
                self.idle.append(worker)
                return
        worker.stop()

    def close(self) -> None:
        with self.lock:
            workers, self.idle = (self.idle if self.owner == os.getpid() else []), []
        for worker in workers:
            worker.stop()


_pool = _Pool()
atexit.register(_pool.close)


def close_workers() -> None:
    """End the idle workers of this process now; later files start new ones."""
    _pool.close()


def read_isolated(format_id: str, label: str, source: Source, limits: Limits) -> Extract:
    """Read a file in a worker; raises InputError for all that goes wrong there, with the reason."""
    worker = _pool.take()
    fresh = worker.rounds == 0
    sound = False
    try:
        extract = worker.read(format_id, source, limits)
        sound = True
        return extract
    except WorkerError:
        if fresh:
            raise UnreadableFile(source.name, messages.DIED.format(label=label)) from None
    except InputError as error:
        sound = not isinstance(error, TooCostly)
        raise
    finally:
        if sound:
            _pool.give_back(worker)
        else:
            worker.stop()
    return read_isolated(format_id, label, source, limits)  # an earlier file may have worn it out: try another worker


def send(stream: IO[bytes], message: dict[str, Any], data: bytes | None = None) -> None:
    """Write a message, and the bytes of a file behind it."""
    body = json.dumps(message).encode()
    stream.write(len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)
    if data is not None:
        stream.write(len(data).to_bytes(_LENGTH, "big"))
        stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """Read a message; None at the end of the stream."""
    body = receive_bytes(stream)
    if body is None:
        return None
    message = json.loads(body)
    return message if isinstance(message, dict) else None


def receive_bytes(stream: IO[bytes]) -> bytes | None:
    """Read bytes of announced length; None at the end of the stream or where the announcement is nonsense."""
    head = stream.read(_LENGTH)
    length = int.from_bytes(head, "big")
    if len(head) < _LENGTH or length > _LONGEST:
        return None
    body = stream.read(length)
    return body if len(body) == length else None


def _send_quietly(stream: IO[bytes], message: dict[str, Any], data: bytes) -> None:
    with contextlib.suppress(OSError, ValueError):  # the process is gone: its silence tells
        send(stream, message, data)


def _error(kind: str, name: str, reason: str) -> InputError:
    made = getattr(checker.errors, kind, UnreadableFile)
    return made(name, reason) if issubclass(made, InputError) else UnreadableFile(name, reason)


def _extract(message: dict[str, Any]) -> Extract:
    blocks = tuple(Block(start, end, kind, page) for start, end, kind, page in message["blocks"])
    return Extract(
        message["text"],
        blocks,
        message["encoding"],
        message["title"],
        message["published"],
        message["source"],
        tuple(message["warnings"]),
        frozenset(message["doubtful_pages"]),
    )
