"""Tell how far a long reading has come, without handing a callback through every reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["Progress", "listening", "report"]

Progress = Callable[[int, int], None]  # pages done, pages in all

_listener: ContextVar[Progress | None] = ContextVar("listener", default=None)


def report(done: int, total: int) -> None:
    """Say that ``done`` of ``total`` pages are recognised; nobody need listen."""
    listener = _listener.get()
    if listener is not None:
        listener(done, total)


@contextmanager
def listening(listener: Progress | None) -> Iterator[None]:
    """Let a listener hear what is reported inside."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
