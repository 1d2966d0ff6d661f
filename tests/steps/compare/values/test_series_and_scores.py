"""Places in a series, results, the most that the law allows, and deeds told twice with another count."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser, verdicts

pytestmark = needs_parser

APART = [
    # places in a series
    ("The stage race was halted on lap 28 after a storm.", "The stage race was stopped on lap 29.", "28", "29"),
    ("The cup tie was suspended in the 61st minute.", "The cup tie was halted in the 62nd minute.", "61st", "62nd"),
    ("The regatta was stopped after 12 of 40 laps.", "The regatta was stopped on lap 14.", "12 of", "14"),
    ("Ada Quill scored in the 83rd minute.", "Quill scored in the 38th minute for Orlan.", "83rd", "38th"),
    # results
    ("The council passed the harbour bill by 41 votes to 36.", "The harbour bill was passed 41 to 37.", "36", "37"),
    ("The Norland senate rejected the motion 52-48.", "Norland senators rejected the motion 51-48.", "52", "51"),
    ("Orlan Rovers beat Salt Bay 3-1 on Sunday.", "Orlan Rovers won 3-0 against Salt Bay.", "3-1", "3-0"),
    # the most that the law allows
    ("Mina Dahl faces up to 12 years in prison for forgery.", "She could be jailed for up to 15 years.", "12", "15"),
    ("The broker could get a maximum sentence of 20 years in jail.",
     "The broker may face up to 25 years behind bars.", "20", "25"),
    # one deed
    ("Twelve mayors signed the harbour charter.", "Thirteen mayors signed the charter.", "Twelve", "Thirteen"),
    ("The ministry bought 14 trams from Velmo.", "The ministry bought 16 trams, Velmo said.", "14", "16"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "this", "that"), APART)
def test_values_of_one_question_differ(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert verdicts(found, (one, two), this, that) == {"differ"}


ALIKE = [
    # two happenings of one series, and "after lap 12" is the thirteenth
    ("The stage race was halted on lap 8 after a storm.", "The stage race was stopped on lap 41.", "8", "41"),
    ("Ada Quill scored in the 20th minute.", "Bo Marr scored in the 21st minute.", "20th", "21st"),
    ("The regatta was stopped after 12 of 40 laps.", "The regatta was stopped on lap 13.", "12 of", "13"),
    ("The show was stopped on week 3.", "Ada Quill fell on week 4.", "3", "4"),
    # another house, half time, another game
    ("The lower house passed the harbour bill by 241 to 136.", "The senate passed the bill 41-36.", "241", "41"),
    ("Orlan Rovers led Salt Bay 1-0 at half-time.", "Orlan Rovers beat Salt Bay 3-0.", "1-0", "3-0"),
    ("Orlan Rovers beat Salt Bay 3-1.", "Orlan Rovers beat Port Reef 2-0.", "3-1", "2-0"),
    ("Orlan Rovers beat Salt Bay 3-1.", "Orlan Rovers beat Salt Bay 2-0 in May and 3-1 now.", "3-1", "2-0"),
    # another charge, each count, what the court gave
    ("Mina Dahl faces up to 12 years in prison.", "She faces up to five years in prison on each count.", "12", "five"),
    ("Mina Dahl faces up to 12 years in prison.", "Mina Dahl was jailed for four years.", "12", "four"),
    ("Mina Dahl faces up to 12 years in prison.", "Paul Marr could be jailed for up to two years.", "12", "two"),
    # another deed, a part
    ("Twelve mayors signed the harbour charter.", "Thirteen mayors signed the budget.", "Twelve", "Thirteen"),
    ("Twelve mayors signed the harbour charter.", "Five of the mayors signed the charter at once.", "Twelve", "Five"),
    ("The ministry bought 14 trams from Velmo.", "The ministry sold 16 trams to Velmo.", "14", "16"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "this", "that"), ALIKE)
def test_what_only_looks_alike_does_not(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert "differ" not in verdicts(found, (one, two), this, that)
