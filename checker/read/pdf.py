"""Read PDF with pypdfium2: characters with their places become paragraphs; scanned pages are recognised."""

from __future__ import annotations

import importlib
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from checker.errors import UnreadableFile
from checker.read import messages
from checker.read.extract import Extract, Source, assemble, check_characters
from checker.read.limits import Limits
from checker.read.pages import PageText, Piece, join_pages, title_of, to_lines
from checker.read.progress import report
from checker.read.recognise import Recogniser
from checker.read.requirement import require

__all__ = ["read"]

_FEW = 8  # characters; a page with fewer, and with a picture, is a scan
_UNKNOWN_SHARE = 0.3  # of the characters have no meaning in Unicode: the text of the page is of no use
_OCR_DPI = 200
_PASSWORD = "password"


def read(source: Source, limits: Limits) -> Extract:
    """Read the text of a PDF, each paragraph with the page where it begins.

    Raises UnreadableFile for a damaged or locked file and for more pages than allowed, UnsupportedFormat for a scan
    that nothing here can recognise.
    """
    pdfium = require("pypdfium2", "pdf", source.name, "PDF")
    try:
        document = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise UnreadableFile(source.name, messages.ENCRYPTED) from error
        raise UnreadableFile(source.name, messages.DAMAGED.format(label="PDF", detail=messages.NOT_OPENED)) from error
    try:
        return _read(document, source, limits)
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class _Characters:
    pieces: list[Piece]
    garbled: bool  # most of them have no meaning in Unicode
    width: float
    height: float


def _read(document: Any, source: Source, limits: Limits) -> Extract:
    count = len(document)
    if count > limits.pages:
        raise UnreadableFile(source.name, messages.TOO_MANY_PAGES.format(found=count, limit=limits.pages))
    pages: dict[int, PageText] = {}
    broken: list[int] = []
    scans: list[int] = []
    characters = 0
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
        except RuntimeError:  # a page that pdfium cannot load
            broken.append(number)
            continue
        found = _characters(page)
        characters += len(found.pieces)
        check_characters(source.name, characters, limits)
        scanned = found.garbled or (len(found.pieces) < _FEW and _has_picture(page))
        if scanned:
            scans.append(number)
        lines = () if scanned else tuple(to_lines(found.pieces))
        pages[number] = PageText(number, found.width, found.height, lines)
        page.close()
    recogniser = Recogniser(source.name)
    if scans and (recogniser.available or not any(page.lines for page in pages.values())):
        for done, number in enumerate(scans, 1):
            page = document[number - 1]
            report(done - 1, len(scans))
            pages[number] = recogniser.read(_render(page, limits), number)
            page.close()
        scans = []
    warnings = list(recogniser.warnings)
    if scans:
        warnings.append(messages.SCANNED_PAGES.format(pages=_numbers(scans), command=messages.install("ocr")))
    if broken:
        warnings.append(messages.BROKEN_PAGES.format(pages=_numbers(broken)))
    ordered = [pages[number] for number in sorted(pages)]
    return assemble(
        source,
        limits,
        join_pages(ordered),
        title=title_of(ordered),
        warnings=warnings,
        doubtful_pages=recogniser.doubtful,
    )


def _numbers(pages: list[int]) -> str:
    shown = "、".join(str(number) for number in pages[:10])
    return shown + (" 等" if len(pages) > 10 else "")


def _characters(page: Any) -> _Characters:
    """Get the characters of a page that stand upright, in the order in which they are drawn, y downwards.

    A page that is turned has letters that lean by a quarter; those that lean as most do are upright, the others are a
    watermark.
    """
    raw = importlib.import_module("pypdfium2.raw")

    text_page = page.get_textpage()
    handle = text_page.raw
    box = raw.FS_RECTF()
    found: list[tuple[str, float, float, float, float, float, int]] = []
    high = 0
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if raw.FPDFText_IsGenerated(handle, index) == 1 or code in {9, 10, 13}:
            continue
        if not raw.FPDFText_GetLooseCharBox(handle, index, box):
            continue
        leaning = round(raw.FPDFText_GetCharAngle(handle, index) / (math.pi / 2) * 10)  # in tenths of a quarter
        size = raw.FPDFText_GetFontSize(handle, index)
        char = chr(code) if code >= 32 and code not in {0xFFFE, 0xFFFF} else "\ufffd"
        found.append((char, box.left, box.right, box.bottom, box.top, size, leaning))
    text_page.close()
    quarters = Counter(round(one[6] / 10) % 4 for one in found if abs(one[6] - 10 * round(one[6] / 10)) <= 1)
    quarter = quarters.most_common(1)[0][0] if quarters else 0
    x, y, x_end, y_end = page.get_mediabox()
    width, height = x_end - x, y_end - y
    pieces: list[Piece] = []
    for char, x0, x1, y0, y1, size, leaning in found:
        if abs((leaning - quarter * 10 + 20) % 40 - 20) <= 1:
            left, right, top, bottom = _turned(x0 - x, x1 - x, y0 - y, y1 - y, quarter, width, height)
            tall = bottom - top
            pieces.append(Piece(char, left, right, top, bottom, size if 0.5 * size < tall < 2.5 * size else tall / 1.2))
    unknown = sum(piece.text == "\ufffd" or "\ue000" <= piece.text <= "\uf8ff" for piece in pieces)
    garbled = unknown > _UNKNOWN_SHARE * len(pieces)
    kept = [piece for piece in pieces if piece.text != "\ufffd"]
    return _Characters(kept, garbled, *((height, width) if quarter % 2 else (width, height)))


def _turned(
    x0: float, x1: float, y0: float, y1: float, quarter: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """Turn a box of a page, y upwards, by quarters; gives left, right, top, bottom, y downwards."""
    if quarter == 0:
        return x0, x1, height - y1, height - y0
    if quarter == 1:
        return y0, y1, x0, x1
    if quarter == 2:
        return width - x1, width - x0, y0, y1
    return height - y1, height - y0, width - x1, width - x0


def _has_picture(page: Any) -> bool:
    """Say whether there is a picture on a page, also inside of a form."""
    raw = importlib.import_module("pypdfium2.raw")

    return any(True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4))


def _render(page: Any, limits: Limits) -> Any:
    """Draw a page as an array of grey values, of ``limits.pixels`` at most."""
    width, height = page.get_size()
    scale = _OCR_DPI / 72
    scale = min(scale, math.sqrt(limits.pixels / max(1.0, width * height)))
    return page.render(scale=scale, grayscale=True).to_numpy()
