"""Which act it was, and what came of what."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser, verdicts

pytestmark = needs_parser


def kinds(*texts: str) -> set[tuple[str, str]]:
    """Kind and question of each difference."""
    found, _ = compared(*texts)
    return {(c.kind, c.question) for c in found if c.verdict == "differ"}


def test_two_acts() -> None:
    texts = ("A girl was charged after punching a soldier.", "A girl slapped two soldiers last month.")
    assert kinds(*texts) == {("manner", "What was done to the soldier?")}
    found, _ = compared(*texts)
    assert verdicts(found, texts, "punching", "slapped") == {"differ"}


@pytest.mark.parametrize(
    "texts",
    [
        # one report has both words
        ("A girl punched a soldier. She had slapped the soldier before.", "A girl slapped a soldier."),
        # another one was hit
        ("A girl punched a soldier.", "A boy slapped his teacher."),
        # not of one sort
        ("A girl punched a soldier.", "A girl thanked a soldier."),
        # denied
        ("A girl did not punch a soldier.", "A girl slapped a soldier."),
    ],
)
def test_no_two_acts(texts: tuple[str, str]) -> None:
    assert not {k for k in kinds(*texts) if k[0] == "manner"}


def test_what_came_first() -> None:
    texts = ("The barge caught fire and caused an explosion.", "An explosion sparked a fire on the barge.")
    assert len(kinds(*texts)) == 1
    found, _ = compared(*texts)
    assert verdicts(found, texts, "fire", "explosion") == {"differ"}


@pytest.mark.parametrize(
    "texts",
    [
        ("An explosion caused a fire.", "An explosion sparked a fire on the barge."),
        ("An explosion caused a fire.", "A fire could cause an explosion."),
        ("An explosion caused a fire.", "The collapse caused an explosion."),
    ],
)
def test_one_order(texts: tuple[str, str]) -> None:
    assert not {k for k in kinds(*texts) if k[0] == "manner"}


def test_which_lap() -> None:
    texts = ("Mika Strand crashed on lap 13.", "Lap 14 Mika Strand has a big crash.")
    found, _ = compared(*texts)
    assert verdicts(found, texts, "13", "14") == {"differ"}


@pytest.mark.parametrize(
    "texts",
    [
        ("Mika Strand crashed on lap 13.", "Paul Dorn crashed on lap 14."),
        ("Mika Strand crashed on lap 13.", "Mika Strand ran for 14 laps."),
        ("Mika Strand crashed on lap 13.", "Racing began again on lap 14, but Mika Strand crashed."),
    ],
)
def test_not_one_lap(texts: tuple[str, str]) -> None:
    found, _ = compared(*texts)
    assert "differ" not in verdicts(found, texts, "13", "14")


def test_what_is_known_of_them_is_their_toll() -> None:
    texts = ("14 prisoners were shot to death.", "Seventeen prisoners are now known to have died.")
    found, _ = compared(*texts)
    assert verdicts(found, texts, "14", "Seventeen") == {"differ"}
