"""A weekday and a date that do not go together, within one expression."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.compare.told import compared

from twosource.steps.compare.weekdays import weekday_in

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def told(text: str, published: str = "2023-05-12") -> list[tuple[str, ...]]:
    found, _ = compared(text, published=(published,))
    return [tuple(v.value for v in c.values) for c in found if c.question.startswith("Within one report: which day")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The march was held on Friday 10 May 2023 in Ostby.", ("Friday", "10 May 2023")),  # a Wednesday
        ("The vote is set for Monday, June 6.", ("Monday", "June 6")),  # a Tuesday
        ("The boat sank on Thursday, 11 May 2022.", ("Thursday", "11 May 2022")),  # 11 May 2023 was one
    ],
)
def test_a_weekday_that_is_not_that_of_the_date(text: str, values: tuple[str, str]) -> None:
    assert told(text) == [values]


@pytest.mark.parametrize(
    "text",
    [
        "The march was held on Wednesday 10 May 2023 in Ostby.",
        "The fair is on Saturday and May 16.",  # two days
        "The talks last from Monday to 18 May.",
        "The night of Tuesday to Wednesday 10 May was calm.",
        "The dam broke on a Friday in May 2021.",
        "Black Friday 2022 was quiet.",
        "On Tuesday 14 shops were shut.",
        "She was born on Friday, 3 March.",  # the year is not said, and may be any
    ],
)
def test_what_may_be_right(text: str) -> None:
    assert told(text) == []


def test_a_date_without_a_year_far_from_publication_may_be_of_another_year() -> None:
    assert told("The dam broke on Tuesday 14 September.", "2023-05-12") == []


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(0, 6))
def test_the_weekday_is_read_from_the_words(day: date, shift: int) -> None:
    other = day + timedelta(days=shift)
    found = weekday_in(f"{DAYS[other.weekday()]} {day.day} {day:%B} {day.year}", "en")
    assert found is not None
    assert (found[0] == day.weekday()) == (shift == 0)
