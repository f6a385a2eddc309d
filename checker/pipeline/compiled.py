"""The compiled catalog, from the user's cache where an earlier run left it: compiling is most of a cold start."""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import sys

from checker.catalogs import Cache, code_fingerprint
from checker.match import CompiledCatalog, compile_catalog
from checker.model.catalog import Catalog, Lexicon
from checker.model.references import References

__all__ = ["load_compiled"]


def load_compiled(catalog: Catalog, lexicon: Lexicon, references: References, cache: Cache) -> CompiledCatalog:
    """Compile a catalog, once for each content of what it is made of and each version of program and Python."""
    made_of = catalog.model_dump_json(), lexicon.model_dump_json(), references.content
    content = hashlib.sha256("\0".join(made_of).encode("utf-8", "surrogatepass")).hexdigest()
    name = f"compiled-{content[:32]}-{code_fingerprint()[:16]}-{sys.implementation.cache_tag}.pickle"
    if (kept := cache.get(name)) is not None and (found := _unpack(kept)) is not None:
        return found
    compiled = compile_catalog(catalog, lexicon, references)
    try:
        packed = pickle.dumps(compiled, pickle.HIGHEST_PROTOCOL)
    except (TypeError, pickle.PicklingError):  # a compiled form that cannot leave its process
        return compiled
    cache.put(name, packed)
    return _unpack(packed) or compiled  # as every later run has it: sets that were packed give their members otherwise


def _unpack(packed: bytes) -> CompiledCatalog | None:
    """Unpack what was kept; None where it is of another world: it is made anew."""
    with contextlib.suppress(Exception):
        found = pickle.loads(packed)
        return found if isinstance(found, CompiledCatalog) else None
    return None
