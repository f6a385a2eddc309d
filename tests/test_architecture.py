"""Three tiers: foundation, stages, entry points. A stage imports the foundation and itself, never another stage."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "checker"
FOUNDATION = {"errors", "model", "text", "config"}
STAGES = {"read", "parse", "match", "assess", "catalogs", "store", "export", "evaluate", "review"}
ENTRY_POINTS = {"pipeline", "final", "board", "cli", "__main__", "__init__", "web"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def tier_name(path: Path) -> str:
    """Give the first part of a module's name below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.Module) -> set[str]:
    """List the parts of the product that a module imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            modules = [node.module or ""]
            if node.module == "checker":
                modules = [f"checker.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        else:
            continue
        names |= {module.split(".")[1] for module in modules if module.startswith("checker.")}
    return names


def test_every_module_belongs_to_a_tier() -> None:
    """A new package has to be put into one of the tiers on purpose."""
    assert {tier_name(path) for path in MODULES} <= FOUNDATION | STAGES | ENTRY_POINTS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path) -> None:
    """Foundation imports foundation; a stage imports foundation and itself; entry points import what they like."""
    tier = tier_name(path)
    allowed = {"__version__"} | FOUNDATION
    if tier in STAGES:
        allowed |= {tier}
    elif tier in ENTRY_POINTS:
        allowed |= STAGES | ENTRY_POINTS
    assert imported(ast.parse(path.read_text(encoding="utf-8"))) <= allowed


HEAVY = {
    "docx",
    "openpyxl",
    "starlette",
    "jieba",
    "lxml",
    "xlsxwriter",
    "jinja2",
    "ahocorasick_rs",
    "rapidfuzz",
    "yaml",
    "sqlite3",
    "charset_normalizer",
}


def test_help_loads_nothing_heavy() -> None:
    """What `checker --help` imports at the top of its modules is light; the rest waits in functions."""
    for name in ("cli/__init__.py", "cli/app.py", "cli/texts.py"):
        tree = ast.parse((PACKAGE / name).read_text(encoding="utf-8"))
        top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        modules = {alias.name for node in top if isinstance(node, ast.Import) for alias in node.names}
        modules |= {node.module or "" for node in top if isinstance(node, ast.ImportFrom)}
        assert not {module.split(".")[0] for module in modules} & HEAVY
        assert not {m for m in modules if m.startswith("checker.") and m.split(".")[1] in STAGES | {"pipeline"}}
