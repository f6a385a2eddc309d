"""Lists as csv and json."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from checker.export.case import Case
from checker.export.cells import defused
from checker.export.files import replacing
from checker.export.tables import Tables, plain
from checker.export.tables_texts import CSV_COLUMNS

__all__ = ["csv_paths", "tables_data", "write_json", "write_tables_csv", "write_tables_json"]


def csv_paths(path: Path, tables: Tables) -> dict[str, Path]:
    """Name a file for each list: the first at the path itself, the others beside it with the name of the list."""
    names = [table.name for table in tables.tables]
    return {
        name: path if place == 0 else path.with_name(f"{path.stem}-{name}{path.suffix}")
        for place, name in enumerate(names)
    }


def write_tables_csv(path: Path, tables: Tables, case: Case) -> list[Path]:
    """Write one csv file for each list, as the rows come: UTF-8 with a mark that Excel knows, quoted where needed.

    Texts that a spreadsheet would take for a formula get an apostrophe in front. The last columns repeat schema, tool,
    catalog and filters on every row, so that each file says where it is from and stays one plain list. Raises
    `OutputError`; gives the files.
    """
    paths = csv_paths(path, tables)
    source = (
        tables.schema,
        f"{case.tool.name} {case.tool.version}",
        case.info.id,
        f"{tables.filters}；{case.progress.in_brief()}",
    )
    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        for table in tables.tables:
            part = stack.enter_context(replacing(paths[table.name]))
            file = stack.enter_context(part.open("x", encoding="utf-8-sig", newline="", errors="replace"))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow([*(column.title for column in table.columns), *CSV_COLUMNS])
        for name, row in tables.rows:
            values = [plain(value) for value in row]
            writers[name].writerow(
                [*(defused(value) if isinstance(value, str) else value for value in values), *map(defused, source)]
            )
    return list(paths.values())


def tables_data(tables: Tables, case: Case) -> dict[str, Any]:
    """Give lists as data: objects by heading, with schema, tool, catalog, filters, and how far they are reviewed."""
    titles = {table.name: [column.title for column in table.columns] for table in tables.tables}
    lists = tables.collected()
    return {
        "schema": tables.schema,
        "tool": case.tool.model_dump(),
        "catalog": case.info.model_dump(),
        "run_at": case.run_at.isoformat(),
        "reviewed": case.progress.any,
        "standing": tables.standing,
        "filters": case.filters.model_dump(mode="json"),
        "tables": {
            name: [dict(zip(titles[name], map(plain, row), strict=True)) for row in rows]
            for name, rows in lists.items()
        },
    }


def write_tables_json(path: Path, tables: Tables, case: Case) -> None:
    """Write lists as json. Raises `OutputError`."""
    write_json(path, tables_data(tables, case))


def write_json(path: Path, data: Any) -> None:
    """Write data as json that people can read too. Raises `OutputError`."""
    with replacing(path) as part, part.open("x", encoding="utf-8", newline="\n", errors="replace") as file:
        file.writelines(_pieces(data))


def _pieces(data: Any) -> Iterator[str]:
    yield from json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(data)
    yield "\n"
