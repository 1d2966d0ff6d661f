"""Clauses that are matched but give other numbers do not agree."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import material, needs_parser

from twosource.record import Mention
from twosource.steps.compare.claims.tallies import one_number
from twosource.steps.compare.scene import Scene

pytestmark = needs_parser


def kept(*texts: str) -> str:
    """The reports whose clause is kept."""
    scene = Scene(material(*texts))
    told = [Mention("abcdefgh"[k], 0, len(text)) for k, text in enumerate(texts)]
    return "".join(m.report for m in one_number(told, scene))


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (("The navy seized seven rifles.", "The navy took seven rifles.", "The navy seized twelve rifles."), "ab"),
        (("They hold at least 14 ships.", "They still hold at least 17 ships.", "They hold at least 17 ships."), "bc"),
        (("The man fell 200 metres.", "The man fell 200 feet.", "The man fell 200 m."), "ac"),
        (("The fine was $4 million.", "The fine was $4m.", "The fine was $9 million."), "ab"),
    ],
)
def test_the_number_that_most_give(texts: tuple[str, ...], left: str) -> None:
    assert kept(*texts) == left


@pytest.mark.parametrize(
    "texts",
    [
        ("The navy seized seven rifles.", "The navy seized rifles."),
        ("The navy seized seven rifles.", "The navy seized two boats."),
        ("The man fell 60 metres.", "The man fell about 200 feet."),
        ("The fire killed 12 people.", "The fire killed at least 12 people."),
        ("The navy seized seven rifles and three other rifles.", "The navy seized ten rifles."),  # parts
        ("The fair drew 12,000 people.", "The fair drew 11,960 people."),
    ],
)
def test_what_can_be_one_number_stays(texts: tuple[str, ...]) -> None:
    assert kept(*texts) == "ab"
