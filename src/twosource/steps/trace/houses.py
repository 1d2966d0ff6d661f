"""One publisher under several names: titles of one owner or label (``lexicon/any/owners.toml``, and the user's own)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from anyascii import anyascii

from twosource.lexicon import table
from twosource.record import Entity, Owner, Report
from twosource.steps.trace.mastheads import is_agency

_HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:/.*)?", re.IGNORECASE)
_EDITION = re.compile(r"\s*[\[(][^\])]*[\])]\s*$")  # "Jurnal (English edition)"


class Houses:
    """Looks up who owns a publisher. ``own`` entries come before those of the table; ``addresses`` are the addresses
    of its reports by the publisher's id (``addresses``)."""

    def __init__(self, own: Sequence[Owner] = (), addresses: Mapping[str, Iterable[str]] | None = None) -> None:
        self._by_title = (_titles(own), _titles(_known()))
        self._by_name = {owner.name: owner for owner in (*_known(), *own)}
        self._addresses = addresses or {}

    def of(self, publisher: Entity) -> str | None:
        """The owner's name, None where the tables have none. Addresses say more than a name that two papers may bear,
        if they all lead to one owner."""
        for houses in self._by_title:
            by_address = {_found(houses, url) for url in self._addresses.get(publisher.id, ())} - {None}
            by_name = next((found for name in publisher.names if (found := _found(houses, name))), None)
            if found := by_address.pop() if len(by_address) == 1 else by_name:
                return found
        return None

    def named(self, house: str) -> str:
        """An owner with what the entry rests on: "Harbour Press (https://… , as of 2026-12-03)"."""
        owner = self._by_name.get(house)
        basis = [owner.source, f"as of {owner.as_of}" if owner.as_of else ""] if owner is not None else []
        told = ", ".join(b for b in basis if b)
        return f"{house} ({told})" if told else house


def addresses(reports: Mapping[str, Report], publisher: Mapping[str, str]) -> dict[str, set[str]]:
    """The addresses of each publisher's reports: entity id -> urls; ``publisher`` says whose a report is. What an
    agency wrote stands at the addresses of its clients: those say nothing of the agency."""
    out: dict[str, set[str]] = {}
    for report, ident in publisher.items():
        if report in reports and (url := reports[report].url) and not is_agency(reports[report]):
            out.setdefault(ident, set()).add(url)
    return out


def _found(houses: Mapping[str, str], name: str) -> str | None:
    return next((houses[key] for key in _keys(name) if key in houses), None)


def _titles(owners: Sequence[Owner]) -> dict[str, str]:
    """Every title and host -> its owner, the first entry's where two have it."""
    return {_key(title): owner.name for owner in reversed(owners) for title in owner.titles}


@functools.cache
def _known() -> tuple[Owner, ...]:
    rows = table("any/owners").get("owner", [])
    return tuple(Owner(row["name"], tuple(row["titles"]), row["source"], row["as_of"]) for row in rows)


def _keys(name: str) -> Iterator[str]:
    """What a publisher may be entered as: its name, its name without the edition, its host and the hosts above it."""
    yield _key(name)
    yield _key(_EDITION.sub("", name))
    host = _HOST.fullmatch(name.strip())
    if host is not None:
        labels = host.group(1).casefold().split(".")
        for k in range(len(labels) - 1):
            yield ".".join(labels[k:])


def _key(name: str) -> str:
    if _HOST.fullmatch(name):
        return name.casefold().removeprefix("www.")
    return " ".join(re.findall(r"\w+", anyascii(name).casefold())).removeprefix("the ")
