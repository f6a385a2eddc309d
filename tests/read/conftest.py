"""What the tests of reading share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.model.document import Document
from checker.read import Limits, read_document

Read = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write bytes to a file and read it; checks what holds for every document."""

    def write_and_read(name: str, data: bytes | str, limits: Limits | None = None) -> Document:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        document = read_document(path, name=name, limits=limits or Limits())
        at = 0
        for block in document.blocks:
            assert document.text[at : block.start].strip() == "", "between blocks lies white space"
            assert document.block_text(block) == document.block_text(block).strip() != "", "a block is its text"
            at = block.end
        assert document.text[at:].strip() == "", "no text after the last block"
        return document

    return write_and_read


def lines(document: Document) -> list[str]:
    """Give the texts of the blocks."""
    return [document.block_text(block) for block in document.blocks]
