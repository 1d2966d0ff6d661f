"""Days of one happening, told by reports that hang other words on it."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import material, needs_parser

from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import answers
from twosource.steps.compare.values.told import Told
from twosource.steps.keys import Names, keys_of

pytestmark = needs_parser


@pytest.mark.parametrize(
    ("one", "two", "counted"),
    [
        (
            "Perin was arrested on Monday, according to two people with knowledge of it.",
            "Marko Perin was arrested at his home on Tuesday, together with four other people.",
            False,
        ),
        ("Fourteen people were arrested on Monday.", "Twenty people were arrested on Tuesday.", True),
    ],
)
def test_those_who_are_only_asked_are_no_number_of_the_happening(one: str, two: str, counted: bool) -> None:
    scene = Scene(material(one, two))
    found = answers(scene)
    a, b = (x for x in found if x.family == "date")
    assert Told(found, scene).counts_apart(a, b) == counted


def test_a_person_is_known_by_a_name_that_the_parser_takes_for_a_word() -> None:
    story = material("Marko Perin, the director, has a lawyer now. Perin was arrested on Monday at the airport.")
    tokens = [t for p in story.readings[0].passages for s in p.sentences for t in s.tokens if t.text == "Perin"]
    (person,) = (e.id for e in story.entities if e.kind == "person")
    names = Names(story)
    assert all(keys_of("a", [t], names) == {person} for t in tokens)
