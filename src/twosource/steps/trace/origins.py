"""How many independent origins stand behind a statement.

For each group of statements and each compared value: follow every report to its origin (``trails``), tie together those
that are not independent (``ties``), count. The certain count never rests on missing evidence: a report that names
nobody, a medium that names nobody and an unnamed source that may be one already counted add to the *possible*
count only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from twosource.lexicon import words
from twosource.record import (
    TWO_INDEPENDENT,
    Comparison,
    Derivation,
    Entity,
    Group,
    HouseRule,
    Join,
    Material,
    Mention,
    Origin,
    OriginCount,
    Owner,
    Ruling,
    Statement,
)
from twosource.steps.trace.apart import (
    classes,
    confidential,
    is_document,
    is_generic_body,
    is_generic_paper,
    several,
    standing,
    told_apart,
)
from twosource.steps.trace.doubts import Doubts
from twosource.steps.trace.houses import Houses
from twosource.steps.trace.rules import Behind, answer
from twosource.steps.trace.ties import Ties, ties
from twosource.steps.trace.trails import Ground, Trail, ground, trails

_NOT = re.compile(
    "|".join(rf"\b{re.escape(w)}\b" for w in sorted(words("any", "negations"))) + r"|n['’]t\b", re.IGNORECASE
)
#: Those who speak for no body.
_NO_OFFICE = frozenset(("local", "victim", "family", "medical"))
#: Relations under which two reports carry the same sentences.
_SAME_TEXT = ("copy", "same_wire")


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

    A comparison whose values differ or
    count other things is counted value by value (``OriginCount.value``), any other as a whole. ``rulings`` say of
    which origins a person decided that they are one, or two; they come before all that is found here.
    ``owners`` are the user's own entries on who publishes what, on top of the table's.
    """
    on, tied = ground(material, derivations), ties(material)
    statements = {s.id: s for s in material.statements}
    by_report: dict[str, list[Statement]] = {}
    for s in material.statements:
        by_report.setdefault(s.report, []).append(s)
    called = {e.id: classes(e, material.reports()) for e in material.entities}
    texts = {r.report.id: r.report.text for r in material.readings}
    counter = _Counter(on, tied, rule, derivations, called, texts, {r.pair: r for r in rulings}, Houses(owners))
    loose = {g.id: frozenset(g.loose) for g in groups}
    out = [
        counter.count(
            [statements[i] for i in g.statements if i in statements],
            g.id,
            loose=loose[g.id],
            one_matter=bool(g.decided),
        )
        for g in groups
    ]
    for c in comparisons:
        parts = [(v.value, v.mentions) for v in c.values]
        if c.verdict != "differ" and c.cause != "scope":
            parts = [("", tuple(m for v in c.values for m in v.mentions))]
        for value, mentions in parts:
            found = _statements_of(mentions, statements, by_report)
            if found:
                unsure = loose.get(c.group or "", frozenset()) if c.kind == "status" else frozenset()
                out.append(counter.count(found, group=c.group, comparison=c.id, value=value or None, loose=unsure))
    return tuple(out)


def _statements_of(
    mentions: Iterable[Mention], statements: Mapping[str, Statement], by_report: Mapping[str, list[Statement]]
) -> list[Statement]:
    """The statement that each mention belongs to: the one named, else the tightest around it."""
    out: dict[str, Statement] = {}
    for m in mentions:
        found = statements.get(m.statement or "")
        if found is None:
            around = [s for s in by_report.get(m.report, ()) if any(p.overlaps(m.span) for p in s.pieces)]
            found = min(around, key=lambda s: (s.end - s.start, s.id), default=None)
        if found is not None:
            out[found.id] = found
    return list(out.values())


