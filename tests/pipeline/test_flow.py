"""Many inputs: order, what is known already, and processes that die."""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
import sys
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

import pytest

from checker.catalogs import user_cache
from checker.pipeline import Checker, check_inputs, open_workers
from checker.pipeline.workers import Ticket
from checker.read import Input, Limits
from checker.store import Kept, Outline, Workspace
from tests.builders import LEXICON, make_catalog, make_point, make_task, shipped_checker
from tests.pipeline.reports import make_inputs, told

SMALL = Checker(make_catalog(make_task(make_point(clear=("案卷 + 评查",)))), LEXICON)
LIMITS = Limits()


def keys(inputs: list[Input], checker: Checker = SMALL, limits: Limits = LIMITS) -> list[str]:
    """Give the keys of inputs."""
    return [one.key for one in check_inputs(checker, inputs, limits=limits)]


def written(folder: Path, name: str, text: str) -> Input:
    """Write a report and give it as an input."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Input(path, name)


def test_processes_give_what_one_gives(tmp_path: Path) -> None:
    """Two processes: the same results, failures among them, in the same order."""
    inputs, checker = make_inputs(tmp_path, 12), shipped_checker(user_cache())
    alone = [told(one) for one in check_inputs(checker, inputs)]
    with open_workers(checker, LIMITS, len(inputs), jobs=2) as workers:
        assert workers is not None
        assert [told(one) for one in check_inputs(checker, inputs, workers=workers)] == alone
    assert [one[0] for one in alone] == list(range(13))
    assert sum(one[-1] is not None for one in alone) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 SIGKILL")
def test_a_process_that_dies_loses_no_report(tmp_path: Path) -> None:
    """All processes killed after the first result: every report is there all the same, once, as from one process."""
    inputs, checker = make_inputs(tmp_path, 24), shipped_checker(user_cache())
    alone = [told(one) for one in check_inputs(checker, inputs)]
    found = []
    with open_workers(checker, LIMITS, len(inputs), jobs=2) as workers:
        for one in check_inputs(checker, inputs, workers=workers):
            if not found:
                for child in multiprocessing.active_children():
                    os.kill(cast(int, child.pid), signal.SIGKILL)
            found.append(told(one))
    assert found == alone


@pytest.mark.skipif(sys.platform != "linux", reason="只在 Linux 上由 fork 继承替换")
def test_a_process_that_dies_while_it_answers_blocks_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one write cannot send at once may be cut off by a death, and who reads it would wait for ever."""
    parent, send = os.getpid(), Connection._send  # type: ignore[attr-defined]

    def die_halfway(pipe: Connection, message: bytes) -> None:
        if os.getpid() != parent and len(message) > select.PIPE_BUF:
            os.write(pipe.fileno(), message[: len(message) // 2])
            os._exit(1)
        send(pipe, message)

    monkeypatch.setattr(Connection, "_send", die_halfway)
    inputs, checker = make_inputs(tmp_path, 8), shipped_checker(user_cache())
    alone = [told(one) for one in check_inputs(checker, inputs)]
    with open_workers(checker, LIMITS, len(inputs), jobs=2) as workers:
        assert [told(one) for one in check_inputs(checker, inputs, workers=workers)] == alone


class Deadly:
    """An input that ends the process that unpacks it."""

    name = "坏.txt"

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


def test_only_the_culprit_fails(tmp_path: Path) -> None:
    """An input that kills every process that looks at it is named; its neighbours in the batch are checked."""
    good = written(tmp_path, "好.txt", "开展案卷评查3次。\n")
    batch = [Ticket(0, good, "a", "a", ".txt", b""), Ticket(1, cast(Input, Deadly()), "b", "b", ".txt", b"")]
    batch.append(replace(batch[0], position=2))
    with open_workers(SMALL, LIMITS, 3, jobs=2) as workers:
        assert workers is not None
        results = workers.collect(batch, workers.submit(batch))
    assert [one.judged is not None for one in results] == [True, False, True]
    assert "坏.txt" in str(results[1].failure)


def test_what_is_known_is_not_looked_at_again(tmp_path: Path) -> None:
    """A known key is handed on, in its place among those that are checked, by processes as by one."""
    inputs = [written(tmp_path, f"{number}.txt", f"开展案卷评查{number}次。\n") for number in range(9)]
    outline = Outline.of(next(iter(_findings(tmp_path, inputs[:1]))))
    known = {key: Kept(outline, "", 7, "") for key in keys(inputs)[::2]}
    for jobs in (1, 2):
        with open_workers(SMALL, LIMITS, len(inputs), jobs=jobs) as workers:
            found = list(check_inputs(SMALL, inputs, workers=workers, find_kept=known.get))
        assert [one.position for one in found] == list(range(9))
        assert [one.kept is not None for one in found] == [number % 2 == 0 for number in range(9)]
        assert all((one.kept is None) != (one.judged is None) for one in found)


def _findings(folder: Path, inputs: list[Input]) -> list[Any]:
    with Workspace.create(folder / "工作区") as workspace:
        run = workspace.begin_run(SMALL.catalog, None, "0", "a")
        for one in check_inputs(SMALL, inputs):
            assert one.judged is not None
            workspace.add_judged(run, one.position, one.judged)
        return list(workspace.reports_of(run))


def test_a_key_names_all_that_a_report_is_judged_from(tmp_path: Path) -> None:
    """Equal bytes under another name have one key; other bytes, format, vocabulary, words or bounds have another."""
    one = written(tmp_path, "a.txt", "开展案卷评查3次。\n")
    (key,) = keys([one])
    assert keys([written(tmp_path, "folder/b.txt", "开展案卷评查3次。\n")]) == [key]
    assert keys([one], limits=Limits(seconds=1, memory_bytes=1 << 28)) == [key]
    other_catalog = Checker(make_catalog(make_task(make_point(clear=("案卷",)))), LEXICON)
    other_lexicon = Checker(SMALL.catalog, LEXICON.model_copy(update={"masked": ()}))
    others = [
        *keys([written(tmp_path, "c.txt", "开展案卷评查4次。\n")]),
        *keys([written(tmp_path, "a.md", "开展案卷评查3次。\n")]),
        *keys([one], limits=Limits(pages=5)),
        *keys([one], other_catalog),
        *keys([one], other_lexicon),
    ]
    assert len({key, *others}) == 6
