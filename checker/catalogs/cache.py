"""Things that can be made again, kept on disk: the validated catalog, the compiled one.

What is kept may be unpickled, which runs code. So the folder has to be the user's own, closed to everybody else, and so
has every file in it; what is not is left alone, as if there were nothing. A damaged entry is no entry.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import checker

__all__ = ["Cache", "code_fingerprint", "user_cache"]

_FOLDER = "yaodian-checker"
_SEAL = hashlib.sha256().digest_size  # bytes in front of an entry: the hash of the rest
_PLAINLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_KEPT = 32  # entries; older ones make room


@cache
def code_fingerprint() -> str:
    """Name this program's code by its version and the hash of its sources: another release computes everything anew."""
    root = Path(checker.__file__).parent
    seen = hashlib.sha256(checker.__version__.encode())
    for path in sorted((*root.rglob("*.py"), *root.rglob("*.pyx"))):
        seen.update(path.relative_to(root).as_posix().encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()[:32]


def user_cache() -> Cache:
    """Give the user's cache: ``$XDG_CACHE_HOME``, the local application data of Windows, or ``~/.cache``."""
    given = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    try:
        return Cache((Path(given) if given else Path.home() / ".cache") / _FOLDER)
    except RuntimeError:  # a user without a home
        return Cache(None)


class Cache:
    """Bytes by name in a private folder. Nothing here raises: what cannot be kept or trusted is made again."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        """Give what was kept under a name; None where there is nothing, or nothing that can be trusted."""
        try:
            if self._folder is None or not _is_private(self._folder.lstat(), stat.S_ISDIR):
                return None
            with os.fdopen(os.open(self._folder / name, os.O_RDONLY | _PLAINLY), "rb") as file:
                if not _is_private(os.fstat(file.fileno()), stat.S_ISREG):
                    return None
                data = file.read()
        except OSError:
            return None
        seal, kept = data[:_SEAL], data[_SEAL:]
        return kept if hashlib.sha256(kept).digest() == seal else None

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name, whole or not at all."""
        if self._folder is None:
            return
        part = self._folder / f".{secrets.token_hex(8)}.part"
        with contextlib.suppress(OSError):
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                self._folder.mkdir(mode=0o700)
            if not _is_private(self._folder.lstat(), stat.S_ISDIR):
                return
            try:
                with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAINLY, 0o600), "wb") as file:
                    file.write(hashlib.sha256(data).digest() + data)
                part.replace(self._folder / name)
            finally:
                part.unlink(missing_ok=True)
            _make_room(self._folder)


def _is_private(status: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """Say whether it is of its kind, and, where a system has users, this user's own and closed to all others."""
    if not kind(status.st_mode):
        return False
    return sys.platform == "win32" or (status.st_uid == os.getuid() and not status.st_mode & 0o077)


def _make_room(folder: Path) -> None:
    by_age = sorted(folder.iterdir(), key=lambda path: path.lstat().st_mtime, reverse=True)
    for path in by_age[_KEPT:]:
        path.unlink(missing_ok=True)
