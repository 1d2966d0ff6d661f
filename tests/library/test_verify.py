"""Whatever is changed behind the library's back is found, and named."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from incoming import FERRY, FIRE, incoming

from twosource.library import Derived, Library, open_library

LONG = "".join(f"Line {k} of a long report about the fire.\n" for k in range(600))
Change = Callable[[sqlite3.Connection], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with something of everything, closed."""
    where = tmp_path / "desk.sqlite"
    with open_library(where) as library:
        fetched = replace(incoming("b", FERRY, url="https://example.org/b"), exchange=b"WARC/1.1\r\n")
        library.add([incoming("a", title="Fire"), fetched, incoming("long", LONG), incoming("c", "Gone later.")])
        library.place([(None, ["a", "long"]), (None, ["b", "c"])])
        library.correct("a", {"publisher": "The Harbour Post"}, by="ane")
        library.decide({"id": "d1", "targets": [{"report": "a", "start": 0}]})
        library.keep(Derived("dossier", "s1", "p", library.inputs("s1"), b'{"a": 1}'))
        library.forget(["c"], by="ane")
        assert library.verify() == []
    return where


def changed(path: Path, change: Change) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as raw:
        change(raw)
        raw.commit()
    with open_library(path, create=False) as library:
        return [(f.subject, f.what) for f in library.verify()]


def repack(table: str, column: str, where: str, edit: Callable[[bytes], bytes]) -> Change:
    def change(raw: sqlite3.Connection) -> None:
        (data,) = raw.execute(f"SELECT {column} FROM {table} WHERE {where}").fetchone()
        new = zlib.compress(edit(zlib.decompress(data)))
        raw.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (new,))

    return change


def sql(statement: str) -> Change:
    return lambda raw: raw.execute(statement)


