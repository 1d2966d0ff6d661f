"""When a page was put up or changed is no time of a happening, and no count."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from values_readings import reading

from twosource.steps.values import moments, quantities
from twosource.steps.values.stamps import stamps

STAMPED = [
    ("Ferry sinks off Ostby Last updated 13:26 14 / 09 / 2013", "Last updated 13:26 14 / 09 / 2013"),
    ("September 15, 2013 11:26 pm Two ferries sink off Ostby", "September 15, 2013 11:26 pm"),
    ("Two ferries sink SEPTEMBER 16, 2013 11: 12AM", "SEPTEMBER 16, 2013 11: 12AM"),
    ("Ferry sinks POSTED: 1052 GMT (1852 HKT), April 10, 2007", "POSTED: 1052 GMT (1852 HKT), April 10, 2007"),
    ("Ferry sinks off Ostby Published: April 10, 2007", "Published: April 10, 2007"),
    ("Mayor guilty on April 30, 2008 at 4:31 AM, updated April 30, 2008 at 8:33 AM",
     "April 30, 2008 at 4:31 AM, updated April 30, 2008 at 8:33 AM"),
    ("Ferry sinks off Ostby Apr 12, 2007", "Apr 12, 2007"),
    ("14:25 Sun Sep 15 2013 Second man dies", "14:25 Sun Sep 15 2013"),
]  # fmt: skip
TOLD = [
    "The ferry sank on April 9, 2007 at 6:04 PM off Ostby. Two drowned.",
    "The study, published April 10, 2007, found nothing.",
    "He posted on 3 May that he was safe. Nobody answered.",
    "The bank was founded in 1997. It closed on 4 May 2012.",
    "Time of the blast: 2026-03-03 04:14:09 UTC. Nobody was hurt.",
    "They met at 10:30 a.m. on Friday, 3 March 2023, and left.",
]


@pytest.mark.parametrize(("text", "stamp"), STAMPED)
def test_a_stamp_is_no_time_and_no_number(text: str, stamp: str) -> None:
    assert [text[a:b] for a, b in stamps(text, "en")] == [stamp]
    read = reading(text, "2013-09-16", "en")
    start = text.index(stamp)
    assert not [m for m in moments(read) if start <= m.start < start + len(stamp)]
    assert not [q for q in quantities(read) if start <= q.start < start + len(stamp)]


@pytest.mark.parametrize("text", TOLD)
def test_what_the_text_tells_is_no_stamp(text: str) -> None:
    assert stamps(text, "en") == ()


@given(st.text(max_size=60), st.sampled_from([s for _, s in STAMPED]), st.text(max_size=60), st.integers(0, 2000))
def test_stamps_lie_in_the_text_in_order(before: str, stamp: str, after: str, offset: int) -> None:
    text = before + stamp + after
    found = stamps(text, "en", offset)
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
