"""The tree of headings: which numbers and phrases head what follows, and at which rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.parse.lines import Paragraph
from checker.parse.markers import Marker, Style, find_inner_markers, find_marker
from checker.parse.titles import is_section_title, section_title_end
from checker.text.numerals import parse_numeral

__all__ = ["Item", "find_items"]

# Bound here: to look a member up on its class is a function call in Python 3.11.
CHINESE, BRACKETED_CHINESE = Style.CHINESE, Style.BRACKETED_CHINESE
ITEM, BLACK_BRACKETS = Style.ITEM, Style.BLACK_BRACKETS

UNNUMBERED = 8
"""The rank of a heading without a number that names no part of the report: below every number."""

_STOP = re.compile(r"[。；！？]")
_TERMINAL = re.compile(r"[。；！？：，、…]$")
_FIGURE = re.compile(r"[\d《]")
_FACT = re.compile(r"印发|召开|出台|审议|成立了|办结|制定了|完成了|荣获|被评为|如下|以下|报告。?$")
_STATES = re.compile(r"^[我本全]|是|有|进入|将|下一步|今后")
_NOUN_END = re.compile(r"(?:情况|工作|方面|问题|不足|原因|打算|安排|计划|建设|机制|成效|举措|措施)。?$")
_ITEM_BEHIND = re.compile(r"([^：。；]{5,45}?[^，、：；。\s])(?=一是|一要)")
_SPACE_BEHIND = re.compile(
    r"([^：。；“《（]{2,29}[^：。；“《（，、\d\s])\s+(?=[^：。；\d][^：。；]{11})"
)  # not the space around a number
_COLON_BEHIND = re.compile(r"([^：。；，]{2,30})：")
_SHORT_SENTENCE = re.compile(r"([^：。；，]{3,25})[：。]")
_ABOUT = re.compile(r"(?:在)?([^，。：；\d]{2,20}方面)[，：]")
_ENUMERATED = re.compile(r"([一二三四五六七八九])[是要，]")
_TRAILING = "。：；，、 "


@dataclass(slots=True)
class Item:
    """A stretch of a paragraph with at most one number and heading at its head.

    Offsets are places in the paragraph's text. The heading, where there is one, lies in ``start``..``title_end``;
    ``cut`` says that a sentence ends with it. ``rank`` is 0 for what is no heading of the tree.
    """

    paragraph: int
    start: int
    end: int
    marker: Marker | None = None
    title: str = ""
    title_end: int = 0
    cut: bool = False
    rank: int = 0
    lead: str = ""
    lead_end: int = 0
    path: tuple[str, ...] = field(default=())

    @property
    def heading_only(self) -> bool:
        return bool(self.title) and self.title_end >= self.end


def find_items(paragraphs: Sequence[Paragraph]) -> list[Item]:
    """Cut paragraphs at their numbers, find the headings, and rank them."""
    items: list[Item] = []
    last: dict[Style, int] = {}
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
        for start, end, marker in _cut(paragraph, last):
            item = Item(index, start, end, marker)
            if marker:
                last[marker.style] = marker.number
                _read_numbered(item, paragraph.text, following)
            else:
                _read_unnumbered(item, paragraph.text, following)
            items.append(item)
    _rank(items, paragraphs)
    return items


def _cut(paragraph: Paragraph, last: dict[Style, int]) -> list[tuple[int, int, Marker | None]]:
    """Cut a paragraph where a number opens a new item within it."""
    text, first = paragraph.text, paragraph.marker
    inner = find_inner_markers(text, first)
    if not inner:
        return [(0, len(text), first)]
    heads = [first] if first else []
    numbers = dict(last)
    if first and not first.bare:
        numbers[first.style] = first.number
    for marker in inner:
        if _opens_item(text, marker, numbers, heads[-1].end if heads else 0):
            heads.append(marker)
            numbers[marker.style] = marker.number
    starts = [0] * (not heads or heads[0].start > 0) + [marker.start for marker in heads]
    markers: list[Marker | None] = [None] * (len(starts) - len(heads)) + list(heads)
    return list(zip(starts, [*starts[1:], len(text)], markers, strict=True))


def _opens_item(text: str, marker: Marker, numbers: dict[Style, int], since: int) -> bool:
    before = text[: marker.start].rstrip()[-1:]
    stopped = before in "。；！？"
    next_in_line = marker.number == numbers.get(marker.style, 0) + 1
    if marker.style is BLACK_BRACKETS:
        return stopped
    if marker.style is CHINESE:
        title = _STOP.split(text[marker.end : marker.end + 60], maxsplit=1)[0]
        known = is_section_title(title.rstrip(_TRAILING)) or section_title_end(text[marker.end : marker.end + 80]) > 0
        return known or (next_in_line and (stopped or before in "：”）"))
    if marker.style is BRACKETED_CHINESE:
        if stopped or (next_in_line and before in "：）"):
            return True
        return marker.number == 1 and is_section_title(text[since : marker.start].strip(_TRAILING))
    if marker.style is ITEM:
        return stopped
    return stopped and (next_in_line or marker.number == 1)


def _read_numbered(item: Item, text: str, following: str) -> None:
    """Find the heading behind a number: the rest of the line, or what stands before the text that runs on."""
    marker = item.marker
    assert marker is not None
    body = text[marker.end : item.end]
    if marker.style is BLACK_BRACKETS:
        close = body.find("】")
        if close < 0:  # the bracket closes behind the end of the sentence: no heading
            return
        _head(item, body[:close], marker.end + close + 1, cut=True)
        return
    stop = _STOP.search(body)
    high = marker.style in (CHINESE, BRACKETED_CHINESE)
    if not marker.item:
        if stop is None and is_section_title(body.rstrip(_TRAILING)):
            _head(item, body, item.end, cut=True)
            return
        known = section_title_end(body) if high and (stop or len(body) > 60) else 0
        if known and (stop is None or known < stop.start()):
            _head(item, body[:known], marker.end + known + (body[known : known + 1] == "："), cut=True)
            return
        run_on = _ITEM_BEHIND.match(body) if "一是" in body or "一要" in body else None
        run_on = run_on or (_SPACE_BEHIND.match(body) if high and stop else None)
        if run_on and (stop is None or run_on.end(1) < stop.start()):
            _head(item, run_on.group(1), marker.end + run_on.end(), cut=True)
            return
        if stop is None:
            if len(body) <= 60 and (not body.endswith("：") or len(body) <= 30):
                _head(item, body, item.end, cut=True)
            return
    colon = _COLON_BEHIND.match(body)
    if colon and not marker.item and (stop is None or colon.end() <= stop.start()):
        if marker.style is CHINESE or is_section_title(colon.group(1)):
            _head(item, colon.group(1), marker.end + colon.end(), cut=True)
            return
        if len(colon.group(1)) <= 15:
            item.lead, item.lead_end = colon.group(1), marker.end
            return
    if stop is None:
        return
    phrase = body[: stop.start()]
    alone = stop.end() >= len(body.rstrip())
    if _is_lead(phrase, 25 if marker.item else 45) and stop.group() != "；":
        if not alone:
            item.lead, item.lead_end = phrase, marker.end + stop.end()
            if not marker.item:
                _head(item, phrase, marker.end + stop.end(), cut=True)
            return
        short_name = len(phrase) <= 25 and _NOUN_END.search(phrase) is not None
        heads = high and _stands_below(text[item.end : item.end + 60] or following[:60], marker)
        if not marker.item and (is_section_title(phrase) or (high and short_name) or heads):
            _head(item, phrase, item.end, cut=True)
            return
    _read_about(item, body, marker.end)


def _stands_below(following: str, marker: Marker) -> bool:
    """Whether the next paragraph is one that a numbered line heads: an enumeration of lower style."""
    below = find_marker(following)
    return below is not None and below.style > marker.style and below.number == 1


def _read_unnumbered(item: Item, text: str, following: str) -> None:
    """Find a heading that has no number: a part's title, or a short line above a long paragraph."""
    body = text[item.start : item.end]
    stop = _STOP.search(body)
    bare = body.rstrip(_TRAILING)
    if len(bare) <= 45 and is_section_title(bare):
        _head(item, bare, item.end, cut=True)
        return
    colon = _SHORT_SENTENCE.match(body)
    if colon and is_section_title(colon.group(1)):
        _head(item, colon.group(1), item.start + colon.end(), cut=True)
        return
    if stop is None and len(body) <= 30 and not _TERMINAL.search(body) and len(following) > 40 and "：" not in body:
        if not find_marker(following):
            _head(item, body, item.end, cut=True)
        return
    if stop is None:
        return
    phrase = body[: stop.start()]
    if stop.group() == "。" and stop.end() < len(body) and _is_lead(phrase, 25) and not _STATES.search(phrase):
        item.lead, item.lead_end = phrase, item.start + stop.end()
        return
    _read_about(item, body, item.start)


