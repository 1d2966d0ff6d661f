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
        ("Bosnia and Herzegovina", "country"),
    ],
)
def test_what_the_table_knows(name, sort):
    assert gazetteer.lying([name]).sort == sort


def test_another_spelling_helps():
    assert gazetteer.lying(["Kyiw", "Kyiv"]).sort == "town"


@pytest.mark.parametrize(
    ("name", "countries", "sort"),
    [
        ("Kirkenes", ["Norway", "Russia"], "village"),
        ("Kirkenes", ["Russia"], "unknown"),  # of a country that the reports do not name it may be another
        ("Springfield", ["United States of America"], "unknown"),
        ("Straumhamn", ["Norway"], "unknown"),
    ],
)
def test_a_smaller_place_is_known_where_the_reports_name_its_country(name, countries, sort):
    assert gazetteer.village([name], countries).sort == sort


def test_a_village_is_drawn_beside_its_country():
    d = story("Far north")
    d.report("a", "A", "2024-01-01", "In Kirkenes in Norway.")
    for number, name in enumerate(("Kirkenes", "Norway")):
        d.entity(f"e{number}", "place", name, ("a", name))
    drawn = atlas(Index(d.done()), StoryAddresses("s"))
    assert {s.name: s.sort for s in drawn.drawn} == {"Kirkenes": "village", "Norway": "country"}


def test_places_are_numbered_and_lie_within_the_map():
    d = story("Far apart")
    d.report("a", "A", "2024-01-01", "From Oslo to Nairobi by way of Straumhamn.")
    for number, name in enumerate(("Oslo", "Nairobi", "Straumhamn")):
        d.entity(f"e{number}", "place", name, ("a", name))
    drawn = atlas(Index(d.done()), StoryAddresses("s"))
    assert {s.name: s.sort for s in drawn.drawn} == {"Oslo": "town", "Nairobi": "town"}
    assert [(s.name, s.sort, s.number) for s in drawn.missing] == [("Straumhamn", "unknown", 0)]
    assert [s.number for s in drawn.drawn] == [1, 2]
    for spot in drawn.drawn:
        assert drawn.left < spot.x < drawn.left + drawn.width
        assert drawn.top < spot.y < drawn.top + drawn.height


def test_a_story_without_known_places_has_no_map():
    d = story("Nowhere")
    d.report("a", "A", "2024-01-01", "In Straumhamn.")
    d.entity("e", "place", "Straumhamn", ("a", "Straumhamn"))
    drawn = atlas(Index(d.done()), StoryAddresses("s"))
    assert (drawn.outlines, drawn.drawn, len(drawn.missing)) == ((), (), 1)
