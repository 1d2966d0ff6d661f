"""Following one statement from the report that carries it to the party that knows.

A trail ends at a named party, at an unnamed one, at a medium that names nobody, at nobody (the report speaks for
itself), or runs in a circle. Following another report's own account of the same matter is allowed only where
the words or the copied text lead there; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from twosource.record import Derivation, Entity, Material, Span, Statement
from twosource.steps.trace.apart import is_issuing_body, issuers, standing

End = Literal["named", "unnamed", "medium", "own voice", "circle"]

#: Relations that make a report's own voice the voice of the report it was taken from.
_CARRIES_TEXT = ("copy", "same_wire", "translation", "credited", "partial_reuse")
#: Those under which it tells all that it tells as the other does.
_RETELLS = ("copy", "same_wire", "translation", "partial_reuse")


@dataclass(frozen=True, slots=True)
class Trail:
    """One report's way to the origin. ``entity`` is None where the report speaks for itself or in a circle;
    ``via`` are the relays in order, without the report's own publisher."""

    report: str
    end: End
    entity: str | None
    via: tuple[str, ...]
    statement: str
    circle: tuple[str, ...] = ()  # the publishers that cite one another, in order
    echo: bool = False  # the report prints the origin's words as its own


@dataclass(frozen=True, slots=True)
class Ground:
    """What following needs to know of the whole story."""

    entities: Mapping[str, Entity]
    publisher: Mapping[str, str]  # report id -> entity id of its publisher
    taken_from: Mapping[str, tuple[Derivation, ...]]  # report id -> where its text comes from
    cites: Mapping[str, frozenset[str]]  # report id -> everybody in whose name it says something
    told: Mapping[str, tuple[Statement, ...]]  # report id -> what it says in somebody's name
    publishers: Mapping[str, tuple[str, ...]]  # name -> ids of the publishers that go by it
    issuers: Mapping[str, str]  # paper that is named after the body or person that issued it -> who that is


def ground(material: Material, derivations: Sequence[Derivation]) -> Ground:
    """Index the story once for all counts."""
    publisher: dict[str, str] = {}
    cites: dict[str, set[str]] = {}
    told: dict[str, list[Statement]] = {}
    for statement in material.statements:
        if len(statement.chain) > 1:
            told.setdefault(statement.report, []).append(statement)
        if statement.chain:
            publisher.setdefault(statement.report, statement.chain[0])
            cites.setdefault(statement.report, set()).update(statement.chain[1:])
    taken: dict[str, tuple[Derivation, ...]] = {}
    for one in derivations:
        if one.relation in _CARRIES_TEXT:
            taken[one.report] = (*taken.get(one.report, ()), one)
    return Ground(
        {e.id: e for e in material.entities},
        publisher,
        taken,
        {r: frozenset(found) for r, found in cites.items()},
        {r: tuple(found) for r, found in told.items()},
        _by_name(material.entities),
        issuers(material.entities, _papers(material.statements)),
    )


def _papers(statements: Iterable[Statement]) -> Mapping[str, frozenset[str]]:
    """What each source is called where it is cited, by entity id."""
    called: dict[str, set[str]] = {}
    for s in statements:
        if s.speaker is not None and s.source is not None:
            called.setdefault(s.speaker, set()).add(s.source.name)
    return {who: frozenset(names) for who, names in called.items()}


