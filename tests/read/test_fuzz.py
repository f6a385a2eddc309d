"""Mutated files of every format: text or a reason, never a traceback, never a hang.

A share runs each time; ``CHECKER_FUZZ=3000`` runs as many as the name says, over all formats.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.read import Limits, find_inputs, read_document
from checker.read.inputs import Input
from checker.read.office import find_office
from tests.read import samples
from tests.read.test_office import convert

ROUNDS = int(os.environ.get("CHECKER_FUZZ", "240"))
LIMITS = Limits(seconds=20)
SEEDS: dict[str, Callable[[], bytes]] = {
    "txt": lambda: samples.TEXT.encode("gb18030"),
    "md": lambda: f"# {samples.TEXT}| a | b |\n".encode(),
    "html": samples.report_page,
    "mhtml": lambda: (
        b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n" + samples.report_page()
    ),
    "docx": samples.report_docx,
    "pdf": lambda: samples.pdf(samples.typeset(samples.PARAGRAPHS)),
    "ofd": lambda: samples.ofd([[(20.0, 40.0 + 10 * n, text) for n, text in enumerate(samples.PARAGRAPHS)]]),
    "zip": lambda: samples.zipped({"a.txt": samples.TEXT, "b.docx": samples.report_docx()}),
}


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Flip, cut, repeat and swap bytes; half of the time inside a stretch, so that heads stay whole."""
    content = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 8, 40])):
        at = chance.randrange(len(content))
        length = chance.choice([1, 2, 4, 16, 200])
        kind = chance.randrange(6)
        if kind == 0:
            content[at] = chance.randrange(256)
        elif kind == 1:
            del content[at : at + length]
        elif kind == 2:
            content[at:at] = content[at : at + length] * chance.choice([1, 3, 50])
        elif kind == 3:
            content[at : at + length] = chance.randbytes(length)
        elif kind == 4:
            del content[max(1, at) :]
        else:
            content[at : at + 4] = chance.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"])
        if not content:
            content = bytearray(b"x")
    return bytes(content)


def mutate_inside(data: bytes, chance: random.Random) -> bytes:
    """Mutate one entry of a zip and zip it again, so that its checksum is right and the reader gets to see it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(entries))
    content = entries[name]
    return samples.zipped(entries | {name: mutate(content if isinstance(content, bytes) else content.encode(), chance)})


@pytest.mark.parametrize("suffix", SEEDS)
def test_mutated_files(suffix: str, tmp_path: Path) -> None:
    """Whatever becomes of a file, there is a document with exact blocks or an InputError."""
    seed = SEEDS[suffix]()
    chance = random.Random(f"{suffix} {ROUNDS}")
    outcomes = {"read": 0, "refused": 0}
    for number in range(max(1, ROUNDS // len(SEEDS))):
        path = tmp_path / f"{number}.{suffix}"
        inside = seed.startswith(b"PK") and number % 4 > 0
        path.write_bytes(mutate_inside(seed, chance) if inside else mutate(seed, chance))
        for found in find_inputs([path], limits=LIMITS):
            outcomes[outcome(found)] += 1
        path.unlink()
    assert sum(outcomes.values()) >= ROUNDS // len(SEEDS)


@pytest.mark.skipif(find_office() is None or ROUNDS < 3000, reason="只在 CHECKER_FUZZ=3000 且装有 LibreOffice 时运行")
def test_mutated_doc_files(tmp_path: Path) -> None:
    """What LibreOffice makes of a damaged doc is text or a reason, within the time."""
    seed = convert(tmp_path, "seed.docx", samples.report_docx(), "doc")
    chance = random.Random(ROUNDS)
    for number in range(ROUNDS // 30):
        path = tmp_path / f"{number}.doc"
        path.write_bytes(mutate(seed, chance))
        assert outcome(Input(path, path.name)) in {"read", "refused"}


def outcome(found: Input | InputError) -> str:
    """Read what was found; gives what came of it, and checks the blocks."""
    if isinstance(found, InputError):
        return "refused"
    try:
        document = read_document(found, limits=LIMITS)
    except InputError:
        return "refused"
    assert all(document.block_text(block) == document.block_text(block).strip() != "" for block in document.blocks)
    return "read"
