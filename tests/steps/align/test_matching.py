"""What two clauses must share to be taken for one telling, and what keeps them apart."""

from __future__ import annotations

import functools
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "compare"))
from told import material, needs_parser

from twosource.protocols import Meaning
from twosource.record import Group
from twosource.steps.align import align
from twosource.steps.related import NEAR, SAME, likeness

# Each story needs some clauses around, or every word of it would be telling.
_ALSO = " The road through Ostby stayed closed for hours. Schools opened late. Trains were delayed until the evening."
_BESIDES = " A choir sang in the market hall. The harbour expects two cruise ships. Farmers cut hay along the river."


@functools.cache
def meaning() -> Meaning:
    return pytest.importorskip("twosource.engines.meaning").MiniLM.load()


def groups(one: str, two: str, known: Meaning | None = None) -> tuple[Group, ...]:
    return align(material(one + _ALSO, two + _BESIDES), meaning=known)[0]


def told_together(one: str, two: str, known: Meaning | None = None) -> bool:
    return any({m.report for m in g.tellings} == {"a", "b"} for g in groups(one, two, known))


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
    # whom a noun names behind a comma
    ("Her cousin, the drummer Tom Ash, was killed on Monday.", "Tom Ash died on Monday."),
    # what was known of, not said; a number is as telling as a word
    ("The family never heard of any trial in Ostby.", "No one in the family had known of a trial in Ostby."),
    ("Dahl held the seat since 2016 with a majority of 2,318.", "Dahl died in May. He won by 2,318 back in 2016."),
    # a number more is no number against it
    ("Lind scored with a 5-yard pass and an 18-yard run for Ostby.", "Lind scored for Ostby with a 5-yard pass."),
]


@needs_parser
@pytest.mark.parametrize(("one", "two"), IN_OTHER_WORDS)
def test_in_other_words(one: str, two: str) -> None:
    assert told_together(one, two)


# hardly a word is shared but the one that names the matter
NEAR_IN_MEANING = [
    ("The harbour master said the ferry had engine trouble.", "The ferry suffered a mechanical failure, he said."),
    ("The climber was given a slim chance to survive.", "The climber’s odds of survival were poor."),
    (
        "The girls were in the care of the security agency.",
        "The girls were held in the custody of the intelligence service.",
    ),
    (
        "Her first marriage, to the sailor Peter Quist, lasted four years.",
        "She wed the sailor Peter Quist, the first of three husbands, and moved to Ostby.",
    ),
    ("The clerk is still waiting for the ballistics report.", "The ballistics report is yet to be made public."),
]


# what avoids something by a deed does the deed
NOT_DENIED = [
    ("The baker of Ostby avoided prison by feigning madness.", "The baker of Ostby feigned madness."),
    # one date years back, whether the report tells of that time or of now
    (
        "The Ostby bridge had been rebuilt in 1998 with a loan.",
        "The Ostby bridge, rebuilt with a loan in 1998, fell this week.",
    ),
]


@needs_parser
@pytest.mark.parametrize(("one", "two"), NOT_DENIED)
def test_no_denial_and_no_other_time(one: str, two: str) -> None:
    assert told_together(one, two, meaning())


@needs_parser
@pytest.mark.parametrize(("one", "two"), NEAR_IN_MEANING)
def test_near_in_meaning(one: str, two: str) -> None:
    assert told_together(one, two, meaning())
    assert not told_together(one, two)


# what is wished, meant or demanded can be told twice, too
MEANT = [
    ("The zoo hoped to use the lynx for breeding.", "The zoo had intended to breed from the lynx."),
    ("The minister called for the culprits to be punished.", "The culprits must be punished, the minister demanded."),
]


@needs_parser
@pytest.mark.parametrize(("one", "two"), MEANT)
def test_what_is_meant(one: str, two: str) -> None:
    assert told_together(one, two, meaning())


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
    # others of a kind
    ("The first suspect was arrested in Ostby.", "The second suspect was arrested in Ostby."),
    ("The north pier of Ostby was damaged by the storm.", "The south pier of Ostby was damaged by the storm."),
    # what was not done
    ("The Ostby probe failed to enter its orbit.", "The Ostby probe entered its orbit."),
    ("Ostby harbour was unable to repay the loan.", "Ostby harbour repaid the loan."),
    # as near in meaning as can be
    ("The talks lasted four months.", "The talks lasted six months."),
    ("The Ostby mill will close in May.", "The Ostby mill will not close in May."),
    # a clause that only says who spoke
    ("A neighbour told the Ostby Courier.", "A neighbour told Ostby radio."),
]


@needs_parser
@pytest.mark.parametrize(("one", "two"), APART)
def test_kept_apart(one: str, two: str) -> None:
    assert not told_together(one, two)
    assert not told_together(one, two, meaning())


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


@needs_parser
def test_who_gives_the_floor_tells_nothing_but_what_is_said() -> None:
    one = "The Ostby mine was last inspected in March, according to the labour inspectorate."
    two = "The labour inspectorate confirmed that its last visit to the Ostby mine was on 2 May."
    assert not any(two[m.start : m.end][-22:] == "inspectorate confirmed" for g in groups(one, two) for m in g.tellings)
