"""What has one place only: the journal of a paper, the corner of a happening."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser, verdicts

pytestmark = needs_parser

APART = [
    ("The study was published in the Marine Review.", "The paper appeared in Marine Review Letters.", "Rev", "Let"),
    ("The findings appeared in the journal Cell Reports.", "The study was published in Cell.", "Reports", "Cell"),
    ("A man was shot near Third Avenue and Oak Street.", "The shooting was at Third Avenue and Elm.", "Oak", "Elm"),
    ("The crash was at 5th Street and Main Street.", "They crashed at Fifth and Hill streets.", "Main", "Hill"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "this", "that"), APART)
def test_two_names_for_what_has_one_place_differ(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert verdicts(found, (one, two), this, that) == {"differ"}


ALIKE = [
    ("The study was published in the Marine Review.", "The paper was in the journal Marine Review.", "Rev", "Mar"),
    ("The study was published in Nature.", "The report on dockers was published in The Guild.", "Nature", "Guild"),
    ("The study was published in London.", "The study was published in Nature.", "London", "Nature"),
    ("An earlier study was published in Cell.", "The study was published in Cell Reports.", "Cell", "Reports"),
    ("A man was shot near Third Avenue and Oak Street.", "Police closed Third Avenue and Elm Street.", "Oak", "Elm"),
    ("A man was shot at Third Avenue and Oak Street.", "A man was shot at 3rd Avenue and Oak.", "Third", "3rd"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "this", "that"), ALIKE)
def test_one_place_in_other_words_does_not(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert "differ" not in verdicts(found, (one, two), this, that)


BLOCKS = [
    (
        "A deputy was shot dead on Friday outside a home in the 12000 block of East Mill Street, the sheriff said.",
        "The sheriff said the deputy was shot on Friday in the 12200 block of Mill Street in Harwick.",
        {"differ"},
    ),
    (
        "A man was shot on Friday in the 1200 block of Mill Street and another in the 1400 block of Mill Street.",
        "A man was shot on Friday in the 1400 block of Mill Street, police said.",
        set(),
    ),
    (
        "A man was shot on Friday in the 1200 block of Mill Street.",
        "A man was shot on Friday in the 1400 block of Harbour Street, police said.",
        set(),
    ),
]


@pytest.mark.parametrize(("one", "two", "verdict"), BLOCKS)
def test_a_happening_is_in_one_block_of_its_street(one: str, two: str, verdict: set[str]) -> None:
    found, _ = compared(one, two)
    assert verdicts(found, (one, two), "block") & {"differ"} == verdict


def test_a_street_has_one_name() -> None:
    one = "The bodies of two women were found on Tuesday in an apartment on Independent Street in New Harwick."
    two = "Police found the bodies of two women on Tuesday in an apartment on Independence Street in New Harwick."
    found, _ = compared(one, two)
    assert verdicts(found, (one, two), "Independent", "Independence") == {"differ"}  # and it is no agreement
    both = "Two women were found dead in Maple Street on Tuesday. The suspect was held in Marple Road hours later."
    found, _ = compared(both, "Two women were found dead in Maple Street. The suspect was held in Marple Road.")
    assert not any(c.verdict == "differ" for c in found)
