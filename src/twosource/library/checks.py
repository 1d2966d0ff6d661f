"""Holding everything in a library against its log.

The log is read once from its beginning; what it says must be there is then compared with what is there, both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from twosource.custody import chain
from twosource.custody.chain import Entry
from twosource.custody.digests import Blocks, canonical, sha256
from twosource.library import journal, packing, reports, stamps
from twosource.library.database import plain
from twosource.library.schema import AnyRow, body, decision, derived, exchange, original, report
from twosource.library.types import Finding

_SOME = 100


@dataclass(slots=True)
class _Logged:
    """What must be there according to the log: by id, the entry's body (for reports with the latest values)."""

    reports: dict[str, dict[str, object]] = field(default_factory=dict)
    previous: dict[str, str | None] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    derived: dict[str, str] = field(default_factory=dict)
    stamps: set[str] = field(default_factory=set)
    hashes: set[str] = field(default_factory=set)

    def take(self, entry: Entry) -> None:
        """Follow one entry."""
        said, subject = entry.body, entry.subject
        self.hashes.add(entry.hash)
        if entry.what == "added":
            self.reports[subject] = dict(said)
            before = said.get("previous")
            self.previous[subject] = before if isinstance(before, str) else None
        elif entry.what == "corrected":
            self.reports.setdefault(subject, {})["values"] = said.get("values")
        elif entry.what in ("placed", "moved", "split", "merged"):
            moved = said.get("reports")
            self.stories.update(dict.fromkeys(moved if isinstance(moved, list) else (), subject))
        elif entry.what == "decided":
            self.decisions[subject] = str(said.get("decision"))
        elif entry.what == "made":
            self.derived[subject] = str(said.get("sha256"))
        elif entry.what == "stamped":
            self.stamps.add(str(said.get("token")))
        elif entry.what == "forgotten":
            self._forget(subject, said.get("decisions"))

    def _forget(self, report: str, decided: object) -> None:
        self.reports.pop(report, None)
        self.stories.pop(report, None)
        before = self.previous.pop(report, None)
        self.previous = {r: before if p == report else p for r, p in self.previous.items()}
        for ident in decided if isinstance(decided, list) else ():
            self.decisions.pop(str(ident), None)


def verify(connection: Connection, head: str | None) -> list[Finding]:
    """Everything that is not as logged."""
    logged = _Logged()
    broken = [Finding("the log", what) for _, what in chain.faults(_followed(connection, logged))]
    return [
        *broken,
        *_anchors(connection, logged, head),
        *_reports(connection, logged),
        *_decisions(connection, logged),
        *_derived(connection, logged),
    ]


def _followed(connection: Connection, logged: _Logged) -> Iterator[Entry]:
    for entry in journal.read(connection):
        logged.take(entry)
        yield entry


def _anchors(connection: Connection, logged: _Logged, head: str | None) -> Iterator[Finding]:
    """Hashes that were written down elsewhere."""
    if head is not None and head not in logged.hashes:
        yield Finding("the log", f"the hash {head} is not in it: entries up to there were changed or taken out.")
    held = stamps.read(connection)
    if logged.stamps != {sha256(s.token) for s in held}:
        yield Finding("the log", "a trusted time stamp was changed, put in or taken out.")
    for stamp in held:
        if stamp.hash not in logged.hashes:
            yield Finding("the log", f"entry {stamp.entry} is not the one that {stamp.server} time-stamped.")


def _reports(connection: Connection, logged: _Logged) -> Iterator[Finding]:
    seen: set[str] = set()
    sound: set[str] = set()  # digests of bytes that were found as logged: several reports can be made from the same
    following = {before: after for after, before in logged.previous.items()}
    after = 0
    while True:
        query = select(report, body.c.text).join(body, body.c.number == report.c.number, isouter=True)
        rows = connection.execute(query.where(report.c.number > after).order_by(report.c.number).limit(_SOME)).all()
        for row in rows:
            seen.add(row.id)
            if row.id in logged.reports:
                yield from _report(connection, row, logged.reports[row.id], sound)
            else:
                yield Finding(f"report {row.id}", "is in the library, but the log does not say that it was added.")
            if row.previous != logged.previous.get(row.id) or row.replaced_by != following.get(row.id):
                yield Finding(f"report {row.id}", "has another version before or after it than was logged.")
            if (row.story or None) != logged.stories.get(row.id):
                was = logged.stories.get(row.id)
                yield Finding(f"report {row.id}", f"is in story {row.story}; by the log it belongs to {was}.")
        if len(rows) < _SOME:
            break
        after = rows[-1].number
    for ident in sorted(logged.reports.keys() - seen):
        yield Finding(f"report {ident}", "was added, never forgotten, and is gone.")


