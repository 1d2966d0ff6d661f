"""One thing counted in many reports: in other words, and where one report gives another number than many."""

from __future__ import annotations

import functools

import pytest
from tests.steps.compare.told import compared, material, needs_parser

from twosource.protocols import Meaning
from twosource.steps.compare import compare

pytestmark = needs_parser

MOST = (
    "The robbers came in two vans, police in Ostby said, and left the bank by the river.",
    "Robbers in two vans raided the bank by the river in Ostby, police said.",
    "Police in Ostby are looking for two vans after robbers raided the bank by the river.",
    "Two vans stood before the bank by the river in Ostby when the robbers came, police said.",
)


def differing(*texts: str) -> list[set[str]]:
    found, _ = compared(*texts)
    return [{v.value for v in c.values} for c in found if c.verdict == "differ" and c.kind == "number"]


def test_the_one_among_many() -> None:
    assert differing(*MOST, "The robbers, in three vans, raided the bank by the river in Ostby.") == [{"2", "3"}]


@pytest.mark.parametrize(
    "other",
    [
        "The robbers, with three guns, raided the bank by the river in Ostby.",  # other things
        "The museum of Velmo has bought three vans for its staff.",  # another matter
        "The robbers raided the bank by the river in Ostby with two vans; three vans were found in Velmo.",
        "The robbers, in about two vans, raided the bank by the river in Ostby.",
    ],
)
def test_what_is_no_other_count(other: str) -> None:
    assert differing(*MOST, other) == []


@functools.cache
def meaning() -> Meaning:
    return pytest.importorskip("twosource.engines.meaning").MiniLM.load()


def counted(*texts: str) -> list[set[str]]:
    found, _ = compare(material(*texts), (), (), meaning=meaning())
    return [{v.value for v in c.values} for c in found if c.verdict == "differ"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Two wind turbines were damaged when the storm crossed Ostby on Friday.",
            "The operator said three turbines suffered damage on Friday.",
        ),
        ("Guards found two phones in his cell.", "Three phones were discovered in the cell of the prisoner."),
        ("Two cabins were buried by the avalanche.", "Three cabins were swept away by the avalanche, the mayor said."),
        (
            "The lorry hit two parked cars before it came to a stop.",
            "Before stopping, the truck struck three cars that were parked along the road.",
        ),
        ("The rebels hold two vessels off Ostby.", "Three ships are still held by the rebels off Ostby."),
    ],
)
def test_told_in_other_words(one: str, two: str) -> None:
    assert counted(one, two) == [{"2", "3"}]
    assert counted(two, one) == [{"2", "3"}]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The team won three games in May.", "The team lost two games in May."),
        ("Rebels seized two villages in the north.", "The army retook three villages in the north."),
        ("The court heard four witnesses on Monday.", "Three witnesses told the court that they had seen him."),
        ("He fired four shots at the door of the embassy.", "Police fired two shots at the man."),
        ("The lorry hit three parked cars.", "Two police cars followed the lorry for an hour."),
        ("The airline cancelled forty flights on Tuesday.", "The airline cancelled fifty flights on Wednesday."),
        ("The storm damaged two turbines.", "The storm damaged two turbines. Three turbines were damaged in Velmo."),
        ("The storm damaged two turbines.", "The storm may have damaged several turbines."),
        ("The SEA 3 cable was damaged off Ostby.", "The SEA 4 cable was damaged off Ostby."),  # a part of its name
    ],
)
def test_what_counts_other_things(one: str, two: str) -> None:
    assert counted(one, two) == []