def _read_about(item: Item, body: str, start: int) -> None:
    if "方面" in body and (about := _ABOUT.match(body)):
        item.lead, item.lead_end = about.group(1), start


def _is_lead(phrase: str, limit: int) -> bool:
    """Whether a first sentence only names what follows: short, and without a fact."""
    return 2 <= len(phrase) <= limit and not _FIGURE.search(phrase) and not _FACT.search(phrase)


def _head(item: Item, title: str, end: int, *, cut: bool) -> None:
    item.title = title.strip(_TRAILING)
    item.title_end = end
    item.cut = cut


def _rank(items: Sequence[Item], paragraphs: Sequence[Paragraph]) -> None:
    """Give every numbered item its rank: by its style, unless the count shows that it stands among others.

    Real reports put （9） among （一）, or 2. after （一）: a number that does not continue its own style but the last
    open number of another one is that one's sibling.
    """
    open_items: list[Item] = []
    path: tuple[str, ...] = ()  # the titles of the open items
    counts: dict[Style, tuple[int, int]] = {}  # the last number of a style, and its rank
    for item in items:
        marker = item.marker
        if marker is None:
            if item.title:
                item.rank = 1 if is_section_title(item.title) else UNNUMBERED
        elif marker.style is BLACK_BRACKETS:
            item.rank = 1 if is_section_title(item.title) else 2
        elif marker.item:
            item.rank = _sibling_rank(marker.number, open_items, least=2)
            if item.start or counts.get(ITEM, (0, 0))[0] == marker.number - 1:
                item.rank = 0
            if item.rank and not item.title:
                body = paragraphs[item.paragraph].text[marker.end : item.end]
                if item.lead:
                    _head(item, item.lead, item.lead_end, cut=True)
                elif len(body) <= 40 and not _STOP.search(body):
                    _head(item, body, item.end, cut=True)
        else:
            item.rank = _number_rank(item, marker, open_items, counts)
            counts[marker.style] = (marker.number, item.rank)
        item.path = path
        if item.rank:
            while open_items and open_items[-1].rank >= item.rank:
                open_items.pop()
            counts.pop(ITEM, None)
            above = tuple(one.title for one in open_items if one.title)
            path = (*above, item.title) if item.title else above
            item.path = above if item.heading_only else path
            open_items.append(item)
        enumerated = _ENUMERATED.findall(paragraphs[item.paragraph].text, item.start, item.end)
        if enumerated:
            counts[ITEM] = (parse_numeral(enumerated[-1]) or 0, 0)


def _number_rank(item: Item, marker: Marker, open_items: Sequence[Item], counts: dict[Style, tuple[int, int]]) -> int:
    default = int(marker.style)
    if marker.style is CHINESE and is_section_title(item.title):
        return default
    last = counts.get(marker.style)
    if last and last[0] + 1 == marker.number:
        return last[1]
    if marker.number == 1:
        restarted = marker.style is CHINESE and any(above.rank == default for above in open_items)
        return default + 1 if restarted else default
    return _sibling_rank(marker.number, open_items) or default


def _sibling_rank(number: int, open_items: Sequence[Item], least: int = 1) -> int:
    for above in reversed(open_items):
        if above.marker and above.marker.number == number - 1 and number > 1 and above.rank >= least:
            return above.rank
    return 0
