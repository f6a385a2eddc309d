"""What a reader gets and gives: the bytes of one file, and its text in blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.errors import UnreadableFile
from checker.model.document import Block, BlockKind
from checker.read import messages
from checker.read.limits import Limits

__all__ = ["Extract", "Line", "Source", "assemble", "check_characters"]


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file, and what the user calls it; ``suffix`` is lower case with its dot, or empty."""

    name: str
    data: bytes
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text on its way to be a block."""

    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """Text of one file with its blocks, and what the file declares of itself; a `Document` without identity."""

    text: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    title: str | None = None
    published: str | None = None  # ISO date
    source: str | None = None
    warnings: tuple[str, ...] = field(default=())
    doubtful_pages: frozenset[int] = frozenset()


def assemble(
    source: Source,
    limits: Limits,
    lines: Iterable[Line],
    *,
    encoding: str | None = None,
    title: str | None = None,
    published: str | None = None,
    origin: str | None = None,
    warnings: Iterable[str] = (),
    doubtful_pages: Iterable[int] = (),
) -> Extract:
    """Lay lines out as one text, '\\n' between blocks, and keep the exact place of each.

    Lines are stripped; those without text are dropped. Line ends inside a line become spaces.
    Raises UnreadableFile beyond ``limits.characters``.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        if "\n" in text or "\r" in text:
            text = " ".join(piece.strip() for piece in text.splitlines())
        blocks.append(Block(at, at + len(text), line.kind, line.page))
        parts.append(text)
        at += len(text) + 1
        if at > limits.characters:
            check_characters(source.name, at, limits)
    return Extract(
        "\n".join(parts),
        tuple(blocks),
        encoding,
        title,
        published,
        origin,
        tuple(warnings),
        frozenset(doubtful_pages),
    )


def check_characters(name: str, count: int, limits: Limits) -> None:
    """Raise UnreadableFile where a text of ``count`` characters is more than ``limits`` allow."""
    if count > limits.characters:
        raise UnreadableFile(name, messages.TOO_MANY_CHARACTERS.format(found=count, limit=limits.characters))
