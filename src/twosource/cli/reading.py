"""What the options say of reading, as intake takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.intake.fetch import Fetcher


class Wishes(TypedDict):
    """How to read: our keys for a table's columns, and with what to fetch addresses, None for not at all."""

    columns: Mapping[str, str] | None
    fetcher: Fetcher | None


def wishes(columns: str | None, fetch: bool = False) -> Wishes:
    """``--columns`` and ``--fetch``; raises Unreadable where the first is malformed."""
    from twosource.intake import table

    if not fetch:
        return Wishes(columns=table.columns(columns) if columns else None, fetcher=None)
    from twosource.intake.fetch import Fetcher

    return Wishes(columns=table.columns(columns) if columns else None, fetcher=Fetcher())
