"""A story in a few lines, to count the origins of."""

from __future__ import annotations

from twosource.record import (
    Derivation,
    Entity,
    EntityKind,
    Group,
    Material,
    Mention,
    OriginCount,
    Reading,
    Report,
    SourceWords,
    Span,
    Statement,
    StatementKind,
)
from twosource.steps.trace.origins import count_origins
from twosource.steps.trace.rules import RULES


class World:
    """Reports with a text each, who is who, and who says the one thing."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.entities: dict[str, Entity] = {}
        self.statements: list[Statement] = []
        self.derivations: list[Derivation] = []
        self.loose: list[str] = []

    def who(self, name: str, kind: EntityKind = "person", *, anonymous: bool = False) -> str:
        mentions = tuple(
            Mention(r.id, k, k + len(name))
            for r in self.reports.values()
            for k in range(len(r.text))
            if r.text.startswith(name, k)
        )
        self.entities.setdefault(name, Entity(name, kind, name, (name,), mentions, anonymous))
        return name

    def report(self, ident: str, text: str = "It happened.") -> None:
        self.reports[ident] = Report(ident, text, publisher=f"Paper {ident}")

    def says(
        self,
        report: str,
        *chain: str,
        kind: StatementKind = "indirect",
        words: str = "It happened.",
        called: str | None = None,
    ) -> None:
        """``chain`` without the report's own publisher; empty when the report speaks for itself. ``called`` is the word
        for who says it."""
        own = f"Paper {report}"
        self.entities.setdefault(own, Entity(own, "publisher", own, (own,), ()))
        last = self.entities.get(chain[-1]) if chain else None
        self.statements.append(
            Statement(
                id=f"s:{report}:{len(self.statements)}",
                report=report,
                pieces=(Span(0, len(words)),),
                kind=kind if chain else "narrated",
                source=SourceWords(0, 0, called) if called is not None else None,
                cue=None,
                speaker=chain[-1] if chain else None,
                anonymous=bool(last and last.anonymous),
                chain=(own, *chain),
                certainty="claimed" if chain else "asserted",
            )
        )

    def count(self, rule: str = "two-independent") -> OriginCount:
        material = Material(
            readings=tuple(Reading(r, ()) for r in self.reports.values()),
            entities=tuple(self.entities.values()),
            statements=tuple(self.statements),
        )
        group = Group("g", "it happened", tuple(s.id for s in self.statements), loose=tuple(self.loose))
        (found,) = count_origins(material, [group], [], self.derivations, RULES[rule])
        return found
