"""Who pursued, shot at, beat somebody: another doer in each report, or none named in one."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser

pytestmark = needs_parser


def who(*texts: str) -> dict[str, set[str]]:
    """Questions on the doer of an act, with the answers; none of them is ever called a difference."""
    found, _ = compared(*texts)
    asked = [c for c in found if c.kind == "actor" and c.question.split()[1] in ("pursued", "fired", "beat")]
    assert all(c.verdict == "compatible" for c in asked)
    return {c.question: {v.value for v in c.values} for c in asked}


@pytest.mark.parametrize(
    ("texts", "answers"),
    [
        (
            (
                "Harbour police pursued Oskar Lindqvist across the ice on Monday.",
                "Oskar Lindqvist said that coast guards chased him across the ice.",
            ),
            {"Harbour police", "coast guards"},
        ),
        (
            (
                "Joro Ilic said that park rangers tracked his footprints before setting a dog after him.",
                "Soldiers of the Third Brigade hunted Joro Ilic through the forest.",
            ),
            {"park rangers", "Soldiers of the Third Brigade"},
        ),
        (
            (
                "Mina Darvish was chased by masked men after the hearing.",
                "Two plainclothes officers followed Mina Darvish after the hearing.",
            ),
            {"masked men", "Two plainclothes officers"},
        ),
    ],
)
def test_two_pursuers(texts: tuple[str, str], answers: set[str]) -> None:
    assert answers in who(*texts).values()


def test_a_passive_hides_who_fired() -> None:
    asked = who(
        "“Shots were fired at me,” Mina Darvish said outside the court.",
        "Mina Darvish said that the border militia chased her to the bridge and fired shots.",
    )
    (answers,) = [a for q, a in asked.items() if "fired" in q]
    assert any("border militia" in a for a in answers)
    assert any(a.startswith("not said") for a in answers)


@pytest.mark.parametrize(
    "texts",
    [
        # somebody else
        ("Harbour police pursued Oskar Lindqvist.", "Coast guards chased Petra Novak."),
        # the same pursuers, in the plural or by name
        ("Harbour police pursued Oskar Lindqvist.", "Oskar Lindqvist was chased by the police."),
        # denied, or only feared
        ("Harbour police pursued Oskar Lindqvist.", "Coast guards did not chase Oskar Lindqvist."),
        ("Harbour police pursued Oskar Lindqvist.", "Oskar Lindqvist feared that thieves would follow him."),
        # nobody is chased
        ("Harbour police pursued their claim.", "The coast guard followed the rules."),
        # no report says who
        ("Shots were fired at Mina Darvish.", "Mina Darvish was shot at."),
    ],
)
def test_no_two_doers(texts: tuple[str, str]) -> None:
    assert not who(*texts)
