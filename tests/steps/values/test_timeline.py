"""The dated events of a story."""

from __future__ import annotations

from dataclasses import replace

from values_readings import reading

from twosource.record import Material, Reading, TimelineItem
from twosource.steps.values import moments, timeline

A = "An overloaded ferry capsized on the lake late on Monday, police said on Tuesday. In 1998 the Bahati sank there."
B = "The ferry capsized on Monday night with 60 people on board. It was licensed in March 2015."
C = "The owner will appear in court on 3 March."


def _material(*texts: str, language: str = "en", published: str = "2020-02-18") -> Material:
    readings: list[Reading] = []
    for k, text in enumerate(texts):
        read = reading(text, published, language, parsed=language == "en")
        readings.append(replace(read, report=replace(read.report, id=f"r{k}")))
    return Material(tuple(readings), moments={r.report.id: moments(r) for r in readings})


def _lines(items: tuple[TimelineItem, ...]) -> list[tuple[str, str, int]]:
    return [(i.date, i.precision, len(i.mentions)) for i in items]


def test_the_same_event_of_two_reports_is_one_line() -> None:
    found = timeline(_material(A, B, C))
    assert _lines(found) == [
        ("1998", "year", 1),
        ("2015-03", "month", 1),
        ("2020-02-17", "day", 2),
        ("2020-03-03", "day", 1),
    ]


def test_the_date_of_a_statement_is_no_event() -> None:
    assert "2020-02-18" not in [i.date for i in timeline(_material(A))]


def test_a_line_points_at_its_words_and_says_what_happened() -> None:
    material = _material(A, B)
    ferry = next(i for i in timeline(material) if i.date == "2020-02-17")
    assert "ferry capsized" in ferry.label
    assert "Monday" not in ferry.label
    assert len(ferry.label.split()) <= 12
    for mention in ferry.mentions:
        words = material.reports()[mention.report].text[mention.start : mention.end]
        assert "capsized" in words
        assert "Monday" in words
        assert len(words) <= 400


def test_a_coarse_date_joins_the_finer_one_of_the_same_event() -> None:
    found = timeline(_material("The bank was robbed on 3 May 2019.", "The bank was robbed in 2019."))
    assert _lines(found) == [("2019-05-03", "day", 2)]


def test_different_events_of_one_day_stay_apart() -> None:
    found = timeline(_material("The minister resigned on 3 May 2019.", "A bridge collapsed on 3 May 2019."))
    assert _lines(found) == [("2019-05-03", "day", 1), ("2019-05-03", "day", 1)]


def test_stretches_reckoned_from_publication_are_left_out() -> None:
    assert timeline(_material("The road was shut this week.")) == ()


def test_language_without_a_parser() -> None:
    found = timeline(_material("Pożar wybuchł w hotelu 3 maja 2019 roku nad ranem.", language="pl"))
    assert [i.date for i in found] == ["2019-05-03"]


def test_order_of_reports_does_not_matter() -> None:
    material = _material(A, B, C)
    turned = replace(material, readings=tuple(reversed(material.readings)))
    assert timeline(material) == timeline(turned)
