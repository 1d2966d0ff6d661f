"""Statements that say the same, and statements that only look alike."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "compare"))
from told import material, needs_parser

from twosource.steps.align import align
from twosource.steps.linkage import join


def together(*texts: str) -> list[set[str]]:
    """Reports of each group."""
    story = material(*texts)
    by_id = {s.id: s for s in story.statements}
    groups, _ = align(story)
    return [{by_id[i].report for i in g.statements} for g in groups]


SAME = [
    (
        "The Red Cross and the Swiss government brokered the deal.",
        "The deal was brokered by the Swiss government and the Red Cross.",
    ),
    ("“The negotiations will continue,” she said.", "He added that the “negotiations will continue.”"),
    ("Gunmen abducted the bishop of Ostby.", "The bishop of Ostby was kidnapped by gunmen."),
    ("The pilot applied for asylum in Ostby.", "The pilot is seeking asylum in Ostby."),
    ("The dinner in Ostby was called off.", "The dinner in Ostby was cancelled."),
]


@needs_parser
@pytest.mark.parametrize(("one", "two"), SAME)
def test_the_same_in_other_words(one: str, two: str) -> None:
    assert {"a", "b"} in together(one, two)


APART = [
    (
        "Ostby accused Lund of shelling a village school.",
        "Ostby accused Lund of cutting the gas to three villages.",
    ),
    ("The teachers of Ostby rejected the latest offer.", "The teachers of Ostby rejected a plan to merge schools."),
    ("The talks failed on Monday in Ostby.", "The talks did not fail on Monday in Ostby."),
    ("Gunmen abducted the bishop of Ostby.", "Gunmen released the mayor of Lund."),
    ("The mine at Ostby flooded in 1998.", "The mine at Ostby flooded in 2023."),
    ("All but three of the miners of Ostby carried lamps.", "One of the miners of Ostby carried a lamp."),
]


@needs_parser
@pytest.mark.parametrize(("one", "two"), APART)
def test_not_the_same(one: str, two: str) -> None:
    assert {"a", "b"} not in together(one, two)


@needs_parser
def test_another_language_is_said_to_be_matched_by_names_alone() -> None:
    story = material("Gunmen abducted the bishop.", "Gunmen freed the bishop.", language="xx")
    _, declined = align(story)
    assert {d.report for d in declined} == {"a", "b"}


def test_a_pair_that_excludes_itself_never_comes_together() -> None:
    scores = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): -1.0}
    pairs = [(a, b, s) for (a, b), s in scores.items()]
    assert join(pairs, lambda a, b: scores[min(a, b), max(a, b)], 0.5, 0.1) == [[0, 1]]


def test_the_order_of_the_pairs_makes_no_difference() -> None:
    scores = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6, (0, 2): 0.5, (0, 3): 0.5, (1, 3): 0.5}
    pairs = [(a, b, s) for (a, b), s in scores.items()]

    def score(a: int, b: int) -> float:
        return scores[min(a, b), max(a, b)]

    assert join(pairs, score, 0.5, 0.4) == join(pairs[::-1], score, 0.5, 0.4) == [[0, 1, 2, 3]]


@needs_parser
@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The Ostby fire was related to the strike.", "The Ostby fire did not appear to be related to the strike."),
        ("The mayor of Ostby took the bribe.", "The mayor of Ostby denied that he took the bribe."),
    ],
)
def test_what_is_denied_in_other_words_is_not_the_same(one: str, two: str) -> None:
    assert {"a", "b"} not in together(one, two)


@needs_parser
@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The bank would ban the coins of Ostby.", "The bank said that it would ban the coins of Ostby."),
        ("The coins of Ostby could be banned.", "The coins of Ostby may be banned, the bank said."),
    ],
)
def test_what_is_possible_is_told_too(one: str, two: str) -> None:
    assert {"a", "b"} in together(one, two)
