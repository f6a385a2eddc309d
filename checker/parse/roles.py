"""The role of every sentence: from the headings above it first, from its wording second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.model.report import Role
from checker.parse.headings import Item
from checker.parse.markers import Marker
from checker.parse.titles import Part, classify_title, is_section_title
from checker.parse.wording import (
    guess_role,
    is_closing,
    is_form,
    is_slogan,
    reads_done,
    turns_to_plan,
    turns_to_problem,
)

__all__ = ["Span", "assign_parts", "assign_roles"]

# Bound here: to look a member up on its class is a function call in Python 3.11.
DONE, PROBLEM, PLAN, OTHER = Role.DONE, Role.PROBLEM, Role.PLAN, Role.OTHER

_BASE = {Part.DONE: DONE, Part.FIRST_RESPONSIBLE: DONE, Part.PROBLEM: PROBLEM, Part.PLAN: PLAN}
_PREAMBLE_REACH = 6  # sentences


@dataclass(slots=True)
class Span:
    """A sentence on its way: offsets in its paragraph's text, its words, the item it belongs to."""

    start: int
    end: int
    text: str
    item: Item
    heading: bool = False
    role: Role = OTHER


@dataclass(slots=True)
class _Section:
    """One part with all that stands below its heading."""

    rank: int
    part: Part | None
    spans: list[Span] = field(default_factory=list)


def assign_parts(items: Sequence[Item], year: int | None) -> list[Part | None]:
    """Give for every item the part of the report that its headings put it in, None where they leave it open."""
    stack: list[tuple[int, Part | None]] = []
    parts: list[Part | None] = []
    for item in items:
        if item.rank:
            while stack and stack[-1][0] >= item.rank:
                stack.pop()
            above = stack[-1][1] if stack else None
            own = classify_title(item.title, year) if item.title else None
            stack.append((item.rank, _below(above, own, item, top=not stack)))
        parts.append(stack[-1][1] if stack else None)
    return parts


def assign_roles(spans: Sequence[Span], parts: Sequence[Part | None], items: Sequence[Item], year: int | None) -> None:
    """Set the role of every span of the body, in place; ``parts`` go with ``items``."""
    part_of = {id(item): part for item, part in zip(items, parts, strict=True)}
    sections = _sections(spans, part_of)
    later: Part | None = None
    for index, section in enumerate(sections):
        part = section.part
        if part is None and index == 0 and section.rank == 0:
            _preamble(section.spans, sections, year)
            continue
        if part is None:
            part = _open_part(section.spans, later, year)
        elif part in (Part.PROBLEM, Part.PLAN, Part.COMBINED):
            later = part
        _walk(section.spans, part, year)


def _below(above: Part | None, own: Part | None, item: Item, *, top: bool) -> Part | None:
    """Settle a heading's part against that of the heading above it."""
    if own is None:
        return above
    if top:
        return own
    if above is Part.COMBINED:
        return own if own in (Part.PROBLEM, Part.PLAN) else above
    if above is Part.PLAN:
        turns = own in (Part.PROBLEM, Part.FIRST_RESPONSIBLE)
    elif above is Part.PROBLEM:
        turns = own in (Part.PLAN, Part.COMBINED)
    elif own in (Part.PROBLEM, Part.PLAN, Part.COMBINED):
        turns = True
    else:
        return own
    return own if turns and is_section_title(item.title) else above


def _sections(spans: Sequence[Span], part_of: dict[int, Part | None]) -> list[_Section]:
    """Group spans under the headings that settle their part."""
    sections: list[_Section] = []
    last: Item | None = None
    for span in spans:
        item = span.item
        part = part_of[id(item)]
        current = sections[-1] if sections else None
        if current is None:
            sections.append(_Section(item.rank if item.title else 0, part))
        elif item is not last and item.rank and _opens_section(item, part, current):
            sections.append(_Section(item.rank, part))
        last = item
        sections[-1].spans.append(span)
    return sections


def _opens_section(item: Item, part: Part | None, current: _Section) -> bool:
    if part is not current.part:
        return True
    # What stands before the first heading ends at a heading, not at any number.
    return item.rank <= current.rank if current.rank else bool(item.title)


def _preamble(spans: list[Span], sections: Sequence[_Section], year: int | None) -> None:
    """Roles of what stands before the first heading: form and slogans, then what was done."""
    closing = next((i for i, span in enumerate(spans[:_PREAMBLE_REACH]) if is_closing(span.text)), None)
    alone = not any(section.part in (Part.DONE, None) for section in sections[1:])
    if alone:
        end = closing + 1 if closing is not None else int(bool(spans) and is_slogan(spans[0].text) and len(spans) > 1)
    else:
        end = len(spans) if closing is None or closing >= len(spans) - 2 else closing + 1
    for span in spans[:end]:
        span.role = OTHER if is_slogan(span.text) or is_form(span.text) else DONE
    _walk(spans[end:], Part.DONE, year, free=True)


