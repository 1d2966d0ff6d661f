"""What two clauses must share to be taken for one telling, and what keeps them apart."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "compare"))
from told import material, needs_parser

from twosource.record import Group
from twosource.steps.align import align
from twosource.steps.align.related import NEAR, SAME, likeness

# Each story needs some clauses around, or every word of it would be telling.
_ALSO = " The road through Ostby stayed closed for hours. Schools opened late. Trains were delayed until the evening."
_BESIDES = " A choir sang in the market hall. The harbour expects two cruise ships. Farmers cut hay along the river."


def groups(one: str, two: str) -> tuple[Group, ...]:
    return align(material(one + _ALSO, two + _BESIDES))[0]


def told_together(one: str, two: str) -> bool:
    return any({m.report for m in g.tellings} == {"a", "b"} for g in groups(one, two))


def test_words_of_one_class_or_sense_are_worth_part_of_a_shared_word() -> None:
    assert likeness("bridge", "bridge") == 1.0
    assert likeness("abduct", "kidnapping") == SAME
    assert likeness("lorry", "truck") >= NEAR
    assert likeness("bridge", "treaty") == 0.0
    assert likeness("e:ann-roe", "e:ann-poe") == 0.0  # names are the same entity or they are not


IN_OTHER_WORDS = [
    ("Thirty-eight whales were refloated off Ostby.", "Rescuers dragged 38 whales back to deep water off Ostby."),
    ("Two rival bidders dropped out in Ostby.", "Two rivals withdrew from the bidding in Ostby."),
    ("Vaal Steel will shut its last blast furnace.", "Vaal Steel is closing its last blast furnace."),
    ("The statue was stolen from the Ostby temple.", "Thieves took the statue from the temple in Ostby."),
    ("Explosives were found in the Ostby cellar.", "Police discovered explosives in a cellar in Ostby."),
    ("The key witness retracted his testimony.", "The key witness took back his testimony."),
]


@needs_parser
@pytest.mark.parametrize(("one", "two"), IN_OTHER_WORDS)
def test_in_other_words(one: str, two: str) -> None:
    assert told_together(one, two)


APART = [
    # a number of like things that can't be the same
    ("Five workers of the Ostby mill were killed.", "Six people of the Ostby mill were killed."),
    # what lies years back is not the event, unless it is the same happening
    ("Soldiers took the Ostby bridge on Monday.", "In 2009 engineers closed the Ostby bridge."),
    # one rare word, of an act that was feared and of another that was done
    (
        "“If they had captured me, they would have beaten me,” said Odd Vik.",
        "The group took credit for the capture of Ostby.",
    ),
    # a clause that only says who spoke
    ("A neighbour told the Ostby Courier.", "A neighbour told Ostby radio."),
]


@needs_parser
@pytest.mark.parametrize(("one", "two"), APART)
def test_kept_apart(one: str, two: str) -> None:
    assert not told_together(one, two)


@needs_parser
def test_what_is_only_probably_the_same_is_marked_loose() -> None:
    for group in groups(*IN_OTHER_WORDS[0]):
        assert set(group.loose) <= set(group.statements)
        assert set(group.loose) != set(group.statements)  # somebody is left to count on
        assert {m.statement for m in group.tellings} == set(group.statements)


@needs_parser
def test_the_order_of_the_reports_makes_no_difference() -> None:
    one, two = IN_OTHER_WORDS[0]
    there = {frozenset((m.report, m.start, m.end) for m in g.tellings) for g in align(material(one, two))[0]}
    swap = {"a": "b", "b": "a"}
    back = {frozenset((swap[m.report], m.start, m.end) for m in g.tellings) for g in align(material(two, one))[0]}
    assert there == back
