"""The tests of the cluster, in a process of their own.

Dask's clusters are started and ended many times there, and once in a while the start of one never comes back (its
thread waits for ever before any code of ours runs). Such a run is ended and begun again; a failed one is not.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="没有安装 Dask：pip install 'yaodian-checker[cluster]'")

TESTS = Path(__file__).with_name("test_cluster.py")
SECONDS = 90
TIMES = 4


def test_the_tests_of_the_cluster_pass() -> None:
    """All of them, none skipped."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(TESTS)]
    for _ in range(TIMES):
        run = subprocess.Popen(
            command,
            env={**os.environ, "CHECKER_CLUSTER_TESTS": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            said, _ = run.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            continue
        assert run.returncode == 0, said
        assert "skipped" not in said
        return
    pytest.fail(f"{TIMES} runs did not end within {SECONDS} seconds each")
