"""Which names are of one and which are of two, as decided."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.record import Decision, Entity, Mention, Report, Statement, Target
from twosource.steps.overrule.missed import missed
from twosource.steps.overrule.places import best, stale

_ANY = 1e-9  # a name inside of a longer one is the same place


def identified(
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    decisions: Sequence[Decision],
) -> tuple[tuple[Entity, ...], tuple[Statement, ...], tuple[str, ...]]:
    """Entities and statements with names joined and told apart as decided.

    ``same_entity``: whoever stands at the targets is one, under the id of the first (or of the first that is named).
    ``different_entity``: the words at the first target name somebody else than those at the second; where both were
    one, every place with the words of the first (or, if the words are the same, every place in the first's report) goes
    to a new entity, and with it the statements that name it there.
    """
    known, said, warnings = {e.id: e for e in entities}, list(statements), []
    for d in decisions:
        if d.action not in ("same_entity", "different_entity"):
            continue
        why = stale(d.targets, reports)
        ids = [entity_at(t, list(known.values()), said) for t in d.targets]
        if why is None and None in ids:
            why = "nobody is named at one of its places any more."
        found = [known[i] for i in ids if i is not None]
        if why is None and d.action == "same_entity":
            joined = _joined(found, d)
            instead = {e.id: joined.id for e in found}
            known = {i: e for i, e in known.items() if i not in instead} | {joined.id: joined}
            said = [_renamed(s, instead, joined) for s in said]
        elif why is None and found[0].id == found[1].id:
            parted = _parted(found[0], d, reports, known)
            if parted is None:
                why = "the same words cannot name two people in one report."
            else:
                left, new = parted
                known |= {left.id: left, new.id: new}
                said = [_reassigned(s, left, new) for s in said]
        elif why is None:
            for e in found[:2]:
                known[e.id] = replace(known[e.id], decided=(*known[e.id].decided, d.id))
        if why is not None:
            warnings.append(missed(d, why))
    return tuple(known[i] for i in sorted(known)), tuple(said), tuple(warnings)


def entity_at(target: Target, entities: Sequence[Entity], statements: Sequence[Statement]) -> str | None:
    """The id of whoever is named at a target, or whose statement stands there; for a whole report, its publisher."""
    if target.start is None:
        return next((s.chain[0] for s in statements if s.report == target.report and s.chain), None)
    named = best(target, entities, lambda e: ((m.report, m.start, m.end) for m in e.mentions), least=_ANY)
    if named is not None:
        return named.id
    by = best(target, statements, lambda s: [(s.report, s.source.start, s.source.end)] if s.source else (), least=_ANY)
    if by is not None and by.speaker:
        return by.speaker
    said = best(target, statements, lambda s: ((s.report, s.start, s.end),))
    return said.chain[-1] if said is not None and said.chain else None


# --------------------------------------------------------------------------- the same


def _joined(found: Sequence[Entity], decision: Decision) -> Entity:
    first = next((e for e in found if not e.anonymous), found[0])
    return replace(
        first,
        names=tuple(sorted({n for e in found for n in e.names})),
        mentions=tuple(sorted({m for e in found for m in e.mentions})),
        decided=tuple(dict.fromkeys((*(x for e in found for x in e.decided), decision.id))),
    )


def _renamed(statement: Statement, instead: Mapping[str, str], joined: Entity) -> Statement:
    if not {*statement.chain, statement.speaker} & {*instead}:
        return statement
    speaker = instead.get(statement.speaker or "", statement.speaker)
    chain, links = _once([instead.get(i, i) for i in statement.chain], [None, *statement.links][: len(statement.chain)])
    return replace(
        statement,
        speaker=speaker,
        anonymous=joined.anonymous if speaker == joined.id else statement.anonymous,
        chain=chain,
        links=links,
    )


def _once(chain: Sequence[str], words: Sequence[Mention | None]) -> tuple[tuple[str, ...], tuple[Mention | None, ...]]:
    """A chain in which the joined comes twice: once, at its end, so that the speaker stays the last."""
    last = {i: k for k, i in enumerate(chain)}
    kept = [k for k, i in enumerate(chain) if last[i] == k or k == 0]
    if len(kept) == 2 and chain[kept[0]] == chain[kept[1]]:
        kept = kept[:1]
    padded = [*words, *[None] * (len(chain) - len(words))]
    return tuple(chain[k] for k in kept), tuple(padded[k] for k in kept[1:])


# --------------------------------------------------------------------------- two


def _parted(
    entity: Entity, decision: Decision, reports: Mapping[str, Report], known: Mapping[str, Entity]
) -> tuple[Entity, Entity] | None:
    """The entity without the places of the first target, and a new one that has them."""
    places = [best(t, entity.mentions, lambda m: ((m.report, m.start, m.end),), least=_ANY) for t in decision.targets]
    first, second = places[0], places[1]
    if first is None or second is None:
        return None
    words = {m: _words(m, reports) for m in entity.mentions}
    alike = words[first] == words[second]
    if alike and first.report == second.report:
        return None
    going = {m for m in entity.mentions if words[m] == words[first] and (not alike or m.report == first.report)}
    name = " ".join(first.span.of(reports[first.report].text).split())
    slug = "e:" + (re.sub(r"\W+", "-", name.lower()).strip("-") or "unnamed")
    new_id = next(i for i in (slug, *(f"{slug}:{k}" for k in range(2, len(known) + 3))) if i not in known)
    staying = tuple(m for m in entity.mentions if m not in going)
    new = replace(
        entity,
        id=new_id,
        name=name,
        names=_spelled(going, reports),
        mentions=tuple(sorted(going)),
        decided=(decision.id,),
    )
    names = tuple(n for n in entity.names if alike or n.casefold() != name.casefold()) or entity.names
    left = replace(entity, names=names, mentions=staying, decided=(*entity.decided, decision.id))
    return (replace(left, name=names[0]) if left.name not in names else left), new


def _words(m: Mention, reports: Mapping[str, Report]) -> str:
    return " ".join(m.span.of(reports[m.report].text).split()).casefold()


def _spelled(mentions: set[Mention], reports: Mapping[str, Report]) -> tuple[str, ...]:
    return tuple(sorted({" ".join(m.span.of(reports[m.report].text).split()) for m in mentions}))


def _reassigned(statement: Statement, left: Entity, new: Entity) -> Statement:
    """Given to the new one where the words of the link name it, or where it was the one named last before them."""
    if left.id not in statement.chain[1:]:
        return statement
    link = dict(zip(statement.chain[1:], statement.links, strict=False)).get(left.id) or statement.mention
    named = [(m, e.id) for e in (left, new) for m in e.mentions if m.report == statement.report]
    within = [who for m, who in named if m.span.overlaps(link.span)]
    before = [who for m, who in sorted(named) if m.end <= link.start]
    whose = (within or before[-1:] or [left.id if any(who == left.id for _, who in named) else new.id])[0]
    if whose == left.id or not named:
        return statement
    return replace(
        statement,
        speaker=new.id if statement.speaker == left.id else statement.speaker,
        chain=(statement.chain[0], *(new.id if i == left.id else i for i in statement.chain[1:])),
    )
