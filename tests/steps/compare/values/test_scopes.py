"""Who is counted in: one of another kind among the larger number, and a gap after a verb."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser

pytestmark = needs_parser


def verdict(*texts: str) -> set[str]:
    """What is said of the deaths or injuries."""
    return {c.verdict for c in compared(*texts)[0] if c.kind == "number" and len(c.values) > 1}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            (
                "Seventeen prisoners died in the jailbreak at Ostby on Monday, a doctor said.",
                "Monitors counted eighteen bodies after the jailbreak at Ostby, among them that of a prison officer.",
            ),
            {"compatible"},
        ),
        (
            (
                "Seventeen people died in the fire at Ostby on Monday.",
                "Twenty people died in the fire at Ostby on Monday, among them a child.",
            ),
            {"differ"},
        ),
    ],
)
def test_one_who_may_not_be_counted_elsewhere(texts: tuple[str, str], expected: set[str]) -> None:
    assert verdict(*texts) <= expected


def test_those_behind_a_gap_did_not_suffer_what_the_verb_says() -> None:
    found, _ = compared(
        "Police said that 12 people were injured in the riots in Ostby.",
        "Police said that 18 people had been injured in the riots in Ostby and 12 arrested for carrying weapons.",
    )
    (number,) = (c for c in found if c.kind == "number" and c.verdict == "differ")
    assert {v.value for v in number.values} == {"12", "18"}


def test_those_of_whom_some_are_counted_did_not_all_suffer_it() -> None:
    found, _ = compared(
        "Sixty-four people were underground when the Ostby mine collapsed on Monday.",
        "The Ostby mine collapsed on Monday. Of the 64 men on shift, 12 were injured.",
    )
    assert not any("injured" in c.question and "64" in {v.value for v in c.values} for c in found)


def test_a_year_that_a_clause_says_more_of_is_its_time() -> None:
    found, _ = compared(
        "Three miners were killed on Monday when a gallery collapsed at the Ostby mine, officials said.",
        "Six miners were killed at the Ostby mine on Monday. It was the worst accident since 2009, when nine died.",
    )
    assert any({v.value for v in c.values} == {"3", "6"} for c in found if c.verdict == "differ")
    assert not any("9" in {v.value for v in c.values} for c in found)


def test_some_of_them_between_dashes_are_a_part() -> None:
    found, _ = compared(
        "Five people were killed in the fire at Ostby on Monday.",
        "Seven people – four of them pupils – were killed in the fire at Ostby on Monday.",
    )
    (toll,) = (c for c in found if c.kind == "number")
    assert {v.value for v in toll.values} == {"5", "7"}


def test_a_train_called_by_its_time_counts_nobody() -> None:
    found, _ = compared(
        "Six people died on Monday after the 7.20 from Ostby hit a lorry.",
        "Six people died on Monday when a train hit a lorry at Ostby.",
    )
    assert all(v.value != "7.2" for c in found for v in c.values)


def test_a_toll_behind_an_old_date_is_of_that_day() -> None:
    found, _ = compared(
        "Seven passengers were killed on Monday when a rocket struck a bus at Ostby, police said.",
        "A rocket struck a bus at Ostby on Monday. On 22 January 2015 a rocket struck another bus. Eleven passengers "
        "were killed.",
    )
    assert not any({"7", "11"} <= {v.value for v in c.values} for c in found)


def test_victims_are_not_the_dead_alone_where_some_were_hurt() -> None:
    found, _ = compared(
        "A woman killed two co-workers and injured a third at the Ostby plant on Monday, police said.",
        "The woman had worked with the three victims at the Ostby plant, police said.",
    )
    assert not any(c.verdict == "differ" for c in found)
