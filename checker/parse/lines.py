"""Lines as read: one width of characters, page furniture told apart, wrapped lines rejoined to paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.model.document import Document
from checker.parse.markers import Marker, Style, find_marker

__all__ = ["Line", "Paragraph", "Place", "drop_furniture", "join_lines", "narrow", "read_lines"]


def _narrow_table() -> dict[str, str]:
    """Give the plain form of each character that has another one."""
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    wide = dict(zip(",;:?!()[]", "，；：？！（）（）", strict=True))
    table = {char: wide.get(to, to) for char, to in table.items()} | wide
    pairs = "〔（〕）｡。﹐，､、﹑、﹒.﹔；﹕：﹖？﹗！—-–-―-－-─-‐-‑-〇〇○〇「“」”『“』”〝“〞”"
    table |= zip(pairs[::2], pairs[1::2], strict=True)
    blanks = (0x09, 0x0B, 0x0C, 0xA0, 0x3000, 0x200B, 0x200C, 0x200D, 0xFEFF, 0xAD, 0x2060, *range(0x2000, 0x200B))
    table |= dict.fromkeys(map(chr, blanks), " ")
    return {char: to for char, to in table.items() if char != to}


_NARROW = _narrow_table()
_WIDE = re.compile("[" + re.escape("".join(_NARROW)) + "]")  # to look for the few is faster than str.translate
_MARKUP = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5});|</?[a-zA-Z][^<>]{0,200}>")
_ENTITIES = {"&ldquo;": "“", "&rdquo;": "”", "&middot;": "·", "&mdash;": "-", "&ndash;": "-", "&hellip;": "…"}

_NARROW_CHARACTER = re.compile(r"[\x00-\xff]")
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_BREAK_CHARACTER = re.compile(r"[\r\n\x85\u2028\u2029]")
_PAGE_NUMBER = re.compile(
    r"(?=[-·~\s\d第共Pp一二三四五六七八九十])(?:[-·~\s]*\d{1,3}[-·~\s]*"
    r"|[-·~\s]*第?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*页(?:\s*[，/]?\s*共\s*\d{1,3}\s*页)?[-·~\s]*"
    r"|\d{1,3}\s*/\s*\d{1,3}|共\s*\d+\s*页|[Pp]age\s*\d+(?:\s*of\s*\d+)?|-\s*[一二三四五六七八九十]{1,3}\s*-)"
)
_TERMINAL = ("。", "；", "！", "？", "：", "…")
_CLOSERS = "”’》）\"'】"
_STOP = re.compile(r"[。；！？]")
_SIGNATURE = re.compile(
    r"(?:\d{4}|[〇一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?"
    r"|.{0,40}(?:政府|委员会|办公室|办事处|局|厅|街道|镇|乡)|抄送：.*|附件.*|（.{0,12}公开.{0,12}）|特此报告.*|专此报告.*"
)
_CARRIED_ON = re.compile(r"[，。；、：）》”]|的(?!确)|了(?!解)|[^，。；：、（《“]{1,3}[）》”]")
_TITLE_REACH = 12  # lines
_NARROWEST, _WIDEST = 30, 130  # columns of a page
_UNFINISHED = re.compile(r"[，、（“《及与和的]$")


class Line(NamedTuple):
    """A line without its surrounding white space; ``text`` is narrowed, character for character."""

    start: int
    end: int
    text: str
    indent: int  # in characters
    margin: int  # the same in columns
    after_blank: bool
    page: int | None
    gaps: tuple[tuple[int, int], ...] = ()  # page furniture between the line before and this one

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip(_CLOSERS).endswith(_TERMINAL)

    @property
    def columns(self) -> int:
        """Width on paper: a Chinese character takes two columns, an ASCII one takes one."""
        return self.margin + 2 * len(self.text) - len(_NARROW_CHARACTER.findall(self.text))


@dataclass(frozen=True, slots=True)
class _Width:
    """How far the lines of a page run, in columns and in characters: programs wrap by either."""

    columns: int
    characters: int

    def filled(self, line: Line) -> bool:
        if self.columns - 4 <= line.columns <= self.columns + 4:
            return True
        return abs(self.characters - line.indent - len(line.text)) <= 1


Place = tuple[int, int, int | None, tuple[tuple[int, int], ...]]
"""Where words stand in the document: start, end, page, and the page furniture between the offsets."""


class Paragraph(NamedTuple):
    """A paragraph rejoined from its lines: ``text`` has neither line breaks nor page furniture."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]  # of each line in ``text``
    marker: Marker | None  # at its head

    def place(self, start: int, end: int) -> Place:
        """Give the place in the document of a stretch of ``text`` that is not empty."""
        lines = self.lines
        if len(lines) == 1:
            line = lines[0]
            return line.start + start, line.start + end, line.page, ()
        first, last = bisect_right(self.starts, start), bisect_right(self.starts, end - 1)
        return (
            lines[first - 1].start + start - self.starts[first - 1],
            lines[last - 1].start + end - self.starts[last - 1],
            lines[first - 1].page,
            tuple(gap for line in lines[first:last] for gap in line.gaps),
        )


