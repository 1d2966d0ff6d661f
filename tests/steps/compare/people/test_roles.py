"""What the reports say that a person is."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser

pytestmark = needs_parser


def described(*texts: str) -> dict[str, set[str]]:
    """The descriptions of each person, by the question."""
    found, _ = compared(*texts)
    return {c.question: {v.value for v in c.values} for c in found if c.kind == "role"}


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (("Interior Minister Ann Roe opened the bridge.", "The interior minister, Ann Roe, was there."), "minister"),
        (("President Ann Roe opened the bridge.", "Ann Roe, the president, was there."), "president"),
        (("Former police chief Ann Roe opened the bridge.", "Ann Roe is a former police chief."), "police chief"),
    ],
)
def test_a_title_is_a_description(texts: tuple[str, str], value: str) -> None:
    (values,) = described(*texts).values()
    assert len(values) == 1
    assert value in next(iter(values)).lower()


@pytest.mark.parametrize(
    "texts",
    [
        ("Lake Victoria Roe flooded the bridge.", "Ann Roe was there."),
        ("Roe Street was closed.", "Ann Roe, the mayor, was there."),
    ],
)
def test_no_description(texts: tuple[str, str]) -> None:
    assert not described(*texts)
