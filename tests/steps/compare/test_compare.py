"""Whole comparisons of small invented stories: what is called a difference, and above all what is not."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, material, needs_parser, verdicts

from twosource.steps.align import align
from twosource.steps.compare import SURE, compare

pytestmark = needs_parser

# two reports; words of the two values; the verdict they must get
DIFFERENT = [
    ("Five workers were killed in the blast on Monday.", "Six people lost their lives in the blast.", "Five", "Six"),
    (
        "The storm displaced 2.6 million people.",
        "The displacement of 2.3 million others is blamed on the storm.",
        "2.6",
        "2.3",
    ),
    (
        "Three people have been arrested over the theft.",
        "Police said five men are in detention over the theft.",
        "Three",
        "five",
    ),
    (
        "The Star Ruby is a Malta-flagged tanker and was seized.",
        "The Star Ruby is registered in Panama, the paper said.",
        "Malta",
        "Panama",
    ),
    (
        "The dealer was convicted of smuggling old coins in 2012, the court said.",
        "The dealer was convicted of smuggling old coins in 2021, the court said.",
        "2012",
        "2021",
    ),
]


@pytest.mark.parametrize(("one", "two", "this", "that"), DIFFERENT)
def test_contradictions(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert verdicts(found, (one, two), this, that) == {"differ"}


# two reports; words of two values that must not be called different
NOT_DIFFERENT = [
    ("Five people were killed on Monday.", "Eleven people were injured on Monday.", "Five", "Eleven"),
    ("The ferry sank on Monday, killing 31 people.", "In 1998 another ferry sank, killing 112 people.", "31", "112"),
    ("At least 30 people were killed.", "The fire killed 31 people.", "30", "31"),
    (
        "Four people died, including the attacker.",
        "Three people were stabbed to death at the station.",
        "Four",
        "Three",
    ),
    ("Four civilians were killed. Two soldiers were killed as well.", "Six people were killed.", "Four", "Six"),
    (
        "Twelve men were arrested. Another three men were arrested on Friday.",
        "Police arrested twelve men.",
        "three",
        "Twelve",
    ),
    ("Ann Weller, 36, was freed on 3 May.", "Ann Weller, 37, spoke in Oslo.", "36", "37"),
]


@pytest.mark.parametrize(("one", "two", "this", "that"), NOT_DIFFERENT)
def test_what_only_seems_to_contradict(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two, published=("2023-05-10", "2023-09-20"))
    assert "differ" not in verdicts(found, (one, two), this, that)


def test_a_denial_of_the_same_happening() -> None:
    texts = (
        "The prisoners were released as part of a swap with the rebels, a source said.",
        "“This is not a swap,” minister Ida Berg said after the release of the prisoners.",
    )
    found, _ = compared(*texts)
    assert "differ" in verdicts(found, texts, "part of a swap", "not a swap")


def test_a_claim_and_its_denial_in_one_report() -> None:
    texts = (
        "A source said that the cameras had been off since May. The town hall denies this.",
        "Nothing else happened.",
    )
    found, _ = compared(*texts)
    assert verdicts(found, texts, "cameras had been off", "The town hall denies this") == {"differ"}


def test_neither_confirmed_nor_denied_is_no_denial() -> None:
    texts = (
        "A source said that the cameras had been off since May. The town hall would neither confirm nor deny this.",
        "",
    )
    found, _ = compared(*texts)
    assert not [c for c in found if c.verdict == "differ"]


def test_a_report_that_sets_one_number_against_another() -> None:
    texts = ("The union says 120 men fled the jail, not 97.", "The ministry said that 97 men fled the jail.")
    found, _ = compared(*texts)
    assert verdicts(found, texts, "120", "97") == {"differ"}


def test_what_is_below_the_setting_is_declined_in_words() -> None:
    texts = ("Five workers were killed in the blast on Monday.", "Six people lost their lives in the blast.")
    story = material(*texts)
    groups, _ = align(story)
    sure, _ = compare(story, groups, (), sure=SURE)
    none, declined = compare(story, groups, (), sure=1.0)
    assert [c for c in sure if c.verdict == "differ"]
    assert not [c for c in none if c.verdict == "differ"]
    assert any("5" in d.why and "6" in d.why for d in declined)


def test_the_later_and_higher_count_may_be_an_update() -> None:
    texts = ("Five workers were killed in the blast.", "Six people lost their lives in the blast.")
    found, _ = compared(*texts, published=("2023-05-10", "2023-05-12"))
    (one,) = [c for c in found if c.verdict == "differ"]
    assert one.cause == "update"
    assert [v.as_of for v in one.values] == ["2023-05-10", "2023-05-12"]


def test_every_comparison_rests_on_words_and_gives_its_reason() -> None:
    texts = ("Five workers were killed in Ostby on Monday.", "In Ostby, six people lost their lives on Monday.")
    found, _ = compared(*texts)
    for comparison in found:
        assert comparison.why.endswith((".", "…"))
        assert comparison.question.endswith("?")
        for value in comparison.values:
            for mention in value.mentions:
                assert 0 <= mention.start < mention.end <= len(texts["ab".index(mention.report)])


def test_nothing_to_compare() -> None:
    assert compared("", "") == ((), ())


@needs_parser
def test_what_is_shown_as_agreed_holds_no_value_that_only_one_report_gives() -> None:
    found, _ = compared(
        "Crack found in bridge at Ostby.\n\nA crack 12 metres long was found in the bridge at Ostby on Monday.",
        "A crack 20 metres long was found in the bridge at Ostby on Sunday.",
    )
    for comparison in (c for c in found if c.verdict == "agree"):
        assert not ("12" in comparison.values[0].value or "20" in comparison.values[0].value)


@pytest.mark.parametrize(
    ("texts", "claim", "denial"),
    [
        (
            "The harbour master said the crew had slept on watch, although the crew disputes that.",
            "the crew had slept on watch",
            "the crew disputes that",
        ),
        (
            "“Ann Roe burned the files,” the prosecutor said. Her lawyer said the charges were false.",
            "Ann Roe burned the files",
            "the charges were false",
        ),
        (
            "A unionist said welders had been working on a belt, but the company denied that anything was mended.",
            "welders had been working",
            "the company denied",
        ),
        (
            "The rival said the clubs had signed a deal; the club denies having signed anything.",
            "the clubs had signed a deal",
            "denies having signed anything",
        ),
        (
            "The general says the march is a parade, but many neighbours see it as a coup.",
            "the march is a parade",
            "see it as a coup",
        ),
    ],
)
def test_a_denial_is_tied_to_the_claim_that_it_answers(texts: str, claim: str, denial: str) -> None:
    found, _ = compared(texts, "The bridge opened on Monday.")
    assert verdicts(found, (texts, ""), claim, denial) == {"differ"}


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master said the crew had slept on watch, although the crew is young.",
        "“It rained in Ostby,” the prosecutor said. Her lawyer said the charges were false.",
        "The harbour master said the crew had slept, but the crew could neither confirm nor deny that.",
        "The mayor says the bridge will bring jobs, but many see it as a gift.",
        "The firm sells 900 boats a year but rejects some buyers, its founder said.",
        "The firm said it was sorry, and its lawyer denied that files were lost.",
        "Police say 23 suspects are held at Ostby. He denied that she was held at Ostby because of her work.",
    ],
)
def test_no_denial_of_the_neighbouring_claim(text: str) -> None:
    found, _ = compared(text, "The bridge opened on Monday.")
    assert not [c for c in found if c.verdict == "differ"]
