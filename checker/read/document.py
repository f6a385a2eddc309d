"""Read one input into a `Document`: load, tell the format, read, check."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path, PurePosixPath

from checker.errors import InputError, UnreadableFile
from checker.model.document import Document
from checker.read import messages
from checker.read.extract import Extract, Source
from checker.read.inputs import Input
from checker.read.limits import DEFAULT_LIMITS, Limits
from checker.read.progress import Progress, listening
from checker.read.registry import Format
from checker.read.sniff import by_suffix, detect

__all__ = ["read_document"]

_MIB = 1024 * 1024


def read_document(
    path: Path | Input,
    *,
    name: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> Document:
    """Read one file.

    ``name`` is what the user calls it (default: the path as given, or zip/member); it stands in every message.
    The id is the file stem. ``progress`` hears of pages done and pages in all where a scan is recognised.
    Raises InputError, of the kind that fits, with the reason and what to do.
    """
    given = path if isinstance(path, Input) else Input(Path(path), str(path))
    name = name or given.name
    last = PurePosixPath(given.member[-1]) if given.member else given.path
    data = load(given, name, limits)
    source = Source(name, data, last.suffix.lower())
    if not data:
        raise UnreadableFile(name, messages.EMPTY)
    if not data.strip(b" \t\r\n\f\v"):
        raise UnreadableFile(name, messages.BLANK)
    known = detect(source)
    with listening(progress):
        extract = _read(known, source, limits)
    if not extract.blocks:
        blank = known.id in {"txt", "md"}
        raise UnreadableFile(name, messages.BLANK if blank else messages.NO_TEXT.format(label=known.label))
    return Document(
        id=last.stem or last.name or "report",
        name=name,
        text=extract.text,
        blocks=extract.blocks,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=known.media_type,
        encoding=extract.encoding,
        title=extract.title,
        published=extract.published,
        source=extract.source,
        warnings=_renamed(known, source) + extract.warnings,
        doubtful_pages=extract.doubtful_pages,
    )


def load(given: Input, name: str, limits: Limits) -> bytes:
    """Get the bytes of a file or of a member of a zip; raises UnreadableFile."""
    if given.member:
        from checker.read.archive import load_member

        return load_member(given.path, given.member, name, limits)
    try:
        status = given.path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(name, messages.DIRECTORY)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(name, messages.NOT_A_FILE)
        if status.st_size > limits.file_bytes:
            found, limit = size(status.st_size), size(limits.file_bytes)
            raise UnreadableFile(name, messages.TOO_LARGE.format(found=found, limit=limit))
        with given.path.open("rb") as stream:
            return stream.read(limits.file_bytes)
    except FileNotFoundError:
        raise UnreadableFile(name, messages.MISSING) from None
    except PermissionError:
        raise UnreadableFile(name, messages.NO_PERMISSION) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        detail = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        raise UnreadableFile(name, messages.CANNOT_OPEN.format(detail=detail)) from error


def size(count: int) -> str:
    """Write a number of bytes for people."""
    return f"{count / _MIB:.1f} MB" if count >= _MIB else f"{count / 1024:.1f} KB" if count >= 1024 else f"{count} 字节"


def _read(known: Format, source: Source, limits: Limits) -> Extract:
    """Run the reader; whatever it trips over is the file's fault and is told as such."""
    try:
        if known.isolated:
            from checker.read.worker import read_isolated

            return read_isolated(known.id, known.label, source, limits)
        return known.reader()(source, limits)
    except InputError:
        raise
    except Exception as error:
        detail = type(error).__name__
        raise UnreadableFile(source.name, messages.DAMAGED.format(label=known.label, detail=detail)) from error


def _renamed(known: Format, source: Source) -> tuple[str, ...]:
    """Warn where the bytes are of another format than the suffix says; a text may have any suffix or none."""
    if not source.suffix or source.suffix in known.suffixes or (known.id == "txt" and by_suffix(source.suffix) is None):
        return ()
    return (messages.READ_AS.format(suffix=source.suffix, label=known.label),)
