"""Where on the body somebody was hurt: "was shot in the chest", "struck in the face"; "broke his left leg", "his
right".

Of one named person and one kind of deed. Parts that may both have been hit are one report's answer together; two
reports that share one of them do not differ.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.lexicon import classes
from twosource.record import Mention, Token
from twosource.steps.clauses import Clause, told
from twosource.steps.compare.asserted import asserted
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.matter import times_apart
from twosource.steps.compare.people.whose import called, person_at, subject_of
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import listed

_HURTING = listed("hurting")
_SIDES = frozenset({"left", "right"})
_OFTEN = frozenset({"times", "bullets", "shots", "rounds", "multiple", "several", "repeatedly"})


@functools.cache
def _regions() -> Mapping[str, str]:
    """The region of the body that each part is of; a region is of itself."""
    return {part: region for region, parts in classes("en", "body").items() for part in (region, *parts)}


@dataclass(frozen=True, slots=True)
class Wound:
    """``parts`` of the body of ``who`` that were hurt by a deed (its verb), with "left" or "right" where it is said."""

    who: str
    deed: str
    parts: frozenset[str]
    clause: Clause
    mention: Mention


def compare_wounds(scene: Scene) -> Iterator[Draft]:
    """One draft for each person hurt in other places by two reports, where no report names both."""
    found: dict[tuple[str, str], list[Wound]] = {}
    for clause in scene.all_clauses:
        wound = _wound(clause, scene)
        if wound is not None:
            found.setdefault((wound.who, wound.deed), []).append(wound)
    names = {e.id: e.name for e in scene.material.entities}
    for who, deed in sorted(found):
        by_report: dict[str, set[str]] = {}
        for w in found[who, deed]:
            by_report.setdefault(w.mention.report, set()).update(w.parts)
        sides: list[tuple[set[str], list[Wound]]] = []
        for w in found[who, deed]:
            parts = by_report[w.mention.report]
            side = next((s for s in sides if not _apart(s[0], parts)), None)
            if side is None:
                sides.append((set(parts), [w]))
            else:
                side[1].append(w)
        if len(sides) != 2 or any(times_apart(a.clause, b.clause, scene) for a in sides[0][1] for b in sides[1][1]):
            continue
        values = tuple(answer([w.mention for w in wounds], scene) for _, wounds in sides)
        why = f"“{values[0].value}” and “{values[1].value}” are two places, and no report gives both."
        yield Draft(
            f"Where was {called(names[who], values, scene)} hurt?", "place", "differ", values, "conflict", 0.8, why
        )


def _apart(one: set[str], two: set[str]) -> bool:
    """True for other parts of the body, and for the left and the right of one; the torso may be the chest."""
    sides = one & _SIDES, two & _SIDES
    opposite = len(sides[0]) == len(sides[1]) == 1 and sides[0] != sides[1]
    pairs = [(x, y) for x in one - _SIDES for y in two - _SIDES]
    if any(x == y for x, y in pairs):
        return opposite
    return bool(pairs) and not any(x == _regions().get(y) or y == _regions().get(x) for x, y in pairs)


def _wound(clause: Clause, scene: Scene) -> Wound | None:
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    if head.lemma not in _HURTING or clause.negated or clause.unreal or not clause.sentence.parsed:
        return None
    if not told(clause) or not asserted(clause):
        return None
    inside = [k for k, t in enumerate(tokens) if t.head == clause.head and t.lemma == "in"]
    objects = [k for k, t in enumerate(tokens) if t.head == clause.head and t.dep == "dobj"]
    places = [
        k for k, t in enumerate(tokens) if t.head in inside or k in objects or _joined(tokens, k, inside, objects)
    ]
    hit = [k for k in places if tokens[k].lemma.lower() in _regions()]
    if not hit:
        return None
    if any(t.text.lower() in _OFTEN for t in tokens if clause.start <= t.start < clause.end):
        return None  # "was shot several times in the back": elsewhere, too
    own = [k for k in objects if k not in hit]
    who = person_at(scene, clause.report, clause.ordinal, own[0]) if own else subject_of(scene, clause)
    if who is None:
        return None
    parts = {_part(tokens, k) for k in hit}
    parts |= {t.lemma.lower() for t in tokens if t.head in hit and t.lemma.lower() in _SIDES}
    start = min(head.start, tokens[hit[0]].start)
    return Wound(who, head.lemma, frozenset(parts), clause, scene.mention(clause.report, start, tokens[hit[-1]].end))


def _part(tokens: Sequence[Token], k: int) -> str:
    """ "Head" for "the back of the head"."""
    of = [i for i, t in enumerate(tokens) if t.lemma == "of" and t.head == k]
    inner = next((t.lemma.lower() for t in tokens if t.head in of and t.lemma.lower() in _regions()), None)
    return inner or tokens[k].lemma.lower()


def _joined(tokens: Sequence[Token], k: int, inside: Sequence[int], objects: Sequence[int]) -> bool:
    """The chest of "in the face and chest"."""
    above = tokens[k].head
    return tokens[k].dep == "conj" and (tokens[above].head in inside or above in objects)
