"""`make bench`: what a check costs, as ratios against segmenting the same texts with jieba.cut in the same run.

Processor time on one core, the median over groups of reports, every text another; peak memory of each phase in its own
process; whole runs with one process and with two, first and again; the cold start.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from checker.cli.console import console
from tests.bench.multiply import multiply, sample_reports
from tests.bench.phases import NAMES, Measured
from tests.evaluation.corpus import ROOT

ROUNDS = 3
SAMPLED = 200
"""Reports on which phases and peers are timed, evenly taken: some peers need a quarter of a second for each."""

LABELS = {
    "jieba.cut": "jieba.cut 分词",
    "BM25": "BM25（133 个要点，不含分词）",
    "cdist": "rapidfuzz cdist token_set_ratio（不含分词）",
    "read": "读取",
    "parse": "解析",
    "match": "匹配",
    "assess": "判断",
    "store": "入库",
}
_MIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds of processor and of the clock, peak memory of its largest process (MiB)."""

    processor: float
    clock: float
    peak: float


_WATCHED = """
import resource, subprocess, sys, time
begin = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, time.perf_counter() - begin, used.ru_maxrss)
"""


def cost(*command: str) -> Cost:
    """Run a command to its end and give what it and its children took."""
    done = subprocess.run([sys.executable, "-c", _WATCHED, *command], check=True, capture_output=True, text=True)
    processor, clock, peak = map(float, done.stdout.split())
    return Cost(processor, clock, peak / _MIB)


def checker(*arguments: str) -> Cost:
    """Run the command line in a process of its own."""
    return cost(sys.executable, "-m", "checker", *arguments)


def measure(name: str, folder: Path, reports: Path, step: int) -> Measured:
    """Measure a phase in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.phases", name, str(folder), str(reports), str(step)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return Measured(*json.loads(done.stdout.splitlines()[-1]))


def show_phases(number: int, reports: Path) -> None:
    """Print every phase and peer as a ratio to jieba.cut."""
    step = max(1, number // SAMPLED)
    with tempfile.TemporaryDirectory() as folder:
        taken = {name: measure(name, Path(folder), reports, step) for name in NAMES}
    seconds = {name: statistics.median(one.seconds) for name, one in taken.items()}
    peaks = {name: f"{one.peak / _MIB:.0f}" for name, one in taken.items()}
    rows = [(LABELS[name], seconds[name], peaks[name]) for name in NAMES]
    check = sum(seconds[name] for name in ("parse", "match", "assess"))
    rows.append(("解析+匹配+判断", check, ""))
    rows.append(("读取+解析+匹配+判断+入库", check + seconds["read"] + seconds["store"], ""))
    sampled = f"，取其中 {-(-number // step)} 份" if step > 1 else ""
    title = f"{number} 份报告{sampled}，单核处理器时间，{len(taken['read'].seconds)} 组的中位数"
    table = Table(title=title, title_justify="left")
    for heading in ("阶段", "与 jieba.cut 之比", "毫秒/份", "峰值内存 MB"):
        table.add_column(heading, justify="left" if heading == "阶段" else "right")
    for label, each, peak in rows:
        table.add_row(label, f"{each / seconds['jieba.cut']:.2f}", f"{1000 * each:.1f}", peak)
    console.print(table)


def show_runs(number: int, reports: Path, rounds: int, folder: Path) -> float:
    """Print whole runs (one process, two, again with nothing changed) and give the peak memory of one process (MiB)."""
    taken: dict[str, list[Cost]] = {"一个进程": [], "两个进程": [], "再次运行，全部未变": []}
    for turn in range(rounds):
        for jobs, label in ((1, "一个进程"), (2, "两个进程")):
            place = ("--outputs", "none", "--workspace", str(folder / f"{number}-{turn}-{jobs}"))
            taken[label].append(checker("run", str(reports), *place, "--jobs", str(jobs)))
        taken["再次运行，全部未变"].append(checker("run", str(reports), *place))
    first = statistics.median(one.processor for one in taken["一个进程"])
    table = Table(title=f"{number} 份报告，checker run --outputs none，{rounds} 次的中位数", title_justify="left")
    for heading in ("", "处理器时间之比", "处理器秒", "时钟秒", "峰值 MB"):
        table.add_column(heading, justify="right" if heading else "left")
    for label, costs in taken.items():
        middle = [
            statistics.median(values) for values in zip(*((c.processor, c.clock, c.peak) for c in costs), strict=True)
        ]
        table.add_row(label, f"{middle[0] / first:.3f}", f"{middle[0]:.2f}", f"{middle[1]:.2f}", f"{middle[2]:.0f}")
    console.print(table)
    pairs = zip(taken["一个进程"], taken["两个进程"], strict=True)
    speedups = ", ".join(f"{one.clock / two.clock:.2f}" for one, two in pairs)
    load = os.getloadavg()[0]
    console.print(
        f"两个进程是一个进程的 {speedups} 倍快（时钟；{os.cpu_count()} 核，系统负载 {load:.1f}，空闲时才有意义）"
    )
    return statistics.median(one.peak for one in taken["一个进程"])


def show_cold_start(report: Path, folder: Path) -> None:
    """Print what it takes to say hello and to check one report."""
    nothing = statistics.median(cost(sys.executable, "-c", "pass").processor for _ in range(2 * ROUNDS))
    cold = folder / "cache"
    os.environ["XDG_CACHE_HOME"] = str(cold)
    one = ("run", str(report), "--workspace")
    commands = {
        "checker --help": ("--help",),
        "checker run，一份 txt，第一次编译目录": (*one, str(folder / "first"), "--outputs", "none"),
        "checker run，一份 txt，目录已在缓存": (*one, str(folder / "{}"), "--outputs", "none"),
        "同上，写出全部结果": (*one, str(folder / "all-{}"), "--out", str(folder / "out-{}")),
    }
    for label, arguments in commands.items():
        rounds = 1 if "第一次" in label else 2 * ROUNDS
        seconds = statistics.median(
            checker(*(part.format(turn) for part in arguments)).processor for turn in range(rounds)
        )
        console.print(f"{label}：python -c pass 的 {seconds / nothing:.0f} 倍，{seconds:.2f} 秒处理器时间")


def main() -> int:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--quick", action="store_true", help="20 reports instead of 200 and 2,000")
    given = parser.parse_args()
    samples = sample_reports(given.shared, ROOT / "examples/reports")
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache-of-runs")
        checker("run", str(samples[0]), "--outputs", "none", "--workspace", str(folder / "warm"))
        peaks = {}
        for number, rounds in ((20, ROUNDS),) if given.quick else ((20, 1), (200, ROUNDS), (2000, 1)):
            reports = folder / f"reports-{number}"
            multiply(samples, number, reports)
            if number > 20 or given.quick:
                show_phases(number, reports)
            peaks[number] = show_runs(number, reports, rounds, folder)
        least = min(peaks)
        for number in peaks:
            console.print(f"峰值内存：{number} 份是 {least} 份的 {peaks[number] / peaks[least]:.2f} 倍")
        show_cold_start(samples[0], folder)
    console.print(f"用时 {time.monotonic() - begin:.0f} 秒")
    return 0


if __name__ == "__main__":
    sys.exit(main())