def _by_name(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entity in entities:
        if entity.kind == "publisher":
            for name in {entity.name, *entity.names}:
                found[name] = (*found.get(name, ()), entity.id)
    return found


def trails(statements: Iterable[Statement], on: Ground) -> tuple[Trail, ...]:
    """The trail of each statement, followed through the other statements given (all of one matter)."""
    by_publisher: dict[str, list[Statement]] = {}
    kept = sorted(statements, key=lambda s: (s.report, s.start, s.end, s.id))
    for statement in kept:
        by_publisher.setdefault(on.publisher.get(statement.report, ""), []).append(statement)
    return tuple(_follow(s, by_publisher, on, ()) for s in kept)


def circles(ways: Iterable[Trail]) -> tuple[tuple[str, ...], ...]:
    """The publishers that cite one another: each circle once, beginning with its first entity by id."""
    turned = (t.circle[k:] + t.circle[:k] for t in ways if t.circle for k in [t.circle.index(min(t.circle))])
    return tuple(sorted(set(turned)))


def _follow(
    statement: Statement, by_publisher: Mapping[str, list[Statement]], on: Ground, passed: tuple[str, ...]
) -> Trail:
    own = on.publisher.get(statement.report, "")
    named = tuple(x for x in statement.chain if x != own)
    if not named:
        return _own_voice(statement, by_publisher, on, passed)
    last = named[-1]
    if last in passed or last == own:
        circle = (*passed[passed.index(last) :], own) if last in passed else (own,)
        return Trail(statement.report, "circle", None, named, statement.id, circle)
    entity = on.entities.get(last)
    told = standing(entity) if entity is not None else "named"
    if statement.anonymous and told == "named":
        told = "unnamed"
    nearly = _further(statement, on, _NEARLY) if told != "medium" else None
    if nearly is not None:
        return replace(_follow(nearly, by_publisher, on, passed), statement=statement.id)
    if told != "medium":
        issuer = on.issuers.get(last)
        if issuer is not None:
            return Trail(statement.report, "named", issuer, tuple(x for x in named if x != issuer), statement.id)
        return Trail(statement.report, told, last, named[:-1], statement.id)
    if (inner := _further(statement, on)) is not None:
        return replace(_follow(inner, by_publisher, on, passed), statement=statement.id)
    further = [_follow(s, by_publisher, on, (*passed, own)) for s in by_publisher.get(last, ())]
    back = [t for t in further if t.end == "own voice" and own in on.cites.get(t.report, ())]
    if back and len(back) == len(further):  # it says so itself, in a report that is built on what the first one says
        return Trail(statement.report, "circle", None, named, statement.id, (own, last))
    beyond = sorted((t for t in further if t.entity is not None or t.end == "circle"), key=_best_first)
    if not beyond:
        return Trail(statement.report, "medium", last, named[:-1], statement.id)
    best = beyond[0]
    return Trail(statement.report, best.end, best.entity, (*named, *best.via), statement.id, best.circle)


_MOST, _NEARLY = 0.5, 0.85  # of a statement that another's words make up


def _further(statement: Statement, on: Ground, share: float = _MOST) -> Statement | None:
    """The same words on somebody's word behind the medium: "X said, citing the police"; "X reported that the police
    said"."""
    length = len(statement.chain)
    size = sum(map(len, statement.pieces))
    behind = [
        (shared, -len(s.chain), s.id, s)
        for s in on.told.get(statement.report, ())
        if len(s.chain) > length and s.chain[:length] == statement.chain and s.certainty != "denied"
        if (shared := _told_in(statement, s)) >= share * size
    ]
    return max(behind)[-1] if behind else None


def _shared(one: Statement, other: Statement) -> int:
    """Characters that both are made of."""
    return sum(p.shared(q) for p in one.pieces for q in other.pieces)


def _told_in(outer: Statement, inner: Statement) -> int:
    """Characters of the outer statement that the inner one makes up, with the words that say whose it is."""
    framing = [Span(w.start, w.end) for w in (inner.source, inner.cue) if w is not None]
    outside = [w for w in framing if not any(p.overlaps(w) for p in inner.pieces)]
    named = sum(p.shared(w) for p in outer.pieces for w in outside)
    return _shared(outer, inner) + named


def _best_first(trail: Trail) -> tuple[int, str]:
    return (("named", "unnamed", "medium", "circle", "own voice").index(trail.end), trail.report)


def _own_voice(
    statement: Statement, by_publisher: Mapping[str, list[Statement]], on: Ground, passed: tuple[str, ...]
) -> Trail:
    """The report names nobody. A body that issued it speaks for itself; where its text was taken from a report that
    tells the same on somebody's word, it is that one's word here too; where it comes from a wire, the wire is the relay
    and the origin stays open."""
    own = on.publisher.get(statement.report, "")
    issuer = on.entities.get(own)
    if issuer is not None and is_issuing_body(issuer):
        return Trail(statement.report, "named", issuer.id, (), statement.id)
    taken = on.taken_from.get(statement.report, ())
    givers = {d.source for d in taken if d.source and d.relation in _RETELLS}
    further = [
        _follow(s, by_publisher, on, (*passed, own))
        for publisher, told in (by_publisher.items() if givers else ())
        if publisher not in (own, *passed)
        for s in told
        if s.report in givers and len(s.chain) > 1
    ]
    known = sorted((t for t in further if t.end in ("named", "unnamed")), key=_best_first)
    if known:
        giver = on.publisher.get(known[0].report, "")
        return replace(known[0], report=statement.report, statement=statement.id, via=(*known[0].via, giver), echo=True)
    wires = {d.wire for d in taken if d.wire}
    via = tuple(sorted({publisher for wire in wires for publisher in on.publishers.get(wire, ())}))
    return Trail(statement.report, "own voice", None, via, statement.id)
