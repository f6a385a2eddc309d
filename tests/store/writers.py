"""Processes that write to one workspace, and are killed or crowded: run as ``python -m tests.store.writers``.

Forks instead of starting Python anew, so that hundreds of deaths fit into seconds; apart from pytest, which has
threads.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sqlite3
import sys
from itertools import pairwise
from pathlib import Path

from checker.store import Draft, Judged, Workspace
from tests.builders import check, make_catalog, make_point, make_report, make_task

CATALOG = make_catalog(make_task(make_point(clear=("案卷 + 评查",))))


def draft(writer: str, number: int) -> Draft:
    """Make the n-th decision of a writer; every writer writes on the same few topics."""
    return Draft(
        token=f"{writer}-{number}",
        at="2026-01-01",
        reviewer=writer,
        topic=f"r\n{number % 7}",
        body=json.dumps([number]),
    )


def fork(work: object, *arguments: object) -> tuple[int, int]:
    """Run work in a child that reports through a pipe; give its process id and the end to read."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            work(*arguments, writing)  # type: ignore[operator]
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    return child, reading


def write_until_killed(folder: Path, writer: str, acknowledge: int) -> None:
    """Append decisions, and runs with reports between them; say each number as soon as it is acknowledged."""
    findings = check(CATALOG, make_report())
    with Workspace.open(folder) as workspace:
        for number in range(1_000_000):
            workspace.journal.append(draft(writer, number))
            os.write(acknowledge, number.to_bytes(4, "big"))
            if number % 3 == 0:
                run = workspace.begin_run(CATALOG, None, "0", "now")
                workspace.add_judged(run, 0, Judged.of(findings, f"{writer} {number}" * 400))


def crash(folder: Path, times: int, seed: int) -> dict[str, int]:
    """Kill a writer at random moments; after each death open the workspace and count what is missing or damaged."""
    chance = random.Random(seed)
    Workspace.create(folder).close()
    acknowledged: set[str] = set()
    lost = damaged = torn = 0
    for time in range(times):
        child, reading = fork(write_until_killed, folder, f"w{time}")
        said = b""
        wanted = chance.randrange(8)
        while len(said) < 4 * wanted:
            said += os.read(reading, 4096)
        select.select([], [], [], chance.random() * 0.003)  # any moment of the next writes
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(reading, 65536):
            said += more
        os.close(reading)
        acknowledged |= {f"w{time}-{int.from_bytes(said[i : i + 4], 'big')}" for i in range(0, len(said) // 4 * 4, 4)}
        with Workspace.open(folder) as workspace:
            kept = {f"{one.reviewer}-{json.loads(one.body)[0]}" for one in workspace.journal.entries()}
        lost += len(acknowledged - kept)
        with sqlite3.connect(folder / "checker.sqlite") as db:
            damaged += db.execute("PRAGMA integrity_check").fetchone() != ("ok",)
            torn += db.execute("SELECT count(*) FROM reports WHERE text NOT IN (SELECT hash FROM texts)").fetchone()[0]
        db.close()
    return {"kills": times, "acknowledged": len(acknowledged), "lost": lost, "damaged": damaged, "torn": torn}


def write_many(folder: Path, writer: str, count: int, done: int) -> None:
    """Append so many decisions, every tenth sent twice as after a lost answer."""
    with Workspace.open(folder) as workspace:
        for number in range(count):
            for _ in range(1 + (number % 10 == 0)):
                workspace.journal.append(draft(writer, number))
    os.write(done, b"done")


def crowd(folder: Path, writers: int, count: int) -> dict[str, int]:
    """Let writers write at once; count what failed, is doubled, or is out of its writer's order."""
    Workspace.create(folder).close()
    children = [fork(write_many, folder, f"w{number}", count) for number in range(writers)]
    failed = sum(os.waitpid(child, 0)[1] != 0 for child, _ in children)
    with Workspace.open(folder) as workspace:
        entries = workspace.journal.entries()
    orders = [[json.loads(e.body)[0] for e in entries if e.reviewer == f"w{n}"] for n in range(writers)]
    return {
        "failed": failed,
        "kept": len(entries),
        "distinct": len({(e.reviewer, e.body) for e in entries}),
        "in_order": sum(order == list(range(count)) for order in orders),
        "ids_rise": int(all(a.id < b.id for a, b in pairwise(entries))),
    }


if __name__ == "__main__":
    what, folder, first, second = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    print(json.dumps(crash(folder, first, second) if what == "crash" else crowd(folder, first, second)))
