"""Lay a web page out as lines, as a browser would break them, each with the element that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Node", "Page", "PageLine", "lay_out"]

_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr o output q ruby rb s
samp small span strike strong sub sup time tt u var wbr
"""
_SILENT_NAMES = """script style noscript template iframe object embed applet svg math canvas audio video map head title
meta link base button input select textarea option datalist progress del rt rp frame frameset noframes"""
_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr o output q ruby rb
s samp small span strike strong sub sup time tt u var wbr"""
_SILENT_NAMES = """script style noscript template iframe object embed applet svg math canvas audio video map head title
meta link base button input select textarea option datalist progress del rt rp frame frameset noframes"""
_INLINE = frozenset(_INLINE_NAMES.split())
_SILENT = frozenset(_SILENT_NAMES.split())
_FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "menu", "dialog"))
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:foot|footer|bottombar|nav|navbar|navigation|mainnav|topnav|menu|crumbs?|breadcrumbs?|bread|weizhi|dqwz|"
    r"share|bdsharebuttonbox|bshare|relate|related|xgyd|xgwz|recommend|copyright|sidebar|toolbar|comments?|pager|pagination|"
    r"pagebar|qrcode|ewm|erweima|prevnext|wza|login|search|searchbox|friendlink|yqlj)(?:$|[\s_-])"
)
_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$))"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_CJK_GAP = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*[\r\n\f]+[ \t]*(?=[\u2e80-\u9fff\uff00-\uffef])")
_SENTENCE = re.compile(r"[。；！？]|[，、].*[，、]")
_LONGEST_CELL = 1_200  # characters; a cell with more is a column of a page laid out by tables


@dataclass(slots=True)
class Node:
    """An element that holds lines; nodes are numbered in document order, ``end`` is one past its last descendant."""

    tag: str
    name: str  # id and class
    parent: int
    furniture: bool
    end: int = 0


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page; ``node`` holds it. ``linked`` is the share (0-1) of its characters inside links."""

    text: str
    node: int
    heading: int = 0  # 1-6 for h1-h6
    row: bool = False
    linked: float = 0.0

    @property
    def sentence(self) -> bool:
        """Say whether the line reads like prose, not like a menu."""
        return self.linked < 0.5 and len(self.text) >= 12 and _SENTENCE.search(self.text) is not None


@dataclass(slots=True)
class Page:
    """The lines of a page in reading order, and the elements that hold them."""

    nodes: list[Node] = field(default_factory=list)
    lines: list[PageLine] = field(default_factory=list)


def lay_out(root: _Element) -> Page:
    """Break a parsed page into lines: at blocks, ``<br>`` and the rows of tables of data. Hidden text is left out."""
    return _Layout().run(root)


