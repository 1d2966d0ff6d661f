"""Values that one report sets against one another itself: corrected ones, and two sources."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import ASKED, compared, needs_parser, verdicts

pytestmark = needs_parser


@pytest.mark.parametrize(
    ("text", "this", "that"),
    [
        (
            "The zoo initially said that the child is 4 years old. A spokeswoman later said that he is 3 years old.",
            "4",
            "3",
        ),
        ("The village rejected the plan by 34 votes, having first announced 37 votes.", "34", "37"),
        ("Police counted 187 stranded whales. An earlier report put it at 230 whales.", "187", "230"),
    ],
)
def test_the_earlier_and_the_later_value(text: str, this: str, that: str) -> None:
    found, _ = compared(text)
    assert verdicts(found, (text,), this, that) == {"differ"}
    difference = next(c for c in found if c.verdict == "differ")
    assert difference.cause == "update"
    assert "earlier one" in difference.why


def test_one_source_against_another() -> None:
    text = (
        "Minister Roslyn Tarrant said the levy would bring in $42 million over three years. But the platform StayNest "
        "said it would be nearer $60 million."
    )
    found, _ = compared(text, sure=ASKED)
    assert verdicts(found, (text,), "42", "60") == {"differ"}
    assert next(c.cause for c in found if c.verdict == "differ") == "source"


@pytest.mark.parametrize(
    ("text", "this", "that"),
    [
        # no words set them against one another
        ("The child is 4 years old. His brother is 3 years old.", "4", "3"),
        # two things
        ("Police said that two soldiers died. But the mayor said that three villagers died.", "two", "three"),
        ("It works for the 1 percent, not the 99 percent.", "1", "99"),
    ],
)
def test_two_things_of_one_report(text: str, this: str, that: str) -> None:
    found, _ = compared(text)
    assert "differ" not in verdicts(found, (text,), this, that)


def test_the_value_that_an_earlier_one_was_changed_to() -> None:
    found, _ = compared(
        "A bus hit a wall in Ostby on Monday, injuring 23, officials said.",
        "A bus hit a wall in Ostby on Monday. The number of injured was lowered to 21 after two boys turned out well.",
        published=("2023-05-10", "2023-05-10"),
    )
    (difference,) = (c for c in found if c.verdict == "differ")
    assert {v.value for v in difference.values} == {"23", "21"}
    assert difference.cause == "update"
    assert "was changed to “21”" in difference.why


def test_who_puts_the_number_of_those_detained_at_another() -> None:
    text = (
        "Of the thirteen people detained with him nine have been freed, the group Lund Watch said. The ministry put "
        "the number of those detained at eight."
    )
    found, _ = compared(text)
    assert [{v.value for v in c.values} for c in found if c.verdict == "differ"] == [{"13", "8"}]
