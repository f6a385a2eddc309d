"""Tables of the terminal: the matrix, the legend of reports, gaps and evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from checker.cli import texts
from checker.export.labels import LEVELS, POINT_LEVELS, STATUSES, VERDICTS, Style, status_text
from checker.export.review_texts import REVIEW
from checker.export.reviewing import (
    Judged,
    account,
    is_changed,
    machine_status,
    machine_text,
    mark_of,
    names_of,
    quotes_of,
    review_text,
    task_account,
    was_text,
)
from checker.model.catalog import Catalog, Point, Task
from checker.model.findings import Evidence, Finding, ReportFindings, Status, TaskFinding
from checker.store import Outline

__all__ = ["MAX_ROWS", "evidence_view", "failures_table", "gaps_table", "legend", "matrix_table", "reports_table"]

MAX_COLUMNS = 16
"""Reports that a terminal's matrix shows side by side; more are in matrix.html."""

MAX_ROWS = 100
"""Reports that a terminal lists one below the other."""

_COLOURS = {
    Status.COVERED: "green",
    Status.PARTIAL: "cyan",
    Status.PLANNED: "yellow",
    Status.SHORTFALL: "magenta",
    Status.MISSING: "bold red",
    Status.NOT_APPLICABLE: "dim",
}


def _mark(status: Status) -> Text:
    return Text(STATUSES[status].mark, style=_COLOURS[status])


def legend(*, reviewed: bool = False) -> Text:
    """One line that says what the marks mean, those of the review too where there was one."""
    line = Text("图例：")
    for status, style in STATUSES.items():
        line.append(f"{style.mark} {style.label}  ", style=_COLOURS[status])
    return line.append(f"\n{texts.REVIEW_LEGEND}", style="dim") if reviewed else line


def reports_table(reports: Sequence[Outline], total: int, sums: Mapping[Status, int]) -> Table:
    """The reports with their counts by status; rates have the applicable tasks as denominator.

    ``total`` reports there are, those at hand are listed; ``sums`` counts the statuses in all of them.
    """
    table = Table(
        title="报告一览（括号内为编号；佐证充分率的分母是适用的任务数）", title_justify="left", header_style="bold"
    )
    table.add_column("号", justify="right", no_wrap=True)
    table.add_column("报告单位与年度", overflow="fold", ratio=1)
    table.add_column("层级", no_wrap=True)
    for status in list(Status)[:5]:
        table.add_column(_mark(status), justify="right", no_wrap=True)
    table.add_column("佐证充分率", justify="right", no_wrap=True)
    for number, report in enumerate(reports, start=1):
        count = Counter(report.statuses.values())
        year = f"{report.year}年" if report.year else "年度未认出"
        table.add_row(
            str(number),
            Text.assemble(f"{report.issuer or '单位未认出'} {year}", (f"（{report.id}）", "dim")),
            LEVELS[report.level],
            *(str(count[status]) for status in list(Status)[:5]),
            _rate(count),
        )
    if total > len(reports):
        table.add_section()
        label = f"全部 {total} 份合计（只列出前 {len(reports)} 份，其余见 matrix.xlsx，或用 checker export 导出）"
        table.add_row("", label, "", *(str(sums.get(status, 0)) for status in list(Status)[:5]), _rate(sums))
    return table


def _rate(count: Mapping[Status, int]) -> str:
    applicable = sum(number for status, number in count.items() if status is not Status.NOT_APPLICABLE)
    covered = count.get(Status.COVERED, 0)
    return f"{covered}/{applicable} {covered / applicable:.0%}" if applicable else "—"


def matrix_table(
    catalog: Catalog, reports: Sequence[Outline], total: int, reviewed: Mapping[str, ReportFindings]
) -> Table:
    """Tasks by reports, a mark in each cell, chapters as sections; columns are the numbers of the reports' table.

    Beside it the mark of the review, where the report is among the ``reviewed``.
    """
    shown = reports[:MAX_COLUMNS]
    table = Table(title=f"覆盖矩阵：{catalog.title}", title_justify="left", header_style="bold", pad_edge=False)
    table.add_column("序", justify="right")
    table.add_column("任务", overflow="fold", min_width=20)
    for number, _ in enumerate(shown, start=1):
        table.add_column(str(number), justify="center", no_wrap=True)
    chapters = {chapter.id: chapter.title for chapter in catalog.chapters}
    marks = [{one.task: mark_of(one) for one in reviewed[r.id].tasks} if r.id in reviewed else {} for r in shown]
    previous = None
    for task in catalog.tasks:
        if task.chapter != previous:
            table.add_section()
            table.add_row("", Text(f"{task.chapter}、{chapters.get(task.chapter, '')}", style="bold"))
            previous = task.chapter
        cells = [
            _mark(one.statuses[task.number]).append(said.get(task.number, ""), style="bold")
            for one, said in zip(shown, marks, strict=True)
        ]
        table.add_row(str(task.number), escape(task.title), *cells)
    if total > len(shown):
        table.caption = f"只显示前 {len(shown)} 份报告，全部 {total} 份见 matrix.html"
    return table


