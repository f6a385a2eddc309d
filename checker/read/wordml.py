"""Look into WordprocessingML by local names, so that transitional and strict files read alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["attribute", "child", "children", "is_on", "local", "value"]


def local(element: _Element) -> str:
    """Give the name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """Yield the children of a name; none of no element."""
    if element is not None:
        yield from (one for one in element if local(one) == name)


def child(element: _Element | None, name: str) -> _Element | None:
    """Give the first child of a name."""
    return next(children(element, name), None)


def attribute(element: _Element | None, name: str) -> str | None:
    """Give an attribute by its local name."""
    if element is None:
        return None
    return next((str(found) for key, found in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def value(element: _Element | None) -> str | None:
    """Give the attribute ``val``, which holds most of what an element of Word says."""
    return attribute(element, "val")


def is_on(element: _Element | None) -> bool:
    """Say whether a switch (w:vanish, w:del) is there and not turned off."""
    return element is not None and value(element) not in {"0", "false", "off", "none"}
