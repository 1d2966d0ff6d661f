"""A deed told as a clause in one report and as a noun in another, or beside much else, is one matter."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "compare"))
from told import material, needs_parser

from twosource.steps.align import align
from twosource.steps.align.deeds import deeds
from twosource.steps.align.nominals import nominals
from twosource.steps.align.propositions import nominal_propositions, propositions
from twosource.steps.align.telling import Telling
from twosource.steps.clauses import clauses_of
from twosource.steps.keys import Covering, Names

# Each story needs some clauses around, or every word of it would be telling.
_ALSO = " The road through Ostby stayed closed for hours. Schools opened late. Trains were delayed until the evening."
_BESIDES = " A choir sang in the market hall. The harbour expects two cruise ships. Farmers cut hay along the river."

ONE_DEED = [
    (
        "Clara Lund won Ostby, Vikmark and two more districts on Tuesday by margins that surprised her own party.",
        "Turnout fell. The crowd booed as he congratulated Ostby winner Clara Lund on a night that few had foreseen.",
    ),
    (
        "The trial opened with a film of the night on which Tom Ash was shot in Vikmark.",
        "The shooting of Tom Ash in Vikmark has divided the town, and 40 people gathered there in the rain.",
    ),
    (
        "In 1943 Vera Holm married Peter Quist and moved to the coast, where she taught at a school for sailors.",
        "Her first marriage, to Peter Quist in 1943, is told in half a chapter of the book that her niece wrote.",
    ),
]


def together(one: str, two: str) -> bool:
    known = material(one + _ALSO, two + _BESIDES)
    names, covering = Names(known), Covering(known.statements)
    told = propositions(known, clauses_of(known), names, covering)
    every = [*told, *nominal_propositions(known, names, covering)]
    return bool(deeds(every, Telling(told), known.entities))


@needs_parser
@pytest.mark.parametrize(("one", "two"), ONE_DEED)
def test_one_deed_is_a_group_whatever_else_is_told(one: str, two: str) -> None:
    assert together(one, two)


ANOTHER_DEED = [
    ("Clara Lund won Ostby on Tuesday.", "The crowd booed as he congratulated Ostby winner Jonas Vik."),
    ("Tom Ash was born in Vikmark.", "Tom Ash was born in Ostby to parents from abroad."),
    ("Clara Lund met Jonas Vik in Ostby.", "Clara Lund hopes for a meeting with Peter Quist in Vikmark."),
    ("Clara Lund met Jonas Vik and Peter Quist.", "Clara Lund and Tom Ash had a meeting with Peter Quist."),
    ("Clara Lund sued Jonas Vik over the bridge.", "Jonas Vik sued Clara Lund over a dog in the spring."),
    ("Tom Ash was shot in Vikmark.", "The mayor denied the shooting of Tom Ash in Vikmark."),
]


@needs_parser
@pytest.mark.parametrize(("one", "two"), ANOTHER_DEED)
def test_another_party_place_or_mood_is_another_deed(one: str, two: str) -> None:
    assert not together(one, two)


@needs_parser
def test_what_a_noun_tells_counts_no_origin_for_sure() -> None:
    one, two = ONE_DEED[0]
    found = align(material(one + _ALSO, two + _BESIDES))[0]
    assert found
    assert all(len(set(g.statements) - set(g.loose)) == 1 for g in found)


NOUNS = [
    ("The winner of the race, Clara Lund, spoke.", "win", {"party", "actor"}),
    ("The arrest of two men by police in Ostby stunned many.", "arrest", {"party", "actor"}),
    ("They tried to avoid the arrest of Tom Ash.", None, set()),
    ("A possible defeat of the party was on all lips.", None, set()),
    ("The table stood in the kitchen.", None, set()),
]


@needs_parser
@pytest.mark.parametrize(("text", "event", "roles"), NOUNS)
def test_nouns_that_tell_a_happening(text: str, event: str | None, roles: set[str]) -> None:
    known = material(text, "Trains were late.")
    found = [c for c in nominals(known.readings[0], Names(known)) if event is None or c.event == event]
    assert (not found) if event is None else roles <= {a.role for c in found for a in c.arguments}
