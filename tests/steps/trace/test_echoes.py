"""Words that one report quotes and another prints as its own are the speaker's in both."""

from __future__ import annotations

import pytest
from worlds import World

from twosource.record import Entity, StatementKind
from twosource.steps.trace.apart import issuers

SAID = "Rings of that size could swallow a small fishing boat and carry it for many miles"


def world(printed: str, kind: StatementKind = "direct", who: str = "Ann Roe", *, anonymous: bool = False) -> World:
    """Paper a quotes somebody; paper b prints words in its own voice."""
    w = World()
    for ident, text in (("a", SAID), ("b", printed)):
        w.report(ident, text)
    w.says("a", w.who(who, anonymous=anonymous), kind=kind, words=SAID)
    w.says("b", words=printed)
    return w


def test_the_same_words_printed_as_ones_own_go_back_to_the_speaker() -> None:
    found = world(f"{SAID}.").count()
    assert [(o.entity, o.reports) for o in found.origins] == [("Ann Roe", ("a", "b"))]
    assert (found.independent_count, found.possible_count) == (1, 1)
    assert "Printing as their own what others quote: b." in found.why


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("A ring of water may well take down a fishing boat, people on the coast have long feared.", "direct"),
        (f"{SAID}.", "indirect"),  # two papers may put the same thing in the same words
        (SAID + " of open sea, which is why the harbour closed for two days and no ferry left before Sunday noon,"
         " as every family on the islands had been told to expect since the first storm of the year", "direct"),
    ],
)  # fmt: skip
def test_other_words_or_few_of_them_stay_the_reports_own(printed: str, kind: StatementKind) -> None:
    found = world(printed, kind).count()
    assert [o.reports for o in found.origins] == [("a",)]
    assert found.possible_count == 2


def test_somebody_without_a_name_is_the_named_one_of_whom_the_same_words_are_quoted() -> None:
    w = world("It happened.")
    w.reports.pop("b")
    w.statements.pop()
    w.report("c", SAID)
    w.says("c", w.who("a spokeswoman", anonymous=True), kind="direct", words=SAID)
    found = w.count()
    assert [(o.entity, o.reports) for o in found.origins] == [("Ann Roe", ("a", "c"))]
    assert "one utterance" in found.joins[0].why
    assert (found.independent_count, found.possible_count) == (1, 1)


def test_paper_named_after_a_body_is_that_bodys_word() -> None:
    body = Entity("e1", "organisation", "Harwick Fire Brigade", ("Harwick Fire Brigade",), ())
    man = Entity("e2", "person", "Ann Roe", ("Ann Roe",), ())
    report = Entity("e3", "other", "the Harwick Fire Brigade incident report", (), ())
    letter = Entity("e4", "other", "Ann Roe's letter", (), ())
    other = Entity("e5", "other", "the Harwick report", (), ())
    papers = [Entity(e.id, e.kind, e.name, (e.name,), ()) for e in (report, letter, other)]
    assert issuers([body, man, *papers], {}) == {"e3": "e1", "e4": "e2"}
    cited = {"e5": frozenset(("Ann Roe's report of the fire",))}
    assert issuers([body, man, *papers], cited)["e5"] == "e2", "by the words where it is cited"
