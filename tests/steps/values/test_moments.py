"""Times in the words of a report; all of these were published on Monday 16 January 2023 unless it is said."""

from __future__ import annotations

import pytest
from values_readings import reading

from twosource.steps.values import moments, undated

# words, what is found in them, how it is shown
DATES = [
    ("It was signed on 13 January 2023.", "13 January 2023", "2023-01-13"),
    ("It was signed on January 13, 2023, in Oslo.", "January 13, 2023", "2023-01-13"),
    ("It was signed on Jan. 13.", "Jan. 13", "2023-01-13"),
    ("It was signed on the 13th of January.", "13th of January", "2023-01-13"),
    ("It was signed on 2023-01-13.", "2023-01-13", "2023-01-13"),
    ("It was signed in January 2022.", "January 2022", "2022-01"),
    ("It was founded in 2014.", "2014", "2014"),
    ("They found a 1958 photograph.", "1958", "1958"),
    ("It stood empty between 1998 and 2010.", "1998 and 2010", "1998/2010"),
    ("It lasted from March 2015 to December 2017.", "March 2015 to December 2017", "2015-03/2017-12"),
    ("It began at the beginning of June 2022.", "at the beginning of June 2022", "2022-06"),
    ("It began in mid-October.", "mid-October", "2022-10"),
    ("The roof fell in December.", "December", "2022-12"),
    ("December's floods were worse.", "December", "2022-12"),
    ("It was built in the 15th century.", "15th century", "1401/1500"),
    ("It ran from 26 February to 1 March 2018.", "26 February to 1 March 2018", "2018-02-26/2018-03-01"),
    ("The fair (26 February - 1 March 2018) is large.", "26 February - 1 March 2018", "2018-02-26/2018-03-01"),
    ("They were away 28 December - 2 January 2018.", "28 December - 2 January 2018", "2017-12-28/2018-01-02"),
    ("Sales fell in the third quarter.", "third quarter", "2022-07/2022-09"),
    ("It was planned for the second quarter of 2020.", "second quarter of 2020", "2020-04/2020-06"),
]
RELATIVE = [
    ("The boat sank on Friday.", "Friday", "2023-01-13"),
    ("The boat sank on Monday.", "Monday", "2023-01-16"),
    ("The boat will sail on Friday.", "Friday", "2023-01-20"),
    ("The boat sails next Friday.", "next Friday", "2023-01-20"),
    ("The boat sank last Monday.", "last Monday", "2023-01-09"),
    ("Friday's storm was strong.", "Friday", "2023-01-13"),
    ("The boat sank yesterday.", "yesterday", "2023-01-15"),
    ("It reopens tomorrow.", "tomorrow", "2023-01-17"),
    ("The boat sank last night.", "last night", "2023-01-15"),
    ("She left last month.", "last month", "2022-12"),
    ("She left last year.", "last year", "2022"),
    ("She left four months ago.", "four months ago", "2022-09"),
    ("She left 10 years ago.", "10 years ago", "2013"),
    ("She left 11 days ago.", "11 days ago", "2023-01-05"),
    ("It was shut last week.", "last week", "2023-01-09/2023-01-15"),
    ("It starts on 1 July next year.", "1 July next year", "2024-07-01"),
    ("It opens on 30 January.", "30 January", "2023-01-30"),
    ("On Tuesday 6 December the quay was closed.", "Tuesday 6 December", "2022-12-06"),
    # a slip of the weekday shows no other year: 9 January 2023 was a Monday
    ("On Tuesday 9 January the quay was closed.", "Tuesday 9 January", "2023-01-09"),
    ("The strike begins on Friday 17 February.", "Friday 17 February", "2023-02-17"),
    ("Lessons are at home until Friday the 27th.", "Friday the 27th", "2023-01-27"),
]
CLOCK = [
    ("He crossed at around 2am on Friday.", "at around 2am on Friday", "2023-01-13T02:00"),
    ("It rang at 5:30 a.m. local time on Friday.", "5:30 a.m. local time on Friday", "2023-01-13T05:30"),
    ("It was half past nine in the evening on Friday.", "half past nine in the evening on Friday", "2023-01-13T21:30"),
    ("It was won at twenty to twelve on Friday night.", "twenty to twelve on Friday night", "2023-01-13T23:40"),
    ("It hit at a quarter past two on Friday morning.", "a quarter past two on Friday morning", "2023-01-13T02:15"),
    ("It fell on Friday at 14:12.", "Friday at 14:12", "2023-01-13T14:12"),
    ("They left at 1.20 this afternoon.", "at 1.20 this afternoon", "2023-01-16T13:20"),
    ("It closed at noon on Friday.", "noon on Friday", "2023-01-13T12:00"),
]


