"""The index of words, and finding them again in a text at their exact places.

A text is indexed as the set of its words, folded (small letters, no accents), each letter of a script written without
spaces as a word of its own. The database only says which reports hold all the words; order, phrases and places are
found in the text itself, so that both databases give the same hits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

_LONGEST = 60  # letters of a word that count
_MOST = 900_000  # bytes of different words of one report; PostgreSQL holds 1 MB
_WORD = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_](?:[^\W_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\u0300-\u036f])*"
)
_TERM = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow one another; the last may be only the beginning of a word."""

    words: tuple[str, ...]
    begins: bool = False


def fold(word: str) -> str:
    """One form for a word with and without capitals and accents.

    >>> fold("Émigrés")
    'emigres'
    """
    if word.isascii():
        return word.lower()[:_LONGEST]
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in apart if not "\u0300" <= c <= "\u036f" and c.isalnum())[:_LONGEST].casefold()


def tokens(given: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text with their places: (folded, start, end)."""
    for match in _WORD.finditer(given):
        if folded := fold(match.group()):
            yield folded, match.start(), match.end()


def parse(query: str) -> tuple[Term, ...]:
    """What a user wrote: words, "a phrase", and begin* for all words that begin so. Empty where there is no word."""
    found = []
    for phrase, single in _TERM.findall(query):
        written = phrase or single
        folded = tuple(word for word, _, _ in tokens(written))
        if folded:
            found.append(Term(folded, written.rstrip().endswith("*")))
    return tuple(found)


def places(given: str, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Where the terms stand, in order of text; empty unless every term stands somewhere."""
    here = list(tokens(given))
    first: dict[str, list[int]] = {}
    for k, (word, _, _) in enumerate(here):
        first.setdefault(word, []).append(k)
    found: set[tuple[int, int]] = set()
    for term in terms:
        starts = _starting(term, first)
        runs = [(here[k][1], here[k + len(term.words) - 1][2]) for k in starts if _runs(here, k, term)]
        if not runs:
            return ()
        found.update(runs)
    return tuple(sorted(found))


def _starting(term: Term, first: dict[str, list[int]]) -> Iterable[int]:
    if term.begins and len(term.words) == 1:
        return [k for word, at in first.items() if word.startswith(term.words[0]) for k in at]
    return first.get(term.words[0], ())


def _runs(here: Sequence[tuple[str, int, int]], k: int, term: Term) -> bool:
    last = len(term.words) - 1
    if k + last >= len(here):
        return False
    if any(here[k + n][0] != term.words[n] for n in range(last)):
        return False
    end = here[k + last][0]
    return end.startswith(term.words[last]) if term.begins else end == term.words[last]


# --------------------------------------------------------------------------- the index, which differs


def create(connection: Connection) -> None:
    """Make the index."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(
                "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(terms, content='', detail=none, "
                "columnsize=0, tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
            )
        )
    else:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS words (number INTEGER PRIMARY KEY, terms TSVECTOR NOT NULL)")
        )
        connection.execute(text("CREATE INDEX IF NOT EXISTS words_terms ON words USING GIN (terms)"))


def distinct(parts: Iterable[str | None]) -> list[str]:
    """The different words of title, names and text, sorted; of a text with absurdly many the first by alphabet."""
    written = {word for part in parts if part for word in _WORD.findall(part)}
    found = sorted({folded for word in written if (folded := fold(word))})
    kept, size = 0, 0
    while kept < len(found) and size < _MOST:
        size += len(found[kept].encode("utf-8", "replace"))
        kept += 1
    return found[:kept]


def add(connection: Connection, found: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Index reports, each by its number and ``distinct`` words."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO words (rowid, terms) VALUES (:number, :terms)"),
            [{"number": number, "terms": " ".join(terms)} for number, terms in found],
        )
    else:
        connection.execute(
            text("INSERT INTO words (number, terms) VALUES (:number, array_to_tsvector(CAST(:terms AS text[])))"),
            [{"number": number, "terms": list(terms)} for number, terms in found],
        )


def remove(connection: Connection, number: int, found: Sequence[str]) -> None:
    """Take a report out; ``found`` as it was given to ``add``."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO words (words, rowid, terms) VALUES ('delete', :number, :terms)"),
            {"number": number, "terms": " ".join(found)},
        )
    else:
        connection.execute(text("DELETE FROM words WHERE number = :number"), {"number": number})


def merge(connection: Connection) -> None:
    """Leave nothing of removed reports in the index: SQLite only marks them until parts of the index are merged."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO words (words) VALUES ('optimize')"))


def holding(terms: Sequence[Term]) -> tuple[str, str]:
    """The SQL that gives the numbers of the reports which hold all words, by dialect, as (SQLite's, PostgreSQL's)
    values of ``:query``."""
    whole = [word for term in terms for word in (term.words[:-1] if term.begins else term.words)]
    begun = [term.words[-1] for term in terms if term.begins]
    sqlite = " AND ".join([*(f'"{w}"' for w in whole), *(f'"{w}"*' for w in begun)])
    postgres = " & ".join([*(f"'{w}'" for w in whole), *(f"'{w}':*" for w in begun)])
    return sqlite, postgres


SQLITE_HOLDING = "SELECT rowid AS number FROM words WHERE words MATCH :query"
POSTGRES_HOLDING = "SELECT number FROM words WHERE terms @@ CAST(:query AS tsquery)"
