"""How reports are signed: a dateline "CITY (XXX) —", a foot "(XXX)" or "Source: X", a byline, the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from twosource.record import Report, Span
from twosource.steps.trace.mastheads import host_name, name_runs

SignedAt = Literal["dateline", "foot", "byline", "helped", "metadata"]

_DATELINE = re.compile(r"^[^\n]{0,90}?\(([A-Z][\w ./&-]{1,30})\)\s*(?:—|–|--|-|:|\.)?\s*(?=\S)")
_FOOT = re.compile(r"(?:^|[\s.!?\"”])\(([A-ZÀ-Þ][\w/&.,+ -]{1,40})\)\s*$")
# "Source: X", "With files from X", "X contributed to this report", "-- X and staff"; or a line of one name.
_FOOT_LINE = re.compile(
    r"^(?:sources?|quelle|kilde|källa|lähde|fonte|fuente|źródło|источник|джерело)\s*:|^(?:with|translated from|from|by|"
    r"(?:additional )?reporting by|mit material von)\s|\bcontributed\b|\b(?:and|with) staff\b|\band agencies\b",
    re.IGNORECASE,
)
#: Keys of a report's metadata that name where its text is from (a canonical link, an RSS <source>).
_METADATA = ("canonical", "canonical_url", "source", "syndication_source", "original_source", "original_url")
#: A line with such a word speaks of a picture, not of the text.
PHOTO = re.compile(r"\b(?:photo|picture|image|foto|bild|kuva|graphic|video|illustration|getty|file)", re.IGNORECASE)


def signatures(report: Report) -> Iterator[tuple[SignedAt, str, Span | None, bool]]:
    """Where a signature can stand: (place, words, span, whether the words are one name)."""
    text = report.text
    opening = text[:600]
    for begin in [0, *(m.end() for m in re.finditer(r"\n+", opening))]:
        found = _DATELINE.match(text[begin : begin + 140])
        if found:
            city = re.split(r"[\s,]", text[begin : begin + found.start(1)].strip(" ("))[0]
            if city == city.upper():
                yield "dateline", found.group(1), Span(begin + found.start(1), begin + found.end(1)), False
    tail = list(re.finditer(r"[^\n]+", text[-600:]))[-4:]
    offset = max(0, len(text) - 600)
    for m in tail:
        line, at = m.group(), offset + m.start()
        if PHOTO.search(line):
            continue
        foot = _FOOT.search(line)
        if foot:
            yield "foot", foot.group(1), Span(at + foot.start(1), at + foot.end(1)), False
        elif len(line) <= 120 and _FOOT_LINE.search(line.strip(" -–—*")):
            helped = re.search(r"contribut|additional|with files|information", line, re.IGNORECASE)
            yield "helped" if helped else "foot", line, Span(at, at + len(line)), False
        else:
            signed = re.search(r"(?:^|[.\s])(?:--|—|–)\s*([^.]{2,60})$", line) or re.match(r"([^.:]{2,40})\.", line)
            if signed:
                yield "foot", signed.group(1), Span(at + signed.start(1), at + signed.end(1)), True
    if report.author:
        yield "byline", report.author, None, False
    for key in _METADATA:
        value = report.extra.get(key)
        if isinstance(value, str) and value:
            host = host_name(value)
            yield "metadata", host or value, None, bool(host)


def parts(written: str, span: Span | None) -> Iterator[tuple[str, Span | None]]:
    """The names in a signature: "AP/dpa", "Reuters and staff", "Source: Nordlys Nyheter"."""
    for start, end in name_runs(written, 0, len(written)):
        yield written[start:end], Span(span.start + start, span.start + end) if span else None
