"""What somebody says he will not do, and what another report says he did."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser

pytestmark = needs_parser


def status(*texts: str) -> list[tuple[str, str]]:
    """Verdict and cause of the comparisons that set a refusal against a deed."""
    found, _ = compared(*texts)
    return [(c.verdict, c.cause) for c in found if c.kind == "status" and c.verdict == "differ"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Ann Roe will not quit over the affair, she said.", "Ann Roe resigned on Monday."),
        ("Mayor Ann Roe refused to step down.", "The affair led Ann Roe to resign."),
        ("Ann Roe resisted mounting pressure to step down.", "Ann Roe stepped down on Monday."),
        ("Ann Roe ruled out signing the treaty.", "Ann Roe signed the treaty in Ostby."),
    ],
)
def test_refused_and_done(texts: tuple[str, str]) -> None:
    assert status(*texts) == [("differ", "update")]


@pytest.mark.parametrize(
    "texts",
    [
        # another one
        ("Ann Roe will not quit over the affair.", "Jan Moe resigned on Monday."),
        # wanted by others, not done
        ("Ann Roe refused to step down.", "The party called on Ann Roe to resign."),
        ("Ann Roe refused to step down.", "Ann Roe could resign on Monday."),
        # another treaty
        ("Ann Roe ruled out signing the treaty.", "Ann Roe signed the lease in Ostby."),
        # one report knows both
        ("Ann Roe refused to step down. A week later Ann Roe resigned.", "Ann Roe resigned on Monday."),
    ],
)
def test_no_refusal_of_what_was_done(texts: tuple[str, str]) -> None:
    assert not status(*texts)
