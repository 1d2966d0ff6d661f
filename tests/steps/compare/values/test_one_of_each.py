"""Of one thing one figure: how fast it went, how many pages it has, to how many years somebody was sentenced."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser

pytestmark = needs_parser

APART = [
    (
        "The train was travelling at 90 mph when it left the track near Harwick on Friday, investigators said.",
        "The train that derailed near Harwick on Friday was going 106 mph, investigators said.",
        {"90 mph", "106 mph"},
    ),
    (
        "The commission published its 300-page report on the sinking of the Aurora on Monday.",
        "The 250-page report on the sinking of the Aurora came out on Monday, and blames the captain.",
        {"300", "250"},
    ),
    (
        "Vito Gall was sentenced to seven years in prison for heroin trafficking in 1959. He died on Monday.",
        "Vito Gall, who died on Monday, received a five-year sentence in 1959 for smuggling heroin.",
        {"7 year", "5 year"},
    ),
    (
        "The crew seized seven rifles, three machine guns and a launcher from the pirates on Saturday, the navy said.",
        "The navy said its crew on Saturday seized 12 rifles, three machine guns and a launcher from the pirates.",
        {"7", "12"},
    ),
    (
        "Sixty-year-old Sharon Crane is accused of killing two women in an ice cream shop in 1967.",
        "Police chief Jim Wells announced that 61-year-old Sharon Crane was arrested on Friday over the killings.",
        {"60 year", "61 year"},
    ),
]


@pytest.mark.parametrize(("one", "two", "values"), APART)
def test_two_figures_for_one_differ(one: str, two: str, values: set[str]) -> None:
    found, _ = compared(one, two, published=("2023-05-10", "2023-05-10"))
    assert values in [{v.value for v in c.values} for c in found if c.verdict == "differ"]


TOGETHER = [
    (
        "The train was travelling at 90 mph when it left the track near Harwick on Friday. The limit there is 50 mph.",
        "The train that derailed near Harwick on Friday was going 90 mph in a 50 mph zone.",
    ),
    (
        "The commission published its 300-page report on the sinking of the Aurora. Lawyers wrote a 250-page reply.",
        "The lawyers of the owner of the Aurora answered the commission's report on Monday with a 250-page reply.",
    ),
    (
        "Vito Gall was sentenced to seven years in prison in 1959 for smuggling heroin. He died on Monday.",
        "Vito Gall, who died on Monday, was sentenced to twelve years in prison in 1997 for racketeering.",
    ),
    (
        "The crew seized seven rifles and three boats from the pirates on Saturday near Aden, the navy said.",
        "On Friday another crew seized 12 rifles from smugglers, the navy said. The pirates had three boats.",
    ),
    (
        "Police made 46 arrests in Velmo on Wednesday night after a vigil, and a window was broken.",
        "Over 50 arrests have been made in Velmo over four nights of protests after the vigil.",
    ),
    (
        "They agreed on a 110-billion ($143-billion) bailout for Velia at the weekend, officials said.",
        "They agreed on a 110-billion ($158-billion) bailout for Velia at the weekend, officials said.",
    ),
]


@pytest.mark.parametrize(("one", "two"), TOGETHER)
def test_figures_of_two_things_do_not(one: str, two: str) -> None:
    found, _ = compared(one, two, published=("2023-05-10", "2023-05-10"))
    assert [c.question for c in found if c.verdict == "differ"] == []


def test_a_share_that_something_fell_by_is_asked_in_plain_words() -> None:
    found, _ = compared(
        "Velmo stocks plunged 5.4 per cent in one day on Tuesday, as banks sold.",
        "Velmo stocks plunged 3.9 percent in one day on Tuesday, as banks sold.",
    )
    assert "By how much did Velmo stocks plunge?" in {c.question for c in found}
