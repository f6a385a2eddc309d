"""What the desk refuses, and what it makes harmless: over a real socket, against the real server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.review.builders import report_of, session_on
from tests.web.client import Client
from tests.web.conftest import Desk


def kept(desk: Desk) -> list[tuple[str, str]]:
    """List the decisions in the journal: reviewer and value."""
    return [(record.reviewer, record.decision.value) for record in session_on(desk.folder).board().records]


def test_a_decision_from_our_own_page_is_kept(desk: Desk) -> None:
    """The positive case that all refusals here are held against."""
    assert Client(desk).sign_in("张三").level("1").status == 303
    assert kept(desk) == [("张三", "1")]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "10.0.0.5", "[::2]", ""])
def test_a_forged_host_is_refused(desk: Desk, host: str) -> None:
    """A name that somebody else can make point at us gets nothing: no page, no cookie."""
    answer = Client(desk).get("/", host=host)
    assert answer.status in (400, 421)
    assert "checker_desk" not in str(answer.headers)
    assert "任务" not in answer.body


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "https://127.0.0.1", "http://127.0.0.1:1"])
def test_a_foreign_origin_is_refused(desk: Desk, origin: str) -> None:
    """A form sent from another site, from nowhere, or from another port changes nothing, even with the right token."""
    client = Client(desk).sign_in("张三")
    values = {**client.fields(), "kind": "level", "report": "r", "task": "1", "point": "1.1", "value": "1"}
    assert client.post("/decide", values, origin=origin).status == 403
    assert kept(desk) == []


@pytest.mark.parametrize("csrf", ["", "0" * 64, None])
def test_a_missing_or_wrong_token_is_refused(desk: Desk, csrf: str | None) -> None:
    """Without the token of this browser's own form nothing is written, neither decision nor name."""
    client = Client(desk).sign_in("张三")
    values = {**client.fields(), "kind": "level", "report": "r", "task": "1", "point": "1.1", "value": "1"}
    del values["csrf"]
    if csrf is not None:
        values["csrf"] = csrf
    assert client.post("/decide", values).status == 403
    assert client.post("/reviewer", {**values, "name": "李四"}).status == 403
    assert kept(desk) == []


def test_another_browsers_token_is_refused(desk: Desk) -> None:
    """The token belongs to one browser."""
    theirs = Client(desk).sign_in("李四").fields()["csrf"]
    assert Client(desk).sign_in("张三").level("1", csrf=theirs).status == 403


def test_a_get_changes_nothing(desk: Desk) -> None:
    """Decisions are made by POST only."""
    assert Client(desk).get("/decide?kind=level&report=r&task=1&point=1.1&value=1").status in (404, 405)
    assert kept(desk) == []


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/errors.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "//etc/passwd",
        "/../../etc/passwd",
        "/static/review.css%00.py",
        "/export/../../../etc/passwd",
        "/task?report=../../etc/passwd&task=1",
        "/task?report=r&task=1&point=../../1.1",
        "/task?report=r&task=99999999999999999999",
    ],
)
def test_path_tricks_lead_nowhere(desk: Desk, path: str) -> None:
    """No file is reached that is not one of the four assets; unknown names get a page that says so."""
    answer = Client(desk).get(path)
    assert answer.status in (400, 404)
    assert "root:" not in answer.body
    assert "import" not in answer.body


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(desk: Desk, back: str) -> None:
    """Where a form says to go back to is a path on this desk."""
    client = Client(desk)
    answer = client.post("/reviewer", {**client.fields(), "name": "张三", "back": back})
    assert (answer.status, answer.headers["location"]) == (303, "/")


def test_a_note_of_a_megabyte_is_refused(desk: Desk) -> None:
    """Too large a body is refused before it is read whole, declared or not; a long note is refused with the limit."""
    client = Client(desk).sign_in("张三")
    values = {**client.fields(), "kind": "note", "report": "r", "task": "1"}
    assert client.post("/decide", {**values, "note": "x" * 1_048_576}).status == 413
    chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
    answer = client.ask("POST", "/decide", chunk * 40 + b"0\r\n\r\n", content_length="", transfer_encoding="chunked")
    assert answer.status == 413
    long = client.post("/decide", {**values, "note": "长" * 2001})
    assert long.status == 400
    assert "2000" in long.body
    assert kept(desk) == []