class _Layout:
    def __init__(self) -> None:
        self.page = Page()
        self.open: list[int] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.in_link = 0
        self.heading = 0
        self.preformatted = 0

    def run(self, root: _Element) -> Page:
        stack: list[tuple[_Element, bool]] = [(root, True)]
        while stack:
            element, entering = stack.pop()
            if not entering:
                self.leave(element)
                continue
            tag = _tag(element)
            if tag is None or tag in _SILENT or _is_hidden(element):
                self.add(element.tail)
                continue
            if tag == "tr" and _is_data_row(element):
                self.add_row(element)
                self.add(element.tail)
                continue
            self.enter(element, tag)
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))
        self.flush()
        return self.page

    def enter(self, element: _Element, tag: str) -> None:
        if tag == "a":
            self.in_link += 1
        elif tag in {"br", "hr"}:
            self.flush()
        elif tag not in _INLINE and ":" not in tag:
            self.flush()
            self.open_node(element, tag)
            if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
                self.heading = int(tag[1])
            self.preformatted += tag == "pre"
        self.add(element.text)

    def leave(self, element: _Element) -> None:
        tag = _tag(element) or ""
        if tag == "a":
            self.in_link -= 1
        elif tag not in _INLINE and ":" not in tag and tag not in {"br", "hr"}:
            self.flush()
            self.close_node()
            self.preformatted -= tag == "pre"
            self.heading = 0
        self.add(element.tail)

    def open_node(self, element: _Element, tag: str) -> None:
        name = f"{element.get('id') or ''} {element.get('class') or ''}".strip()
        parent = self.open[-1] if self.open else -1
        furniture = tag in _FURNITURE_TAGS or _FURNITURE_NAME.search(_CAMEL.sub("-", name).lower()) is not None
        self.open.append(len(self.page.nodes))
        self.page.nodes.append(Node(tag, name, parent, furniture))

    def close_node(self) -> None:
        self.page.nodes[self.open.pop()].end = len(self.page.nodes)

    def add(self, text: str | None) -> None:
        if not text:
            return
        if self.preformatted:
            first, *others = text.split("\n")
            self.pieces.append(first)
            for other in others:
                self.flush()
                self.pieces.append(other)
            return
        self.pieces.append(text)
        if self.in_link:
            self.linked += _letters(text)

    def flush(self) -> None:
        text = collapse("".join(self.pieces))
        if text and self.open:
            linked = min(1.0, self.linked / max(1, _letters(text)))
            self.page.lines.append(PageLine(text, self.open[-1], self.heading, linked=linked))
        self.pieces.clear()
        self.linked = 0

    def add_row(self, row: _Element) -> None:
        self.flush()
        self.open_node(row, "tr")
        cells = [
            collapse(" ".join(_visible_text(cell)))
            for cell in row
            if _tag(cell) in {"td", "th"} and not _is_hidden(cell)
        ]
        links = sum(_letters(text) for link in row.iter("a") for text in _visible_text(link))
        text = "\t".join(cells).strip("\t")
        if text.strip():
            linked = min(1.0, links / max(1, _letters(text)))
            self.page.lines.append(PageLine(text, self.open[-1], row="\t" in text, linked=linked))
        self.close_node()


def collapse(text: str) -> str:
    """Collapse white space as a browser does; a line end between two Chinese characters is none."""
    return _SPACES.sub(" ", _CJK_GAP.sub("", text)).strip()


def _letters(text: str) -> int:
    """Count the characters that are not white space."""
    return len("".join(text.split()))


def _tag(element: _Element) -> str | None:
    """Give the lower-case name of an element; None for comments and processing instructions."""
    return element.tag.lower() if isinstance(element.tag, str) else None


def _is_hidden(element: _Element) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        return True
    style = attributes.get("style")
    return style is not None and _HIDDEN_STYLE.search(style.lower()) is not None


def _is_data_row(row: _Element) -> bool:
    """Say whether a row holds data: several cells, no table inside, no cell with as much text as a page."""
    cells = [cell for cell in row if _tag(cell) in {"td", "th"}]
    if len(cells) < 2 or next(row.iter("table"), None) is not None:
        return False
    return all(sum(map(len, cell.itertext())) <= _LONGEST_CELL for cell in cells) and all(
        len(list(cell.iter("p", "br", "li"))) <= 12 for cell in cells
    )


def _visible_text(element: _Element) -> Iterator[str]:
    """Give the pieces of text of a cell; blocks inside are apart by a space."""
    pieces: list[str] = []
    stack: list[tuple[_Element, bool]] = [(element, True)]
    while stack:
        current, entering = stack.pop()
        tag = _tag(current)
        shown = tag is not None and tag not in _SILENT and not _is_hidden(current)
        if entering and shown:
            if tag not in _INLINE and pieces:
                yield "".join(pieces)
                pieces = []
            pieces.append(current.text or "")
            stack.append((current, False))
            stack.extend((child, True) for child in reversed(current))
        elif current is not element:
            pieces.append(current.tail or "")
    yield "".join(pieces)
