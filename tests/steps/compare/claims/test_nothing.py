"""There was none of it, and there was: "no siren", "the sirens sounded"."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import ASKED, compared, needs_parser, verdicts

pytestmark = needs_parser


@pytest.mark.parametrize(
    ("texts", "parts"),
    [
        (("Miners heard no siren.", "The siren sounded within minutes, the firm said."), ("no siren", "siren sounded")),
        (("The plan is a joke, the mayor said.", "The mayor said the plan was no joke."), ("is a joke", "no joke")),
        (
            ("The letter contained no apology, readers noted.", "The bank later issued an apology."),
            ("no apology", "issued an apology"),
        ),
        (
            ("The firm opened the gates without a warning.", "The firm issued a warning."),
            ("without a warning", "issued a warning"),
        ),
    ],
)
def test_none_of_it_and_some(texts: tuple[str, str], parts: tuple[str, str]) -> None:
    found, _ = compared(*texts, sure=ASKED)
    assert verdicts(found, texts, *parts) == {"differ"}


@pytest.mark.parametrize(
    "texts",
    [
        # another thing
        ("Miners heard no siren that night.", "The alarm clock rang, the firm said."),
        # no sign of it is not none of it
        ("Police found no sign of a break-in.", "There was a sign of a break-in on the door."),
        # a part only
        ("The bank issued no further apology.", "The bank issued an apology."),
        # told as possible
        ("Miners heard no siren that night.", "A siren could sound within minutes."),
        # somebody else's
        ("Ann Roe offered no apology.", "Jan Moe issued an apology."),
        # both in one report
        ("There was no siren at first. Then the siren sounded.", "The siren sounded."),
    ],
)
def test_nothing_denied(texts: tuple[str, str]) -> None:
    found, _ = compared(*texts, sure=ASKED)
    assert not [c for c in found if c.verdict == "differ"]