@pytest.mark.parametrize(("text", "words", "shown"), [*DATES, *RELATIVE, *CLOCK])
def test_times_are_put_on_the_calendar(text: str, words: str, shown: str) -> None:
    found = moments(reading(text))
    assert [(text[m.start : m.end], m.shown) for m in found] == [(words, shown)]


def test_zone_is_kept_and_nothing_converted() -> None:
    (found,) = moments(reading("She was lost at 18:35 UTC on 17 December 2022."))
    assert (found.shown, found.offset_minutes) == ("2022-12-17T18:35", 0)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It sank late on Friday.", "2023-01-13T16", "2023-01-14T02"),
        ("It sank before dawn on Friday.", "2023-01-13T00", "2023-01-13T07"),
        ("It sank in the night to Friday.", "2023-01-12T17", "2023-01-13T09"),
        ("It sank overnight.", "2023-01-15T17", "2023-01-16T09"),
        ("It began at the beginning of June 2022.", "2022-06-01T00", "2022-06-10T23"),
    ],
)
def test_parts_of_days_and_months_are_intervals(text: str, first: str, last: str) -> None:
    (found,) = moments(reading(text))
    assert (found.earliest.isoformat()[:13], found.latest.isoformat()[:13]) == (first, last)


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("It was reported shortly before 3 a.m. on Friday.", "en", "02:45", "03:00"),
        ("It was reported just after 3:30 a.m. on Friday.", "en", "03:30", "03:45"),
        ("It rang shortly before three in the morning on Friday.", "en", "02:45", "03:00"),
        ("It was reported at about 3:30 a.m. on Friday.", "en", "03:00", "04:00"),
        ("Es brannte am Freitag kurz vor 3 Uhr.", "de", "02:45", "03:00"),
    ],
)
def test_shortly_before_an_hour_is_not_after_it(text: str, language: str, first: str, last: str) -> None:
    (found,) = moments(reading(text, language=language))
    assert (f"{found.earliest:%H:%M}", f"{found.latest:%H:%M}") == (first, last)


def test_half_of_the_day_that_is_not_said_is_not_made_up() -> None:
    (found,) = moments(reading("It rang at half past eight on Friday."))
    assert found.shown == "2023-01-13"
    assert (found.earliest.hour, found.latest.hour) == (8, 20)
    assert "not said" in found.why


def test_time_takes_the_day_of_its_paragraph() -> None:
    text = "A wall fell on Friday in Harwick. Neighbours heard it at 04:40."
    friday, heard = moments(reading(text))
    assert (friday.shown, heard.shown) == ("2023-01-13", "2023-01-13T04:40")
    assert heard.relative


def test_time_does_not_take_the_day_on_which_somebody_spoke() -> None:
    text = "Police gave details on Friday, when they said on Sunday the street was safe. The alarm rang at 04:40."
    found = moments(reading("Police said on Sunday the street was safe. The alarm rang at 04:40.", parsed=True))
    assert [m.shown for m in found] == ["2023-01-15"], text


def test_last_october_in_november_can_be_two_years() -> None:
    (found,) = moments(reading("The engine failed last October.", "2022-11-03"))
    assert (found.earliest.year, found.latest.year) == (2021, 2022)


@pytest.mark.parametrize(
    "text",
    [
        "He may march in second place.",
        "The Sunday Times and the Friday Telegraph wrote.",
        "A Boeing 737 of flight 370 landed.",
        "It cost 2.5 million and 60 per cent.",
        "Call 555 2014 or 0207 782 4368.",
        "There were 2000 people and 1,998 seats.",
        "Version 2.10 and section 5.11 were changed.",
        "She met April Jones and August Weber.",
        "It happened 22 years after the first.",
        "The score was 3:1.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert moments(reading(text)) == ()


def test_a_month_that_is_somebody_is_no_time() -> None:
    assert moments(reading("The letter to Theresa May was read to Mrs May in London.", parsed=True)) == ()


def test_weekday_needs_a_publication_date() -> None:
    read = reading("The man arrived on Friday.", None)
    assert moments(read) == ()
    assert "day of publication is not known" in undated(read)[0].why


def test_weekday_where_only_the_month_is_known_is_anywhere_in_it() -> None:
    (found,) = moments(reading("The man arrived on Friday.", "2023-01"))
    assert (found.shown, found.precision) == ("2023-01", "about")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Classes resume on Friday.", "2023-01-20"),
        ("The bridge was closed on Friday.", "2023-01-13"),
        ("The company is to shut the plant in March.", "2023-03"),
        ("Nobody found them until Friday.", "2023-01-13"),
        ("The square has been left open until 30 September.", "2023-09-30"),
        ("The launch was scheduled for Friday.", "2023-01-20"),
    ],
)
def test_tense_of_the_verb_tells_the_direction(text: str, shown: str) -> None:
    (found,) = moments(reading(text, parsed=True))
    assert found.shown == shown


