"""What a report says of itself in its own words: agency credits, the dateline, corrections and updates.

Agencies are those of the table in ``lexicon``; nothing is taken from running prose, only from the first and the last
lines, where newspapers put it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from twosource.intake.fields import Stated
from twosource.lexicon import table
from twosource.record import Mark

_EDGE = 3
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\d(),\n]{1,40}?(?:,\s?[^\W\d_][^\d(),\n]{1,30}?){0,2}?)?"
    r"(?:,?\s+(?:[^\W\d_]{3,9}\.?\s\d{1,2}|\d{1,2}\.?\s[^\W\d_]{3,9}\.?))?\s*\((?P<agency>[^()\n]{2,40})\)\s*(?:—|–|--|-|:|\.)\s"
)
_PLACE_ONLY = re.compile(r"(?P<place>[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž.'’ -]{2,40}(?:,\s?[A-Z][\w. ]{1,30})?)\s*(?:—|–|--)\s")
_NOTE = re.compile(
    r"(?:this (?:article|story|report|version|headline) (?:was|has been|is) (?:\w+ )?(?:corrected|updated|amended|"
    r"changed|edited)|"
    r"(?:an?|the) earlier version of this|correction\b|corrected\b|editor.?s.? note|"
    r"update\s*(?:\d|:|\()|updated:|clarification\b|"
    r"berichtigung|korrektur|rettelse|rettet|rättelse|correctif|rectificatif|corrección|rectificación|oikaisu|уточнение|sprostowanie)",
    re.I,
)
_LONGEST_NOTE = 500
_BRACKETS = re.compile(r"\(([^()\n]{2,40})\)")


def read(text: str, marks: Sequence[Mark]) -> dict[str, Stated | None]:
    """``dateline``, ``agency_credits`` (names of the table) and ``corrections`` (whole notes) of a text."""
    aside = {mark.start for mark in marks if mark.kind != "block-quote"}
    lines = [(m.start(), m[0].strip()) for m in re.finditer(r"[^\n]+", text)]
    body = [words for start, words in lines if start not in aside and words]
    dateline, credited = _opening(body[:_EDGE])
    credited += [name for words in body[-_EDGE:] if len(words) <= 160 for name in (*_agencies(words), *_signed(words))]
    notes = [words for words in body if len(words) <= _LONGEST_NOTE and _NOTE.match(words.lstrip("*[(_ "))]
    names = list(dict.fromkeys(credited))
    return {
        "dateline": Stated(dateline, "opening of the text") if dateline else None,
        "agency_credits": Stated(names, "opening or end of the text") if names else None,
        "corrections": Stated(notes, "note in the text") if notes else None,
    }


def _opening(first: Sequence[str]) -> tuple[str | None, list[str]]:
    for words in first:
        if found := _DATELINE.match(words[:160]):
            names = [*_agencies(found["agency"]), *_signed(f"({found['agency']})")]
            if names:
                return (found["place"] or "").strip(" ,") or None, names
        if found := _PLACE_ONLY.match(words[:100]):
            return found["place"].strip(" ,"), []
    return None, []


def _agencies(words: str) -> list[str]:
    return [_names()[found[0]] for found in _any_name().finditer(words)]


def _signed(words: str) -> list[str]:
    """Agencies that sign in brackets with initials that are a word elsewhere: "(MAP)", "(AAP/PA)"."""
    table_ = {form: name for name, forms in table("any/agency_signatures").items() for form in forms}
    parts = [p for m in _BRACKETS.finditer(words) for p in re.split(r"\s*(?:[/,&+]|\band\b)\s*", m[1])]
    return [table_[part] for part in parts if part in table_]


@functools.cache
def _names() -> dict[str, str]:
    agencies = table("any/publishers")["agencies"]
    return {written: name for name, others in agencies.items() for written in (name, *others)}


@functools.cache
def _any_name() -> re.Pattern[str]:
    names = sorted((name for name in _names() if len(name) > 2 or name in ("AP",)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
