"""Make text of pages: what stands at places on paper becomes paragraphs in reading order.

PDF, OFD and recognised scans give pieces of text with their places, not paragraphs. Here the pieces become lines, page
numbers and running headers go, and lines that the edge of the page has broken are joined again. All lengths are in the
unit of the page, y grows downwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from checker.model.document import BlockKind
from checker.read.extract import Line

__all__ = ["PageText", "Piece", "join_pages", "title_of", "to_lines"]

_PAGE_NUMBER = re.compile(
    r"[\s\-—–―－_·•.~～|]*(?:第?\s*(?:\d{1,4}|[ivxlIVXL]{1,6})\s*页?|第\s*[一二三四五六七八九十百〇]{1,5}\s*页)"
    r"(?:\s*[/／,，共of]+\s*\d{1,4}\s*页?)?[\s\-—–―－_·•.~～|]*|(?i:page)\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?"
)
_DIGITS = re.compile(r"\d+")
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部条]|"
    r"\d{1,2}(?:\.(?!\d)|．|、)|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]是)"
)
_SENTENCE_END = re.compile(r"[。！？；：!?;:][”’）)]*$")
_NOT_FIRST = frozenset("，。、；：？！”’）》〉】〕％,.;:?!)]}%…")  # punctuation that no line begins with
_WORD = re.compile(r"[A-Za-z0-9.,%\-/]+")
_EDGE = 0.12  # of the height of a page, where page numbers and running headers stand
_SAME_PLACE = 0.015  # of the height of a page
_REPEATED = 0.5  # of the pages: a line that stands there is a running header
_GAP = 1.0  # em between two pieces of one line: a gap between cells
_INDENT = 1.1  # em: a line that begins so far in begins a paragraph


@dataclass(frozen=True, slots=True)
class Piece:
    """Text at a place; a character, a run or a line. ``size`` is the height of its letters."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of one page in reading order."""

    number: int  # from 1
    width: float
    height: float
    lines: tuple[Piece, ...]


