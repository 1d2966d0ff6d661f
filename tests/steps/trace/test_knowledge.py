"""Who tells of his own mind, is heard through another or is hardly known to have spoken is no certain second origin."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import World

from twosource.record import SourceWords, Span
from twosource.steps.trace.knowledge import sentence_around

FACT = "the ferry left the pier without its lifeboats"


def world(one: str, other: str) -> World:
    """Two named people of two papers who say the two things."""
    w = World()
    for report, name, said in (("a", "Ann Roe", one), ("b", "Ola Vik", other)):
        w.report(report, said)
        w.says(report, w.who(name), words=said)
    return w


def test_two_who_know_it_themselves_are_two() -> None:
    assert world(FACT, "the lifeboats were missing when the ferry left").count().rule == "met"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("we were confident that the ferry would be safe", "he was always confident the ferry was safe"),
        ("glad the strike at the mine is over", "she was glad that the strike at the mine was over"),
        ("the owners of the ferry should be punished", "she hopes the owners of the ferry are punished"),
        (
            "our condolences go to the families of the ferry",
            "the families of the ferry are in our prayers, condolences",
        ),
        ("I think the vaccine trial was stopped too early", "they believed the vaccine trial stopped too early"),
    ],
)
def test_a_feeling_or_a_wish_has_no_second_origin(one: str, other: str) -> None:
    found = world(one, other).count()
    assert (found.rule, found.independent_count, found.possible_count) == ("unknown", 1, 2)
    assert any("no other can confirm" in j.why for j in found.joins)


def test_who_leaves_it_open_says_nothing() -> None:
    found = world(FACT, "whether the ferry left the pier without lifeboats").count()
    assert found.rule == "unknown"
    assert "leaves it open" in found.joins[0].why


def test_what_is_said_to_somebody_s_face_is_that_one_s_view() -> None:
    found = world(FACT, "You said the ferry left without its lifeboats").count()
    assert found.rule == "unknown"
    assert any("tells somebody what that one said" in j.why for j in found.joins)


def test_a_speaker_on_thin_evidence_is_a_possible_one() -> None:
    w = world(FACT, "the lifeboats were missing when the ferry left")
    w.statements[1] = replace(w.statements[1], probability=0.5)
    found = w.count()
    assert found.rule == "unknown"
    assert [o.entity for o in found.origins] == ["Ann Roe", "Ola Vik"], "still shown"


def test_a_pronoun_alone_names_nobody() -> None:
    w = world(FACT, "the lifeboats were missing when the ferry left")
    w.statements[1] = replace(w.statements[1], source=SourceWords(0, 2, "He"))
    assert w.count().rule == "unknown"
    w.statements[1] = replace(w.statements[1], source=SourceWords(0, 3, "Vik"))
    assert w.count().rule == "met"


def test_who_is_heard_through_another_speaker_only_is_a_possible_one() -> None:
    w = world(FACT, "the lifeboats were missing when the ferry left")
    police = w.who("Harwick police", "organisation")
    w.statements[1] = replace(w.statements[1], chain=("Paper b", police, "Ola Vik"))
    found = w.count()
    assert found.rule == "unknown"
    assert any("through Harwick police only" in j.why for j in found.joins)


def test_a_medium_between_takes_nothing_away() -> None:
    w = world(FACT, "the lifeboats were missing when the ferry left")
    radio = w.who("Harwick Radio", "organisation")
    w.statements[1] = replace(w.statements[1], chain=("Paper b", radio, "Ola Vik"))
    assert w.count().rule == "met"


def test_other_numbers_are_other_things() -> None:
    assert world("7 boats left the harbour at dawn", "120 boats have left the harbour this year").count().rule != "met"


def test_the_sentence_of_a_long_quotation_that_holds_the_matter() -> None:
    text = "We are sad. The ferry left at 5.30 p.m. “Nobody knew.” It sank."
    place = text.index("ferry")
    assert sentence_around(text, 0, len(text), Span(place, place + 5)).strip() == "The ferry left at 5.30 p.m."


def test_two_bodies_that_each_tell_what_it_does_may_be_one() -> None:
    found = world("it had refunded the passengers of the ferry", "it will refund the ferry passengers").count()
    assert found.rule == "unknown"
    assert any("for one body" in j.why for j in found.joins)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("I've heard that the ferry left the pier without lifeboats", "from others, or does not know"),
        ("the ferry left without lifeboats, but I don't know for sure", "from others, or does not know"),
        ("they would leave the pier with the ferry without lifeboats", "a plan of his own"),
    ],
)
def test_who_has_it_from_others_or_tells_of_a_plan_is_a_possible_origin(other: str, why: str) -> None:
    found = world(FACT, other).count()
    assert found.rule == "unknown"
    assert any(why in j.why for j in found.joins)


def test_a_shot_that_a_witness_heard_is_his_own_knowledge() -> None:
    assert world("six shots were heard by the pier", "she heard six shots at the pier").count().rule == "met"


def test_a_body_that_reports_may_pass_on_what_others_know() -> None:
    w = world(FACT, "the ferry left the pier without lifeboats")
    body = w.who("Quayside", "organisation")
    words = "Quayside reported the ferry left the pier"
    w.report("c", words)
    w.says("c", body, words=words)
    w.statements[1:] = [replace(w.statements[2], cue=Span(9, 17))]
    found = w.count()
    assert found.rule == "unknown"
    assert any("may pass on" in j.why for j in found.joins)


def test_the_mill_may_be_any_of_two_mills() -> None:
    w = world(FACT, "the ferry left the pier without lifeboats")
    body = w.who("Selby Mill", "organisation")
    w.statements[1] = replace(w.statements[1], chain=("Paper b", body), source=SourceWords(0, 8, "The mill"))
    assert w.count().rule == "met"
    w.who("Harwick Mill", "organisation")
    found = w.count()
    assert found.rule == "unknown"
    assert any("2 bodies go by" in j.why for j in found.joins)


def test_who_once_says_that_he_only_heard_it_is_no_certain_origin_of_it() -> None:
    w = world(FACT, "I've heard that the ferry left without its lifeboats")
    said = "the ferry left the pier without lifeboats"
    w.report("c", said)
    w.says("c", "Ola Vik", words=said)
    assert w.count().rule == "unknown"


def test_a_four_in_both_makes_no_one_matter() -> None:
    found = world("four villages were destroyed by the quake", "the four worst villages lie inland").count()
    assert any("two things" in j.why for j in found.joins)


def test_short_sayings_are_one_matter_only_where_the_one_stands_in_the_other() -> None:
    assert world("no one was hurt", "no one was hurt in the fire at night").count().rule == "met"
    assert world("it was good", "he has always been good at chess").count().rule == "unknown"
