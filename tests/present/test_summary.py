"""The head of a dossier and its names."""

from __future__ import annotations

import pytest

from builders import story
from twosource.present.index import Index
from twosource.present.summary import _called_otherwise, _spelt_otherwise, events
from twosource.record import Group


@pytest.mark.parametrize(
    ("name", "other", "shown"),
    [
        ("Ida Holm", "Ida Holme", True),
        ("Pyotr Karev", "Piotr Kariew", True),
        ("Stanley Moss", "Stan Moss", True),
        ("Petro Hnatiuk", "Petro Gnatiuk", True),
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


@pytest.mark.parametrize(
    ("name", "other", "shown"),
    [
        ("Mykola Horbenko", "Nikolai Horbenko", True),
        ("William Roe", "Bill Roe", True),
        ("Ida Holm", "Mayor Holm", False),
        ("Ida Holm", "Mayor Ida Holm", False),
        ("Ida Holm", "Holm", False),
    ],
)
def test_of_a_person_another_form_of_the_given_name_is_shown(name: str, other: str, shown: bool) -> None:
    assert _called_otherwise(name, other) is shown


def test_a_stretch_of_time_is_told_by_both_ends() -> None:
    told = story("A robber")
    told.report("r", "Post", "2024-03-05", "The man robbed 30 banks between 1998 and 2010. A ferry sank around 1998.")
    told.happened("1998", "about", "The man robbed 30 banks (until 2010)", ("r", "robbed 30 banks"))
    told.happened("1998", "about", "A ferry sank", ("r", "ferry sank"))
    assert [(when, label) for when, label, _ in events(Index(told.done()))] == [
        ("about 1998", "A ferry sank"),
        ("1998 to 2010", "The man robbed 30 banks"),
    ]


def test_what_says_the_same_in_fewer_words_is_not_shown_again() -> None:
    told = story("A flood")
    for ident in ("a", "b"):
        told.report(ident, ident, "2024-03-05", "The river took the road and the caravans. The bridge held.")
    for ident, words in (("c1", "The river took the road and the caravans"), ("c2", "The river took the road")):
        values = {words: [("a", words), ("b", words)]}
        told.compares(ident, f"Is it so that {words}?", "status", "agree", values, confidence=0.9)
    assert Index(told.done()).repeated == {"c2"}


def test_a_statement_cut_before_a_clause_and_put_together_loosely() -> None:
    told = story("A flood")
    for ident, words in (("a", "that the mayor speaks at noon, at which time"), ("b", "the mayor will speak")):
        told.report(ident, ident, "2024-03-05", f"Ann Roe said {words} on Friday.")
        told.says(f"s{ident}", ident, words, by="Ann Roe")
    told.parts["groups"] = [Group("g1", "that the mayor speaks at noon, at which time", ("sa", "sb"), loose=("sb",))]
    told.origins(1, group="g1")
    index = Index(told.done())
    (count,) = index.counts
    assert index.subject(count) == "the mayor speaks at noon"
    assert index.doubtful(count)
