"""Which reports make a story: put elsewhere, joined, parted again, forgotten; only by the room's own forms."""

from __future__ import annotations

import pytest
from sending import finished, key_of, with_conflict

from twosource.library import Incoming
from twosource.record import Report
from twosource.web.safety import FORM_FIELD

HOME = "/stories/s1"


@pytest.fixture
def desk(forms, library):
    """A story of two reports (s1) and one of one (s2)."""
    with_conflict(library)
    ferry = Report("bell", "The ferry Aurora ran aground, its owner said.", "Aground", None, "Bell", "2024-03-06", "en")
    library.place([(None, [a.report for a in library.add([Incoming(ferry, b"x", "bell", "made")])])])
    return forms


def sends(desk, address: str, **fields: object):
    return desk.post(address, data={FORM_FIELD: key_of(desk), **fields})


def of(library, story: str) -> set[str]:
    return {row.id for row in library.reports_of(story)}


def test_a_report_that_is_another_story_is_taken_out_and_put_back(desk, library):
    page = finished(desk, sends(desk, f"{HOME}/arrange", choice="split", report="coast", by="Ann"))
    assert "Taken out of" in page and "Ann" in page
    assert (of(library, "s1"), of(library, "s3")) == ({"herald"}, {"coast"})
    page = finished(desk, sends(desk, "/stories/s3/arrange", choice="join", other="s1", by="Ann"))
    assert of(library, "s1") == of(library, "s3") == {"herald", "coast"}
    assert "Part them again" in page


@pytest.mark.parametrize("other", ["s2", "http://127.0.0.1:8140/stories/s2?verdict=differ", "/stories/s2/reports"])
def test_another_story_is_this_one_by_name_or_address(desk, library, other):
    page = finished(desk, sends(desk, f"{HOME}/arrange", choice="join", other=other))
    assert "<b>Joined</b> with s2" in page
    assert of(library, "s1") == {"herald", "coast", "bell"}
    finished(desk, sends(desk, f"{HOME}/arrange", choice="split", report="bell"))
    assert of(library, "s1") == {"herald", "coast"}


def test_a_report_belongs_to_another_story(desk, library):
    finished(desk, sends(desk, f"{HOME}/arrange", choice="move", report="coast", other="s2"))
    assert (of(library, "s1"), of(library, "s2")) == ({"herald"}, {"bell", "coast"})


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"choice": "split"},
        {"choice": "split", "report": ["herald", "coast"]},
        {"choice": "split", "report": "bell"},
        {"choice": "move", "report": "coast"},
        {"choice": "move", "report": "coast", "other": "s99"},
        {"choice": "join", "other": "s1"},
        {"choice": "join", "other": "../../etc"},
        {"choice": "else", "report": "coast"},
    ],
)
def test_what_cannot_be_meant_moves_nothing(desk, library, fields):
    answer = sends(desk, f"{HOME}/arrange", **fields)
    assert answer.status_code == 400
    assert "That did not work" in answer.text
    assert (of(library, "s1"), of(library, "s2")) == ({"herald", "coast"}, {"bell"})


@pytest.mark.parametrize("part", ["arrange", "forget", "same/s1", "undo"])
def test_a_form_that_the_room_did_not_make_changes_nothing(desk, library, part):
    fields = {"choice": "split", "report": "coast", "sure": "yes", "other": "x", FORM_FIELD: "0" * 64}
    assert desk.post(f"{HOME}/{part}", data=fields).status_code == 403
    assert of(library, "s1") == {"herald", "coast"}
    assert library.decisions() == []


def test_what_is_forgotten_is_shown_nowhere_any_more(desk, library):
    said = "the hospital said"
    assert said in desk.get(f"{HOME}/reports/coast").text.replace("</span>", "").replace("<span>", "")
    asked = desk.get(f"{HOME}/forget?report=coast").text
    assert 'value="coast" checked' in asked and "herald" not in asked.split("<main")[1]
    finished(desk, sends(desk, f"{HOME}/forget", report="coast", sure="yes", by="Ann", why="asked to"))
    assert desk.get(f"{HOME}/reports/coast").status_code == 404
    finished(desk, desk.get(HOME))
    assert "hospital" not in desk.get(HOME).text
    assert [e.body["why"] for e in library.log(subject="coast") if e.what == "forgotten"] == ["asked to"]


def test_a_story_whose_reports_are_all_forgotten_is_gone(desk, library):
    answer = sends(desk, f"{HOME}/forget", report=["herald", "coast"], sure="yes")
    assert str(answer.url).endswith("/")
    assert desk.get(HOME).status_code == 404


@pytest.mark.parametrize("fields", [{"report": "coast"}, {"sure": "yes"}, {"report": "bell", "sure": "yes"}])
def test_nothing_is_forgotten_by_mistake(desk, library, fields):
    assert sends(desk, f"{HOME}/forget", **fields).status_code == 400
    assert library.status().reports == 3


def test_what_a_forgotten_report_left_behind_in_the_room_of_another_process_goes_too(desk, library):
    desk.get(HOME)
    library.forget(["coast"], by="somebody else")
    desk.app.state.rooms.changed()
    assert "hospital" not in finished(desk, desk.get(HOME))
