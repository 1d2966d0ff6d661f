"""Why reports differ is said only where they show it."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import ASKED, compared, needs_parser

pytestmark = needs_parser


@pytest.mark.parametrize(
    ("texts", "cause", "words"),
    [
        # each rests on another source, who is named
        (
            ("The protest was peaceful, the organisers said.", "The protest was violent, police said."),
            "source",
            ("the organisers", "police"),
        ),
        (
            ("Jan Moe was well equipped, police said.", "Jan Moe was poorly equipped, Ann Roe said."),
            "source",
            ("police", "Ann Roe"),
        ),
        # told by the reports themselves: nothing says why
        (("The ship lay 90 miles north of Ostby.", "The ship lay 90 miles south of Ostby."), "conflict", ()),
        (("The protest was peaceful.", "The protest was violent, police said."), "conflict", ()),
        # one source said both
        (("The protest was peaceful, police said.", "The protest was violent, police said."), "conflict", ()),
        # a state that the later report has otherwise
        (
            ("Police have not named the driver of the truck.", "Police named the driver of the truck."),
            "update",
            ("later",),
        ),
    ],
)
def test_cause(texts: tuple[str, ...], cause: str, words: tuple[str, ...]) -> None:
    found = [c for c in compared(*texts, sure=ASKED)[0] if c.verdict == "differ"]
    assert [c.cause for c in found] == [cause]
    assert all(w.lower() in found[0].why.lower() for w in words)
