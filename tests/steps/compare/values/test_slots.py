"""Values that fill one place: what a thing weighs, how far somebody fell, how much bigger something is."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser, verdicts

pytestmark = needs_parser

ONE_PLACE = [
    ("Rangers shot a 450-pound bear in the park.", "The 400-pound bear was shot on Monday.", "450", "400"),
    ("The girl fell 15 feet into the quarry.", "Mina Dahl fell about 40 feet into the quarry.", "15", "40"),
    ("The comet looks 7 percent bigger this week.", "The comet looks 14 percent bigger, they said.", "7", "14"),
    (
        "Orla Finch came to Port Reef in 2015 from Salt Bay in Norland.",
        "Orla Finch was moved to Port Reef in 2014 from Salt Bay in Norland.",
        "2015",
        "2014",
    ),
    ("The lorry was pushed some 50 metres along the quay.", "The lorry was dragged for 90 metres.", "50", "90"),
    ("A tram travelling at 40 kph hit the van.", "The van was cut in two by the 60mph tram.", "40", "60"),
]


@pytest.mark.parametrize(("one", "two", "this", "that"), ONE_PLACE)
def test_values_in_one_place_differ(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert verdicts(found, (one, two), this, that) == {"differ"}


TWO_PLACES = [
    # what the story is not about is one of many
    ("The council met. It was late. Rain fell. All sat. A 36-yard plank broke near the mill.",
     "The mayor spoke. It was early. Snow fell. All stood. Boys took a 48-yard plank from the river.", "36", "48"),
    ("The comet looks 7 percent bigger this week.", "The comet looks 14 percent brighter, they said.", "7", "14"),
    ("The tanker weighs 900 tonnes.", "The tanker is 90 metres long.", "900", "90"),
    ("Mina Dahl fell 15 feet into the quarry.", "Paul Marr fell 40 feet into the quarry.", "15", "40"),
    ("The 12-foot wall and a 20-foot wall fell.", "The 15-foot wall fell.", "12", "15"),
    ("The bear weighs 400 pounds.", "The bear weighs 181 kg.", "400", "181"),
    ("The lorry was pushed some thirty metres.", "The crane was dragged for 70 metres.", "30", "70"),
    ("A tram travelling at 40 kph hit the van.", "The van hit the wall at 60 kph.", "40", "60"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "this", "that"), TWO_PLACES)
def test_values_in_two_places_do_not(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert "differ" not in verdicts(found, (one, two), this, that)


def test_the_question_is_asked_in_plain_english() -> None:
    found, _ = compared("Rangers shot a 450-pound bear in the park.", "The 400-pound bear was shot on Monday.")
    assert [c.question for c in found if c.verdict == "differ"] == ["How much does the bear weigh?"]


def test_how_far_a_thing_was_moved_is_asked_in_plain_english() -> None:
    found, _ = compared("The lorry was pushed 50 metres along the quay.", "The lorry was dragged for 90 metres.")
    assert {c.question for c in found if c.verdict == "differ"} <= {
        "How far was the lorry pushed?",
        "How far was the lorry dragged?",
    }