def _open_part(spans: Sequence[Span], later: Part | None, year: int | None) -> Part:
    """Choose the part of a section whose heading names none: done, unless it stands behind and reads otherwise."""
    if later is None:
        return Part.DONE
    done = plan = problem = 0
    for span in spans:
        if span.heading:
            continue
        role = PLAN if turns_to_plan(span.text, year) else guess_role(span.text)
        done += reads_done(span.text)
        plan += role is PLAN
        problem += role is PROBLEM
    if done * 2 >= plan + problem:
        return Part.DONE
    if later is Part.COMBINED:
        return Part.COMBINED
    return Part.PLAN if plan >= problem else later


class _Turn:
    """A passage within a part that has turned to another role, and how far it reaches."""

    def __init__(self) -> None:
        self.role: Role | None = None
        self.wide = False  # beyond the paragraph
        self.before: Marker | None = None  # the last number before the turn

    def clear(self) -> None:
        self.role = None
        self.wide = False


def _walk(spans: Sequence[Span], part: Part, year: int | None, *, free: bool = False) -> None:
    """Set the roles within one part; ``free`` says that no heading named it, so that turns reach far."""
    if part is Part.COMBINED:
        _walk_combined(spans, year)
        return
    base = _BASE[part]
    turn = _Turn()
    marker: Marker | None = None
    started = False  # whether the plan part has begun to plan
    item: Item | None = None
    paragraph = -1
    for span in spans:
        opens = span.item.paragraph != paragraph
        if span.item is not item or opens:
            if turn.role and _returns(span, turn, opens=opens, free=free):
                turn.clear()
            if span.item.marker and not span.item.marker.item:
                marker = span.item.marker
        item, paragraph = span.item, span.item.paragraph
        if is_form(span.text):
            span.role = OTHER
            continue
        role = None if span.heading else _turns(span.text, turn.role or base, year, started=started)
        if role and role is not (turn.role or base):
            turn.role = role if role is not base else None
            turn.wide = free or opens or span.text.endswith("：")
            turn.before = marker
        span.role = turn.role or base
        started = started or (base is PLAN and not span.heading and span.role is PLAN)


def _turns(text: str, current: Role, year: int | None, *, started: bool) -> Role | None:
    if current is not PLAN and turns_to_plan(text, year):
        return PLAN
    if current is DONE and turns_to_problem(text):
        return PROBLEM
    if current is PLAN and not started and turns_to_problem(text) and guess_role(text) is PROBLEM:
        return PROBLEM
    return None


def _returns(span: Span, turn: _Turn, *, opens: bool, free: bool) -> bool:
    """Whether a new item or paragraph goes back to the part's own role."""
    marker = span.item.marker
    if marker and not marker.item:
        before = turn.before
        goes_on = before is not None and marker.style is before.style and marker.number == before.number + 1
        return goes_on or (not turn.wide and not free)
    if not opens:
        return False
    if not turn.wide:
        return True
    return reads_done(span.text) and guess_role(span.text) is None and turn.role is not PLAN and not free


def _walk_combined(spans: Sequence[Span], year: int | None) -> None:
    """Set the roles in a part that holds shortfalls and arrangements, one after the other or by turns."""
    current = PROBLEM
    wide = False
    item: Item | None = None
    paragraph = -1
    for span in spans:
        opens = span.item.paragraph != paragraph
        fresh = opens or (span.item is not item and span.item.marker is not None and not span.item.marker.item)
        item, paragraph = span.item, span.item.paragraph
        if is_form(span.text):
            span.role = OTHER
            continue
        guess = guess_role(span.text)
        if turns_to_plan(span.text, year):
            # 工作中还有不少短板，2025年将加以改进：what comes first is what the sentence is about.
            if guess is not PROBLEM or not turns_to_problem(span.text):
                current, wide = PLAN, opens or span.text.endswith("：")
        elif turns_to_problem(span.text) and guess is not PLAN:
            current, wide = PROBLEM, False
        elif fresh and not wide:
            current = guess or (PROBLEM if span.item.marker else current)
        elif fresh and guess is PROBLEM:
            current, wide = PROBLEM, False
        elif guess is not None and not wide and (guess is PLAN or span.item.marker is not None):
            current = guess if guess is PLAN or _starts_item(span) else current
        span.role = current


def _starts_item(span: Span) -> bool:
    return span.item.marker is not None and span.start == span.item.start
