"""The door: who may come in, from where changes are taken, and that no word of a report is anything but text."""

from __future__ import annotations

import pytest
from shelf import Shelf
from starlette.testclient import TestClient

from builders import ferry, story
from twosource.web.safety import HEADERS, Guard, is_loopback
from twosource.web.server import application

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066",
    "\u0440\u0430\u0443\u0440al.example",
    "../../../etc/passwd",
    "\x00\x1b[31m",
]


def room(guard: Guard, **more: object) -> TestClient:
    return TestClient(application(Shelf(ferry=ferry()), guard), headers={"accept": "text/html"}, **more)


HERE = frozenset({"testserver"})


def test_every_answer_carries_the_policy():
    paths = ("/", "/stories/ferry", "/none", "/static/room.js", "/api/none")
    answers = [room(Guard(80, HERE)).get(path) for path in paths]
    for answer in answers:
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
    assert "unsafe" not in HEADERS["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1", "testserver.evil"])
def test_another_name_is_not_answered_to(host):
    assert room(Guard(80, HERE)).get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://testserver:8080"},
    ],
)
def test_changes_from_other_pages_are_refused(headers):
    assert room(Guard(80, HERE)).post("/add/example", headers=headers).status_code == 403


def test_a_password_is_asked_for_where_there_is_one():
    guarded = room(Guard(80, None, "correct horse"), follow_redirects=False)
    assert guarded.get("/stories/ferry").headers["location"] == "/enter"
    assert guarded.get("/api/stories", headers={"accept": "application/json"}).status_code == 401
    assert guarded.get("/api/stories", headers={"authorization": "Bearer wrong"}).status_code != 200
    assert guarded.get("/api/stories", headers={"authorization": "Bearer correct horse"}).status_code == 200
    assert guarded.get("/static/room.css").status_code == 200


def test_a_cookie_that_was_not_given_out_opens_nothing():
    guarded = room(Guard(80, None, "correct horse"), follow_redirects=False)
    guarded.cookies.set("twosource-80", "abc." + "0" * 32)
    assert guarded.get("/").status_code == 303


def test_too_much_at_once_is_refused():
    small = room(Guard(80, HERE, largest=100))
    assert small.post("/add/example", content=b"x" * 101).status_code == 413


@pytest.mark.parametrize(
    "path",
    ["/static/../server.py", "/static/..%2fserver.py", "/static/%2e%2e/server.py", "/static/server.py", "/static/"],
)
def test_nothing_else_on_the_disk_has_an_address(path):
    assert room(Guard(80, HERE)).get(path).status_code == 404


@pytest.mark.parametrize(("host", "here"), [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False),
                                           ("192.168.1.5", False), ("desk.example", False)])  # fmt: skip
def test_what_is_this_computer(host, here):
    assert is_loopback(host) is here


@pytest.mark.parametrize("words", HOSTILE)
def test_words_from_outside_are_text_everywhere(words):
    d = story(words)
    d.report(words, words, "2024-01-01", f"Begin {words} end of it.", title=words, url=words, author=words)
    d.report("b", words, None, f"Begin {words} end of it.", url="https://example.org/?q=" + words, language='en" x="y')
    d.entity("e", "person", words, (words, words), ("b", words))
    d.says("s1", words, words, by="Begin", speaker="e", chain=("e", "e"))
    d.says("s2", "b", "end of it", by="Begin", speaker="e", chain=("e", "e"), kind="direct")
    d.group("g", words, "s1", "s2")
    d.compares("c", words, "wording", "differ", {words: [(words, words, "s1")], "x": [("b", "Begin", "s2")]},
               why=words, group="g")  # fmt: skip
    d.quote("q", "e", (words, words, "direct"), ("b", "Begin " + words, "indirect"))
    d.derives("b", words, "partial_reuse", words, words, wire=words)
    d.origins(1, ("e", (words, "b"), ()), group="g", why=words)
    d.happened("2024", "year", words, (words, words))
    d.declines("compare", words, words, words)
    told = TestClient(application(Shelf(s=d.done(words)), Guard(80, HERE)))
    row = told.get("/api/stories/s/board").json()["sections"][0][2][0]["row"]
    report = told.get("/api/stories/s/reports").json()
    pages = [row["href"], *(r["href"] for r in report), "/stories/s/statements/s2"]
    pages += [f"/stories/s{part}" for part in ("", "/reports", "/origins", "/sources", "/sources?name=e", "/quotations",
                                               "/timeline", "/methods", "/share", "/news", "/arrange", "/forget",
                                               "/same/s2", "/versions/b", "/map", "/decisions")]  # fmt: skip
    for address in pages:
        answer = told.get(address)
        assert answer.status_code == 200, address
        for dangerous in ("<script>alert", "<img src=x", "<svg onload", 'href="javascript:', "\u202e", "\x00", "\x1b"):
            assert dangerous not in answer.text, (address, dangerous)
        assert "onmouseover='alert" not in answer.text
        assert ">49" not in answer.text
