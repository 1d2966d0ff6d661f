"""All the wordings of an utterance belong to the group that holds one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from twosource.record import Group, Material, Mention, Quote, QuoteVariant, Reading, Report, Span, Statement
from twosource.steps.align import with_wordings
from twosource.steps.align.utterances import _WORD, _shared

TEXTS = {
    "a": "The mayor said: “The bridge is safe.” She said the toll stays.",
    "b": "“The bridge is safe,” said the mayor.",
    "c": "The mayor called the crossing sound.",
}


def statement(report: str, words: str, ident: str) -> Statement:
    start = TEXTS[report].index(words)
    return Statement(
        id=ident,
        report=report,
        pieces=(Span(start, start + len(words)),),
        kind="direct",
        source=None,
        cue=None,
        speaker="mayor",
        anonymous=False,
        chain=("paper " + report, "mayor"),
        certainty="claimed",
    )


SAFE_A = statement("a", "The bridge is safe.", "a-safe")
TOLL = statement("a", "the toll stays", "a-toll")
SAFE_B = statement("b", "The bridge is safe", "b-safe")
SAFE_C = statement("c", "the crossing sound", "c-safe")
MATERIAL = Material(
    readings=tuple(Reading(Report(i, text), ()) for i, text in TEXTS.items()),
    statements=(SAFE_A, TOLL, SAFE_B, SAFE_C),
)


def quote(*said: Statement) -> Quote:
    return Quote("q", "mayor", False, tuple(QuoteVariant(s.id, s.report, s.start, s.end, "direct") for s in said))


def group(ident: str, *said: Statement, tellings: Sequence[Mention] = ()) -> Group:
    return Group(ident, "", tuple(s.id for s in said), tellings=tuple(tellings))


def test_a_wording_that_no_group_holds_joins_the_others() -> None:
    (found,) = with_wordings(MATERIAL, [group("g1", SAFE_A, SAFE_B)], [quote(SAFE_A, SAFE_B, SAFE_C)])
    assert found.statements == ("a-safe", "b-safe", "c-safe")
    assert found.tellings[-1] == SAFE_C.mention


def test_a_wording_that_a_group_holds_stays_there() -> None:
    groups = [group("g1", SAFE_A, SAFE_B), group("g2", TOLL, SAFE_C)]
    assert with_wordings(MATERIAL, groups, [quote(SAFE_A, SAFE_B, SAFE_C)]) == tuple(groups)


def test_an_utterance_that_no_group_holds_is_a_group() -> None:
    found = with_wordings(MATERIAL, [group("g1", TOLL)], [quote(SAFE_B, SAFE_C), quote(SAFE_C, SAFE_B)])
    assert [g.id for g in found] == ["g1", "g2"]
    assert found[1].statements == ("b-safe", "c-safe")


def test_one_report_with_two_wordings_is_no_group() -> None:
    assert with_wordings(MATERIAL, [], [quote(SAFE_A, TOLL)]) == ()


def test_a_clause_of_a_long_wording_is_another_matter() -> None:
    tail = Mention("a", SAFE_A.end - 5, SAFE_A.end, "a-safe")
    groups = [group("g1", SAFE_A, TOLL, tellings=(tail, TOLL.mention))]
    assert with_wordings(MATERIAL, groups, [quote(SAFE_A, SAFE_C)]) == tuple(groups)
    found = with_wordings(MATERIAL, groups, [quote(SAFE_A, SAFE_B, SAFE_C)])
    assert found[0] == groups[0]
    assert found[1].statements == ("a-safe", "b-safe")  # what is said in the same words is one of its own


def test_an_utterance_that_may_be_two_is_no_group_beside_another() -> None:
    tail = Mention("a", SAFE_A.end - 5, SAFE_A.end, "a-safe")
    groups = [group("g1", SAFE_A, TOLL, tellings=(tail, TOLL.mention))]
    doubtful = replace(quote(SAFE_A, SAFE_B), doubt="Two translations.")
    assert with_wordings(MATERIAL, groups, [doubtful]) == tuple(groups)


def test_of_a_wording_that_holds_another_the_same_part_is_shown() -> None:
    long = "The bridge is safe for all, she said, and went on to speak of schools, roads and the toll at length."
    texts = {"a": long, "b": "“The bridge is safe for all!”"}
    said = [Statement(
        id=r, report=r, pieces=(Span(0, len(t)),), kind="direct", source=None, cue=None, speaker="mayor",
        anonymous=False, chain=("paper " + r, "mayor"), certainty="claimed",
    ) for r, t in texts.items()]  # fmt: skip
    known = Material(tuple(Reading(Report(i, t), ()) for i, t in texts.items()), (), tuple(said), {}, {})
    (found,) = with_wordings(known, [], [quote(*said)])
    assert {m.span.of(texts[m.report]).strip("“”!") for m in found.tellings} == {"The bridge is safe for all"}


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (
            "The bridge is safe for all of us, she said.",
            "“The bridge is safe for all of us, and I am not afraid.”",
            True,
        ),
        ("The bridge is safe for all of us.", "The bridge is not safe for all of us.", False),
        ("The bridge is safe for all of us.", "All of us think that the bridge may be safe one day.", False),
        ("Safe bridges.", "Safe bridges for all of us.", False),
    ],
)
def test_in_the_same_words(one: str, two: str, same: bool) -> None:
    assert bool(_shared(*(list(_WORD.finditer(words)) for words in (one, two)))) is same
