"""The tables. The same for SQLite and PostgreSQL, but for the index of words (``words``).

What a reader of the file finds: ``original`` the bytes as received, ``body`` the texts, ``report`` one row a report
with what lists need, ``record`` in it everything else that is known of it, ``log`` what happened. Bytes are compressed
with zlib.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Row, Table, Text

AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
"""A row of whatever was asked for."""

VERSION = 2
"""Of the tables; a library made by a later one is refused, not guessed at."""

tables = MetaData()

#: Compared byte by byte, so that lists have the same order on every server.
_Word = Text().with_variant(Text(collation="C"), "postgresql")

about = Table("about", tables, Column("key", _Word, primary_key=True), Column("value", Text, nullable=False))

original = Table(
    "original",
    tables,
    Column("sha256", _Word, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

report = Table(
    "report",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", _Word, nullable=False, unique=True),
    Column("story", _Word, index=True),
    Column("pinned", Boolean, nullable=False, default=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", _Word),
    Column("language", Text, nullable=False),
    Column("url", Text),
    Column("length", Integer, nullable=False),
    Column("text_sha256", _Word, nullable=False, index=True),
    Column("values_sha256", _Word, nullable=False),
    Column("original", _Word, ForeignKey("original.sha256"), nullable=False, index=True),
    Column("place", _Word, index=True),
    Column("previous", _Word),
    Column("replaced_by", _Word),
    Column("received", _Word, nullable=False),
    Column("how", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("program", Text, nullable=False),
    Column("salt", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
Index("report_newest", report.c.published, report.c.number)

body = Table(
    "body",
    tables,
    Column("number", Integer, ForeignKey("report.number"), primary_key=True),
    Column("text", LargeBinary, nullable=False),
)

exchange = Table(
    "exchange",
    tables,
    Column("number", Integer, ForeignKey("report.number"), primary_key=True),
    Column("sha256", _Word, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

correction = Table(
    "correction",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("report", _Word, nullable=False, index=True),
    Column("record", LargeBinary, nullable=False),
)

story = Table(
    "story",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", _Word, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("first", _Word),
    Column("last", _Word),
    Column("reports", Integer, nullable=False),
    Column("changed", _Word, nullable=False),
    Column("inputs", _Word, nullable=False),
    Column("merged_into", _Word),
    sqlite_autoincrement=True,
)
Index("story_newest", story.c.changed, story.c.number)

apart = Table(
    "apart",
    tables,
    Column("story", _Word, primary_key=True),
    Column("other", _Word, primary_key=True),
)

fingerprint = Table(
    "fingerprint",
    tables,
    Column("number", Integer, ForeignKey("report.number"), primary_key=True, autoincrement=False),
    Column("language", Text, nullable=False),
    Column("day", Integer),
    Column("terms", LargeBinary, nullable=False),
    Column("counts", LargeBinary, nullable=False),
    Column("marks", LargeBinary, nullable=False),
)

story_key = Table(
    "story_key",
    tables,
    Column("term", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

story_term = Table(
    "story_term",
    tables,
    Column("term", Integer, primary_key=True, autoincrement=False),
    Column("reports", Integer, nullable=False),
    Column("named", Integer, nullable=False),
    sqlite_with_rowid=False,
)

decision = Table(
    "decision",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", _Word, nullable=False, unique=True),
    Column("record", LargeBinary, nullable=False),
)

decision_about = Table(
    "decision_about",
    tables,
    Column("decision", _Word, primary_key=True),
    Column("report", _Word, primary_key=True, index=True),
)

derived = Table(
    "derived",
    tables,
    Column("kind", _Word, primary_key=True),
    Column("subject", _Word, primary_key=True),
    Column("made_by", Text, nullable=False),
    Column("inputs", _Word, nullable=False),
    Column("at", _Word, nullable=False),
    Column("sha256", _Word, nullable=False),
    Column("summary", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

log = Table(
    "log",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", _Word, nullable=False),
    Column("what", _Word, nullable=False),
    Column("subject", _Word, nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("content", _Word, nullable=False),
    Column("before", _Word, nullable=False),
    Column("hash", _Word, nullable=False),
)

stamp = Table(
    "stamp",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("entry", Integer, nullable=False),
    Column("hash", _Word, nullable=False),
    Column("server", Text, nullable=False),
    Column("at", _Word, nullable=False),
    Column("token", LargeBinary, nullable=False),
)
