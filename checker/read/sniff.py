"""Tell a file's format from its bytes first, from its suffix second: people rename files, bytes do not lie."""

from __future__ import annotations

import fnmatch
import io
import re
import zipfile

from checker.errors import UnreadableFile, UnsupportedFormat
from checker.read import messages
from checker.read.extract import Source
from checker.read.registry import FORMATS, Format, readable_suffixes

__all__ = ["by_suffix", "detect", "is_zip"]

_HEAD = 4096
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TEXT_FORMATS = frozenset({"txt", "md", "html"})
_OTHERS = (
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"MZ", "可执行程序"),
    (b"\x7fELF", "可执行程序"),
    (b"SQLite format 3\0", "数据库文件"),
    (b"GIF8", "图片"),
    (b"RIFF", "音视频或图片"),
    (b"ID3", "音频"),
    (b"%!PS", "PostScript 文件"),
)
_OTHER_ZIP_MEMBERS = (("xl/workbook.xml", "Excel 表格"), ("ppt/presentation.xml", "演示文稿"))
_OTHER_OLE_STREAMS = (("Workbook", "Excel 表格"), ("Book", "Excel 表格"), ("PowerPoint Document", "演示文稿"))


def by_suffix(suffix: str) -> Format | None:
    """Give the format that owns a suffix (lower case, with its dot)."""
    return next((known for known in FORMATS if suffix in known.suffixes), None)


def is_zip(data: bytes) -> bool:
    """Say whether bytes begin as a zip does."""
    return data.startswith(_ZIP)


def detect(source: Source) -> Format:
    """Give the format of a file.

    Raises UnsupportedFormat for what no reader knows, UnreadableFile for what is damaged or locked by a password.
    """
    named = by_suffix(source.suffix)
    head = source.data[:_HEAD]
    for known in FORMATS:
        if known.magic and (head.startswith(known.magic) or (known.id == "pdf" and b"%PDF-" in head[:1024])):
            return known
    if is_zip(head):
        return _zip_format(source, named)
    if head.startswith(_OLE2):
        return _ole_format(source)
    for magic, label in _OTHERS:
        if head.startswith(magic):
            raise UnsupportedFormat(source.name, _unsupported(label))
    flat = head.replace(b"\0", b"").decode("latin-1")  # markup is ASCII in every encoding that we know
    for known in FORMATS:
        if known.markup and re.search(known.markup, flat) and (named is None or named.id != "md"):
            return known
    if named is None or named.id in _TEXT_FORMATS:
        return named or FORMATS[0]
    return _renamed_text(source, named)


def _renamed_text(source: Source, named: Format) -> Format:
    """Take a text with the suffix of a binary format for what it is; anything else is damaged."""
    from checker.errors import InputError
    from checker.read.encoding import decode

    try:
        decode(source.name, source.data)
    except InputError:
        raise UnsupportedFormat(
            source.name, messages.WRONG_CONTENT.format(suffix=source.suffix, label=named.label)
        ) from None
    return FORMATS[0]


def _zip_format(source: Source, named: Format | None) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError, EOFError) as error:
        label = named.label if named else "压缩包"
        raise UnreadableFile(source.name, messages.DAMAGED.format(label=label, detail=type(error).__name__)) from error
    for known in FORMATS:
        if known.zip_member and fnmatch.filter(names, known.zip_member):
            return known
    for member, label in _OTHER_ZIP_MEMBERS:
        if member in names:
            raise UnsupportedFormat(source.name, _unsupported(label))
    if named is not None and named.zip_member:
        raise UnsupportedFormat(source.name, messages.WRONG_CONTENT.format(suffix=source.suffix, label=named.label))
    raise UnsupportedFormat(
        source.name, messages.ARCHIVE_AS_FILE.format(suffix=f" {source.suffix} " if source.suffix else "")
    )


def _ole_format(source: Source) -> Format:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in source.data

    if holds("EncryptedPackage"):
        raise UnreadableFile(source.name, messages.ENCRYPTED)
    for known in FORMATS:
        if known.ole_stream and holds(known.ole_stream):
            return known
    for stream, label in _OTHER_OLE_STREAMS:
        if holds(stream):
            raise UnsupportedFormat(source.name, _unsupported(label))
    raise UnsupportedFormat(source.name, _unsupported("无法识别的 Office 文件"))


def _unsupported(label: str) -> str:
    return messages.KNOWN_UNSUPPORTED.format(label=label, suffixes="、".join(readable_suffixes()))
