"""Which given names one person may go by."""

from __future__ import annotations

import pytest

from twosource.steps.resolve.given import one_given_name, two_given_names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("oleksandr", "alexandre"),
        ("mykola", "nikolai"),
        ("wolodymyr", "vladimir"),
        ("siarhei", "sergey"),
        ("yusuf", "joseph"),
        ("houssein", "husayn"),
        ("panagiotis", "takis"),
        ("bill", "william"),
        ("kathryn", "catherine"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert one_given_name(one, other)
    assert one_given_name(other, one)
    assert not two_given_names(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("taras", "oleksandr"), ("martin", "martina"), ("aleksandr", "aleksandra"), ("ivan", "igor"), ("karim", "khaled")],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not one_given_name(one, other)


def test_what_is_no_given_name_may_be_a_slip_of_the_pen() -> None:
    assert two_given_names("martin", "marvin") is False  # "marvin" is in no table: nothing is known of it
    assert two_given_names("daniel", "daniela")
