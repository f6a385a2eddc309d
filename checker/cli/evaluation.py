"""`checker evaluate`: measure the workspace's last run against annotated reports."""

from __future__ import annotations

from pathlib import Path

from rich.box import SIMPLE
from rich.markup import escape
from rich.table import Table

from checker.cli.console import console, warn
from checker.errors import UsageError
from checker.evaluate import Disagreement, Scores, Tally, disagreements, load_gold
from checker.store import Workspace

__all__ = ["evaluate_command", "scores_table"]

_MEASURES = {
    "qwk": "κ²",
    "f1": "F1",
    "precision": "精确",
    "recall": "召回",
    "f1_full": "明确",
    "plan_f1": "计划",
    "shortfall_f1": "不足",
    "hit1": "首引",
    "hit3": "前三",
    "prec_ev": "引准",
    "task_acc": "任务",
    "task_kappa": "任务κ",
}
_DERIVED = ("precision", "recall", "task_acc")
_WIDE = 96
_LEGEND = (
    "κ²：要点程度的二次加权一致性；F1、精确、召回：有无佐证；明确：程度 2 的 F1；计划、不足：两种标记的 F1；"
    "首引、前三：标注的要点中，程序的第一条、前三条引文落在标注句上的比例；引准：程序首条引文落在标注句上的比例；"
    "任务、任务κ：任务判定的一致率与一致性"
)
_WHAT = {"level": "程度", "planned": "列有计划", "shortfall": "自述不足", "quote": "首条引文"}


def scores_table(rows: list[tuple[str, Scores]], title: str) -> Table:
    """One row of measures for each report and for all together."""
    table = Table(title=title, title_justify="left", header_style="bold", box=SIMPLE, padding=(0, 1, 0, 0))
    table.add_column("报告", overflow="fold", min_width=14)
    shown = [name for name in _MEASURES if console.width >= _WIDE or name not in _DERIVED]
    for name in shown:
        table.add_column(_MEASURES[name], justify="right", no_wrap=True)
    for label, scores in rows:
        values = scores.as_dict()
        table.add_row(escape(label), *(f"{values[name]:.2f}" for name in shown))
    return table


def evaluate_command(folder: Path, workspace_folder: Path, shown: int) -> None:
    """Print the measures of every annotated report and of all, and the disagreements with both sides' sentences."""
    with Workspace.open(workspace_folder) as workspace:
        run = workspace.last_run()
        found = {report.id: report for report in workspace.reports_of(run.id)}
    rows: list[tuple[str, Scores]] = []
    differing: list[Disagreement] = []
    pooled = Tally()
    for gold in load_gold(folder):
        report = found.get(gold.report)
        if report is None:
            warn(f"最近一次检查里没有标注所说的报告“{gold.report}”，未计入")
            continue
        one = Tally()
        one.add(gold, report)
        pooled.add(gold, report)
        rows.append((gold.report, one.scores()))
        differing.extend(disagreements(gold, report))
    if not rows:
        raise UsageError(f"{folder}：标注的报告都不在最近一次检查里，请先检查这些报告")
    console.print(scores_table([*rows, ("合计", pooled.scores())], "与人工标注的一致程度"))
    console.print(_LEGEND, style="dim")
    if not shown:
        return
    console.print(f"不一致共 {len(differing)} 处" + (f"，列出前 {shown} 处：" if len(differing) > shown else "："))
    for one_difference in differing[:shown]:
        _print_difference(one_difference)


def _print_difference(difference: Disagreement) -> None:
    head = f"{difference.report} {difference.point} {_WHAT[difference.what]}"
    console.print(f"[bold]{escape(head)}：标注 {difference.theirs}，程序 {difference.ours}[/]", soft_wrap=True)
    for label, quotes in (("标注", difference.their_quotes), ("程序", difference.our_quotes)):
        for quote in quotes[:2]:
            console.print(f"  [dim]{label}[/] {escape(quote)}", soft_wrap=True)
