"""The same figures with another word of size: "11 million" and "11"."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import differing, needs_parser

pytestmark = needs_parser


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (
            (
                "The minister vowed to deport 11 million migrants within a year.",
                "She threatened to deport 11 migrants.",
            ),
            {"11,000,000", "11"},
        ),
        (
            (
                "The bank paid $25 billion for the insurer in March.",
                "The bank paid $25 million for the insurer in March.",
            ),
            {"25,000,000,000 USD", "25,000,000 USD"},
        ),
        (
            ("Storms displaced 120,000 people in Velmo.", "Storms displaced 120 people in Velmo."),
            {"120,000", "120"},
        ),
    ],
)
def test_a_word_of_size_is_lost(texts: tuple[str, ...], values: set[str]) -> None:
    assert values in differing("number", *texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("The fire killed 12 people.", "The war killed 12,000 people."),
        ("The city bought 3 buses.", "The country bought 3,000 buses."),
        ("The plan would deport 11 million migrants.", "The bus carried 11 migrants."),
        ("The bank paid $25 billion for the insurer.", "A clerk stole $25 million from the club."),
    ],
)
def test_two_things_of_other_sizes(texts: tuple[str, ...]) -> None:
    assert differing("number", *texts) == []
