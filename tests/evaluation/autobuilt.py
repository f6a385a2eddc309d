"""How well a catalog that nobody wrote by hand finds the sentences: the Changning list, built by `catalog build`.

The measure: of the tasks that annotators found evidence for in a report, the share of those where one of the first
three quotes of the task is an annotated sentence. Beside it the same for BM25 over jieba words, with the official text
of the task as the query and the sentences of the report's done part as the documents; for the built catalog without the
shipped topics of the field; and for the catalog written by hand. ``python -m tests.evaluation.autobuilt``
prints all four.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.box import SIMPLE
from rich.table import Table

from checker.catalogs import build_catalog, load_catalog, load_lexicon, load_workshop
from checker.catalogs.topics import Topics
from checker.cli.catalog_build import read_task_list
from checker.cli.console import console
from checker.evaluate import same_place
from checker.model.catalog import Catalog, Task
from checker.model.findings import MAX_QUOTE, ReportFindings
from checker.model.report import Role
from checker.parse import parse_report
from checker.read import read_document
from tests.builders import checker_of
from tests.evaluation.corpus import Annotated, shared_corpus
from tests.evaluation.peers import bm25, tokenizer

__all__ = ["SOURCE", "WANTED", "TaskHits", "autobuilt_table", "build_changning", "measure"]

FIRST = 3
"""Quotes of a task that count."""

WANTED = 0.70
"""Share of tasks that the built catalog has to reach."""

SOURCE = "source/changning-2022-work-points.txt"
BUILT, PLAIN, BM25, WRITTEN = "自动生成的目录", "同上，不用词库主题", "BM25·jieba", "人工编写的目录"


@dataclass(slots=True)
class TaskHits:
    """Tasks with annotated evidence, and those of them where one of the first three quotes is annotated."""

    wanted: int = 0
    hit: int = 0

    @property
    def share(self) -> float:
        """Give the share of hits, 0-1."""
        return self.hit / max(1, self.wanted)

    def count(self, annotated: Sequence[str], quotes: Iterable[str]) -> None:
        """Count one task of one report."""
        if annotated:
            self.wanted += 1
            self.hit += any(same_place(quote, sentence) for quote in quotes for sentence in annotated)


def build_changning(shared: Path, *, topics: bool = True) -> Catalog:
    """Build the Changning catalog from the official document; without ``topics``, from its own words only."""
    workshop = load_workshop(load_lexicon())
    if not topics:
        workshop = replace(workshop, topics=Topics(()))
    original = read_task_list(shared / SOURCE)
    return build_catalog(original.listed, original.metadata, "changning-built", workshop).catalog


def measure(shared: Path) -> dict[str, TaskHits]:
    """Measure the built catalog, BM25, and the written catalog, on the annotated reports beside the checkout."""
    corpus = list(shared_corpus(shared))
    built = build_changning(shared)
    written = load_catalog("changning-2022")
    return {
        BUILT: _hits_of_catalog(built, corpus),
        PLAIN: _hits_of_catalog(build_changning(shared, topics=False), corpus),
        BM25: _hits_of_bm25(built, corpus),
        WRITTEN: _hits_of_catalog(written, corpus),
    }


def autobuilt_table(measured: dict[str, TaskHits]) -> Table:
    """Lay the figures out."""
    title = "每项任务的前三条引文中有标注句的比例"
    table = Table(title=title, title_justify="left", header_style="bold", box=SIMPLE, padding=(0, 1, 0, 0))
    table.add_column("")
    table.add_column("任务", justify="right")
    table.add_column("命中", justify="right")
    table.add_column("比例", justify="right")
    for name, hits in measured.items():
        table.add_row(name, str(hits.wanted), str(hits.hit), f"{hits.share:.3f}")
    return table


def _hits_of_catalog(catalog: Catalog, corpus: Sequence[Annotated]) -> TaskHits:
    checker = checker_of(catalog)
    hits = TaskHits()
    for one in corpus:
        findings = checker.check(read_document(one.path))
        for task in catalog.tasks:
            hits.count(_annotated(one, task.number), _quotes(findings, task.number))
    return hits


def _hits_of_bm25(catalog: Catalog, corpus: Sequence[Annotated]) -> TaskHits:
    cut = tokenizer()
    queries = {task.number: cut(_query(task)) for task in catalog.tasks}
    hits = TaskHits()
    for one in corpus:
        report = parse_report(read_document(one.path))
        done = [report.quote(s)[:MAX_QUOTE] for s in report.sentences if s.role is Role.DONE]
        words = [cut(quote) for quote in done]
        for number, query in queries.items():
            scores = bm25(words, query)
            best = sorted(range(len(done)), key=lambda n: (-scores[n], n))[:FIRST]
            hits.count(_annotated(one, number), [done[n] for n in best if scores[n] > 0])
    return hits


def _query(task: Task) -> str:
    return task.official_text or f"{task.title}。" + "。".join(point.text for point in task.points)


def _annotated(one: Annotated, number: int) -> list[str]:
    """List the sentences that annotators marked for the points of a task."""
    points = (point for name, point in one.gold.points.items() if name.partition(".")[0] == str(number))
    return [quote.text for point in points if point.done for quote in point.evidence]


def _quotes(findings: ReportFindings, number: int) -> list[str]:
    """List the first quotes of a task: the best of all its points, each sentence once."""
    evidence = [
        quote
        for finding in findings.points
        if finding.point.partition(".")[0] == str(number)
        for quote in finding.evidence
        if quote.role is Role.DONE
    ]
    best = sorted(evidence, key=lambda quote: (-quote.score, quote.start))
    return list(dict.fromkeys(quote.quote for quote in best))[:FIRST]


def main() -> int:
    """Print the figures; 1 where the built catalog misses its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    measured = measure(parser.parse_args().shared)
    console.print(autobuilt_table(measured))
    return 0 if measured[BUILT].share >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