def changes_table(catalog: Catalog, reports: Iterable[ReportFindings]) -> Table:
    """The tasks whose final judgement is another than the machine's, with both and by whom."""
    table = Table(title=texts.CHANGED_TITLE, title_justify="left", header_style="bold")
    for column in texts.CHANGED_COLUMNS:
        table.add_column(column, overflow="fold")
    titles = {task.number: task.title for task in catalog.tasks}
    for report in reports:
        for task in filter(is_changed, report.tasks):
            table.add_row(
                escape(report.issuer or report.id),
                escape(f"{task.task} {titles[task.task]}"),
                Text(status_text(task.status), style=_COLOURS[task.status]),
                status_text(machine_status(task)),
                escape(review_text(task)),
            )
    return table


def failures_table(failures: Iterable[tuple[str, str]], title: str) -> Table:
    """Inputs that could not be used, with the reason."""
    table = Table(title=title, title_justify="left", header_style="bold", title_style="bold red")
    table.add_column("文件", overflow="fold")
    table.add_column("原因", overflow="fold")
    for name, reason in failures:
        table.add_row(escape(name), escape(reason))
    return table


def gaps_table(
    report: ReportFindings, tasks: Sequence[tuple[Task, TaskFinding]], findings: Mapping[str, Finding]
) -> Table:
    """The tasks of one report that are not covered, each with its weak points and what to ask for."""
    title = f"{report.issuer or report.id}（{report.year or '年度未知'}）：{len(tasks)} 项任务有缺口"
    table = Table(title=escape(title), title_justify="left", header_style="bold", show_lines=True)
    table.add_column("序", justify="right")
    table.add_column("任务", overflow="fold", ratio=3)
    table.add_column("判定", overflow="fold", min_width=10)
    table.add_column("未见或仅有部分佐证的要点", overflow="fold", ratio=5)
    table.add_column("可查阅的资料", overflow="fold", ratio=4)
    for task, finding in tasks:
        weak = [point for point in task.points if findings[point.id].level < 2]
        status = Text(status_text(finding.status), style=_COLOURS[finding.status])
        said = (machine_text(finding), review_text(finding) if names_of(finding) else "")
        status.append("".join(f"\n{line}" for line in said if line), style="dim")
        materials = dict.fromkeys(material for point in weak for material in point.materials)
        table.add_row(
            str(task.number),
            escape(task.title),
            status,
            "\n".join(_weak(point, findings[point.id]) for point in weak),
            escape("、".join(list(materials)[:6])),
        )
    return table


def evidence_view(
    report: ReportFindings, task: Task, finding: TaskFinding, findings: Mapping[str, Finding]
) -> RenderableType:
    """One task of one report: status and reason; each point with its quotes, or what was searched and came near."""
    status = STATUSES[finding.status]
    units = "、".join(unit.name + ("（牵头）" if unit.part.value == "lead" else "") for unit in task.units)
    head = Text.assemble(
        (f"{status.mark} {status.label}", _COLOURS[finding.status]),
        f"：{finding.reason}\n",
        ("责任单位：", "bold"),
        units,
    )
    head.append_text(_reviewed(finding, task_account(finding, ())))
    panels: list[RenderableType] = [Panel(head, title=escape(f"{report.id}｜任务 {task.number} {task.title}"))]
    panels += [_point_view(point, findings[point.id]) for point in task.points]
    return Group(*panels)


def _point_view(point: Point, finding: Finding) -> RenderableType:
    style: Style = POINT_LEVELS[finding.level]
    body = Text()
    body.append(f"{style.mark} {style.label}", style="bold").append(f"：{finding.why}\n")
    if finding.quantity is not None:
        found = "未写明" if finding.quantity.found is None else f"{finding.quantity.found:g}{finding.quantity.unit}"
        body.append(
            f"数量要求：不少于 {finding.quantity.required:g}{finding.quantity.unit}，报告：{found}，"
            f"{VERDICTS[finding.quantity.verdict]}\n"
        )
    body.append_text(_reviewed(finding, account(finding))).append("\n")
    for quote, kind in quotes_of(finding):
        _append_quote(body, quote, REVIEW["added"] if quote.added_by else kind)
    if finding.level == 0 and finding.searched:
        body.append("检索过：", style="bold").append("；".join(finding.searched[:12]), style="dim")
        if len(finding.searched) > 12:
            body.append(f"……共 {len(finding.searched)} 组", style="dim")
    body.rstrip()
    return Panel(
        body, title=escape(f"{point.id} {point.text}") + ("（核心）" if point.core else ""), title_align="left"
    )


def _weak(point: Point, finding: Finding) -> str:
    return escape(f"{POINT_LEVELS[finding.level].mark} {point.id} {point.text}{was_text(finding)}")


def _reviewed(judged: Judged, said: str) -> Text:
    """Say who looked at it, what the machine had judged, and what was decided; or that nobody has looked."""
    lines = (review_text(judged), machine_text(judged), said)
    return Text("\n" * isinstance(judged, TaskFinding) + "；".join(line for line in lines if line), style="yellow")


def _append_quote(body: Text, evidence: Evidence, label: str) -> None:
    place = " › ".join(evidence.heading)
    page = (
        f"第 {evidence.page} 页，" if evidence.page else f"第 {evidence.paragraph} 段，" if evidence.paragraph else ""
    )
    body.append(f"[{label}] ", style="bold cyan")
    quote = Text(evidence.quote)
    quote.highlight_words([term for term in evidence.terms if term], style="bold underline")
    body.append_text(quote)
    body.append(
        f"\n    {place}（{page}字符 {evidence.start}-{evidence.end}，得分 {evidence.score:.2f}）\n", style="dim"
    )
    if evidence.why:
        body.append(f"    {evidence.why}\n", style="dim italic")
