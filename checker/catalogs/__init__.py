"""Catalogs: find, load, list, verify, build and compare them. A stage."""

from checker.catalogs.build import Built, Workshop, build_catalog, catalog_id, check_is_list, load_workshop
from checker.catalogs.diff import CatalogDiff, diff_catalogs
from checker.catalogs.diff_html import diff_html
from checker.catalogs.grids import is_workbook, read_grids
from checker.catalogs.load import (
    CatalogEntry,
    find_catalog,
    list_catalogs,
    load_catalog,
    load_lexicon,
    load_roster,
    roster_of_place,
)
from checker.catalogs.metadata import Metadata
from checker.catalogs.onto import attach_wording
from checker.catalogs.original import Original, read_original
from checker.catalogs.source import SourceTask, TaskList, parse_list, parse_source
from checker.catalogs.verify import Difference, verify_catalog
from checker.catalogs.write import catalog_yaml, write_text

__all__ = [
    "Built",
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
    "diff_catalogs",
    "diff_html",
    "find_catalog",
    "is_workbook",
    "list_catalogs",
    "load_catalog",
    "load_lexicon",
    "load_roster",
    "load_workshop",
    "parse_list",
    "parse_source",
    "read_grids",
    "read_original",
    "roster_of_place",
    "verify_catalog",
    "write_text",
]
