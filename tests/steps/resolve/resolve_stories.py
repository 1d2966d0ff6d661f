"""Small invented stories for the tests of ``resolve``, read by the real parser, with attributions given in words."""

from __future__ import annotations

import functools

import pytest

from twosource.engines.parser import RuleParser, SpacyParser
from twosource.errors import ModelMissing
from twosource.protocols import Parser
from twosource.record import Attribution, Declined, Entity, Report, Span, Statement
from twosource.steps.read import read
from twosource.steps.resolve import resolve


@functools.cache
def _english() -> SpacyParser | None:
    try:
        return SpacyParser.load()
    except ModelMissing:
        return None


class Told:
    """A story under construction: ``report`` adds a text, ``said`` an attribution, ``resolve`` gives the outcome."""

    def __init__(self, parsed: bool = True) -> None:
        self.parsed = parsed
        self.reports: dict[str, Report] = {}
        self.attributions: dict[str, list[Attribution]] = {}

    def report(
        self, id: str, text: str, publisher: str | None = None, language: str = "en", url: str | None = None
    ) -> Told:
        self.reports[id] = Report(id, text, publisher=publisher, language=language, url=url)
        self.attributions[id] = []
        return self

    def said(
        self,
        id: str,
        content: str,
        source: str | None = None,
        cue: str | None = None,
        lemma: str = "say",
        **more: object,
    ) -> Told:
        """An attribution in the words of the report; ``nth`` (default 1) tells which occurrence of the source."""
        text = self.reports[id].text
        nth = int(str(more.pop("nth", 1)))
        at = -1
        for _ in range(nth):
            at = text.index(source, at + 1) if source else -1
        self.attributions[id].append(
            Attribution(
                report=id,
                content=(_span(text, content),),
                cue=_span(text, cue) if cue else None,
                source=Span(at, at + len(source)) if source else None,
                cue_lemma=lemma,
                **more,  # type: ignore[arg-type]  # depth, parent, negated
            )
        )
        return self

    def resolve(self) -> Outcome:
        english = _english() if self.parsed else RuleParser()
        if english is None:
            pytest.skip("the English parser is not installed")
        parsers: dict[str, Parser] = {"en": english}
        readings = read(list(self.reports.values()), lambda language: parsers.get(language, RuleParser()))
        told = {id: tuple(rows) for id, rows in self.attributions.items()}
        return Outcome(*resolve(readings, told), self.reports)


class Outcome:
    """What ``resolve`` gave, to be asked in names."""

    def __init__(
        self,
        entities: tuple[Entity, ...],
        statements: tuple[Statement, ...],
        declined: tuple[Declined, ...],
        reports: dict[str, Report],
    ) -> None:
        self.entities, self.statements, self.declined, self.reports = entities, statements, declined, reports
        self.by_id = {e.id: e for e in entities}

    def called(self, name: str) -> Entity:
        """The one entity that has this spelling."""
        found = [e for e in self.entities if name in e.names]
        assert len(found) == 1, (name, [e.names for e in found])
        return found[0]

    def statement(self, words: str) -> Statement:
        """The statement that begins with these words, the deepest where several do."""
        found = [s for s in self.statements if self.reports[s.report].text[s.start :].startswith(words)]
        assert found, words
        return max(found, key=lambda s: len(s.chain))

    def speaker(self, words: str) -> str | None:
        who = self.statement(words).speaker
        return self.by_id[who].name if who else None

    def chain(self, words: str) -> list[str]:
        return [self.by_id[id].name for id in self.statement(words).chain]


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
