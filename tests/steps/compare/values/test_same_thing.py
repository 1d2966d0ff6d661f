"""Values of one thing where no happening says so: one holder, one substance, one crowd, one appointment."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser, verdicts

pytestmark = needs_parser

APART = [
    ("Ada Quill has 2.3 million followers online.", "Ada Quill, who has 2.9 million followers, sings.", "2.3", "2.9"),
    ("The jet was carrying 157 people when it crashed near Velmo.",
     "The jet crashed near Velmo with 159 people on board.", "157", "159"),
    ("Ada Quill's house was sold for $12 million.", "Ada Quill's house fetched $14 million.", "12", "14"),
    ("A judge set bail at $250,000 for Paul Marr.", "Bail for Paul Marr was set at $500,000.", "250", "500"),
    ("A magnitude 6.1 earthquake shook Velmo.", "A 6.4-magnitude quake shook Velmo.", "6.1", "6.4"),
    ("Police seized 20 kg of heroin.", "Officers confiscated 35 kg of heroin.", "20", "35"),
    ("Velmo was buried under 14 inches of snow.", "Some 19 inches of snow fell on Velmo.", "14", "19"),
    ("Some 5,000 people attended the vigil.", "About 8,000 mourners gathered at the vigil.", "5,000", "8,000"),
    ("The trial is set for June 3.", "The trial will begin on June 8.", "June 3", "June 8"),
    ("The boat was found 45 miles off Velmo.", "The boat was found 60 miles off Velmo.", "45", "60"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "this", "that"), APART)
def test_two_values_of_one_thing_differ(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert verdicts(found, (one, two), this, that) == {"differ"}


ALIKE = [
    # another holder, another span of time, several of a kind
    ("Ada Quill has 2.3 million followers.", "Bo Marr has 2.9 million followers.", "2.3", "2.9"),
    ("Ada Quill scored 12 points in the third quarter.", "Ada Quill scored 30 points.", "12", "30"),
    ("Ada Quill has 12 goals this season.", "Ada Quill has 90 goals.", "12", "90"),
    ("Ada Quill's house was sold for $12 million.", "Ada Quill's boat was sold for $2 million.", "12", "2 m"),
    # one of several loads, one number rounded, one in other units
    ("Police seized 20 kg of heroin.", "Police seized 20 kg of heroin and, in May, 35 kg of heroin.", "20", "35"),
    ("Police seized 20 kg of heroin.", "Police seized 44 pounds of heroin.", "20", "44"),
    ("Police seized 20 kg of heroin.", "Police seized 35 kg of flour.", "20", "35"),
    ("Some 5,000 people attended the vigil.", "About 300 people attended the mayor's speech.", "5,000", "300"),
    ("Some 5,000 people attended the vigil.", "At least 4,000 people attended the vigil.", "5,000", "4,000"),
    ("The trial of Ada Quill is set for June 3.", "The trial of Bo Marr is set for June 8.", "June 3", "June 8"),
    ("The first vote is set for June 3.", "The second vote is set for June 8.", "June 3", "June 8"),
    ("The trial is set for June 3.", "The trial was to begin on Saturday, June 3.", "June 3", "Saturday"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "this", "that"), ALIKE)
def test_values_of_two_things_do_not(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert "differ" not in verdicts(found, (one, two), this, that)
