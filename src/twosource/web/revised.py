"""How an article changed from one version to the next: what was added, taken back, told in other words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twosource.present.differences import different
from twosource.present.index import Index
from twosource.present.marked_text import Mark, Piece, pieces
from twosource.present.visible import one_line
from twosource.present.wording import date
from twosource.record import Report, Revision, Statement, StatementChange
from twosource.web.addresses import StoryAddresses
from twosource.web.holdings import Version
from twosource.web.margin import LONGEST

FIELDS = {"title": "headline", "url": "address", "published": "date of publication"}


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a version, each with whether the other version has others; and where they stand."""

    words: tuple[tuple[str, bool], ...]
    href: str


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that was ``added``, ``withdrawn`` or ``changed``; ``why`` says what is another about it."""

    kind: str
    why: str
    was: Wording | None
    now: Wording | None


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next. ``values`` are the headline, date … that are others now: name, before, after.
    ``text`` is the earlier version in full, what changed since marked in it."""

    old: Version
    new: Version
    values: tuple[tuple[str, str, str], ...]
    changes: tuple[Change, ...]
    unchanged: int
    language: str
    id: str
    text: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of an article, oldest first, and the steps between them, the latest first. ``href`` is the page of
    the one that is in the story."""

    name: str
    title: str
    href: str
    all: tuple[Version, ...]
    steps: tuple[Step, ...]


def versions_page(
    index: Index, addresses: StoryAddresses, report: Report, found: Sequence[Version], revisions: Sequence[Revision]
) -> Versions:
    """The versions of a report of the story."""
    known = {v.report: v for v in found}
    steps = [
        _step(index, addresses, revision, known, number)
        for number, revision in enumerate(revisions, 1)
        if revision.old.id in known and revision.new.id in known
    ]
    return Versions(
        name=index.report_name(report.id),
        title=one_line(report.title or ""),
        href=addresses.report(report.id),
        all=tuple(found),
        steps=tuple(reversed(steps)),
    )


def _step(
    index: Index, addresses: StoryAddresses, revision: Revision, known: Mapping[str, Version], number: int
) -> Step:
    changes = revision.changes
    return Step(
        old=known[revision.old.id],
        new=known[revision.new.id],
        values=tuple((FIELDS.get(key, key), _said(key, was), _said(key, now)) for key, was, now in revision.values),
        changes=tuple(_change(change, revision, index, addresses, number) for change in changes),
        unchanged=revision.unchanged,
        language=revision.old.language,
        id=f"v{number}",
        text=tuple(pieces(revision.old.text[:LONGEST], [_mark(c.old, c.kind, number) for c in changes if c.old])),
    )


def _change(
    change: StatementChange, revision: Revision, index: Index, addresses: StoryAddresses, number: int
) -> Change:
    was = _words(change.old, revision.old) if change.old else ""
    now = _words(change.new, revision.new) if change.new else ""
    return Change(
        kind=change.kind,
        why=one_line(change.why),
        was=_wording(now, was, f"#{_anchor(change.old, number)}") if change.old else None,
        now=_wording(was, now, _now(change.new, index, addresses, number)) if change.new else None,
    )


def _now(statement: Statement, index: Index, addresses: StoryAddresses, number: int) -> str:
    """Where the later version's words stand: in the story, or where that was replaced too, further up on this page."""
    if statement.report in index.reports:
        return addresses.words(statement.report, 0, statement.start, statement.end)
    return f"#v{number + 1}"


def _wording(other: str, words: str, href: str) -> Wording:
    """Words with what the other version has not; of what stands in one only, none is marked."""
    told = different(other, words) if other else [(word, False) for word in words.split()]
    return Wording(tuple(told), href)


def _mark(statement: Statement, kind: str, number: int) -> Mark:
    return Mark(statement.start, statement.end, _anchor(statement, number), (kind,))


def _anchor(statement: Statement, number: int) -> str:
    return f"v{number}-{statement.start}-{statement.end}"


def _words(statement: Statement, report: Report) -> str:
    return " … ".join(one_line(piece.of(report.text)) for piece in statement.pieces)


def _said(key: str, value: str | None) -> str:
    if not value:
        return "not known"
    return date(value) if key == "published" else one_line(value)
