"""Which spellings can be one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.steps.resolve.spelling import initials, near_word, plain, same_word, skeleton

TRANSLITERATED = [
    ("Лебедев", "Lebedew"),
    ("Lebiediew", "Lebedev"),
    ("Андрей", "Andrey"),
    ("Andrej", "Andrei"),
    ("Żukow", "Zhukov"),
    ("Schukow", "Zhukov"),
    ("Joukov", "Zhukov"),
    ("Євген", "Yevhen"),
    ("Nikolayev", "Nikolaev"),
    ("Peña", "Pena"),
    ("Jumabaev", "Zhumabayev"),
]
DECLINED = [
    ("Lebiediewowi", "Lebedev"),
    ("Lebedevistä", "Lebedev"),
    ("Jewgienija", "Yevgeny"),
    ("Oslossa", "Oslo"),
    ("Киева", "Киев"),
]
APART = [("Smith", "Smits"), ("Lebedev", "Lebanon"), ("Maria", "Mark"), ("Olsen", "Jensen"), ("Ivan", "Ivanov")]


@pytest.mark.parametrize(("one", "other"), TRANSLITERATED)
def test_transliterations_are_one_word(one: str, other: str) -> None:
    assert same_word(one, other)


@pytest.mark.parametrize(("one", "other"), DECLINED)
def test_case_endings_count_only_where_a_language_has_them(one: str, other: str) -> None:
    assert same_word(one, other, inflected=True)
    assert not same_word(one, other, inflected=False)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert not same_word(one, other)


def test_a_slip_of_one_letter_is_near() -> None:
    assert near_word("Hartwell", "Hartwel")
    assert not near_word("Ross", "Rowe")  # too short to tell


def test_plain_closes_up_dotted_letters() -> None:
    assert plain("U.N. Security Council") == "un security council"
    assert plain("the U.S.") == "the us"


def test_initials_skip_small_words() -> None:
    assert initials("Union of the Harbour Pilots and Masters") == "uhpm"


@given(st.text())
def test_nothing_makes_the_normalisers_fail(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert isinstance(skeleton(text), str)


@given(st.text(), st.text())
def test_sameness_has_no_direction(a: str, b: str) -> None:
    assert same_word(a, b, True) == same_word(b, a, True)
    assert near_word(a, b) == near_word(b, a)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hrytsenko", "Gritsenko"), ("Bohdanov", "Bogdanov"), ("Luhansk", "Lugansk"), ("Karpenka", "Karpenko")],
)
def test_one_cyrillic_letter_is_g_or_h(one: str, other: str) -> None:
    assert same_word(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kharchenko", "Garchenko"),
        ("Hill", "Gill"),
        ("Harris", "Garris"),
        ("Shevchuk", "Sevchug"),
        ("Hansen", "Gansen"),
    ],
)
def test_no_other_letter_is(one: str, other: str) -> None:
    assert not same_word(one, other)
