"""Lines as read: one width of characters, page furniture told apart, wrapped lines rejoined to paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.model.document import Document
from checker.parse.markers import Style, find_marker

__all__ = ["Line", "Paragraph", "drop_furniture", "join_lines", "narrow", "read_lines"]


def _narrow_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    wide = dict(zip(",;:?!()[]", "，；：？！（）（）", strict=True))
    for code in list(table):
        table[code] = wide.get(table[code], table[code])
    table |= {ord(char): to for char, to in wide.items()}
    pairs = "〔（〕）｡。﹐，､、﹑、﹒.﹔；﹕：﹖？﹗！—-–-―-－-─-‐-‑-〇〇○〇「“」”『“』”〝“〞”"
    table |= {ord(char): to for char, to in zip(pairs[::2], pairs[1::2], strict=True)}
    blanks = (0x09, 0x0B, 0x0C, 0xA0, 0x3000, 0x200B, 0x200C, 0x200D, 0xFEFF, 0xAD, 0x2060, *range(0x2000, 0x200B))
    table |= dict.fromkeys(blanks, " ")
    return table


_NARROW = _narrow_table()
_MARKUP = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5});|</?[a-zA-Z][^<>]{0,200}>")
_ENTITIES = {"&ldquo;": "“", "&rdquo;": "”", "&middot;": "·", "&mdash;": "-", "&ndash;": "-", "&hellip;": "…"}

_NARROW_CHARACTER = re.compile(r"[\x00-\xff]")
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_PAGE_NUMBER = re.compile(
    r"[-·~\s]*\d{1,3}[-·~\s]*"
    r"|[-·~\s]*第?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*页(?:\s*[，/]?\s*共\s*\d{1,3}\s*页)?[-·~\s]*"
    r"|\d{1,3}\s*/\s*\d{1,3}|共\s*\d+\s*页|[Pp]age\s*\d+(?:\s*of\s*\d+)?|-\s*[一二三四五六七八九十]{1,3}\s*-"
)
_TERMINAL = re.compile(r"[。；！？：…][”’》）\"'】]*$")
_STOP = re.compile(r"[。；！？]")
_SIGNATURE = re.compile(
    r"(?:\d{4}|[〇一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?"
    r"|.{0,40}(?:政府|委员会|办公室|办事处|局|厅|街道|镇|乡)|抄送：.*|附件.*|（.{0,12}公开.{0,12}）|特此报告.*|专此报告.*"
)
_CARRIED_ON = re.compile(r"[，。；、：）》”的了和与及]|[^，。；：]{1,3}[、）》”]")
_TITLE_REACH = 12  # lines
_UNFINISHED = re.compile(r"[，、（“《及与和的]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its surrounding white space; ``text`` is narrowed, character for character."""

    start: int
    end: int
    text: str
    indent: int  # in characters
    margin: int  # the same in columns
    after_blank: bool
    page: int | None
    declared_title: bool = False
    gaps: tuple[tuple[int, int], ...] = ()  # page furniture between the line before and this one

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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph rejoined from its lines: ``text`` has neither line breaks nor page furniture."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]  # of each line in ``text``

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the document of a stretch of ``text`` that is not empty."""
        return self._offset(start), self._offset(end - 1) + 1

    def gaps(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Give the page furniture between two offsets of the document."""
        if len(self.lines) == 1:
            return ()
        first = bisect_right(self.lines, start, key=lambda line: line.start)
        last = bisect_right(self.lines, end - 1, key=lambda line: line.start)
        return tuple(gap for line in self.lines[first:last] for gap in line.gaps)

    def page(self, start: int) -> int | None:
        """Give the page of a place in ``text``."""
        return self.lines[bisect_right(self.starts, start) - 1].page

    def _offset(self, position: int) -> int:
        index = bisect_right(self.starts, position) - 1
        return self.lines[index].start + position - self.starts[index]


def narrow(text: str) -> str:
    """Give every character its plain form, one for one, so that offsets stay.

    Unlike `checker.text.fold` nothing is dropped: brackets and white space tell where sentences and headings end.
    """
    if "&" in text or "<" in text:
        text = _MARKUP.sub(lambda found: _ENTITIES.get(found.group(), "").ljust(len(found.group())), text)
    return text.translate(_NARROW)