def narrow(text: str) -> str:
    """Give every character its plain form, one for one, so that offsets stay.

    Unlike `checker.text.fold` nothing is dropped: brackets and white space tell where sentences and headings end.
    """
    if "&" in text or "<" in text:
        text = _MARKUP.sub(lambda found: _ENTITIES.get(found.group(), "").ljust(len(found.group())), text)
    return _WIDE.sub(lambda found: _NARROW[found[0]], text)


def read_lines(document: Document) -> list[Line]:
    """List the lines of a document that are not blank."""
    text = narrow(document.text)
    lines: list[Line] = []
    previous_end = 0
    blocks = [(block.start, block.end, block.page) for block in document.blocks]
    for block_start, block_end, page in blocks or [(0, len(text), None)]:
        for start, end in _split(text, block_start, block_end):
            own = text[start:end].lstrip()
            begin = end - len(own)
            own = own.rstrip()
            if not own:
                continue
            # Some readers trim their blocks: the indentation then lies between the blocks.
            between = text[previous_end:begin]
            line_start = max(between.rfind("\n"), between.rfind("\r")) + 1
            blank = document.text[previous_end + line_start : begin]
            indent, margin = len(blank), len(blank) + blank.count("\u3000")
            after_blank = len(_BREAK.findall(between)) > 1
            previous_end = begin + len(own)
            lines.append(Line(begin, previous_end, own, indent, margin, after_blank, page))
    return lines


def drop_furniture(lines: list[Line]) -> list[Line]:
    """Leave out page numbers and running headers; the line that follows them remembers their place."""
    is_number = [_PAGE_NUMBER.fullmatch(line.text) is not None for line in lines]
    headers = _running_headers(lines, is_number)
    kept: list[Line] = []
    gaps: list[tuple[int, int]] = []
    seen: set[str] = set()
    turned = False  # whether a page has ended
    for line, number in zip(lines, is_number, strict=True):
        # The title is often the running header as well: where it stands first, it stays.
        title = line.text not in seen and len(kept) < _TITLE_REACH and not turned
        header = line.text in headers and not title
        turned = turned or number
        seen.add(line.text)
        if number or header:
            gaps.append((line.start, line.end))
        else:
            kept.append(line._replace(gaps=tuple(gaps)) if gaps else line)
            gaps = []
    return kept


