"""The head of a dossier and its names."""

from __future__ import annotations

import pytest

from builders import story
from twosource.present.index import Index
from twosource.present.summary import _spelt_otherwise, events


@pytest.mark.parametrize(
    ("name", "other", "shown"),
    [
        ("Ida Holm", "Ida Holme", True),
        ("Pyotr Karev", "Piotr Kariew", True),
        ("Stanley Moss", "Stan Moss", True),
        ("Harbour Watch", "Hafenwacht", True),
        ("Ida Holm", "Ида Хольм", True),
        ("Ida Holm", "Holm", False),
        ("Ida Holm", "Mayor Ida Holm", False),
        ("Ida Holm", "Mrs. Holm", False),
        ("Northern Shield", "Northern mercenary", False),
        ("Vesthavn", "Vesthavn region", False),
    ],
)
def test_only_another_spelling_or_another_name_is_shown(name: str, other: str, shown: bool) -> None:
    assert _spelt_otherwise(name, other) is shown


def test_a_stretch_of_time_is_told_by_both_ends() -> None:
    told = story("A robber")
    told.report("r", "Post", "2024-03-05", "The man robbed 30 banks between 1998 and 2010. A ferry sank around 1998.")
    told.happened("1998", "about", "The man robbed 30 banks (until 2010)", ("r", "robbed 30 banks"))
    told.happened("1998", "about", "A ferry sank", ("r", "ferry sank"))
    assert [(when, label) for when, label, _ in events(Index(told.done()))] == [
        ("about 1998", "A ferry sank"),
        ("1998 to 2010", "The man robbed 30 banks"),
    ]
