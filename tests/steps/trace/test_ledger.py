"""The ledger of sources: counts over dossiers, one entry a source however many stories."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builders import ferry
from twosource.record import Dossier, LedgerEntry
from twosource.steps.trace import ledger

FERRY = ferry()


def entry(dossier: Dossier, name: str) -> LedgerEntry:
    return next(e for e in ledger.entries(dossier) if e.name == name)


def test_outlets_are_those_that_carry_the_word() -> None:
    assert entry(FERRY, "Ida Holm").outlets == (
        ("Coast Daily", 1),
        ("Evening Mail", 1),
        ("Harwick Herald", 2),
        ("Nordpress", 1),
    )


def test_who_stands_alone() -> None:
    holm = entry(FERRY, "Ida Holm")
    assert (holm.matters, holm.alone) == (1, 1)
    assert entry(FERRY, "police").alone == 0


def test_later_words_confirm_and_contradict() -> None:
    police = entry(FERRY, "police")
    assert [(w.by, w.report) for w in police.confirmed] == [("the hospital in Harwick", "nordpress")]
    assert {(w.by, w.report) for w in police.contradicted} == {
        ("the hospital in Harwick", "nordpress"),
        ("the hospital in Harwick", "mail"),
    }
    assert entry(FERRY, "the hospital in Harwick").contradicted == ()  # the police spoke earlier


def test_reports_without_a_date_are_not_later() -> None:
    undated = replace(FERRY, reports=tuple(replace(r, published=None) for r in FERRY.reports))
    assert entry(undated, "police").confirmed == ()


def elsewhere(story: str, **names: str) -> Dossier:
    """The same story under another id, some entities (by id) called otherwise."""
    entities = tuple(replace(e, name=names[e.id], names=(names[e.id],)) if e.id in names else e for e in FERRY.entities)
    return replace(FERRY, story=replace(FERRY.story, id=story), entities=entities)


def across(*dossiers: Dossier) -> dict[str, LedgerEntry]:
    return {e.name: e for d in [ledger.across(e for x in dossiers for e in ledger.entries(x))] for e in d}


def test_a_full_name_is_one_person_in_two_stories() -> None:
    found = across(FERRY, elsewhere("other", e1="Captain Ida Holm"))
    assert "Captain Ida Holm" not in found or found["Captain Ida Holm"].stories == ("other", "story")


def test_a_surname_alone_stays_with_its_story() -> None:
    found = across(elsewhere("one", e1="Holm"), elsewhere("two", e1="Berg"), elsewhere("three", e1="Holm"))
    assert found["Berg"].stories == ("two",)
    assert found["Holm"].stories in {("one",), ("three",)}


def test_the_unnamed_are_one_by_what_they_are_called() -> None:
    found = across(FERRY, elsewhere("other", e5="A person familiar with the inquiry"))
    assert len([e for e in found.values() if e.anonymous]) == 1


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_the_stories_does_not_matter(order: list[str]) -> None:
    names = {"a": {}, "b": {"e2": "Harwick Police"}, "c": {"e3": "Harwick Police"}, "d": {"e1": "I. Holm"}}
    whole = [e for story in ["a", "b", "c", "d"] for e in ledger.entries(elsewhere(story, **names[story]))]
    mixed = [e for story in order for e in ledger.entries(elsewhere(story, **names[story]))]
    assert ledger.across(whole) == ledger.across(mixed)
