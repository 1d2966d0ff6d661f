"""A count that one report alone gives, where many give another."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, material, needs_parser

from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import answers
from twosource.steps.compare.values.told import Told

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


def outvoted(*texts: str) -> bool:
    scene = Scene(material(*texts))
    found = answers(scene)
    two, three = (next(a for a in found if a.family == "count" and a.value.shown == n) for n in ("2", "3"))
    return Told(found, scene).outvoted(two, three)


def test_many_against_one_where_none_gives_both() -> None:
    other = "Witnesses saw three vans by the river in Ostby when the bank was raided."
    assert outvoted(*MOST, other)
    assert not outvoted(*MOST[:3], other)
    assert not outvoted(*MOST, other, "Three vans were found in Velmo, police said.")
    assert not outvoted(*MOST, other + " The two vans of the robbers were red.")
