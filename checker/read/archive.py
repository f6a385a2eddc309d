"""A zip of reports: its members are read one by one, from memory; nothing is ever written to the disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from checker.errors import InputError, UnreadableFile
from checker.read import messages
from checker.read.container import Container
from checker.read.limits import Limits
from checker.read.registry import ARCHIVE_SUFFIXES, readable_suffixes

__all__ = ["Member", "list_members", "load_member"]

_LABEL = "压缩包"
_SKIPPED = (".", "~$", "__macosx")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip: how to name it to the user, and the way to it."""

    name: str
    member: tuple[str, ...]


def list_members(path: Path, limits: Limits) -> Iterator[Member | InputError]:
    """Yield the readable files of a zip and of the zips in it, by name; what cannot be used is an InputError.

    Refused are names that climb out, more entries or bytes than the limits allow, and zips nested deeper than
    ``limits.depth``.
    """
    name = str(path)
    try:
        container = Container(name, path, limits, _LABEL, total=limits.archive_bytes)
    except UnreadableFile as error:
        yield error
        return
    found_any = False
    for found in _walk(container, name, (), limits, limits.depth):
        found_any = True
        yield found
    if not found_any:
        yield UnreadableFile(name, messages.NOTHING_IN_ARCHIVE.format(suffixes="、".join(readable_suffixes())))


def load_member(path: Path, member: tuple[str, ...], name: str, limits: Limits) -> bytes:
    """Get the bytes of a file in a zip, through all the zips on the way."""
    file: bytes | Path = path
    for entry in member:
        container = Container(name, file, limits, _LABEL, total=limits.archive_bytes)
        file = container.read(entry, limit=limits.file_bytes)
    return file if isinstance(file, bytes) else b""


def _walk(
    container: Container, name: str, way: tuple[str, ...], limits: Limits, depth: int
) -> Iterator[Member | InputError]:
    declared = sum(info.file_size for info in container.entries.values())
    if declared > limits.archive_bytes:
        yield UnreadableFile(name, messages.BOMB.format(limit=limits.archive_bytes // 1024 // 1024))
        return
    suffixes = readable_suffixes()
    for entry in sorted(container.entries):
        parts = PurePosixPath(entry).parts
        if entry.endswith("/") or any(part.lower().startswith(_SKIPPED) and part != ".." for part in parts):
            continue
        suffix = PurePosixPath(entry).suffix.lower()
        if suffix not in suffixes:
            continue
        shown = f"{name}/{entry}"
        if entry.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in entry:
            yield UnreadableFile(shown, messages.CLIMBS_OUT)
        elif suffix not in ARCHIVE_SUFFIXES:
            yield Member(shown, (*way, entry))
        elif depth <= 1:
            yield UnreadableFile(shown, messages.NESTED.format(limit=limits.depth))
        else:
            try:
                inner = container.read(entry, limit=limits.file_bytes)
                nested = Container(shown, inner, limits, _LABEL, total=limits.archive_bytes)
            except InputError as error:
                yield UnreadableFile(shown, error.reason)
                continue
            yield from _walk(nested, shown, (*way, entry), limits, depth - 1)
