"""Words to reports, and to their places in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select, text

from twosource.library import reports, words
from twosource.library.schema import report
from twosource.library.types import Hit, ReportRow

_AROUND = 80  # characters shown on either side of words found
_PAGE = 100  # reports looked into at once


def search(connection: Connection, terms: Sequence[words.Term], limit: int, story: str | None) -> list[Hit]:
    """Reports that hold all terms, the latest published first."""
    hits: list[Hit] = []
    offset = 0
    while len(hits) < limit:
        found = _candidates(connection, terms, story, offset)
        hits += _hits(connection, found, terms)
        offset += _PAGE
        if len(found) < _PAGE:
            break
    return hits[:limit]


def _candidates(connection: Connection, terms: Sequence[words.Term], story: str | None, offset: int) -> list[ReportRow]:
    """Reports with the words, in whatever order these stand there."""
    sqlite, postgres = words.holding(terms)
    on_sqlite = connection.dialect.name == "sqlite"
    holding = text(words.SQLITE_HOLDING if on_sqlite else words.POSTGRES_HOLDING)
    numbers = holding.bindparams(query=sqlite if on_sqlite else postgres).columns(report.c.number)
    query = reports.listed().where(report.c.number.in_(select(numbers.subquery().c.number)))
    if story is not None:
        query = query.where(report.c.story == story)
    query = query.where(report.c.replaced_by.is_(None)).order_by(*reports.newest_first()).limit(_PAGE).offset(offset)
    return reports.rows(connection, query)


def _hits(connection: Connection, found: Sequence[ReportRow], terms: Sequence[words.Term]) -> Iterator[Hit]:
    texts = reports.texts(connection, [row.id for row in found])
    for row in found:
        given = texts.get(row.id, "")
        places = words.places(given, terms)
        # Words of title, publisher or author: shown with the beginning of the text.
        if not places and words.places(" ".join(filter(None, (row.title, row.publisher, given))), terms):
            yield Hit(row, 0, 0, "", "", _line(given[: 2 * _AROUND]))
        elif places:
            start, end = places[0]
            before, after = given[max(0, start - _AROUND) : start], given[end : end + _AROUND]
            yield Hit(row, start, end, _line(before), given[start:end], _line(after), places)


def _line(words_around: str) -> str:
    """On one line; a blank at an end stays one."""
    return "".join(" " if c.isspace() else c for c in words_around)
