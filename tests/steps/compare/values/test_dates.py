"""Two dates or times of one question."""

from __future__ import annotations

from datetime import datetime

import pytest

from twosource.record import Moment, Precision, Quantity, Span
from twosource.steps.compare.values.dates import relate, relate_clocks


def day(y: int, m: int, d: int, relative: bool = False) -> Moment:
    return Moment(0, 1, datetime(y, m, d), datetime(y, m, d, 23, 59), "day", f"{y}-{m:02}-{d:02}", relative=relative)


def month(y: int, m: int, last: int) -> Moment:
    return Moment(0, 1, datetime(y, m, 1), datetime(y, m, last, 23, 59), "month", f"{y}-{m:02}")


def week(y: int, m: int, d: int, to: int) -> Moment:
    return Moment(
        0, 1, datetime(y, m, d), datetime(y, m, to, 23, 59), "about", f"{y}-{m:02}-{d:02}/{to:02}", relative=True
    )


def yearless(m: int, d: int = 0) -> Moment:
    """ "In July" of a report that has no date."""
    shown = f"--{m:02}-{d:02}" if d else f"--{m:02}"
    precision: Precision = "day" if d else "month"
    return Moment(0, 1, datetime(1, 1, 1), datetime(9990, 12, 31), precision, shown, yearless=(m, d))


FRIDAY = day(2023, 1, 13, relative=True)

# two moments, their words, the verdict
PAIRS = [
    (day(2023, 1, 13), day(2023, 1, 13), ("13 January", "Jan 13"), "agree"),
    (FRIDAY, day(2023, 1, 13), ("Friday", "13 January"), "compatible"),
    (month(2023, 1, 31), day(2023, 1, 13), ("in January", "13 January"), "compatible"),
    (day(2023, 1, 12), day(2023, 1, 14), ("12 January", "14 January"), "differ"),
    (month(2022, 7, 31), month(2022, 6, 30), ("July", "the beginning of June"), "differ"),
    # in whatever year: July is not June
    (yearless(7), month(2022, 6, 30), ("July", "the beginning of June 2022"), "differ"),
    (yearless(7), month(2022, 7, 31), ("July", "July 2022"), "compatible"),
    (yearless(7), yearless(7, 14), ("July", "14 July"), "compatible"),
    (yearless(7), yearless(7), ("July", "July"), "agree"),
    (yearless(7, 14), yearless(7, 15), ("14 July", "15 July"), "differ"),
    (yearless(7, 14), day(2022, 7, 14), ("14 July", "14 July 2022"), "compatible"),
    (yearless(12), week(2022, 12, 28, 31), ("December", "the last days of the year"), "compatible"),
    # told a year later: which year is meant was reckoned from publication
    (day(2022, 6, 24, relative=True), day(2023, 6, 24, relative=True), ("Friday", "June 24"), "compatible"),
    (day(2022, 6, 24), day(2023, 6, 24), ("24 June 2022", "24 June 2023"), "differ"),
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


def test_a_time_with_a_zone_is_not_set_against_the_day_before() -> None:
    time = Moment(
        0, 1, datetime(2023, 1, 13, 2, 41), datetime(2023, 1, 13, 2, 41), "minute", "2023-01-13T02:41", offset_minutes=0
    )
    assert relate(time, day(2023, 1, 12), ("0241 GMT on Friday", "on Thursday")).verdict == "compatible"
    assert relate(time, day(2023, 1, 11), ("0241 GMT on Friday", "on Wednesday")).verdict == "differ"


def test_two_times_of_one_day_differ_though_one_is_reckoned_from_publication() -> None:
    half_past_one, three = (
        Moment(0, 1, at, at, "minute", at.isoformat()[:16], relative=relative)
        for at, relative in ((datetime(2023, 1, 13, 1, 30), False), (datetime(2023, 1, 13, 3, 0), True))
    )
    assert relate(half_past_one, three, ("1.30 a.m. on 13 January", "3 a.m. on Friday")).verdict == "differ"


def test_two_hours_told_roughly_may_be_one_in_two_zones() -> None:
    three, five = (Quantity(0, 1, Span(0, 1), h - 10, h + 10, "", "clock", "", "", "clock") for h in (900.0, 1020.0))
    assert relate_clocks(three, five, ("3pm GMT", "5pm local time"), "3pm GMT 5pm local time").verdict == "compatible"


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
