"""One phase of a check, or one peer, over many reports in a process of its own.

``python -m tests.bench.phases NAME FOLDER REPORTS STEP`` prints JSON: the processor seconds of each of
several groups of reports, and the peak memory of the process. Every text is worked on once and given up, so that
nothing is remembered and memory is that of the phase.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from checker.pipeline import settle

__all__ = ["GROUPS", "NAMES", "Measured"]

GROUPS = 5


class Measured(NamedTuple):
    """Processor seconds for each of the groups, and the peak memory (KiB)."""

    seconds: list[float]
    peak: int


class Phase(NamedTuple):
    """What is done with a report before the clock runs, and while it does."""

    prepare: Callable[[Path], Any]
    work: Callable[[Any], object]


def _tokenizer() -> Any:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def _segment() -> Phase:
    tokenizer = _tokenizer()
    return Phase(lambda path: path.read_text(encoding="utf-8"), lambda text: list(tokenizer.cut(text)))


def _words(tokenizer: Any) -> Callable[[Path], list[list[str]]]:
    from checker.parse import parse_report
    from checker.read import read_document

    def prepare(path: Path) -> list[list[str]]:
        report = parse_report(read_document(path))
        return [tokenizer.lcut(report.quote(sentence)) for sentence in report.sentences]

    return prepare


def _queries(tokenizer: Any) -> list[list[str]]:
    from checker.catalogs import load_catalog

    return [tokenizer.lcut(point.text) for point in load_catalog("changning-2022").points()]


def _bm25() -> Phase:
    from tests.evaluation.peers import bm25

    tokenizer = _tokenizer()
    queries = _queries(tokenizer)
    return Phase(_words(tokenizer), lambda words: [bm25(words, query) for query in queries])


def _cdist() -> Phase:
    from rapidfuzz import fuzz, process

    tokenizer = _tokenizer()
    queries = [" ".join(query) for query in _queries(tokenizer)]
    words = _words(tokenizer)
    return Phase(
        lambda path: [" ".join(one) for one in words(path)],
        lambda sentences: process.cdist(queries, sentences, scorer=fuzz.token_set_ratio, workers=1),
    )


def _read() -> Phase:
    from checker.read import read_document

    return Phase(lambda path: path, read_document)


def _parse() -> Phase:
    from checker.parse import parse_report
    from checker.read import read_document

    return Phase(read_document, parse_report)


def _match() -> Phase:
    from checker.match import match_report
    from checker.parse import parse_report
    from checker.read import read_document
    from tests.builders import shipped_compiled

    compiled = shipped_compiled()
    return Phase(lambda path: parse_report(read_document(path)), lambda report: match_report(report, compiled))


def _assess() -> Phase:
    from checker.assess import assess_report
    from checker.catalogs import load_catalog, load_roster
    from checker.match import match_report
    from checker.parse import parse_report
    from checker.read import read_document
    from tests.builders import shipped_compiled

    catalog, compiled = load_catalog("changning-2022"), shipped_compiled()
    roster = load_roster(catalog)

    def prepare(path: Path) -> Any:
        report = parse_report(read_document(path))
        return report, match_report(report, compiled)

    return Phase(prepare, lambda both: assess_report(both[0], catalog, both[1], roster))


def _store() -> Phase:
    from checker.read import read_document
    from checker.store import Judged, Workspace
    from tests.builders import shipped_checker

    checker = shipped_checker()
    workspace = Workspace.create(Path(sys.argv[2]) / "store")
    run = workspace.begin_run(checker.catalog, checker.roster, "0", "")
    positions = iter(range(1_000_000))

    def prepare(path: Path) -> Any:
        document = read_document(path)
        return checker.check(replace(document, id=path.stem)), document.text

    return Phase(prepare, lambda both: workspace.add_judged(run, next(positions), Judged.of(*both)))


_PHASES: dict[str, Callable[[], Phase]] = {
    "jieba.cut": _segment,
    "BM25": _bm25,
    "cdist": _cdist,
    "read": _read,
    "parse": _parse,
    "match": _match,
    "assess": _assess,
    "store": _store,
}
NAMES = tuple(_PHASES)


@contextmanager
def _clock(seconds: list[float], group: int) -> Iterator[None]:
    begin = time.process_time()
    yield
    seconds[group] += time.process_time() - begin


def main() -> None:
    """Measure a phase over the reports of a folder: NAME FOLDER (for what is written) REPORTS STEP (every how many)."""
    name, _, folder, step = sys.argv[1:]
    paths = sorted(Path(folder).glob("*.txt"))[:: int(step)]
    phase = _PHASES[name]()
    settle()  # as `checker run` does
    phase.work(phase.prepare(paths[0]))  # what is made once, at the first report, is not counted
    seconds = [0.0] * GROUPS
    for number, path in enumerate(paths[1:]):
        prepared = phase.prepare(path)
        with _clock(seconds, number % GROUPS):
            phase.work(prepared)
    counts = [len(range(group, len(paths) - 1, GROUPS)) for group in range(GROUPS)]
    each = [one / count for one, count in zip(seconds, counts, strict=True) if count]
    print(json.dumps(Measured(each, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)))


if __name__ == "__main__":
    main()
