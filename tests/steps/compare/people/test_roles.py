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


@pytest.mark.parametrize(
    "texts",
    [
        ("Sen. Ann Roe opened the bridge.", "Ann Roe, a senator, was there."),
        ("Police spokesman Tom Ash warned of ice.", "Tom Ash, a police spokesperson, warned of ice."),
        ("Her attorney, Ann Roe, appealed.", "Ann Roe, her lawyer, appealed."),
    ],
)
def test_words_for_one_office_are_one_answer(texts: tuple[str, str]) -> None:
    (values,) = described(*texts).values()
    assert len(values) == 1


def test_a_description_is_shown_with_the_name_beside_it() -> None:
    texts = ("Justice minister Ann Roe opened the bridge.", "Ann Roe, the justice minister, was there.")
    (found,) = (c for c in compared(*texts)[0] if c.kind == "role")
    shown = {dict(zip("ab", texts, strict=True))[m.report][m.start : m.end] for m in found.values[0].mentions}
    assert shown == {"Justice minister Ann Roe", "Ann Roe, the justice minister"}
