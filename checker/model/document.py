"""A document as read: text, the blocks that it is made of, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Block", "Document"]

BlockKind = Literal["paragraph", "title", "table_row"]


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of a document.

    ``start`` and ``end`` are offsets in characters of `Document.text`; ``page`` counts from 1 and is None where the
    format has no pages. A txt line is a block; a paragraph of html or docx is a block.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Extracted text of one file.

    All offsets anywhere in the product point into ``text``. Blocks are in reading order and do not overlap; what lies
    between two blocks is white space. ``wrapped`` says that lines are lines of a page, not paragraphs (a PDF saved as
    text), as far as the reader knows; the parser looks for itself as well.
    """

    id: str  # file stem
    name: str  # as the user named it
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    media_type: str
    encoding: str | None = None
    title: str | None = None  # declared by the file: <title>, <h1>, meta ArticleTitle, core properties
    published: str | None = None  # ISO date declared by the file
    source: str | None = None  # declared issuer or site
    warnings: tuple[str, ...] = field(default=())
    doubtful_pages: frozenset[int] = frozenset()  # recognised from a picture with little confidence

    def block_text(self, block: Block) -> str:
        """Give the text of a block."""
        return self.text[block.start : block.end]
