"""Find the encoding of a text: strictly by byte order mark and validity first, by plausibility second.

Public bodies in China publish in UTF-8, in GB18030 under the name of gb2312, and, from Windows editors, in UTF-16 with
or without its mark. GB18030 accepts nearly any bytes, so that validity alone says little: of two encodings that both
fit, the one that gives the common characters of Chinese is right.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import NoReturn

from checker.errors import UndecodableText, UnsupportedFormat
from checker.read import messages

__all__ = ["Decoded", "decode", "normalise_newlines", "plausibility"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536  # characters, enough to judge; bytes for the detection library
_ENOUGH = 0.6  # of the characters are common ones: the encoding is right
_LOST_SHARE = 0.002  # of the characters may be undecodable, and are marked
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·～％　\u00a0①②③④⑤⑥⑦⑧⑨⑩○〇－\ufeff")


def _common_han() -> frozenset[str]:
    """Give the 3,755 characters of the first level of GB 2312-80: some 99 % of any simplified text."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return frozenset(b"".join(rows).decode("gb2312", errors="ignore"))


_COMMON_HAN = _common_han()


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text without its byte order mark; ``lost`` counts the places that had to be replaced."""

    text: str
    encoding: str
    lost: int = 0


def normalise_newlines(text: str) -> str:
    """Make every line end a '\\n'."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def plausibility(text: str) -> float:
    """Say how much a text looks like Chinese or plain ASCII: the share (0-1) of expected characters in its beginning.

    Control characters count against it.
    """
    sample = text[:_SAMPLE]
    if not sample:
        return 0.0
    good = sum(
        char in _COMMON_HAN or char in _PUNCTUATION or " " <= char <= "~" or char in "\t\n\r\f" or "！" <= char <= "～"
        for char in sample
    )
    return max(0.0, (good - 10 * len(_NOT_TEXT.findall(sample))) / len(sample))


def decode(name: str, data: bytes, declared: str | None = None, suffixes: str = "") -> Decoded:
    """Decode the bytes of a text file.

    ``declared`` is what the file says of itself (a html meta element): a hint, tried after what is certain.
    Raises UnsupportedFormat where the bytes are no text, UndecodableText where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding) or _refuse(name, data, suffixes)
    if b"\0" not in data:
        text = _strict(data, "utf-8")
        if text is not None:
            if _is_binary(text):
                raise UnsupportedFormat(name, messages.BINARY.format(suffixes=suffixes))
            return Decoded(text, "utf-8")
    best: tuple[float, Decoded] | None = None
    for encoding in _candidates(data, declared):
        text = _strict(data, encoding)
        if text is None or _is_binary(text):
            continue
        score = plausibility(text)
        if best is None or score > best[0]:
            best = score, Decoded(text, encoding)
    if best is not None and best[0] >= _ENOUGH:
        return best[1]
    guessed = _guess(data)
    if guessed is not None and (best is None or plausibility(guessed.text) > best[0]):
        return guessed
    for encoding in ("utf-8", _canonical(declared) or "gb18030", "gb18030"):
        decoded = _lenient(data, encoding)
        if decoded is not None and plausibility(decoded.text) >= _ENOUGH:
            return decoded
    return _refuse(name, data, suffixes)


def _candidates(data: bytes, declared: str | None) -> list[str]:
    """Order the encodings to try strictly; UTF-16 only for an even number of bytes."""
    candidates = ["gb18030"] if b"\0" not in data else []
    hint = _canonical(declared)
    if hint and hint not in candidates and hint != "utf-8" and not hint.startswith("utf-16"):
        candidates.append(hint)
    if len(data) % 2 == 0:
        candidates += ["utf-16-le", "utf-16-be"]
    return candidates


def _canonical(declared: str | None) -> str | None:
    """Give the codec for a declared name; the names of GB 2312 and GBK all mean GB18030."""
    if not declared:
        return None
    try:
        codec = codecs.lookup(declared.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not getattr(codec, "_is_text_encoding", True):
        return None
    return "gb18030" if codec.name in {"gb2312", "gbk", "hz", "cp936"} else codec.name


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _lenient(data: bytes, encoding: str) -> Decoded | None:
    """Decode with marks for what is lost; None where that is more than a trace or the rest is no text."""
    try:
        text = data.decode(encoding, errors="replace")
    except (UnicodeError, LookupError):
        return None
    lost = text.count("\ufffd")
    if lost > max(1, len(text) * _LOST_SHARE) or (lost and len(text) < 100 * lost) or _is_binary(text):
        return None
    return Decoded(text, encoding, lost)


def _guess(data: bytes) -> Decoded | None:
    """Ask the detection library; its answer counts only if the whole decodes."""
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_SAMPLE]).best()
    if match is None:
        return None
    encoding = _canonical(match.encoding) or match.encoding
    text = _strict(data, encoding)
    if text is None or _is_binary(text):
        return None
    sample = text[:_SAMPLE]
    if sum("\u3000" <= char <= "\u9fff" or "！" <= char <= "～" or char <= "~" for char in sample) < _ENOUGH * len(
        sample
    ):
        return None
    return Decoded(text.removeprefix("\ufeff"), encoding)


def _is_binary(text: str) -> bool:
    """Say whether control characters are more than a trace."""
    return len(_NOT_TEXT.findall(text[:_SAMPLE])) > max(2, len(text[:_SAMPLE]) // 200)


def _refuse(name: str, data: bytes, suffixes: str) -> NoReturn:
    control = sum(byte < 9 or 13 < byte < 27 for byte in data[:_SAMPLE])
    if control > len(data[:_SAMPLE]) / 100:
        raise UnsupportedFormat(name, messages.BINARY.format(suffixes=suffixes))
    raise UndecodableText(name, messages.UNDECODABLE)
