"""What a group is called: words that can be read by themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "compare"))
from told import material, needs_parser

from twosource.steps.align import align

TITLES = [
    (
        "The pilot feigned an illness and wandered the harbour of Ostby in slippers.",
        "The pilot was known as mad and wandered the harbour of Ostby in slippers.",
        "The pilot was known as mad and wandered the harbour of Ostby in slippers",
    ),
    (
        "The harbour board said the ferry from Ostby to Lund had struck a rock.",
        "The ferry from Ostby to Lund struck a rock, a fisherman told the paper.",
        "The ferry from Ostby to Lund struck a rock",
    ),
    (
        "Neighbours saw him carrying a rifle into the chapel of Ostby on Monday.",
        "He was carrying a rifle into the chapel of Ostby on Monday.",
        "He was carrying a rifle into the chapel of Ostby on Monday",
    ),
]


@needs_parser
@pytest.mark.parametrize(("one", "two", "title"), TITLES)
def test_a_group_is_called_by_words_that_read_by_themselves(one: str, two: str, title: str) -> None:
    groups, _ = align(material(one, two))
    assert title in [g.label for g in groups]


@needs_parser
def test_the_title_does_not_depend_on_the_order_of_the_reports() -> None:
    one, two, _ = TITLES[1]
    assert {g.label for g in align(material(one, two))[0]} == {g.label for g in align(material(two, one))[0]}
