"""How long one happening went on, told in other words; and the lengths of two happenings."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import differing, needs_parser

pytestmark = needs_parser


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (
            ("Officers spent two hours negotiating with the gunman in the library.",
             "Police shut the street for five hours while they negotiated with the gunman in the library."),
            {"2 hour", "5 hour"},
        ),
        (
            ("The gunman gave up after a two-hour siege of the library, police said.",
             "The siege of the library lasted five hours before the gunman gave up, police said."),
            {"2 hour", "5 hour"},
        ),
        (
            ("Divers searched for three days for the missing ferry captain.",
             "The missing ferry captain was found after nine days of searching by divers."),
            {"3 day", "9 day"},
        ),
    ],
)  # fmt: skip
def test_one_happening(texts: tuple[str, ...], values: set[str]) -> None:
    assert differing("duration", *texts) == [values]


@pytest.mark.parametrize(
    "texts",
    [
        # two happenings
        ("Officers spent two hours negotiating with the gunman.", "Police shut the street for five hours."),
        ("The siege of the library lasted five hours.", "A two-hour meeting followed the siege of the library."),
        # the length of one search, told of two days
        ("Divers searched for three hours on Monday.", "Divers searched for five hours on Tuesday."),
        # one report tells of two searches
        ("Divers searched for three days for the captain. In May they had searched for nine days for a sailor.",
         "Divers searched for nine days for the captain."),
        # near enough
        ("Officers negotiated for about two hours with the gunman.",
         "Officers negotiated for 120 minutes with the gunman."),
    ],
)  # fmt: skip
def test_two_happenings_or_one_length(texts: tuple[str, ...]) -> None:
    assert differing("duration", *texts) == []


def test_months_in_prison_of_one_year_are_one_stretch() -> None:
    texts = (
        "Oren Dahl, a lawyer, was detained on Monday. Dahl spent eight months in prison in 2015 on a charge of fraud.",
        "Oren Dahl must be freed, the forum said. In 2015 Dahl spent ten months in prison after an unfair trial.",
    )
    assert differing("duration", *texts) == [{"8 month", "10 month"}]
    others = (texts[0], "Oren Dahl must be freed, the forum said. Dahl spent ten months in prison in 2009.")
    assert differing("duration", *others) == []
