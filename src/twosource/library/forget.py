"""Taking something out for good: the log keeps that it was there and the digest of its bytes, nothing else stays."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from twosource.custody.chain import Entry
from twosource.library import journal, neighbours, reports, stories, words
from twosource.library.schema import (
    body,
    correction,
    decision,
    decision_about,
    derived,
    exchange,
    original,
    report,
)
from twosource.library.types import Removed


def forget(connection: Connection, idents: Sequence[str], by: str, why: str) -> Removed:
    """Take reports out, with everything made from them and every decision about them."""
    derived_gone = 0
    touched: set[str] = set()
    originals: set[str] = set()
    for ident in idents:
        held = reports.held(connection, ident)
        if held is None:
            raise reports.unknown(ident)
        row = connection.execute(select(report.c.number, report.c.original).where(report.c.id == ident)).one()
        words.remove(connection, row.number, reports.indexed(held.report))
        decided = _forget_decisions(connection, ident)
        for table in (body, exchange):
            connection.execute(table.delete().where(table.c.number == row.number))
        neighbours.forget(connection, row.number)
        connection.execute(correction.delete().where(correction.c.report == ident))
        connection.execute(report.delete().where(report.c.number == row.number))
        _close_gap(connection, ident, held.previous, held.replaced_by)
        originals.add(row.original)
        # Its own, its neighbours' (what changed between versions), and the library's as a whole.
        subjects = [ident, "", *filter(None, (held.story, held.previous, held.replaced_by))]
        found = connection.execute(derived.delete().where(derived.c.subject.in_(subjects)))
        derived_gone += found.rowcount
        touched |= {held.story} if held.story else set()
        said = {"bytes": row.original, "text": held.report.sha256, "decisions": decided, "by": by, "why": why}
        journal.write(connection, "forgotten", ident, said)
    derived_gone += _forget_what_quotes(connection, idents)
    shared = 0
    for digest in originals:
        if connection.scalar(select(func.count()).select_from(report).where(report.c.original == digest)):
            shared += 1
        else:
            connection.execute(original.delete().where(original.c.sha256 == digest))
    words.merge(connection)
    stories.refresh(connection, touched)
    return Removed(tuple(idents), len(originals) - shared, derived_gone, shared)


def _forget_what_quotes(connection: Connection, idents: Collection[str]) -> int:
    """What was made of any story that one of them was ever in, as the log tells, may still quote it."""
    entries = journal.of_kind(connection, ("placed", "merged", "split", "moved"))
    ever = {s for e in entries if _named(e) & {*idents} for s in (e.subject, e.body.get("story")) if isinstance(s, str)}
    return sum(
        connection.execute(derived.delete().where(derived.c.subject.in_(some))).rowcount
        for some in reports.in_chunks(sorted(ever))
    )


def _named(entry: Entry) -> set[str]:
    told = entry.body.get("reports")
    return {one for one in told if isinstance(one, str)} if isinstance(told, list) else set()


def _forget_decisions(connection: Connection, ident: str) -> list[str]:
    """Decisions quote the words they were made on."""
    about = sorted(connection.scalars(select(decision_about.c.decision).where(decision_about.c.report == ident)))
    for some in reports.in_chunks(about):
        connection.execute(decision.delete().where(decision.c.id.in_(some)))
        connection.execute(decision_about.delete().where(decision_about.c.decision.in_(some)))
    return about


def _close_gap(connection: Connection, ident: str, previous: str | None, following: str | None) -> None:
    """The versions before and after it follow one another now."""
    connection.execute(report.update().where(report.c.replaced_by == ident).values(replaced_by=following))
    connection.execute(report.update().where(report.c.previous == ident).values(previous=previous))
