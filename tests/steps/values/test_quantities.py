"""Numbers in the words of a report and what they count."""

from __future__ import annotations

import pytest
from values_readings import reading

from twosource.steps.values import quantities

# text, the number with its hedge, lowest, highest, unit, kind
NUMBERS = [
    ("At least 31 people drowned.", "At least 31", 31, None, "", "count"),
    ("More than 270 girls were taken.", "More than 270", 270, None, "", "count"),
    ("Up to 40 were saved.", "Up to 40", None, 40, "", "count"),
    ("No more than 180 posts go.", "No more than 180", None, 180, "", "count"),
    ("He asked for no more than 10 - 15 chairs.", "no more than 10 - 15", None, 15, "", "count"),
    ("No fewer than 12 ships came.", "No fewer than 12", 12, None, "", "count"),
    ("It would take ten, or 15 minutes.", "ten, or 15", 10, 15, "minute", "duration"),
    ("Around 83 women came.", "Around 83", 83, 83, "", "count"),
    ("He led five to ten men.", "five to ten", 5, 10, "", "count"),
    ("There were between 20 and 30 guards.", "between 20 and 30", 20, 30, "", "count"),
    ("He was sentenced to 2 1/2 years in prison.", "2 1/2", 2.5, 2.5, "year", "duration"),
    ("He served nine months of a 2-1/2 year sentence.", "2-1/2", 2.5, 2.5, "year", "duration"),
    ("They leaked 2.6 terabytes of data.", "2.6", 2.6, 2.6, "TB", "measure"),
    ("It was two or two and a half kilometres away.", "two or two and a half", 2, 2.5, "km", "measure"),
    ("Dozens of girls fled.", "Dozens", 24, 200, "", "count"),
    ("It was a hundred and some.", "a hundred and some", 100, 199, "", "count"),
    ("Four hundred and thirty jobs go.", "Four hundred and thirty", 430, 430, "", "count"),
    ("It has 1,140 workers.", "1,140", 1140, 1140, "", "count"),
    ("Some 2.6 million people fled.", "Some 2.6 million", 2.6e6, 2.6e6, "", "count"),
    ("Oil imports fell by 89 percent.", "89", 89, 89, "%", "share"),
    ("Two-thirds of it was paid.", "Two-thirds", 66.7, 66.7, "%", "share"),
    ("Four in ten came back.", "Four in ten", 40, 40, "%", "share"),
    ("They paid $1.2 billion.", "$1.2 billion", 1.2e9, 1.2e9, "USD", "money"),
    ("They took about €40m.", "about €40m", 4e7, 4e7, "EUR", "money"),
    ("They took R42 million.", "R42 million", 4.2e7, 4.2e7, "ZAR", "money"),
    ("It cost 600,000 euros.", "600,000", 6e5, 6e5, "EUR", "money"),
    ("It lasted four months.", "four", 4, 4, "month", "duration"),
    ("He got six years and eight months.", "six years and eight", 80, 80, "month", "duration"),
    ("The trial took three and a half years.", "three and a half", 3.5, 3.5, "year", "duration"),
    ("They waited for a fortnight.", "a", 1, 1, "fortnight", "duration"),
    ("A 19-year-old man fled.", "19", 19, 19, "year", "age"),
    ("Ann Smith, 43, left.", "43", 43, 43, "year", "age"),
    ("A woman aged 21 left.", "21", 21, 21, "year", "age"),
    ("The 123-mile border is guarded.", "123", 123, 123, "mile", "measure"),
    ("It lies 6.5 nautical miles off.", "6.5", 6.5, 6.5, "nautical mile", "measure"),
    ("It carried 600 tons of oil.", "600", 600, 600, "ton", "measure"),
    ("The motion was carried by 61 votes to 58.", "61 votes to 58", 58, 61, "", "score"),
    ("It was the fourth change.", "fourth", 4, 4, "", "ordinal"),
    ("He fell on lap 20.", "20", 20, 20, "", "ordinal"),
    ("It was stopped after 20 of 71 laps.", "20", 20, 21, "", "ordinal"),
    ("It was stopped after 20 minutes.", "20", 20, 20, "minute", "duration"),
    ("He rose from 16th to third.", "16th", 16, 16, "", "ordinal"),
    ("EUR 160m was paid.", "EUR 160m", 1.6e8, 1.6e8, "EUR", "money"),
    ("The R40 million fund is empty.", "R40 million", 4e7, 4e7, "ZAR", "money"),
    ("The R500 fine was paid.", "R500", 500, 500, "ZAR", "money"),
    ("Fewer than 230 came.", "Fewer than 230", None, 230, "", "count"),
    ("That is fewer than the 230 first estimated.", "230", 230, 230, "", "count"),
    ("She won 12 medals.", "12", 12, 12, "", "count"),
    ("It cost 500 won.", "500", 500, 500, "KRW", "money"),
    ("A magnitude 6.1 quake struck.", "6.1", 6.1, 6.1, "magnitude", "measure"),
    ("It lay buried under 14 inches of snow.", "14", 14, 14, "inch", "measure"),
    ("One patient died.", "One", 1, 1, "", "count"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "unit", "kind"), NUMBERS)
def test_bounds_units_and_kinds(
    text: str, words: str, low: float | None, high: float | None, unit: str, kind: str
) -> None:
    found = [q for q in quantities(reading(text)) if text[q.start : q.end] == words]
    assert [(q.low, q.high, q.unit, q.kind) for q in found] == [(low, high, unit, kind)]


