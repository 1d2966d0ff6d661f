"""What a report says of itself in its own words."""

from __future__ import annotations

import pytest

from twosource.intake import body_notes
from twosource.record import Mark

BODY = "At least 31 people drowned when a ferry capsized on Monday, police said."


def said(*paragraphs: str, marks: tuple[Mark, ...] = ()) -> dict[str, object]:
    found = body_notes.read("\n\n".join(paragraphs), marks)
    return {key: one.value for key, one in found.items() if one is not None}


@pytest.mark.parametrize(
    ("opening", "dateline", "agencies"),
    [
        ("KIGOMA, Tanzania (Reuters) — ", "KIGOMA, Tanzania", ["Reuters"]),
        ("OSLO, Sept 18 (AFP) - ", "OSLO", ["Agence France-Presse"]),
        ("Kigoma (dpa/AP) – ", "Kigoma", ["Deutsche Presse-Agentur", "Associated Press"]),
        ("SUMY, Ukraine -- ", "SUMY, Ukraine", None),
        ("(AP) - ", None, ["Associated Press"]),
        ("RABAT (MAP) – ", "RABAT", ["Maghreb Arabe Presse"]),
        ("SYDNEY (AAP/PA) - ", "SYDNEY", ["Australian Associated Press", "Press Association"]),
        ("The ferry (Upendo) - ", None, None),
        ("", None, None),
    ],
)
def test_datelines(opening: str, dateline: str | None, agencies: list[str] | None) -> None:
    found = said(opening + BODY, BODY, BODY, BODY)
    assert (found.get("dateline"), found.get("agency_credits")) == (dateline, agencies)


@pytest.mark.parametrize("line", ["With files from Associated Press", "Source: AP", "(AP)", "Reuters"])
def test_credits_at_the_end(line: str) -> None:
    [name] = said(BODY, BODY, BODY, BODY, line)["agency_credits"]  # type: ignore[misc]
    assert name in ("Associated Press", "Reuters")


@pytest.mark.parametrize("line", ["MAP: where the ferry sank", "The AAP won Delhi (again)", "Sana Malik, 20, wept"])
def test_a_word_at_the_end_is_no_credit(line: str) -> None:
    assert said(BODY, BODY, BODY, BODY, line) == {}


def test_an_agency_that_is_quoted_in_the_middle_is_no_credit() -> None:
    assert said(BODY, BODY, BODY, "Reuters reported 28 dead.", BODY, BODY, BODY) == {}


@pytest.mark.parametrize(
    "note",
    [
        "This article was amended on 17 January 2023. An earlier version gave a wrong age.",
        "Correction: the ferry was built in 1987, not 1978.",
        "An earlier version of this story misspelt the captain's name.",
        "Update (14:05): the captain has been arrested.",
        "Berichtigung: In einer früheren Fassung stand ein falsches Datum.",
    ],
)
def test_corrections_and_updates(note: str) -> None:
    assert said(BODY, BODY, note)["corrections"] == [note]


def test_a_correction_facility_is_no_correction() -> None:
    assert "corrections" not in said(
        BODY, "The correctional officer said nothing.", "He was updated on the case daily."
    )


def test_captions_hold_no_credits_of_the_report() -> None:
    caption = "The ferry in 2019. Reuters"
    text = f"{BODY}\n\n{caption}"
    mark = Mark(text.index(caption), len(text), "caption")
    assert said(BODY, caption, marks=(mark,)) == {}
