"""The reports that are in stories, as the clusterer meets them: what each is about, the rare terms it is found by, and
how many reports have each term. It fits ``protocols.ReportIndex``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select, text

from twosource.library import reports, stories
from twosource.library.database import Database
from twosource.library.schema import about, fingerprint, report, story_key, story_term
from twosource.record import TERM_IS_NAME, Fingerprint, Report

_MANY = 3_000  # so many reports wait: the counts of all terms are held in memory meanwhile
_LATEST = 200  # reports found by a term that are held in memory then, at least
_LEAST_TERMS = 1 << 22
_EVERY = -1  # the "term" that every report has: its row counts the reports


class Neighbours:
    """To be used inside ``batch``, which is one transaction of the one writer, or inside ``reading``."""

    def __init__(self, database: Database, made_by: str) -> None:
        """``made_by`` names the form of fingerprints: those of another form are forgotten, and made again."""
        self._database = database
        self._made_by = made_by
        self._open: Connection | None = None
        self._held: _Counts | None = None
        self._total: int | None = None

    @contextmanager
    def batch(self) -> Iterator[None]:
        """What is done inside is kept together, or none of it."""
        with self._database.writing() as connection:
            self._open, self._total = connection, None
            try:
                self._refresh_form()
                yield
            except BaseException:
                self._held = None
                raise
            finally:
                self._open = None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """To ask only; what others write meanwhile is not seen."""
        with self._database.reading() as connection:
            self._open, self._total = connection, None
            try:
                yield
            finally:
                self._open = None

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            raise RuntimeError("outside of a batch")
        return self._open

    # ----------------------------------------------------------------------- what waits, and what came of it

    def waiting(self, most: int) -> dict[int, Report]:
        """Reports that are in no story, or not known here yet, in order of arrival, by number. New versions of an
        article are put where it is and don't wait."""
        connection = self._connection
        _with_their_articles(connection)
        known = int(connection.scalar(select(func.max(fingerprint.c.number))) or 0)  # they are taken in order
        wait = (report.c.number > known) & report.c.previous.is_(None)
        numbers = list(connection.scalars(select(report.c.number).where(wait).order_by(report.c.number).limit(most)))
        if self._held is None and len(numbers) == most:
            count = int(connection.scalar(select(func.count()).select_from(report).where(wait)) or 0)
            self._held = _Counts.load(connection) if count > _MANY else None
        held = (
            {h.report.id: h.report for h in reports.many(connection, report.c.number.in_(numbers))} if numbers else {}
        )
        ids = connection.execute(select(report.c.number, report.c.id).where(report.c.number.in_(numbers)))
        return {row.number: held[row.id] for row in ids}

    def take(
        self,
        fresh: Mapping[int, Fingerprint],
        keys: Mapping[int, Sequence[int]],
        settled: Sequence[tuple[str | None, Sequence[int]]],
    ) -> list[str]:
        """Hold reports by their numbers, the terms they are found by, and the stories (None: a new one) that were made
        or changed, each with all its reports. Returns the stories' ids."""
        connection = self._connection
        rows = [
            {
                "number": number,
                "language": one.language,
                "day": one.day,
                "terms": one.terms,
                "counts": one.counts,
                "marks": one.marks,
            }
            for number, one in sorted(fresh.items())
        ]
        connection.execute(fingerprint.insert(), rows)
        found = [{"term": int(term), "number": n} for n, terms in sorted(keys.items()) for term in sorted({*terms})]
        if found:
            connection.execute(story_key.insert(), found)
        count(connection, fresh.values(), 1)
        self._total = None
        if self._held is not None:
            self._held.add(fresh.values(), keys)
        here = self.stories_of([n for _, members in settled for n in members])
        moved = [(name, [n for n in members if name is None or here.get(n) != name]) for name, members in settled]
        ids = self._ids([n for _, members in moved for n in members])
        return stories.place(connection, [(name, [ids[n] for n in members]) for name, members in moved])

    def _ids(self, numbers: Sequence[int]) -> dict[int, str]:
        found = self._among("SELECT number, id FROM report WHERE number IN ({})", numbers)
        return {int(row[0]): str(row[1]) for row in found}

    def _refresh_form(self) -> None:
        connection = self._connection
        made_by = connection.scalar(select(about.c.value).where(about.c.key == "fingerprints"))
        if made_by == self._made_by:
            return
        for table in (fingerprint, story_key, story_term):
            connection.execute(table.delete())
        connection.execute(about.delete().where(about.c.key == "fingerprints"))
        connection.execute(about.insert(), [{"key": "fingerprints", "value": self._made_by}])
        self._held = None

    # ----------------------------------------------------------------------- protocols.ReportIndex

    def total(self) -> int:
        """How many reports are held."""
        if self._total is None:  # asked for every report that is weighed
            query = select(story_term.c.reports).where(story_term.c.term == _EVERY)
            self._total = int(self._connection.scalar(query) or 0)
        return self._total

    def frequencies(self, terms: NDArray[np.integer]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """How many reports have each term, and how many of them have it as a name."""
        if self._held is not None:
            return self._held.reports[terms], self._held.named[terms]
        place = {int(t): k for k, t in enumerate(terms)}
        found, named = np.zeros(len(terms), np.int32), np.zeros(len(terms), np.int32)
        for row in self._among("SELECT term, reports, named FROM story_term WHERE term IN ({})", list(place)):
            found[place[row[0]]], named[place[row[0]]] = row[1], row[2]
        return found, named

    def holding(self, term: int, most: int) -> Sequence[int]:
        """The latest reports that are found by a term, at most so many."""
        if self._held is None or most > _LATEST:
            return self._holding(term, most)
        if term not in self._held.holding:
            self._held.holding[term] = self._holding(term, _LATEST)
        return self._held.holding[term][-most:] if most > 0 else ()

    def _holding(self, term: int, most: int) -> list[int]:
        mark = self._mark
        query = f"SELECT number FROM story_key WHERE term = {mark} ORDER BY number DESC LIMIT {mark}"
        return [row[0] for row in self._ask(query, (int(term), most))][::-1]

    def fingerprints(self, numbers: Sequence[int]) -> Mapping[int, Fingerprint]:
        """What is kept of reports; those that are not held are left out."""
        query = "SELECT number, language, day, terms, counts, marks FROM fingerprint WHERE number IN ({})"
        return {
            int(row[0]): Fingerprint(row[1], row[2], bytes(row[3]), bytes(row[4]), bytes(row[5]))
            for row in self._among(query, numbers)
        }

    def stories_of(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """The story of each report that is in one."""
        query = "SELECT number, story FROM report WHERE story IS NOT NULL AND number IN ({})"
        return {int(row[0]): str(row[1]) for row in self._among(query, numbers)}

    def members(self, named: Sequence[str]) -> Mapping[str, Sequence[tuple[int, bool]]]:
        """The reports of stories, in order of number, each with whether a person put it there for good."""
        found: dict[str, list[tuple[int, bool]]] = {name: [] for name in named}
        query = (
            select(report.c.story, report.c.number, report.c.pinned)
            .join(fingerprint, fingerprint.c.number == report.c.number)
            .where(report.c.story.in_(list(named)))
        )
        for row in self._connection.execute(query.order_by(report.c.number)):
            found[row.story].append((row.number, bool(row.pinned)))
        return found

    def _among(self, query: str, numbers: Iterable[int]) -> list[tuple[Any, ...]]:
        """The answer to a query with any number of numbers in the place of {}."""
        plain = [int(n) for n in numbers]
        if self._mark == "?":
            return self._ask(query.format("SELECT value FROM json_each(?)"), (json.dumps(plain),))
        return self._ask(query.format("SELECT unnest(CAST(%s AS int[]))"), (plain,))

    @property
    def _mark(self) -> str:
        """Where a value goes in a query."""
        return "?" if self._connection.dialect.name == "sqlite" else "%s"

    def _ask(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Past SQLAlchemy: asked 30 times a report, and for thousands of rows."""
        cursor = self._connection.connection.cursor()
        try:
            cursor.execute(query, values)
            return list(cursor.fetchall())
        finally:
            cursor.close()


def count(connection: Connection, prints: Iterable[Fingerprint], by: int) -> None:
    """Count the terms of reports that are held now (1), or no longer (-1)."""
    terms: list[NDArray[np.uint32]] = []
    named: list[NDArray[np.uint32]] = []
    reports_counted = 0
    for one in prints:
        reports_counted += 1
        its = np.frombuffer(one.terms, "<u4")
        terms.append(its)
        named.append(its[(np.frombuffer(one.marks, np.uint8) & TERM_IS_NAME) > 0])
    if not terms:
        return
    distinct, counts = np.unique(np.concatenate(terms), return_counts=True)
    names = dict(zip(*(a.tolist() for a in np.unique(np.concatenate(named), return_counts=True)), strict=True))
    rows = [
        {"term": t, "reports": by * n, "named": by * names.get(t, 0)}
        for t, n in zip(distinct.tolist(), counts.tolist(), strict=True)
    ]
    rows.append({"term": _EVERY, "reports": by * reports_counted, "named": 0})
    connection.execute(
        text(
            "INSERT INTO story_term (term, reports, named) VALUES (:term, :reports, :named) ON CONFLICT (term) "
            "DO UPDATE SET reports = story_term.reports + excluded.reports, named = story_term.named + excluded.named"
        ),
        rows,
    )


def forget(connection: Connection, number: int) -> None:
    """A report is no longer held."""
    row = connection.execute(select(fingerprint).where(fingerprint.c.number == number)).first()
    if row is None:
        return
    count(connection, [Fingerprint(row.language, row.day, bytes(row.terms), bytes(row.counts), bytes(row.marks))], -1)
    connection.execute(text("DELETE FROM story_term WHERE reports <= 0"))
    for table in (story_key, fingerprint):
        connection.execute(table.delete().where(table.c.number == number))


def _with_their_articles(connection: Connection) -> None:
    """A new version belongs where the one before it is."""
    while True:
        before = report.alias()
        query = (
            select(report.c.id, before.c.story)
            .join(before, before.c.id == report.c.previous)
            .where(report.c.story.is_(None), before.c.story.is_not(None))
            .order_by(report.c.number)
        )
        rows = connection.execute(query).all()
        if not rows:
            return
        stories.place(connection, [(row.story, [row.id]) for row in rows])


class _Counts:
    """How many reports have each term, all terms in memory; and which have those that were asked for."""

    def __init__(self, reports_with: NDArray[np.int32], named: NDArray[np.int32]) -> None:
        self.reports, self.named = reports_with, named
        self.holding: dict[int, list[int]] = {}

    @classmethod
    def load(cls, connection: Connection) -> _Counts:
        """As the database has it."""
        made = cls(np.zeros(_LEAST_TERMS, np.int32), np.zeros(_LEAST_TERMS, np.int32))
        for row in connection.execute(select(story_term).where(story_term.c.term != _EVERY)):
            made.reports[row.term], made.named[row.term] = row.reports, row.named
        return made

    def add(self, prints: Iterable[Fingerprint], keys: Mapping[int, Sequence[int]]) -> None:
        """Count reports, which are found by these terms from now on."""
        for number, found_by in sorted(keys.items()):
            for term in {*found_by} & self.holding.keys():
                self.holding[term].append(number)
        for one in prints:
            terms = np.frombuffer(one.terms, "<u4")
            self.reports[terms] += 1
            self.named[terms[(np.frombuffer(one.marks, np.uint8) & TERM_IS_NAME) > 0]] += 1
