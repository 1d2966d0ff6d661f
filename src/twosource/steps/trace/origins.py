"""How many independent origins stand behind a statement.

For each group of statements and each compared value: follow every report to its origin (``trails``), put together those
that are not independent (``parties``), count. The certain count never rests on missing evidence: a report that names
nobody, a medium that names nobody and an unnamed source that may be one already counted add to the *possible*
count only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.lexicon import words
from twosource.record import (
    TWO_INDEPENDENT,
    Comparison,
    Derivation,
    Group,
    HouseRule,
    Join,
    Material,
    Mention,
    Origin,
    OriginCount,
    Owner,
    Ruling,
    Span,
    Statement,
)
from twosource.steps.trace.apart import classes, is_document
from twosource.steps.trace.doubts import Doubts
from twosource.steps.trace.echoes import heard_elsewhere
from twosource.steps.trace.houses import Houses, addresses
from twosource.steps.trace.nobody import is_nobody
from twosource.steps.trace.offices import Offices
from twosource.steps.trace.parties import Parties
from twosource.steps.trace.reasons import Resting, why
from twosource.steps.trace.rules import Behind, answer
from twosource.steps.trace.ties import ties
from twosource.steps.trace.trails import Ground, Trail, circles, ground, trails

_NOT = re.compile(
    "|".join(rf"\b{re.escape(w)}\b" for w in sorted(words("any", "negations"))) + r"|n['’]t\b", re.IGNORECASE
)


def count_origins(
    material: Material,
    groups: Sequence[Group],
    comparisons: Sequence[Comparison],
    derivations: Sequence[Derivation],
    rule: HouseRule = TWO_INDEPENDENT,
    rulings: Sequence[Ruling] = (),
    owners: Sequence[Owner] = (),
) -> tuple[OriginCount, ...]:
    """Count the origins of each group and each compared value.

    A comparison whose values differ or count other things is counted value by value (``OriginCount.value``), any
    other as a whole; its group is named where all that the group says is counted. ``rulings`` say of
    which origins a person decided that they are one, or two; they come before all that is found here.
    ``owners`` are the user's own entries on who publishes what, on top of the table's.
    """
    on = ground(material, derivations)
    statements = {s.id: s for s in material.statements}
    by_report: dict[str, list[Statement]] = {}
    for s in material.statements:
        by_report.setdefault(s.report, []).append(s)
    called = {e.id: classes(e, material.reports()) for e in material.entities}
    texts = {r.report.id: r.report.text for r in material.readings}
    decided = {r.pair: r for r in rulings}
    houses = Houses(owners, addresses(material.reports(), on.publisher))
    parties = Parties(on.entities, ties(material), called, derivations, decided, houses)
    counter = _Counter(on, parties, rule, derivations, texts, decided)
    loose = {g.id: frozenset(g.loose) for g in groups}
    members = {g.id: set(g.statements) for g in groups}
    out = [
        counter.count(
            [statements[i] for i in g.statements if i in statements],
            g.id,
            loose=loose[g.id],
            one_matter=bool(g.decided),
            about=_About(_told_at(g)),
        )
        for g in groups
    ]
    for c in comparisons:
        parts = [(v.value, v.mentions) for v in c.values]
        if c.verdict != "differ" and c.cause != "scope":
            parts = [("", tuple(m for v in c.values for m in v.mentions))]
        for value, mentions in parts:
            found, places = _statements_of(mentions, statements, by_report)
            if found:
                unsure = loose.get(c.group or "", frozenset()) if c.kind == "status" else frozenset()
                given = _values(c, statements, by_report) if not value else {}
                about = _About(places, given)
                group = c.group if {s.id for s in found} == members.get(c.group or "") else None
                out.append(
                    counter.count(found, group=group, comparison=c.id, value=value or None, loose=unsure, about=about)
                )
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _About:
    """By statement id: where in it the matter stands, and which of the compared values it gives."""

    places: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)


def _told_at(group: Group) -> dict[str, list[Span]]:
    """Where in each statement the group's matter stands."""
    places: dict[str, list[Span]] = {}
    for m in group.tellings:
        if m.statement is not None:
            places.setdefault(m.statement, []).append(m.span)
    return places


def _values(
    comparison: Comparison, statements: Mapping[str, Statement], by_report: Mapping[str, list[Statement]]
) -> dict[str, frozenset[str]]:
    """The values that each statement gives, by its id."""
    out: dict[str, frozenset[str]] = {}
    for value in comparison.values:
        for s in _statements_of(value.mentions, statements, by_report)[0]:
            out[s.id] = out.get(s.id, frozenset()) | {value.value}
    return out


def _statements_of(
    mentions: Iterable[Mention], statements: Mapping[str, Statement], by_report: Mapping[str, list[Statement]]
) -> tuple[list[Statement], dict[str, list[Span]]]:
    """The statement that each mention belongs to (the one named, else the tightest around it), and where in each."""
    out: dict[str, Statement] = {}
    places: dict[str, list[Span]] = {}
    for m in mentions:
        found = statements.get(m.statement or "")
        if found is None:
            around = [s for s in by_report.get(m.report, ()) if any(p.overlaps(m.span) for p in s.pieces)]
            found = min(around, key=lambda s: (s.end - s.start, s.id), default=None)
        if found is not None:
            out[found.id] = found
            places.setdefault(found.id, []).append(m.span)
    return list(out.values()), places


