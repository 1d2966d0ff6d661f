"""What is counted beside the groups: statements that stand alone."""

from __future__ import annotations

from builders import ferry
from twosource.record import Group, Material, Reading
from twosource.steps.trace import count_origins, standing_alone

FERRY = ferry()
MATERIAL = Material(tuple(Reading(r, ()) for r in FERRY.reports), FERRY.entities, FERRY.statements)


def members(groups: tuple[Group, ...]) -> list[tuple[str, ...]]:
    return [g.statements for g in groups]


def test_what_is_in_no_group_stands_alone_and_own_voice_is_left_out() -> None:
    found = standing_alone(MATERIAL, FERRY.groups)
    assert members(found) == [("s2",), ("s9",)]
    assert [g.id for g in found] == ["g3", "g4"]
    assert found[0].label == "We had four minutes to get everyone on deck"


def test_a_statement_that_a_group_has_is_not_counted_twice() -> None:
    assert members(standing_alone(MATERIAL, (*FERRY.groups, Group("g3", "", ("s2",))))) == [("s9",)]


def test_what_stands_alone_has_no_second_origin() -> None:
    counts = count_origins(MATERIAL, standing_alone(MATERIAL, FERRY.groups), [], [])
    assert {(c.independent_count, c.possible_count, c.rule) for c in counts} == {(1, 1, "not_met")}
