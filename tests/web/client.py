"""A client that sends exactly what it is told, header by header: what no browser would."""

from __future__ import annotations

import contextlib
import http.client
import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.web.conftest import Desk


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Client:
    """Talks to a desk, keeps its cookies, and knows the fields of its forms."""

    desk: Desk
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send a request; a header given as keyword replaces ours, one given as "" is left out."""
        own = {"host": f"127.0.0.1:{self.desk.port}", "cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if method == "POST":
            own |= {"origin": self.desk.address, "content-type": "application/x-www-form-urlencoded"}
            own["content-length"] = str(len(body or b""))
        connection = http.client.HTTPConnection("127.0.0.1", self.desk.port, timeout=10)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {**own, **{k.replace("_", "-"): v for k, v in headers.items()}}.items():
            if value:
                connection.putheader(name, value)
        connection.endheaders()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused before it was all sent
            connection.send(body or b"")
        response = connection.getresponse()
        for line in response.headers.get_all("set-cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        answer = Answer(response.status, dict(response.headers.items()), response.read().decode("utf-8"))
        connection.close()
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        """Fetch a page."""
        return self.ask("GET", path, **headers)

    def fields(self) -> dict[str, str]:
        """Fetch the page of task 1 and read what its form carries."""
        page = self.get("/task?report=r&task=1&point=1.1").body
        found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("csrf", "seen", "run")}
        return {name: match[1] for name, match in found.items() if match} | {"token": secrets.token_hex(16)}

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """Send a form."""
        return self.ask("POST", path, urlencode(fields).encode(), **headers)

    def sign_in(self, name: str) -> Client:
        """Say who one is."""
        assert self.post("/reviewer", {**self.fields(), "name": name}).status == 303
        return self

    def level(self, value: str, **more: str) -> Answer:
        """Set the level of point 1.1."""
        values = {"kind": "level", "report": "r", "task": "1", "point": "1.1", "value": value}
        return self.post("/decide", {**self.fields(), **values, **more})