def test_a_road_is_no_money() -> None:
    assert quantities(reading("The crash closed the R573 near the town.")) == ()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("At least 31 people drowned in the lake.", ["people"]),
        ("The 21 freed girls were flown home.", ["girl"]),
        ("They placed six trading and shipping companies and 20 of their vessels on the list.", ["company", "vessel"]),
        ("It lists 41 fatalities, 46 survivors and 16 missing.", ["fatality", "survivor", "missing"]),
        ("Dozens of the girls have escaped.", ["girl"]),
        ("The ship moved 600 tons of refined petroleum.", ["petroleum"]),
        ("Three were carrying babies.", [""]),
    ],
)
def test_what_is_counted(text: str, counted: list[str]) -> None:
    assert [q.counted for q in quantities(reading(text, parsed=True))] == counted


def test_words_after_the_number_are_kept() -> None:
    (found,) = quantities(reading("Three were carrying babies.", parsed=True))
    assert found.counted_words == "were carrying babies"


@pytest.mark.parametrize(
    "text",
    [
        "No one came, and one of the girls left one day.",
        "On 13 January 2023 and in 2014 it rained.",
        "Flight 370, section 5, page 3 and Boeing 737.",
        "Call 0207 782 4368.",
        "The Billions Bunker Group owns it.",
        "The Two-Way reported it.",
        "It was seen on the Ul Ji Bong 6.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert quantities(reading(text, parsed=True)) == ()


def test_over_that_belongs_to_the_verb_is_no_hedge() -> None:
    (found,) = quantities(reading("The group handed over 21 girls."))
    assert (found.low, found.high) == (21, 21)


def test_time_of_day_without_a_day_is_a_clock() -> None:
    (found,) = quantities(reading("The alarm rang at 4:40 a.m. in all houses."))
    assert (found.kind, found.low, found.shown) == ("clock", 280, "04:40")


def test_length_of_time_inside_a_date_is_both() -> None:
    (found,) = quantities(reading("The interview was aired 18 years ago."))
    assert (found.kind, found.low) == ("duration", 18)


LANGUAGES = [
    ("no", "Han ledet fem til ti leiesoldater.", 5, 10, ""),
    ("no", "Nær 140 mennesker ble evakuert.", 140, 140, ""),
    ("da", "Mindst enogtyve mennesker døde.", 21, None, ""),
    ("sv", "Omkring trettiofem personer skadades.", 35, 35, ""),
    ("fi", "Se oli neljän kuukauden sopimus.", 4, 4, "month"),
    ("de", "Er unterschrieb einen Vertrag über vier Monate.", 4, 4, "month"),
    ("de", "Der Kanton zahlt 4,2 Millionen Franken.", 4.2e6, 4.2e6, "CHF"),
    ("fr", "Quatre-vingt-dix-sept détenus ont fui.", 97, 97, ""),
    ("fr", "Elle a laissé quelque 40 000 négatifs.", 40000, 40000, ""),
    ("es", "Fueron retenidos durante dos días.", 2, 2, "day"),
    ("pt", "Faltam sete folhas.", 7, 7, ""),
    ("pl", "Policja mówi o 8,5 tysiąca gości.", 8500, 8500, ""),
    ("ru", "Четырнадцать человек погибли.", 14, 14, ""),
    ("uk", "Серед них двадцять два військових.", 22, 22, ""),
    ("nl", "Meer dan veertig mensen raakten gewond.", 40, None, ""),
    ("it", "Almeno quarantadue persone sono morte.", 42, None, ""),
    ("de", "Er fuhr 96 Stundenkilometer.", 96, 96, "km/h"),
    ("fr", "Il roulait à 96 kilomètres à l'heure.", 96, 96, "km/h"),
    ("ru", "Он ехал со скоростью 96 км/ч.", 96, 96, "km/h"),
    ("no", "Bommen falt 38 sekunder senere.", 38, 38, "second"),
    ("pl", "Szlaban opadł po 52 sekundach.", 52, 52, "second"),
]


@pytest.mark.parametrize(("language", "text", "low", "high", "unit"), LANGUAGES)
def test_other_languages(language: str, text: str, low: float, high: float | None, unit: str) -> None:
    assert [(q.low, q.high, q.unit) for q in quantities(reading(text, language=language))] == [(low, high, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "He scores goals.",
        "He plays for the Under-21 side.",
        "She met world number seven Anna Berg.",
    ],
)
def test_words_that_only_look_like_counts(text: str) -> None:
    assert quantities(reading(text, parsed=True)) == ()


def test_falling_figures_are_a_score() -> None:
    (found,) = quantities(reading("She came through 7-6 in the end."))
    assert (found.kind, found.low, found.high) == ("score", 6, 7)


def test_glued_m_is_a_length_or_a_million_of_people() -> None:
    people, length = quantities(reading("Some 11m voters saw the 26m boat."))
    assert (people.low, people.unit) == (11e6, "")
    assert (length.low, length.unit) == (26, "m")


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("A bomb went off at 1830 local time in the town.", 18 * 60 + 30),
        ("It was heard (1832 local time) in the town.", 18 * 60 + 32),
        ("The tremor of 1353 (1023 GMT) was felt in the town.", 13 * 60 + 53),
    ],
)
def test_four_figures_before_a_zone_are_a_time(text: str, low: float) -> None:
    found = quantities(reading(text))
    assert (found[0].kind, found[0].low) == ("clock", low)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The soldiers seized 12 AK 47 guns.", ["12"]),
        ("They launched three Falcon 9 rockets in May.", ["three"]),
        ("The reader gave Vik 12 books.", ["12"]),
    ],
)
def test_the_figure_of_a_name_counts_nothing(text: str, counted: list[str]) -> None:
    found = quantities(reading(text, parsed=True))
    assert [text[q.start : q.end] for q in found] == counted


def test_three_in_the_night_is_an_hour() -> None:
    assert quantities(reading("One of them died at about three in the night.")) == ()
    assert [q.low for q in quantities(reading("They lost three in the morning raid."))] == [3]
