"""Lists as a landscape document: each under a heading, its header repeated on every page, what it means at the end."""

from __future__ import annotations

from pathlib import Path

from checker.export.case import Case
from checker.export.labels import HEAT, POINT_LEVELS, STATUSES
from checker.export.paper import Paper, PaperCell
from checker.export.tables import Marked, Tables, Value
from checker.export.tables_texts import TABLES

__all__ = ["shown_text", "write_tables_docx"]

_LOOKS = (
    {status.value: style.tint for status, style in STATUSES.items()}
    | {f"level{level}": style.tint for level, style in POINT_LEVELS.items()}
    | {f"heat{step}": colour for step, colour in enumerate(HEAT)}
)
_CENTRED = {"strong", "percent", "centre", "score", *_LOOKS}


def write_tables_docx(path: Path, tables: Tables, case: Case) -> None:
    """Write the document; columns that are not printed are left out. Raises `OutputError`."""
    paper = Paper(landscape=True)
    paper.paragraph(tables.title, "Title")
    paper.paragraph(f"（{tables.standing}）", "Stamp")
    for line in (tables.origin, TABLES["filters"].format(tables.filters)):
        paper.paragraph(line, "Header")
    lists = tables.collected()
    for place, table in enumerate(tables.tables):
        paper.heading(table.name, 1, new_page=place > 0)
        if table.note:
            paper.paragraph(table.note, "Header")
        columns = table.columns[: table.printed]
        heads = [PaperCell((column.title,), fill="F6E7B8" if column.entry else "") for column in columns]
        rows = [heads, *([_cell(value) for value in row[: table.printed]] for row in lists[table.name])]
        if len(rows) == 1:
            rows.append([PaperCell((TABLES["empty"],), span=len(columns))])
        paper.table([max(column.width, 5) for column in columns], rows)
    paper.heading(TABLES["about"], 1, new_page=True)
    about = [*tables.about, (TABLES["in_force"], tables.filters), (TABLES["schema"], tables.schema)]
    paper.table([40, 237], [[PaperCell((topic,), head=True), words] for topic, words in about], heads=0)
    paper.save(
        path,
        title=tables.title,
        header=f"{tables.title}　{case.progress.in_brief()}",
        subject=f"{tables.origin}；{TABLES['filters'].format(tables.filters)}",
        created=case.run_at,
    )


def _cell(value: Value) -> PaperCell:
    look = value.look if isinstance(value, Marked) else ""
    shown = shown_text(value)
    fill = _LOOKS.get(look, "").lstrip("#")
    centre = look in _CENTRED or isinstance(value, int | float)
    return PaperCell(tuple(shown.split("\n")), fill=fill, centre=centre)


def shown_text(value: Value) -> str:
    """Give a value as text: shares in percent, nothing for None."""
    content = value.value if isinstance(value, Marked) else value
    if content is None:
        return ""
    if isinstance(value, Marked) and value.look == "percent" and isinstance(content, float):
        return f"{content:.0%}"
    return f"{content:.2f}" if isinstance(content, float) else str(content)
