"""The time of day that many reports give, and another within the hour."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser

pytestmark = needs_parser

MOST = (
    "Odd Vik was stopped on the Ostby bridge at about 1:30 a.m., police said.",
    "Police arrested Odd Vik on the Ostby bridge at 1.30am on Tuesday.",
    "Odd Vik, a goalkeeper, was pulled over at around 1:30 a.m. on Tuesday on the Ostby bridge.",
)


def times(*texts: str) -> list[set[str]]:
    found, _ = compared(*texts, published=("2023-05-10",) * len(texts))
    return [{v.value for v in c.values} for c in found if c.verdict == "differ" and c.kind == "date"]


def test_many_against_one() -> None:
    other = "Odd Vik was driving over the Ostby bridge at about 1 a.m. when officers stopped him."
    assert times(*MOST, other) == [{"01:30", "01:00"}]
    assert times(other, *reversed(MOST)) == [{"01:30", "01:00"}]


@pytest.mark.parametrize(
    "other",
    [
        "Odd Vik was on the Ostby bridge at 1 a.m. and was stopped at 1.30 a.m.",  # it gives both
        "Odd Vik was driving over the Ostby bridge at 1:25 a.m. when officers stopped him.",  # told roughly
        "Odd Vik was driving over the Ostby bridge at 9 p.m. when he was filmed.",  # hours before
        "Odd Vik was released from the Ostby station at 2.20 a.m., police said.",  # what came after
        "A café in Velmo closes at 1 a.m. on weekdays.",  # another matter
        "Odd Vik was filmed on the Ostby bridge at 1 a.m. on Sunday.",  # another day
    ],
)
def test_what_is_no_other_time_of_it(other: str) -> None:
    assert times(*MOST, other) == []


def test_two_reports_are_not_many() -> None:
    assert (
        times(*MOST[:2], "Odd Vik was driving over the Ostby bridge at about 1 a.m. when officers stopped him.") == []
    )


def test_a_report_of_the_many_that_gives_the_other_time_too() -> None:
    both = MOST[1] + " Jan Moe was arrested at the Ostby bridge at about 1 a.m."
    other = "Jan Moe was arrested at the Ostby bridge at about 1 a.m."
    assert times(MOST[0], both, MOST[2], other) == []