BODY_OF_LONG = "number = (SELECT number FROM report WHERE id = 'long')"
BYTES_OF_A = "sha256 = (SELECT original FROM report WHERE id = 'a')"
CHANGES: dict[str, tuple[Change, str, str]] = {
    "a word of the text": (
        repack("body", "text", BODY_OF_LONG, lambda t: t.replace(b"Line 300 of", b"Line 299 of")),
        "report long",
        "the text changed in bytes 12,288 to 16,384",
    ),
    "the bytes as received": (
        repack("original", "data", BYTES_OF_A, lambda t: t.replace(b"Two", b"Ten")),
        "report a",
        "the bytes as received changed in bytes 0 to",
    ),
    "bytes cut off": (
        repack("body", "text", BODY_OF_LONG, lambda t: t[:-1]),
        "report long",
        "the text changed in bytes 24,576 to",
    ),
    "bytes destroyed": (sql(f"UPDATE original SET data = x'00ff' WHERE {BYTES_OF_A}"), "report a", "damaged"),
    "bytes gone": (
        lambda raw: raw.executescript(f"PRAGMA foreign_keys = OFF; DELETE FROM original WHERE {BYTES_OF_A}"),
        "report a",
        "the bytes as received are gone",
    ),
    "text gone": (sql(f"DELETE FROM body WHERE {BODY_OF_LONG}"), "report long", "the text is gone"),
    "another report's bytes": (
        sql("UPDATE report SET original = (SELECT original FROM report WHERE id = 'long') WHERE id = 'a'"),
        "report a",
        "tied to other bytes",
    ),
    "the publisher in lists": (
        sql("UPDATE report SET publisher = 'Coast Daily' WHERE id = 'a'"),
        "report a",
        "lists show another publisher",
    ),
    "the date, everywhere": (
        lambda raw: (
            repack(
                "report",
                "record",
                "id = 'a'",
                lambda t: json.dumps(json.loads(t) | {"published": "2024-01-01"}).encode(),
            )(raw),
            raw.execute("UPDATE report SET published = '2024-01-01' WHERE id = 'a'"),
        ),
        "report a",
        "changed without a correction in the log: published",
    ),
    "the time of receipt": (
        sql("UPDATE report SET received = '2020-01-01T00:00:00Z' WHERE id = 'b'"),
        "report b",
        "changed without a correction in the log: receipt received",
    ),
    "where it came from": (sql("UPDATE report SET source = 'x' WHERE id = 'b'"), "report b", "receipt source"),
    "the fetch record": (
        repack("exchange", "data", "1 = 1", lambda t: t + b"x"),
        "report b",
        "the record of how it was fetched changed",
    ),
    "a report gone": (
        lambda raw: raw.executescript("PRAGMA foreign_keys = OFF; DELETE FROM report WHERE id = 'a'"),
        "report a",
        "was added, never forgotten, and is gone",
    ),
    "a report smuggled in": (
        lambda raw: raw.executescript(
            "CREATE TEMP TABLE t AS SELECT * FROM report WHERE id = 'b'; UPDATE t SET id = 'z', number = 99;"
            "INSERT INTO report SELECT * FROM t"
        ),
        "report z",
        "the log does not say that it was added",
    ),
    "hidden as if replaced": (
        sql("UPDATE report SET replaced_by = 'b' WHERE id = 'a'"),
        "report a",
        "has another version before or after it",
    ),
    "moved to another story": (sql("UPDATE report SET story = 's2' WHERE id = 'a'"), "report a", "belongs to s1"),
    "a decision changed": (
        repack("decision", "record", "id = 'd1'", lambda t: json.dumps(json.loads(t) | {"note": "x"}).encode()),
        "decision d1",
        "does not say what it said",
    ),
    "a decision gone": (sql("DELETE FROM decision"), "decision d1", "never forgotten, and is gone"),
    "a dossier changed": (repack("derived", "data", "1 = 1", lambda t: t + b" "), "dossier s1", "is not what was made"),
    "a log entry changed": (
        sql("UPDATE log SET body = replace(body, 'ane', 'bo') WHERE what = 'corrected'"),
        "the log",
        "(corrected a) does not say what it said",
    ),
    "a log entry's time": (
        sql("UPDATE log SET at = '2020-01-01T00:00:00Z' WHERE number = 3"),
        "the log",
        "entry 3 has another time",
    ),
    "a log entry broken": (sql("UPDATE log SET body = '{' WHERE number = 2"), "the log", "entry 2"),
    "a log entry out": (sql("DELETE FROM log WHERE number = 4"), "the log", "log entry 4 is missing"),
    "two log entries out": (sql("DELETE FROM log WHERE number IN (2, 3)"), "the log", "log entry 2 to 3 is missing"),
    "a forgery put into the log": (
        sql("UPDATE log SET hash = substr(hash, 2) || substr(hash, 1, 1) WHERE number = 5"),
        "the log",
        "log entry 6 does not follow",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_says_what_was_changed(path: Path, name: str) -> None:
    change, subject, what = CHANGES[name]
    found = changed(path, change)
    assert any(s == subject and what in w for s, w in found), found
    subjects = {s for s, _ in found}
    assert subjects <= {subject, "the log", "decision d1"} or subject == "the log", f"blames others too: {found}"


def test_a_log_cut_at_its_end_is_found_by_the_hash_kept_elsewhere(path: Path) -> None:
    with open_library(path) as library:
        head = library.status().head
        library.add([incoming("later", "Later.")])
        assert library.verify(head=head) == []
    found = changed(path, sql("DELETE FROM log WHERE number >= (SELECT max(number) - 1 FROM log)"))
    assert any("the log does not say" in w for _, w in found)
    with open_library(path) as library:
        assert any(head in f.what for f in library.verify(head=head))


def test_a_chain_written_anew_is_found_by_the_hash_kept_elsewhere(path: Path) -> None:
    """Somebody with the file and the program can make a whole new history; not one with the old head in it."""
    with open_library(path) as library:
        head = library.status().head
    other = path.with_name("forged.sqlite")
    with open_library(other) as library:
        library.add([incoming("a", FIRE.replace("Two", "Ten"))])
        assert library.verify() == []
        assert [f.subject for f in library.verify(head=head)] == ["the log"]


def test_on_a_server_too(library: Library) -> None:
    from sqlalchemy import text

    library.add([incoming("a"), incoming("b", FERRY)])
    with library._database.writing() as connection:
        connection.execute(text("UPDATE report SET published = '2020-01-01' WHERE id = 'a'"))
        connection.execute(text("DELETE FROM log WHERE number = 2"))
    found = {f.subject for f in library.verify()}
    assert {"report a", "report b"} <= found
