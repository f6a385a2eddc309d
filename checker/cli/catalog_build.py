"""`checker catalog build` and `checker catalog diff`."""

from __future__ import annotations

import json
from pathlib import Path

from rich.box import SIMPLE
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from checker.catalogs import (
    Built,
    CatalogDiff,
    Original,
    attach_wording,
    build_catalog,
    catalog_id,
    catalog_yaml,
    diff_catalogs,
    diff_html,
    find_catalog,
    is_workbook,
    load_catalog,
    load_lexicon,
    load_roster,
    load_workshop,
    read_grids,
    read_original,
    roster_of_place,
    write_text,
)
from checker.catalogs.diff_page import CHANGES, unit_words, wording_pieces
from checker.cli import texts
from checker.cli.console import console, notes, warn
from checker.errors import OutputError, UsageError
from checker.export.labels import PARTS
from checker.match import compile_catalog
from checker.model.catalog import Catalog, Part, Roster
from checker.read import read_document

__all__ = ["build_command", "diff_command", "read_task_list"]

_FORMATS = ("text", "html", "json")
_SHOWN = 60  # lines that were not taken, told at most; the rest is counted


def read_task_list(path: Path) -> Original:
    """Read an official task list of any format; raises what the readers raise, or `CatalogError` where it is none."""
    grids = read_grids(path)
    if is_workbook(path):
        return read_original(str(path), (), grids)
    document = read_document(path)
    if document.media_type == "text/plain":  # line numbers as an editor counts them
        lines = document.text.splitlines()
    else:
        lines = [document.block_text(block) for block in document.blocks]
    if not grids:  # formats whose tables come as rows of text
        rows = tuple(
            tuple(document.block_text(b).split("\t")) for b in document.blocks if b.kind == "table_row"
        )  # fmt: skip
        grids = (rows,) if rows else ()
    return read_original(str(path), lines, grids, document.title or "")


def build_command(source: Path, out: Path, onto: str) -> None:
    """Build a catalog from a task list, say what was understood and what is doubtful; write nothing on an error."""
    if out.resolve() == source.resolve():
        raise UsageError(f"{out}：输出文件和任务清单是同一个文件，请另选输出文件名")
    if out.is_dir():
        raise OutputError(f"{out}：是文件夹，请给出 YAML 文件名")
    lexicon = load_lexicon()
    original = read_task_list(source)
    roster: Roster | None
    if onto:
        base = load_catalog(onto)
        roster = load_roster(base, find_catalog(onto).parent)
        built = attach_wording(str(source), original.listed, base, roster)
    else:
        roster = roster_of_place(original.metadata.place, out.parent)
        name = catalog_id(out.stem, original.metadata)
        built = build_catalog(original.listed, original.metadata, name, load_workshop(lexicon), roster)
    compile_catalog(built.catalog, lexicon)  # what is written can be used
    kept = write_text(out, catalog_yaml(built.catalog, built.comments))
    _print_built(built, original, roster)
    console.print(texts.catalog_written(str(out), str(kept) if kept else ""), soft_wrap=True)


def _print_built(built: Built, original: Original, roster: Roster | None) -> None:
    catalog = built.catalog
    console.print(f"[bold]{escape(catalog.title)}[/]")
    facts = (
        ("发文机关", catalog.issuer),
        ("文号", catalog.doc_number),
        ("日期", catalog.published),
        ("年度", str(catalog.year or "")),
        ("地区", catalog.place),
        ("单位名录", catalog.roster),
    )
    console.print(escape("  ".join(f"{label}：{value or '（未认出）'}" for label, value in facts)))
    table = Table(header_style="bold", box=SIMPLE, padding=(0, 1, 0, 0))
    table.add_column("序", justify="right")
    table.add_column("任务", overflow="fold", ratio=4)
    table.add_column("责任单位", overflow="fold", ratio=4)
    table.add_column("要点", justify="right")
    table.add_column("数量要求", overflow="fold", ratio=2)
    for task in catalog.tasks:
        demanded = [
            f"{quantity.what}≥{quantity.required:g}{quantity.units[0]}"
            for point in task.points
            for quantity in point.quantities
        ]
        table.add_row(
            str(task.number),
            escape(task.title),
            escape(_units(catalog, task.number)),
            str(len(task.points)),
            escape("；".join(demanded)),
        )
    console.print(table)
    units = [unit for task in catalog.tasks for unit in task.units]
    leads = sum(unit.part is Part.LEAD for unit in units)
    points = sum(1 for _ in catalog.points())
    console.print(
        f"认出 {len(catalog.chapters)} 个板块、{len(catalog.sections)} 个小节、{len(catalog.tasks)} 项任务、"
        f"{points} 个检查要点；责任单位 {len(units)} 处（牵头 {leads}，配合/责任 {len(units) - leads}）"
        f"{'，来自表格' if original.tables else ''}。"
    )
    _print_groups(catalog, roster)
    _print_doubts(built, original, roster)


