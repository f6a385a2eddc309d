"""Read a saved web page: the main text of the page, without its furniture.

The page is first laid out as lines with the element that holds each; then `find_main` goes down to the densest block,
and what remains of the site's furniture is left out line by line. A page that an office program wrote is a document,
not a site: there all lines stay.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from checker.errors import UnreadableFile
from checker.read import messages
from checker.read.encoding import normalise_newlines
from checker.read.extract import Extract, Line, Source, assemble
from checker.read.furniture import date_of_byline, find_date, find_source, is_bare_date, is_byline, is_furniture
from checker.read.layout import Node, Page, PageLine, lay_out
from checker.read.limits import Limits
from checker.read.plain import decode_source, lost_warnings

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read", "read_markup"]

_CHARSET = re.compile(
    rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{2,20})"
)
_NOT_IN_MARKUP = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_OFFICE = re.compile(r"(?i)libreoffice|openoffice|microsoft word|wps|word\.document")
_META_TITLE = ("articletitle", "og:title", "dc.title", "title")
_META_DATE = (
    "pubdate",
    "publishdate",
    "articlepublishdate",
    "article:published_time",
    "publishtime",
    "dc.date",
    "createdate",
)
_META_SOURCE = ("contentsource", "source", "dc.publisher")
_META_SITE = ("og:site_name", "sitename")
_TITLE_BREAK = re.compile(r"\s*[_|｜>»]+\s*|\s+[-—–]+\s+|(?<=[\u4e00-\u9fff）)])[-—–]+(?=[\u4e00-\u9fff])")
_ABOUT_REPORT = re.compile(r"法治|依法行政|报告|总结|情况")
_NOT_WORDS = re.compile(r"[\W_]+")
_KEEPS = 0.85  # share of the prose that a child must hold for the descent to go on
_LOSES = 400  # characters of prose at most that one step may leave behind
_SMALL_SHARE = 0.2  # of the prose: an element named like furniture is furniture up to here
_FIRST_LINES = 6  # of the body, where a byline may stand


def read(source: Source, limits: Limits) -> Extract:
    """Read the main text of a web page.

    Raises UnreadableFile where the page has no text, UndecodableText where no encoding fits.
    """
    declared = _CHARSET.search(source.data[:4096])
    charset = (declared[1] or declared[2]).decode("ascii", "ignore") if declared else None
    decoded = decode_source(source, limits, charset)
    return read_markup(source, limits, decoded.text, decoded.encoding, lost_warnings(decoded))


def read_markup(
    source: Source, limits: Limits, markup: str, encoding: str | None, warnings: tuple[str, ...] = ()
) -> Extract:
    """Read the main text of a page that is decoded already."""
    root = _parse(markup)
    if root is None:
        raise UnreadableFile(source.name, messages.NO_TEXT.format(label="网页"))
    metas = _metas(root)
    page = lay_out(root)
    title = _title(root, metas, page)
    published, origin = _declared_origin(metas, page)
    if any(_OFFICE.search(metas.get(key, "")) for key in ("generator", "progid")):
        lines = page.lines
    else:
        lines = _without_furniture(page, title) or page.lines
    body: list[Line] = []
    titled = False
    for line in lines:
        is_title = not titled and title is not None and _same(line.text, title)
        titled = titled or is_title
        body.append(Line(line.text, "title" if is_title else "table_row" if line.row else "paragraph"))
    return assemble(
        source, limits, body, encoding=encoding, title=title, published=published, origin=origin, warnings=warnings
    )


def find_main(page: Page) -> tuple[int, set[int]]:
    """Go down from the body to the densest block.

    Gives the number of the node that holds the report, and the numbers of the nodes of furniture in it. A step down is
    taken where one child holds nearly all the prose, where no sister of the same name holds some, and where the child
    is more than a paragraph.
    """
    nodes = page.nodes
    prose = [0] * len(nodes)
    count = [0] * len(nodes)
    for line in page.lines:
        count[line.node] += 1
        if line.sentence and not is_furniture(line.text):
            prose[line.node] += len(line.text)
    for number in range(len(nodes) - 1, 0, -1):
        prose[nodes[number].parent] += prose[number]
        count[nodes[number].parent] += count[number]
    total = prose[0] if nodes else 0
    furniture = {n for n, node in enumerate(nodes) if node.furniture and prose[n] <= _SMALL_SHARE * total}
    for number in range(len(nodes) - 1, 0, -1):
        if number in furniture:
            parent = number
            while (parent := nodes[parent].parent) >= 0:
                prose[parent] -= prose[number]
            prose[number] = 0
    children: dict[int, list[int]] = {}
    for number in range(1, len(nodes)):
        children.setdefault(nodes[number].parent, []).append(number)
    here = 0
    while prose[here] and here in children:
        best = max(children[here], key=lambda child: prose[child])
        sisters = sum(
            prose[child] for child in children[here] if child != best and _are_sisters(nodes[child], nodes[best])
        )
        lost = prose[here] - prose[best]
        if prose[best] < _KEEPS * prose[here] or lost > _LOSES or sisters or count[best] <= 2:
            break
        here = best
    return here, furniture


def _are_sisters(one: Node, other: Node) -> bool:
    """Say whether two elements are parts of one thing: alike, and not merely cells of the page's layout."""
    layout = one.tag in {"table", "tbody", "tr", "td"} and not one.name
    return one.tag == other.tag and one.name == other.name and not layout


