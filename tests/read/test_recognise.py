"""Scans: the text of pictures of pages."""

from __future__ import annotations

import importlib.util
import io
from typing import Any

import pytest

from checker.errors import UnreadableFile
from checker.read import Limits
from tests.read import samples
from tests.read.conftest import Read

needs_ocr = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None or importlib.util.find_spec("onnxruntime") is None,
    reason="没有安装 yaodian-checker[ocr]",
)
SENTENCE = "RULE OF LAW REPORT 2023"


def scan() -> Any:
    """Draw a page with a sentence in large letters."""
    import pypdfium2

    data = samples.pdf([[(60, 200, 28, SENTENCE), (60, 300, 28, "SECTION TWO 2024")]])
    return pypdfium2.PdfDocument(data)[0].render(scale=1.4).to_pil().convert("L")


def saved(picture: Any, kind: str) -> bytes:
    """Give the bytes of a picture."""
    buffer = io.BytesIO()
    picture.save(buffer, kind)
    return buffer.getvalue()


@needs_ocr
def test_a_picture_and_a_scanned_pdf(read: Read) -> None:
    """The same page as a picture and as a PDF without text is recognised, with its page."""
    for name, kind in (("a.png", "PNG"), ("a.pdf", "PDF")):
        document = read(name, saved(scan(), kind))
        assert SENTENCE.replace(" ", "") in "".join(document.text.split()), name
        assert document.blocks[0].page == 1


@needs_ocr
def test_a_huge_picture_is_refused(read: Read) -> None:
    """A picture of more pixels than allowed is not decoded."""
    with pytest.raises(UnreadableFile, match="像素"):
        read("a.png", saved(scan(), "PNG"), Limits(pixels=10_000))


@needs_ocr
def test_a_broken_picture(read: Read) -> None:
    """A picture cut short is named as damaged."""
    with pytest.raises(UnreadableFile, match="损坏"):
        read("a.png", saved(scan(), "PNG")[:300])
