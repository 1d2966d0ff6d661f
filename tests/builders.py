"""Records in sentences: small reports and dossiers for tests, written the way that one would tell of them.

    d = story("A fire in Harwick")
    d.report("herald", "Harwick Herald", "2024-03-05", "Twelve people were hurt, police said.")
    d.entity("e1", "organisation", "Police")
    d.says("s1", "herald", "Twelve people were hurt", by="police", speaker="e1")

Places are given by the words that stand there, never by numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from twosource import decisions
from twosource.record import (
    ComparedValue,
    Comparison,
    Declined,
    Derivation,
    Dossier,
    Entity,
    Group,
    Join,
    Mention,
    Origin,
    OriginCount,
    Quote,
    QuoteVariant,
    Report,
    SharedPassage,
    SourceWords,
    Span,
    Statement,
    Story,
    Target,
    TimelineItem,
)


@dataclass
class DossierBuilder:
    """A dossier under construction; ``done()`` gives the frozen record."""

    title: str
    reports: dict[str, Report] = field(default_factory=dict)
    parts: dict[str, list[Any]] = field(default_factory=dict)

    def _add(self, part: str, item: Any) -> None:
        self.parts.setdefault(part, []).append(item)

    def at(self, report: str, words: str, statement: str | None = None, nth: int = 1) -> Mention:
        """The place of the ``nth`` occurrence of the words."""
        text, start = self.reports[report].text, -1
        for _ in range(nth):
            start = text.index(words, start + 1)
        return Mention(report, start, start + len(words), statement)

    def span(self, report: str, words: str) -> Span:
        place = self.at(report, words)
        return Span(place.start, place.end)

    def report(self, id: str, publisher: str | None, published: str | None, text: str, **more: Any) -> None:
        more.setdefault("language", "en")
        self.reports[id] = Report(id=id, text=text, publisher=publisher, published=published, **more)

    def entity(self, id: str, kind: Any, name: str, *places: tuple[str, str], anonymous: bool = False) -> None:
        mentions = tuple(self.at(report, words) for report, words in places)
        names = tuple(sorted({name, *(words for _, words in places)}))
        self._add("entities", Entity(id, kind, name, names, mentions, anonymous))

    def says(
        self,
        id: str,
        report: str,
        *pieces: str,
        by: str | None = None,
        cue: str | None = None,
        speaker: str | None = None,
        kind: Any = None,
        chain: tuple[str, ...] = (),
        certainty: Any = None,
        anonymous: bool = False,
    ) -> None:
        """A statement: what is said (one or more pieces), by whom in the report's words, and who that is."""
        source = self.span(report, by) if by else None
        self._add(
            "statements",
            Statement(
                id=id,
                report=report,
                pieces=tuple(self.span(report, piece) for piece in pieces),
                kind=kind or ("indirect" if by else "narrated"),
                source=SourceWords(source.start, source.end, by or "") if source else None,
                cue=self.span(report, cue) if cue else None,
                speaker=speaker,
                anonymous=anonymous,
                chain=chain or ((speaker,) if speaker else ()),
                certainty=certainty or ("claimed" if by else "asserted"),
                found_by="written by hand",
            ),
        )

    def group(self, id: str, label: str, *statements: str, loose: tuple[str, ...] = ()) -> None:
        self._add("groups", Group(id, label, statements, loose=loose))

    def compares(
        self,
        id: str,
        question: str,
        kind: Any,
        verdict: Any,
        values: dict[str, list[tuple[str, str] | tuple[str, str, str | None]]],
        *,
        cause: Any = "unknown",
        confidence: float = 0.9,
        why: str = "Written by hand.",
        group: str | None = None,
    ) -> None:
        """``values``: each answer with the places that give it, (report, words) or (report, words, statement)."""
        told = tuple(
            ComparedValue(value, tuple(self.at(place[0], place[1], *place[2:]) for place in places))
            for value, places in values.items()
        )
        self._add("comparisons", Comparison(id, group, question, kind, verdict, told, cause, confidence, why))

    def quote(self, id: str, speaker: str | None, *variants: tuple[str, str, Any], same: bool = False) -> None:
        told = []
        for report, words, rendering in variants:
            place = self.at(report, words)
            told.append(QuoteVariant(None, report, place.start, place.end, rendering))
        self._add("quotes", Quote(id, speaker, same, tuple(told)))

    def derives(
        self,
        report: str,
        source: str | None,
        relation: Any,
        why: str,
        *passages: str,
        wire: str | None = None,
        containment: float = 0.0,
    ) -> None:
        shared = []
        for words in passages:
            here, there = self.at(report, words), self.at(source or report, words)
            shared.append(SharedPassage(here.start, here.end, there.start, there.end))
        self._add("derivations", Derivation(report, source, relation, wire, tuple(shared), why, containment))

    def origins(
        self,
        sure: int,
        *origins: tuple[str, tuple[str, ...], tuple[str, ...]],
        group: str | None = None,
        comparison: str | None = None,
        possible: int | None = None,
        rule: Any = None,
        why: str = "Written by hand.",
        joins: tuple[Join, ...] = (),
        value: str | None = None,
    ) -> None:
        """``origins``: (entity, reports, via)."""
        carriers = len({report for _, reports, _ in origins for report in reports})
        told = tuple(Origin(entity, reports, via) for entity, reports, via in origins)
        verdict = rule or ("met" if sure >= 2 else "not_met")
        self._add(
            "origins",
            OriginCount(group, comparison, told, sure, possible or sure, carriers, verdict, why, joins, value),
        )

    def happened(self, date: str, precision: Any, label: str, *places: tuple[str, str]) -> None:
        self._add("timeline", TimelineItem(date, precision, label, tuple(self.at(*place) for place in places)))

    def declines(self, step: str, why: str, report: str | None = None, words: str | None = None) -> None:
        place = self.at(report, words) if report and words else None
        self._add("declined", Declined(step, report, place and place.start, place and place.end, why))

    def decides(self, action: Any, *places: tuple[str, str], value: str | None = None, note: str = "") -> None:
        targets = [Target(m.report, m.start, m.end) for m in (self.at(*place) for place in places)]
        at = datetime(2024, 3, 7, 12, tzinfo=UTC)
        self._add("decisions", decisions.decide(action, targets, by="Ann", value=value, note=note, at=at))

    def done(self, *warnings: str) -> Dossier:
        days = sorted(r.published for r in self.reports.values() if r.published)
        told = Story("story", self.title, days[0] if days else None, days[-1] if days else None)
        parts = {name: tuple(items) for name, items in self.parts.items()}
        return Dossier(told, tuple(self.reports.values()), warnings=tuple(warnings), **parts)


