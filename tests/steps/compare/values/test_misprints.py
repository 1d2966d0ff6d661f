"""Two long figures of which one looks like a slip of the other."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import differing, needs_parser

pytestmark = needs_parser


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (
            (
                "The watchdog of Ostby has imposed a fine of 41.7 million euros on the mobile operator Telvo.",
                "Telvo was fined 417 million euros on Monday for selling horoscopes, the watchdog said.",
            ),
            {"41,700,000 EUR", "417,000,000 EUR"},
        ),
        (
            (
                "Ann Roe, a former teacher, polled 11,482 votes in Ostby, the returning officer said.",
                "An error was found in Ostby, where Ann Roe ran for the council. Her total is now 11,472.",
            ),
            {"11,482", "11,472"},
        ),
    ],
)
def test_one_figure_is_a_slip_of_the_other(texts: tuple[str, str], values: set[str]) -> None:
    assert values in differing("number", *texts)


@pytest.mark.parametrize(
    "texts",
    [
        # one report has both: two counts
        (
            "Ann Roe polled 11,482 votes in Ostby, Tom Vik 11,472.",
            "Tom Vik of Ostby lost with 11,472 votes.",
        ),
        # three figures of which one is another are no slip
        ("Ann Roe won in Ostby by 415 votes.", "Tom Vik of Ostby got 405 votes from abroad."),
        # a price moves
        ("A ton of copper cost 9,412 dollars on Monday.", "Copper fell to 9,422 dollars a ton on Tuesday."),
    ],
)
def test_no_slip(texts: tuple[str, str]) -> None:
    assert differing("number", *texts) == []
