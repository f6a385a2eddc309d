"""Find the inputs that a user means: files as they are, folders walked, zips opened."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from checker.errors import InputError, UnreadableFile
from checker.read import messages
from checker.read.limits import DEFAULT_LIMITS, Limits
from checker.read.registry import ARCHIVE_SUFFIXES, readable_suffixes

__all__ = ["Input", "find_inputs", "unique_ids"]

_OWN_FOLDERS = frozenset({"checker-output", "checker-workspace"})
_OWN_FILES = frozenset({"findings.json", "matrix.html", "matrix.xlsx", "checklist.xlsx"})
_OWN_MARK = b"checker.findings/"
_OWN_GENERATOR = b'name="generator" content="yaodian-checker'
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read; ``member`` is the way into a zip, a name for each zip on the way, else empty."""

    path: Path
    name: str  # as the user sees it: the path as given, or zip/member
    member: tuple[str, ...] = ()


def find_inputs(
    paths: Iterable[Path | str], *, limits: Limits = DEFAULT_LIMITS, exclude: Collection[Path] = ()
) -> Iterator[Input | InputError]:
    """Yield what is to be read, in a stable order; what cannot be is yielded as an InputError, so that others go on.

    A file named by the user is yielded whatever its suffix. A folder is walked, entries by name, links to folders not
    followed; files with readable suffixes are yielded, hidden files, lock files (``~$``) and the product's own outputs
    are not. ``exclude`` names folders and files (--out, the workspace) that are never entered from above. A zip yields
    its members. The same file is yielded once.
    """
    seen: set[Path] = set()
    barred = {_resolved(path) for path in exclude}
    for given in paths:
        path = Path(given)
        try:
            found_any = False
            for found in _expand(path, barred):
                resolved = _resolved(found)
                found_any = True
                if resolved in seen:
                    continue
                seen.add(resolved)
                yield from _open_archive(found, limits)
            if not found_any:
                suffixes = "、".join(readable_suffixes())
                yield UnreadableFile(str(path), messages.NOTHING_READABLE.format(suffixes=suffixes))
        except InputError as error:
            yield error
        except PermissionError:
            yield UnreadableFile(str(path), messages.NO_PERMISSION)
        except (OSError, ValueError) as error:
            yield UnreadableFile(str(path), messages.CANNOT_OPEN.format(detail=_detail(error)))


def unique_ids(names: Iterable[str]) -> list[str]:
    """Give each input an id: its file stem; where stems collide, with as much of the name as tells them apart.

    a.txt and a.docx become "a.txt" and "a.docx"; x/a.txt and y/a.txt become "x-a" and "y-a". Ids differ also without
    regard to case, since they become file names.
    """
    parts = [PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")) for name in names]
    ids = [part.stem or part.name or "report" for part in parts]
    for longer in (lambda part: part.name, _with_folder(1), _with_folder(2), _with_folder(3)):
        taken = Counter(one.casefold() for one in ids)
        ids = [
            (longer(part) or one) if taken[one.casefold()] > 1 else one for one, part in zip(ids, parts, strict=True)
        ]
    used: set[str] = set()
    for index, one in enumerate(ids):
        number, fresh = 2, one
        while fresh.casefold() in used:
            fresh, number = f"{one}-{number}", number + 1
        used.add(fresh.casefold())
        ids[index] = fresh
    return ids


def _with_folder(depth: int) -> Callable[[PurePosixPath], str]:
    def name(part: PurePosixPath) -> str:
        folders = [folder for folder in part.parts[:-1] if folder not in {"/", ".", ".."}][-depth:]
        return "-".join([*folders, part.stem])

    return name


def _expand(path: Path, barred: Collection[Path]) -> Iterator[Path]:
    """Yield a file as it is, the readable files below a folder in order of their names."""
    if not path.exists():
        raise UnreadableFile(str(path), messages.MISSING)
    if not path.is_dir():
        yield path
        return
    suffixes = readable_suffixes()
    folders = [path]
    while folders:
        folder = folders.pop()
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        own = _is_own_output(folder)
        deeper: list[Path] = []
        for entry in entries:
            lower = entry.name.lower()
            if lower.startswith((".", "~$", "__macosx")) or lower in _SYSTEM or _resolved(entry) in barred:
                continue
            if own and (lower in _OWN_FILES or lower == "gaps"):
                continue
            if entry.is_dir():
                if lower not in _OWN_FOLDERS and not entry.is_symlink():
                    deeper.append(entry)
            elif entry.is_file() and entry.suffix.lower() in suffixes and not _is_own_page(entry):
                yield entry
        folders.extend(reversed(deeper))


def _is_own_output(folder: Path) -> bool:
    """Say whether the product wrote its results into this folder: there is a findings.json of ours in it."""
    findings = folder / "findings.json"
    try:
        with findings.open("rb") as stream:
            return _OWN_MARK in stream.read(200)
    except OSError:
        return False


def _is_own_page(path: Path) -> bool:
    """Say whether a html file is a matrix that the product wrote."""
    if path.suffix.lower() != ".html":
        return False
    try:
        with path.open("rb") as stream:
            return _OWN_GENERATOR in stream.read(2000)
    except OSError:
        return False


def _open_archive(path: Path, limits: Limits) -> Iterator[Input | InputError]:
    """Yield the members of a zip, or the file itself where it is none."""
    if path.suffix.lower() in ARCHIVE_SUFFIXES:
        from checker.read.archive import list_members

        yield from (
            one if isinstance(one, InputError) else Input(path, one.name, one.member)
            for one in list_members(path, limits)
        )
    else:
        yield Input(path, str(path))


def _resolved(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _detail(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
