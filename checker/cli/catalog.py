"""`checker catalog list | show | verify`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from checker.catalogs import (
    find_catalog,
    list_catalogs,
    load_catalog,
    load_references,
    load_roster,
    verify_catalog,
)
from checker.cli.catalog_build import read_task_list
from checker.cli.console import complain, console
from checker.errors import UsageError
from checker.export.labels import METHODS, PARTS
from checker.model.catalog import Catalog, Part, Task
from checker.model.references import Reference
from checker.model.report import Role

__all__ = ["list_command", "show_command", "verify_command"]

_EXAMPLES = 2  # reference sentences shown of each point


def list_command() -> None:
    """List the shipped catalogs."""
    table = Table(header_style="bold")
    for name in ("编号", "标题", "年度", "文号", "任务", "检查要点"):
        table.add_column(name, overflow="fold", justify="right" if name in ("任务", "检查要点") else "left")
    for entry in list_catalogs():
        catalog = load_catalog(entry.id)
        points = sum(1 for _ in catalog.points())
        table.add_row(
            entry.id, catalog.title, str(catalog.year or ""), catalog.doc_number, str(len(catalog.tasks)), str(points)
        )
    console.print(table)


def _units(task: Task) -> str:
    lead = "、".join(unit.name for unit in task.units if unit.part is Part.LEAD)
    support = "、".join(unit.name for unit in task.units if unit.part is Part.SUPPORT)
    parts = [f"{PARTS[Part.LEAD]}：{lead}" if lead else "", f"{PARTS[Part.SUPPORT]}：{support}" if support else ""]
    return "\n".join(part for part in parts if part) or "（未列责任单位）"


def show_command(name: str, number: int | None) -> None:
    """Show a catalog: all tasks with units and points, or one task with everything that is known of it."""
    catalog = load_catalog(name)
    references = list(
        load_references(catalog, find_catalog(name).parent).read({point.id for point in catalog.points()})
    )
    if number is not None:
        task = catalog.task(number)
        if task is None:
            raise UsageError(f"“{catalog.id}”没有任务 {number}")
        _show_task(task, references)
        return
    _show_all(catalog, len(references))


def _show_all(catalog: Catalog, references: int) -> None:
    points = sum(1 for _ in catalog.points())
    console.print(f"[bold]{escape(catalog.title)}[/]")
    console.print(escape(f"{catalog.issuer}  {catalog.doc_number}  {catalog.published}"))
    chapters, sections = len(catalog.chapters), len(catalog.sections)
    told = f"，{references} 条参照例句" if references else ""
    console.print(f"{len(catalog.tasks)} 项任务，{chapters} 个板块，{sections} 个小节，{points} 个检查要点{told}")
    table = Table(header_style="bold", show_lines=False)
    table.add_column("序", justify="right")
    table.add_column("任务", overflow="fold", ratio=3)
    table.add_column("责任单位", overflow="fold", ratio=3)
    table.add_column("检查要点（*核心）", overflow="fold", ratio=5)
    titles = {chapter.id: chapter.title for chapter in catalog.chapters}
    previous = None
    for task in catalog.tasks:
        if task.chapter != previous:
            table.add_section()
            table.add_row("", f"[bold]{task.chapter}、{escape(titles.get(task.chapter, ''))}[/]")
            previous = task.chapter
        listed = "\n".join(f"{p.id}{'*' if p.core else ''} {p.text}" for p in task.points)
        table.add_row(str(task.number), escape(task.title), escape(_units(task)), escape(listed))
    console.print(table)
    roster = load_roster(catalog)
    if roster is None:
        return
    used = Counter(unit.name for task in catalog.tasks for unit in task.units)
    for group, meaning in roster.groups.items():
        if used[group]:
            members = "、".join(member.name for member in roster.members_of(group))
            console.print(f"[bold]{escape(group)}[/]：{escape(meaning)}\n  {escape(members)}", style="dim")


def _told(references: Sequence[Reference], point: str) -> str:
    """Say how many reference sentences answer a point, with some of them."""
    done = [one.text for one in references if point in one.answers and one.role is Role.DONE]
    return "\n".join((f"{len(done)} 条，如：", *done[:_EXAMPLES])) if done else ""


def _show_task(task: Task, references: Sequence[Reference]) -> None:
    console.print(f"[bold]任务 {task.number}  {escape(task.title)}[/]")
    console.print(escape(_units(task)))
    if task.documents:
        console.print("文件：" + escape("、".join(f"《{title}》" for title in task.documents)))
    if task.official_text:
        console.print(escape(task.official_text))
    for point in task.points:
        table = Table(
            title=escape(f"{point.id}{'（核心）' if point.core else ''} {point.text}"),
            title_justify="left",
            show_header=False,
        )
        table.add_column(no_wrap=True, style="bold")
        table.add_column(overflow="fold")
        rows = (
            ("直接对应", "\n".join(point.clear)),
            ("部分或相邻", "\n".join(point.partial)),
            ("主题（仅用于计划和不足）", "\n".join(point.subject)),
            ("不算", "、".join(point.misleading)),
            ("参照例句", _told(references, point.id)),
            ("数量要求", "；".join(f"{q.what}不少于 {q.required:g}{q.units[0]}" for q in point.quantities)),
            ("查阅资料", "、".join(point.materials)),
            ("督察方式", "、".join(METHODS[method] for method in point.methods)),
            ("询问", point.question),
        )
        for label, text in rows:
            if text:
                table.add_row(label, escape(text))
        console.print(table)


def verify_command(name: str, source: Path) -> int:
    """Compare a catalog with the official document; 0 where all is equal, 1 where not."""
    catalog = load_catalog(name)
    tasks = read_task_list(source).listed.tasks
    differences = verify_catalog(catalog, tasks, load_roster(catalog, find_catalog(name).parent))
    units = sum(len(task.units) for task in tasks)
    console.print(f"原文：{len(tasks)} 项任务，{units} 个责任单位；目录“{catalog.id}”：{len(catalog.tasks)} 项任务。")
    for difference in differences:
        complain(difference.message)
    if differences:
        console.print(f"有 {len(differences)} 处出入。")
        return 1
    console.print("任务、板块、小节、责任单位及牵头关系全部一致。")
    return 0
