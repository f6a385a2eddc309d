"""`make bench`: what a check costs, as ratios against segmenting the same texts with jieba.cut in the same run.

Processor time on one core, median of several rounds; every text is a little different, so that nothing is remembered.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.table import Table

from checker.assess import assess_report
from checker.catalogs import load_catalog, load_lexicon, load_roster
from checker.cli.console import console
from checker.match import compile_catalog, match_report
from checker.model.document import Document
from checker.parse import parse_report
from checker.read import read_document
from checker.store import Workspace
from tests.evaluation.corpus import shared_corpus, written_corpus
from tests.evaluation.peers import bm25, token_set

ROUNDS = 5


def timed(work: Callable[[], object]) -> float:
    """Give the processor seconds of a piece of work, the median of several rounds."""
    seconds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        seconds.append(time.process_time() - begin)
    return statistics.median(seconds)


def cold(*arguments: str) -> float:
    """Give the processor seconds of a command in a process of its own."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime)"
    )
    runs = [
        float(subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True).stdout)
        for _ in range(ROUNDS)
    ]
    return statistics.median(runs)


def phases(paths: Sequence[Path]) -> dict[str, float]:
    """Time every phase over all reports, and the peers on the same texts."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    catalog, lexicon = load_catalog("changning-2022"), load_lexicon()
    roster, compiled = load_roster(catalog), compile_catalog(catalog, lexicon)
    documents: list[Document] = [read_document(path) for path in paths]
    reports = [parse_report(document) for document in documents]
    matches = [match_report(report, compiled) for report in reports]
    findings = [assess_report(report, catalog, match, roster) for report, match in zip(reports, matches, strict=True)]
    words = [[tokenizer.lcut(report.quote(s)) for s in report.sentences] for report in reports]
    queries = [tokenizer.lcut(point.text) for point in catalog.points()]

    def store() -> None:
        with Workspace.in_memory() as workspace:
            run = workspace.begin_run(catalog, roster, "0", "")
            for position, (document, found) in enumerate(zip(documents, findings, strict=True)):
                workspace.add_report(run, position, found.model_copy(update={"id": str(position)}), document.text)

    return {
        "jieba.cut": timed(lambda: [tokenizer.lcut(document.text) for document in documents]),
        "读取": timed(lambda: [read_document(path) for path in paths]),
        "解析": timed(lambda: [parse_report(document) for document in documents]),
        "匹配": timed(lambda: [match_report(report, compiled) for report in reports]),
        "判断": timed(lambda: [assess_report(r, catalog, m, roster) for r, m in zip(reports, matches, strict=True)]),
        "入库": timed(store),
        "BM25（不含分词）": timed(lambda: [bm25(one, query) for one in words for query in queries]),
        "token_set_ratio（不含分词）": timed(lambda: [token_set(one, query) for one in words for query in queries]),
    }


def main() -> int:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    paths = sorted({one.path for one in (*written_corpus(), *shared_corpus(shared))})
    taken = phases(paths)
    unit = taken["jieba.cut"]
    table = Table(title=f"{len(paths)} 份报告，单核处理器时间，{ROUNDS} 轮中位数", title_justify="left")
    for name in ("阶段", "与 jieba.cut 之比", "毫秒/份"):
        table.add_column(name, justify="left" if name == "阶段" else "right")
    check = sum(taken[name] for name in ("解析", "匹配", "判断"))
    for name, seconds in {**taken, "解析+匹配+判断": check, "解析+匹配+判断+入库": check + taken["入库"]}.items():
        table.add_row(name, f"{seconds / unit:.2f}", f"{1000 * seconds / len(paths):.1f}")
    console.print(table)
    nothing = cold(sys.executable, "-c", "pass")
    with tempfile.TemporaryDirectory() as folder:
        one = ("run", str(paths[0]), "--outputs", "none", "--workspace", folder)
        for label, arguments in (("checker --help", ("--help",)), ("checker run（一份 txt，不写结果）", one)):
            seconds = cold(sys.executable, "-m", "checker", *arguments)
            console.print(f"{label}：{seconds:.2f} 秒处理器时间，是 python -c pass 的 {seconds / nothing:.0f} 倍")
    return 0


if __name__ == "__main__":
    sys.exit(main())
