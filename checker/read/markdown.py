"""Read Markdown: the words without their marks."""

from __future__ import annotations

import re

from checker.read.encoding import normalise_newlines
from checker.read.extract import Extract, Line, Source, assemble
from checker.read.limits import Limits
from checker.read.plain import decode_source, lost_warnings

__all__ = ["read"]

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title[ \t]*:(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^\s{0,3}(#{1,6})[ \t]+(.*)$")
_BULLET = re.compile(r"^\s*[-*+][ \t]+|^\s{0,3}>[ \t]?")
_TABLE_RULE = re.compile(r"^\s*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_RULE = re.compile(r"^\s*([-*_=])(?:[ \t]*\1){2,}[ \t]*$|^\s*(?:```|~~~)")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*\)")
_STRONG = re.compile(r"(\*\*|__|\*|`)(?=\S)([^*`_\n]+?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")


def read(source: Source, limits: Limits) -> Extract:
    """Decode a Markdown file; each line is a block, a table row keeps its cells apart by a tab."""
    decoded = decode_source(source, limits)
    text = normalise_newlines(decoded.text)
    title = None
    front = _FRONT_MATTER.match(text)
    if front:
        named = _FRONT_TITLE.search(front.group(1))
        title = named.group(1).strip().strip("\"'") if named else None
        text = text[front.end() :]
    lines: list[Line] = []
    for raw in _without_comments(text).split("\n"):
        if _TABLE_RULE.match(raw) or _RULE.match(raw):
            continue
        heading = _HEADING.match(raw)
        if heading:
            words = _words(heading.group(2).strip().rstrip("#").strip())
            first = len(heading.group(1)) == 1 and not any(line.kind == "title" for line in lines)
            title = title or (words if first else None)
            lines.append(Line(words, "title" if first else "paragraph"))
        elif raw.strip().startswith("|") and raw.strip().endswith("|"):
            cells = [_words(cell.strip()) for cell in raw.strip().strip("|").split("|")]
            lines.append(Line("\t".join(cells), "table_row"))
        else:
            lines.append(Line(_words(_BULLET.sub("", raw))))
    return assemble(source, limits, lines, encoding=decoded.encoding, title=title, warnings=lost_warnings(decoded))


def _words(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return _ESCAPE.sub(r"\1", _STRONG.sub(r"\2", _STRONG.sub(r"\2", text)))


def _without_comments(text: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join(parts) + text[at:]
