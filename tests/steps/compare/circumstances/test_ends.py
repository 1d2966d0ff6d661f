"""Of what somebody died."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import differing, needs_parser

pytestmark = needs_parser

APART = [
    (
        "Pin-up queen Bella Page died on Thursday of pneumonia, her agent said.",
        "Bella Page, the pin-up queen, died of a heart attack on Thursday in a hospital.",
    ),
    (
        "Three workers suffocated in a burning bank in Velmo on Wednesday.",
        "Three people were burned to death in a bank in Velmo on Wednesday.",
    ),
    (
        "The swimmer Odd Moe drowned in the Ilm on Sunday, police said.",
        "Odd Moe, the swimmer, died of hypothermia on Sunday after a race in the Ilm.",
    ),
]


@pytest.mark.parametrize(("one", "two"), APART)
def test_two_causes_of_one_death_differ(one: str, two: str) -> None:
    assert len(differing("manner", one, two)) == 1


TOGETHER = [
    ("Jan Kell died on Friday of natural causes, his agent said.", "Jan Kell died of a heart attack on Friday."),
    ("Jan Kell died of complications from pneumonia on Friday.", "Jan Kell died of cancer on Friday, his wife said."),
    ("Jan Kell died of heart failure on Friday.", "Jan Kell died of a heart attack on Friday."),
    (
        "Jan Kell died on Friday of pneumonia. His brother Odd Kell had died of cancer.",
        "Odd Kell died of cancer before Jan Kell, who died on Friday.",
    ),
    ("Jan Kell died of pneumonia brought on by cancer on Friday.", "Jan Kell died of cancer on Friday."),
    ("Two people drowned in the Ilm on Sunday.", "Three people were burned to death in Velmo on Sunday."),
]


@pytest.mark.parametrize(("one", "two"), TOGETHER)
def test_what_may_be_one_cause_does_not(one: str, two: str) -> None:
    assert differing("manner", one, two) == []
