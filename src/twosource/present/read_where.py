"""Where what is known of a report was read, in words."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.present.visible import one_line
from twosource.record import Part, Report

_ORDER = ("title", "publisher", "author", "published", "modified", "url", "language")
_MOST = 40  # parts that are named one by one


def read_where(report: Report) -> tuple[str, ...]:
    """A line for each value of a report and, where it was read from parts of a file, for its text; empty where nothing
    was noted."""
    return (*_values(report), *_text(report))


def _values(report: Report) -> Iterator[str]:
    known = report.provenance
    for key in (*(k for k in _ORDER if k in known), *sorted(known.keys() - {*_ORDER})):
        yield one_line(f"{key}: {known[key]}")


def _text(report: Report) -> Iterator[str]:
    for part in report.parts[:_MOST]:
        yield one_line(f"text, characters {part.start:,} to {part.end:,}: {part.name}{_bytes(part)}")
    if len(report.parts) > _MOST:
        yield f"text: {len(report.parts) - _MOST} further parts, in the JSON"


def _bytes(part: Part) -> str:
    if part.first_byte is None:
        return ""
    return f" (from byte {part.first_byte:,}" + (f" to {part.last_byte:,})" if part.last_byte is not None else ")")
