"""The ledger of sources across the stories of a library."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.desk import checking
from twosource.library import Library
from twosource.pipeline import Progress
from twosource.record import LedgerEntry
from twosource.steps.trace import ledger

_PAGE = 200  # stories looked up at once


def sources(library: Library, progress: Progress = lambda _: None) -> tuple[tuple[LedgerEntry, ...], int]:
    """An entry for each source of the stories as they were last checked, who is in most stories first, and how many
    stories were never checked."""
    found: list[LedgerEntry] = []
    missing = 0
    for number, story in enumerate(_stories(library), start=1):
        progress(f"reading story {number}")
        kept = checking.last_kept(library, story)
        if kept is None:
            missing += 1
        else:
            found.extend(ledger.entries(kept[1]))
    progress("")
    return ledger.across(found), missing


def _stories(library: Library) -> Iterator[str]:
    first = 0
    while rows := library.list_stories(limit=_PAGE, offset=first):
        yield from (row.id for row in rows)
        first += len(rows)
