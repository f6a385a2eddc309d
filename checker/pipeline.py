"""The one way through: read → parse → match → assess. An entry point: it alone, with cli, wires stages together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from checker.assess import assess_report
from checker.errors import InputError
from checker.match import CompiledCatalog, compile_catalog, match_report
from checker.model.catalog import Catalog, Lexicon, Roster
from checker.model.document import Document
from checker.model.findings import ReportFindings
from checker.parse import parse_report
from checker.read import Input, Limits, read_document, unique_ids

__all__ = ["Checked", "Checker", "check_inputs"]

_BATCH = 4
NO_LIMITS_GIVEN = Limits()

Pages = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one input: findings and the text that their offsets point into, or a failure."""

    position: int
    name: str
    findings: ReportFindings | None = None
    text: str = ""
    failure: InputError | None = None


class Checker:
    """A catalog made ready; checks one document at a time and keeps nothing of it."""

    def __init__(self, catalog: Catalog, lexicon: Lexicon, roster: Roster | None = None) -> None:
        self.catalog = catalog
        self.lexicon = lexicon
        self.roster = roster
        self._compiled: CompiledCatalog = compile_catalog(catalog, lexicon)

    def check(self, document: Document) -> ReportFindings:
        """Parse, match and assess one document."""
        report = parse_report(document)
        return assess_report(report, self.catalog, match_report(report, self._compiled), self.roster)

    def check_input(
        self,
        position: int,
        item: Input,
        report_id: str,
        limits: Limits = NO_LIMITS_GIVEN,
        progress: Pages | None = None,
    ) -> Checked:
        """Read and check one input under an id of its own; a bad one becomes a failure that names it.

        ``progress`` hears of pages done and pages in all where a scan is recognised.
        """
        try:
            document = replace(read_document(item, limits=limits, progress=progress), id=report_id)
            return Checked(position, item.name, self.check(document), document.text)
        except InputError as failure:
            return Checked(position, item.name, failure=failure)


def check_inputs(
    checker: Checker,
    inputs: Sequence[Input],
    jobs: int = 1,
    limits: Limits = NO_LIMITS_GIVEN,
    progress: Pages | None = None,
) -> Iterator[Checked]:
    """Check inputs in their order, as results come; ``jobs`` > 1 uses that many processes, without ``progress``."""
    ids = unique_ids(item.name for item in inputs)
    numbered = [(position, item, ids[position]) for position, item in enumerate(inputs)]
    if jobs <= 1 or len(numbered) < 2:
        yield from (checker.check_input(*one, limits, progress) for one in numbered)
        return
    jobs = min(jobs, len(numbered), (os.cpu_count() or 1) * 2)
    setup = (checker.catalog, checker.lexicon, checker.roster, limits)
    with ProcessPoolExecutor(jobs, initializer=_set_up_worker, initargs=setup) as pool:
        yield from pool.map(_check_in_worker, numbered, chunksize=_BATCH)


_worker: tuple[Checker, Limits] | None = None


def _set_up_worker(catalog: Catalog, lexicon: Lexicon, roster: Roster | None, limits: Limits) -> None:
    global _worker
    _worker = (Checker(catalog, lexicon, roster), limits)


def _check_in_worker(numbered: tuple[int, Input, str]) -> Checked:
    assert _worker is not None
    checker, limits = _worker
    return checker.check_input(*numbered, limits)
