"""Match: from a report and a compiled catalog to graded passages."""

from checker.match.compile import CompiledCatalog, compile_catalog
from checker.match.engine import match_report

__all__ = ["CompiledCatalog", "compile_catalog", "match_report"]