def _without_furniture(page: Page, title: str | None) -> list[PageLine]:
    """Keep the lines of the main block that are no furniture, and the title, wherever it stands before them."""
    if not page.nodes:
        return []
    main, furniture = find_main(page)
    dropped = set(furniture)
    for number, node in enumerate(page.nodes):
        if node.parent in dropped:
            dropped.add(number)
    kept = [
        line
        for line in page.lines
        if main <= line.node < page.nodes[main].end and line.node not in dropped and not is_furniture(line.text)
    ]
    kept = [line for line in kept if line.linked < 0.8 or len(line.text) > 60 or _same(line.text, title or "")]
    first = next((n for n, line in enumerate(kept) if line.sentence), len(kept))
    last = max((n for n, line in enumerate(kept) if line.sentence), default=-1)
    body = [
        line
        for n, line in enumerate(kept)
        if not (
            (n < max(first, _FIRST_LINES) and (is_byline(line.text) or (n < first and is_bare_date(line.text))))
            or (n > last and is_byline(line.text))
        )
    ]
    if title and not any(_same(line.text, title) for line in body):
        before = next((line.node for line in body), 0)
        heading = [line for line in page.lines if line.node < before and line.linked < 0.5 and _same(line.text, title)]
        body[:0] = heading[-1:]
    return body


def _parse(markup: str) -> _Element | None:
    """Parse leniently. The markup goes in as UTF-8 whatever it declares, and nothing is fetched."""
    from lxml import etree

    text = _NOT_IN_MARKUP.sub(" ", normalise_newlines(markup))
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8", "ignore"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _metas(root: _Element) -> dict[str, str]:
    """Give what the meta elements declare, names in lower case; the first of a name counts."""
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)
    return metas


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _title(root: _Element, metas: dict[str, str], page: Page) -> str | None:
    """Choose the title among what the page declares: first what also stands in the page as a line, then by rank."""
    declared = [metas[name] for name in _META_TITLE if name in metas]
    heads = [line.text for line in page.lines if line.heading == 1 and len(line.text) <= 120]
    whole = next((" ".join((element.text or "").split()) for element in root.iter("title")), "")
    pieces = [piece for piece in _TITLE_BREAK.split(whole) if piece]
    pieces.sort(
        key=lambda piece: _ABOUT_REPORT.search(piece) is None
    )  # stable: the first about a report, else the first
    ranked = [candidate for candidate in (*declared, *heads, whole, *pieces) if candidate]
    lines = {_key(line.text) for line in page.lines if line.linked < 0.5 and len(line.text) <= 150}
    standing = [candidate for candidate in ranked if _key(candidate) in lines and not is_furniture(candidate)]
    about = [candidate for candidate in standing if _ABOUT_REPORT.search(candidate)]
    return next(iter((*about, *standing, *declared, *heads, *pieces)), None)


def _declared_origin(metas: dict[str, str], page: Page) -> tuple[str | None, str | None]:
    """Give date of publication and source, from the meta elements or else from the lines that state them."""
    published = find_date(_first(metas, _META_DATE) or "")
    origin = _first(metas, _META_SOURCE)
    for line in page.lines:
        if published and origin:
            break
        if is_byline(line.text):
            published = published or date_of_byline(line.text)
            origin = origin or find_source(line.text)
    if published is None:  # a date alone between title and text
        head = itertools.takewhile(lambda line: not line.sentence, page.lines)
        published = next((find_date(line.text) for line in head if is_bare_date(line.text)), None)
    return published, origin or _first(metas, _META_SITE)


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", text)


def _same(text: str, title: str) -> bool:
    return len(text) <= len(title) * 2 + 20 and _key(text) == _key(title) != ""
