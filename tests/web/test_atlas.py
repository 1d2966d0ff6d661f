"""Places are drawn where the table knows them, and said to be unknown where it does not."""

from __future__ import annotations

import pytest

from builders import story
from twosource.present.index import Index
from twosource.web import gazetteer
from twosource.web.addresses import StoryAddresses
from twosource.web.atlas import atlas


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Oslo", "town"),
        ("oslo", "town"),
        ("Norway", "country"),
        ("Britain", "country"),
        ("the United States", "country"),
        ("Springfield", "several"),
        ("Straumhamn", "unknown"),
    ],
)
def test_what_the_table_knows(name, sort):
    assert gazetteer.lying([name]).sort == sort


def test_another_spelling_helps():
    assert gazetteer.lying(["Kyiw", "Kyiv"]).sort == "town"


def test_places_are_numbered_and_lie_within_the_map():
    d = story("Far apart")
    d.report("a", "A", "2024-01-01", "From Oslo to Nairobi by way of Straumhamn.")
    for number, name in enumerate(("Oslo", "Nairobi", "Straumhamn")):
        d.entity(f"e{number}", "place", name, ("a", name))
    drawn = atlas(Index(d.done()), StoryAddresses("s"))
    assert {s.name: s.sort for s in drawn.spots} == {"Oslo": "town", "Nairobi": "town", "Straumhamn": "unknown"}
    on_the_map = [s for s in drawn.spots if s.number]
    assert [s.number for s in on_the_map] == [1, 2]
    for spot in on_the_map:
        assert drawn.left < spot.x < drawn.left + drawn.width
        assert drawn.top < spot.y < drawn.top + drawn.height


def test_a_story_without_known_places_has_no_map():
    d = story("Nowhere")
    d.report("a", "A", "2024-01-01", "In Straumhamn.")
    d.entity("e", "place", "Straumhamn", ("a", "Straumhamn"))
    assert atlas(Index(d.done()), StoryAddresses("s")).outlines == ()
