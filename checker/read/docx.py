"""Read docx: paragraphs with the numbers that Word generates, tables as rows, text boxes, tracked changes as accepted.

Headers, footers, comments and notes are parts of their own and are not read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.model.document import BlockKind
from checker.read import messages
from checker.read.container import Container
from checker.read.extract import Extract, Line, Source, assemble
from checker.read.limits import Limits
from checker.read.numbering import Numbering, paragraph_list
from checker.read.wordml import attribute, child, children, is_on, local, value

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read"]

_REMOVED = frozenset(
    ("del", "moveFrom", "delText", "delInstrText", "instrText", "fldData", "rt", "pPr", "rPr", "sectPr")
)
_BREAK = "\n"
_LONGEST_CELL = 1_200  # characters; a cell with more is a frame around text, not a cell of a table
_MOST_PARAGRAPHS = 12  # in a cell, likewise
_TITLE_STYLES = frozenset(("title", "标题"))


def read(source: Source, limits: Limits) -> Extract:
    """Read the text of a Word document: a paragraph is a block, a row of a table is one, its cells apart by a tab."""
    container = Container(source.name, source.data, limits, "Word 文档")
    main = _main_part(container)
    root = container.xml(main)
    body = child(root, "body")
    if body is None:
        raise container.damaged(messages.NO_BODY)
    folder = posixpath.dirname(main)
    styles = container.xml_if_any(posixpath.join(folder, "styles.xml"))
    numbering = container.xml_if_any(posixpath.join(folder, "numbering.xml"))
    lines = list(_Reader(numbering, styles).read(body))
    title = next((line.text.strip() for line in lines if line.kind == "title" and line.text.strip()), None)
    return assemble(source, limits, lines, title=title or _core_title(container, lines))


def _main_part(container: Container) -> str:
    """Find the main part by the relations of the package, as programs name it differently."""
    relations = container.xml_if_any("_rels/.rels")
    for relation in children(relations, "Relationship"):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            target = posixpath.normpath((relation.get("Target") or "").lstrip("/"))
            if target in container.entries:
                return target
    return "word/document.xml"


def _core_title(container: Container, lines: list[Line]) -> str | None:
    """Give the title of the properties if the text has it as a line: programs write all kinds of things there."""
    core = container.xml_if_any("docProps/core.xml")
    declared = child(core, "title")
    title = "".join((declared.text or "").split()) if declared is not None else ""
    return title if title and any("".join(line.text.split()) == title for line in lines[:20]) else None


class _Reader:
    """Reads a body in order, since numbers are counted in order."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self.numbering = Numbering(numbering, styles)
        self.titles = {
            attribute(style, "styleId")
            for style in children(styles, "style")
            if (value(child(style, "name")) or "").lower() in _TITLE_STYLES
        }
        self.carried = ""  # text of a paragraph whose end was deleted: it runs on into the next

    def read(self, body: _Element) -> Iterator[Line]:
        """Yield the lines of a body, a cell, a text box."""
        for element in _content(body):
            name = local(element)
            if name == "p":
                yield from self.paragraph(element)
            elif name == "tbl":
                for row in children(element, "tr"):
                    yield from self.row(row)
        if self.carried:
            yield Line(self.carried)
            self.carried = ""

    def paragraph(self, paragraph: _Element) -> Iterator[Line]:
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle"))
        text, boxes = _run_text(paragraph)
        ended = not is_on(child(child(properties, "rPr"), "del"))
        visible = text.strip()
        if visible and not self.carried:
            list_id, level = paragraph_list(properties)
            label = self.numbering.label(list_id, level, style)
            gap = " " if label[-1:].isalnum() else ""
            text = label + gap + text.lstrip() if label else text
        text = self.carried + text
        self.carried = ""
        if ended:
            kind: BlockKind = "title" if style in self.titles and style is not None else "paragraph"
            for piece in text.split(_BREAK):
                yield Line(piece, kind)
        else:
            self.carried = text
        for box in boxes:
            held, self.carried = self.carried, ""
            yield from self.read(box)
            self.carried = held

    def row(self, row: _Element) -> Iterator[Line]:
        if is_on(child(child(row, "trPr"), "del")):
            return
        cells: list[list[Line]] = []
        for cell in _content(row):
            if local(cell) == "tc" and not is_on(child(child(cell, "tcPr"), "cellDel")):
                cells.append([line for line in self.read(cell) if line.text.strip()])
        framed = any(_is_frame(cell) for cell in cells)
        if framed or len(cells) < 2:
            yield from (line for cell in cells for line in cell)
        else:
            yield Line(
                "\t".join(" ".join(line.text.strip() for line in cell) for cell in cells).strip("\t"), "table_row"
            )


def _is_frame(cell: list[Line]) -> bool:
    """Say whether a cell holds as much as a page, so that its table is there for the layout."""
    return len(cell) > _MOST_PARAGRAPHS or sum(len(line.text) for line in cell) > _LONGEST_CELL


def _content(element: _Element) -> Iterator[_Element]:
    """Yield the blocks of an element; content controls and accepted insertions are looked through."""
    stack = list(reversed(element))
    while stack:
        one = stack.pop()
        name = local(one)
        if name in {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"}:
            inner = child(one, "Choice") if name == "AlternateContent" else one
            if name == "AlternateContent" and inner is None:
                inner = child(one, "Fallback")
            stack.extend(reversed(inner if inner is not None else ()))
        elif name not in _REMOVED:
            yield one


def _run_text(paragraph: _Element) -> tuple[str, list[_Element]]:
    """Give the text of a paragraph as it reads with all changes accepted, and the text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[_Element] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = local(element)
        if name in _REMOVED or (name == "r" and is_on(child(child(element, "rPr"), "vanish"))):
            continue
        if name == "t":
            pieces.append(element.text or "")
        elif name in {"tab", "ptab"}:
            pieces.append("\t")
        elif name == "cr" or (name == "br" and attribute(element, "type") in {None, "textWrapping"}):
            pieces.append(_BREAK)
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "txbxContent":
            boxes.append(element)
        elif name == "AlternateContent":
            variant = child(element, "Choice")
            stack.append(variant if variant is not None else child(element, "Fallback") or element[0])
        else:
            stack.extend(reversed(element))
    return "".join(pieces), boxes
