"""Stories of a library, and what people change about them."""

from __future__ import annotations

import pytest
from incoming import FERRY, FIRE, incoming

from twosource.library import Derived, Library, LibraryError


@pytest.fixture
def placed(library: Library) -> Library:
    """Two stories: a and b of the fire, c of the ferry."""
    library.add(
        [
            incoming("a", title="Fire", published="2024-03-04"),
            incoming("b", FIRE + "More.", title="Fire kills two", published="2024-03-05"),
            incoming("c", FERRY, title="Ferry aground", published="2024-02-01"),
        ]
    )
    assert library.place([(None, ["a", "b"]), (None, ["c"])]) == ["s1", "s2"]
    return library


def members(library: Library, story: str) -> list[str]:
    return [r.id for r in library.reports_of(story)]


def test_a_story_lists_its_reports_and_days(placed: Library) -> None:
    fire = placed.story("s1")
    assert (fire.title, fire.first, fire.last, fire.reports) == ("Fire", "2024-03-04", "2024-03-05", 2)
    assert [s.id for s in placed.list_stories()] == ["s2", "s1"]
    assert placed.unplaced() == []
    assert placed.verify() == []
    with pytest.raises(LibraryError, match="no story 's9'"):
        placed.story("s9")


def test_a_merge_sticks(placed: Library) -> None:
    assert placed.merge("s1", "s2", by="ane") == "s1"
    assert members(placed, "s1") == members(placed, "s2") == ["c", "a", "b"]
    assert [s.id for s in placed.list_stories()] == ["s1"]
    placed.place([(None, ["c"])])
    assert "c" in members(placed, "s1"), "a person put it there"
    placed.add([incoming("d", FERRY + "Later.")])
    placed.place([("s2", ["d"])])
    assert "d" in members(placed, "s1"), "what comes for the merged story joins the other"
    with pytest.raises(LibraryError, match="one story already"):
        placed.merge("s1", "s2", by="ane")
    assert placed.verify() == []


def test_a_split_sticks(placed: Library) -> None:
    new = placed.split("s1", ["b"], by="ane")
    assert (members(placed, "s1"), members(placed, new)) == (["a"], ["b"])
    placed.place([("s1", ["a", "b"])])
    assert members(placed, new) == ["b"]
    assert placed.kept_apart() == [("s1", new)]
    with pytest.raises(LibraryError, match="not in the story"):
        placed.split("s1", ["c"], by="ane")
    with pytest.raises(LibraryError, match="not all"):
        placed.split("s1", ["a"], by="ane")
    placed.merge("s1", new, by="ane")
    assert placed.kept_apart() == []
    assert placed.verify() == []


def test_reports_can_be_moved(placed: Library) -> None:
    assert placed.move("s2", ["b"], by="ane") == "s2"
    assert members(placed, "s2") == ["c", "b"]
    assert placed.move(None, ["b"], by="ane") == "s3"
    with pytest.raises(LibraryError, match="no report 'x'"):
        placed.move("s2", ["x"], by="ane")
    assert placed.verify() == []


def test_only_the_newest_version_counts(library: Library) -> None:
    url = "https://example.org/fire"
    library.add([incoming("a", url=url)])
    library.place([(None, ["a"])])
    new = library.add([incoming("a", FIRE + "Moe is 41.", url=url)])[0].report
    library.place([("s1", [new])])
    assert members(library, "s1") == [new]
    assert library.story("s1").reports == 1
    assert {r.id for r in library.reports_of("s1", versions=True)} == {"a", new}


def test_what_was_made_is_stale_as_soon_as_something_changes(placed: Library) -> None:
    def keep() -> str:
        inputs = placed.inputs("s1")
        placed.keep(Derived("dossier", "s1", "program 1", inputs, b"{}", {"differ": 1}))
        assert placed.kept("dossier", "s1", made_by="program 1", inputs=inputs)
        assert placed.story("s1").fresh
        return inputs

    inputs = keep()
    assert placed.kept("dossier", "s1", made_by="program 2") is None
    placed.correct("a", {"publisher": "The Harbour Post"}, by="ane")
    assert placed.inputs("s1") != inputs
    assert not placed.story("s1").fresh
    inputs = keep()
    placed.decide({"id": "d1", "action": "set_verdict", "targets": [{"report": "a", "start": 0, "end": 3}]})
    assert placed.kept("dossier", "s1", inputs=placed.inputs("s1")) is None
    inputs = keep()
    placed.decide({"id": "d2", "action": "undo", "value": "d1", "targets": []})
    assert placed.inputs("s1") != inputs
    inputs = keep()
    placed.add([incoming("e", FIRE + "Other.")])
    placed.place([("s1", ["e"])])
    assert placed.inputs("s1") != inputs
    assert placed.story("s1").summary == {"differ": 1}, "the old figures are still shown, as not fresh"
    assert placed.verify() == []


def test_decisions_are_only_added(placed: Library) -> None:
    made = {"id": "d1", "action": "set_verdict", "targets": [{"report": "a", "start": 0, "end": 3}], "note": "ø"}
    placed.decide(made)
    assert placed.decisions() == placed.decisions("s1") == [made]
    assert placed.decisions("s2") == []
    with pytest.raises(LibraryError, match="never changed"):
        placed.decide({**made, "note": "other"})
