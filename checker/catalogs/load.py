"""Find and load catalogs, rosters, reference sentences and the lexicon, shipped or the user's own."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from checker.catalogs.cache import Cache, code_fingerprint, user_cache
from checker.errors import CatalogError
from checker.model.catalog import Catalog, Lexicon, Roster
from checker.model.references import NO_REFERENCES, References

__all__ = [
    "CatalogEntry",
    "find_catalog",
    "list_catalogs",
    "load_catalog",
    "load_lexicon",
    "load_model",
    "load_references",
    "load_roster",
    "roster_of_place",
]

Model = TypeVar("Model", bound=BaseModel)

_SHOWN = 6  # faults of one file that are told at once


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A shipped catalog: its id and where it lies."""

    id: str
    path: Path


def data_folder() -> Path:
    """Give the folder of shipped catalogs: beside the sources, or in the installed wheel."""
    return Path(str(files("requirements_catalog")))


def list_catalogs() -> tuple[CatalogEntry, ...]:
    """List the shipped catalogs by id."""
    return tuple(
        CatalogEntry(path.stem, path) for path in sorted(data_folder().glob("*.yaml")) if path.stem != "lexicon"
    )


def find_catalog(name: str) -> Path:
    """Find a catalog by the id of a shipped one, or as a file; raises `CatalogError` listing what there is."""
    for entry in list_catalogs():
        if entry.id == name:
            return entry.path
    path = Path(name)
    if path.is_file():
        return path
    known = "、".join(entry.id for entry in list_catalogs()) or "（无）"
    raise CatalogError(f"找不到任务清单目录“{name}”。随附的有：{known}；也可以给出自己的 YAML 文件路径。")


def load_catalog(name: str) -> Catalog:
    """Load a catalog by id or file; raises `CatalogError` that names the file and what is wrong with it."""
    return load_model(find_catalog(name), Catalog)


def load_roster(catalog: Catalog, folder: Path | None = None) -> Roster | None:
    """Load the roster that a catalog names, from ``folder`` (beside the user's catalog) or the shipped ones."""
    if not catalog.roster:
        return None
    for root in (folder, data_folder() / "rosters"):
        if root is not None and (path := root / f"{catalog.roster}.yaml").is_file():
            return load_model(path, Roster)
    raise CatalogError(f"任务清单目录“{catalog.id}”要用的单位名录“{catalog.roster}”不存在：应为 {catalog.roster}.yaml")


def load_references(catalog: Catalog, folder: Path | None = None) -> References:
    """Load the reference sentences that a catalog names, from ``folder`` or the shipped ones; none if it names none.

    Lines are read, and faults in them found, when the catalog is compiled.
    """
    if not catalog.references:
        return NO_REFERENCES
    for root in (folder, data_folder() / "references"):
        if root is not None and (path := root / f"{catalog.references}.tsv").is_file():
            return References(str(path), _decode(path, _read(path)))
    name = f"{catalog.references}.tsv"
    raise CatalogError(f"任务清单目录“{catalog.id}”要用的参照例句“{catalog.references}”不存在：应为 {name}")


def roster_of_place(place: str, folder: Path | None = None) -> Roster | None:
    """Find the roster of a place by its name, in ``folder`` (beside the user's catalog) or among the shipped ones."""
    for root in (folder, data_folder() / "rosters"):
        for path in sorted(root.glob("*.yaml")) if place and root is not None and root.is_dir() else ():
            if root is folder and not _says_place(path, place):
                continue
            roster = load_model(path, Roster)
            if roster.place == place:
                return roster
    return None


def _says_place(path: Path, place: str) -> bool:
    """Look into a file of the user's folder, which need not be a roster: no fault is told of what is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False
    return "\nmembers:" in text and place in text


def load_lexicon() -> Lexicon:
    """Load the shared lexicon."""
    return load_model(data_folder() / "lexicon.yaml", Lexicon)


def load_model(path: Path, model: type[Model], cache: Cache | None = None) -> Model:
    """Load a YAML file as a model; raises `CatalogError` that names the file, the place and the fault.

    What was valid once is kept in the user's cache by the hash of the file: YAML takes ten times as long to read.
    """
    raw = _read(path)
    cache = cache or user_cache()
    content = hashlib.sha256(raw).hexdigest()[:32]
    name = f"{model.__name__.strip('_').lower()}-{content}-{code_fingerprint()[:16]}.json"
    if (kept := cache.get(name)) is not None:
        with contextlib.suppress(ValidationError):
            return model.model_validate_json(kept)
    loaded = _parse_model(path, raw, model)
    written = loaded.model_dump_json().encode()
    if model.model_validate_json(written) == loaded:
        cache.put(name, written)
    return loaded


def _parse_model(path: Path, raw: bytes, model: type[Model]) -> Model:
    import yaml

    text = _decode(path, raw)
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise CatalogError(f"{path}：不是正确的 YAML{_place(error)}") from error
    except RecursionError as error:
        raise CatalogError(f"{path}：嵌套过深，不是任务清单目录") from error
    if not isinstance(data, dict):
        raise CatalogError(f"{path}：内容不是键值结构（应有 id、title、tasks 等），请检查文件")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise CatalogError(f"{path}：" + _faults(error, data)) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CatalogError(f"{path}：读不出来（{error.strerror}）") from error


def _decode(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogError(f"{path}：不是 UTF-8 编码的文本，请另存为 UTF-8") from error


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"（第 {mark.line + 1} 行第 {mark.column + 1} 列附近）" if mark is not None else ""


_MESSAGES = {
    "missing": "缺少",
    "extra_forbidden": "不认识的字段",
    "string_type": "应为文字",
    "string_too_short": "不能为空",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "enum": "取值不在允许范围内",
    "tuple_type": "应为列表",
    "too_short": "不能为空",
    "bool_parsing": "应为 true 或 false",
    "string_pattern_mismatch": "格式不对",
    "greater_than": "应大于 0",
    "greater_than_equal": "太小",
}


def _faults(error: ValidationError, data: dict[str, Any]) -> str:
    faults = error.errors(include_url=False)
    told = []
    for fault in faults[:_SHOWN]:
        if fault["type"] == "value_error":
            message = str(fault.get("ctx", {}).get("error", fault["msg"]))
        else:
            message = _MESSAGES.get(fault["type"], fault["msg"])
        told.append(f"{_where(fault['loc'], data)}{message}")
    more = f"……共 {len(faults)} 处" if len(faults) > _SHOWN else ""
    return "；".join(told) + more


def _where(loc: tuple[int | str, ...], data: dict[str, Any]) -> str:
    if not loc:
        return ""
    parts = []
    node: Any = data
    for key in loc:
        try:
            node = node[key]
        except (KeyError, IndexError, TypeError):
            node = None
        if isinstance(key, int):
            name = node.get("number") or node.get("id") or node.get("name") if isinstance(node, dict) else None
            parts.append(f"第 {key + 1} 项" + (f"（{name}）" if name else ""))
        else:
            parts.append(str(key))
    return ".".join(parts) + " "
