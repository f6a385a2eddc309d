"""The formats that can be read: a new one is a module with ``read(source, limits) -> Extract``, and one line here."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from checker.read.extract import Extract, Source
from checker.read.limits import Limits

__all__ = ["ARCHIVE_SUFFIXES", "FORMATS", "Format", "Reader", "by_id", "readable_suffixes"]

Reader = Callable[[Source, Limits], Extract]
ARCHIVE_SUFFIXES = (".zip",)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is called, how its bytes are known, and the module that reads it.

    The first of ``magic``, ``zip_member``, ``ole_stream`` and ``markup`` that is set is how the bytes are known;
    without any, only the suffix tells.
    """

    id: str
    label: str
    suffixes: tuple[str, ...]
    media_type: str
    module: str
    magic: tuple[bytes, ...] = ()  # the file begins so
    zip_member: str = ""  # a zip that holds an entry of this pattern
    ole_stream: str = ""  # an OLE2 file that holds this
    markup: str = ""  # a regular expression found near the beginning of a text
    isolated: bool = False  # parsed in a process of its own, which can be stopped
    heavy: bool = False  # needs the larger share of memory: recognition, LibreOffice

    def reader(self) -> Reader:
        """Import the module and give its ``read``."""
        reader: Reader = importlib.import_module(self.module).read
        return reader


_HTML = r"(?i)<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]"

_MIME = r"(?im)^content-type:\s*multipart/related"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_READ = "checker.read."

FORMATS: tuple[Format, ...] = (
    Format("txt", "纯文本", (".txt", ".text"), "text/plain", _READ + "plain"),
    Format("md", "Markdown 文本", (".md", ".markdown"), "text/markdown", _READ + "markdown"),
    Format("html", "网页", (".html", ".htm", ".shtml", ".xhtml"), "text/html", _READ + "html", markup=_HTML),
    Format("mhtml", "单文件网页", (".mht", ".mhtml"), "multipart/related", _READ + "mhtml", markup=_MIME),
    Format(
        "docx", "Word 文档", (".docx", ".docm"), _DOCX, _READ + "docx", zip_member="word/document*.xml", isolated=True
    ),
    Format("pdf", "PDF", (".pdf",), "application/pdf", _READ + "pdf", magic=(b"%PDF-",), isolated=True, heavy=True),
    Format("ofd", "OFD 文件", (".ofd",), "application/ofd", _READ + "ofd", zip_member="OFD.xml", isolated=True),
    Format(
        "doc",
        "Word 97-2003 或 WPS 文档",
        (".doc", ".wps", ".dot", ".wpt"),
        "application/msword",
        _READ + "office",
        ole_stream="WordDocument",
        isolated=True,
        heavy=True,
    ),
    Format(
        "rtf", "RTF 文档", (".rtf",), "application/rtf", _READ + "office", magic=(rb"{\rtf",), isolated=True, heavy=True
    ),
    Format(
        "odt",
        "OpenDocument 文档",
        (".odt",),
        "application/vnd.oasis.opendocument.text",
        _READ + "office",
        zip_member="META-INF/manifest.xml",
        isolated=True,
        heavy=True,
    ),
    Format(
        "image",
        "图片",
        (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
        "image/*",
        _READ + "image",
        magic=_PICTURES,
        isolated=True,
        heavy=True,
    ),
)


def by_id(identity: str) -> Format:
    """Give the format of an id; raises KeyError."""
    return {known.id: known for known in FORMATS}[identity]


def readable_suffixes(*, archives: bool = True) -> tuple[str, ...]:
    """Give the suffixes of all formats, in the order of the registry."""
    suffixes = tuple(suffix for known in FORMATS for suffix in known.suffixes)
    return suffixes + ARCHIVE_SUFFIXES if archives else suffixes
