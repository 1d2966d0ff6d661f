"""Plain questions from a clause, and the words quoted where there is none."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import material, needs_parser

from twosource.steps.clauses import Clause
from twosource.steps.compare.asking import asked, asked_of_subject, quoted
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.wording import is_it_so, plainest

pytestmark = needs_parser


def _clause(text: str, verb: str) -> Clause:
    found = Scene(material(text)).clauses["a"]
    return next(c for c in found if c.sentence.tokens[c.head].text == verb)


def _hole(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


ASKED = [
    ("When", "The coastguard seized the ship in November.", "seized", "in November",
     "When did the coastguard seize the ship?"),
    ("When", "The ship was seized in November.", "seized", "in November", "When was the ship seized?"),
    ("When", "The girls were freed on Thursday.", "freed", "on Thursday", "When were the girls freed?"),
    ("When", "The flight took off at 11:55 p.m. on Sunday.", "took", "at 11:55 p.m.", "When did the flight take off?"),
    ("When", "His contract ended in July.", "ended", "in July", "When did the contract end?"),
    ("When", "The mayor said on Friday that the bridge was safe.", "said", "on Friday", "When did the mayor say this?"),
    ("When", "The rocket will land in Texas on Monday.", "land", "on Monday", "When will the rocket land in Texas?"),
    ("Where to", "The crew flew to Bergen on Monday.", "flew", "Bergen", "Where did the crew fly to?"),
    ("When", "Four people died in November.", "died", "in November", "When did four people die?"),
    ("Where", "Thousands of teachers marched in Oslo.", "marched", "in Oslo", "Where did thousands of teachers march?"),
    ("When", "Norwegian sailors arrived in July.", "arrived", "in July", "When did Norwegian sailors arrive?"),
    ("By whom", "The lorry was stopped by the police.", "stopped", "the police", "By whom was the lorry stopped?"),
    ("Where", "Thousands of nurses marched in Bergen.", "marched", "Bergen", "Where did thousands of nurses march?"),
    ("When", "The mayor was held at his home on Tuesday.", "held", "on Tuesday", "When was the mayor held?"),
    ("When", "The tanker was built in Gdansk in 1987.", "built", "in 1987", "When was the tanker built?"),
    ("When", "The rocket was launched from Texas on Tuesday.", "launched", "on Tuesday",
     "When was the rocket launched from Texas?"),
    ("When", "The mayor was charged with theft on Tuesday.", "charged", "on Tuesday",
     "When was the mayor charged with theft?"),
    ("When", "They left the group that Osmonov set up in 2010.", "set", "in 2010",
     "When did Osmonov set the group up?"),
    ("When", "The bank that the men robbed in July was shut.", "robbed", "in July", "When did the men rob the bank?"),
    ("When", "The bridges, which were built in 1962, fell.", "built", "in 1962", "When were the bridges built?"),
    ("When", "The firm, which opened the mine in 1987, is bankrupt.", "opened", "in 1987",
     "When did the firm open the mine?"),
    ("When", "Today's meeting ended at 9 p.m.", "ended", "at 9 p.m.", "When did the meeting end?"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "text", "verb", "answer", "question"), ASKED)
def test_a_plain_question(word: str, text: str, verb: str, answer: str, question: str) -> None:
    assert asked(word, _clause(text, verb), text, _hole(text, answer)) == question


@pytest.mark.parametrize(
    ("text", "verb", "answer"),
    [
        ("A body found on Friday is that of a cook.", "found", "on Friday"),  # a passive cut short
        ("The bank that the men hit in July was shut.", "hit", "in July"),  # "men hit": a passive, perhaps
        ("The memo he signed in March was lost.", "signed", "in March"),
        ("The police put the number at 30 in July.", "put", "in July"),
        ("He signed up to fight in July.", "signed", "in July"),  # the verb alone would ask another thing
        ("They sank it in July.", "sank", "in July"),  # who?
        ("The navy did not sink the boat in July.", "sink", "in July"),
        ("The navy told the paper in July that the boat had sunk.", "told", "in July"),
        ("In July 2020 the navy sank the boat.", "sank", "the navy"),
        ("Another 24 inches fell on Tuesday.", "fell", "on Tuesday"),
        ("Some were found in July.", "found", "in July"),
        ("The boat found in July.", "found", "in July"),
        ("They follow the rule that the old board set in July.", "set", "in July"),  # what was set stands before it
    ],
)
def test_no_question_where_it_would_be_another_or_a_riddle(text: str, verb: str, answer: str) -> None:
    assert asked("When", _clause(text, verb), text, _hole(text, answer)) is None


@pytest.mark.parametrize(
    ("text", "verb", "answer", "question"),
    [
        ("Border guards detained the man near the fence.", "detained", "Border guards",
         "Who detained the man near the fence?"),
        ("The Russians are holding the crew, and nobody helps.", "holding", "The Russians",
         "Who is holding the crew?"),
        ("The boat struck a rock with two men, who will be heard by the court.", "heard", "two men",
         "Who will be heard by the court?"),
        ("Holding the man, they waited.", "Holding", "they", None),
        ("The nurses volunteer their time.", "volunteer", "The nurses", "Who volunteers their time?"),
    ],
)  # fmt: skip
def test_who_did_it(text: str, verb: str, answer: str, question: str | None) -> None:
    assert asked_of_subject("Who", _clause(text, verb), text, _hole(text, answer)) == question


def test_words_are_quoted_with_a_gap_where_the_answer_stands() -> None:
    text = "He signed up to fight in July when he was out of prison."
    assert quoted(_clause(text, "signed"), text, _hole(text, "July")) == "“He signed up to fight in …”"


def test_the_gap_is_seen_however_long_the_sentence_is() -> None:
    text = "The " + "very " * 40 + "old harbour master said so in 1998 at the " + "long " * 40 + "hearing."
    shown = quoted(None, text, _hole(text, "1998"))
    assert shown.startswith("“… very")
    assert "said so in … at the long" in shown
    assert len(shown) < 130


def test_without_a_clause_the_sentence_is_quoted() -> None:
    text = "It was cold. Price: 20 euros, then as now. He left."
    assert quoted(None, text, _hole(text, "20 euros")) == "“Price: …, then as now”"


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("The firm paid him between 2019", "Is it so that the firm paid him?"),  # "… and 2022" was cut off
        ("The firm paid him between May and July", "Is it so that the firm paid him between May and July?"),
        ("The fire began in a lorry.", "Is it so that the fire began in a lorry?"),
        ("Schools have been closed", "Is this so: “Schools have been closed”?"),
        ("who were directing traffic", "Is this so: “… were directing traffic”?"),
        ("we opened the gates", "Is this so: “we opened the gates”?"),
        ("The release is “a result", "Is this so: “The release is ‘a result’”?"),
        ("Schools were “safe”, it said", "Is this so: “Schools were ‘safe’, it said”?"),
    ],
)
def test_whether_it_is_so(said: str, question: str) -> None:
    assert is_it_so(said) == question


def test_part_of_a_sentence_is_quoted_as_one() -> None:
    assert is_it_so("the town council faces", whole=False) == "Is this so: “… the town council faces”?"
    assert is_it_so("the town council meets", whole=True) == "Is it so that the town council meets?"


def test_a_plain_question_goes_before_a_quoting_one() -> None:
    assert plainest(["When? “he left in …”", "When did the mayor leave the town?"]).startswith("When did")
