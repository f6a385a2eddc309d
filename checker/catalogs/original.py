"""An official document as a whole: its task list, from tables or from numbered lines, and what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.catalogs.build import check_is_list
from checker.catalogs.grids import Grid
from checker.catalogs.metadata import Metadata, read_metadata
from checker.catalogs.numbering import read_number
from checker.catalogs.source import TaskList, parse_list
from checker.catalogs.tables import parse_grids

__all__ = ["Original", "read_original"]

_HEAD = 40  # lines at most that stand before the list


@dataclass(frozen=True, slots=True)
class Original:
    """A task list that was read; ``tables`` says whether it came from tables."""

    listed: TaskList
    metadata: Metadata
    tables: bool


def read_original(name: str, lines: Sequence[str], grids: Sequence[Grid] = (), title: str = "") -> Original:
    """Read a document, given as lines of text and tables; ``title`` is what the file declares of itself.

    Raises `CatalogError` naming the file where it is no task list.
    """
    from_tables = parse_grids(grids) if grids else None
    listed = from_tables if from_tables is not None and from_tables.tasks else parse_list(lines)
    if from_tables is not None and from_tables.tasks:
        rows = [one.text for one in from_tables.left_out if one.reason == "preamble"]
        head = [*(line for line in lines if "\t" not in line), *rows]
        metadata = read_metadata(head, min(len(head), _HEAD), title)
    else:
        numbered = (at for at, line in enumerate(lines) if read_number(line.strip().lstrip("#* ")))
        before = next(numbered, len(lines))
        metadata = read_metadata(lines, before, title)
    check_is_list(name, lines, listed, metadata, len(grids))
    return Original(listed, metadata, from_tables is not None and bool(from_tables.tasks))
