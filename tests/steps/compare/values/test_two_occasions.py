"""Numbers of two occasions are no contradiction, and what one count holds beyond the other is no third answer."""

from __future__ import annotations

from tests.steps.compare.told import compared, differing, needs_parser

pytestmark = needs_parser


def test_numbers_that_brought_other_numbers_are_of_another_occasion() -> None:
    assert not differing(
        "number",
        "Ola Berg had 793 yards on 147 carries and caught 39 passes for 302 yards for the Harwick Hawks.",
        "Ola Berg missed nine games for the Harwick Hawks and caught 29 passes for 201 yards.",
    )


def test_a_stretch_of_days_that_one_report_gives_twice_is_two() -> None:
    one = (
        "The government of Velmo is reeling from four days of riots sparked by a police shooting. "
        "The killing of a boy by police led to five days of rioting, a doctor said."
    )
    two = "The police shooting of a boy in Velmo sparked five days of riots across the country."
    found, _ = compared(one, two, published=("2023-05-11", "2023-05-11"))
    assert not [c for c in found if c.verdict == "differ"]


def test_the_dead_with_an_officer_among_them_are_no_third_toll() -> None:
    found = differing(
        "number",
        "Fourteen prisoners were killed in the mutiny at Velmo prison on Friday, the ministry said.",
        "Seventeen prisoners were killed in the mutiny at Velmo prison on Friday, the union said.",
        "Eighteen bodies from Velmo prison were counted by the hospital on Friday, among them that of an officer.",
    )
    assert found in ([{"14", "17"}], [{"14", "18"}])
