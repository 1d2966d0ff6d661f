"""How often one deed was done to somebody."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser

pytestmark = needs_parser


def differing(*texts: str) -> list[set[str]]:
    found, _ = compared(*texts)
    return [{v.value for v in c.values} for c in found if c.verdict == "differ"]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Jonas Berg was stabbed three times in a bar on Friday.",
            "The police said Jonas Berg was stabbed five times.",
        ),
        ("16-year-old Jonas Berg was shot seven times.", "Jonas Berg, a pupil, was shot eleven times by officers."),
    ],
)
def test_one_deed_done_to_one_person(texts: tuple[str, str]) -> None:
    assert differing(*texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("Jonas Berg was stabbed three times.", "Anna Roe was stabbed five times."),
        ("Jonas Berg was arrested four times.", "Jonas Berg was arrested three times since October."),
        ("Jonas Berg was stabbed three times.", "Jonas Berg was stabbed several times."),
        ("Jonas Berg was stabbed three times.", "Jonas Berg was kicked five times."),
        (
            "Jonas Berg was stabbed three times on Friday. Jonas Berg was stabbed five times in 2012.",
            "Jonas Berg was stabbed five times.",
        ),
    ],
)
def test_others_or_other_times(texts: tuple[str, str]) -> None:
    assert not differing(*texts)


def test_two_deeds_of_one_holder() -> None:
    assert not differing("Jan Moe ate two apples.", "Yesterday Jan Moe bought three apples at the fair.")
    assert not differing("Jan Moe was stabbed three times.", "Jan Moe was kicked five times.")
