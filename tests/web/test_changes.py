"""What changes the library: only from the room's own forms, with names that climb nowhere, and nothing lost."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from twosource.desk import checking
from twosource.engines import load
from twosource.library import Incoming, Library, open_library
from twosource.record import Report
from twosource.web import changes
from twosource.web.holdings import LibraryHoldings
from twosource.web.safety import FORM_FIELD, Guard
from twosource.web.server import application
from twosource.web.work import Workshop

ONE = "Twelve people were hurt in the fire at the Lysholm mill on Tuesday, police said."
OTHER = "Fourteen people were hurt in the fire at the Lysholm mill on Tuesday, the hospital said."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite") as opened:
        yield opened


@pytest.fixture
def room(library: Library) -> Iterator[TestClient]:
    workshop = Workshop(library.where, models=False)
    guard = Guard(80, frozenset({"testserver"}))
    with TestClient(application(LibraryHoldings(library), guard, workshop), headers={"accept": "text/html"}) as client:
        yield client
    workshop.close()


def key_of(room: TestClient, path: str = "/add") -> str:
    return re.search(rf'name="{FORM_FIELD}" value="([0-9a-f]+)"', room.get(path).text)[1]


def finished(room: TestClient, answer) -> str:
    """The page of a piece of work, once it is over."""
    address = str(answer.url)
    for _ in range(600):
        page = room.get(address)
        if "data-job" not in page.text or "/jobs/" not in str(page.url):
            return page.text
        time.sleep(0.2)
    raise AssertionError(page.text)


def with_conflict(library: Library) -> None:
    reports = [
        Report("herald", ONE, "Mill fire", None, "Herald", "2024-03-05", "en"),
        Report("coast", OTHER, "Fire at the mill", None, "Coast Daily", "2024-03-05", "en"),
    ]
    added = library.add([Incoming(r, r.text.encode(), r.id, "made") for r in reports])
    library.place([(None, [a.report for a in added])])
    checking.check(library, "s1", lambda: load(False), models=False)


@pytest.mark.parametrize("path", ["/add", "/add/example"])
@pytest.mark.parametrize("fields", [{}, {FORM_FIELD: ""}, {FORM_FIELD: "0" * 64}])
def test_a_form_that_the_room_did_not_make_changes_nothing(room, library, path, fields):
    room.get("/")
    assert room.post(path, data={**fields, "text": ONE}).status_code == 403
    assert library.status().reports == 0


def test_a_key_of_another_visitor_does_not_do(room, library):
    stolen = key_of(room)
    room.cookies.clear()
    assert room.post("/add", data={FORM_FIELD: stolen, "text": ONE}).status_code == 403


def test_what_is_sent_is_added_under_its_own_name(room, library):
    sent = [("files", (name, f"{ONE} {n}", "text/plain")) for n, name in enumerate(("a.txt", "../../b.txt", "a.txt"))]
    page = finished(room, room.post("/add", data={FORM_FIELD: key_of(room)}, files=sent))
    assert "3 reports added" in page
    held = [library.report(row.id) for row in library.list_reports()]
    assert {h.receipt.where for h in held} == {"a.txt", "a-2.txt", "b.txt"}
    assert {h.receipt.how for h in held} == {"sent"}


def test_sent_again_it_is_there_already(room, library):
    for said in ("1 report added", "1 there already"):
        sent = [("files", ("a.txt", ONE, "text/plain"))]
        assert said in finished(room, room.post("/add", data={FORM_FIELD: key_of(room)}, files=sent))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/absolute/path.txt", "path.txt"),
        ("..", "report"),
        ("", "report"),
        (".hidden", "hidden"),
        ("nul\0.txt", "nul.txt"),
        ("a" * 300 + ".html", "a" * 115 + ".html"),
        ("\u202etxt.exe", "_txt.exe"),
    ],
)
def test_names_climb_nowhere(tmp_path, given, kept):
    assert changes.free_name(tmp_path, given) == kept


def test_nothing_sent_is_said_in_words(room):
    answer = room.post("/add", data={FORM_FIELD: key_of(room), "text": "  "})
    assert answer.status_code == 400
    assert "Nothing was sent" in answer.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/a"])
def test_only_addresses_of_the_web_are_taken(room, url):
    assert room.post("/add", data={FORM_FIELD: key_of(room), "urls": url}).status_code == 400


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/"])
def test_private_addresses_are_not_fetched(room, library, url):
    page = finished(room, room.post("/add", data={FORM_FIELD: key_of(room), "urls": url}))
    assert "Not taken in" in page
    assert library.status().reports == 0


def test_a_verdict_is_overruled_and_the_decision_taken_back(room, library):
    with_conflict(library)
    board = room.get("/api/stories/s1/board", headers={"accept": "application/json"}).json()
    row = next(r["row"] for _, _, rows in board["sections"] for r in rows if "/questions/" in r["row"]["href"])
    choice = "compatible" if row["standing"] != "compatible" else "agree"
    fields = {FORM_FIELD: key_of(room), "choice": choice, "note": "another count", "by": "Ann"}
    page = finished(room, room.post(row["href"], data=fields))
    assert "another count" in page
    assert "Decided by Ann" in page
    (decision,) = library.decisions("s1")
    back = {FORM_FIELD: key_of(room), "decision": str(decision["id"]), "back": row["href"], "by": "Ann"}
    assert "taken back" in finished(room, room.post("/stories/s1/undo", data=back))
    assert len(library.decisions("s1")) == 2


@pytest.mark.parametrize("choice", ["", "true", "aside-Z", "aside-"])
def test_what_cannot_be_meant_is_not_decided(room, library, choice):
    with_conflict(library)
    board = room.get("/api/stories/s1/board", headers={"accept": "application/json"}).json()
    href = next(r["row"]["href"] for _, _, rows in board["sections"] for r in rows if "/questions/" in r["row"]["href"])
    answer = room.post(href, data={FORM_FIELD: key_of(room), "choice": choice})
    assert answer.status_code == 400
    assert library.decisions("s1") == []


def test_after_undoing_a_reader_is_sent_nowhere_else(room, library):
    with_conflict(library)
    fields = {FORM_FIELD: key_of(room), "decision": "d:none", "back": "https://evil.example/"}
    assert room.post("/stories/s1/undo", data=fields, follow_redirects=False).status_code == 404