def test_a_script_in_a_report_is_text(desk: Desk) -> None:
    """Markup of a report arrives escaped, and the policy would not run it; nor the one of a note or a name."""
    client = Client(desk).sign_in("<b>张三</b>")
    values = {**client.fields(), "kind": "note", "report": "r", "task": "2", "note": "<script>alert(2)</script>"}
    assert client.post("/decide", values).status == 303
    answer = client.get("/task?report=r&task=2&point=2.1")
    assert answer.status == 200
    assert "&lt;script&gt;document.title" in answer.body
    for harmful in ("<script>", "<img", "<b>张三"):
        assert harmful not in answer.body
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_page_carries_the_policy_and_no_inline_code(desk: Desk) -> None:
    """All pages, the error page and the refusal have the headers; no page has inline script, style or handler."""
    client = Client(desk).sign_in("张三")
    for path in ("/", "/queue", "/task?report=r&task=1", "/history", "/disputes", "/agreement", "/nothing"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        for inline in ("style=", "onclick", "<style", "javascript:"):
            assert inline not in answer.body
    assert "content-security-policy" in client.get("/", host="evil.example").headers


def test_the_cookie_is_out_of_reach(desk: Desk) -> None:
    """Session and name are HttpOnly and go to no other site; a forged one is worth nothing."""
    answer = Client(desk).get("/")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Strict" in answer.headers["set-cookie"]
    forged = Client(desk, {"checker_desk": "me.0000"})
    forged.get("/")
    assert forged.cookies["checker_desk"] != "me.0000"


def test_on_the_intranet_a_token_is_required(intranet: Desk) -> None:
    """Without the link nobody sees or writes anything; with it one gets in, and the token leaves the address."""
    for path in ("/", "/static/review.css", "/export/review.xlsx", "/?token=wrong", "/?token="):
        answer = Client(intranet).get(path)
        assert answer.status == 401
        assert "set-cookie" not in answer.headers
    client = Client(intranet)
    assert client.post("/decide", {"kind": "level"}).status == 401
    answer = client.get("/?token=open-sesame-open-sesame")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert client.get("/").status == 200
    assert client.sign_in("张三").level("1").status == 303
    assert client.get("/", host="192.168.1.9:8765").status == 200
    assert client.get("/", host="evil.example").status == 421


def test_a_seal_without_the_password_does_not_open(intranet: Desk) -> None:
    """The seal of a session that has not shown the password is no pass."""
    seal = intranet.policy.sign("session", "me")
    assert Client(intranet, {"checker_desk": f"me.{seal}"}).get("/").status == 401


def test_two_reviewers_at_once_are_told(desk: Desk) -> None:
    """Whoever decides on a page that is out of date is told by whom, loses nothing, and can decide again."""
    first, second = Client(desk).sign_in("张三"), Client(desk).sign_in("李四")
    stale = second.fields()
    assert first.level("1").status == 303
    answer = second.level("0", **stale)
    assert answer.status == 409
    assert "张三" in answer.body
    assert kept(desk) == [("张三", "1")]
    assert second.level("0").status == 303
    assert kept(desk) == [("张三", "1"), ("李四", "0")]


def test_a_page_of_an_older_run_is_told(desk: Desk) -> None:
    """A decision made on the page of a run that is no longer the last is refused: its sentences may have changed."""
    client = Client(desk).sign_in("张三")
    fields = client.fields()
    desk.run_again(report_of())
    answer = client.level("1", **fields)
    assert answer.status == 400
    assert "新的检查结果" in answer.body
    assert kept(desk) == []


def test_a_button_pressed_twice_counts_once(desk: Desk) -> None:
    """The same form sent twice is one decision and no error."""
    client = Client(desk).sign_in("张三")
    fields = client.fields()
    assert [client.level("1", **fields).status for _ in range(2)] == [303, 303]
    assert kept(desk) == [("张三", "1")]


def test_a_crowd_of_browsers_loses_nothing(desk: Desk) -> None:
    """Eight reviewers decide at once, again where they are told of a conflict: all their decisions are kept."""

    def decide(number: int) -> int:
        client = Client(desk).sign_in(f"复核人{number}")
        return sum(client.level("1").status == 409 for _ in range(60) if (f"复核人{number}", "1") not in kept(desk))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(decide, range(8)))
    assert sorted(kept(desk)) == sorted((f"复核人{number}", "1") for number in range(8))


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "frobnicate"},
        {"kind": "level", "value": "9"},
        {"kind": "status", "task": "1", "value": "done"},
        {"kind": "reject", "key": "0" * 12},
        {"kind": "reject", "key": "0" * 12, "reason": "because"},
        {"kind": "accept", "key": "0" * 12},
        {"kind": "add", "start": "-1", "end": "5", "value": "2"},
        {"kind": "add", "start": "0", "end": "١٢", "value": "2"},
        {"kind": "undo", "undoes": "7"},
        {"kind": "level", "value": "1", "report": "elsewhere"},
        {"kind": "level", "value": "1", "point": "77.7"},
        {"kind": "level", "value": "1", "seen": "x"},
        {"kind": "level", "value": "1", "token": "short"},
    ],
)
def test_nonsense_is_told_in_chinese_and_not_kept(desk: Desk, values: dict[str, str]) -> None:
    """Unknown kinds, values, quotes, places, reports and points: a page that says so, nothing in the journal."""
    client = Client(desk).sign_in("张三")
    answer = client.post("/decide", {**client.fields(), "report": "r", "task": "1", "point": "1.1", **values})
    assert answer.status in (400, 403)
    assert "没有完成" in answer.body
    assert kept(desk) == []


def test_without_a_name_nothing_is_decided(desk: Desk) -> None:
    """Every decision has somebody who made it."""
    assert Client(desk).level("1").status == 400
    assert kept(desk) == []
