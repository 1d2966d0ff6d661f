"""Whether a race is decided, and whether somebody had a weapon."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import differing, needs_parser

pytestmark = needs_parser

OPEN = [
    "In Missouri the race between Sara Clint and Ben Sand remained too close to call.",
    "Sara Clint beat Ben Sand in Delaware and Maryland. Only Missouri remained uncalled on Tuesday night.",
    "The race between Sara Clint and Ben Sand in Missouri has not been called.",
]


@pytest.mark.parametrize("left_open", OPEN)
def test_won_in_one_report_and_open_in_another(left_open: str) -> None:
    won = "Sara Clint won the primary in Missouri, the agency declared on Thursday."
    assert len(differing("status", won, left_open)) == 1


def test_another_race_in_one_place_is_another() -> None:
    won = "Sara Clint won the primary in Missouri, the agency declared on Thursday."
    other = "In Missouri the race between Ted Crane and Don Tram remained too close to call."
    assert differing("status", won, other) == []


ARMED = [
    (
        "Officers shot Kim Orr on Saturday after Orr pointed a revolver at them, the commissioner said.",
        "Kim Orr was shot on Saturday. A witness said Orr did not have a gun when the officers fired.",
    ),
    (
        "Police said Lamont Scott was holding a gun when he was shot on Tuesday.",
        "The widow of Lamont Scott, who was shot by police on Tuesday, said that Scott was unarmed.",
    ),
    (
        "Kim Orr pulled out a knife, police said, before two officers shot him on Saturday.",
        "“I'm certain Orr didn't have anything in his hands,” Tisha King, a neighbour of Kim Orr, said.",
    ),
]


@pytest.mark.parametrize(("one", "two"), ARMED)
def test_armed_and_unarmed_differ(one: str, two: str) -> None:
    assert len(differing("polarity", one, two)) == 1


UNLIKE = [
    ("Kim Orr had a knife, police said. Officer Vik did not draw his gun.", "Kim Orr had a knife. Vik had no gun."),
    ("Kim Orr had a knife, police said.", "Kim Orr had no money with him on Saturday."),
    ("If Kim Orr had a gun, nobody saw it.", "A witness said Kim Orr had no gun."),
]


@pytest.mark.parametrize(("one", "two"), UNLIKE)
def test_two_people_and_two_things_do_not(one: str, two: str) -> None:
    assert differing("polarity", one, two) == []
