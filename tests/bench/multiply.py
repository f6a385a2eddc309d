"""Many reports out of a few: sentences recombined, figures changed; no two are alike, so nothing is remembered."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

__all__ = ["multiply", "sample_reports"]

_FIGURE = re.compile(r"\d+")
_SENTENCE = re.compile(r"[^。；]*[。；]")
_BODY = 30  # characters from which a line is a paragraph, not a heading
_SWAPPED = 0.3  # share of the sentences that come from another report


def sample_reports(shared: Path, examples: Path) -> list[Path]:
    """List the reports to multiply: those beside the checkout where they are, else the examples."""
    folder = shared / "reports"
    return sorted((folder if folder.is_dir() else examples).glob("*.txt"))


def multiply(samples: Sequence[Path], number: int, folder: Path) -> list[Path]:
    """Write a number of txt reports, the same at every call; each keeps the headings of one of the samples."""
    texts = [path.read_text(encoding="utf-8-sig") for path in samples]
    pool = [sentence for text in texts for line in text.splitlines() if len(line) > _BODY for sentence in _cut(line)]
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for index in range(number):
        chance = random.Random(index)
        lines = [_vary(line, pool, chance) for line in texts[index % len(texts)].splitlines()]
        paths.append(folder / f"{samples[index % len(samples)].stem}-{index:04}.txt")
        paths[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def _cut(line: str) -> list[str]:
    return _SENTENCE.findall(line)


def _vary(line: str, pool: Sequence[str], chance: random.Random) -> str:
    """Swap sentences of a paragraph and change its figures; headings stay, and so do years."""
    if len(line) <= _BODY or not (sentences := _cut(line)):
        return line
    mixed = "".join(chance.choice(pool) if chance.random() < _SWAPPED else sentence for sentence in sentences)
    return _FIGURE.sub(lambda found: _another(found[0], chance), mixed)


def _another(figure: str, chance: random.Random) -> str:
    if len(figure) == 4 and figure.startswith("20"):
        return figure
    return str(chance.randrange(10 ** (len(figure) - 1), 10 ** len(figure)))
