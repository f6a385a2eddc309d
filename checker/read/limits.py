"""What one file may cost. Beyond it the file is named and left, the others go on."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEFAULT_LIMITS", "Limits"]

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one input file.

    The defaults are far above any report that an office publishes (the longest seen has 60 pages and 40,000
    characters) and low enough that a hostile file is done with within seconds.
    """

    file_bytes: int = 64 * _MIB  # of the file itself
    unpacked_bytes: int = 256 * _MIB  # of all that comes out of one docx or ofd
    archive_bytes: int = 4096 * _MIB  # of all that a zip of reports says it holds
    members: int = 5_000  # entries in one container
    depth: int = 3  # a zip in a zip in a zip
    characters: int = 4_000_000  # of extracted text
    pages: int = 1_000
    pixels: int = 60_000_000  # of one image; A4 at 600 dpi is 35 million
    seconds: float = 60.0  # of parsing, without recognition of characters
    seconds_per_scanned_page: float = 60.0  # added for each page that has to be recognised
    memory_bytes: int = 1024 * _MIB  # that parsing may add to its process
    memory_bytes_heavy: int = 4096 * _MIB  # the same where characters are recognised, and for LibreOffice


DEFAULT_LIMITS = Limits()