class _Counter:
    """Counts for one story; holds what all counts share."""

    def __init__(
        self,
        on: Ground,
        tied: Ties,
        rule: HouseRule,
        derivations: Sequence[Derivation],
        called: Mapping[str, frozenset[str]],
        texts: Mapping[str, str],
        rulings: Mapping[frozenset[str], Ruling],
        houses: Houses,
    ) -> None:
        self._houses = houses
        self._rulings = rulings
        self._on, self._ties, self._rule = on, tied, rule
        self._derived = {d.report: d for d in derivations}
        self._shared = {frozenset((d.report, d.source)) for d in derivations if d.source and d.relation in _SAME_TEXT}
        self._called, self._texts = called, texts
        self._negated: dict[str, bool] = {}

    def count(
        self,
        statements: Sequence[Statement],
        group: str | None = None,
        comparison: str | None = None,
        value: str | None = None,
        loose: frozenset[str] = frozenset(),
        one_matter: bool = False,
    ) -> OriginCount:
        """The count for statements of one matter. Somebody who denies it is no origin of it; who only probably says
        the same (``loose``) is a possible one. ``one_matter`` where a person put the statements together."""
        statements = self._held(statements)
        ways = trails(statements, self._on)
        hedging = self._gather(_hedged(statements, ways))
        surely = {t.entity for t in ways if t.statement not in loose}
        others = self._gather(t for t in ways if t.end in ("named", "unnamed") and surely and t.entity not in surely)
        hedging = (*hedging, *(o for o in others if o.entity not in {h.entity for h in hedging}))
        aside = {o.entity for o in hedging}
        named = self._gather(t for t in ways if t.end == "named" and t.entity not in aside)
        unnamed = self._in_one_text(self._gather(t for t in ways if t.end == "unnamed" and t.entity not in aside))
        media = self._gather(t for t in ways if t.end == "medium")
        origins = (*named, *unnamed, *hedging, *media)
        (named, unnamed, hedging, media), decided_joins = self._as_ruled(named, unnamed, hedging, media)
        doubts = Doubts(statements, ways, self._texts, one_matter)
        roots, doubtful, joins = self._join(named, doubts)
        open_media = [o for o in media if not self._passes_on_any(o.entity, (*named, *unnamed))]
        open_media, house_joins = self._by_house(open_media)
        ruled_media = [o for o in open_media if any(self._ruled(o, other) is False for other in origins)]
        distinct, unnamed_joins = self._tell_apart(roots, (*unnamed, *ruled_media), doubts)
        silent = self._silent(ways)
        voices = {self._house(self._on.publisher.get(r, r)) for r in silent} - {
            self._house(o.entity) for o in open_media
        }
        # Where nobody else is there, the first medium that vouches for it is somebody; a second may rest on the same.
        certain = len(distinct) or min(1, len(open_media))
        possible = len(roots) + len(doubtful) + len(unnamed) + len(open_media) + len(voices) + len(hedging)
        behind = Behind(certain, possible, len(named), self._documents(named), self._agencies(ways))
        return OriginCount(
            group=group,
            comparison=comparison,
            value=value,
            origins=origins,
            independent_count=certain,
            possible_count=possible,
            carriers=len({t.report for t in ways}),
            rule=answer(self._rule, behind),
            why=self._why(ways, roots, unnamed, open_media, silent, hedging),
            circles=_circles(ways),
            joins=(*decided_joins, *joins, *unnamed_joins, *house_joins),
            decided=self._decided(origins),
        )

    def _ruled(self, one: Origin, other: Origin) -> bool | None:
        """Whether a person decided that the two are one; None where nobody decided."""
        ruling = self._rulings.get(frozenset((one.entity, other.entity)))
        return None if ruling is None else ruling.one

    def _decided(self, origins: Sequence[Origin]) -> tuple[str, ...]:
        here = {o.entity for o in origins}
        return tuple(r.decision.id for r in self._rulings.values() if r.pair <= here)

    def _as_ruled(self, *kinds: Sequence[Origin]) -> tuple[list[tuple[Origin, ...]], list[Join]]:
        """Each kind of origins without those that a person decided to be one with an earlier one."""
        kept: list[Origin] = []
        joins: list[Join] = []
        out: list[tuple[Origin, ...]] = []
        for origins in kinds:
            own: list[Origin] = []
            for o in origins:
                same = next((k for k in kept if self._ruled(o, k)), None)
                if same is None:
                    kept.append(o)
                    own.append(o)
                else:
                    ruling = self._rulings[frozenset((o.entity, same.entity))]
                    joins.append(Join(same.entity, o.entity, _decided_why(ruling)))
            out.append(tuple(own))
        return out, joins

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
            Origin(e, tuple(sorted(reports)), tuple(sorted(via)), self._entity(e).anonymous)
            for e, (reports, via) in sorted(found.items())
        )

    def _in_one_text(self, unnamed: Sequence[Origin]) -> tuple[Origin, ...]:
        """ "Officials" of a text that several reports carry are the same officials in each."""
        kept: list[Origin] = []
        for o in unnamed:
            name = self._entity(o.entity).name.casefold()
            k = next(
                (
                    i
                    for i, p in enumerate(kept)
                    if self._entity(p.entity).name.casefold() == name and self._one_text(o, p)
                ),
                None,
            )
            if k is None:
                kept.append(o)
                continue
            p = kept[k]
            reports, via = sorted({*p.reports, *o.reports}), sorted({*p.via, *o.via})
            kept[k] = Origin(p.entity, tuple(reports), tuple(via), p.anonymous)
        return tuple(kept)

    def _one_text(self, one: Origin, other: Origin) -> bool:
        return any(frozenset((a, b)) in self._shared for a in one.reports for b in other.reports)

    def _entity(self, ident: str) -> Entity:
        return self._on.entities.get(ident) or Entity(ident, "other", ident, (ident,), ())

    def _tell_apart(
        self, roots: Sequence[Origin], unnamed: Sequence[Origin], doubts: Doubts
    ) -> tuple[list[Origin], list[Join]]:
        """Those that are certainly different: the named, and each unnamed one told apart from all of them."""
        distinct, joins = list(roots), []
        for o in unnamed:
            others = [d for d in distinct if self._ruled(o, d) is None]
            found = next(((d, why) for d in others if (why := self._not_apart(o, d, doubts))), None)
            if found is None:
                distinct.append(o)
            else:
                joins.append(Join(found[0].entity, o.entity, found[1]))
        return distinct, joins

    def _not_apart(self, o: Origin, kept: Origin, doubts: Doubts) -> str | None:
        """Why one who is not named may be one already counted, or None."""
        hidden, shown = self._entity(o.entity), self._entity(kept.entity)
        if not self._apart(o, kept):
            return f"{hidden.name} is not named and may be {shown.name}."
        return doubts.why(hidden, shown)

    def _apart(self, one: Origin, other: Origin) -> bool:
        """Whether words of the reports tell the two apart: what they are called, how many they are, or one report that
        cites the one by name and the other as a source that it does not name."""
        a, b = self._entity(one.entity), self._entity(other.entity)
        called, otherwise = (self._called.get(e.id, frozenset()) for e in (a, b))
        if told_apart(called, otherwise):
            return True
        for hidden, shown, kinds in ((a, b, called), (b, a, otherwise)):
            if standing(hidden) != "unnamed" or standing(shown) != "named":
                continue
            if confidential(hidden) and {*one.reports} & {*other.reports}:
                return True
            if shown.kind == "person" and several(hidden):
                return True
            if shown.kind == "organisation" and not is_generic_body(shown) and kinds and kinds <= _NO_OFFICE:
                return True
        return False

    def _join(self, origins: Sequence[Origin], doubts: Doubts) -> tuple[list[Origin], list[Origin], list[Join]]:
        """The origins that stand for themselves; those of which nothing shows that they do; and why each that is in
        neither, or in the second, is joined with one of the first."""
        order = sorted(origins, key=lambda o: (self._second_hand(o.entity), -len(o.reports), o.entity))
        roots: list[Origin] = []
        doubtful: list[Origin] = []
        joins: list[Join] = []
        for o in order:
            others = [k for k in roots if self._ruled(o, k) is None]
            found = next(((k, why) for k in others if (why := self._one(o, k, doubts))), None)
            if found is None:
                found = next(((k, why) for k in others if (why := self._maybe_one(o, k, doubts))), None)
                (roots if found is None else doubtful).append(o)
            if found is not None:
                joins.append(Join(found[0].entity, o.entity, found[1]))
        return roots, doubtful, joins

    def _one(self, o: Origin, kept: Origin, doubts: Doubts) -> str | None:
        """Why words of the reports make the two one, or None."""
        one, other = self._entity(o.entity), self._entity(kept.entity)
        return self._ties.between(one, other) or doubts.one_utterance(one, other) or self._advocate(o, kept)

    def _maybe_one(self, o: Origin, kept: Origin, doubts: Doubts) -> str | None:
        """Why nothing in the reports makes the two certainly two, or None."""
        one, other = self._entity(o.entity), self._entity(kept.entity)
        if doubt := doubts.why(one, other):
            return doubt
        if self._apart(o, kept):
            return None
        return self._generic(o, kept) or self._ties.maybe(one, other)

    def _second_hand(self, ident: str) -> bool:
        return ident in self._ties.advocates or ident in self._ties.client or ident in self._ties.passes_on

    def _generic(self, one: Origin, other: Origin) -> str | None:
        """ "The company" beside a named one, "police" beside the police of a town: told apart by their class only."""
        a, b = self._entity(one.entity), self._entity(other.entity)
        bodies = a.kind == b.kind == "organisation" and (is_generic_body(a) or is_generic_body(b))
        if is_generic_paper(a) or is_generic_paper(b):
            return f"{a.name} may be {b.name}, or rest on it: nothing tells the two apart."
        return f"{a.name} may be {b.name}: nothing tells the two apart." if bodies else None

    def _advocate(self, one: Origin, other: Origin) -> str | None:
        """An unnamed lawyer and the only person there is: he speaks for him as far as the reports show."""
        person = self._entity(other.entity)
        if one.entity in self._ties.advocates and one.entity not in self._ties.client and person.kind == "person":
            return f"{self._entity(one.entity).name} speaks for a client; nothing shows that it is not {person.name}."
        return None

    def _passes_on_any(self, medium: str, named: Sequence[Origin]) -> bool:
        return any(medium in o.via for o in named) or any(
            o.entity in self._ties.passes_on.get(medium, ()) for o in named
        )

    def _house(self, publisher: str) -> str:
        """The owner of a publisher, or the publisher itself."""
        return self._houses.of(self._entity(publisher)) or publisher

    def _by_house(self, media: Sequence[Origin]) -> tuple[list[Origin], list[Join]]:
        """Media of one owner once."""
        kept: dict[str, Origin] = {}
        joins: list[Join] = []
        for o in media:
            house = self._house(o.entity)
            first = kept.setdefault(house, o)
            if first is not o and self._ruled(first, o) is not False:
                names = self._entity(first.entity).name, self._entity(o.entity).name
                why = f"{names[0]} and {names[1]} belong to one publisher, {self._houses.named(house)}."
                joins.append(Join(first.entity, o.entity, why))
            elif first is not o:
                kept[o.entity] = o
        return list(kept.values()), joins

    def _silent(self, ways: Sequence[Trail]) -> tuple[str, ...]:
        """Reports that carry it in their own voice alone and are not taken from another report that carries it."""
        speaking = {t.report for t in ways if t.end not in ("own voice", "circle")}
        carriers = {t.report for t in ways}
        silent = {t.report for t in ways if t.end == "own voice"} - speaking
        return tuple(sorted(r for r in silent if not self._taken(r, carriers)))

    def _taken(self, report: str, carriers: set[str]) -> bool:
        d = self._derived.get(report)
        return d is not None and (d.source in carriers or (d.source is None and d.wire is not None))

    def _of_one_house(self, silent: Sequence[str]) -> Iterator[str]:
        owned: dict[str, set[str]] = {}
        for report in silent:
            publisher = self._on.publisher.get(report, report)
            owned.setdefault(self._house(publisher), set()).add(publisher)
        for house, publishers in sorted(owned.items()):
            if len(publishers) > 1:
                names = _list(sorted(self._entity(p).name for p in publishers))
                yield f"{names} belong to one publisher, {self._houses.named(house)}."

    def _agencies(self, ways: Sequence[Trail]) -> int:
        """How many agencies of the list carry it, as the report, as a relay or on their own word."""
        carrying = {x for t in ways for x in (self._on.publisher.get(t.report, ""), *t.via, t.entity or "")}
        return sum(any(n in words("any", "reputable_agencies") for n in self._entity(x).names) for x in carrying)

    def _documents(self, named: Sequence[Origin]) -> int:
        return sum(is_document(self._entity(o.entity)) for o in named)

    def _why(
        self,
        ways: Sequence[Trail],
        roots: Sequence[Origin],
        unnamed: Sequence[Origin],
        media: Sequence[Origin],
        silent: Sequence[str],
        hedging: Sequence[Origin],
    ) -> str:
        parts: list[str] = []
        if roots:
            parts.append("It goes back to " + _list(self._entity(o.entity).name for o in roots) + ".")
        if unnamed:
            parts.append(
                _list(self._entity(o.entity).name for o in unnamed)
                + (
                    " are not named, so may be no other sources."
                    if len(unnamed) > 1
                    else " is not named, so may be no other source."
                )
            )
        if media:
            parts.append(
                _list(self._entity(o.entity).name for o in media)
                + (" are" if len(media) > 1 else " is")
                + " cited without a source of their own."
            )
        if hedging:
            names = _list(self._entity(o.entity).name for o in hedging)
            parts.append(f"{names} {'call' if len(hedging) > 1 else 'calls'} it possible only.")
        if silent:
            parts.append(f"Saying so in their own voice, naming nobody: {_list(silent)}.")
            parts.extend(self._of_one_house(silent))
        for circle in _circles(ways):
            citing = [self._entity(e).name for e in circle]
            parts.append(
                f"{_list(citing)} cite one another for it: a circle, no origin."
                if len(citing) > 1
                else f"{citing[0]} cites itself for it: a circle, no origin."
            )
        return " ".join(parts) or "No source is named."


