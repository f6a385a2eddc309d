"""Serve the desk: on this machine only, or, where an address is given, on the intranet behind a token."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable

import uvicorn

from checker.board import Session
from checker.errors import UsageError
from checker.web.app import make_app
from checker.web.guard import Policy

__all__ = ["bind", "make_server", "serve"]

LOCAL = "127.0.0.1"


def bind(host: str, port: int) -> socket.socket:
    """Take a port (0: any free one); raises `UsageError` where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(128)  # whoever comes before the server runs waits
    except OSError as error:
        sock.close()
        raise UsageError(
            f"不能在 {host}:{port} 提供服务（{error.strerror or error}）：端口可能已被占用，请用 --port 换一个"
        ) from error
    return sock


def make_server(session: Session, policy: Policy) -> uvicorn.Server:
    """Make the server, not yet running."""
    config = uvicorn.Config(
        make_app(session, policy),
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
    )
    return uvicorn.Server(config)


def serve(session: Session, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until interrupted; ``announce`` gets the address to open. With a ``host`` it holds a token."""
    password = secrets.token_urlsafe(18) if host else ""
    sock = bind(host or LOCAL, port)
    names = {LOCAL, "localhost", "::1"} | ({host.lower(), socket.gethostname().lower()} if host else set())
    shown = host if host and host not in ("0.0.0.0", "::") else socket.gethostname() if host else LOCAL
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{sock.getsockname()[1]}/"
    announce(f"{address}?token={password}" if password else address)
    with sock:
        make_server(session, Policy(frozenset(names), password)).run(sockets=[sock])
