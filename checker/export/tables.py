"""An export as named lists: what the workbook, the landscape document, the page, csv and json are written from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["ENTRY", "Chart", "Column", "Marked", "Row", "Table", "Tables", "Value", "plain"]

Plain = str | int | float | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A value with its look: the name of a format of `checker.export.workbook` (a status, level2, strong, percent)."""

    value: Plain
    look: str


Value = Plain | Marked
Row = tuple[str, Sequence[Value]]
"""The name of a list and a row of it."""

ENTRY: Final = "entry"
"""The look of a field that people fill in."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in characters, what may be chosen in it, and whether it is printed."""

    title: str
    width: int
    choices: tuple[str, ...] = ()
    entry: bool = False
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars of the first ``rows`` rows: the columns of counts with their colours, and the column of names."""

    title: str
    names: int
    columns: tuple[int, ...]
    colours: tuple[str, ...]
    rows: int = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A list under one header; ``note`` stands above it, ``frozen`` columns stay in sight."""

    name: str
    columns: tuple[Column, ...]
    note: str = ""
    frozen: int = 0
    chart: Chart | None = None

    @property
    def printed(self) -> int:
        """How many columns are printed; they are the first."""
        return sum(column.printed for column in self.columns)


@dataclass(frozen=True, slots=True)
class Tables:
    """Lists and their rows as they come, of all lists in turn; ``about`` is topics and words, printed last.

    ``standing`` says how far it was reviewed, ``origin`` catalog, tool and time of the run, ``filters`` what is in
    force. Rows can be walked over once.
    """

    schema: str
    title: str
    standing: str
    origin: str
    filters: str
    tables: tuple[Table, ...]
    rows: Iterator[Row]
    about: tuple[tuple[str, str], ...] = ()

    def collected(self) -> dict[str, list[Sequence[Value]]]:
        """Gather the rows by list, for what cannot be written as they come."""
        lists: dict[str, list[Sequence[Value]]] = {table.name: [] for table in self.tables}
        for name, row in self.rows:
            lists[name].append(row)
        return lists


def plain(value: Value) -> Plain:
    """Give a value without its look."""
    return value.value if isinstance(value, Marked) else value
