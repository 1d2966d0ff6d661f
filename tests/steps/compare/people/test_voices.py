"""The same quoted words, in the mouth of another in each report."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import ASKED, compared, needs_parser

pytestmark = needs_parser


def who_said(*texts: str) -> list[set[str]]:
    found, _ = compared(*texts, sure=ASKED)
    return [{v.value for v in c.values} for c in found if c.verdict == "differ" and c.question.startswith("Who said")]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "The knee is “perfectly sound,” according to Dr. Ann Roe, the club’s physician.",
            "Jan Moe, the striker, says his knee is “perfectly sound”.",
        ),
        (
            "“We will never sell the harbour,” Ann Roe said.",
            "“We will never sell the harbour,” said Jan Moe.",
        ),
    ],
)
def test_one_phrase_of_two_people(texts: tuple[str, str]) -> None:
    (names,) = who_said(*texts)
    assert any("Roe" in n for n in names)
    assert any("Moe" in n for n in names)


@pytest.mark.parametrize(
    "texts",
    [
        # one speaker
        ("The knee is “perfectly sound,” Ann Roe said.", "Ann Roe says that the knee is “perfectly sound”."),
        # a body and whoever speaks for it
        (
            "“We will never sell the harbour,” the Port of Ostby said.",
            "“We will never sell the harbour,” Ann Roe said.",
        ),
        # a common phrase about other things
        ("The bridge was “very good,” Ann Roe said.", "The dinner was “very good,” said Jan Moe."),
        # one report has both
        (
            "“We will never sell the harbour,” Ann Roe said. “We will never sell the harbour,” Jan Moe said, too.",
            "“We will never sell the harbour,” said Jan Moe.",
        ),
        # "she" may be anybody
        (
            "Ann Roe came. “We will never sell the harbour,” she said.",
            "“We will never sell the harbour,” said Jan Moe.",
        ),
    ],
)
def test_no_two_voices(texts: tuple[str, str]) -> None:
    assert not who_said(*texts)


def test_a_long_quotation_of_two_people_whom_no_report_names_both_is_shown() -> None:
    said = "“We knew of the matter long before the vote,” {} {} said in a statement."
    found, _ = compared(said.format("club chairman", "Jan Roe"), said.format("club chairman", "Jan Moe"))
    assert any(c.verdict == "differ" and c.question.startswith("Who said") for c in found)
    found, _ = compared(
        said.format("club chairman", "Jan Roe"), said.format("spokeswoman", "Ann Moe") + " Jan Roe had told her so."
    )
    assert not any(c.verdict == "differ" and c.question.startswith("Who said") for c in found)
