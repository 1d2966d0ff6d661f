"""A count of none: "no one was injured" against "two people were hurt"."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, material, needs_parser, verdicts

from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.none import nones

pytestmark = needs_parser


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No one was injured in the fire.", "No one was injured"),
        ("Nobody died.", "Nobody died"),
        ("Police said there were no arrests.", "no arrests"),
        ("No injuries were reported on Sunday.", "No injuries"),
        ("No passengers were hurt.", "No passengers were hurt"),
    ],
)
def test_what_counts_none(text: str, words: str) -> None:
    found = list(nones(Scene(material(text)), "a"))
    assert [text[q.start : q.end] for q in found] == [words]
    assert all(q.low == q.high == 0 for q in found)


@pytest.mark.parametrize(
    "text",
    [
        "No one else was injured.",
        "No serious injuries were reported.",
        "Nobody was seriously hurt.",
        "He was not injured.",
        "He has no case to answer.",
        "If nobody was injured, the game goes on.",
        "No photos were released.",
    ],
)
def test_what_does_not(text: str) -> None:
    assert not list(nones(Scene(material(text)), "a"))


def test_none_against_some() -> None:
    texts = (
        "The organiser said that no one was injured in the blaze.",
        "Two people were injured in the blaze on Monday.",
    )
    found, _ = compared(*texts)
    assert verdicts(found, texts, "no one", "Two people") == {"differ"}
    assert next(c.question for c in found if c.verdict == "differ") == "How many people were injured?"


@pytest.mark.parametrize(
    "texts",
    [
        # passengers are not everybody
        ("No passengers were injured in the crash.", "One worker was injured in the crash."),
        # nor are the hurt the dead
        ("Nobody died in the crash.", "Three people were injured in the crash."),
        # another time
        ("Nobody was arrested.", "Two people were arrested in 1998."),
    ],
)
def test_none_of_something_else(texts: tuple[str, str]) -> None:
    found, _ = compared(*texts)
    assert "differ" not in {c.verdict for c in found}
