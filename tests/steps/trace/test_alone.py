"""What is counted beside the groups: one utterance in several wordings, and statements that stand alone."""

from __future__ import annotations

from dataclasses import replace

from builders import ferry
from twosource.record import Group, Material, Quote, QuoteVariant, Reading
from twosource.steps.trace import also_counted, count_origins

FERRY = ferry()
MATERIAL = Material(tuple(Reading(r, ()) for r in FERRY.reports), FERRY.entities, FERRY.statements)
QUOTE = Quote(
    "q", "e1", False, tuple(QuoteVariant(i, r, 0, 1, "direct") for i, r in (("s2", "herald"), ("s9", "coast")))
)


def members(groups: tuple[Group, ...]) -> list[tuple[str, ...]]:
    return [g.statements for g in groups]


def test_an_utterance_in_two_reports_is_counted_as_one_matter() -> None:
    assert members(also_counted(MATERIAL, FERRY.groups, [QUOTE])) == [("s2", "s9")]


def test_what_is_in_no_group_stands_alone_and_own_voice_is_left_out() -> None:
    found = also_counted(MATERIAL, FERRY.groups, [])
    assert members(found) == [("s2",), ("s9",)]
    assert [g.id for g in found] == ["g3", "g4"]
    assert found[0].label == "We had four minutes to get everyone on deck"


def test_a_statement_that_a_group_has_is_not_counted_twice() -> None:
    grouped = (*FERRY.groups, Group("g3", "", ("s2",)))
    assert members(also_counted(MATERIAL, grouped, [QUOTE])) == [("s9",)]


def test_one_report_with_two_wordings_is_no_matter_of_several() -> None:
    once = replace(
        QUOTE, variants=tuple(replace(v, statement=s) for v, s in zip(QUOTE.variants, ("s2", "s3"), strict=True))
    )
    assert members(also_counted(MATERIAL, (), [once]))[0] == ("s1",)


def test_what_stands_alone_has_no_second_origin() -> None:
    counts = count_origins(MATERIAL, also_counted(MATERIAL, FERRY.groups, []), [], [])
    assert {(c.independent_count, c.possible_count, c.rule) for c in counts} == {(1, 1, "not_met")}
