"""Catalogs: find, load, list, verify, build and compare them. A stage.

A module is imported when something of it is asked for: a check only loads catalogs, and should not wait for what builds
them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.catalogs.build import Built, Workshop, build_catalog, catalog_id, check_is_list, load_workshop
    from checker.catalogs.cache import Cache, code_fingerprint, user_cache
    from checker.catalogs.diff import CatalogDiff, diff_catalogs
    from checker.catalogs.diff_page import diff_html
    from checker.catalogs.grids import is_workbook, read_grids
    from checker.catalogs.load import (
        CatalogEntry,
        find_catalog,
        list_catalogs,
        load_catalog,
        load_lexicon,
        load_references,
        load_roster,
        roster_of_place,
    )
    from checker.catalogs.metadata import Metadata
    from checker.catalogs.onto import attach_wording
    from checker.catalogs.original import Original, read_original
    from checker.catalogs.source import SourceTask, TaskList, parse_list, parse_source
    from checker.catalogs.verify import Difference, verify_catalog
    from checker.catalogs.write import catalog_yaml, write_text

_MODULES = {
    "build": ("Built", "Workshop", "build_catalog", "catalog_id", "check_is_list", "load_workshop"),
    "cache": ("Cache", "code_fingerprint", "user_cache"),
    "diff": ("CatalogDiff", "diff_catalogs"),
    "diff_page": ("diff_html",),
    "grids": ("is_workbook", "read_grids"),
    "load": (
        "CatalogEntry",
        "find_catalog",
        "list_catalogs",
        "load_catalog",
        "load_lexicon",
        "load_references",
        "load_roster",
        "roster_of_place",
    ),
    "metadata": ("Metadata",),
    "onto": ("attach_wording",),
    "original": ("Original", "read_original"),
    "source": ("SourceTask", "TaskList", "parse_list", "parse_source"),
    "verify": ("Difference", "verify_catalog"),
    "write": ("catalog_yaml", "write_text"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)


__all__ = [
    "Built",
    "Cache",
    "CatalogDiff",
    "CatalogEntry",
    "Difference",
    "Metadata",
    "Original",
    "SourceTask",
    "TaskList",
    "Workshop",
    "attach_wording",
    "build_catalog",
    "catalog_id",
    "catalog_yaml",
    "check_is_list",
    "code_fingerprint",
    "diff_catalogs",
    "diff_html",
    "find_catalog",
    "is_workbook",
    "list_catalogs",
    "load_catalog",
    "load_lexicon",
    "load_references",
    "load_roster",
    "load_workshop",
    "parse_list",
    "parse_source",
    "read_grids",
    "read_original",
    "roster_of_place",
    "user_cache",
    "verify_catalog",
    "write_text",
]
