"""The process that parses can be stopped, and what happens in it stays there."""

from __future__ import annotations

import os
import resource
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from checker.errors import UnreadableFile
from checker.read import Limits
from checker.read.extract import Source
from checker.read.limits import DEFAULT_LIMITS
from checker.read.worker import TooCostly, Worker, WorkerError, close_workers, read_isolated
from checker.read.worker_main import serve
from tests.read import samples

SOURCE = Source("a.docx", samples.report_docx(), ".docx")
REPORT = "\n".join((samples.TITLE, *samples.PARAGRAPHS))


def test_the_answer_is_that_of_the_reader() -> None:
    """What comes out of the process is what the reader gives."""
    from checker.read.docx import read

    assert read_isolated("docx", "Word 文档", SOURCE, DEFAULT_LIMITS) == read(SOURCE, DEFAULT_LIMITS)


def test_time_is_bounded() -> None:
    """A file that takes longer than allowed is given up, with the limit in the message, and the process ends."""
    worker = Worker()
    try:
        with pytest.raises(TooCostly, match="超过 0 秒"):
            worker.read("docx", SOURCE, Limits(seconds=0.0))
    finally:
        worker.stop()
    assert worker.process.poll() is not None
    assert not os.path.exists(worker.scratch)  # noqa: PTH110 - a string of tempfile's


def test_after_a_slow_file_the_next_is_read() -> None:
    """A file that is given up does not spoil the ones after it."""
    with pytest.raises(UnreadableFile):
        read_isolated("docx", "Word 文档", SOURCE, Limits(seconds=0.0))
    assert read_isolated("docx", "Word 文档", SOURCE, DEFAULT_LIMITS).text == REPORT


def test_a_process_that_dies_is_noticed() -> None:
    """A process killed from outside is an error of its own kind."""
    worker = Worker()
    worker.process.send_signal(signal.SIGKILL)
    worker.process.wait()
    with pytest.raises(WorkerError):
        worker.read("docx", SOURCE, DEFAULT_LIMITS)
    worker.stop()


def test_memory_is_bounded() -> None:
    """A file that needs more memory than allowed is refused, and the process that asks does not suffer."""
    body = "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(400_000))
    source = Source("a.docx", samples.docx(body), ".docx")
    limits = Limits(memory_bytes=64 * 1024 * 1024, unpacked_bytes=1 << 30)
    with pytest.raises(UnreadableFile, match="内存超过上限 64 MB"):
        read_isolated("docx", "Word 文档", source, limits)
    assert read_isolated("docx", "Word 文档", SOURCE, DEFAULT_LIMITS).text == REPORT


def test_threads_have_workers_of_their_own() -> None:
    """Several threads read at once and get each their own text."""
    sources = [Source(f"{n}.docx", samples.docx(samples.paragraph(f"第{n}份报告。")), ".docx") for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda one: read_isolated("docx", "Word 文档", one, DEFAULT_LIMITS).text, sources))
    assert texts == [f"第{n}份报告。" for n in range(8)]
    close_workers()


def test_whatever_a_library_raises_is_told() -> None:
    """An error that no reader foresees is told as damage, by its kind, not as a traceback."""
    from dataclasses import asdict

    request = {
        "format": "docx",
        "name": "a.docx",
        "suffix": ".docx",
        "limits": asdict(DEFAULT_LIMITS) | {"members": "many"},
    }
    limit = resource.getrlimit(resource.RLIMIT_AS)
    try:
        answer = serve(request, samples.report_docx())
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limit)  # `serve` bounds the memory of its own process, here ours
    assert answer["error"] == "UnreadableFile"
    assert "TypeError" in answer["reason"]
