"""Writing and reading the log of all that happened."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from twosource.custody.chain import Entry
from twosource.custody.digests import canonical
from twosource.library.schema import AnyRow, log

_CHUNK = 1000


def now() -> str:
    """The time of receipt and of the log: UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def write(connection: Connection, what: str, subject: str, body: Mapping[str, object]) -> None:
    """Append an entry, in the transaction of what it tells of."""
    write_many(connection, what, [(subject, body)])


def write_many(connection: Connection, what: str, told: Sequence[tuple[str, Mapping[str, object]]]) -> None:
    """Append an entry for each (subject, body), in the transaction of what they tell of."""
    before, rows = last(connection) if told else None, []
    for subject, body in told:
        written = canonical(body).decode("ascii")
        before = Entry.after(before, now(), what, subject, json.loads(written))
        rows.append(
            {
                "number": before.number,
                "at": before.at,
                "what": what,
                "subject": subject,
                "body": written,
                "content": before.content,
                "before": before.before,
                "hash": before.hash,
            }
        )
    if rows:
        connection.execute(log.insert(), rows)


def last(connection: Connection) -> Entry | None:
    """The newest entry."""
    row = connection.execute(select(log).order_by(log.c.number.desc()).limit(1)).first()
    return _entry(row) if row else None


def read(connection: Connection, after: int = 0, subject: str | None = None) -> Iterator[Entry]:
    """The entries behind number ``after``, in order; of one ``subject`` only, where given."""
    while True:
        query = select(log).where(log.c.number > after).order_by(log.c.number).limit(_CHUNK)
        rows = connection.execute(query if subject is None else query.where(log.c.subject == subject)).all()
        yield from map(_entry, rows)
        if len(rows) < _CHUNK:
            return
        after = rows[-1].number


def of_kind(connection: Connection, kinds: Sequence[str]) -> Iterator[Entry]:
    """The entries that tell of one of these, in order."""
    return map(_entry, connection.execute(select(log).where(log.c.what.in_(kinds)).order_by(log.c.number)))


def count(connection: Connection) -> int:
    """How many entries there are."""
    return int(connection.scalar(select(func.count()).select_from(log)) or 0)


def _entry(row: AnyRow) -> Entry:
    try:
        body = json.loads(row.body)
    except ValueError:  # tampered with: ``faults`` then says so
        body = {"unreadable": row.body}
    return Entry(row.number, row.at, row.what, row.subject, body, row.content, row.before, row.hash)
