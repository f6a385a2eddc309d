"""Pages that read like the paper: gap reports and lists as html, offline, without any script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.export.case import Case
from checker.export.cells import clean_text
from checker.export.files import replacing
from checker.export.gap_docx import made, opening
from checker.export.gap_model import GapReport
from checker.export.gap_report import passages, review_words
from checker.export.gap_texts import ABOUT_GAPS, BASICS, GAP
from checker.export.labels import HEAT, POINT_LEVELS, STATUSES, UNREVIEWED, Style
from checker.export.reviewing import added_mark, reject_note, was_text
from checker.export.tables import Chart, Marked, Table, Tables, Value, plain
from checker.export.tables_docx import shown_text
from checker.export.tables_texts import TABLES
from checker.export.wording import (
    chinese_number,
    methods_text,
    percent,
    place_of,
    quantity_text,
    searched_text,
    units_text,
)
from checker.model.findings import Status
from checker.model.report import Role

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["write_gap_html", "write_tables_html"]


def write_gap_html(path: Path, report: GapReport, case: Case) -> None:
    """Write the gap report of one unit as a page. Raises `OutputError`."""
    counts = report.summary.counts
    shown = [status for status in Status if status is not Status.NOT_APPLICABLE]
    _write(
        path,
        "gaps.html",
        case,
        report=report,
        t=GAP,
        opening=opening(report, case),
        made=made,
        bar=_bar([(STATUSES[status], counts[status]) for status in shown]),
        shown=shown,
        statuses=STATUSES,
        levels=POINT_LEVELS,
        basics=BASICS,
        about=ABOUT_GAPS,
        roles=Role,
        passages=passages,
        place=place_of,
        number=chinese_number,
        methods=methods_text,
        percent=percent,
        quantity=quantity_text,
        searched=searched_text,
        units=units_text,
        was=was_text,
        added=added_mark,
        struck=reject_note,
        review=review_words,
        unreviewed=UNREVIEWED,
    )


def write_tables_html(path: Path, tables: Tables, case: Case) -> None:
    """Write lists as a page. Raises `OutputError`."""
    _write(
        path,
        "tables.html",
        case,
        tables=tables,
        lists=tables.collected(),
        t=TABLES,
        shown=shown_text,
        look=_look,
        chart=_chart,
    )


def _write(path: Path, template: str, case: Case, **values: Any) -> None:
    from markupsafe import Markup

    style, digest = _style()
    parts = _environment().get_template(template).generate(case=case, style=Markup(style), style_hash=digest, **values)
    with replacing(path) as part, part.open("x", encoding="utf-8", newline="\n", errors="replace") as file:
        file.writelines(parts)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    return Environment(
        loader=PackageLoader("checker.export"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean_text(value) if type(value) is str else value,
    )


@cache
def _style() -> tuple[str, str]:
    sheet = (resources.files("checker.export") / "templates" / "paper.css").read_text("utf-8").replace("\r\n", "\n")
    looks = {status.value: style for status, style in STATUSES.items()}
    looks |= {f"level{level}": style for level, style in POINT_LEVELS.items()}
    rules = [f".s-{name}{{background:{look.tint};color:{look.ink}}}" for name, look in looks.items()]
    rules += [f".s-heat{step}{{background:{colour}}}" for step, colour in enumerate(HEAT)]
    sheet += "\n".join(rules) + "\n"
    return sheet, base64.b64encode(hashlib.sha256(sheet.encode("utf-8")).digest()).decode("ascii")


SHORT = 8  # characters; a shorter value is kept on one line


def _look(value: Value) -> Markup:
    from markupsafe import Markup

    look = value.look if isinstance(value, Marked) else ""
    content = plain(value)
    classes = "c" if look or isinstance(content, int | float) else ""
    if classes and len(str(content)) <= SHORT:
        classes = "c n"
    if look == "entry":
        classes = "entry"
    elif look and look not in ("strong", "percent", "centre", "score"):
        classes += f" s-{look}"
    return Markup(f' class="{classes}"') if classes else Markup("")


def _bar(parts: Sequence[tuple[Style, int]], *, width: int = 780, height: int = 30) -> Markup:
    """Draw counts as one bar; its parts name themselves where there is room."""
    from markupsafe import Markup, escape

    whole = sum(count for _, count in parts) or 1
    x = 0.0
    pieces = []
    for style, count in parts:
        span = width * count / whole
        if count:
            ink = "#fff" if style.colour in ("#009E73", "#D55E00") else "#000"
            words = f"{style.mark}{style.label} {count}" if span > 100 else str(count)
            pieces.append(
                f'<g><title>{escape(style.label)} {count}</title><rect x="{x:.1f}" y="0" width="{span:.1f}" '
                f'height="{height}" fill="{style.colour}" stroke="#fff"/><text x="{x + span / 2:.1f}" '
                f'y="{height / 2 + 5:.0f}" text-anchor="middle" fill="{ink}">{escape(words)}</text></g>'
            )
        x += span
    return Markup(f'<svg viewBox="0 0 {width} {height}" role="img">{"".join(pieces)}</svg>')


def _chart(table: Table, rows: Sequence[Sequence[Value]]) -> Markup:
    """Draw the stacked bars of a list."""
    from markupsafe import Markup, escape

    chart: Chart | None = table.chart
    if chart is None:
        return Markup("")
    left, width, step = 260, 1000, 24
    pieces = [f'<text x="0" y="14">{escape(chart.title)}</text>']
    place = 0
    for column, colour in zip(chart.columns, chart.colours, strict=True):
        name = table.columns[column].title
        pieces.append(f'<rect x="{left + place}" y="3" width="12" height="12" fill="{colour}"/>')
        pieces.append(f'<text x="{left + place + 16}" y="14">{escape(name)}</text>')
        place += 110
    for line, row in enumerate(rows[: chart.rows]):
        y = 26 + step * line
        counts = [int(plain(row[column]) or 0) for column in chart.columns]
        whole = sum(counts) or 1
        x = float(left)
        pieces.append(f'<text x="0" y="{y + 15}">{escape(clean_text(str(plain(row[chart.names])))[:18])}</text>')
        for count, colour in zip(counts, chart.colours, strict=True):
            span = (width - left) * count / whole
            if count:
                ink = "#fff" if colour in ("#009E73", "#D55E00") else "#000"
                pieces.append(f'<rect x="{x:.1f}" y="{y}" width="{span:.1f}" height="18" fill="{colour}"/>')
                pieces.append(
                    f'<text x="{x + span / 2:.1f}" y="{y + 14}" text-anchor="middle" fill="{ink}">{count}</text>'
                )
            x += span
    height = 30 + step * min(len(rows), chart.rows)
    return Markup(f'<svg viewBox="0 0 {width} {height}" role="img">{"".join(pieces)}</svg>')