def _report(connection: Connection, row: AnyRow, said: Mapping[str, object], sound: set[str]) -> Iterator[Finding]:
    subject = f"report {row.id}"
    digest = str(said.get("bytes"))
    if digest not in sound:
        data = connection.scalar(select(original.c.data).where(original.c.sha256 == digest))
        changed = list(_bytes(subject, "the bytes as received", data, digest, said.get("blocks")))
        yield from changed
        sound |= set() if changed else {digest}
    yield from _bytes(subject, "the text", row.text, said.get("text"), said.get("text_blocks"))
    if row.original != said.get("bytes"):
        yield Finding(subject, "is tied to other bytes than it was made from.")
    if row.text_sha256 != said.get("text"):
        yield Finding(subject, "carries another digest of its text than was logged.")
    yield from _values(subject, row, said.get("values"))
    fetched = connection.scalar(select(exchange.c.data).where(exchange.c.number == row.number))
    if "exchange" in said or fetched is not None:
        yield from _bytes(subject, "the record of how it was fetched", fetched, said.get("exchange"), None)


def _bytes(subject: str, name: str, packed: bytes | None, digest: object, blocks: object) -> Iterator[Finding]:
    if packed is None:
        yield Finding(subject, f"{name} {'are' if name.endswith('received') else 'is'} gone.")
        return
    try:
        data = packing.unpack(packed)
    except ValueError:
        yield Finding(subject, f"{name}: damaged beyond reading (the compressed form is not sound).")
        return
    if sha256(data) == digest:
        return
    if isinstance(blocks, list) and len(blocks) == 2:
        known = Blocks(int(blocks[0]), str(blocks[1]))
        where = ", ".join(f"{first:,} to {last:,}" for first, last in known.changed(data))
        yield Finding(subject, f"{name} changed in bytes {where} (of {len(data):,}).")
    else:
        yield Finding(subject, f"{name} changed.")


def _values(subject: str, row: AnyRow, logged: object) -> Iterator[Finding]:
    known = logged if isinstance(logged, dict) else {}
    try:
        found = reports.fingerprint(row)
        values = packing.load(row.record)
    except ValueError:
        yield Finding(subject, "what is known of it (title, publisher, date …) is damaged beyond reading.")
        return
    if changed := sorted(key for key in {*known, *found} if known.get(key) != found.get(key)):
        yield Finding(subject, f"changed without a correction in the log: {', '.join(changed)}.")
    if shown := [key for key in reports.SHOWN if plain(values.get(key)) != getattr(row, key)]:
        yield Finding(subject, f"lists show another {', '.join(shown)} than was received.")


def _decisions(connection: Connection, logged: _Logged) -> Iterator[Finding]:
    found: dict[str, str] = {}
    for row in connection.execute(select(decision.c.id, decision.c.record).order_by(decision.c.number)):
        try:
            found[row.id] = sha256(canonical(packing.load(row.record)))
        except ValueError:
            found[row.id] = "damaged"
    yield from _held_against("decision", found, logged.decisions, "was made")


def _derived(connection: Connection, logged: _Logged) -> Iterator[Finding]:
    """What was made can be made again, so that it may be gone; but not be other than was made."""
    query = select(derived.c.kind, derived.c.subject, derived.c.data)
    for row in connection.execute(query.order_by(derived.c.kind, derived.c.subject)):
        name = f"{row.kind} {row.subject}".strip()
        try:
            digest = sha256(packing.unpack(row.data))
        except ValueError:
            digest = "damaged"
        if logged.derived.get(name) != digest:
            yield Finding(name, "is not what was made: delete it by checking the story again.")


def _held_against(kind: str, found: Mapping[str, str], logged: Mapping[str, str], verb: str) -> Iterable[Finding]:
    for ident in sorted({*found, *logged}):
        if ident not in found:
            yield Finding(f"{kind} {ident}", f"{verb}, never forgotten, and is gone.")
        elif ident not in logged:
            yield Finding(f"{kind} {ident}", f"is in the library, but the log does not say that it {verb}.")
        elif found[ident] != logged[ident]:
            yield Finding(f"{kind} {ident}", "does not say what it said.")
