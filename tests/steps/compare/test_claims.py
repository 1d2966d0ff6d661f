"""Claims that reports set against one another, and what only looks like it: the small stories of ``claims.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.steps.compare.told import ASKED, compared, needs_parser

from twosource.steps.compare import SURE

pytestmark = needs_parser

ROWS = [line for line in (Path(__file__).parent / "claims.txt").read_text("utf-8").splitlines() if line[:1] in "+-"]


def differing(row: str, sure: float) -> set[str]:
    """Kinds of the differences in a story."""
    found, _ = compared(*row[1:].strip().split(" || "), sure=sure)
    return {c.kind for c in found if c.verdict == "differ"}


@pytest.mark.parametrize("row", [r for r in ROWS if r[0] == "+"])
def test_they_differ(row: str) -> None:
    assert differing(row, ASKED)


@pytest.mark.parametrize("row", [r for r in ROWS if r[0] == "-"])
def test_they_do_not_differ(row: str) -> None:
    assert not differing(row, SURE)


@pytest.mark.parametrize(
    ("first", "second", "cause"),
    [
        (
            "Police have not named the driver of the truck.",
            "Police have named the driver of the truck as Jan Moe.",
            "update",
        ),
        (
            "Police have named the driver of the truck as Jan Moe.",
            "Police have not named the driver of the truck.",
            "conflict",
        ),
        ("Nobody has been arrested over the robbery.", "Two men have been arrested over the robbery.", "update"),
        ("The woman is still a suspect in the robbery.", "The woman is no longer a suspect in the robbery.", "update"),
        ("The woman is no longer a suspect in the robbery.", "The woman is a suspect in the robbery.", "conflict"),
        ("The minister ordered the wiretaps.", "The minister did not order the wiretaps.", "conflict"),
    ],
)
def test_cause(first: str, second: str, cause: str) -> None:
    """A state that the later report has otherwise is an update; a deed that one tells and one denies is a conflict."""
    found, _ = compared(first, second, sure=ASKED)
    assert [c.cause for c in found if c.verdict == "differ"] == [cause]
