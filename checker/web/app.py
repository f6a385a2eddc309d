"""The application: routes, forms, and how an error is told. Everything that changes something goes through one form."""

from __future__ import annotations

import logging
import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from importlib import resources
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from checker.board import Board, Ruling, Session
from checker.errors import CheckerError, Conflict, UsageError
from checker.export.labels import STATUSES, status_text
from checker.model.report import Role
from checker.model.review import Kind, Reason
from checker.review.decisions import Decision
from checker.review.making import check_name, own_record, undo
from checker.web import views
from checker.web.filters import Filter
from checker.web.guard import App, Guard, Policy
from checker.web.page_texts import KEYS, PAGE
from checker.web.sheet import write_review_sheet

__all__ = ["make_app"]

NAME_COOKIE: Final = "checker_reviewer"
_YEAR: Final = 365 * 24 * 3600
_ASSETS: Final = {
    "review.css": "text/css",
    "review.js": "text/javascript",
    "keys.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAX_FIELDS: Final = 40
_log = logging.getLogger("checker.web")


class Expired(UsageError):
    """The form is not one that we gave to this browser."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request, read: where it goes, what it says, and whose it is."""

    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    session: str
    reviewer: str
    asset: str = ""

    def number(self, name: str) -> int:
        """Give a number of the query, 0 without one."""
        value = self.query.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def make_app(session: Session, policy: Policy) -> App:
    """Make the whole application, guarded."""
    desk = _Desk(session, policy)
    pages: tuple[tuple[str, Callable[[Ask], Response], str], ...] = (
        ("/", desk.matrix, "GET"),
        ("/queue", desk.queue, "GET"),
        ("/task", desk.task, "GET"),
        ("/history", desk.history, "GET"),
        ("/disputes", desk.disputes, "GET"),
        ("/agreement", desk.agreement, "GET"),
        ("/export/review.xlsx", desk.sheet, "GET"),
        ("/export/checklist.xlsx", desk.checklist, "GET"),
        ("/reviewer", desk.name, "POST"),
        ("/decide", desk.decide, "POST"),
        ("/static/{asset}", desk.static, "GET"),
        ("/{rest:path}", desk.nothing, "GET"),
    )
    routes = [Route(path, _endpoint(desk, page), methods=[method]) for path, page, method in pages]
    return Guard(Starlette(routes=routes), policy)


def _endpoint(desk: _Desk, page: Callable[[Ask], Response]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        body = await request.body()
        fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
        ask = Ask(
            request.url.path,
            dict(request.query_params),
            dict(fields),
            request.scope["state"]["session"],
            _reviewer(request.headers.get("cookie", "")),
            request.path_params.get("asset", ""),
        )
        return await run_in_threadpool(desk.answer, page, ask)

    return endpoint


def _reviewer(cookies: str) -> str:
    jar = SimpleCookie()
    for part in cookies.split(";"):
        if part.strip().startswith(f"{NAME_COOKIE}="):
            jar[NAME_COOKIE] = part.strip().partition("=")[2]
    try:
        return check_name(unquote(jar[NAME_COOKIE].value)) if NAME_COOKIE in jar else ""
    except UsageError:
        return ""


class _Desk:
    def __init__(self, session: Session, policy: Policy) -> None:
        self._session = session
        self._policy = policy
        self._pages = Environment(
            loader=PackageLoader("checker.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._assets = {name: _asset(name) for name in _ASSETS}

    def answer(self, page: Callable[[Ask], Response], ask: Ask) -> Response:
        """Answer, and tell every error on a page of its own."""
        try:
            if ask.form and ask.form.get("csrf") != self._csrf(ask):
                raise Expired(PAGE["expired"])
            return page(ask)
        except Expired as error:
            return self._error(ask, 403, PAGE["error"], str(error))
        except Conflict as error:
            return self._error(ask, 409, PAGE["conflict"], str(error).partition("：")[2])
        except CheckerError as error:
            return self._error(ask, 400, PAGE["error"], str(error))
        except Exception:
            _log.exception("%s", ask.path)
            return self._error(ask, 500, PAGE["error"], PAGE["internal"])

    def matrix(self, ask: Ask) -> Response:
        chosen, board = Filter.of(ask.query), self._session.board()
        return self._page(ask, "matrix", board, chosen=chosen, **views.matrix_page(board, chosen, ask.number("page")))

    def queue(self, ask: Ask) -> Response:
        chosen, board = Filter.of({"s": "open", **ask.query}), self._session.board()
        return self._page(ask, "queue", board, chosen=chosen, **views.queue_page(board, chosen, ask.number("page")))

    def task(self, ask: Ask) -> Response:
        chosen, board = Filter.of(ask.query), self._session.board()
        values = views.task_page(
            board, ask.query.get("report", ""), ask.number("task"), ask.query.get("point", ""), chosen
        )
        at = ask.query.get("at", "")
        return self._page(ask, "task", board, chosen=chosen, at=at, **values)

    def history(self, ask: Ask) -> Response:
        board, query = self._session.board(), ask.query
        values = views.history_page(
            board, query.get("who", ""), query.get("kind", ""), query.get("only", ""), ask.number("page")
        )
        return self._page(ask, "history", board, **values)

    def disputes(self, ask: Ask) -> Response:
        board = self._session.board()
        return self._page(ask, "disputes", board, **views.disputes_page(board))

    def agreement(self, ask: Ask) -> Response:
        board = self._session.board()
        return self._page(ask, "agreement", board, **views.agreement_page(board))

    def sheet(self, _: Ask) -> Response:
        return self._workbook(
            PAGE["sheet_file"], lambda path: write_review_sheet(path, self._session.board(), self._session.now())
        )

    def checklist(self, ask: Ask) -> Response:
        """Give the checklist of `checker export checklist`, under the page's filters of report, chapter and status."""
        chosen = Filter.of(ask.query)
        return self._workbook(
            PAGE["checklist_file"],
            lambda path: self._session.export_checklist(path, chosen.r, chosen.c, chosen.j),
        )

    def _workbook(self, name: str, write: Callable[[Path], object]) -> Response:
        """Have a workbook written, and give it under a name with the time in it."""
        with tempfile.TemporaryDirectory(prefix="checker-review-") as folder:
            path = Path(folder) / "workbook.xlsx"
            write(path)
            file = quote(f"{name}-{self._session.now():%Y%m%d-%H%M}.xlsx")
            headers = {"content-disposition": f"attachment; filename=\"workbook.xlsx\"; filename*=UTF-8''{file}"}
            return Response(path.read_bytes(), media_type=_XLSX, headers=headers)

    def static(self, ask: Ask) -> Response:
        if ask.asset not in self._assets:
            return self.nothing(ask)
        return Response(self._assets[ask.asset], media_type=_ASSETS[ask.asset])

    def nothing(self, ask: Ask) -> Response:
        return self._error(ask, 404, PAGE["error"], PAGE["not_found"])

    def name(self, ask: Ask) -> Response:
        if "csrf" not in ask.form:
            raise Expired(PAGE["expired"])
        name = check_name(ask.form.get("name", ""))
        response = _go(ask.form.get("back", "/"))
        response.set_cookie(NAME_COOKIE, quote(name), max_age=_YEAR, httponly=True, samesite="strict")
        return response

    def decide(self, ask: Ask) -> Response:
        form = ask.form
        if "csrf" not in form:
            raise Expired(PAGE["expired"])
        if not ask.reviewer:
            raise UsageError(PAGE["your_name"])
        board = self._session.board()
        if form.get("kind") != Kind.UNDO and form.get("run") != str(board.run.id):
            raise UsageError(PAGE["new_run"])
        decision = _decision(board, form, ask.reviewer)
        seen, token = form.get("seen", ""), form.get("token", "")
        if not (seen.isascii() and seen.isdigit()) or not 16 <= len(token) <= 64:
            raise Expired(PAGE["expired"])
        self._session.save(Ruling(ask.reviewer, decision, int(seen), f"{ask.session}:{token}"))
        return _go(form.get("back", "/"))

    def _csrf(self, ask: Ask) -> str:
        return self._policy.sign("form", ask.session)

    def _page(self, ask: Ask, name: str, board: Board, **values: Any) -> Response:
        page = self._pages.get_template(f"{name}.html").render(
            t=PAGE,
            keys=KEYS,
            here=name,
            csrf=self._csrf(ask),
            token=secrets.token_hex(16),
            address=_address(ask),
            status_text=status_text,
            **views.common(board, ask.reviewer),
            **values,
        )
        return Response(page.encode("utf-8", "replace"), media_type="text/html; charset=utf-8")

    def _error(self, ask: Ask, status: int, title: str, words: str) -> Response:
        back = _safe(ask.form.get("back", "/"))
        page = self._pages.get_template("error.html").render(t=PAGE, title=title, words=words, back=back)
        return Response(page.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")


def _decision(board: Board, form: Mapping[str, str], reviewer: str) -> Decision:
    """Make the decision that a form asks for; raises `UsageError`."""
    kind, note = form.get("kind", ""), form.get("note", "")
    if kind == Kind.UNDO:
        number = form.get("undoes", "")
        record = own_record(board.records, int(number) if number.isdigit() else 0, reviewer, board.standing.undone)
        return undo(record, board.run.id)
    bench = board.bench(form.get("report", ""))
    point, value = form.get("point", ""), form.get("value", "")
    task = int(form["task"]) if form.get("task", "").isdigit() else 0
    if kind == Kind.ACCEPT:
        return bench.on_quote(point, form.get("key", ""), None, note)
    if kind == Kind.REJECT:
        if form.get("reason") not in set(Reason):
            raise UsageError("驳回须选择一项理由，没有保存")
        return bench.on_quote(point, form.get("key", ""), Reason(form["reason"]), note)
    if kind == Kind.ADD:
        offsets = [form.get(name, "") for name in ("start", "end")]
        if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in offsets):
            raise UsageError("没有选中句子，没有保存")
        level, role = (value, Role.DONE) if value in ("1", "2") else ("1", _role(value))
        return bench.on_sentence(point, int(offsets[0]), int(offsets[1]), level, role, note)
    if kind == Kind.LEVEL:
        return bench.on_level(point, value, note)
    if kind == Kind.STATUS:
        return bench.on_status(task, value, note)
    if kind == Kind.NOTE:
        return bench.note(task, note)
    if kind == Kind.ASSIGN:
        return bench.assign(task, value)
    raise UsageError("不认识的决定，没有保存，请刷新页面")


def _role(value: str) -> Role:
    return Role(value) if value in (Role.PLAN, Role.PROBLEM) else Role.OTHER


def _address(ask: Ask) -> str:
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in ask.query.items() if name != "at")
    return f"{ask.path}?{query}" if query else ask.path


def _safe(back: str) -> str:
    """Give an address on this desk: a path, never another site."""
    fits = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    return back if fits and len(back) < 2_000 else "/"


def _go(back: str) -> RedirectResponse:
    return RedirectResponse(_safe(back), 303)


def _asset(name: str) -> bytes:
    source = (resources.files("checker.web") / "static" / name).read_bytes()
    if name != "review.css":
        return source
    rules = [f".s-{status.value}{{background:{style.tint};color:{style.ink}}}" for status, style in STATUSES.items()]
    return source + "\n".join(rules).encode()
