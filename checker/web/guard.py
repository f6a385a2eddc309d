"""Who may talk to the desk: checks on every request before anything else runs, and headers on every answer.

- Host: a name that a page elsewhere on the network could be made to point at us (DNS rebinding) is refused.
- Origin: a POST that does not come from our own page is refused; the form's token is checked besides, in the app.
- Size: nobody sends a body of more than `MAX_BODY` bytes.
- Pass: with an address on the intranet, only those who were given the link with the token get in.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from checker.web.page_texts import REFUSALS

__all__ = ["COOKIE", "MAX_BODY", "Guard", "Policy"]

MAX_BODY: Final = 64 * 1024
COOKIE: Final = "checker_desk"
_HEADERS: Final = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Policy:
    """What is allowed. ``names`` are host names; addresses in digits are allowed where there is a ``password``."""

    names: frozenset[str] = frozenset({"127.0.0.1", "localhost", "::1"})
    password: str = ""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def sign(self, purpose: str, value: str) -> str:
        """Give a value that only this process can make."""
        return hmac.new(self.secret, f"{purpose}\n{value}".encode(), hashlib.sha256).hexdigest()

    def allows_host(self, host: str) -> bool:
        """Say whether a Host header names this desk."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in self.names:
            return True
        if not self.password:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


class Guard:
    """ASGI middleware; the session's name is left in ``scope["state"]["session"]`` for the forms' token."""

    def __init__(self, app: App, policy: Policy) -> None:
        self._app = app
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        refusal = self._refusal(scope, headers)
        if refusal:
            await _refuse(send, refusal)
            return
        session, passed = self._read_cookie(headers)
        fresh, session = not session, session or secrets.token_urlsafe(18)
        if self._policy.password and not passed:
            given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
            if hmac.compare_digest(given.encode(), self._policy.password.encode()):
                await _answer(send, 303, "", self._cookie(session, True), (b"location", b"/"))
            else:
                await _refuse(send, "no_pass")
            return
        body = await _read(receive) if scope["method"] == "POST" else b""
        if body is None:
            await _refuse(send, "too_large")
            return
        scope.setdefault("state", {})["session"] = session
        cookie = self._cookie(session, False) if fresh else ""
        await self._app(scope, _replay(body, receive), _with_headers(send, cookie))

    def _refusal(self, scope: Scope, headers: dict[str, list[str]]) -> str:
        hosts = headers.get("host", [])
        if len(hosts) != 1 or not self._policy.allows_host(hosts[0]):
            return "host"
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return "method"
        if scope["method"] == "POST":
            length = headers.get("content-length", [""])[0]
            if length and (not length.isdigit() or int(length) > MAX_BODY):
                return "too_large"
            if headers.get("origin", []) != [f"http://{hosts[0]}"]:
                return "origin"
        return ""

    def _read_cookie(self, headers: dict[str, list[str]]) -> tuple[str, bool]:
        """Give the session's name, "" for a cookie that is not ours, and whether it has shown the password."""
        try:
            jar = SimpleCookie("; ".join(headers.get("cookie", [])))
        except CookieError:
            return "", False
        session, _, seal = jar[COOKIE].value.partition(".") if COOKIE in jar else ("", "", "")
        for purpose in ("passed", "session"):
            if session and hmac.compare_digest(seal.encode(), self._policy.sign(purpose, session).encode()):
                return session, purpose == "passed"
        return "", False

    def _cookie(self, session: str, passed: bool) -> str:
        seal = self._policy.sign("passed" if passed else "session", session)
        return f"{COOKIE}={session}.{seal}; Path=/; HttpOnly; SameSite=Strict"


async def _read(receive: Receive) -> bytes | None:
    """Read a body; None for one that is too large or whose sender has gone."""
    body: bytes = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_BODY or message["type"] != "http.request":
            return None
        if not message.get("more_body", False):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    left = [body]

    async def give() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return give


def _with_headers(send: Send, cookie: str) -> Send:
    async def add(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [*message.get("headers", [])]
            headers += [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
            if cookie:
                headers.append((b"set-cookie", cookie.encode()))
            message["headers"] = headers
        await send(message)

    return add


async def _refuse(send: Send, what: str) -> None:
    status, words = REFUSALS[what]
    await _answer(send, status, words, "", (b"connection", b"close"))


async def _answer(send: Send, status: int, words: str, cookie: str, *more: tuple[bytes, bytes]) -> None:
    body = words.encode("utf-8")
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), *more]
    await _with_headers(send, cookie)({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
