"""The JSON: typed, described, and the same as the pages."""

from __future__ import annotations

import pytest
from shelf import Shelf
from starlette.testclient import TestClient

from builders import ferry
from twosource.web.safety import Guard
from twosource.web.server import application


@pytest.fixture(scope="module")
def room() -> TestClient:
    return TestClient(application(Shelf(ferry=ferry()), Guard(80, frozenset({"testserver"}))))


def test_every_address_answers_as_it_is_described(room):
    described = room.get("/api/openapi.json").json()
    board = room.get("/api/stories/ferry/board").json()
    rows = [row["row"] for section in board["sections"] for row in section[2]]
    known = {
        "story": "ferry",
        "key": next(r["key"] for r in rows if "/questions/" in r["href"]),
        "statement": "s8",
        "report": "herald",
    }
    reading = [path for path, ways in described["paths"].items() if "get" in ways and path.startswith("/api/stories")]
    assert len(reading) > 12
    for path in reading:
        answer = room.get(path.format(**known))
        assert answer.status_code == 200, path
        assert answer.json() is not None


def test_numbers_of_the_board_are_those_of_the_dossier(room):
    board = room.get("/api/stories/ferry/board?verdict=differ&kind=number").json()
    (section,) = board["sections"]
    row = section[2][0]["row"]
    assert [told["value"] for told in row["told"]] == ["14", "12"]
    assert row["backing"]["certain"] == 2


@pytest.mark.parametrize("address", ["/api/stories/none", "/api/none", "/api/stories/ferry/questions/none"])
def test_what_is_not_there_is_said_in_words(room, address):
    answer = room.get(address)
    assert answer.status_code == 404
    assert answer.json()["error"]
