"""Statements: what is attributed, and what the report says in its own voice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_stories import Told


def test_kinds_by_the_share_of_quoted_words() -> None:
    text = (
        'Ivo Prates said: "It was very dry here." He said the roof was "old and rotten" at the time. '
        "He said no more came."
    )
    out = (
        Told()
        .report("a", text)
        .said("a", '"It was very dry here."', "Ivo Prates", "said")
        .said("a", 'the roof was "old and rotten" at the time', "He", "said", nth=1)
        .said("a", "no more came", "He", "said", nth=2)
        .resolve()
    )
    assert [out.statement(w).kind for w in ('"It was', "the roof was", "no more came")] == [
        "direct",
        "mixed",
        "indirect",
    ]


def test_the_rest_of_a_sentence_is_the_reports_own() -> None:
    text = "The mill burned down on Friday, and Ivo Prates said that the roof was old."
    out = Told().report("a", text, "Harwick Herald").said("a", "the roof was old", "Ivo Prates", "said").resolve()
    own = out.statement("The mill burned")
    assert own.kind == "narrated"
    assert out.reports["a"].text[own.start : own.end] == "The mill burned down on Friday"


def test_ids_tell_the_place() -> None:
    out = Told().report("a", "The mill burned down.").resolve()
    assert [s.id for s in out.statements] == ["s:a:0-20"]


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("Ab c.,\"“”'’-\n é(X)1"), max_size=80))
def test_spans_lie_in_the_text_and_ids_are_unique(text: str) -> None:
    out = Told(parsed=False).report("a", text).resolve()
    assert len({s.id for s in out.statements}) == len(out.statements)
    assert len({e.id for e in out.entities}) == len(out.entities)
    for statement in out.statements:
        assert 0 <= statement.start < statement.end <= len(text)
        assert statement.chain and statement.chain[0] in out.by_id
        assert len(statement.links) == len(statement.chain) - 1
    for entity in out.entities:
        assert all(0 <= m.start < m.end <= len(text) for m in entity.mentions)


def test_what_is_told_may_stand_in_the_sentence_before_its_cue() -> None:
    text = "Where all the money of the old harbour and of the two mills went. A ledger illustrates it."
    told = Told().report("a", text)
    how = {"found_by": "learned tagger", "probability": 0.6}
    out = told.said(
        "a",
        "Where all the money of the old harbour and of the two mills went",
        "A ledger",
        "illustrates",
        "illustrate",
        **how,
    ).resolve()
    assert out.reports
