"""The database behind a library: a file (SQLite) or a server (PostgreSQL), and what differs between them.

Many may read while one writes. A write takes the one lock for writers when it begins, so that the log is a single
chain; it is on disk when the call returns, or not there at all.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from twosource.errors import TwosourceError
from twosource.library import schema, words

_WAIT = 60  # seconds that a writer waits for another one
_WRITING = "twosource_writing"
_EFFECTIVE = os.access in os.supports_effective_ids


class LibraryError(TwosourceError):
    """The library can't be opened or used; the message says which one, why, and what to do."""


def is_url(where: str) -> bool:
    """True for the address of a server, False for the path of a file."""
    return where.startswith(("postgresql:", "postgresql+", "postgres:"))


def shown(where: str) -> str:
    """The library as it may be printed: a URL without its password."""
    return make_url(where).render_as_string(hide_password=True) if is_url(where) else where


class Database:
    """Connections to one library."""

    def __init__(self, where: str, *, create: bool) -> None:
        self.where = where
        self.engine = _server(where) if is_url(where) else _file(Path(where), create)
        with _in_words(self):
            self._prepare(create)

    @property
    def path(self) -> Path | None:
        """The file, where it is one."""
        return None if is_url(self.where) else Path(self.where)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A view of the library as it is now; what others write meanwhile is not seen."""
        with _in_words(self), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one writer: all that is done inside is kept together, or none of it."""
        with _in_words(self), self.engine.connect() as plain:
            connection = plain.execution_options(**{_WRITING: True})
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text("LOCK TABLE log IN EXCLUSIVE MODE"))
                yield connection

    def close(self) -> None:
        """Let go of the file or server."""
        self.engine.dispose()

    def wipe(self) -> None:
        """After something was deleted: leave nothing of it in freed pages or in the journal."""
        with _in_words(self), self.engine.connect() as plain:
            connection = plain.execution_options(isolation_level="AUTOCOMMIT")
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                for table in (
                    "original",
                    "body",
                    "report",
                    "exchange",
                    "correction",
                    "derived",
                    "fingerprint",
                    "words",
                ):
                    connection.exec_driver_sql(f"VACUUM (FULL) {table}")

    def size(self) -> int:
        """Bytes on disk."""
        if self.path is not None:
            sides = (self.path.with_name(self.path.name + end) for end in ("", "-wal"))
            return sum(p.stat().st_size for p in sides if p.exists())
        with self.reading() as connection:
            return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)

    def _prepare(self, create: bool) -> None:
        with self.engine.connect() as connection:
            there = self.engine.dialect.has_table(connection, "about")
            found = (
                connection.scalar(select(schema.about.c.value).where(schema.about.c.key == "tables")) if there else None
            )
        if found is not None and found != str(schema.VERSION):
            raise LibraryError(
                f"{shown(self.where)}: was made by another version of twosource (tables {found}, this one knows "
                f"{schema.VERSION}). Use the twosource that made it, or add your reports to a new library."
            )
        if found is None:
            if not create:
                raise LibraryError(f"{shown(self.where)}: holds no library. Add reports first: twosource add reports/")
            self._refuse_another()
            self._create()

    def _refuse_another(self) -> None:
        """A database that holds something else must not become ours."""
        there = set(inspect(self.engine).get_table_names())
        others = there if self.path else there & set(schema.tables.tables)
        if others and "about" not in there:  # with it, another twosource made a library here just now
            raise LibraryError(
                f"{shown(self.where)}: is another program's database ({', '.join(sorted(there)[:3])}), no library. "
                "Nothing in it was changed. Name another file or database."
            )

    def _create(self) -> None:
        if self.path:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as outside:
                outside.exec_driver_sql("PRAGMA journal_mode = WAL")
        with self.engine.connect() as plain:
            # Two that create at once: the second waits, and must then see what the first one made.
            wanted = {} if self.path else {"isolation_level": "READ COMMITTED"}
            connection = plain.execution_options(**{_WRITING: True, **wanted})
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(8241)"))
                schema.tables.create_all(connection)
                words.create(connection)
                if connection.scalar(select(schema.about.c.value).where(schema.about.c.key == "tables")) is None:
                    connection.execute(schema.about.insert(), [{"key": "tables", "value": str(schema.VERSION)}])


def _file(path: Path, create: bool) -> Engine:
    if not path.exists():
        if not create:
            raise LibraryError(f"{path}: there is no library there. Add reports first: twosource add reports/")
        path.parent.mkdir(parents=True, exist_ok=True)
    elif path.is_dir():
        raise LibraryError(f"{path}: is a folder. Name a file, as {path / 'library.sqlite'}.")
    elif path.stat().st_size and path.open("rb").read(15) != b"SQLite format 3":
        raise LibraryError(f"{path}: is no library (it is some other file). Nothing in it was changed.")
    writable = all(os.access(p, os.W_OK, effective_ids=_EFFECTIVE) for p in (path, path.parent) if p.exists())
    # From a medium that cannot be written to, SQLite reads a file only if told that nobody else writes.
    address = f"sqlite:///{path}" if writable else f"sqlite:///file:{path}?mode=ro&immutable=1&uri=true"
    engine = create_engine(address, connect_args={"timeout": _WAIT, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _connected(raw: sqlite3.Connection, _: object) -> None:
        raw.isolation_level = None  # transactions begin where we say, not where the driver guesses
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        wanted = connection.get_execution_options()
        if wanted.get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("BEGIN IMMEDIATE" if wanted.get(_WRITING) else "BEGIN")

    return engine


def _server(where: str) -> Engine:
    try:
        url = make_url(where.replace("postgres://", "postgresql://", 1))
        url = url.set(drivername="postgresql+psycopg")
        return create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    except ArgumentError as error:
        raise LibraryError("The library's URL can't be read. Write it as postgresql://user@host/database") from error
    except ImportError as error:
        raise LibraryError(
            "A library on PostgreSQL needs its driver, which is not installed: pip install 'twosource[postgres]'"
        ) from error


@contextmanager
def _in_words(database: Database) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise LibraryError(f"{shown(database.where)}: {_why(error)}") from error


def _why(error: DBAPIError) -> str:
    said = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    known: dict[str, str] = {
        "database is locked": "another program has been writing for a minute. Wait for it, or stop it, and try again.",
        "readonly": "may not be written to. Copy it to a place of yours, or ask its owner.",
        "disk is full": "the disk is full. Make room and try again; what was acknowledged is kept.",
        "malformed": "is damaged. Copy the file away as it is, and run: twosource verify",
        "not a database": "is no library, or is damaged. Nothing in it was changed.",
        "password": "the server refused the user or the password.",
        "Connection refused": "no server answers there. Check host and port, and whether it runs.",
    }
    for part, words_for_it in known.items():
        if part in said:
            return words_for_it
    if isinstance(error, OperationalError) and error.connection_invalidated:
        return "the connection to the server was lost. What was acknowledged is kept; try again."
    return f"the database says: {said}."


def plain(value: Any) -> str | None:
    """A value as a column can hold it: servers refuse zero characters and halves of surrogate pairs."""
    if value is None:
        return None
    return str(value).replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