def story(title: str) -> DossierBuilder:
    """An empty dossier to add to."""
    return DossierBuilder(title)


def ferry() -> Dossier:
    """A small story with one of everything: six reports of a fire on a ferry, with a wire copy, a relay, a conflict,
    a difference that only seems one, a quotation in two wordings, an unnamed source and a report in Norwegian."""
    d = story("Fire on the Lysholm ferry")
    d.report(
        "herald",
        "Harwick Herald",
        "2024-03-05T21:10:00+00:00",
        "Twelve people were hurt when fire broke out on the ferry Lysholm on Tuesday, police said.\n\n"
        "“We had four minutes to get everyone on deck,” Captain Ida Holm said. The fire began in a lorry, she said.\n",
        title="Twelve hurt in ferry fire",
        url="https://herald.example/ferry",
        author="Tom Ash",
    )
    d.report(
        "nordpress",
        "Nordpress",
        "2024-03-05T21:40:00+00:00",
        "HARWICK (Nordpress) - Fourteen people were hurt in a fire on the ferry Lysholm on Tuesday evening, the "
        "hospital in Harwick said.\n\nThe fire started in a lorry on the car deck, Capt. Holm told Nordpress.\n",
        title="Ferry fire hurts 14",
        url="https://nordpress.example/1",
    )
    d.report(
        "mail",
        "Evening Mail",
        "2024-03-06",
        "Fourteen people were hurt in a fire on the ferry Lysholm on Tuesday evening, the hospital in Harwick said.\n\n"
        "The fire started in a lorry on the car deck, Capt. Holm told Nordpress.\n",
        title="Fourteen hurt in ferry blaze",
    )
    d.report(
        "coast",
        "Coast Daily",
        "2024-03-06",
        "A person familiar with the inquiry said the blaze began in the engine room. The captain told Nordpress there "
        "were “four minutes” to bring everybody up. The fire was on 5 March.\n",
        title="Was it the engine room?",
    )
    d.report("posten", "Lysposten", "2024-03-06", "Fjorten personer ble skadet, sier sykehuset.\n", language="no")
    d.entity("e1", "person", "Ida Holm", ("herald", "Captain Ida Holm"), ("nordpress", "Capt. Holm"))
    d.entity("e2", "organisation", "police", ("herald", "police"))
    d.entity("e3", "organisation", "the hospital in Harwick", ("nordpress", "hospital"), ("mail", "hospital"))
    d.entity("e4", "publisher", "Nordpress", ("coast", "Nordpress"))
    d.entity("e5", "person", "a person familiar with the inquiry", ("coast", "A person familiar"), anonymous=True)
    d.entity("p1", "publisher", "Harwick Herald")
    d.entity("p2", "publisher", "Evening Mail")
    d.entity("p3", "publisher", "Coast Daily")
    d.says("s1", "herald", "Twelve people were hurt when fire broke out on the ferry Lysholm on Tuesday",
           by="police", cue="said", speaker="e2", chain=("p1", "e2"))  # fmt: skip
    d.says("s2", "herald", "We had four minutes to get everyone on deck", by="Captain Ida Holm", speaker="e1",
           kind="direct", chain=("p1", "e1"))  # fmt: skip
    d.says("s3", "herald", "The fire began in a lorry", by="she", speaker="e1", chain=("p1", "e1"))
    d.says("s4", "nordpress", "Fourteen people were hurt in a fire on the ferry Lysholm on Tuesday evening",
           by="the hospital in Harwick", speaker="e3", chain=("e4", "e3"))  # fmt: skip
    d.says("s5", "nordpress", "The fire started in a lorry on the car deck", by="Capt. Holm", speaker="e1",
           chain=("e4", "e1"))  # fmt: skip
    d.says("s6", "mail", "Fourteen people were hurt in a fire on the ferry Lysholm on Tuesday evening",
           by="the hospital in Harwick", speaker="e3", chain=("p2", "e3"))  # fmt: skip
    d.says("s7", "mail", "The fire started in a lorry on the car deck", by="Capt. Holm", speaker="e1",
           chain=("p2", "e4", "e1"))  # fmt: skip
    d.says("s8", "coast", "the blaze began in the engine room", by="A person familiar with the inquiry", speaker="e5",
           chain=("p3", "e5"), anonymous=True, certainty="possible")  # fmt: skip
    d.says("s9", "coast", "there were “four minutes” to bring everybody up", by="The captain", speaker="e1",
           kind="mixed", chain=("p3", "e4", "e1"))  # fmt: skip
    d.says("s10", "coast", "The fire was on 5 March")
    d.group("g1", "how many were hurt", "s1", "s4", "s6")
    d.group("g2", "where the fire began", "s3", "s5", "s7", "s8")
    d.compares("c1", "How many were hurt?", "number", "differ",
               {"12": [("herald", "Twelve", "s1")],
                "14": [("nordpress", "Fourteen", "s4"), ("mail", "Fourteen", "s6")]},
               cause="source", confidence=0.91, group="g1",
               why="The police say 12, the hospital says 14; both speak of people hurt in the fire.")  # fmt: skip
    d.compares("c2", "Where did the fire begin?", "place", "differ",
               {"a lorry": [("herald", "in a lorry", "s3"), ("nordpress", "in a lorry on the car deck", "s5"),
                            ("mail", "in a lorry on the car deck", "s7")],
                "the engine room": [("coast", "in the engine room", "s8")]},
               cause="conflict", confidence=0.84, group="g2",
               why="A fire begins in one place, and a lorry is not the engine room.")  # fmt: skip
    d.compares("c3", "When was the fire?", "date", "compatible",
               {"2024-03-05": [("herald", "on Tuesday", "s1"), ("coast", "on 5 March", "s10")],
                "2024-03-05T18:00": [("nordpress", "on Tuesday evening", "s4")]},
               why="Tuesday before 5 March 2024 is that day; the evening is a part of it.")  # fmt: skip
    d.compares("c4", "How long did they have?", "duration", "agree",
               {"4 minutes": [("herald", "four minutes", "s2"), ("coast", "four minutes", "s9")]},
               why="The same number of the same unit.")  # fmt: skip
    d.quote("q1", "e1", ("herald", "We had four minutes to get everyone on deck", "direct"),
            ("coast", "there were “four minutes” to bring everybody up", "indirect"))  # fmt: skip
    shared = "The fire started in a lorry on the car deck, Capt. Holm told Nordpress."
    d.derives("mail", "nordpress", "same_wire", "The same two paragraphs, word for word; credits Nordpress.", shared,
              wire="Nordpress", containment=0.97)  # fmt: skip
    d.derives("coast", "nordpress", "credited", "Names Nordpress for what the captain said.")
    d.origins(2, ("e2", ("herald",), ()), ("e3", ("nordpress", "mail"), ("e4",)), group="g1",
              why="The police and the hospital each know of the hurt by themselves.")  # fmt: skip
    d.origins(1, ("e1", ("herald", "nordpress", "mail"), ("e4",)), ("e5", ("coast",), ()), group="g2", possible=2,
              why="The captain in three reports; the unnamed person may have it from her.")  # fmt: skip
    d.happened("2024-03-05", "day", "fire on the ferry", ("herald", "on Tuesday"), ("coast", "on 5 March"))
    d.declines("read", "This language is not read yet: dates, numbers and names only.", "posten", "Fjorten personer")
    d.declines("attribute", "Nobody is named for these words.", "coast", "there were")
    d.decides("set_aside", ("coast", "engine room"), note="only one says so")
    return d.done("notes.bin: not text; left out.")


