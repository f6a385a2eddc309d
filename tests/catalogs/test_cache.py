"""What is kept on disk to be quick, and what is not trusted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from checker.catalogs import Cache, find_catalog
from checker.catalogs.load import load_model
from checker.errors import CatalogError
from checker.model.catalog import Catalog

ONLY_WITH_USERS = pytest.mark.skipif(sys.platform == "win32", reason="Windows 的文件夹没有这种权限位")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache in a folder that does not exist yet."""
    return Cache(tmp_path / "cache")


def test_what_is_kept_comes_back(cache: Cache, tmp_path: Path) -> None:
    """Bytes come back as they were, the newest under a name; nothing else lies about."""
    assert cache.get("a") is None
    cache.put("a", b"old")
    cache.put("a", b"new" * 1000)
    assert cache.get("a") == b"new" * 1000
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["a"]


@ONLY_WITH_USERS
def test_folder_and_files_are_the_users_own(cache: Cache, tmp_path: Path) -> None:
    """Nobody else can read or write what may be unpickled."""
    cache.put("a", b"x")
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "cache/a").stat().st_mode & 0o777 == 0o600


@ONLY_WITH_USERS
@pytest.mark.parametrize(("which", "mode"), [("cache", 0o777), ("cache", 0o750), ("cache/a", 0o666)])
def test_what_others_could_have_written_is_not_trusted(cache: Cache, tmp_path: Path, which: str, mode: int) -> None:
    """A folder or file that is open to others is as good as empty, and is not written to either."""
    cache.put("a", b"x")
    (tmp_path / which).chmod(mode)
    assert cache.get("a") is None
    cache.put("b", b"y")
    assert (tmp_path / "cache/b").exists() == (which != "cache")


@ONLY_WITH_USERS
def test_links_are_not_followed(cache: Cache, tmp_path: Path) -> None:
    """Neither a folder nor an entry that is a link leads anywhere."""
    cache.put("a", b"x")
    (tmp_path / "link").symlink_to(tmp_path / "cache")
    assert Cache(tmp_path / "link").get("a") is None
    (tmp_path / "cache/b").symlink_to(tmp_path / "cache/a")
    assert cache.get("b") is None


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 200])
def test_a_damaged_entry_is_none(cache: Cache, tmp_path: Path, damage: bytes) -> None:
    """What is cut off or overwritten is not used, and may be replaced."""
    cache.put("a", b"x" * 100)
    (tmp_path / "cache/a").write_bytes(damage)
    assert cache.get("a") is None
    cache.put("a", b"y")
    assert cache.get("a") == b"y"


def test_a_place_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    """Without a cache everything works, only slower."""
    (tmp_path / "file").write_text("x")
    for cache in (Cache(tmp_path / "file" / "cache"), Cache(None)):
        cache.put("a", b"x")
        assert cache.get("a") is None


def test_old_entries_make_room(cache: Cache, tmp_path: Path) -> None:
    """The folder does not grow for ever; the newest stay."""
    for number in range(40):
        cache.put(f"{number}", b"x")
        os.utime(tmp_path / f"cache/{number}", ns=(number, number))
    assert len(list((tmp_path / "cache").iterdir())) <= 33
    assert cache.get("39") == b"x"
    assert cache.get("0") is None


def test_a_catalog_is_read_from_the_cache_until_its_file_changes(cache: Cache, tmp_path: Path) -> None:
    """The second load gives an equal catalog; a change of the file is seen, a fault in it told."""
    path = tmp_path / "mine.yaml"
    text = find_catalog("changning-2022").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    first = load_model(path, Catalog, cache)
    (entry,) = (tmp_path / "cache").iterdir()
    assert load_model(path, Catalog, cache) == first
    cache.put(entry.name, first.model_copy(update={"title": "别的"}).model_dump_json().encode())
    assert load_model(path, Catalog, cache).title == "别的"
    cache.put(entry.name, b"{}")
    assert load_model(path, Catalog, cache) == first
    path.write_text(text.replace("id: changning-2022", "id: mine", 1), encoding="utf-8")
    assert load_model(path, Catalog, cache).id == "mine"
    path.write_text("id: [", encoding="utf-8")
    with pytest.raises(CatalogError, match="YAML"):
        load_model(path, Catalog, cache)
