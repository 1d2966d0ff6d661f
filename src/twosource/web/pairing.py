"""Statements that a person may say to be the same as another: those most alike, or those with the words asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.present.index import Index
from twosource.record import Statement
from twosource.web import evidence
from twosource.web.addresses import StoryAddresses
from twosource.web.board import speaker_of

_MOST = 30
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement of another report."""

    id: str
    words: str
    language: str
    href: str
    chain: tuple[evidence.Link, ...]


def candidates(index: Index, addresses: StoryAddresses, statement: Statement, asked: str) -> tuple[Candidate, ...]:
    """Statements of other reports that are not put together with it yet, the most alike first; where words are
    ``asked`` for, those that hold them all."""
    together = {s for g in index.groups.values() if statement.id in g.statements for s in g.statements}
    mine = _words(index.statement_words(statement))
    wanted = asked.casefold().split()
    found = []
    for other in index.statements.values():
        if other.report == statement.report or other.id in together:
            continue
        words = index.statement_words(other)
        shared = mine & _words(words)
        if all(word in words.casefold() for word in wanted) if wanted else len(shared) > 1:
            likeness = len(shared) / max(1, len(mine | _words(words)))
            found.append((-likeness, speaker_of(other) is None, other.id, other))
    return tuple(_candidate(index, addresses, other) for *_, other in sorted(found, key=lambda f: f[:3])[:_MOST])


def _candidate(index: Index, addresses: StoryAddresses, statement: Statement) -> Candidate:
    return Candidate(
        statement.id,
        index.statement_words(statement),
        index.reports[statement.report].language,
        addresses.statement(statement),
        evidence.chain(index, addresses, statement),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