def quoted_once() -> DossierBuilder:
    """Two reports with one quotation in both and one that The Post alone has."""
    d = story("Fire")
    d.report("a", "The Post", "2024-03-04", "“We got everybody out,” Bo Lind said. “The doors were locked,” said Roe.")
    d.report("b", "Globe", "2024-03-04", "“We got everybody out of it,” Bo Lind said.")
    d.quote("q1", None, ("a", "“We got everybody out,”", "direct"), ("b", "“We got everybody out of it,”", "direct"))
    d.quote("q2", None, ("a", "“The doors were locked,”", "direct"))
    return d


def shuffled(dossier: Dossier, backwards: bool = True) -> Dossier:
    """The same dossier with the parts of every list in another order."""

    def turn(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return items[::-1] if backwards else items

    return replace(
        dossier,
        reports=turn(dossier.reports),
        entities=tuple(replace(e, mentions=turn(e.mentions), names=turn(e.names)) for e in turn(dossier.entities)),
        statements=turn(dossier.statements),
        groups=tuple(replace(g, statements=turn(g.statements), loose=turn(g.loose)) for g in turn(dossier.groups)),
        comparisons=tuple(
            replace(c, values=tuple(replace(v, mentions=turn(v.mentions)) for v in turn(c.values)))
            for c in turn(dossier.comparisons)
        ),
        quotes=tuple(replace(q, variants=turn(q.variants)) for q in turn(dossier.quotes)),
        derivations=turn(dossier.derivations),
        origins=tuple(replace(o, origins=turn(o.origins)) for o in turn(dossier.origins)),
        timeline=tuple(replace(t, mentions=turn(t.mentions)) for t in turn(dossier.timeline)),
        declined=turn(dossier.declined),
    )
