"""People counted by the role they are said to have, nobody in it, and what a thing can carry somewhere."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser, verdicts

pytestmark = needs_parser

APART = [
    ("Police have identified 14 suspects in Velmo.", "Nineteen people are treated as suspects.", "14", "Nineteen"),
    ("Four clerks are suspected of forgery.", "Six people were named as suspects.", "Four", "Six"),
    ("Ninety victims came forward.", "It lists 112 women who are recorded as victims.", "Ninety", "112"),
    ("Police have not identified any suspects yet.", "Police have identified 14 suspects.", "any suspects", "14"),
    ("There are no suspects in the Velmo case.", "Two suspects are sought.", "no suspects", "Two"),
    ("The crane can lift 90 tonnes into the dock.", "It is able to put 70 tonnes into the dock.", "90", "70"),
    ("The rocket will be able to carry 4,000 kg into orbit.", "It could launch 5,100 kg into orbit.", "4,000", "5,100"),
]


@pytest.mark.parametrize(("one", "two", "this", "that"), APART)
def test_two_numbers_in_one_role_differ(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert verdicts(found, (one, two), this, that) == {"differ"}


def test_since_does_not_date_the_toll() -> None:
    texts = (
        "Four people died in Velmo on Monday in the deadliest fire since 2004.",
        "Six people died in the fire in Velmo on Monday.",
    )
    found, _ = compared(*texts)
    assert verdicts(found, texts, "Four", "Six") == {"differ"}


ALIKE = [
    (
        "Police have identified 14 suspects.",
        "Police have identified 14 suspects; two suspects are in jail.",
        "14",
        "two",
    ),
    ("Police have identified 14 suspects.", "Eight suspects were arrested on Monday.", "14", "Eight"),
    ("Police have identified 14 suspects.", "Four foreign suspects were questioned.", "14", "Four"),
    ("Eight of the 51 defendants were acquitted.", "The court fined 42 defendants.", "51", "42"),
    ("Ninety victims came forward.", "Four people are suspects.", "Ninety", "Four"),
    ("There are no suspects.", "Two suspects in another robbery were freed in 2020.", "no suspects", "Two"),
    ("The rocket can carry 4,000 kg into orbit.", "The rocket carried 900 kg into orbit.", "4,000", "900"),
    ("The rocket can carry 4,000 kg into orbit.", "It can carry 1,200 kg to the moon.", "4,000", "1,200"),
    ("The rocket can carry 4,000 kg into orbit.", "It can carry about 8,800 pounds into orbit.", "4,000", "8,800"),
]


@pytest.mark.parametrize(("one", "two", "this", "that"), ALIKE)
def test_another_role_a_part_or_a_load_does_not(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert "differ" not in verdicts(found, (one, two), this, that)
