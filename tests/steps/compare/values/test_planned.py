"""How long something was to last, against what else was said of it; and not against how long it lasted."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import differing, needs_parser

pytestmark = needs_parser


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (
            ("The hearing in Ostby was supposed to last two hours, the mayor said.",
             "The hearing in Ostby was expected to last six hours."),
            {"2 hour", "6 hour"},
        ),
        (
            ("The flight was scheduled to take 40 minutes.", "The flight was due to take three hours."),
            {"40 minute", "3 hour"},
        ),
        (
            ("The ceasefire in Velmo would last three days, the rebels said.",
             "The army expects the ceasefire in Velmo to last two weeks."),
            {"3 day", "2 week"},
        ),
        (  # its own word, and a quotation
            ('The hearing in Ostby was expected to last two hours. "The hearing was supposed to last twenty minutes," '
             "said Petra Novak, a lawyer.",),
            {"2 hour", "20 minute"},
        ),
    ],
)  # fmt: skip
def test_two_plans_for_one_thing(texts: tuple[str, ...], values: set[str]) -> None:
    assert differing("duration", *texts) == [values]


@pytest.mark.parametrize(
    "texts",
    [
        ("The hearing in Ostby was supposed to last two hours.", "The hearing in Ostby lasted six hours."),
        ("The hearing in Ostby will last two hours.", "The concert in Ostby is expected to last six hours."),
        ("The flight was scheduled to take 40 minutes.", "The flight took three hours."),
        ("The talks were expected to last two hours.", "The talks were expected to last about 120 minutes."),
        ("The hearing was expected to last two hours. The concert was expected to last six hours.",),
    ],
)
def test_a_plan_and_what_came_of_it_and_two_things(texts: tuple[str, ...]) -> None:
    assert differing("duration", *texts) == []
