"""How terms are said."""

import pytest

from builders import ferry, story
from twosource.present import saying, wording
from twosource.present.answers import answer_words, as_of
from twosource.present.differences import marked_differences
from twosource.present.index import Index
from twosource.record import ComparedValue, Comparison, Mention, OriginCount


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2023-01-13", "13 January 2023"),
        ("2023-01", "January 2023"),
        ("2023", "2023"),
        ("2023-01-13T02:00", "13 January 2023, 02:00"),
        ("2023-01-15T17:52:00Z", "15 January 2023, 17:52 UTC"),
        ("2023-01-15T17:52+01:00", "15 January 2023, 17:52 (+01:00)"),
        ("--07", "July (year not said)"),
        ("--07-14", "14 July (year not said)"),
        ("2023-01-13, about 02:00", "13 January 2023, about 02:00"),
        ("2023-99-99", "2023-99-99"),
        ("the engine room", "the engine room"),
    ],
)
def test_dates(iso, words):
    assert wording.date(iso) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("4 month", "4 months"),
        ("1 day", "1 day"),
        ("about 1 day", "about 1 day"),
        ("2 or more", "2 or more"),
        ("90 or more minute", "90 or more minutes"),
        ("1 or more week", "1 or more weeks"),
        ("143,000,000,000 USD", "143 billion USD"),
        ("2,500,000 or more", "2.5 million or more"),
        ("1,234,567", "1,234,567"),
        ("65,000", "65,000"),
        ("0", "none"),
        ("2018-01-01/2018-01-07", "1 to 7 January 2018"),
        ("2023-01-13", "13 January 2023"),
        ("in 4 month time", "in 4 month time"),
    ],
)
def test_answers(value, words):
    assert wording.answer(value) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-01-15", "2023-01-17", "15 to 17 January 2023"),
        ("2023-01-15", "2023-02-02", "15 January to 2 February 2023"),
        ("2022-12-31", "2023-01-01", "31 December 2022 to 1 January 2023"),
        ("2023-01-15T10:00", "2023-01-15", "15 January 2023"),
        ("2023", None, "2023"),
        (None, None, ""),
    ],
)
def test_periods(first, last, words):
    assert wording.period(first, last) == words


@pytest.mark.parametrize(
    ("sure", "possible", "words"),
    [
        (0, 0, "no origin in these reports that could be traced for certain"),
        (0, 2, "no origin in these reports that could be traced for certain (possibly 2)"),
        (1, 1, "1 independent origin, no second in these reports"),
        (1, 2, "1 independent origin in these reports (possibly 2)"),
        (2, 2, "2 independent origins in these reports"),
    ],
)
def test_counts_promise_no_more_than_was_seen(sure, possible, words):
    assert wording.origin_count(OriginCount("g", None, (), sure, possible, 3, "unknown", "")) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C"), (list("ABCD"), "A, B, C and D")],
)
def test_lists(names, words):
    assert wording.listed(names) == words
    assert wording.listed(list("ABCDEFGH"), 4) == "A, B, C and 5 more"


@pytest.mark.parametrize(
    ("base", "other", "marked"),
    [
        ("We had four minutes", "We had just four minutes", "We had [just] four minutes"),
        ("“We had four minutes,”", "we had FOUR minutes", "we had FOUR minutes"),
        ("a b c", "x", "[x]"),
        ("", "new words", "[new] [words]"),
    ],
)
def test_word_differences(base, other, marked):
    assert marked_differences(base, other, "[", "]") == marked


@pytest.mark.parametrize(
    ("base", "other", "marked"),
    [
        ("We had just four minutes left", "We had four minutes", "We had <[…]> four minutes <[…]>"),
        ("We saw a light", "We heard a noise", "We <heard> a <noise>"),
        ("a b c", "x", "<x>"),
    ],
)
def test_cuts_are_shown(base, other, marked):
    assert marked_differences(base, other, "<", ">", cuts=True) == marked


def test_who_has_it_from_whom():
    index = Index(ferry())
    assert saying.voice(index, index.statements["s9"]) == "Coast Daily <- Nordpress <- Ida Holm"
    assert saying.voice(index, index.statements["s10"]) == "Coast Daily, in its own voice"
    assert (
        saying.voice(index, index.statements["s8"])
        == "Coast Daily <- a person familiar with the inquiry (only as possible)"
    )


def test_reasons_name_reports_by_their_names():
    index = Index(ferry())
    assert index.reason("In their own voice: herald and coast. Also a.") == (
        "In their own voice: Harwick Herald and Coast Daily. Also a."
    )
    assert index.reason("Two words: this and that.") == "Two words: this and that."


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (("2024-03-05", "2024-03-06"), ["as of 5 March 2024", "as of 6 March 2024"]),
        (("2024-03-05T10:00", "2024-03-05T12:00"), ["", ""]),
        (("2024-03-05", None), ["as of 5 March 2024", ""]),
        ((None, None), ["", ""]),
    ],
)
def test_the_day_of_an_answer_is_told_where_days_differ(days, told):
    values = tuple(ComparedValue(str(n), (Mention("r", 0, 1),), day) for n, day in enumerate(days))
    comparison = Comparison("c", None, "How many?", "number", "differ", values, "update", 0.9, "Why.")
    assert [as_of(comparison, value) for value in values] == told


@pytest.mark.parametrize(
    ("value", "told"),
    [("yes: the fire began in a lorry", "yes"), ("no: it did not", "no: it did not"), ("4 month", "4 months")],
)
def test_yes_and_the_question_again_is_yes(value, told):
    answer = ComparedValue(value, (Mention("r", 0, 1),))
    question = "Is it so that the fire began in a lorry?"
    comparison = Comparison("c", None, question, "polarity", "differ", (answer,), "source", 0.9, "Why.")
    assert answer_words(comparison, answer) == told


def test_an_excerpt_is_the_sentence_and_an_abbreviation_does_not_end_it():
    index = Index(ferry())
    text = index.reports["nordpress"].text
    start = text.index("a lorry")
    excerpt = index.excerpt("nordpress", start, start + len("a lorry"))
    assert excerpt.before == "The fire started in "
    assert excerpt.after == " on the car deck, Capt. Holm told Nordpress."
    assert not excerpt.cut_before and not excerpt.cut_after


@pytest.mark.parametrize(("publisher", "day", "name"), [("VG", "2023-01-14", "VG (14 Jan)"), ("VG", None, "VG")])
def test_reports_of_one_publisher_are_told_apart(publisher, day, name):
    d = story("Names")
    d.report("a", "VG", day, "One.")
    d.report("b", "VG", "2023-01-15", "Two.")
    d.report("c", "NRK", "2023-01-15", "Three.")
    index = Index(d.done())
    assert index.report_name("a") == name
    assert index.report_name("b") == "VG (15 Jan)"
    assert index.report_name("c") == "NRK"


@pytest.mark.parametrize(
    ("cut", "words"),
    [
        ('it was a "great honour', 'it was a "great honour"'),
        ('"we met early', "we met early"),
        ("it was a “great honour", "it was a “great honour”"),
        ("“we met early", "we met early"),
        ("a “great” honour", "a “great” honour"),
        ('did not shout," the paper said', "did not shout, the paper said"),
        ('he "never" shouted," she said', 'he "never" shouted, she said'),
    ],
)
def test_a_quotation_mark_that_was_cut_off_its_pair(cut: str, words: str) -> None:
    assert wording.closed(cut) == words
