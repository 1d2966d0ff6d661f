"""What cannot all hold within one report: order, sums, ages, shares."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser

pytestmark = needs_parser


def told(text: str, published: str = "2023-05-10") -> list[tuple[str, str, str]]:
    """Question, verdict and reason of what is said of this report alone."""
    found, _ = compared(text, published=(published,))
    return [(c.question, c.verdict, c.why) for c in found if c.question.startswith("Within one report")]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Oskar Lindqvist was arrested at 01:58 on Tuesday. He had crossed the border at 02:40 on Tuesday.", "differ"),
        (
            "Oskar Lindqvist was arrested at 01:58 on Tuesday. He says he crossed the river at about 2am on Tuesday.",
            "compatible",
        ),
        ("Petra Novak was abducted on 4 May 2022 in Ostby. She was freed on 1 May 2022.", "differ"),
    ],
)
def test_what_must_come_first(text: str, verdict: str) -> None:
    assert [v for _, v, _ in told(text)] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "Oskar Lindqvist was arrested at 03:10 on Tuesday. He had crossed the border at 02:40 on Tuesday.",
        "Oskar Lindqvist was arrested on Tuesday. He had crossed the border on Tuesday.",
        # two men
        "Oskar Lindqvist was arrested at 01:58 on Tuesday. Jan Moe crossed the border at 02:40 on Tuesday.",
        # planned
        "Oskar Lindqvist was arrested at 01:58 on Tuesday. He would have crossed the border at 02:40 on Tuesday.",
    ],
)
def test_an_order_that_can_hold(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The blast left 12 people dead and 5 injured, 20 casualties in all.",
        "Three men and four women were hurt, a total of nine people.",
        "Seven people — four men and two women — were hurt in the blast.",
        "The court jailed nine men (three officers and five soldiers) on Monday.",
        "Rescuers found five people: two boys, two girls and two women.",
    ],
)
def test_a_sum_that_does_not_add_up(text: str) -> None:
    assert [v for _, v, _ in told(text)] == ["differ"]


@pytest.mark.parametrize(
    "text",
    [
        "The blast left 12 people dead and 5 injured, 17 casualties in all.",
        "The blast left 12 people dead and at least 5 injured, 20 casualties in all.",
        "Nine people were hurt, among them three men and four women.",
        "Three men were hurt. In all, nine people were treated.",
        "The club scored 12 goals and won 5 games, 20 points in all.",
        "Seven people — four men and three women — were hurt in the blast.",
        "Nine men — including three officers and five soldiers — were jailed.",
        "Seven people — two men and a woman among them — were hurt.",
        "Seven people — four of them men — were hurt, two women said.",
        "Seven people were hurt - four men and two women are still in hospital.",
        "He had five sons: two doctors, a judge and a priest.",
        "Ten teams (four groups of three) play.",
    ],
)
def test_no_sum(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Ann Roe, born in 1970, is 40 years old.", "2015-03-02"),
        ("Ann Roe, 40, leads the party. She was born in 1970 in Ostby.", "2015-03-02"),
    ],
)
def test_an_age_against_a_birth(text: str, published: str) -> None:
    assert [v for _, v, _ in told(text, published)] == ["differ"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe, born in 1970, is 44 years old.",
        "Ann Roe, 45, leads the party. She was born in 1970 in Ostby.",
        "Ann Roe, born in 1970, joined the party at the age of 40.",
        "Ann Roe, 40, leads the party. Her mother was born in 1970.",
        "Ann Roe, born in 1970, was 40 years old when she won in 2010.",
    ],
)
def test_an_age_that_can_hold(text: str) -> None:
    assert not told(text, "2015-03-02")


def test_shares_of_one_vote() -> None:
    said = "In the vote, 60 percent were in favour, 35 percent against and {} percent undecided."
    assert [v for _, v, _ in told(said.format(20))] == ["differ"]
    assert not told(said.format(5))
    assert not told("Some 60 percent read the paper, 35 percent the weekly and 20 percent the magazine.")


ARITHMETIC = [
    "The siege began at 10 a.m. on Monday and ended at 2 p.m. on Monday. It lasted six hours.",
    "The strike began on Monday, 3 March 2014. The strike ended on Friday, 7 March 2014. It lasted three weeks.",
    "The firm cut 50 of its 200 jobs, or 40 percent, on Monday.",
    "The storm sank 12 of the 48 boats (50 percent) in the harbour.",
    "Twelve people were killed in the crash near Velmo on Monday: seven men and four women.",
    "Dana Orton was shot at 11:20 p.m. on Friday. She died at 10:50 p.m. on Friday in hospital.",
]


@pytest.mark.parametrize("text", ARITHMETIC)
def test_arithmetic_of_one_report(text: str) -> None:
    found, _ = compared(text, published=("2014-03-10",))
    assert [c.question for c in found if c.verdict == "differ" and c.question.startswith("Within")] != []


RIGHT = [
    "The siege began at 10 a.m. on Monday and ended at 4 p.m. on Monday. It lasted six hours.",
    "The siege began at 10 a.m. on Monday and the concert ended at 2 p.m. on Monday. It lasted six hours.",
    "The firm cut 50 of its 200 jobs, or 25 percent, on Monday.",
    "The firm cut 50 of its 200 jobs, and 40 percent of the staff agreed.",
    "Eleven people were killed in the crash near Velmo on Monday: seven men and four women.",
    "Dana Orton was shot at 10:20 p.m. on Friday. She died at 10:50 p.m. on Friday in hospital.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_arithmetic_that_holds(text: str) -> None:
    found, _ = compared(text, published=("2014-03-10",))
    assert [c.question for c in found if c.verdict == "differ"] == []
