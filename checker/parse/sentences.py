"""Cut a paragraph into sentences at 。；！？, outside brackets and quotations that are closed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

__all__ = ["split_sentences"]

_TOKEN = re.compile(r"[。；！？《》（）“”\"]")
_NO_STOP = r"[^《》（）“”\"。；！？]*+"
_PLAIN = re.compile(rf"(?:[^《》（）“”\"]++|《{_NO_STOP}》|（{_NO_STOP}）|“{_NO_STOP}”)*+")
"""A text whose brackets all hold neither a stop nor a bracket: they keep no sentence together."""

_PLAIN_END = re.compile(r"[。；！？](?:(?<=。)|(?!(?<=[0-9A-Za-z].)[0-9A-Za-z]))[。；！？]*+[’】']*+")
_CLOSES = {"》": "《", "）": "（", "”": "“"}
_CLOSERS = "》）”’】\"'"
_REACH = 200
"""A pair of brackets further apart than this many characters is two that lost their partners."""


def split_sentences(text: str, cuts: Collection[int] = ()) -> list[tuple[int, int]]:
    """Give the sentences of narrowed text as offsets, trimmed; ``cuts`` are places where one ends in any case."""
    ends = [*_ends(text), len(text)]
    if cuts:
        ends = sorted({*ends, *cuts})
    spans = []
    start = 0
    for end in ends:
        span = text[start:end]
        stripped = span.strip()
        if len(stripped) == end - start > 0:
            spans.append((start, end))
        elif stripped:
            begin = start + len(span) - len(span.lstrip())
            spans.append((begin, begin + len(stripped)))
        start = end
    return spans


def _ends(text: str) -> Iterable[int]:
    """Give the places behind the stops that end a sentence."""
    if _PLAIN.fullmatch(text):
        return [found.end() for found in _PLAIN_END.finditer(text)]
    return _ends_outside_brackets(text)


def _ends_outside_brackets(text: str) -> Iterator[int]:
    protected = _pairs(text)
    region = 0
    last = 0
    for found in _TOKEN.finditer(text):
        if found[0] not in "。；！？":
            continue
        position = found.start()
        if position < last:
            continue  # one of several stops in a row
        while region < len(protected) and protected[region][1] < position:
            region += 1
        end = found.end()
        while end < len(text) and text[end] in "。；！？":
            end += 1
        if region < len(protected) and protected[region][0] < position:
            close = protected[region][1]
            if text[position] == "；" or text[end : close + 1].strip(_CLOSERS) or _runs_on(text, close + 1):
                continue
            end = close + 1
        elif _is_ascii_between(text, position):
            continue
        while end < len(text) and text[end] in _CLOSERS and text[end] != '"':
            end += 1
        last = end
        yield end


def _runs_on(text: str, position: int) -> bool:
    """Whether a sentence goes on behind a closed quotation: “谁执法谁普法。”的责任制."""
    return text[position : position + 1] in ("的", "，", "、", "等", "；", "。", "》", "”", "）", "和", "及", "与")


def _is_ascii_between(text: str, position: int) -> bool:
    """Whether a mark stands within an address or an entity (?id=1, &nbsp;)."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] in "？；！" and before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _pairs(text: str) -> list[tuple[int, int]]:
    """Give the outermost closed pairs of brackets and quotation marks, in order."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    straight: list[int] = []
    for found in _TOKEN.finditer(text):
        char, position = found.group(), found.start()
        if char in "《（“":
            stack.append((char, position))
        elif char in _CLOSES:
            for depth in range(len(stack) - 1, max(len(stack) - 4, -1), -1):
                if stack[depth][0] == _CLOSES[char]:
                    if position - stack[depth][1] <= _REACH:
                        pairs.append((stack[depth][1], position))
                    del stack[depth:]
                    break
        elif char == '"':
            straight.append(position)
    if len(straight) % 2 == 0:
        pairs += [pair for pair in zip(straight[::2], straight[1::2], strict=True) if pair[1] - pair[0] <= _REACH]
    pairs.sort()
    outer: list[tuple[int, int]] = []
    for start, end in pairs:
        if not outer or start > outer[-1][1]:
            outer.append((start, end))
    return outer