# language, words, shown; published on Monday 16 January 2023
LANGUAGES = [
    ("no", "Skredet gikk natt til fredag.", "2023-01-13"),
    ("no", "Det ble meldt torsdag i forrige uke.", "2023-01-12"),
    ("nb", "Han flyktet i fjor.", "2022"),
    ("no", "Siste salve gikk for fire måneder siden.", "2022-09"),
    ("da", "Flugten begyndte natten til lørdag, kort før klokken 02.", "2023-01-14T02:00"),
    ("sv", "Branden bröt ut på fredagen den 13 januari.", "2023-01-13"),
    ("fi", "Sopimus alkoi kesäkuun alussa 2022.", "2022-06"),
    ("fi", "Mies pidätettiin perjantaina.", "2023-01-13"),
    ("de", "Er floh am 13. Januar.", "2023-01-13"),
    ("de", "Der Brand brach am Freitag um 14.30 Uhr aus.", "2023-01-13T14:30"),
    ("de", "Das geschah in der Nacht von Donnerstag auf Freitag.", "2023-01-13"),
    ("fr", "Il est mort dans la nuit de jeudi à vendredi.", "2023-01-13"),
    ("fr", "Il est arrivé vendredi dernier, un peu avant 2 heures du matin.", "2023-01-13T02:00"),
    ("es", "Ocurrió el viernes, 13 de enero.", "2023-01-13"),
    ("es", "Fue detenido el año pasado.", "2022"),
    ("pt", "O roubo foi descoberto a 9 de janeiro de 2023.", "2023-01-09"),
    ("pt", "Aconteceu na sexta-feira.", "2023-01-13"),
    ("pl", "Radio podało w niedzielę, że uciekł.", "2023-01-15"),
    ("pl", "Przekroczył granicę w połowie stycznia.", "2023-01"),
    ("ru", "Это случилось 12 января.", "2023-01-12"),
    ("ru", "Сигнал поступил в пятницу в 04:10.", "2023-01-13T04:10"),
    ("uk", "Це сталося у п'ятницу.", "2023-01-13"),
    ("uk", "Його заарештували 3 липня 2022 року.", "2022-07-03"),
    ("nl", "Het gebeurde vrijdag om 14 uur.", "2023-01-13T14:00"),
    ("it", "È successo venerdì 13 gennaio.", "2023-01-13"),
]


@pytest.mark.parametrize(("language", "text", "shown"), LANGUAGES)
def test_other_languages(language: str, text: str, shown: str) -> None:
    assert [m.shown for m in moments(reading(text, language=language))] == [shown]


def test_language_without_a_table_has_its_figures_read() -> None:
    assert [m.shown for m in moments(reading("Stalo se to 13.1.2023 v Praze.", language="cs"))] == ["2023-01-13"]


def test_only_body_and_headline_are_read() -> None:
    read = reading("It sank on Friday.")
    set_aside = read.passages[0].__class__(0, len(read.report.text), "furniture", read.passages[0].sentences, ())
    assert moments(read.__class__(read.report, (set_aside,))) == ()


def test_a_time_borrows_no_day_from_since() -> None:
    found = moments(reading("Prices fell at 07:59 UTC, the lowest level since 13 November.", published="2020-12-02"))
    assert [m.shown for m in found] == ["2020-11-13"]


@pytest.mark.parametrize(
    "text",
    [
        "They gave away two touchdowns in the first quarter.",
        "Reyes scored 12 in the second quarter.",
        "The game was over in the third quarter.",
    ],
)
def test_a_quarter_of_a_match_is_no_time_of_the_year(text: str) -> None:
    assert not moments(reading(text))


def test_two_days_joined_by_and_are_two() -> None:
    text = "The planets meet on Saturday and Jan. 22."
    assert [m.shown for m in moments(reading(text))] == ["2023-01-14", "2023-01-22"]


@pytest.mark.parametrize(
    ("text", "shown", "yearless"),
    [
        ("He signed up in July.", "--07", (7, 0)),
        ("He signed up on 14 July at 2am.", "--07-14", (7, 14)),
        ("It lasted from early March to April.", "--03", (3, 0)),
    ],
)
def test_without_a_year_and_a_date_of_publication_it_may_be_any_year(
    text: str, shown: str, yearless: tuple[int, int]
) -> None:
    (found,) = moments(reading(text, None))[:1]
    assert (found.shown, found.yearless) == (shown, yearless)
    assert (found.earliest.year, found.latest.year) == (1, 9990)


def test_thirtieth_of_february_is_declined_without_a_year_too() -> None:
    (found,) = undated(reading("It was signed on 30 February.", None))
    assert "no such day" in found.why
