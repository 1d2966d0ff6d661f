"""One publisher under several names: titles of one owner or label (``lexicon/any/owners.toml``, and the user's own)."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence

from twosource.lexicon import table
from twosource.record import Entity, Owner

_HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:/.*)?", re.IGNORECASE)
_EDITION = re.compile(r"\s*[\[(][^\])]*[\])]\s*$")  # "Jurnal (English edition)"


class Houses:
    """Looks up who owns a publisher. ``own`` entries come before those of the table."""

    def __init__(self, own: Sequence[Owner] = ()) -> None:
        self._by_title: dict[str, str] = {}
        self._by_name: dict[str, Owner] = {}
        for owner in (*reversed(_known()), *reversed(own)):
            self._by_title.update({_key(title): owner.name for title in owner.titles})
            self._by_name[owner.name] = owner

    def of(self, publisher: Entity) -> str | None:
        """The owner's name, None where the tables have none."""
        for name in publisher.names:
            for key in _keys(name):
                if key in self._by_title:
                    return self._by_title[key]
        return None

    def named(self, house: str) -> str:
        """An owner with what the entry rests on: "Harbour Press (https://… , as of 2026-12-03)"."""
        owner = self._by_name.get(house)
        basis = [owner.source, f"as of {owner.as_of}" if owner.as_of else ""] if owner is not None else []
        told = ", ".join(b for b in basis if b)
        return f"{house} ({told})" if told else house


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
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare)).removeprefix("the ")
