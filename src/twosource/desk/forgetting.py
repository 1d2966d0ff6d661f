"""Which reports are meant when something is to be forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.library import Library


def meant(library: Library, named: Sequence[str]) -> list[str]:
    """The ids of the reports: a report stands for itself and all its versions stay unless named, a story for all its
    reports with their earlier versions. Raises LibraryError for what is neither."""
    found: dict[str, None] = {}
    for one in named:
        reports = [one] if library.has(one) else [r.id for r in library.reports_of(one, versions=True)]
        found.update(dict.fromkeys(reports))
    return list(found)
