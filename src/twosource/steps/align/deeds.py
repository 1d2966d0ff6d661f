"""One deed told in two reports with the same parties, however much else each sentence tells.

Clauses are matched by all that they say (``likeness``); "Roe won Ostby, Vik and Lund" and "Ostby winner Ann Roe" share
too little for that. Here the happening, somebody named in it and a second thing said with it (somebody or something
else named, a day, a telling word) must be the same, and no party, number, date or polarity may speak against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from twosource.record import Entity, Token
from twosource.steps.align.likeness import forbidden
from twosource.steps.align.propositions import Proposition
from twosource.steps.align.telling import Telling
from twosource.steps.keys import LIGHT, SPEECH, key_of, plain

TELLING = 0.3  # how rare in the story a word must be that stands beside a name
MOST = 30  # a deed told oftener than this is in groups already

_CORE = frozenset({"actor", "undergoer", "complement", "party"})
_TIMES = frozenset({"DATE", "TIME"})
_Deed = tuple[str, str, str]  # the happening, somebody named, the second thing


def deeds(told: Sequence[Proposition], telling: Telling, entities: Sequence[Entity]) -> list[list[int]]:
    """Sets of places in ``told`` of two reports or more that tell one deed; ``entities`` say which names are people's:
    a surname alone stands for whoever else has it."""
    called = {e.id: "~" + plain(e.name.split()[-1]) for e in entities if e.kind == "person" and e.name.split()}
    places = frozenset(e.id for e in entities if e.kind == "place")
    index: dict[_Deed, list[int]] = {}
    for k, proposition in enumerate(told):
        for deed in sorted(set(_deeds(proposition, telling, called))):
            index.setdefault(deed, []).append(k)
    verbs = {k for k, p in enumerate(told) if _head(p).pos != "NOUN"}  # "a Vikmark store" twice tells nothing
    found: dict[tuple[int, ...], None] = {}
    for _, found_in in sorted(index.items()):
        if len({told[k].clause.report for k in found_in}) > 1 and len(found_in) <= MOST:
            found.update((tuple(part), None) for part in _parts(found_in, told, called, places) if verbs & set(part))
    return _widest(found)


def _head(p: Proposition) -> Token:
    return p.clause.sentence.tokens[p.clause.head]


def _deeds(p: Proposition, telling: Telling, surnames: Mapping[str, str]) -> Iterator[_Deed]:
    event = p.clause.event
    if not event or event in LIGHT or event in SPEECH or p.clause.unreal or not p.clause.sentence.parsed:
        return
    parties = [a for a in p.clause.arguments if a.keys]
    named = {surnames.get(key, key) for a in parties for key in a.keys if ":" in key} | set(_unresolved(p))
    others = {
        key
        for a in parties
        if a.role in _CORE and not any(":" in k for k in a.keys)
        for key in a.keys
        if key != event and telling.weight(key) >= TELLING
    }
    days = {"@" + m.shown[:10] for m in p.moments}
    for one, two in combinations(sorted(named), 2):
        yield event, one, two
    for one in sorted(named):
        for two in sorted(others | days):
            if two not in one:
                yield event, one, two


def _unresolved(p: Proposition) -> Iterator[str]:
    """Names of the clause's parties that are no entity's, as "&north carolina"."""
    tokens = p.clause.sentence.tokens
    for a in p.clause.arguments:
        for k, t in enumerate(tokens):
            if not a.start <= t.start < a.end or t.pos != "PROPN" or t.ent in _TIMES or key_of(t) not in a.keys:
                continue
            if t.dep == "compound" and tokens[t.head].pos == "PROPN":
                continue
            parts = [x for x in tokens[max(0, k - 4) : k] if x.dep == "compound" and tokens[x.head] is t]
            yield "&" + " ".join(key_of(x) for x in (*parts, t))


def _parts(
    found_in: Sequence[int], told: Sequence[Proposition], called: Mapping[str, str], places: frozenset[str]
) -> Iterator[list[int]]:
    """What tells it, parted so that nothing in one part speaks against anything else in it."""
    parts: list[list[int]] = []
    for k in found_in:
        home = next((part for part in parts if not any(_against(told[k], told[j], called, places) for j in part)), None)
        if home is None:
            parts.append([k])
        else:
            home.append(k)
    yield from (part for part in parts if len({told[k].clause.report for k in part}) > 1)


def _against(one: Proposition, two: Proposition, called: Mapping[str, str], places: frozenset[str]) -> bool:
    """True where another did it, it was done to another, elsewhere or in other company, or each to the other; or where
    the two can't both be one."""
    a, b = ({x.role: _named(p, x.role) for x in p.clause.arguments} for p in (one, two))
    others = any(a[role] and b[role] and not _meet(a[role], b[role], called) for role in a.keys() & b.keys())
    none = frozenset[str]()
    crossed = a.get("actor", none) & b.get("undergoer", none) or a.get("undergoer", none) & b.get("actor", none)
    here, there = (frozenset(key for x in p.clause.arguments for key in x.keys) & places for p in (one, two))
    elsewhere = bool(here and there and not here & there)
    with_it, with_that = ({called[k] for x in p.clause.arguments for k in x.keys if k in called} for p in (one, two))
    company = bool(with_it - with_that and with_that - with_it)  # "met Roe and Vik", "met Roe and Lund"
    return others or bool(crossed) or elsewhere or company or forbidden(one, two)


def _meet(one: frozenset[str], two: frozenset[str], called: Mapping[str, str]) -> bool:
    """True where somebody is in both; one who is only called by a surname may be whoever has it."""
    return bool(one & two) or any(
        called.get(x, x) == called.get(y, y) and ("-" not in x or "-" not in y) for x in one for y in two
    )


def _named(p: Proposition, role: str) -> frozenset[str]:
    return frozenset(key for a in p.clause.role(role) for key in a.keys if ":" in key)


def _widest(found: Mapping[tuple[int, ...], None]) -> list[list[int]]:
    """Without those that another holds."""
    kept: list[list[int]] = []
    for part in sorted(found, key=lambda p: (-len(p), p)):
        if not any(set(part) <= set(other) for other in kept):
            kept.append(list(part))
    return sorted(kept)
