"""What a report itself calls a contradiction, and what somebody questions."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser

pytestmark = needs_parser

AGAINST = [
    # what "the statement" takes up is set against the claim
    (
        "“The valve was shut after the blast,” Ann Roe, the prosecutor of Lund, said. The statement contradicts the "
        "firm Oresund Gas, which had said that the valve was shut before the blast.",
        "the valve was shut before",
        "The valve was shut after",
    ),
    ("The finding contradicts the army's claim that the bus was empty.", "the bus was empty", "The finding"),
    (
        "His account is at odds with that of the firm, which says the gate was locked.",
        "the gate was locked",
        "His account",
    ),
    (
        "The railway said in a statement that the barrier was closed when the train came. A lawyer for the bus firm "
        "questioned that.",
        "the barrier was closed",
        "A lawyer for the bus firm questioned that",
    ),
]


@pytest.mark.parametrize(("text", "claim", "against"), AGAINST)
def test_the_claim_and_what_is_against_it(text: str, claim: str, against: str) -> None:
    found, _ = compared(text)
    shown = [c for c in found if c.verdict == "differ" and c.kind == "polarity"]
    assert [(claim in c.values[0].value, against in c.values[1].value) for c in shown] == [(True, True)]


NOTHING = [
    "Police questioned the driver on Monday. Jan Berg said that he was tired. The mayor challenged him to a debate.",
    "Ann Roe said that the dam was safe. Nothing contradicts her, which was said to be a relief.",
    "The report contradicts the minister. Ann Roe said that the dam was safe.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_claim_stands_there(text: str) -> None:
    found, _ = compared(text)
    assert not [c for c in found if c.verdict == "differ"]