def read_lines(document: Document) -> list[Line]:
    """List the lines of a document that are not blank."""
    text = narrow(document.text)
    lines: list[Line] = []
    previous_end = 0
    blocks = [(block.start, block.end, block.page, block.kind == "title") for block in document.blocks]
    for block_start, block_end, page, titled in blocks or [(0, len(text), None, False)]:
        for start, end in _split(text, block_start, block_end):
            own = text[start:end]
            stripped = own.strip()
            if not stripped:
                continue
            indent = len(own) - len(own.lstrip())
            begin = start + indent
            # Some readers trim their blocks: the indentation then lies between the blocks.
            line_start = max(text.rfind("\n", previous_end, begin), text.rfind("\r", previous_end, begin)) + 1
            blank = document.text[max(line_start, previous_end) : begin]
            indent, margin = len(blank), len(blank) + blank.count("\u3000")
            breaks = _count_breaks(text[previous_end:begin])
            lines.append(Line(begin, begin + len(stripped), stripped, indent, margin, breaks > 1, page, titled))
            previous_end = begin + len(stripped)
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
            kept.append(replace(line, gaps=tuple(gaps)) if gaps else line)
            gaps = []
    return kept


def join_lines(lines: Sequence[Line]) -> list[Paragraph]:
    """Rejoin the lines of wrapped pages to paragraphs."""
    width = _wrap_width(lines)
    indented = _uses_indents(lines, width)
    paragraphs: list[Paragraph] = []
    group: list[Line] = []
    heading = False  # whether what the group holds so far reads as a heading
    for line in lines:
        if group and _continues(group[-1], line, heading, width, indented):
            group.append(line)
        else:
            if group:
                paragraphs.append(_paragraph(group))
            group = [line]
            heading = True
        heading = heading and len(group) < 4 and not _STOP.search(line.text)
    if group:
        paragraphs.append(_paragraph(group))
    return paragraphs


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _BREAK.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _count_breaks(between: str) -> int:
    return sum(1 for _ in _BREAK.finditer(between))


def _is_open(text: str) -> bool:
    """Whether a line of running text breaks off within a sentence."""
    return not _TERMINAL.search(text) and (len(text) >= 30 or _STOP.search(text) is not None)


def _running_headers(lines: list[Line], is_number: list[bool]) -> set[str]:
    """Find lines that are repeated where pages turn: beside page numbers, or within a sentence."""
    counts = Counter(line.text for line in lines if len(line.text) <= 45 and not _TERMINAL.search(line.text))
    repeated = {text for text, count in counts.items() if count > 1}
    if not repeated:
        return set()
    turns: Counter[str] = Counter()
    last = len(lines) - 1
    for index, line in enumerate(lines):
        if line.text not in repeated or is_number[index]:
            continue
        beside = (index > 0 and is_number[index - 1]) or (index < last and is_number[index + 1])
        within = index > 0 and _is_open(lines[index - 1].text)
        new_page = index > 0 and line.page is not None and line.page != lines[index - 1].page
        turns[line.text] += beside or within or new_page
    return {text for text, count in turns.items() if count * 2 >= counts[text]}


def _wrap_width(lines: Sequence[Line]) -> _Width | None:
    """Give the width at which lines are wrapped, None where a line is a paragraph."""
    if len(lines) < 8:
        return None
    nearly = len(lines) * 95 // 100
    width = _Width(
        sorted(line.columns for line in lines)[nearly],
        sorted(line.indent + len(line.text) for line in lines)[nearly],
    )
    if not 30 <= width.columns <= 130:
        return None
    full = [line for line in lines if width.filled(line)]
    broken = sum(1 for line in full if not _TERMINAL.search(line.text))
    return width if len(full) >= 4 and len(full) * 4 >= len(lines) and broken * 2 >= len(full) else None


def _uses_indents(lines: Sequence[Line], width: _Width | None) -> bool:
    """Whether paragraphs begin with an indent, so that a line without one goes on."""
    indented = sum(1 for line in lines if line.indent >= 2)
    return indented * (8 if width else 2) >= len(lines) and indented > 2


def _continues(before: Line, line: Line, heading: bool, width: _Width | None, indented: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before."""
    full = width is not None and width.filled(before)
    open_end = not _TERMINAL.search(before.text)
    marker = find_marker(line.text)
    if marker and (not marker.item or not (full and open_end)):
        return False
    if indented and line.indent >= 2 and not (before.indent >= 2 and width is None and _UNFINISHED.search(before.text)):
        return False
    if _SIGNATURE.fullmatch(line.text) and len(line.text) < (width.columns if width else 80) // 2:
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


def _paragraph(lines: list[Line]) -> Paragraph:
    if len(lines) == 1:
        return Paragraph(lines[0].text, tuple(lines), (0,))
    starts = []
    length = 0
    for line in lines:
        starts.append(length)
        length += len(line.text)
    return Paragraph("".join(line.text for line in lines), tuple(lines), tuple(starts))
