"""Readings of a paragraph, for the tests of values."""

from __future__ import annotations

import functools

import pytest

from twosource.engines.parser import RuleParser, SpacyParser
from twosource.errors import ModelMissing
from twosource.record import Passage, Reading, Report, Sentence, Token


def reading(text: str, published: str | None = "2023-01-16", language: str = "en", *, parsed: bool = False) -> Reading:
    """One report with a passage a paragraph, all of them body."""
    report = Report("r", text, published=published, language=language)
    parser = _spacy() if parsed else RuleParser()
    passages, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(at, at + len(line), "body", _moved(parser.parse([line])[0], at), ()))
        at += len(line) + 1
    return Reading(report, tuple(passages))


@functools.cache
def _spacy() -> SpacyParser:
    try:
        return SpacyParser.load()
    except ModelMissing as error:
        pytest.skip(str(error))


def _moved(sentences: tuple[Sentence, ...], by: int) -> tuple[Sentence, ...]:
    def token(t: Token) -> Token:
        return Token(t.start + by, t.end + by, t.text, t.lemma, t.pos, t.tag, t.dep, t.head, t.ent, t.ent_begins)

    return tuple(Sentence(s.start + by, s.end + by, tuple(token(t) for t in s.tokens)) for s in sentences)
