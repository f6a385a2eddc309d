"""A Dask cluster of two processes on this machine: equal to the local run, also when nodes die."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from checker.catalogs import user_cache
from checker.cli.app import run_app
from checker.errors import ClusterError
from checker.pipeline import Recipe, check_inputs, open_workers
from checker.pipeline.cluster import Cluster
from checker.pipeline.workers import Ticket
from checker.read import Input, Limits
from tests.builders import shipped_checker
from tests.pipeline.reports import make_inputs, told

distributed = pytest.importorskip("distributed", reason="没有安装 Dask：pip install 'yaodian-checker[cluster]'")

LIMITS = Limits()


@contextmanager
def local_cluster(**settings: int) -> Iterator[Any]:
    """Start a scheduler and two processes, which are started again where they die."""
    import dask

    with (
        dask.config.set({f"distributed.scheduler.{name}": value for name, value in settings.items()}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0", silence_logs=50
        ) as cluster,
    ):
        yield cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster for several tests."""
    with local_cluster() as running:
        yield running


def free_port() -> int:
    """Find a port where nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def kill_one(cluster: Any) -> None:
    """Kill one of the processes, as the system does that runs out of memory."""
    with distributed.Client(cluster, set_as_default=False) as client:
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)


def test_the_cluster_gives_what_one_process_gives(cluster: Any, tmp_path: Path) -> None:
    """Findings, texts, keys and failures are equal, in the same order."""
    inputs, checker = make_inputs(tmp_path, 20), shipped_checker(user_cache())
    alone = [told(one) for one in check_inputs(checker, inputs)]
    with open_workers(checker, LIMITS, len(inputs), cluster=cluster.scheduler_address) as workers:
        assert [told(one) for one in check_inputs(checker, inputs, workers=workers)] == alone


def test_the_command_gives_the_same_file(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`checker run --cluster` writes the findings.json of a local run."""
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path / "报告", 4)
    run = ["run", "报告", "--outputs", "findings"]
    assert run_app([*run, "--out", "here", "--workspace", "w1"]) == 3
    there = ["--cluster", cluster.scheduler_address]
    assert run_app([*run, "--out", "there", "--workspace", "w2", *there]) == 3
    assert Path("there/findings.json").read_text("utf-8") == Path("here/findings.json").read_text("utf-8")
    assert run_app([*run, *there, "--jobs", "2"]) == 2
    assert "--jobs" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 SIGKILL")
@pytest.mark.parametrize("allowed", [3, 0], ids=["handed to another", "given up by the scheduler"])
def test_a_node_that_dies_loses_no_report(tmp_path: Path, allowed: int) -> None:
    """One of two processes killed after the first result: every report is there, once, as from a local run."""
    inputs, checker = make_inputs(tmp_path, 40), shipped_checker(user_cache())
    alone = [told(one) for one in check_inputs(checker, inputs)]
    found = []
    with (
        local_cluster(**{"allowed-failures": allowed}) as cluster,
        open_workers(checker, LIMITS, len(inputs), cluster=cluster.scheduler_address) as workers,
    ):
        for one in check_inputs(checker, inputs, workers=workers):
            if not found:
                kill_one(cluster)
            found.append(told(one))
    assert found == alone


def test_a_node_that_joins_late_is_told_the_catalog(tmp_path: Path) -> None:
    """A process that was not there when the catalog was sent asks for it."""
    (tmp_path / "a.txt").write_text("2022年，开展行政执法案卷评查3次。\n", encoding="utf-8")
    inputs, checker = [Input(tmp_path / "a.txt", "a.txt")], shipped_checker(user_cache())
    with (
        local_cluster() as cluster,
        open_workers(checker, LIMITS, 1, cluster=cluster.scheduler_address) as workers,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        client.restart()
        (one,) = check_inputs(checker, inputs, workers=workers)
    assert one.judged is not None


def test_a_missing_scheduler_is_said() -> None:
    """Nobody at the address, nonsense for an address: one message with the address and what to do."""
    recipe = Recipe.of(shipped_checker(user_cache()))
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(ClusterError, match=address), Cluster(address, recipe, LIMITS, 1, patience=0.5):
        pass
    with pytest.raises(ClusterError, match="tcp://主机"), Cluster("ftp://x:1", recipe, LIMITS, 1, patience=0.5):
        pass


def test_a_scheduler_without_nodes_is_said() -> None:
    """A run does not wait for ever for nodes that nobody started."""
    recipe = Recipe.of(shipped_checker(user_cache()))
    with (
        distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=":0", silence_logs=50) as empty,
        pytest.raises(ClusterError, match="没有工作节点"),
        Cluster(empty.scheduler_address, recipe, LIMITS, 1, patience=0.5),
    ):
        pass


def test_a_lost_scheduler_is_said(tmp_path: Path) -> None:
    """The scheduler ends with batches under way: an error in plain words, not a wait for ever."""
    path = tmp_path / "a.txt"
    path.write_text("开展案卷评查3次。\n", encoding="utf-8")
    ticket = Ticket(0, Input(path, "a.txt"), "a", "k", ".txt", path.read_bytes())
    checker = shipped_checker(user_cache())
    with (
        local_cluster() as cluster,
        Cluster(cluster.scheduler_address, Recipe.of(checker), LIMITS, 1, patience=2) as workers,
    ):
        cluster.close()
        with pytest.raises(ClusterError):
            workers.collect([ticket], workers.submit([ticket]))


def test_other_code_on_a_node_is_refused(cluster: Any) -> None:
    """A node of another release would judge differently: said, with the node."""
    recipe = Recipe.of(shipped_checker(user_cache()))
    other = Cluster(cluster.scheduler_address, recipe, LIMITS, 1, code="another release")
    with pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:\d+ 上的 checker"), other:
        pass
