"""A zip whose content is not trusted: bounded in bytes, entries and compression, and XML without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UnreadableFile
from checker.read import messages
from checker.read.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["ZIP_ERRORS", "Container", "parse_xml"]

_CHUNK = 1024 * 1024
_BOMB_BYTES = 16 * 1024 * 1024  # from here on the compression ratio is looked at
_BOMB_RATIO = 200  # the XML of a document shrinks to a tenth, never to a two-hundredth
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}  # LZMA may ask for gigabytes of dictionary
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    NotImplementedError,
    OSError,
    RuntimeError,
    EOFError,
    KeyError,
)


class Container:
    """A zip, opened for reading within limits. Every error is an UnreadableFile that names ``name``."""

    def __init__(self, name: str, file: bytes | Path, limits: Limits, label: str, *, total: int | None = None) -> None:
        self.name = name
        self.label = label
        self._left = limits.unpacked_bytes if total is None else total
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file)
        except ZIP_ERRORS as error:
            raise self.damaged(type(error).__name__) from error
        self.entries = {entry_name(info): info for info in reversed(self._zip.infolist())}
        if len(self.entries) > limits.members:
            raise UnreadableFile(
                name, messages.TOO_MANY_MEMBERS.format(label=label, found=len(self.entries), limit=limits.members)
            )

    def damaged(self, detail: str) -> UnreadableFile:
        """Make the error for a container that does not hold what it must."""
        return UnreadableFile(self.name, messages.DAMAGED.format(label=self.label, detail=detail))

    def read(self, entry: str, *, limit: int | None = None) -> bytes:
        """Get the bytes of an entry: of ``limit`` at most, and of what is left of the container's total."""
        info = self.entries.get(entry)
        if info is None:
            raise self.damaged(messages.NO_ENTRY.format(entry=entry))
        if info.flag_bits & 1:
            raise UnreadableFile(self.name, messages.ENCRYPTED)
        if info.compress_type not in _METHODS:
            raise self.damaged(messages.COMPRESSION)
        bound = min(self._left, self._left if limit is None else limit)
        content = bytearray()
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    content += chunk
                    if len(content) > _BOMB_BYTES and len(content) > _BOMB_RATIO * max(1, info.compress_size):
                        raise UnreadableFile(self.name, messages.SWELLS)
                    if len(content) > bound:
                        raise UnreadableFile(self.name, messages.BOMB.format(limit=bound // 1024 // 1024))
        except ZIP_ERRORS as error:
            raise self.damaged(type(error).__name__) from error
        self._left -= len(content)
        return bytes(content)

    def xml(self, entry: str) -> _Element:
        """Parse an entry as XML; one with a document type is refused, since neither docx nor ofd may have any."""
        try:
            return parse_xml(self.read(entry))
        except ValueError as error:
            raise self.damaged(f"{entry}：{error}") from error

    def xml_if_any(self, entry: str) -> _Element | None:
        """Parse an entry that may be absent."""
        return self.xml(entry) if entry in self.entries else None


def entry_name(info: zipfile.ZipInfo) -> str:
    """Give the name of an entry; without the UTF-8 flag, Chinese programs write GBK and zipfile reads it as cp437."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding).replace("\\", "/")
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def parse_xml(data: bytes) -> _Element:
    """Parse XML without entities, network and document types, of limited depth; raises ValueError."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if (
            getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY
        ):  # libxml2 tells of memory as of a mistake in the file
            raise MemoryError from error
        raise ValueError(messages.BAD_XML) from error
    if str(getattr(root.getroottree().docinfo, "doctype", "")):
        raise ValueError(messages.DOCTYPE)
    return root
