"""What holds for every text, however odd."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from values_readings import reading

from twosource.steps.values import moments, quantities, undated
from twosource.steps.values.numbers import find_numbers, number_value

LANGUAGES = ("en", "no", "da", "sv", "fi", "de", "fr", "es", "pt", "pl", "ru", "uk", "nl", "it", "und", "zh-Hant")
WORDS = st.sampled_from(
    [
        "on",
        "Friday",
        "13",
        "January",
        "2023",
        "at",
        "2am",
        ",",
        ".",
        "about",
        "four",
        "months",
        "ago",
        "31",
        "people",
        "no more than",
        "or",
        "-",
        "March",
        "quarter",
        "dozens",
        "1,140",
        "half",
        "past",
        "nine",
        "last",
        "year",
        "the",
        "night",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join))
PUBLISHED = st.sampled_from(
    [None, "", "soon", "2023", "2023-01", "2023-01-16", "2024-02-29T23:59:59+14:00", "0001-01-01", "9999-12-31"]
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, PUBLISHED, st.sampled_from(LANGUAGES))
def test_spans_lie_in_the_text_and_intervals_are_in_order(text: str, published: str | None, language: str) -> None:
    read = reading(text, published, language)
    for found in moments(read):
        assert 0 <= found.start < found.end <= len(text)
        assert found.earliest <= found.latest
        assert found.why
        assert any(p.start <= found.start and found.end <= p.end for p in read.passages)
    for number in quantities(read):
        assert 0 <= number.start < number.end <= len(text)
        assert number.words.start <= number.start < number.words.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high
    assert all(d.why for d in undated(read))


@given(st.integers(0, 10**9))
def test_figures_are_read_as_written(number: int) -> None:
    assert number_value(f"{number:,}", "en") == number
    assert number_value(f"{number:,}".replace(",", "."), "de") == number


@given(
    st.integers(1, 9), st.sampled_from(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
)
def test_tens_and_units(unit: int, tens: str) -> None:
    units = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    assert number_value(f"{tens}-{units[unit - 1]}", "en") == (number_value(tens, "en") or 0) + unit


def test_two_numbers_are_not_added_up() -> None:
    assert [n.value for n in find_numbers("between twelve and fifteen", "en")] == [12, 15]
