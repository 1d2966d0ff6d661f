"""How many people live in a place."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import differing, needs_parser

pytestmark = needs_parser

APART = [
    (
        "A strong quake shook Sarkand island on Sunday. Sarkand, home to 120,000 people, lies in the gulf.",
        "An earthquake hit the island of Sarkand on Sunday. The island has about 200,000 residents.",
        {"120,000", "about 200,000"},
    ),
    (
        "The flood reached Velmo, a town of 8,000 people on the Ilm, on Friday.",
        "Two bridges were washed away when the flood reached Velmo. Velmo has a population of 14,000.",
        {"8,000", "14,000"},
    ),
]


@pytest.mark.parametrize(("one", "two", "values"), APART)
def test_two_numbers_of_inhabitants_differ(one: str, two: str, values: set[str]) -> None:
    assert values in differing("number", one, two)


TOGETHER = [
    (
        "The flood reached Velmo, a town of 8,000 people, on Friday. Harwick was spared.",
        "The flood reached Harwick, a town of 14,000 people, on Friday. Velmo was spared.",
    ),
    (
        "A strong quake shook Sarkand island on Sunday. Sarkand, home to 120,000 people, lies in the gulf.",
        "An earthquake hit the island of Sarkand on Sunday. It has a population of more than 100,000.",
    ),
    (
        "The bridge in Velmo, a city of 200,000 people in Velia, fell on Monday.",
        "The bridge in Velmo fell on Monday. Velia, home to 5 million people, has many old bridges.",
    ),
]


@pytest.mark.parametrize(("one", "two"), TOGETHER)
def test_two_places_and_bounds_do_not(one: str, two: str) -> None:
    assert differing("number", one, two) == []
