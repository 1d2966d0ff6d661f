"""The dated events of a story."""

from __future__ import annotations

from dataclasses import replace

import pytest
from values_readings import reading

from twosource.record import Entity, Material, Mention, Reading, SourceWords, Span, Statement, TimelineItem
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


SAID = "“The gates were never opened for us on that night,” Ida Holm told the paper on Saturday."


def _said(text: str, anonymous: bool = False) -> Material:
    material = _material(text)
    start, end = text.index("The gates"), text.index(",”")
    who, cue = text.index("Ida Holm"), text.index("told")
    source = SourceWords(who, who + 8, "Ida Holm")
    pieces, spoken = (Span(start, end),), Span(cue, cue + 4)
    statement = Statement("s1", "r0", pieces, "direct", source, spoken, "e1", anonymous, (), "claimed")
    holm = Entity("e1", "person", "Ida Holm", ("Ida Holm",), (), anonymous=anonymous)
    return replace(material, entities=(holm,), statements=(statement,))


def test_what_a_named_speaker_said_is_a_line_in_her_words() -> None:
    (line,) = timeline(_said(SAID))
    assert (line.date, line.label) == ("2020-02-15", "Ida Holm: “The gates were never opened for us on that night”")
    assert [SAID[m.start : m.end] for m in line.mentions] == ["Ida Holm told the paper on Saturday"]


def test_what_somebody_unnamed_said_is_none() -> None:
    assert timeline(_said(SAID, anonymous=True)) == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The young man signed up to fight in July 2019.", "The young man signed up to fight"),
        ("They read the letter of May 2019 aloud.", "“They read the letter of May 2019 aloud.”"),
        (
            "Asked why the old mill at the end of the long quay had been sold to him, Roe said it was his in 2019.",
            "“it was his in 2019”",
        ),
        ("The man robbed 30 banks between 1998 and 2010.", "The man robbed 30 banks (until 2010)"),
        ("In May 2019 the storm sank the ferry and the tug.", "the storm sank the ferry and the tug"),
        ("According to the harbour office, the old ferry sank in 2019.", "the old ferry sank"),
        ("In May 2019 the storm sank the ferry and the Tug 8.", "the storm sank the ferry and the Tug 8"),
        ("The crew, mending nets in May 2019, was seen.", "The crew, mending nets"),
        (
            "In 2019 the island council announced the sale of the old ferry to a firm in the capital for a song.",
            "the island council announced the sale of the old ferry to a firm",
        ),
    ],
)
def test_a_label_says_what_happened_or_quotes(text: str, label: str) -> None:
    assert [i.label for i in timeline(_material(text))] == [label]


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


@pytest.mark.parametrize("text", ["The road was shut this week.", "The road was a mule track in the 19th century."])
def test_stretches_too_wide_for_a_line_are_left_out(text: str) -> None:
    assert timeline(_material(text)) == ()


def _named(text: str, *names: str) -> Material:
    material = _material(text)
    found = (Entity(n, "person", n, (n,), (Mention("r0", text.index(n), text.index(n) + len(n)),)) for n in names)
    return replace(material, entities=tuple(found))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ida Holm is a diver. She opened the harbour museum in May 2019.", "[Ida Holm] opened the harbour museum"),
        ("Ida Holm met Anna Roe. She opened the harbour museum in May 2019.", "She opened the harbour museum"),
        ("Ida Holm is a diver. He opened the harbour museum in May 2019.", "He opened the harbour museum"),
        ("When she opened the museum in May 2019, Ida Holm wept.", "she opened the museum"),
    ],
)
def test_he_and_she_are_named_where_there_is_no_choice(text: str, label: str) -> None:
    names = [n for n in ("Ida Holm", "Anna Roe") if n in text]
    assert [i.label for i in timeline(_named(text, *names))] == [label]


def test_language_without_a_parser() -> None:
    found = timeline(_material("Pożar wybuchł w hotelu 3 maja 2019 roku nad ranem.", language="pl"))
    assert [i.date for i in found] == ["2019-05-03"]


def test_order_of_reports_does_not_matter() -> None:
    material = _material(A, B, C)
    turned = replace(material, readings=tuple(reversed(material.readings)))
    assert timeline(material) == timeline(turned)
