"""`make eval`: accuracy on the annotated reports, peers beside us in the same run, floors that only go up.

Five corpora: the written and the diverse one that gave vocabulary and reference sentences, the fresh and the held-out
one that gave neither, and the shared one (two real reports among eight) where it lies beside the checkout. Each is
checked as users do, compared with the reference sentences (but for those of the report
itself), and, to guard the vocabulary, by its words alone.
Exit code 1 where a floor is missed. ``--raise-floors`` lifts floors to what was reached, never lowers one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from checker.catalogs import load_catalog
from checker.cli.console import console
from checker.cli.evaluation import scores_table
from checker.evaluate import Scores, Tally
from checker.model.report import Report
from checker.parse import parse_report
from checker.pipeline import Checker
from checker.read import read_document
from tests.builders import shipped_checker, words_checker
from tests.evaluation.autobuilt import autobuilt_table, measure
from tests.evaluation.corpus import (
    Annotated,
    diverse_corpus,
    fresh_corpus,
    heldout_corpus,
    shared_corpus,
    written_corpus,
)
from tests.evaluation.peers import PEERS, best_tally

__all__ = ["FLOORS", "WAYS", "missed_floors", "scores_of"]

FLOORS = Path(__file__).with_name("floors.json")
WAYS = {"compared": shipped_checker, "words": words_checker}
"""How each corpus is checked: as users do, with reference sentences; and by the vocabulary alone."""

_SLACK = 1e-9
_STEP = 0.005  # floors stand a little below what was reached


def scores_of(checker: Checker, corpus: Sequence[Annotated]) -> tuple[list[tuple[str, Scores]], Scores]:
    """Measure each report of a corpus, and all together."""
    pooled, rows = Tally(), []
    for one in corpus:
        findings = checker.check(read_document(one.path))
        alone = Tally()
        for tally in (alone, pooled):
            tally.add(one.gold, findings)
        rows.append((one.gold.report, alone.scores()))
    return rows, pooled.scores()


def missed_floors(way: str, name: str, rows: Sequence[tuple[str, Scores]], pooled: Scores) -> list[str]:
    """Name the measures of a corpus, checked in one of two ways (compared, words), that are below their floor."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[way].get(name, {})
    reached = _reached(rows, pooled)
    return [
        f"{way}.{name}.{key} {reached[key]:.3f} < {floor}"
        for key, floor in floors.items()
        if reached[key] < floor - _SLACK
    ]


def _reached(rows: Sequence[tuple[str, Scores]], pooled: Scores) -> dict[str, float]:
    return {**pooled.as_dict(), "lowest_qwk": min(scores.qwk for _, scores in rows)}


def _raise_floors(way: str, name: str, rows: Sequence[tuple[str, Scores]], pooled: Scores) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    old = floors[way].get(name, {})
    reached = {key: int((value - _STEP) * 1000) / 1000 for key, value in _reached(rows, pooled).items()}
    floors[way][name] = {key: max(value, old.get(key, value)) for key, value in reached.items()}
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


def _peers(corpus: Sequence[Annotated]) -> list[tuple[str, Scores]]:
    catalog = load_catalog("changning-2022")
    parsed: list[tuple[Annotated, Report]] = [(one, parse_report(read_document(one.path))) for one in corpus]
    return [(peer.name, best_tally(peer, catalog, parsed).scores()) for peer in PEERS]


def main() -> int:
    """Print the tables; 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--raise-floors", action="store_true")
    arguments = parser.parse_args()
    checkers = {way: make() for way, make in WAYS.items()}
    missed: list[str] = []
    corpora = {
        "written": written_corpus(),
        "diverse": diverse_corpus(),
        "fresh": fresh_corpus(),
        "heldout": heldout_corpus(),
        "shared": shared_corpus(arguments.shared),
    }
    for name, corpus in ((name, list(reports)) for name, reports in corpora.items()):
        if not corpus:
            console.print(f"{name}：{arguments.shared} 里没有标注语料，略过")
            continue
        measured = {way: scores_of(checker, corpus) for way, checker in checkers.items()}
        for way, (rows, pooled) in measured.items():
            if arguments.raise_floors:
                _raise_floors(way, name, rows, pooled)
            missed += missed_floors(way, name, rows, pooled)
        rows, pooled = measured["compared"]
        lines = [*rows, ("合计", pooled), ("只用检索词", measured["words"][1]), *_peers(corpus)]
        console.print(scores_table(lines, f"{name}：{len(corpus)} 份标注报告"))
    if (arguments.shared / "gold").is_dir():
        console.print(autobuilt_table(measure(arguments.shared)))
    for one in missed:
        console.print(f"[bold red]低于底线[/]：{one}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
