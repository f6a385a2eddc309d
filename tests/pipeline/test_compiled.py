"""The compiled catalog in the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.catalogs import Cache
from checker.match import CompiledCatalog
from checker.model.references import NO_REFERENCES, References
from checker.model.report import Role
from checker.pipeline import Checker, Recipe
from checker.pipeline.compiled import load_compiled
from tests.builders import LEXICON, check, make_catalog, make_point, make_report, make_task

CATALOG = make_catalog(make_task(make_point(clear=("{开展} + 案卷 + 评查",), partial=("案卷",))))
REFERENCES = References("例句.tsv", "a\tdone\t\t评查案卷\t1.1\n" * 3)
REPORT = make_report((Role.DONE, "开展案卷评查3次，反馈问题30个。"), (Role.DONE, "重视案卷。"))


def test_a_compiled_catalog_finds_the_same_from_the_cache(tmp_path: Path) -> None:
    """What comes back from disk judges as what was compiled; a change of vocabulary or references is another."""
    cache, folder = Cache(tmp_path / "cache"), tmp_path / "cache"
    fresh = load_compiled(CATALOG, LEXICON, NO_REFERENCES, cache)
    (entry,) = folder.iterdir()
    stamp = entry.stat().st_mtime_ns
    kept = load_compiled(CATALOG, LEXICON, NO_REFERENCES, cache)
    assert kept is not fresh
    assert entry.stat().st_mtime_ns == stamp
    expected = check(CATALOG, REPORT)
    for cached in (cache, Cache(None)):
        checker = Checker(CATALOG, LEXICON, cache=cached)
        assert checker.assess(REPORT) == expected
    load_compiled(CATALOG, LEXICON.model_copy(update={"masked": ()}), NO_REFERENCES, cache)
    load_compiled(CATALOG, LEXICON, REFERENCES, cache)
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("damage", [b"", b"\x80\x05garbage", b"\x80\x05N."])
def test_an_entry_that_is_no_catalog_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    """Nonsense that passes the seal (bytes of another program, None) is compiled over."""
    cache = Cache(tmp_path / "cache")
    load_compiled(CATALOG, LEXICON, NO_REFERENCES, cache)
    (entry,) = (tmp_path / "cache").iterdir()
    cache.put(entry.name, damage)
    assert isinstance(load_compiled(CATALOG, LEXICON, NO_REFERENCES, cache), CompiledCatalog)
    assert cache.get(entry.name) != damage


def test_a_recipe_makes_the_same_checker_elsewhere() -> None:
    """A recipe is equal for equal parts only, and its checker judges alike."""
    checker = Checker(CATALOG, LEXICON)
    recipe = Recipe.of(checker)
    assert recipe == Recipe.of(Checker(CATALOG, LEXICON))
    assert recipe.digest != Recipe.of(Checker(CATALOG, LEXICON.model_copy(update={"masked": ()}))).digest
    assert recipe.digest != Recipe.of(Checker(CATALOG, LEXICON, None, REFERENCES)).digest
    other = Recipe(recipe.catalog, recipe.lexicon, recipe.roster, recipe.references).checker()
    assert other.assess(REPORT) == checker.assess(REPORT)
