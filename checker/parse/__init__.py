"""Parse a document into a report: who says what of which year, and the role of every sentence."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.document import Document
from checker.model.report import Heading, Report, Role, Sentence
from checker.parse import messages
from checker.parse.frame import find_frame
from checker.parse.headings import Item, find_items
from checker.parse.identity import find_issuer, find_level
from checker.parse.lines import Line, Paragraph, drop_furniture, join_lines, read_lines
from checker.parse.roles import Span, assign_parts, assign_roles
from checker.parse.sentences import split_sentences
from checker.parse.statutory import check_kind, check_parts
from checker.parse.titles import Part, names_only_a_part
from checker.parse.wording import is_published
from checker.parse.years import find_year

__all__ = ["parse_report"]

_OPENING = 600  # characters in which a report says what it is about


def parse_report(document: Document) -> Report:
    """Find title, issuer, level, year, headings and sentences with their roles; what is missing becomes a warning.

    Never fails: a document that is no report is parsed all the same, with a warning that says so.
    """
    frame = find_frame(drop_furniture(read_lines(document)), document.title)
    head, tail = frame.lines[: frame.begin], frame.lines[frame.end :]
    paragraphs = join_lines(frame.lines[frame.begin : frame.end])
    items = find_items(paragraphs)
    body = "\n".join(paragraph.text for paragraph in paragraphs)
    spans = _cut_sentences(paragraphs, items)

    issuer = find_issuer(
        frame.title, (line.text for line in head), _signature(tail, body), document.source, body[:_OPENING]
    )
    year, warnings = find_year(
        frame.title,
        " ".join(line.text for line in head),
        _opening(paragraphs, items),
        items,
        [paragraphs[item.paragraph].text[item.start : item.end] for item in items],
        " ".join(_signature(tail, body)),
        document.published,
    )
    parts = assign_parts(items, year)
    assign_roles(spans, parts, items, year)

    return Report(
        document=document,
        title=frame.title,
        issuer=issuer,
        level=find_level(issuer, body),
        year=year,
        headings=_headings(items, paragraphs),
        sentences=(*_formal(head), *(_sentence(span, paragraphs) for span in spans), *_formal(tail)),
        warnings=(
            *check_kind(frame.title, body, parts),
            *([] if frame.title else [messages.NO_TITLE]),
            *([] if issuer else [messages.NO_ISSUER]),
            *warnings,
            *check_parts(spans, parts),
        ),
        part_titles=frozenset(
            item.title
            for item, part in zip(items, parts, strict=True)
            if item.rank and part is Part.DONE and names_only_a_part(item.title)
        ),
    )


def _opening(paragraphs: Sequence[Paragraph], items: Sequence[Item]) -> str:
    """Give what stands before the first heading; where that is nothing, what stands below it."""
    headed = 0
    text = ""
    for item in items:
        headed += item.rank > 0
        if headed > 1 or (headed and text):
            break
        text += "" if item.heading_only else paragraphs[item.paragraph].text[max(item.start, item.title_end) : item.end]
    return text[:_OPENING]


def _signature(tail: Sequence[Line], body: str) -> list[str]:
    """Give the lines in which a report is signed; of a report in one paragraph, its last words."""
    return [line.text for line in tail] or [body[-60:].rsplit("。", 1)[-1]]


def _cut_sentences(paragraphs: Sequence[Paragraph], items: Sequence[Item]) -> list[Span]:
    by_paragraph: dict[int, list[Item]] = {}
    for item in items:
        by_paragraph.setdefault(item.paragraph, []).append(item)
    spans: list[Span] = []
    for index, paragraph in enumerate(paragraphs):
        own = by_paragraph[index]
        cuts = [item.title_end for item in own if item.cut]
        if len(own) > 1:
            cuts += [item.start for item in own]
        position = 0
        text = paragraph.text
        item, following = own[0], own[1].start if len(own) > 1 else len(text)
        for start, end in split_sentences(text, cuts):
            while following <= start:
                position += 1
                item, following = own[position], own[position + 1].start if position + 1 < len(own) else len(text)
            spans.append(Span(start, end, text[start:end], item, bool(item.title) and end <= item.title_end))
    return spans


def _sentence(span: Span, paragraphs: Sequence[Paragraph]) -> Sentence:
    item, role = span.item, span.role
    start, end, page, gaps = paragraphs[item.paragraph].place(span.start, span.end)
    path, lead, names = item.path, item.lead, False
    if lead and span.start < item.lead_end:
        lead, names = "", span.end <= item.lead_end and role is Role.DONE
    if span.heading:
        # A heading that is a whole sentence states its shortfall or plan itself: （一）监管力量不足。
        names = names or not (role in (Role.PROBLEM, Role.PLAN) and span.text.endswith(("。", "；")))
        path = path if item.heading_only else path[:-1]
    return Sentence(start, end, role, path, lead, page, names, gaps)


def _formal(lines: Sequence[Line]) -> list[Sentence]:
    """Give the sentences of head and tail: all form, but for the note that the report is published."""
    return [
        Sentence(line.start, line.end, Role.DONE if is_published(line.text) else Role.OTHER, page=line.page)
        for line in lines
    ]


def _headings(items: Sequence[Item], paragraphs: Sequence[Paragraph]) -> tuple[Heading, ...]:
    found = []
    for item in items:
        if item.rank and item.title:
            text = paragraphs[item.paragraph].text[item.start : item.title_end].rstrip()
            start, end, _, _ = paragraphs[item.paragraph].place(item.start, item.start + len(text))
            found.append(Heading(item.rank, start, end, item.title))
    return tuple(found)
