"""Read a web page that a browser saved as one file (mht, mhtml): the html part of a MIME message."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from checker.errors import UnreadableFile
from checker.read import html, messages
from checker.read.extract import Extract, Source
from checker.read.limits import Limits

__all__ = ["read"]


def read(source: Source, limits: Limits) -> Extract:
    """Read the main text of the first html part; raises UnreadableFile where there is none."""
    message = email.message_from_bytes(source.data, policy=email.policy.compat32)
    part = next((one for one in message.walk() if one.get_content_type() == "text/html"), None)
    content = _content(part)
    if part is None or not content:
        raise UnreadableFile(source.name, messages.NO_TEXT.format(label="网页"))
    charset = part.get_param("charset")
    declared = f'<meta charset="{charset}">'.encode("ascii", "ignore") if isinstance(charset, str) else b""
    return html.read(Source(source.name, declared + content, ".html"), limits)


def _content(part: Message | None) -> bytes:
    content = part.get_payload(decode=True) if part is not None else b""
    return content if isinstance(content, bytes) else b""
