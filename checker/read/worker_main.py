"""The process that `worker` starts: reads the files that it is sent until its input ends."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from checker.errors import InputError
from checker.read import messages
from checker.read.extract import Extract, Source
from checker.read.limits import Limits
from checker.read.progress import listening
from checker.read.registry import by_id
from checker.read.worker import receive, receive_bytes, send

__all__ = ["main"]


def main() -> None:
    """Serve requests on standard input; answers go to standard output, which libraries that print cannot reach."""
    try:
        _serve_all()
    finally:
        scratch = os.environ.get("CHECKER_READ_SCRATCH")
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)


def _serve_all() -> None:
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    requests = sys.stdin.buffer
    while (request := receive(requests)) is not None:
        data = receive_bytes(requests)
        if data is None:
            return

        def tell(done: int, total: int) -> None:
            send(answers, {"page": done, "pages": total})

        with listening(tell):
            answer = serve(request, data)
        send(answers, answer)


def serve(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Read one file and give the answer as plain values."""
    known = by_id(request["format"])
    limits = Limits(**request["limits"])
    source = Source(request["name"], data, request["suffix"])
    memory = limits.memory_bytes_heavy if known.heavy else limits.memory_bytes
    _bound_memory(memory)
    try:
        return _plain(known.reader()(source, limits))
    except InputError as error:
        return {"error": type(error).__name__, "reason": error.reason}
    except MemoryError:
        reason = messages.TOO_MUCH_MEMORY.format(limit=memory // 1024 // 1024)
        return {"error": "UnreadableFile", "reason": reason, "costly": True}
    except Exception as error:  # whatever a library trips over is the file's fault
        reason = messages.DAMAGED.format(label=known.label, detail=type(error).__name__)
        return {"error": "UnreadableFile", "reason": reason}


def _plain(extract: Extract) -> dict[str, Any]:
    return {
        "text": extract.text,
        "blocks": [(block.start, block.end, block.kind, block.page) for block in extract.blocks],
        "encoding": extract.encoding,
        "title": extract.title,
        "published": extract.published,
        "source": extract.source,
        "warnings": extract.warnings,
        "doubtful_pages": sorted(extract.doubtful_pages),
    }


def _bound_memory(count: int) -> None:
    """Let the process grow by ``count`` bytes at most; Windows has no such limit, there time is the only bound."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = _size_now() + count
    if hard != resource.RLIM_INFINITY:
        bound = min(bound, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


def _size_now() -> int:
    """Give the size of this process in bytes; where the system does not say, a gigabyte."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 30


if __name__ == "__main__":
    main()
