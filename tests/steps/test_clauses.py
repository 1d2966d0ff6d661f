"""What a clause tells: predicates that come to another word."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import material, needs_parser

from twosource.steps.clauses import clauses_of

pytestmark = needs_parser


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Moe was found guilty of murder in April.", "convict"),
        ("The jury found him guilty.", "convict"),
        ("The police found a gun.", "found-event"),
        ("They found the guilty man.", "found-event"),
        ("He pleaded guilty.", "plead"),
    ],
)
def test_found_guilty_is_convicted(text: str, event: str) -> None:
    (clause,) = clauses_of(material(text))["a"]
    assert clause.event == event
