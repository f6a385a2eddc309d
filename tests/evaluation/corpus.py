"""The annotated reports: those in the checkout, and with them the real ones beside it, where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.evaluate import Gold, load_gold

__all__ = ["ROOT", "Annotated", "diverse_corpus", "fresh_corpus", "heldout_corpus", "shared_corpus", "written_corpus"]

ROOT = Path(__file__).resolve().parents[2]
_REPORTS = (ROOT / "tests/data/annotated/reports", ROOT / "examples/reports")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with what annotators say of it."""

    path: Path
    gold: Gold


def written_corpus() -> Iterator[Annotated]:
    """Walk over the annotated reports of invented places that gave vocabulary and reference sentences."""
    yield from _pair(ROOT / "tests/data/annotated/gold", _REPORTS)


def diverse_corpus() -> Iterator[Annotated]:
    """Walk over the annotated reports whose authors were told to avoid settled phrases; they gave both as well."""
    yield from _pair(ROOT / "tests/data/diverse/gold", (ROOT / "tests/data/diverse/reports",))


def fresh_corpus() -> Iterator[Annotated]:
    """Walk over those of the same kind that gave neither vocabulary nor reference sentences."""
    yield from _pair(ROOT / "tests/data/fresh/gold", (ROOT / "tests/data/fresh/reports",))


def heldout_corpus() -> Iterator[Annotated]:
    """Walk over the older annotated reports of invented places that gave neither vocabulary nor reference sentences."""
    yield from _pair(ROOT / "tests/data/heldout/gold", (ROOT / "tests/data/heldout/reports",))


def shared_corpus(shared: Path) -> Iterator[Annotated]:
    """Walk over the annotated reports beside the checkout; none where they are absent."""
    if (shared / "gold").is_dir():
        yield from _pair(shared / "gold", (shared / "reports",))


def _pair(gold: Path, folders: tuple[Path, ...]) -> Iterator[Annotated]:
    for one in load_gold(gold):
        paths = [folder / f"{one.report}.txt" for folder in folders]
        yield Annotated(next(path for path in paths if path.is_file()), one)
