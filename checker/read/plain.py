"""Read txt: the text as it stands, each line a block."""

from __future__ import annotations

from checker.model.document import Block
from checker.read import messages
from checker.read.encoding import Decoded, decode, normalise_newlines
from checker.read.extract import Extract, Source, check_characters
from checker.read.limits import Limits
from checker.read.registry import readable_suffixes

__all__ = ["decode_source", "read"]


def read(source: Source, limits: Limits) -> Extract:
    """Decode a text file; nothing is left out, so that offsets in the file's own text stay valid.

    A form feed begins a new page (pdftotext writes them); a text without any has no pages.
    """
    decoded = decode_source(source, limits)
    text = normalise_newlines(decoded.text)
    return Extract(text, _line_blocks(text), decoded.encoding, warnings=lost_warnings(decoded))


def decode_source(source: Source, limits: Limits, declared: str | None = None) -> Decoded:
    """Decode the bytes of a file, with the messages and limits of a user's file."""
    decoded = decode(source.name, source.data, declared, "、".join(readable_suffixes()))
    check_characters(source.name, len(decoded.text), limits)
    return decoded


def lost_warnings(decoded: Decoded) -> tuple[str, ...]:
    """Give the warning that belongs to a text of which some bytes could not be decoded."""
    return (messages.REPLACED.format(count=decoded.lost),) if decoded.lost else ()


def _line_blocks(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    paged = "\f" in text
    page = 1
    start = 0
    for line in text.split("\n"):
        for number, piece in enumerate(line.split("\f")):
            page += number > 0
            content = piece.strip()
            if content:
                first = start + len(piece) - len(piece.lstrip())
                blocks.append(Block(first, first + len(content), page=page if paged else None))
            start += len(piece) + 1
    return tuple(blocks)
