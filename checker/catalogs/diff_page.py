"""The differences between two catalogs as one page that works offline, insertions and deletions marked."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape

from checker.catalogs.diff import CatalogDiff, Change, TaskChange, UnitChange
from checker.model.catalog import Part

__all__ = ["CHANGES", "PARTS", "diff_html", "unit_words", "wording_pieces"]

CHANGES: dict[Change, str] = {
    "new": "新增",
    "dropped": "取消",
    "moved": "序号变动",
    "reworded": "文字有改动",
    "units": "责任单位变动",
}
PARTS = {Part.LEAD: "牵头", Part.SUPPORT: "配合/责任"}

_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.7 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}article{border-top:1px solid #8886;padding:.8rem 0}h2{font-size:1.05rem;margin:0 0 .3rem}
.kind{border:1px solid currentColor;border-radius:.3rem;padding:0 .4rem}
.kind{font-size:.8rem;margin-right:.4rem;font-weight:normal}
ins{background:#2da44e33;text-decoration:underline}del{background:#cf222e33}ul{margin:.3rem 0}
@media print{body{max-width:none;margin:0}article{break-inside:avoid}}
"""


def unit_words(change: UnitChange) -> str:
    """Say what became of a unit."""
    before, after = (PARTS[part] if part else "" for part in (change.before, change.after))
    if not before:
        return f"新增 {change.name}（{after}）"
    if not after:
        return f"不再列 {change.name}（原为{before}）"
    return f"{change.name} 由{before}改为{after}"


def wording_pieces(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Walk over two wordings as one: (kept | added | removed, text)."""
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "kept", before[a:b]
            continue
        if a < b:
            yield "removed", before[a:b]
        if c < d:
            yield "added", after[c:d]


def diff_html(diff: CatalogDiff) -> str:
    """Give the page."""
    title = f"清单对比：{diff.before.id} → {diff.after.id}"
    counts = "，".join(f"{label} {diff.count(kind)} 项" for kind, label in CHANGES.items())
    lists = "".join(
        f"<li>{label}：{escape(info.title)}{'（' + escape(info.doc_number) + '）' if info.doc_number else ''}，"
        f"{info.tasks} 项任务</li>"
        for label, info in (("前", diff.before), ("后", diff.after))
    )
    basis = "任务原文" if diff.wording == "official" else "任务标题和检查要点（至少一方没有附原文）"
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>\n'
        f"<h1>{escape(title)}</h1><ul>{lists}</ul>\n<p>未变 {diff.unchanged} 项；{counts}。比较依据：{basis}。</p>\n"
        + "\n".join(map(_article, diff.tasks))
        + "\n</body></html>\n"
    )


def _article(task: TaskChange) -> str:
    side = task.after or task.before
    assert side is not None
    kinds = "".join(f'<span class="kind">{CHANGES[kind]}</span>' for kind in task.changes)
    numbers = (
        f"{task.before.number} → {task.after.number}"
        if task.before and task.after and task.before.number != task.after.number
        else str(side.number)
    )
    if task.before and task.after:
        marks = {"kept": "{}", "added": "<ins>{}</ins>", "removed": "<del>{}</del>"}
        pieces = wording_pieces(task.before.wording, task.after.wording)
        wording = "".join(marks[kind].format(escape(text)) for kind, text in pieces)
    else:
        wording = f"<{'ins' if task.after else 'del'}>{escape(side.wording)}</{'ins' if task.after else 'del'}>"
    units = "".join(f"<li>{escape(unit_words(change))}</li>" for change in task.units)
    listed = "" if task.before and task.after else f"<p>责任单位：{escape('、'.join(side.units)) or '未列'}</p>"
    return (
        f"<article><h2>{kinds}任务 {numbers}　{escape(side.title)}</h2><p>{wording}</p>"
        f"{f'<ul>{units}</ul>' if units else ''}{listed}</article>"
    )
