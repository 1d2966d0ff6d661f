"""The pages of the reading room: whatever a page points to is there, and what it shows is what the dossier says."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urldefrag, urljoin

import pytest
from shelf import Shelf
from starlette.testclient import TestClient

from builders import ferry
from twosource.web.safety import Guard
from twosource.web.server import application

STORY = "/stories/ferry"
LINK = re.compile(r'<a[^>]*\shref="([^"]*)"')


@pytest.fixture(scope="module")
def room() -> TestClient:
    app = application(Shelf(ferry=ferry()), Guard(80, frozenset({"testserver"})))
    return TestClient(app, headers={"accept": "text/html"})


def links(page: str) -> list[str]:
    return [unescape(href) for href in LINK.findall(page)]


def crawl(room: TestClient, start: str) -> dict[str, str]:
    """Every page that can be reached from one, without those that belong to no story."""
    found: dict[str, str] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = room.get(address)
        assert answer.status_code == 200, address
        found[address] = answer.text
        for href in links(answer.text):
            target = urldefrag(urljoin(address, href)).url
            if target.startswith(STORY):
                waiting.append(target)
    return found


def test_every_link_leads_somewhere_and_every_anchor_is_there(room):
    pages = crawl(room, STORY)
    assert len(pages) > 20
    for address, page in pages.items():
        for href in links(page):
            target, anchor = urldefrag(urljoin(address, href))
            if anchor and target in pages:
                assert f'id="{anchor}"' in pages[target], f"{address} -> {href}"


def test_conflicts_come_first(room):
    page = room.get(STORY).text
    assert page.index("The reports differ") < page.index("They only seem to differ") < page.index("They agree")
    assert page.index("Where did the fire begin?") < page.index("When was the fire?")


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("verdict=agree", "How long did they have?", "Where did the fire begin?"),
        ("kind=place", "Where did the fire begin?", "How many were hurt?"),
        ("speaker=e3", "How many were hurt?", "Where did the fire begin?"),
        ("report=coast", "Where did the fire begin?", "How many were hurt?"),
        ("verdict=differ&kind=number", "How many were hurt?", "When was the fire?"),
    ],
)
def test_the_board_shows_what_is_asked_for(room, query, there, gone):
    board = room.get(f"{STORY}?{query}").text.split("<section")[1]
    assert there in board
    assert gone not in board


def test_evidence_stands_side_by_side_with_its_chain(room):
    href = next(h for h in links(room.get(STORY).text) if "/questions/" in h and "#" not in h)
    page = room.get(href).text
    for words in ("a lorry", "the engine room", "A fire begins in one place", "<mark>in a lorry</mark>"):
        assert words in page


def test_a_report_says_what_is_only_here_and_what_is_copied(room):
    page = room.get(f"{STORY}/reports/mail").text
    assert "taken from" in page
    assert "also in" in page
    assert "also in Harwick Herald" in room.get(f"{STORY}/reports/coast").text


def test_words_asked_for_are_lit(room):
    page = room.get(f"{STORY}/reports/herald?at=0-6").text
    assert re.search(r'<span id="w0-6" class="[^"]*\bat\b[^"]*">Twelve</span>', page)


@pytest.mark.parametrize("at", ["5-5", "0-999999", "9-3"])
def test_places_that_are_not_there_light_nothing(room, at):
    assert room.get(f"{STORY}/reports/herald?at={at}").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/stories/none", f"{STORY}/questions/none", f"{STORY}/statements/none", f"{STORY}/reports/none", "/none"],
)
def test_what_is_not_there_is_said_in_words(room, address):
    answer = room.get(address)
    assert answer.status_code == 404
    assert "That did not work" in answer.text


def test_shared_files_hold_the_methods_and_open_alone(room):
    page = room.get(f"{STORY}/share/dossier.html")
    assert page.headers["content-disposition"] == 'attachment; filename="dossier.html"'
    assert "Methods and limits" in page.text
    assert "/static/" not in page.text
    assert room.get(f"{STORY}/share/dossier.json").json()["format"] == "twosource-dossier/1"


def test_an_empty_library_offers_the_example():
    empty = TestClient(application(Shelf(), Guard(80, frozenset({"testserver"}))))
    assert "Try the example story" in empty.get("/").text