def to_lines(pieces: Iterable[Piece]) -> list[Piece]:
    """Join pieces into lines, in the order in which the file draws them.

    Programs draw text in reading order, tables cell by cell; where the order often jumps up the page, the pieces are
    sorted by their places instead.
    """
    lines = _join_runs(pieces)
    jumps = sum(1 for above, below in pairwise(lines) if below.bottom < above.top and below.left < above.right)
    if jumps > max(2, len(lines) // 8):
        return _join_runs(_sorted_rows(lines))
    return lines


def _join_runs(pieces: Iterable[Piece]) -> list[Piece]:
    lines: list[Piece] = []
    parts: list[str] = []
    box: Piece | None = None
    for piece in pieces:
        if box is not None and _continues(box, piece):
            gap = piece.left - box.right
            if gap > _GAP * max(box.size, piece.size) and parts[-1].strip() and piece.text.strip():
                parts.append("\t")
            elif gap > 0.2 * box.size and _latin(parts[-1][-1:]) and _latin(piece.text[:1]):
                parts.append(" ")
            parts.append(piece.text)
            box = Piece(
                "",
                min(box.left, piece.left),
                max(box.right, piece.right),
                min(box.top, piece.top),
                max(box.bottom, piece.bottom),
                max(box.size, piece.size),
            )
        else:
            if box is not None:
                lines.append(replace(box, text="".join(parts)))
            parts = [piece.text]
            box = replace(piece, text="")
    if box is not None:
        lines.append(replace(box, text="".join(parts)))
    return [line for line in lines if line.text.strip()]


def _continues(line: Piece, piece: Piece) -> bool:
    """Say whether a piece stands to the right of a line and on it."""
    middle = (piece.top + piece.bottom) / 2
    return line.top <= middle <= line.bottom and piece.left > line.right - 0.7 * line.size


def _latin(char: str) -> bool:
    return "!" <= char <= "~"


def _sorted_rows(pieces: Sequence[Piece]) -> list[Piece]:
    """Sort pieces into rows from the top, each from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.top + one.bottom) / 2):
        middle = (piece.top + piece.bottom) / 2
        if rows and min(one.top for one in rows[-1][-3:]) <= middle <= max(one.bottom for one in rows[-1][-3:]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [piece for row in rows for piece in sorted(row, key=lambda one: one.left)]


def join_pages(pages: Sequence[PageText]) -> list[Line]:
    """Give the paragraphs of pages, each with the page where it begins, without page numbers and running headers."""
    running = _running(pages)
    lines: list[Line] = []
    parts: list[str] = []
    first_page = 1
    previous: Piece | None = None
    title = {id(line) for line in _title_lines(pages)}
    margins = _Margins(pages)
    for page in pages:
        left, right = margins.of(page)
        for line in _without_edges(page, running):
            if previous is None or not _runs_on(previous, line, left, right) or id(line) in title:
                _close(lines, parts, first_page)
                parts, first_page = [], page.number
            elif _latin(parts[-1][-1:]) and _latin(line.text.strip()[:1]):
                parts.append(" ")
            parts.append(line.text.strip())
            if id(line) in title:
                _close(lines, parts, first_page, "title")
                parts, previous = [], None
            else:
                previous = line
    _close(lines, parts, first_page)
    return _without_lonely_rows(lines)


def title_of(pages: Sequence[PageText]) -> str | None:
    """Give the title: the lines of the largest letters on the first page, but for the red head (某某人民政府文件)."""
    return "".join("".join(line.text.split()) for line in _title_lines(pages)) or None


def _without_lonely_rows(lines: list[Line]) -> list[Line]:
    """Take a row without a row beside it for a line with a gap in it (来源：…    时间：…), not for a table."""
    kept = list(lines)
    for number, line in enumerate(lines):
        beside = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
        if line.kind == "table_row" and not any(other.kind == "table_row" for other in beside):
            kept[number] = Line(line.text.replace("\t", " "), "paragraph", line.page)
    return kept


def _close(lines: list[Line], parts: list[str], page: int, kind: BlockKind = "paragraph") -> None:
    text = "".join(parts).strip()
    if text:
        lines.append(Line(text, "table_row" if "\t" in text and kind == "paragraph" else kind, page))


def _running(pages: Sequence[PageText]) -> Counter[tuple[str, int]]:
    """Count the lines, numbers aside, that stand at the edges of several pages; keep those of half the pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edge = {_place(line, page) for line in page.lines if _in_edge(line, page)}
        seen.update(edge)
    least = max(2.0, _REPEATED * len(pages))
    return Counter({place: count for place, count in seen.items() if count >= least})


def _place(line: Piece, page: PageText) -> tuple[str, int]:
    return _DIGITS.sub("#", "".join(line.text.split())), round(line.top / page.height / _SAME_PLACE)


def _in_edge(line: Piece, page: PageText) -> bool:
    return line.bottom < _EDGE * page.height or line.top > (1 - _EDGE) * page.height


def _without_edges(page: PageText, running: Counter[tuple[str, int]]) -> list[Piece]:
    return [
        line
        for line in page.lines
        if not (
            _in_edge(line, page)
            and (
                _PAGE_NUMBER.fullmatch(line.text)
                or any((_place(line, page)[0], _place(line, page)[1] + shift) in running for shift in (-1, 0, 1))
            )
        )
    ]


class _Margins:
    """Where lines begin and end, of all pages of one width together, since a last page has few lines."""

    def __init__(self, pages: Sequence[PageText]) -> None:
        self._lefts: dict[int, Counter[int]] = {}
        self._rights: dict[int, Counter[int]] = {}
        for page in pages:
            for line in page.lines:
                if len(line.text.strip()) >= 8:
                    unit = max(1.0, line.size / 2)
                    self._lefts.setdefault(round(page.width), Counter())[round(line.left / unit)] += 1
                    self._rights.setdefault(round(page.width), Counter())[round(line.right / unit)] += 1
        self._unit = {
            round(page.width): max(1.0, median([line.size for line in page.lines] or [2.0]) / 2) for page in pages
        }

    def of(self, page: PageText) -> tuple[float, float]:
        """Give the left and the right edge of the text of a page."""
        key = round(page.width)
        unit = self._unit[key]
        lefts = self._lefts.get(key)
        rights = self._rights.get(key)
        if not lefts or not rights:
            return 0.0, page.width
        often = max(1, max(rights.values()) // 4)
        return (
            min(place for place, count in lefts.items() if count >= max(1, max(lefts.values()) // 4)) * unit,
            max(place for place, count in rights.items() if count >= often) * unit,
        )


def _runs_on(previous: Piece, line: Piece, left: float, right: float) -> bool:
    """Say whether a line goes on with the paragraph of the line before it.

    It does where the line before is full, that is where the first word of this line would have found no room in it, and
    where this line is not set in and does not begin as a heading after the end of a sentence.
    """
    text = line.text.strip()
    size = max(1.0, previous.size)
    if abs(line.size - previous.size) > 0.25 * size or "\t" in line.text or "\t" in previous.text:
        return False  # a heading, a row of a table
    if line.left - left > _INDENT * size and line.left - previous.left > 0.5 * size:
        return False
    room = right - previous.right
    if room > _first_word(text) * size + 0.8 * size:
        return False
    return not (_SENTENCE_END.search(previous.text.strip()) and _HEADING.match(text))


def _first_word(text: str) -> float:
    """Give the width in em of what cannot be broken at the beginning of a line."""
    word = _WORD.match(text)
    width = len(word.group()) * 0.55 if word else 1.0
    after = text[len(word.group()) if word else 1 :]
    for char in after[:3]:
        if char not in _NOT_FIRST:
            break
        width += 1.0
    return width


def _title_lines(pages: Sequence[PageText]) -> list[Piece]:
    """Find the title on the first page by the size of its letters."""
    if not pages or not pages[0].lines:
        return []
    page = pages[0]
    body = median(line.size for one in pages for line in one.lines for _ in range(len(line.text) // 10 + 1))
    large = [
        line
        for line in page.lines
        if line.size > 1.15 * body
        and line.top < 0.6 * page.height
        and abs(line.left + line.right - page.width) < 0.2 * page.width  # in the middle
        and 4 <= len("".join(line.text.split())) <= 60
    ]
    large = [
        line for line in large if not "".join(line.text.split()).endswith("文件")
    ]  # the red head: 某某人民政府文件
    if not large:
        return []
    size = max(line.size for line in large)
    lines = [line for line in large if line.size > 0.92 * size]
    return lines if len(lines) <= 4 else []
