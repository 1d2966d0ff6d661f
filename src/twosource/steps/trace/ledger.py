"""A ledger of sources across stories: who carried them, how often they stood alone, what later reports made of it.

It counts what dossiers say and judges nobody: a source that is often alone may be the only one who dares to speak, and
one that is contradicted may be the one who was right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from twosource.record import (
    ComparedValue,
    Comparison,
    Dossier,
    Entity,
    LaterWord,
    LedgerEntry,
    Mention,
    OriginCount,
    Statement,
    instant,
)

_ARTICLE = re.compile(r"^(?:an?|the|one|another|some)\s+")


def entries(dossier: Dossier) -> tuple[LedgerEntry, ...]:
    """An entry for everybody in whose name something is said in one story, by name."""
    story = _Story(dossier)
    spoken: dict[str, list[Statement]] = {}
    for s in dossier.statements:
        if len(s.chain) > 1 and s.chain[-1] in story.entities:
            spoken.setdefault(s.chain[-1], []).append(s)
    found = [_entry(story, story.entities[source], said) for source, said in spoken.items()]
    return tuple(sorted(found, key=lambda e: (e.name, e.names)))


def across(found: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The entries of many stories, one for each source; who is in most stories first.

    People are taken for one by a full name that two stories share, bodies by any name of their own, the unnamed by
    what they are called. Somebody with a surname only stays with his story.
    """
    kept: dict[int, tuple[LedgerEntry, frozenset[tuple[str, str]]]] = {}
    at: dict[tuple[str, str], int] = {}
    for place, entry in enumerate(sorted(found, key=lambda e: (e.stories, e.name, e.names))):
        whole, keys = entry, frozenset(_keys(entry))
        for other in sorted({at[k] for k in keys if k in at}):
            one, known = kept.pop(other)
            whole, keys = _merged(one, whole), keys | known
        kept[place] = whole, keys
        at.update(dict.fromkeys(keys, place))
    return tuple(
        sorted((e for e, _ in kept.values()), key=lambda e: (-len(e.stories), -e.statements, e.name, e.stories))
    )


# --------------------------------------------------------------------------- one story


class _Story:
    """What is looked up of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.id = dossier.story.id
        self.entities = {e.id: e for e in dossier.entities}
        self.statements = {s.id: s for s in dossier.statements}
        self.published = {r.id: r.published or "" for r in dossier.reports}
        self.labels = {g.id: g.label for g in dossier.groups} | {c.id: c.question for c in dossier.comparisons}
        self.differing = [c for c in dossier.comparisons if c.verdict == "differ"]
        asked = {o.group for o in dossier.origins if o.comparison is not None}
        told = [o for o in dossier.origins if o.comparison is not None or o.group not in asked]
        self.counts = [o for o in told if o.carriers > 1]  # what one report alone has can have one origin only

    def later(self, report: str, than: str) -> bool:
        """Whether a report clearly came out after another."""
        one, other = self.published.get(report, ""), self.published.get(than, "")
        if len(one) > len("2024-03-05") < len(other):
            return instant(one) > instant(other)
        length = min(len(one), len(other))
        return one[:length] > other[:length]

    def first(self, reports: Iterable[str]) -> str:
        """The report that came out first."""
        return min(reports, key=lambda r: (instant(self.published.get(r)), r))

    def name(self, entity: str) -> str:
        """What somebody is called."""
        return self.entities[entity].name if entity in self.entities else entity

    def speaker(self, mention: Mention) -> str | None:
        """In whose name words are said: the origin, or the publisher where it speaks for itself."""
        statement = self.statements.get(mention.statement or "")
        return statement.chain[-1] if statement is not None and statement.chain else None


def _entry(story: _Story, source: Entity, said: Iterable[Statement]) -> LedgerEntry:
    outlets = Counter(story.name(s.chain[0]) for s in said)
    mine = [o for o in story.counts if any(origin.entity == source.id for origin in o.origins)]
    return LedgerEntry(
        name=source.name,
        names=source.names,
        kind=source.kind,
        anonymous=source.anonymous,
        stories=(story.id,),
        outlets=tuple(sorted(outlets.items())),
        statements=sum(outlets.values()),
        matters=len(mine),
        alone=sum(o.independent_count == 1 and source.id not in {j.joined for j in o.joins} for o in mine),
        confirmed=tuple(sorted({w for o in mine for w in _confirmed(story, o, source.id)})),
        contradicted=tuple(sorted({w for c in story.differing for w in _contradicted(story, c, source.id)})),
    )


def _confirmed(story: _Story, count: OriginCount, source: str) -> Iterator[LaterWord]:
    """Independent origins of the same thing that came later."""
    if count.independent_count < 2:
        return
    joined = {frozenset((j.kept, j.joined)) for j in count.joins}
    covered = {j.joined for j in count.joins}
    own = next(o for o in count.origins if o.entity == source)
    about = story.labels.get(count.comparison or count.group or "", "")
    for other in count.origins:
        if other.entity == source or other.entity in covered or frozenset((source, other.entity)) in joined:
            continue
        report = story.first(other.reports)
        if story.later(report, story.first(own.reports)):
            yield LaterWord(story.id, about, story.name(other.entity), report)


def _contradicted(story: _Story, comparison: Comparison, source: str) -> Iterator[LaterWord]:
    """Another answer to the same question that came later, also by the same source."""
    for value in comparison.values:
        mine = [m for m in value.mentions if story.speaker(m) == source]
        if not mine:
            continue
        first = story.first(m.report for m in mine)
        for other in comparison.values:
            if other is not value:
                yield from _against(story, comparison, other, first)


def _against(story: _Story, comparison: Comparison, other: ComparedValue, first: str) -> Iterator[LaterWord]:
    for m in other.mentions:
        speaker = story.speaker(m)
        if speaker is not None and story.later(m.report, first):
            yield LaterWord(story.id, comparison.question, story.name(speaker), m.report)


# --------------------------------------------------------------------------- many


def _keys(entry: LedgerEntry) -> Iterator[tuple[str, str]]:
    """By what an entry is known in other stories too."""
    if entry.anonymous or all(n[:1].islower() for n in map(_bare, entry.names)):
        yield "unnamed", _plain(_bare(entry.name))
        return
    for name in entry.names:
        if entry.kind != "person":
            if not _bare(name)[:1].islower():
                yield "body", _plain(_bare(name))
        elif len(name.split()) > 1:
            yield "person", _plain(name)
    yield "only", " ".join((*entry.stories, entry.kind, entry.name))


def _merged(one: LedgerEntry, other: LedgerEntry) -> LedgerEntry:
    outlets: Mapping[str, int] = Counter(dict(one.outlets)) + Counter(dict(other.outlets))
    first = max((one, other), key=lambda e: (e.statements, len(e.name), e.name))
    return replace(
        first,
        names=tuple(sorted({*one.names, *other.names})),
        stories=tuple(sorted({*one.stories, *other.stories})),
        outlets=tuple(sorted(outlets.items())),
        statements=one.statements + other.statements,
        matters=one.matters + other.matters,
        alone=one.alone + other.alone,
        confirmed=tuple(sorted({*one.confirmed, *other.confirmed})),
        contradicted=tuple(sorted({*one.contradicted, *other.contradicted})),
    )


def _bare(name: str) -> str:
    """Without a leading article, so that "The police" is "police"."""
    lowered = name[:1].lower() + name[1:]
    return name[found.end() :] if (found := _ARTICLE.match(lowered)) else name


def _plain(name: str) -> str:
    """Lower case, without accents and dots."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare))