def join_lines(lines: Sequence[Line]) -> list[Paragraph]:
    """Rejoin the lines of wrapped pages to paragraphs."""
    width = _wrap_width(lines)
    indented = _uses_indents(lines, width)
    paragraphs: list[Paragraph] = []
    group: list[Line] = []
    first: Marker | None = None  # at the head of the group
    heading = False  # whether what the group holds so far reads as a heading
    for line in lines:
        marker = find_marker(line.text)
        if group and _continues(group[-1], line, marker, heading, width, indented):
            group.append(line)
        else:
            if group:
                paragraphs.append(_paragraph(group, first))
            group, first = [line], marker
            heading = True
        heading = heading and len(group) < 4 and not _STOP.search(line.text)
    if group:
        paragraphs.append(_paragraph(group, first))
    return paragraphs


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a block at its line breaks; most have none."""
    if not _BREAK_CHARACTER.search(text, start, end):
        return [(start, end)]
    breaks = [found.span() for found in _BREAK.finditer(text, start, end)]
    starts = [start, *(behind for _, behind in breaks)]
    return list(zip(starts, [*(before for before, _ in breaks), end], strict=True))


def _is_open(line: Line) -> bool:
    """Whether a line of running text breaks off within a sentence."""
    return not line.closed and (len(line.text) >= 30 or _STOP.search(line.text) is not None)


def _running_headers(lines: list[Line], is_number: list[bool]) -> set[str]:
    """Find lines that are repeated where pages turn: beside page numbers, or within a sentence."""
    counts = Counter(line.text for line in lines if len(line.text) <= 45 and not line.closed)
    repeated = {text for text, count in counts.items() if count > 1}
    if not repeated:
        return set()
    turns: Counter[str] = Counter()
    last = len(lines) - 1
    for index, line in enumerate(lines):
        if line.text not in repeated or is_number[index]:
            continue
        beside = (index > 0 and is_number[index - 1]) or (index < last and is_number[index + 1])
        within = index > 0 and _is_open(lines[index - 1])
        new_page = index > 0 and line.page is not None and line.page != lines[index - 1].page
        turns[line.text] += beside or within or new_page
    return {text for text, count in turns.items() if count * 2 >= counts[text]}


def _wrap_width(lines: Sequence[Line]) -> _Width | None:
    """Give the width at which lines are wrapped, None where a line is a paragraph."""
    if len(lines) < 8:
        return None
    nearly = len(lines) * 95 // 100
    characters = sorted(line.indent + len(line.text) for line in lines)[nearly]
    if characters > _WIDEST:  # no line has fewer columns than characters
        return None
    width = _Width(sorted(line.columns for line in lines)[nearly], characters)
    if not _NARROWEST <= width.columns <= _WIDEST:
        return None
    full = [line for line in lines if width.filled(line)]
    broken = sum(not line.closed for line in full)
    return width if len(full) >= 4 and len(full) * 4 >= len(lines) and broken * 2 >= len(full) else None


def _uses_indents(lines: Sequence[Line], width: _Width | None) -> bool:
    """Whether paragraphs begin with an indent, so that a line without one goes on."""
    indented = sum(1 for line in lines if line.indent >= 2)
    return indented * (8 if width else 2) >= len(lines) and indented > 2


def _continues(
    before: Line, line: Line, marker: Marker | None, heading: bool, width: _Width | None, indented: bool
) -> bool:
    """Whether a line with its ``marker`` goes on with the paragraph of the line before."""
    full = width is not None and width.filled(before)
    open_end = not before.closed
    if marker and (not marker.item or not (full and open_end)):
        return False
    if indented and line.indent >= 2 and not (before.indent >= 2 and width is None and _UNFINISHED.search(before.text)):
        return False
    if len(line.text) < (width.columns if width else 80) // 2 and _SIGNATURE.fullmatch(line.text):
        return full and open_end and not line.after_blank and not _SIGNATURE.fullmatch(before.text)
    if full:
        return open_end or not line.after_blank
    if not open_end:
        return False
    if _CARRIED_ON.match(line.text):
        return True
    if heading:  # a heading goes on only where it visibly lacks its end
        if find_marker(before.text) is None:
            return len(before.text) >= 30
        low = (marked := find_marker(before.text)) is not None and marked.style > Style.BRACKETED_CHINESE
        long = 28 if line.gaps and low else 50
        return _UNFINISHED.search(before.text) is not None or (len(before.text) >= long and width is None)
    return True


def _paragraph(lines: list[Line], marker: Marker | None) -> Paragraph:
    """Join lines; ``marker`` is the one at the head of the first."""
    if len(lines) == 1:
        return Paragraph(lines[0].text, tuple(lines), (0,), marker)
    starts = []
    length = 0
    for line in lines:
        starts.append(length)
        length += len(line.text)
    text = "".join(line.text for line in lines)
    return Paragraph(text, tuple(lines), tuple(starts), find_marker(text))
