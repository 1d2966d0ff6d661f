"""Another occasion, stage or part of what is counted: no difference, however alike the sentences are."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser, verdicts

pytestmark = needs_parser

OTHERS = [
    # another one of its kind, another time
    ("The army put the number of villagers killed at 49.",
     "In the spring, 132 people were massacred in a similar attack.",
     "49", "132"),
    ("The blast at the dock injured six welders.",
     "In March a blast at the same dock injured three welders.", "six", "three"),
    ("Shelling of the camp killed 70 people.", "A strike on the camp a month before killed nine people.", "70", "nine"),
    ("Seventy people were convicted in an earlier trial of the clan.", "The court convicted 230 people of the clan.",
     "Seventy", "230"),
    # a stage
    ("The army rescued 346 passengers from the train.",
     "On the first day, the army rescued 104 passengers from the train.",
     "346", "104"),
    ("The derailing killed 16 people.",
     "Fifteen people had been killed in the derailing by Wednesday night.", "16", "Fifteen"),
    # a span
    ("The avalanche killed five people.", "Avalanches have killed 17 people this winter.", "five", "17"),
    ("Landmines killed 169 people in Velmo.", "Landmines killed 912 people in Velmo last year.", "169", "912"),
    # a wider or a narrower circle
    ("Cholera has killed 1,316 people, the minister said.",
     "In Velmo alone, cholera has killed 316 people.", "1,316", "316"),
    ("Turnout in the vote was 38 per cent.", "In the capital turnout was 44 per cent.", "38", "44"),
    # some of them
    ("58 passengers were injured in the crash.", "Fifteen passengers injured in the crash were taken to hospital.",
     "58", "Fifteen"),
    ("The fraud left 24 victims dead.", "Eleven victims testified by video link.", "24", "Eleven"),
    # of other people
    ("Sixteen workers died when the dam burst.", "Five soldiers died when the dam burst.", "Sixteen", "Five"),
    ("The siege of the hotel left 21 people dead.", "Four gunmen were killed in the siege of the hotel.", "21", "Four"),
    # charged with, and found guilty of; asked for, and got
    ("She was charged with murdering 24 patients.", "The court found her guilty of murdering 18 patients.", "24", "18"),
    ("He was convicted of murdering 20 patients.", "He was convicted of trying to murder two patients.", "20", "two"),
    ("Washington put a duty of 34 per cent on pipes.",
     "Producers had called for a duty of 60 per cent on pipes.", "34", "60"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "this", "that"), OTHERS)
def test_what_is_told_of_another_occasion_stage_or_part_is_no_difference(
    one: str, two: str, this: str, that: str
) -> None:
    found, _ = compared(one, two)
    assert "differ" not in verdicts(found, (one, two), this, that)


ONE = [
    # the same words on both sides, words of no account, the whole of them
    ("Avalanches have killed 17 people this winter.", "Avalanches killed 12 people this winter.", "17", "12"),
    ("The army has rescued 346 passengers so far.", "The army rescued 304 passengers.", "346", "304"),
    ("Nine workers died in the blast.", "The blast killed 14 people.", "Nine", "14"),
    ("The siege of the hotel left 21 people dead.", "The siege of the hotel left 26 guests dead.", "21", "26"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "this", "that"), ONE)
def test_one_toll_still_differs(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert verdicts(found, (one, two), this, that) == {"differ"}


def test_a_number_that_a_report_turns_down_is_that_of_whoever_gives_it() -> None:
    one, two = (
        "Drones counted 187 animals, not 230 as first thought.",
        "Around 230 whales lie on the sand, a guard said.",
    )
    found, _ = compared(one, two)
    assert verdicts(found, (one, two), "187", "230") == {"differ"}


def test_two_of_one_family_are_not_one_person() -> None:
    one = "“She called me at breakfast,” said Digna Roe, 52."
    two = "Among the dead is Keidy Roe, aged 23, a worker."
    assert "differ" not in verdicts(compared(one, two)[0], (one, two), "52", "23")
