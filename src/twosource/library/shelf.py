"""The library as the rest of the program sees it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType

from sqlalchemy import ColumnElement, Connection, func, select, true

from twosource.custody.chain import START, Entry
from twosource.custody.digests import sha256
from twosource.library import (
    additions,
    checks,
    decisions,
    derivations,
    following,
    forget,
    journal,
    reports,
    search,
    stamps,
    stories,
    words,
)
from twosource.library.database import Database, LibraryError, shown
from twosource.library.neighbours import Neighbours
from twosource.library.schema import decision, report, story
from twosource.library.types import (
    Added,
    Derived,
    Finding,
    Held,
    Hit,
    Incoming,
    Proof,
    Removed,
    ReportRow,
    Status,
    StoryRow,
)

DOSSIER = "dossier"
"""The kind of derived thing that story lists show the summary of."""

_PAGE = 100  # reports read at once


def open_library(where: str | os.PathLike[str], *, create: bool = True) -> Library:
    """The library in a file, or at a ``postgresql://`` URL; made where there is none and ``create`` is set.

    Raises LibraryError where it is something else, belongs to a later version, or can't be reached.
    """
    return Library(Database(os.fspath(where), create=create))


class Library:
    """Reports, stories and everything about them. Each call that changes something is one transaction: done and on
    disk when it returns, else not done at all. May be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or server."""
        self._database.close()

    @property
    def where(self) -> str:
        """The file or URL, fit to be printed."""
        return shown(self._database.where)

    # ----------------------------------------------------------------------- reports

    def add(self, incoming: Sequence[Incoming]) -> list[Added]:
        """Add reports, all or none; adding again what is there changes nothing. They are in no story until placed."""
        with self._database.writing() as connection:
            return additions.add(connection, incoming)

    def report(self, ident: str) -> Held:
        """A report with its text; raises LibraryError where there is none of this id."""
        with self._database.reading() as connection:
            found = reports.held(connection, ident)
        if found is None:
            raise reports.unknown(ident)
        return found

    def has(self, ident: str) -> bool:
        """True when there is a report of this id."""
        with self._database.reading() as connection:
            return connection.scalar(select(report.c.id).where(report.c.id == ident)) is not None

    def reports(self, idents: Iterable[str]) -> Iterator[Held]:
        """Reports with their texts, by id, in order of arrival; ids that are not there are passed over."""
        for some in reports.in_chunks(idents):
            with self._database.reading() as connection:
                found = list(reports.many(connection, report.c.id.in_(some)))
            yield from found

    def all_reports(self, *, after: int = 0) -> Iterator[Held]:
        """Every report that no later version replaced, in order of arrival, a few hundred in memory at once."""
        while True:
            with self._database.reading() as connection:
                query = select(report.c.number).where(report.c.number > after, report.c.replaced_by.is_(None))
                numbers = list(connection.scalars(query.order_by(report.c.number).limit(_PAGE)))
                found = list(reports.many(connection, report.c.number.in_(numbers))) if numbers else []
            if not numbers:
                return
            yield from found
            after = numbers[-1]

    def list_reports(self, *, limit: int = 50, offset: int = 0) -> list[ReportRow]:
        """Reports without their texts, the latest published first."""
        query = reports.listed().order_by(*reports.newest_first()).limit(limit).offset(offset)
        with self._database.reading() as connection:
            return reports.rows(connection, query)

    def published(self, when: str, *, limit: int = 50) -> list[ReportRow]:
        """Reports published then ("2024", "2024-03", "2024-03-04"), without their texts, the latest first."""
        query = reports.listed().where(report.c.published.startswith(when, autoescape=True))
        query = query.order_by(*reports.newest_first()).limit(limit)
        with self._database.reading() as connection:
            return reports.rows(connection, query)

    def received_bytes(self, ident: str) -> bytes:
        """The bytes that a report was made from, as received."""
        with self._database.reading() as connection:
            data = reports.received_bytes(connection, ident)
        if data is None:
            raise reports.unknown(ident)
        return data

    def exchange(self, ident: str) -> bytes | None:
        """The WARC records of the request and response by which a report was fetched; None where it was not."""
        with self._database.reading() as connection:
            return reports.exchanged(connection, ident)

    def versions(self, ident: str) -> list[str]:
        """The ids of all versions of the place a report was read from, oldest first, its own among them."""
        with self._database.reading() as connection:
            return reports.versions(connection, ident)

    def correct(self, ident: str, values: Mapping[str, str | None], *, by: str, note: str = "") -> Held:
        """Put metadata of a report right ("publisher", "published" …; None for not known). The old value stays in
        ``corrections``."""
        with self._database.writing() as connection:
            found = reports.correct(connection, ident, values, by, note)
            if found.story:
                stories.refresh(connection, [found.story])
        return found

    def search(self, query: str, *, limit: int = 20, story: str | None = None) -> list[Hit]:
        """Reports that hold all the words of ``query`` ("a phrase" in quotes, begin* for beginnings), the latest
        published first, each with the places of the words in its text. Raises LibraryError where there is no word."""
        terms = words.parse(query)
        if not terms:
            raise LibraryError(f"{query!r} holds no word to search for.")
        with self._database.reading() as connection:
            within = stories.resolve(connection, story) if story else None
            return search.search(connection, terms, limit, within)

    # ----------------------------------------------------------------------- stories

    def list_stories(self, *, limit: int | None = 50, offset: int = 0) -> list[StoryRow]:
        """Stories that have reports, the last changed first."""
        with self._database.reading() as connection:
            return stories.listed(connection, DOSSIER, limit, offset)

    def story_count(self) -> int:
        """How many stories have reports."""
        with self._database.reading() as connection:
            return _count(connection, (story.c.reports > 0) & story.c.merged_into.is_(None), story.c.id)

    def story(self, ident: str) -> StoryRow:
        """A story; a merged one's id gives the one it was merged into. Raises LibraryError."""
        with self._database.reading() as connection:
            found = stories.listed(connection, DOSSIER, 1, 0, stories.resolve(connection, ident))
        if not found:
            raise LibraryError(f"The story {ident!r} has no reports any more.")
        return found[0]

    def reports_of(self, ident: str, *, versions: bool = False) -> list[ReportRow]:
        """The reports of a story in order of publication; earlier versions too with ``versions``."""
        with self._database.reading() as connection:
            query = reports.listed().where(report.c.story == stories.resolve(connection, ident))
            if not versions:
                query = query.where(report.c.replaced_by.is_(None))
            query = query.order_by(func.coalesce(report.c.published, "9999"), report.c.id)
            return reports.rows(connection, query)

    def inputs(self, ident: str) -> str:
        """The digest of what a story's dossier is made from: its reports, corrections, decisions."""
        with self._database.reading() as connection:
            found = connection.scalar(select(story.c.inputs).where(story.c.id == stories.resolve(connection, ident)))
        return str(found)

    def unplaced(self) -> list[str]:
        """The ids of reports that are in no story yet, in order of arrival."""
        with self._database.reading() as connection:
            return list(
                connection.scalars(select(report.c.id).where(report.c.story.is_(None)).order_by(report.c.number))
            )

    def place(self, groups: Sequence[tuple[str | None, Sequence[str]]]) -> list[str]:
        """Put reports into stories as the program found them: (story id or None for a new story, report ids) each.
        Returns the stories' ids. What a person pinned stays."""
        with self._database.writing() as connection:
            return stories.place(connection, groups)

    def neighbours(self, made_by: str) -> Neighbours:
        """The reports as the clusterer meets them; ``made_by`` names the form of its fingerprints."""
        return Neighbours(self._database, made_by)

    def merge(self, into: str, other: str, *, by: str) -> str:
        """Two stories are one, for good; the id of ``other`` goes on meaning it."""
        with self._database.writing() as connection:
            return stories.merge(connection, into, other, by)

    def split(self, ident: str, members: Sequence[str], *, by: str) -> str:
        """Some reports of a story are another one, for good. Returns the new story's id."""
        with self._database.writing() as connection:
            return stories.split(connection, ident, members, by)

    def move(self, ident: str | None, members: Sequence[str], *, by: str) -> str:
        """Put reports into a story (None: a new one), where the program leaves them. Returns the story's id."""
        with self._database.writing() as connection:
            return stories.move(connection, ident, members, by)

    def follow(self, ident: str, *, by: str) -> str:
        """Tell what changes in a story from now on; returns its id."""
        with self._database.writing() as connection:
            return following.follow(connection, ident, by)

    def unfollow(self, ident: str, *, by: str) -> str:
        """Tell no longer what changes in a story; returns its id."""
        with self._database.writing() as connection:
            return following.unfollow(connection, ident, by)

    def followed(self) -> list[str]:
        """The ids of the stories that are followed, in the order in which they were."""
        with self._database.reading() as connection:
            return following.followed(connection)

    def kept_apart(self) -> list[tuple[str, str]]:
        """The pairs of stories that a person split and that are not to be joined."""
        with self._database.reading() as connection:
            return stories.kept_apart(connection)

    # ----------------------------------------------------------------------- decisions

    def decide(self, made: Mapping[str, object]) -> None:
        """Keep a person's decision: a JSON object with at least "id", and "targets" with the "report" of each; an undo
        names the decision it takes back in "value". Decisions are only ever added."""
        with self._database.writing() as connection:
            stories.refresh(connection, decisions.add(connection, made))

    def decisions(self, ident: str | None = None) -> list[dict[str, object]]:
        """All decisions in the order they were made, or those about reports of a story."""
        with self._database.reading() as connection:
            return decisions.read(connection, stories.resolve(connection, ident) if ident else None)

    # ----------------------------------------------------------------------- what was made of them

    def keep(self, *made: Derived) -> None:
        """Keep things derived, each in the place of what was there under its kind and subject; all or none."""
        with self._database.writing() as connection:
            derivations.keep(connection, made)

    def kept(self, kind: str, subject: str, *, made_by: str | None = None, inputs: str | None = None) -> Derived | None:
        """What was derived, or None where it was not, or by another program or from other things than named."""
        found = next(self.kept_of(kind, [subject], made_by=made_by), None)
        return None if found is None or (inputs or found.inputs) != found.inputs else found

    def kept_of(self, kind: str, subjects: Iterable[str], *, made_by: str | None = None) -> Iterator[Derived]:
        """What was derived of each subject, where it was, and by the program that is named."""
        for some in reports.in_chunks(subjects):
            with self._database.reading() as connection:
                found = list(derivations.kept(connection, kind, some, made_by))
            yield from found

    # ----------------------------------------------------------------------- custody

    def forget(self, idents: Sequence[str], *, by: str, why: str = "") -> Removed:
        """Take reports out for good: bytes, text, index, everything derived from them and decisions about them. The
        log keeps their ids and digests."""
        with self._database.writing() as connection:
            removed = forget.forget(connection, idents, by, why)
        self._database.wipe()
        return removed

    def log(self, *, after: int = 0, subject: str | None = None) -> Iterator[Entry]:
        """What happened, in order, from behind entry number ``after``."""
        with self._database.reading() as connection:
            yield from journal.read(connection, after, subject)

    def verify(self, *, head: str | None = None) -> list[Finding]:
        """Everything that is not as the log says it must be; empty for an untouched library. ``head`` is a hash that
        was written down elsewhere: it must be in the log."""
        with self._database.reading() as connection:
            return checks.verify(connection, head)

    def proof(self, ident: str) -> Proof:
        """What the log's sealed digests of a report were made from, for a bundle."""
        with self._database.reading() as connection:
            found = reports.proof(connection, ident)
        if found is None:
            raise reports.unknown(ident)
        return found

    def exported(self, story: str, manifest: str, *, by: str) -> None:
        """Log that a story was handed over in a bundle, by the digest of its manifest."""
        with self._database.writing() as connection:
            journal.write(connection, "exported", stories.resolve(connection, story), {"manifest": manifest, "by": by})

    def stamp(self, server: str, token: bytes, entry: Entry) -> None:
        """Keep a trusted time stamp of a log entry's hash."""
        with self._database.writing() as connection:
            stamps.add(connection, server, token, entry)
            journal.write(
                connection, "stamped", f"log entry {entry.number}", {"server": server, "token": sha256(token)}
            )

    def stamps(self) -> list[stamps.Stamp]:
        """The trusted time stamps of the log."""
        with self._database.reading() as connection:
            return stamps.read(connection)

    def head(self) -> Entry | None:
        """The last entry of the log."""
        with self._database.reading() as connection:
            return journal.last(connection)

    def status(self) -> Status:
        """The library at a glance."""
        with self._database.reading() as connection:
            last = journal.last(connection)
            first = next(journal.read(connection), None)
            return Status(
                where=self.where,
                reports=_count(connection, report.c.replaced_by.is_(None)),
                stories=_count(connection, (story.c.reports > 0) & story.c.merged_into.is_(None), story.c.id),
                versions=_count(connection, report.c.replaced_by.is_not(None)),
                unplaced=_count(connection, report.c.story.is_(None)),
                decisions=_count(connection, true(), decision.c.id),
                followed=len(following.followed(connection)),
                log=last.number if last else 0,
                head=last.hash if last else START,
                size=self._database.size(),
                made=first.at if first else "",
                last=last.at if last else None,
            )


def _count(connection: Connection, where: ColumnElement[bool], of: ColumnElement[object] = report.c.id) -> int:
    return int(connection.scalar(select(func.count(of)).where(where)) or 0)
