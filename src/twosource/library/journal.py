"""Writing and reading the log of all that happened."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from twosource.custody.chain import Entry
from twosource.custody.digests import canonical
from twosource.library.schema import AnyRow, log

_CHUNK = 1000


def now() -> str:
    """The time of receipt and of the log: UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def write(connection: Connection, what: str, subject: str, body: Mapping[str, object]) -> Entry:
    """Append an entry, in the transaction of what it tells of."""
    entry = Entry.after(last(connection), now(), what, subject, json.loads(canonical(body)))
    connection.execute(
        log.insert(),
        [
            {
                "number": entry.number,
                "at": entry.at,
                "what": what,
                "subject": subject,
                "body": canonical(body).decode("ascii"),
                "content": entry.content,
                "before": entry.before,
                "hash": entry.hash,
            }
        ],
    )
    return entry


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


def count(connection: Connection) -> int:
    """How many entries there are."""
    return int(connection.scalar(select(func.count()).select_from(log)) or 0)


def _entry(row: AnyRow) -> Entry:
    try:
        body = json.loads(row.body)
    except ValueError:  # tampered with: ``faults`` then says so
        body = {"unreadable": row.body}
    return Entry(row.number, row.at, row.what, row.subject, body, row.content, row.before, row.hash)
