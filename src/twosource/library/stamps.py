"""Trusted time stamps of the log, as kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from twosource.custody.chain import Entry
from twosource.library import journal
from twosource.library.schema import stamp


@dataclass(frozen=True, slots=True)
class Stamp:
    """A server's signed word (an RFC 3161 ``token``, DER) that the ``hash`` of log entry ``entry`` existed."""

    entry: int
    hash: str
    server: str
    at: str
    token: bytes


def add(connection: Connection, server: str, token: bytes, entry: Entry) -> None:
    """Keep one."""
    row = {"entry": entry.number, "hash": entry.hash, "server": server, "at": journal.now(), "token": token}
    connection.execute(stamp.insert(), [row])


def read(connection: Connection) -> list[Stamp]:
    """All, in the order they were had."""
    rows = connection.execute(select(stamp).order_by(stamp.c.number))
    return [Stamp(row.entry, row.hash, row.server, row.at, row.token) for row in rows]
