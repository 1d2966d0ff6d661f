"""Pages that are kept: the same for the next reader, another once the story is; the form key each reader's own."""

from __future__ import annotations

import pytest
from sending import finished, key_of, with_conflict
from shelf import Shelf
from starlette.testclient import TestClient

from builders import ferry, story
from twosource.web.keeping import MOST, Page, Pages
from twosource.web.safety import FORM_FIELD, Guard
from twosource.web.server import application

HOME = "/stories/s1"


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(s1=ferry())


def reader(app) -> TestClient:
    return TestClient(app, headers={"accept": "text/html"})


@pytest.fixture
def app(shelf):
    return application(shelf, Guard(80, frozenset({"testserver"})))


def test_a_page_that_the_browser_has_is_not_sent_again(app):
    browser = reader(app)
    browser.get(HOME)  # the cookie comes with the first
    first = browser.get(HOME)
    again = browser.get(HOME, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert browser.get(HOME).text == first.text


def test_each_address_is_its_own_page(app):
    browser = reader(app)
    for address in (HOME, f"{HOME}?verdict=differ", f"{HOME}?page=2", f"{HOME}/reports", f"{HOME}/map"):
        assert browser.get(address).text == browser.get(address).text
    assert browser.get(HOME).text != browser.get(f"{HOME}?verdict=agree").text


def test_the_key_in_a_kept_form_is_the_readers_own(app):
    one, other = reader(app), reader(app)
    path = f"{HOME}/reports/herald"
    keys = {key_of(one, path), key_of(one, path), key_of(other, path), key_of(other, path)}
    assert len(keys) == 2
    assert one.get(path).headers["etag"] != other.get(path).headers["etag"]


def test_a_story_read_anew_is_shown_anew(app, shelf):
    browser = reader(app)
    old = browser.get(HOME)
    changed = story("Another headline")
    changed.report("herald", "Herald", "2024-01-01", "Nothing happened.", title="Another headline")
    shelf.dossiers["s1"] = changed.done()
    app.state.rooms.changed()
    new = browser.get(HOME, headers={"if-none-match": old.headers["etag"]})
    assert new.status_code == 200
    assert "Another headline" in new.text


def test_a_decision_is_seen_on_a_page_that_was_kept(forms, library):
    with_conflict(library)
    board = forms.get("/api/stories/s1/board", headers={"accept": "application/json"}).json()
    href = next(r["row"]["href"] for _, _, rows in board["sections"] for r in rows if "/questions/" in r["row"]["href"])
    before = forms.get(href)
    finished(forms, forms.post(href, data={FORM_FIELD: key_of(forms), "choice": "agree", "by": "Ann"}))
    after = forms.get(href, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert "Decided by Ann" in after.text


def test_what_was_not_asked_for_longest_makes_room():
    pages = Pages()
    for name in "abc":
        pages.keep(name, Page((bytes(MOST // 3),), "text/html"))
        pages.get("a")
    pages.keep("d", Page((bytes(MOST // 3),), "text/html"))
    assert [name for name in "abcd" if pages.get(name)] == ["a", "c", "d"]
