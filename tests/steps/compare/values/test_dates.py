"""Two dates or times of one question."""

from __future__ import annotations

from datetime import datetime

import pytest

from twosource.record import Moment, Quantity, Span
from twosource.steps.compare.values.dates import relate, relate_clocks


def day(y: int, m: int, d: int, relative: bool = False) -> Moment:
    return Moment(0, 1, datetime(y, m, d), datetime(y, m, d, 23, 59), "day", f"{y}-{m:02}-{d:02}", relative=relative)


def month(y: int, m: int, last: int) -> Moment:
    return Moment(0, 1, datetime(y, m, 1), datetime(y, m, last, 23, 59), "month", f"{y}-{m:02}")


def week(y: int, m: int, d: int, to: int) -> Moment:
    return Moment(
        0, 1, datetime(y, m, d), datetime(y, m, to, 23, 59), "about", f"{y}-{m:02}-{d:02}/{to:02}", relative=True
    )


FRIDAY = day(2023, 1, 13, relative=True)

# two moments, their words, the verdict
PAIRS = [
    (day(2023, 1, 13), day(2023, 1, 13), ("13 January", "Jan 13"), "agree"),
    (FRIDAY, day(2023, 1, 13), ("Friday", "13 January"), "compatible"),
    (month(2023, 1, 31), day(2023, 1, 13), ("in January", "13 January"), "compatible"),
    (day(2023, 1, 12), day(2023, 1, 14), ("12 January", "14 January"), "differ"),
    (month(2022, 7, 31), month(2022, 6, 30), ("July", "the beginning of June"), "differ"),
    (week(2023, 1, 9, 15), day(2023, 1, 17), ("last week", "Tuesday"), "compatible"),
    # one text, printed on two days: "today" moves with the paper
    (
        day(2023, 1, 16, relative=True),
        day(2023, 1, 17, relative=True),
        ("Monday morning", "this morning"),
        "compatible",
    ),
    (day(2023, 1, 15, relative=True), day(2023, 1, 14), ("yesterday", "14 January"), "compatible"),
    (day(2023, 1, 15, relative=True), day(2023, 1, 12), ("yesterday", "12 January"), "differ"),
    (day(2023, 1, 16, relative=True), day(2023, 1, 17, relative=True), ("Monday", "Tuesday"), "differ"),
]


@pytest.mark.parametrize(("one", "two", "words", "verdict"), PAIRS)
def test_two_dates(one: Moment, two: Moment, words: tuple[str, str], verdict: str) -> None:
    assert relate(one, two, words).verdict == verdict
    assert relate(two, one, (words[1], words[0])).verdict == verdict


def test_the_reason_names_the_words_and_the_day() -> None:
    assert relate(FRIDAY, day(2023, 1, 13), ("Friday", "13 January")).why == "“Friday” is 2023-01-13"


def clock(minutes: float) -> Quantity:
    shown = f"{int(minutes) // 60:02}:{int(minutes) % 60:02}"
    return Quantity(0, 1, Span(0, 1), minutes, minutes, shown, "clock", "", "", "clock")


CLOCKS = [
    (240, 240, "", "agree"),
    (120, 118, "", "compatible"),  # 01:58 and "about 2am" are told loosely
    (220, 280, "", "differ"),
    (196, 136, "at 02:16 UTC", "compatible"),  # an hour apart where a zone is named
    (310, 1030, "", "compatible"),  # ten past five, on a 12-hour clock
]


@pytest.mark.parametrize(("one", "two", "around", "verdict"), CLOCKS)
def test_two_times_of_day(one: float, two: float, around: str, verdict: str) -> None:
    assert relate_clocks(clock(one), clock(two), ("a", "b"), around).verdict == verdict