def _units(catalog: Catalog, number: int) -> str:
    task = catalog.task(number)
    assert task is not None
    lead = "、".join(unit.name for unit in task.units if unit.part is Part.LEAD)
    support = "、".join(unit.name for unit in task.units if unit.part is Part.SUPPORT)
    told = [f"{PARTS[Part.LEAD]}：{lead}" if lead else "", support]
    return "；".join(part for part in told if part) or "（未列）"


def _print_groups(catalog: Catalog, roster: Roster | None) -> None:
    if roster is None:
        return
    used = dict.fromkeys(unit.name for task in catalog.tasks for unit in task.units if unit.name in roster.groups)
    for group in used:
        members = roster.members_of(group)
        console.print(escape(f"“{group}”按名录包括 {len(members)} 个单位"), style="dim")


def _print_doubts(built: Built, original: Original, roster: Roster | None) -> None:
    for doubt in built.doubts:
        warn(doubt)
    if roster is None:
        warn(texts.no_roster(built.catalog.place))
    for unit in built.unlisted:
        warn(f"单位名录里没有“{unit.name}”（任务 {'、'.join(map(str, unit.tasks))}），已按原文保留")
    left_out = original.listed.left_out
    alike = [line for line in left_out if line.like_task]
    if alike:
        warn(f"有 {len(alike)} 行像任务而没有作为任务，请核对：")
        for line in alike[:_SHOWN]:
            reason = texts.LEFT_OUT[line.reason]
            notes.print(f"  第 {line.line} 行（{reason}）：{escape(line.text[:80])}", soft_wrap=True)
    others = [line for line in left_out if not line.like_task]
    if others:
        notes.print(f"[dim]另有 {len(others)} 行不是任务，未采用：[/]")
        for line in others[:_SHOWN]:
            reason = texts.LEFT_OUT[line.reason]
            notes.print(f"  [dim]第 {line.line} 行（{reason}）：{escape(line.text[:40])}[/]", soft_wrap=True)
    for listed in (alike, others):
        if len(listed) > _SHOWN:
            notes.print(f"  [dim]……其余 {len(listed) - _SHOWN} 行从略[/]")


def diff_command(before: str, after: str, form: str, out: Path | None) -> None:
    """Compare two catalogs; as text, as a page, or as JSON, printed or written."""
    if form not in _FORMATS:
        raise UsageError(f"没有“{form}”这种形式，可用：{'、'.join(_FORMATS)}")
    old, new = load_catalog(before), load_catalog(after)
    rosters = (
        load_roster(old, find_catalog(before).parent),
        load_roster(new, find_catalog(after).parent),
    )
    diff = diff_catalogs(old, new, rosters)
    if form == "text" and out is None:
        _print_diff(diff)
        return
    if form == "json":
        data = diff.model_dump(mode="json")
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    elif form == "html":
        text = diff_html(diff)
    else:
        with console.capture() as captured:
            _print_diff(diff)
        text = Text.from_ansi(captured.get()).plain + "\n"
    if out is None:
        console.out(text, end="", highlight=False)
        return
    write_text(out, text)
    console.print(f"已写出 {escape(str(out))}", soft_wrap=True)


def _print_diff(diff: CatalogDiff) -> None:
    for label, info in (("前", diff.before), ("后", diff.after)):
        console.print(escape(f"{label}：{info.id}  {info.title}  {info.doc_number}  {info.tasks} 项任务"))
    counts = "，".join(f"{label} {diff.count(kind)} 项" for kind, label in CHANGES.items())
    console.print(f"未变 {diff.unchanged} 项；{counts}。")
    if diff.wording == "points":
        console.print(texts.DIFF_BY_POINTS, style="dim")
    styles = {"kept": "", "added": "green underline", "removed": "red strike"}
    marks = {"kept": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
    for task in diff.tasks:
        side = task.after or task.before
        assert side is not None
        moved = task.before and task.after and task.before.number != task.after.number
        number = f"{task.before.number} → {task.after.number}" if moved and task.before and task.after else side.number
        kinds = "、".join(CHANGES[kind] for kind in task.changes)
        console.print(f"\n[bold]任务 {number}  {escape(side.title)}[/]  （{kinds}）", soft_wrap=True)
        if task.before and task.after and "reworded" in task.changes:
            wording = Text("  ")
            for kind, text in wording_pieces(task.before.wording, task.after.wording):
                wording.append(marks[kind].format(text), style=styles[kind])
            console.print(wording, soft_wrap=True)
        elif not (task.before and task.after):
            console.print(f"  {escape(side.wording)}", soft_wrap=True)
            console.print(f"  责任单位：{escape('、'.join(side.units)) or '未列'}", soft_wrap=True)
        for change in task.units:
            console.print(f"  {escape(unit_words(change))}", soft_wrap=True)