def _circles(ways: Sequence[Trail]) -> tuple[tuple[str, ...], ...]:
    """Each circle once, beginning with its first entity by id."""
    turned = (t.circle[k:] + t.circle[:k] for t in ways if t.circle for k in [t.circle.index(min(t.circle))])
    return tuple(sorted(set(turned)))


def _decided_why(ruling: Ruling) -> str:
    d = ruling.decision
    note = f": {d.note.rstrip('.')}" if d.note else ""
    return f"Decided{f' by {d.by}' if d.by else ''} on {d.at[:10]}{note}."


def _hedged(statements: Sequence[Statement], ways: Sequence[Trail]) -> Iterator[Trail]:
    """Ways to those who call possible what others state: they vouch for nothing. Where all do, none stands out."""
    sure = {s.id for s in statements if s.certainty not in ("possible", "asserted")}
    vouching = {t.entity for t in ways if t.statement in sure and t.entity is not None}
    if vouching:
        hedges = {s.id for s in statements if s.certainty == "possible"}
        yield from (
            t for t in ways if t.end in ("named", "unnamed") and t.statement in hedges and t.entity not in vouching
        )


def _list(names: Iterable[str]) -> str:
    shown = list(names)
    if len(shown) > 4:
        shown = [*shown[:3], f"{len(shown) - 3} others"]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
