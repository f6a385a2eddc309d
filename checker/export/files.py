"""Write a file whole or not at all: to a temporary name beside it, then one atomic rename."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.errors import OutputError

__all__ = ["cannot_write", "part_path", "replacing"]

_REASONS = {
    errno.EACCES: "没有写入权限，或文件正被 Excel、WPS 等程序打开。请关闭该文件，或换一个可写的文件夹",
    errno.EPERM: "没有写入权限，或文件正被 Excel、WPS 等程序打开。请关闭该文件，或换一个可写的文件夹",
    errno.EBUSY: "文件正被其他程序占用。请关闭后重试",
    errno.ETXTBSY: "文件正被其他程序占用。请关闭后重试",
    errno.EROFS: "所在磁盘是只读的。请换一个可写的文件夹",
    errno.ENOSPC: "磁盘空间不足。请清理后重试，或换一个磁盘",
    errno.EISDIR: "同名的文件夹已经存在。请换一个文件名",
    errno.ENOTDIR: "路径中有一段是文件而不是文件夹。请检查路径",
    errno.EEXIST: "路径中有一段是文件而不是文件夹。请检查路径",
    errno.ENOENT: "文件夹不存在，也无法建立。请检查路径",
    errno.ENAMETOOLONG: "文件名过长。请换一个较短的文件名",
}


def cannot_write(path: Path, error: OSError) -> OutputError:
    """Turn an error of the system into one that tells the user what to do."""
    reason = _REASONS.get(error.errno or 0, f"{error.strerror or error}。请检查路径和磁盘")
    return OutputError(f"无法写入 {path}：{reason}")


def part_path(path: Path) -> Path:
    """Name the temporary file for ``path``: in the same folder, hidden, its own for every call."""
    return path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Lend a temporary path; when the block ends well, rename it to ``path``, else remove it and leave ``path`` alone.

    Raises `OutputError` for every `OSError` of the block.
    """
    part = part_path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        yield part
        part.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        part.unlink(missing_ok=True) if part.parent.is_dir() else None
