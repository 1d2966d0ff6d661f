"""What somebody has one number of, one birthplace, one place on the body where he was hurt."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import differing, needs_parser

pytestmark = needs_parser

NUMBERS = [
    (
        "Video of the shooting of Dana Orton, a mother of 13, was shown to the jury on Friday.",
        "The jury saw Dana Orton on a video. Orton, 34, was walking with one of her 12 children to school.",
        {"13", "12"},
    ),
    (
        "The singer Ida Lund died on Friday in Velmo. She was a mother of four.",
        "Ida Lund, a mother of five, died on Friday in Velmo after a concert.",
        {"4", "5"},
    ),
    (
        "Actor Jan Kell died on Friday at 71. He was married three times and had no children.",
        "Jan Kell, the actor, died on Friday. Kell married twice and lived in Velmo.",
        {"3", "2"},
    ),
    (
        "The banker Per Moe was arrested on Monday. Moe lives with his third wife in Harwick.",
        "Per Moe, the banker, was arrested on Monday in Harwick. Moe was married twice.",
        {"3 or more", "2"},
    ),
    (
        "The suspect, Ove Dahl, is considered armed. Dahl is 5 feet 8 inches tall, weighs 130 pounds and is bald.",
        "Police are searching for Ove Dahl, who is described as 5-foot-8, 135 pounds, with a tattoo on his neck.",
        {"130 lb", "135 lb"},
    ),
]


@pytest.mark.parametrize(("one", "two", "values"), NUMBERS)
def test_of_one_person_there_is_one_number(one: str, two: str, values: set[str]) -> None:
    assert values in differing("number", one, two)


NO_NUMBERS = [
    (
        "Dana Orton, a mother of two, was shot on Friday in Velmo. Her sister Ida Orton, a mother of four, was hurt.",
        "Dana Orton, a mother of two, was shot dead on Friday in Velmo. Ida Orton, a mother of four, was wounded.",
    ),
    (
        "Jan Kell married twice, first to Ida Lund and then to Mona Berg. He died on Friday.",
        "Jan Kell died on Friday. He is survived by his second wife, Mona Berg.",
    ),
    (
        "Ove Dahl weighs 130 pounds and his brother Per Dahl weighs 180 pounds, police said.",
        "Police are looking for Per Dahl, who is 5-foot-8, 180 pounds, and his brother Ove Dahl.",
    ),
]


@pytest.mark.parametrize(("one", "two"), NO_NUMBERS)
def test_numbers_of_two_people_are_not_set_apart(one: str, two: str) -> None:
    assert differing("number", one, two) == []


def test_one_is_born_in_one_town() -> None:
    one = "The novelist Ida Lund, who was born in Velmo in 1931, died on Friday."
    assert {"Velmo", "Harwick"} in differing(
        "place", one, "Ida Lund, the novelist, died on Friday. She was born in Harwick in 1931."
    )
    assert differing("place", one, "Ida Lund, who was born in Norway, died on Friday.") == []
    assert differing("place", one, "Ida Lund died on Friday. Her son Per was born in Harwick.") == []


def test_one_is_born_on_one_day() -> None:
    one = "The novelist Ida Lund, who was born in Velmo in 1931, died on Friday."
    two = "Ida Lund, the novelist, died on Friday. She was born in Velmo on March 3, 1933."
    assert {"1931", "1933-03-03"} in differing("date", one, two)


WOUNDS = [
    ("struck in the chest by a bullet that glanced off a fence", "struck in the neck", True),
    ("shot in the left arm", "shot in the right arm", True),
    ("bitten in the leg by a dog", "bitten in the hand", True),
    ("shot in the chest", "shot in the face and chest", False),
    ("shot in the arm", "shot in the left arm", False),
    ("shot in the head", "shot in the back of the head", False),
    ("shot in the chest", "beaten in the street", False),
]


@pytest.mark.parametrize(("one", "two", "apart"), WOUNDS)
def test_where_on_the_body_somebody_was_hurt(one: str, two: str, apart: bool) -> None:
    found = differing("place", f"Dana Orton was {one} on Friday.", f"Dana Orton was {two} on Friday in Velmo.")
    assert bool(found) == apart


def test_two_people_hurt_in_two_places_are_two() -> None:
    one = "Dana Orton was shot in the chest on Friday, and her son Per Orton was shot in the leg."
    assert differing("place", one, "Per Orton was shot in the leg on Friday.") == []
