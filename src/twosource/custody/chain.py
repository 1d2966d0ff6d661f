"""The log: entries of which each carries the digest of the one before, so that none can be changed, taken out or put in
without breaking the chain.

``hash = SHA-256(before + at + SHA-256(content))`` with ``content`` the canonical JSON of what happened. A bundle can
leave out the content of entries about other stories and keep their digests: the chain still holds. Somebody who
rewrites the whole chain from one entry on is found out only by a hash kept elsewhere: print it, or have it stamped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from twosource.custody.digests import canonical, sha256

START = "0" * 64
"""What the first entry has in the place of the hash before."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``at`` is UTC, ISO 8601; ``what`` a word ("added", "forgotten"), ``subject`` the id it
    was done to, ``body`` the rest. ``content`` is the digest of these three; with ``what`` empty they were left out."""

    number: int
    at: str
    what: str
    subject: str
    body: Mapping[str, object]
    content: str
    before: str
    hash: str

    @classmethod
    def after(cls, last: Entry | None, at: str, what: str, subject: str, body: Mapping[str, object]) -> Entry:
        """The next entry of the log."""
        before = last.hash if last else START
        content = content_digest(what, subject, body)
        number = last.number + 1 if last else 1
        return cls(number, at, what, subject, body, content, before, link(before, at, content))


def content_digest(what: str, subject: str, body: Mapping[str, object]) -> str:
    """Digest of what happened."""
    return sha256(canonical([what, subject, body]))


def link(before: str, at: str, content: str) -> str:
    """The hash of an entry."""
    return sha256(canonical([before, at, content]))


def faults(entries: Iterable[Entry]) -> Iterator[tuple[int, str]]:
    """What is wrong with a chain, as (entry number, sentence), in order; nothing for a sound one."""
    before, expected = START, 1
    for entry in entries:
        if entry.number != expected:
            gone = f"{expected}" if entry.number == expected + 1 else f"{expected} to {entry.number - 1}"
            yield (
                expected,
                f"log entry {gone} is missing."
                if entry.number > expected
                else f"log entry {entry.number} is out of order.",
            )
        elif entry.before != before:
            yield entry.number, f"log entry {entry.number} does not follow the one before it."
        if entry.what and content_digest(entry.what, entry.subject, entry.body) != entry.content:
            yield entry.number, f"log entry {entry.number} ({entry.what} {entry.subject}) does not say what it said."
        if link(entry.before, entry.at, entry.content) != entry.hash:
            yield entry.number, f"log entry {entry.number} has another time or content than its hash was made from."
        before, expected = entry.hash, entry.number + 1
