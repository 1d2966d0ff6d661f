"""Two unequal values: one question answered twice, or two questions. Invented examples, both ways."""

from __future__ import annotations

from itertools import combinations

import pytest
from tests.steps.compare.told import compared, material, needs_parser, verdicts

from twosource.lexicon import table
from twosource.steps.align import align
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import Answer, answers
from twosource.steps.compare.values.judge import Judge, comparable
from twosource.steps.compare.values.scopes import scope
from twosource.steps.compare.values.signs import FAMILIES, SIGNS, signs

pytestmark = needs_parser


def judged(*texts: str) -> tuple[tuple[Answer, ...], Judge]:
    """All values of the reports, and the judge over them."""
    story = material(*texts)
    scene = Scene(story, align(story)[0])
    found = answers(scene)
    return found, Judge(found, scene)


# two reports; words of the two values; the verdict they must get
APART = [
    ("A blast killed five workers on Monday.", "On Monday evening he gave the death toll as six.", "five", "six"),
    ("Three hikers are missing.", "Two hikers remain unaccounted for after the slide.", "Three", "Two"),
    (
        "The hospital said nine people were injured in the crash.",
        "Seven people were injured in the crash, police said.",
        "nine",
        "Seven",
    ),
    (
        "Three people, among them two nurses, have been arrested.",
        "Five people have been arrested, the ministry said.",
        "Three",
        "Five",
    ),
]


@pytest.mark.parametrize(("one", "two", "this", "that"), APART)
def test_one_question(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert verdicts(found, (one, two), this, that) == {"differ"}


# two reports; words of two values that answer two questions, or one differently counted
TWO_QUESTIONS = [
    ("The mill employs 40 people.", "The mill lost 30 people to the flu in 1918.", "40", "30"),
    ("Nine men died on the spot.", "Eleven men died.", "Nine", "Eleven"),
    ("Five people died, three of them children.", "Five people died and three were hurt.", "Five", "three"),
    ("Paul Marr, 36, was hurt.", "Rita Dahl, 37, was hurt.", "36", "37"),
    ("The bridge is 80 metres long.", "The road is 95 metres above the sea.", "80", "95"),
    ("Shares fell to 12 dollars.", "The whole market fell to 300 billion dollars.", "12", "300"),
]


@pytest.mark.parametrize(("one", "two", "this", "that"), TWO_QUESTIONS)
def test_two_questions(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert "differ" not in verdicts(found, (one, two), this, that)


# a sentence; its number; the word that narrows or widens what is counted
SCOPES = [
    ("Four people died at the scene.", "Four", "scene"),
    ("Four people died in hospital.", "Four", "hospital"),
    ("Four people died, including the gunman.", "Four", "including"),
    ("The hospital said that four people died.", "four", ""),
    ("Four people died, among them two children.", "Four", ""),
    ("Four people died, police at the scene said.", "Four", ""),
]


@pytest.mark.parametrize(("text", "number", "word"), SCOPES)
def test_scope_must_hang_on_the_count(text: str, number: str, word: str) -> None:
    found, _ = judged(text)
    assert next(scope(a) for a in found if a.words.startswith(number)) == word


def test_signs_have_meanings_and_weights() -> None:
    weights = table("any/same_question")["weights"]
    assert set(weights) == {s.__name__ for s in SIGNS} | set(FAMILIES) | {"constant"}
    assert all(s.__doc__ and s.__doc__.count("\n") == 0 for s in SIGNS)


def test_order_does_not_matter() -> None:
    found, judge = judged("A blast killed five workers on Monday.", "The blast killed six men and hurt 11 on Monday.")
    for a, b in combinations(found, 2):
        if a.family != b.family:
            continue
        assert judge.sure(a, b) == judge.sure(b, a)
        assert signs(a, b, judge.around) == pytest.approx(signs(b, a, judge.around))
        assert comparable(a, b, judge.around) == comparable(b, a, judge.around)


def test_a_place_set_against_another() -> None:
    one = "The fire began in the boiler room, the chief said."
    two = "The fire started in a lorry outside, not in the building, a worker said."
    found, _ = compared(one, two)
    assert "differ" in verdicts(found, (one, two), "boiler", "lorry")
    inside = "The fire started on the second floor, a worker said."
    found, _ = compared(one, inside)
    assert "differ" not in verdicts(found, (one, inside), "boiler", "second")


AGES = [
    ("Mina Dahl was 36 years old.", "Mina Dahl, 41, left.", "36 years old", "41", True),
    ("Mina Dahl waved. “I am glad,” the 36-year-old said.", "Mina Dahl, 41, left.", "36-year-old", "41", True),
    ("Mina Dahl, 68, came on foot.", "Mina Dahl, who turned 69 on Wednesday, came on foot.", "68", "69", False),
    ("Mina Dahl was 36 years old.", "Paul Marr was 41 years old.", "36 years old", "41", False),
]


@pytest.mark.parametrize(("one", "two", "this", "that", "differ"), AGES)
def test_whose_age_it_is(one: str, two: str, this: str, that: str, differ: bool) -> None:
    found, _ = compared(one, two)
    assert ("differ" in verdicts(found, (one, two), this, that)) == differ


# two reports, and the words of the one value that both give
EQUAL = [
    pytest.param("The papers name around 214,000 offshore entities.", "Some 214,000 shell companies are in the files.",
                 ("214,000", "214,000"), id="a rare count, whatever it is called"),
    pytest.param("Sagene lies about 940 miles south of the capital.", "The isle is 1,500 kilometres from the capital.",
                 ("940 miles", "1,500 kilometres"), id="a distance in two units"),
    pytest.param("Talks may be held between May 7 and May 14.", "The bridge opens May 7-14, the mayor said.",
                 ("May 7 and May 14", "May 7-14"), id="the same two days"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "words"), EQUAL)
def test_what_is_given_twice_is_one_answer(one: str, two: str, words: tuple[str, str]) -> None:
    assert verdicts(compared(one, two)[0], (one, two), *words) & {"agree", "compatible"}


def test_a_conversion_is_no_second_answer() -> None:
    found, _ = judged("The car can go 620 miles (1,000 km) and costs $200,000 (£151,000).", "It costs $200,000.")
    assert [a.words for a in found if a.report == "a"] == ["620 miles", "$200,000"]
