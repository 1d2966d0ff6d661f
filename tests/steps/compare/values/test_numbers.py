"""Two numbers of one question: what they are to each other, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.record import Quantity, Span
from twosource.steps.compare.values.numbers import relate


def number(low: float | None, high: float | None, unit: str = "", approximate: bool = False) -> Quantity:
    shown = f"{low if low is not None else high:g} {unit}".strip()
    kind = "measure" if unit else "count"
    return Quantity(0, 1, Span(0, 1), low, high, shown, unit, "person", "people", kind, approximate)


def exactly(n: float, unit: str = "") -> Quantity:
    return number(n, n, unit)


def about(n: float, unit: str = "") -> Quantity:
    return number(n, n, unit, approximate=True)


def at_least(n: float) -> Quantity:
    return number(n, None)


# two numbers, the verdict, and what a reader should know
PAIRS = [
    (exactly(31), exactly(31), "agree", "one number"),
    (at_least(30), exactly(31), "compatible", "“more than 30” covers 31"),
    (at_least(31), exactly(30), "differ", "30 is not at least 31"),
    (at_least(26000), at_least(31000), "differ", "who knew of 31,000 would not say more than 26,000"),
    (at_least(30), at_least(31), "compatible", "bounds as near as that are one, told roughly"),
    (about(90), exactly(89), "compatible", "nearly 90 and 89 are one figure"),
    (about(90), exactly(60), "differ", "60 is not about 90"),
    (exactly(12000), exactly(11960), "compatible", "a round figure for the exact one"),
    (exactly(12000), exactly(8500), "differ", "two counts"),
    (exactly(170000, "ft2"), exactly(15800, "m2"), "compatible", "one area in two units"),
    (exactly(193, "km/h"), exactly(120, "mph"), "compatible", "one speed in two units"),
    (exactly(90, "km/h"), exactly(90, "mph"), "differ", "two speeds"),
    (exactly(8), exactly(10), "differ", "small numbers are not rounded"),
    (exactly(2), exactly(3), "differ", "small numbers are not rounded"),
    (exactly(12, "km"), exactly(6.5, "nautical mile"), "compatible", "one distance in two units"),
    (exactly(26, "m"), exactly(85, "ft"), "compatible", "one length in two units"),
    (exactly(2, "mile"), exactly(20, "km"), "differ", "3.2 km is not 20"),
    (exactly(14, "day"), exactly(2, "week"), "compatible", "a fortnight"),
    (exactly(4, "month"), exactly(6, "month"), "differ", "four months and six"),
    (exactly(4, "month"), exactly(5, "km"), "compatible", "unlike units are never a contradiction"),
]


@pytest.mark.parametrize(("one", "two", "verdict", "why"), PAIRS)
def test_two_numbers(one: Quantity, two: Quantity, verdict: str, why: str) -> None:
    assert relate(one, two).verdict == verdict, why
    assert relate(two, one).verdict == verdict, "the order of the reports makes no difference"


@pytest.mark.parametrize(("one", "two", "verdict", "why"), PAIRS)
def test_every_verdict_but_plain_agreement_gives_a_reason(one: Quantity, two: Quantity, verdict: str, why: str) -> None:
    assert bool(relate(one, two).why) == (verdict != "agree")


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_the_order_never_matters(a: float, b: float) -> None:
    assert relate(exactly(a), exactly(b)).verdict == relate(exactly(b), exactly(a)).verdict


@given(st.floats(0, 1e9))
def test_a_number_agrees_with_itself(a: float) -> None:
    assert relate(exactly(a), exactly(a)).verdict == "agree"
