"""matrix.html: tasks by reports on one page that needs no network, with the sentence behind every judgement."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

from checker.export.files import replacing
from checker.export.labels import STATUSES
from checker.export.matrix_payload import (
    LETTERS,
    Searched,
    catalog_data,
    label_data,
    overview,
    report_data,
    safe_json,
)
from checker.export.matrix_texts import KINDS, PAGE
from checker.export.progress import NOBODY, Progress
from checker.export.source import FindingsSource
from checker.export.units import UnitTasks, units_of
from checker.model.catalog import Catalog, Roster

__all__ = ["write_matrix_html"]

_SCRIPTS = (
    "matrix.core.js",
    "matrix.grid.js",
    "matrix.panel.js",
    "matrix.charts.js",
    "matrix.paper.js",
    "matrix.main.js",
)
_RUN_AT = "{0.year}年{0.month}月{0.day}日 {0:%H:%M}"


def write_matrix_html(
    path: Path,
    findings: FindingsSource,
    catalog: Catalog,
    texts: Mapping[str, str],
    roster: Roster | None,
    *,
    run_at: datetime,
    filters: str = "",
    progress: Progress = NOBODY,
) -> None:
    """Write the coverage matrix as one offline page.

    ``texts`` gives the extracted text of a report by its id, for the context of quotes (a report without one shows its
    quotes alone); it is asked for one report at a time. ``roster`` tells which groups hold a unit. ``run_at`` is the
    time of the run that made the findings; ``filters`` says in words what was left out of them, ``progress`` how far
    they were reviewed. Walks over the reports once and writes as it goes. Raises `OutputError`.
    """
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup

    units = units_of(catalog, roster)
    pages = _Blocks(findings, catalog, texts, units, roster)
    style = _style_sheet()
    script = _script()
    environment = Environment(loader=PackageLoader("checker.export"), autoescape=True, keep_trailing_newline=True)
    parts = environment.get_template("matrix.html").generate(
        t=PAGE,
        filters=filters,
        progress=progress,
        tool=findings.tool,
        catalog=findings.catalog,
        run_at=run_at,
        run_at_text=_RUN_AT.format(run_at),
        style=Markup(style),
        style_hash=_hash(style),
        script=Markup(script),
        script_hash=_hash(script),
        texts=Markup(safe_json({**PAGE, "kinds": KINDS})),
        labels=Markup(safe_json(label_data())),
        catalog_data=Markup(safe_json(catalog_data(catalog, units))),
        blocks=(Markup(block) for block in pages),
        index=lambda: Markup(pages.index()),
    )
    with replacing(path) as part, part.open("x", encoding="utf-8", newline="\n", errors="replace") as file:
        file.writelines(parts)


class _Blocks:
    """The reports' blocks, one after the other, and after the last of them the overview of all."""

    def __init__(
        self,
        findings: FindingsSource,
        catalog: Catalog,
        texts: Mapping[str, str],
        units: tuple[UnitTasks, ...],
        roster: Roster | None,
    ) -> None:
        self._findings = findings
        self._catalog = catalog
        self._texts = texts
        self._roster = roster
        self._units = {unit.name: number for number, unit in enumerate(units)}
        self._searched = Searched()
        self._overviews: list[dict[str, Any]] = []

    def __iter__(self) -> Iterator[str]:
        for report in self._findings.reports:
            self._overviews.append(overview(report, self._catalog, self._unit(report.issuer)))
            text = self._texts.get(report.id, "")
            yield safe_json(report_data(report, self._catalog, text, self._searched))

    def index(self) -> str:
        return safe_json({"reports": self._overviews, "searched": self._searched.data()})

    def _unit(self, issuer: str) -> int:
        member = self._roster.find(issuer) if self._roster and issuer else None
        return self._units.get(member.name if member else issuer, -1)


def _asset(name: str) -> str:
    return (resources.files("checker.export") / "templates" / name).read_text("utf-8").replace("\r\n", "\n")


def _style_sheet() -> str:
    rules = []
    for status, style in STATUSES.items():
        letter = LETTERS[status]
        rules.append(f".s-{letter}{{background:{style.tint};color:{style.ink}}}.f-{letter}{{fill:{style.colour}}}")
    return _asset("matrix.css") + "\n".join(rules) + "\n"


def _script() -> str:
    return "(() => {\n'use strict';\n" + "\n".join(_asset(name) for name in _SCRIPTS) + "\n})();\n"


def _hash(source: str) -> str:
    return base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
