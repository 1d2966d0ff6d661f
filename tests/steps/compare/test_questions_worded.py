"""Questions as a reader gets them, from whole small stories."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser

pytestmark = needs_parser


def _questions(*texts: str) -> set[str]:
    return {c.question for c in compared(*texts)[0]}


def test_a_missing_thing_is_asked_for_by_its_own_word() -> None:
    asked = _questions(
        "Critics noted that the statement of the bank contained no apology. The bank spoke on Monday.",
        "The bank later issued an apology for its words. It spoke on Monday.",
    )
    assert not any("apologise" in q for q in asked)


def test_what_lasts_is_not_asked_of_the_time_itself() -> None:
    asked = _questions(
        "The mayor met the farmers in Tromsdal. The meeting lasted 90 minutes, the mayor said.",
        "The mayor met the farmers in Tromsdal. The meeting lasted 90 minutes on Monday.",
    )
    assert not any("did 90" in q or "did several" in q for q in asked)


def test_the_words_shown_are_a_whole_thought() -> None:
    asked = _questions(
        "The harbour master said the old crane would not let the ferry pass the bridge.",
        "The harbour master said on Monday that the old crane would not let the ferry pass the bridge.",
    )
    assert not any(q.rstrip("”?").endswith("not let") for q in asked)


def test_a_count_is_asked_of_what_happened_to_those_who_are_counted() -> None:
    asked = _questions(
        "The army said on Friday that 21 of the miners abducted in March were released near Belo.",
        "In Belo 21 miners were released on Friday. The miners were abducted in March.",
    )
    assert any(q.startswith("How many") and "released" in q for q in asked)
    assert not any("abducted" in q for q in asked if q.startswith("How many"))


def test_another_thing_said_of_the_same_is_no_second_voice_for_a_claim() -> None:
    found, _ = compared(
        "Kesta has said the launches were of satellites, but analysts see this as a disguised missile test.",
        "Radom and Velia said the launch was a failure.",
    )
    yes = [v for c in found if c.kind == "polarity" for v in c.values if v.value.startswith("yes")]
    assert not any(m.report == "b" for v in yes for m in v.mentions)


NAMED = [
    ("The Orion 9 rocket lifts off from Vardo on Friday.", "An Orion 9 rocket is to lift off from Vardo on Friday."),
    ("The 5.50 update of the game came out on Friday.", "Players got the 5.50 update of the game on Friday."),
]


@pytest.mark.parametrize(("one", "two"), NAMED)
def test_a_number_in_a_name_counts_nothing(one: str, two: str) -> None:
    assert not any(q.startswith("How many") for q in _questions(one, two))


def test_what_is_a_name_is_no_agreement() -> None:
    asked = _questions(
        "Read more on the harbour. The Vardo Harbour Ferry Company of Vardo. The ferry sank on Friday.",
        "The ferry sank on Friday. The Vardo Harbour Ferry Company of Vardo.",
    )
    assert not any(q.startswith("Is ") and "Company" in q for q in asked)


def test_a_part_of_a_sentence_is_shown_with_what_it_is_said_of() -> None:
    found, _ = compared(
        "Two goods trains collided near Vardo on Friday, injuring one driver.",
        "Snow and a broken signal had delayed the crew for hours, injuring one driver.",
    )
    shown = [(c.question, c.values[0].value) for c in found if c.kind == "status"]
    assert any("goods trains" in q and q.find("injuring one driver") > 0 and v in q for q, v in shown)


def test_a_clause_is_shown_without_the_word_that_joins_it_to_another() -> None:
    found, _ = compared(
        "The council fled on Friday as farmers stormed the town hall of Tromsdal with tractors.",
        "There was chaos in the north as farmers stormed the town hall of Tromsdal with tractors.",
    )
    shown = [v.value for c in found if c.kind == "status" for v in c.values]
    assert shown
    assert all(value.startswith("farmers stormed") for value in shown)


def test_a_clause_does_not_end_in_half_a_comparison() -> None:
    found, _ = compared(
        "Guards of Tromsdal tracked his footprints as far as they could go on Friday.",
        "On Friday guards of Tromsdal tracked his footprints as far as they could go.",
    )
    assert not any(v.value.endswith("as far") for c in found for v in c.values)
