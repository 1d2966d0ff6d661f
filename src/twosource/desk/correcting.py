"""Metadata put right, as a person writes it."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.errors import Unreadable
from twosource.intake import language
from twosource.intake.dates import to_iso
from twosource.library import Held, Library

_DATES = ("published", "modified")


def correct(library: Library, report: str, values: Sequence[str], *, by: str, note: str = "") -> Held:
    """Put ``field=value`` right; an empty value means not known. Raises Unreadable for what is no date or language."""
    return library.correct(report, dict(_read(value) for value in values), by=by, note=note)


def _read(written: str) -> tuple[str, str | None]:
    field, equals, value = written.partition("=")
    field, value = field.strip().lower(), " ".join(value.split())
    if not equals:
        raise Unreadable(written, "is no FIELD=VALUE.", 'Write it as publisher="The Harbour Post".')
    if value and field in _DATES and to_iso(value) is None:
        raise Unreadable(written, "is no date.", f"Write it as {field}=2024-03-04 or {field}=2024-03-04T18:30+01:00.")
    if value and field == "language" and language.tag(value) is None:
        raise Unreadable(written, "is no language.", "Write it as language=en, language=no, language=ru.")
    return field, _normal(field, value) or None


def _normal(field: str, value: str) -> str | None:
    if value and field in _DATES:
        return to_iso(value)
    if value and field == "language":
        return language.tag(value)
    return value
