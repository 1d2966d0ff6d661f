"""What the library takes and gives. Times are UTC, ISO 8601, ending in Z; digests are hex SHA-256."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from twosource.record import Report


@dataclass(frozen=True, slots=True)
class Incoming:
    """A report to be added, with the bytes it was made from.

    ``data`` are those bytes as received (a file, one line of a JSON Lines file, one record of an archive);
    ``where`` is what the user named; ``how`` they came ("file", "standard input", "url", "archive", "paste").
    ``place`` is what stays the same when the article changes (the canonical address, else the path of its file); None
    where nothing does. ``exchange`` are the WARC records of the request and response for a URL."""

    report: Report
    data: bytes
    where: str
    how: str
    place: str | None = None
    media_type: str = ""
    exchange: bytes | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What came of an ``Incoming``: ``report`` is its id in the library. "held" when the same bytes of the same place
    were there already: nothing was changed. "version" when an earlier text of the same place is kept, as ``previous``.
    """

    status: Literal["added", "held", "version"]
    report: str
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """When, how and by which program the bytes of a report were received, and what they were."""

    at: str
    how: str
    where: str
    program: str
    bytes_sha256: str
    bytes_size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What the log's sealed digests of a report were made from: everything known of it but its text, its receipt, and
    the ``salt`` without which the digests can't be guessed."""

    values: Mapping[str, object]
    receipt: Mapping[str, object]
    salt: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A value of a report that a person put right: the value before it and who said so."""

    field: str
    was: str | None
    value: str | None
    by: str
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A report of the library. ``report`` carries the corrected values; what they were before is in ``corrections``.
    ``previous`` and ``replaced_by`` are the ids of the versions before and after it. ``pinned`` when a person put it
    into its story, which the program then leaves alone. ``story`` is None until it was placed."""

    report: Report
    receipt: Receipt
    story: str | None
    pinned: bool = False
    previous: str | None = None
    replaced_by: str | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list, without its text; ``length`` is that of the text in characters."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str
    url: str | None
    length: int
    received: str
    story: str | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a list. ``first`` and ``last`` are the days of its first and last report as published, ``reports``
    counts those that no later version replaced. ``changed`` is when a report last came or went. ``summary`` is what was
    kept with its dossier ({} where there is none), ``fresh`` whether that dossier is of the reports there are now."""

    id: str
    title: str
    first: str | None
    last: str | None
    reports: int
    changed: str
    summary: Mapping[str, object] = field(default_factory=dict)
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found: ``text[start:end]`` of the report, with what stands before and after on one line. All places of the
    report where the words stand are in ``places``."""

    report: ReportRow
    start: int
    end: int
    before: str
    words: str
    after: str
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """Something made from what the library holds. ``kind`` and ``subject`` name it ("dossier", a story's id),
    ``made_by`` is the program and settings that made it, ``inputs`` the digest of what it was made from: when either
    is another now, it is stale and to be made again. ``summary`` is what lists show of it."""

    kind: str
    subject: str
    made_by: str
    inputs: str
    data: bytes
    summary: Mapping[str, object] = field(default_factory=dict)
    at: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """What ``forget`` took out. ``reports`` are their ids; ``originals`` counts the received files that are gone,
    ``shared`` those that are kept, with the words in them, because another report was made from them too (a feed);
    ``derived`` what was made from the reports."""

    reports: tuple[str, ...]
    originals: int
    derived: int
    shared: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """The library at a glance. ``unplaced`` reports are in no story yet, ``followed`` counts the stories that somebody
    follows, ``size`` is in bytes on disk,
    ``head`` the hash of the last log entry: written down elsewhere it proves the log up to there."""

    where: str
    reports: int
    stories: int
    versions: int
    unplaced: int
    decisions: int
    followed: int
    log: int
    head: str
    size: int
    made: str
    last: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as the log says. ``subject`` is a report, a story, a decision or "log entry 17"."""

    subject: str
    what: str
