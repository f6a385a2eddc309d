"""Check one document, or one input: read → parse → match → assess.

The stages are imported when there is something to check: where nothing changed, nobody waits for them.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from checker.catalogs import Cache
from checker.errors import InputError
from checker.model.catalog import Catalog, Lexicon, Roster
from checker.model.document import Document
from checker.model.findings import ReportFindings
from checker.model.references import NO_REFERENCES, References
from checker.model.report import Report
from checker.read import Input, Limits, read_document
from checker.store import Judged, Kept

if TYPE_CHECKING:
    from checker.match import CompiledCatalog

__all__ = ["NO_LIMITS_GIVEN", "Checked", "Checker", "Pages", "settle"]

_YOUNG = 10_000
"""Objects from which the garbage collector looks at the young ones: some reports' worth. Python's own number is 700."""

NO_LIMITS_GIVEN = Limits()

Pages = Callable[[int, int], None]


def settle() -> None:
    """Set a process up that does little but check reports: their many objects are no reason to look for garbage."""
    gc.set_threshold(_YOUNG)


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one input: what was judged of it now, or kept of it before, or why it cannot be used.

    ``report`` is the id that it goes by, ``key`` names all that it was judged from ("" for a failure).
    """

    position: int
    name: str
    report: str
    key: str = ""
    judged: Judged | None = None
    kept: Kept | None = None
    failure: InputError | None = None


class Checker:
    """A catalog; checks one document at a time and keeps nothing of it.

    The catalog is compiled with the first document, or taken from ``cache`` where that was done before.
    """

    def __init__(
        self,
        catalog: Catalog,
        lexicon: Lexicon,
        roster: Roster | None = None,
        references: References = NO_REFERENCES,
        *,
        cache: Cache | None = None,
    ) -> None:
        self.catalog = catalog
        self.lexicon = lexicon
        self.roster = roster
        self.references = references
        self._cache = cache

    def prepare(self) -> None:
        """Compile the catalog now; raises `CatalogError` naming the line that cannot be understood."""
        _ = self._compiled

    @cached_property
    def _compiled(self) -> CompiledCatalog:
        from checker.match import compile_catalog
        from checker.pipeline.compiled import load_compiled

        if self._cache is None:
            return compile_catalog(self.catalog, self.lexicon, self.references)
        return load_compiled(self.catalog, self.lexicon, self.references, self._cache)

    def check(self, document: Document) -> ReportFindings:
        """Parse, match and assess one document."""
        from checker.parse import parse_report

        return self.assess(parse_report(document))

    def assess(self, report: Report) -> ReportFindings:
        """Match and assess a report that has been parsed."""
        from checker.assess import assess_report
        from checker.match import match_report

        return assess_report(report, self.catalog, match_report(report, self._compiled), self.roster)

    def check_input(
        self,
        position: int,
        item: Input,
        report_id: str,
        limits: Limits = NO_LIMITS_GIVEN,
        progress: Pages | None = None,
        key: str = "",
    ) -> Checked:
        """Read and check one input under an id of its own; a bad one becomes a failure that names it.

        ``progress`` hears of pages done and pages in all where a scan is recognised.
        """
        try:
            document = replace(read_document(item, limits=limits, progress=progress), id=report_id)
            judged = Judged.of(self.check(document), document.text)
            return Checked(position, item.name, report_id, key, judged=judged)
        except InputError as failure:
            return Checked(position, item.name, report_id, failure=failure)
