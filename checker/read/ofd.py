"""Read OFD, China's fixed-layout format (GB/T 33190-2016): pages of text objects with their places, made paragraphs.

What templates draw (the frame of a page, its head and foot) and annotations are left out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.errors import UnreadableFile
from checker.read import messages
from checker.read.container import Container
from checker.read.extract import Extract, Source, assemble, check_characters
from checker.read.limits import Limits
from checker.read.pages import PageText, Piece, join_pages, title_of, to_lines
from checker.read.wordml import child, children, local

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read"]

_LABEL = "OFD 文件"
_A4 = (0.0, 0.0, 210.0, 297.0)  # millimetres
_MOST_DELTAS = 20_000  # distances between the characters of one object
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read(source: Source, limits: Limits) -> Extract:
    """Read the text of an OFD file, each paragraph with the page where it begins.

    Raises UnreadableFile for a damaged file, for more pages than allowed, and for pages that hold only pictures.
    """
    container = Container(source.name, source.data, limits, _LABEL)
    root = container.xml("OFD.xml")
    pages: list[PageText] = []
    title: str | None = None
    origin: str | None = None
    unread: list[int] = []
    pictures = 0
    characters = 0
    for body in children(root, "DocBody"):
        info = child(body, "DocInfo")
        title = title or _text(child(info, "Title"))
        origin = origin or _text(child(info, "Author"))
        where = _text(child(body, "DocRoot"))
        if not where:
            continue
        document_path = _join("", where)
        document = container.xml(document_path)
        area = _box(_text(child(child(child(document, "CommonData"), "PageArea"), "PhysicalBox")))
        for page in children(child(document, "Pages"), "Page"):
            number = len(pages) + 1
            if number > limits.pages:
                raise UnreadableFile(source.name, messages.TOO_MANY_PAGES.format(found=number, limit=limits.pages))
            content = container.xml_if_any(_join(posixpath.dirname(document_path), page.get("BaseLoc") or ""))
            if content is None:
                unread.append(number)
                pages.append(PageText(number, 210.0, 297.0, ()))
                continue
            own = _box(_text(child(child(content, "Area"), "PhysicalBox"))) or area or _A4
            pieces = list(_pieces(child(content, "Content"), own))
            characters += len(pieces)
            check_characters(source.name, characters, limits)
            pictures += not pieces and any(local(one) == "ImageObject" for one in content.iter())
            pages.append(PageText(number, max(1.0, own[2]), max(1.0, own[3]), tuple(to_lines(pieces))))
    warnings = [messages.BROKEN_PAGES.format(pages="、".join(map(str, unread[:10])))] if unread else []
    if pictures and characters:
        warnings.append(messages.PICTURE_PAGES.format(count=pictures))
    lines = join_pages(pages)
    standing = title is not None and any("".join(line.text.split()) == "".join(title.split()) for line in lines)
    return assemble(
        source, limits, lines, title=title if standing else title_of(pages), origin=origin, warnings=warnings
    )


def _join(folder: str, location: str) -> str:
    """Resolve a location, from the root if it begins with a slash, else from the folder; it cannot climb out."""
    path = location.strip().replace("\\", "/")
    joined = path if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath("/" + joined.lstrip("/")).lstrip("/")


def _text(element: _Element | None) -> str | None:
    return ((element.text or "").strip() or None) if element is not None else None


def _numbers(text: str | None) -> list[float]:
    found: list[float] = []
    for word in (text or "").split()[:_MOST_DELTAS]:
        try:
            number = float(word)
        except ValueError:
            continue
        found.append(number if abs(number) < 1e6 else 0.0)  # also not a number: abs(nan) < 1e6 is false
    return found


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    numbers = _numbers(text)
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else None


def _pieces(content: _Element | None, area: tuple[float, float, float, float]) -> Iterator[Piece]:
    """Yield the characters of a page in the order in which they are drawn."""
    if content is None:
        return
    for element in content.iter():
        if local(element) != "TextObject" or element.get("Visible") == "false":
            continue
        boundary = _box(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
        matrix = _numbers(element.get("CTM"))
        a, b, c, d, e, f = matrix if len(matrix) == 6 else _IDENTITY
        size = (_numbers(element.get("Size")) or [4.0])[0]
        across = size * ((a * a + b * b) ** 0.5 or 1.0)
        high = size * ((c * c + d * d) ** 0.5 or 1.0)
        x = y = 0.0
        for code in children(element, "TextCode"):
            x = (_numbers(code.get("X")) or [x])[0]
            y = (_numbers(code.get("Y")) or [y])[0]
            text = (code.text or "").replace("\n", "").replace("\r", "")
            steps_x, steps_y = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
            for number, char in enumerate(text):
                left = boundary[0] + a * x + c * y + e - area[0]
                base = boundary[1] + b * x + d * y + f - area[1]
                width = across if ord(char) > 0x2E7F else across * 0.55
                yield Piece(char, left, left + width, base - 0.88 * high, base + 0.12 * high, max(0.1, high))
                x += steps_x[number] if number < len(steps_x) else (0.0 if steps_y else width / (abs(a) or 1.0))
                y += steps_y[number] if number < len(steps_y) else 0.0


def _deltas(text: str | None) -> list[float]:
    """Expand distances: "g 3 5.0" is 5.0 three times (GB/T 33190-2016, 11.3)."""
    found: list[float] = []
    words = (text or "").split()[:_MOST_DELTAS]
    at = 0
    while at < len(words):
        if words[at] == "g" and at + 2 < len(words):
            count, step = _numbers(words[at + 1]), _numbers(words[at + 2])
            if count and step:
                found += [step[0]] * int(min(max(count[0], 0), _MOST_DELTAS - len(found)))
            at += 3
        else:
            found += _numbers(words[at])
            at += 1
    return found
