"""What looks like one question and is two: another place, another span of time, another of the kind, another side."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser, verdicts

pytestmark = needs_parser

TWO = [
    ("Orlan earned $2.1 billion in the first quarter.", "Orlan earned $8.4 billion last year.", "2.1", "8.4"),
    ("Orlan sold 5 million phones in May.", "Orlan sold 20 million phones in the year.", "5", "20"),
    ("The album sold 90,000 copies in its first week.", "The album has sold 1.2 million copies.", "90,000", "1.2"),
    ("The tunnel will cost 3 billion euros.", "The tunnel has cost 2 billion euros so far.", "3", "2"),
    ("Orlan hired 500 workers in Velmo.", "Orlan hired 1,200 workers across Norland.", "500", "1,200"),
    ("Some 5,000 people marched in Velmo.", "Some 9,000 people marched in Salt Bay.", "5,000", "9,000"),
    ("The ship carried 300 tonnes of wheat to Velmo.", "The ship carried 120 tonnes to Salt Bay.", "300", "120"),
    ("Quill's lead is 3 points in the first poll.", "Quill's lead is 5 points in the second poll.", "3", "5"),
    ("Marr scored in the 12th minute.", "Marr scored again in the 60th minute.", "12th", "60th"),
    ("The army says that 40 rebels were killed.", "The army says that 12 soldiers were killed.", "40", "12"),
    ("The bridge is 90 metres long.", "The longest bridge in Norland is 400 metres long.", "90", "400"),
    ("The senate voted 52-48 to open debate.", "The senate voted 60-40 to pass the bill.", "52", "60"),
    ("A magnitude 6.1 earthquake shook Velmo.", "A 5.0-magnitude aftershock shook Velmo.", "6.1", "5.0"),
    ("The storm killed 12 people in Velmo.", "The storm killed 40 people in Norland.", "12", "40"),
    ("Police arrested 14 people on Monday.", "Police arrested 20 people on Tuesday.", "14", "20"),
    ("Police arrested 14 people on Monday.", "Police arrested 20 people on Tuesday.", "Monday", "Tuesday"),
]


@pytest.mark.parametrize(("one", "two", "this", "that"), TWO)
def test_two_questions_are_not_set_against_one_another(one: str, two: str, this: str, that: str) -> None:
    found, _ = compared(one, two)
    assert "differ" not in verdicts(found, (one, two), this, that)
