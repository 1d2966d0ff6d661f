"""Clauses that are matched but answer otherwise (another number, day, time of day, kind of doer) do not agree."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import material, needs_parser

from twosource.record import Mention
from twosource.steps.compare.claims.fitting import of_one_answer
from twosource.steps.compare.scene import Scene

pytestmark = needs_parser


def kept(*texts: str) -> str:
    """The reports whose clause is kept."""
    scene = Scene(material(*texts))
    told = [Mention("abcdefgh"[k], 0, len(text)) for k, text in enumerate(texts)]
    return "".join(m.report for m in of_one_answer(told, scene))


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
    ("texts", "left"),
    [
        (("The inn burned on Friday night.", "The inn burned early on Saturday.", "Friday night it burned."), "ac"),
        (("The tanker sank on Monday.", "The tanker sank on Tuesday.", "On Tuesday the tanker sank."), "bc"),
        (("The jet landed at 3:30pm GMT.", "The jet landed at 10.45pm local time.", "The jet landed."), "ac"),
        (("The neighbours called.", "The landlord called.", "A neighbour called the police."), "ac"),
        (("The chapel burned down on Friday night.", "The chapel was wrecked early on Saturday.", "It burned."), "ac"),
        (("She began to paint in 1950.", "She began to paint in 1947.", "She began to paint."), "ac"),
        (("A bystander stopped the car.", "A witness stopped the car.", "His brother stopped the car."), "ab"),
    ],
)
def test_the_time_and_the_doer_that_most_give(texts: tuple[str, ...], left: str) -> None:
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
        (
            "Roe won Ostby on 3 May 2016.",
            "Roe won Ostby on 3 May 2016, which Vik had won in 2008.",
        ),  # of another day, too
    ],
)
def test_what_can_be_one_number_stays(texts: tuple[str, ...]) -> None:
    assert kept(*texts) == "ab"


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (("He was carrying a gun.", "She doubted that he was carrying a gun.", "He was carrying a gun."), "ac"),
        (("Ms Berg won.", "Ms Berg did not win.", "Ms Berg won the vote."), "ac"),
        (("Ms Berg did not win.", "I don't think that Ms Berg won."), "ab"),
        (("The firm pays tax.", "The firm may have found ways to avoid paying tax.", "It paid no tax."), "ab"),
        (("She allowed a picture.", "She refused to allow a picture.", "A picture was allowed."), "ac"),
        (("The climber was well equipped.", "The group was insufficiently equipped.", "He was equipped."), "ac"),
        (("The singer died of pneumonia.", "The singer died of a heart attack.", "The singer died."), "ac"),
        (("The singer died of pneumonia.", "The singer died of lung disease and pneumonia."), "ab"),
        (("The singer died of pneumonia.", "The singer died of pneumonia on Sunday."), "ab"),
    ],
)
def test_what_is_denied_or_goes_the_other_way(texts: tuple[str, ...], left: str) -> None:
    assert kept(*texts) == left


@pytest.mark.parametrize(
    "texts",
    [
        ("The chapel burned on Saturday.", "The chapel burned early on Saturday."),
        ("The chapel burned on Saturday, and was locked on Friday.", "It burned on Saturday."),  # two happenings
        ("The jet landed at 3pm GMT.", "The jet landed at 5pm local time."),  # perhaps one time in two zones
        ("A man stopped the car.", "His brother stopped the car."),
        ("An official called the police.", "The ministry called the police."),
        ("Anna Berg, a neighbour, called the police.", "The landlord called the police."),  # she may be both
    ],
)
def test_what_can_be_one_time_or_doer_stays(texts: tuple[str, ...]) -> None:
    assert kept(*texts) == "ab"
