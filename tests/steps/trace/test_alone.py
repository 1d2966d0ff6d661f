"""What is counted beside the groups: statements that stand alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from builders import ferry
from twosource.record import Group, Material, Reading, Span, Statement
from twosource.steps.trace import count_origins, standing_alone
from twosource.steps.trace.again import again

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


class Points:
    """Wordings as points that a test sets: no meaning, only what the reckoning does with it."""

    def __init__(self, points: dict[str, tuple[float, float, float]]) -> None:
        self.points = points

    def vectors(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        return [np.array(self.points[t], dtype=np.float32) for t in texts]

    def pieces(self, texts: Sequence[str]) -> list[NDArray[np.float16]]:
        return [point[np.newaxis].astype(np.float16) for point in self.vectors(texts)]


def said(report: str, number: int, words: str, speaker: str = "Ann Roe") -> Statement:
    where = (Span(0, len(words)),)
    return Statement(
        f"{report}{number}", report, where, "indirect", None, None, speaker, False, (report, speaker), "claimed"
    )


WIND, GALE, BILL = "wind held it up", "a gale was the cause", "the bill is paid"
SENSE = Points({WIND: (1, 0, 0), GALE: (0.8, 0.6, 0), BILL: (0, 0.6, 0.8)})
TEXTS = {"a": WIND, "b": GALE, "c": BILL}


def test_what_one_speaker_says_alike_in_two_reports_is_put_together() -> None:
    spoken = [said("a", 1, WIND), said("b", 1, GALE), said("c", 1, BILL)]
    assert [[s.id for s in c] for c in again(spoken, TEXTS, SENSE)] == [["a1", "b1"]]


def test_what_two_speakers_say_alike_stays_apart() -> None:
    assert again([said("a", 1, WIND), said("b", 1, GALE, "Ola Vik")], TEXTS, SENSE) == []


def test_what_one_report_has_of_him_twice_is_two_things() -> None:
    spoken = [said("a", 1, WIND), said("a", 2, WIND), said("b", 1, GALE)]
    assert all(len({s.report for s in c}) == len(c) for c in again(spoken, TEXTS, SENSE))