@dataclass(frozen=True, slots=True)
class _Origins:
    """Whom ways lead to. ``hedging`` call it possible, ``loosely`` are those whose words only probably tell it."""

    named: tuple[Origin, ...]
    unnamed: tuple[Origin, ...]
    hedging: tuple[Origin, ...]
    loosely: tuple[Origin, ...]
    media: tuple[Origin, ...]

    @property
    def all(self) -> tuple[Origin, ...]:
        """Every one, by kind."""
        return (*self.named, *self.unnamed, *self.hedging, *self.loosely, *self.media)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The origins ``of`` a matter as a person ruled: the ``roots``, which stand for themselves, the ``doubtful``, who
    may be one of them, the ``distinct``, who are certainly different, and the ``media`` that pass on nobody who is
    named; with why others were joined with these, ``decided`` by a person or found."""

    of: _Origins
    roots: list[Origin]
    doubtful: list[Origin]
    distinct: list[Origin]
    media: list[Origin]
    decided: list[Join]
    joins: tuple[Join, ...]


class _Counter:
    """Counts for one story; holds what all counts share."""

    def __init__(
        self,
        on: Ground,
        parties: Parties,
        rule: HouseRule,
        derivations: Sequence[Derivation],
        texts: Mapping[str, str],
        rulings: Mapping[frozenset[str], Ruling],
    ) -> None:
        self._on, self._parties, self._rule = on, parties, rule
        self._derived = {d.report: d for d in derivations}
        self._texts, self._rulings = texts, rulings
        self._offices = Offices(texts)
        self._negated: dict[str, bool] = {}

    def count(
        self,
        statements: Sequence[Statement],
        group: str | None = None,
        comparison: str | None = None,
        value: str | None = None,
        loose: frozenset[str] = frozenset(),
        one_matter: bool = False,
        about: _About | None = None,
    ) -> OriginCount:
        """The count for statements of one matter. Somebody who denies it is no origin of it; who only probably says
        the same (``loose``) is a possible one. ``one_matter`` where a person put the statements together."""
        about = about or _About()
        statements = self._held(statements)
        ways = heard_elsewhere(trails(statements, self._on), statements, self._texts)
        doubts = Doubts(
            statements,
            ways,
            self._texts,
            one_matter=one_matter,
            offices=self._offices,
            places=about.places,
            entities=self._on.entities,
            values=about.values,
        )
        found, voiced = self._found(ways, statements, loose, doubts)
        weighed = self._weighed(found, doubts)
        resting = self._resting(weighed, ways)
        named = weighed.of.named
        behind = Behind(
            self._certain(weighed),
            self._possible(weighed, resting),
            len(named),
            self._documents(named),
            self._agencies(ways),
        )
        return OriginCount(
            group=group,
            comparison=comparison,
            value=value,
            origins=found.all,
            independent_count=behind.certain,
            possible_count=behind.possible,
            carriers=len({t.report for t in ways}),
            rule=answer(self._rule, behind),
            why=why(self._parties, resting),
            circles=circles(ways),
            joins=(*weighed.decided, *voiced, *weighed.joins),
            decided=self._decided(found.all),
        )

    def _found(
        self, ways: Sequence[Trail], statements: Sequence[Statement], loose: frozenset[str], doubts: Doubts
    ) -> tuple[_Origins, list[Join]]:
        """Whom the ways lead to, by kind; those not named whom the words show to be a named one are joined with him."""
        hedging = self._gather(_hedged(statements, ways))
        others = self._gather(_loose_ways(ways, loose))
        loosely = tuple(o for o in others if o.entity not in {h.entity for h in hedging})
        aside = {o.entity for o in (*hedging, *loosely)}
        named = self._gather(t for t in ways if t.end == "named" and t.entity not in aside)
        unnamed = self._parties.in_one_text(
            self._gather(t for t in ways if t.end == "unnamed" and t.entity not in aside)
        )
        media = self._gather(t for t in ways if t.end == "medium")
        named, unnamed, voiced = self._parties.one_voice(named, unnamed, doubts)
        return _Origins(named, unnamed, hedging, loosely, media), voiced

    def _weighed(self, found: _Origins, doubts: Doubts) -> _Weighed:
        """Which of them stand for themselves; what a person decided comes first."""
        kinds, decided = self._parties.as_ruled(found.named, found.unnamed, found.hedging, found.loosely, found.media)
        of = _Origins(*kinds)
        roots, doubtful, joins = self._parties.join(of.named, doubts)
        heard = (*of.named, *of.unnamed)
        media, house_joins = self._parties.by_house(
            [o for o in of.media if not self._parties.passes_on_any(o.entity, heard)]
        )
        ruled_media = [o for o in media if any(self._parties.ruled(o, other) is False for other in found.all)]
        distinct, unnamed_joins = self._parties.tell_apart(roots, (*of.unnamed, *ruled_media), doubts)
        return _Weighed(of, roots, doubtful, distinct, media, decided, (*joins, *unnamed_joins, *house_joins))

    def _certain(self, weighed: _Weighed) -> int:
        """Where nobody else is there, the first medium that vouches for it is somebody; a second may rest on the
        same."""
        vouching = [o for o in weighed.media if not is_nobody(self._parties.entity(o.entity))]
        return len(weighed.distinct) or min(1, len(vouching))

    def _possible(self, weighed: _Weighed, resting: Resting) -> int:
        voices = {self._parties.house(publisher) for _, publisher in resting.silent}
        voices -= {self._parties.house(o.entity) for o in weighed.media}
        of = weighed.of
        return sum(
            map(len, (weighed.roots, weighed.doubtful, of.unnamed, weighed.media, voices, of.hedging, of.loosely))
        )

    def _resting(self, weighed: _Weighed, ways: Sequence[Trail]) -> Resting:
        of = weighed.of
        return Resting(
            weighed.roots,
            of.unnamed,
            [o for o in weighed.distinct if o in of.unnamed],
            weighed.media,
            of.hedging,
            of.loosely,
            self._silent(ways),
            circles(ways),
            _echoing(ways),
        )

    def _decided(self, origins: Sequence[Origin]) -> tuple[str, ...]:
        here = {o.entity for o in origins}
        return tuple(r.decision.id for r in self._rulings.values() if r.pair <= here)

    def _held(self, statements: Sequence[Statement]) -> Sequence[Statement]:
        """Without those that deny it; where most of them say that it is not so, a denial says it too."""
        denials = [s for s in statements if s.certainty == "denied" or self._says_not(s)]
        held = [s for s in statements if s.certainty != "denied"]
        return statements if 2 * len(denials) > len(statements) else held or statements

    def _says_not(self, statement: Statement) -> bool:
        known = self._negated.get(statement.id)
        if known is None:
            said = " ".join(p.of(self._texts.get(statement.report, "")) for p in statement.pieces)
            known = self._negated[statement.id] = _NOT.search(said) is not None
        return known

    def _gather(self, ways: Iterable[Trail]) -> tuple[Origin, ...]:
        found: dict[str, tuple[set[str], set[str]]] = {}
        for t in ways:
            if t.entity is not None:
                reports, via = found.setdefault(t.entity, (set(), set()))
                reports.add(t.report)
                via.update(t.via)
        return tuple(
            Origin(e, tuple(sorted(reports)), tuple(sorted(via)), self._parties.entity(e).anonymous)
            for e, (reports, via) in sorted(found.items())
        )

    def _silent(self, ways: Sequence[Trail]) -> tuple[tuple[str, str], ...]:
        """Reports that carry it in their own voice alone and are not taken from another report that carries it, each
        with its publisher."""
        speaking = {t.report for t in ways if t.end not in ("own voice", "circle")}
        carriers = {t.report for t in ways}
        silent = {t.report for t in ways if t.end == "own voice"} - speaking
        return tuple((r, self._on.publisher.get(r, r)) for r in sorted(silent) if not self._taken(r, carriers))

    def _taken(self, report: str, carriers: set[str]) -> bool:
        d = self._derived.get(report)
        return d is not None and (d.source in carriers or (d.source is None and d.wire is not None))

    def _agencies(self, ways: Sequence[Trail]) -> int:
        """How many agencies of the list carry it, as the report, as a relay or on their own word."""
        carrying = {x for t in ways for x in (self._on.publisher.get(t.report, ""), *t.via, t.entity or "")}
        return sum(
            any(n in words("any", "reputable_agencies") for n in self._parties.entity(x).names) for x in carrying
        )

    def _documents(self, named: Sequence[Origin]) -> int:
        return sum(is_document(self._parties.entity(o.entity)) for o in named)


def _echoing(ways: Sequence[Trail]) -> tuple[str, ...]:
    """Reports that print somebody's words as their own."""
    return tuple(sorted({t.report for t in ways if t.echo}))


def _loose_ways(ways: Sequence[Trail], loose: frozenset[str]) -> Iterator[Trail]:
    """Ways to those whose words only probably tell the matter. Where one party is all there is, it is nobody else's."""
    parties = {t.entity for t in ways if t.end in ("named", "unnamed")}
    surely = {t.entity for t in ways if t.statement not in loose}
    if surely and len(parties) > 1:
        yield from (t for t in ways if t.end in ("named", "unnamed") and t.entity not in surely)


def _hedged(statements: Sequence[Statement], ways: Sequence[Trail]) -> Iterator[Trail]:
    """Ways to those who call possible what others state: they vouch for nothing. Where all do, none stands out."""
    sure = {s.id for s in statements if s.certainty not in ("possible", "asserted")}
    vouching = {t.entity for t in ways if t.statement in sure and t.entity is not None}
    if vouching:
        hedges = {s.id for s in statements if s.certainty == "possible"}
        yield from (
            t for t in ways if t.end in ("named", "unnamed") and t.statement in hedges and t.entity not in vouching
        )
