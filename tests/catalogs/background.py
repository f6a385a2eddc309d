"""Count how common words are in texts of this project's own, for requirements_catalog/words/background.tsv.

The texts: the words of the lexicon, the points, titles and questions of the shipped catalog, and the invented reports
of examples/. ``python -m tests.catalogs.background --write`` writes the table.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from checker.catalogs import load_catalog, load_lexicon
from checker.catalogs.load import data_folder
from checker.catalogs.words import JiebaCut, count_words

ROOT = Path(__file__).resolve().parents[2]
HEADER = "# In how many of the sentences of this project's own texts a word stands; the first line is their number.\n"


def sentences() -> Iterator[str]:
    """Walk over the sentences that are counted."""
    catalog = load_catalog("changning-2022")
    for task in catalog.tasks:
        yield task.title
        for point in task.points:
            yield from (point.text, point.question)
    for path in sorted((ROOT / "examples/reports").glob("*.txt")):
        yield from filter(None, map(str.strip, re.split(r"[。；\n]", path.read_text(encoding="utf-8"))))


def table() -> str:
    """Give the table as text: the most common words first."""
    background = count_words(sentences(), JiebaCut(load_lexicon()))
    rows = sorted(background.counts.items(), key=lambda row: (-row[1], row[0]))
    return HEADER + f"\t{background.total}\n" + "".join(f"{word}\t{count}\n" for word, count in rows)


if __name__ == "__main__":
    if "--write" in sys.argv:
        (data_folder() / "words" / "background.tsv").write_text(table(), encoding="utf-8")
