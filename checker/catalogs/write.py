"""Write a catalog as YAML that people read and edit: the fields in the order of the model, short lists on one line.

What stands at its default is left out; a catalog that is written and loaded again is the same catalog.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from checker.errors import OutputError
from checker.model.catalog import Catalog

__all__ = ["catalog_yaml", "write_text"]

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_ON_ONE_LINE = frozenset(("chapters", "sections", "units", "quantities"))  # lists whose entries are one line each
_WITHIN_A_LINE = frozenset(("misleading", "materials", "methods", "documents"))  # lists that are one line
_HEADER = (
    "由 checker catalog build 生成，可以直接编辑。id、number 等字段和词汇写法与随附的清单相同：",
    "clear 是能直接佐证要点的词汇，partial 只算涉及，subject 用于计划和不足；“ + ”表示同一句里都要有，“|”表示其一，",
    "{花括号} 是 lexicon.yaml 里的概念。每项任务有且只有一个核心要点（core: true）。",
    "改后可用 checker catalog show 查看。",
)


def catalog_yaml(catalog: Catalog, comments: Mapping[str, Sequence[str]] | None = None) -> str:
    """Give a catalog as YAML; ``comments`` by task number or point id stand above what they speak of."""
    told = comments or {}
    data = catalog.model_dump(mode="json", exclude_defaults=True)
    lines = [f"# {line}" for line in _HEADER]
    lines.append(f"format: {catalog.format}")
    for key, value in data.items():
        if key not in ("format", "tasks"):
            lines += _field(key, value, "")
    lines.append("tasks:")
    for task in data["tasks"]:
        lines.append("")
        lines += [f"# {comment}" for comment in map(_one_line, told.get(str(task["number"]), ()))]
        lines += _task_lines(task, told)
    return "\n".join(lines) + "\n"


def _task_lines(task: Mapping[str, Any], told: Mapping[str, Sequence[str]]) -> Iterator[str]:
    first = True
    for key, value in task.items():
        if key == "points":
            yield "  points:"
            for point in value:
                yield from (f"  # {comment}" for comment in map(_one_line, told.get(point["id"], ())))
                yield from _entry(point, "  ")
            continue
        for line in _field(key, value, "  "):
            yield "- " + line[2:] if first else line
            first = False


def _entry(fields: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Write a mapping as an entry of a list."""
    first = True
    for key, value in fields.items():
        for line in _field(key, value, indent + "  "):
            yield f"{indent}- {line[len(indent) + 2 :]}" if first else line
            first = False


def _field(key: str, value: Any, indent: str) -> list[str]:
    if not isinstance(value, list):
        return [f"{indent}{key}: {_scalar(value)}"]
    if key in _WITHIN_A_LINE or not value:
        return [f"{indent}{key}: {_flow(value)}"]
    if key in _ON_ONE_LINE:
        return [f"{indent}{key}:", *(f"{indent}- {_flow(one)}" for one in value)]
    return [f"{indent}{key}:", *(f"{indent}- {_scalar(one)}" for one in value)]


def _scalar(value: Any) -> str:
    text: str = yaml.dump(value, Dumper=_DUMPER, allow_unicode=True, width=10**9, default_flow_style=True)
    return text.removesuffix("...\n").strip("\n")


def _flow(value: Any) -> str:
    text: str = yaml.dump(
        value, Dumper=_DUMPER, allow_unicode=True, width=10**9, default_flow_style=True, sort_keys=False
    )
    return text.strip("\n")


def _one_line(comment: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in comment).split())


def write_text(path: Path, text: str) -> Path | None:
    """Write a file whole or not at all; gives where an older one of other content was kept, None where there was none.

    Raises `OutputError` naming the file.
    """
    try:
        old = path.read_bytes() if path.is_file() else None
        kept = None
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as file:
            new = Path(file.name)
            file.write(text)
        try:
            new.chmod(0o666 & ~_umask())
            if old is not None and old != text.encode("utf-8"):
                kept = path.with_name(path.name + ".bak")
                path.replace(kept)
            new.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                new.unlink()
            raise
    except OSError as error:
        raise OutputError(
            f"{path}：写不出来（{error.strerror or error}），请检查文件夹是否存在、是否有写权限"
        ) from error
    return kept


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
