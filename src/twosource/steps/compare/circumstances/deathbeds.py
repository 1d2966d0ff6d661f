"""Where somebody died: at the scene in one report, in hospital or on the way there in another.

Only where one death is told: of somebody named, or of the one who died in both reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from twosource.record import Mention
from twosource.steps.clauses import Clause, told
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.matter import times_apart
from twosource.steps.compare.scene import Scene

_WAY = (
    r"\b(?:on (?:the|his|her|their) way to|en route to|in (?:an|the) ambulance|while being (?:taken|flown|rushed) to)\b"
)
_HOUSE = r"(?:[Hh]ospital|[Mm]edical [Cc]ent(?:er|re))"
# The first that is found counts: "on the way to hospital" is not in hospital.
_WHERE = (
    re.compile(_WAY, re.IGNORECASE),
    re.compile(r"\bat the scene\b|\bon the spot\b|\binstantly\b", re.IGNORECASE),
    re.compile(rf"\b(?:in|at) (?:an? |the )?(?:local |nearby )?(?:[A-Z][\w'’.-]+ ){{0,5}}{_HOUSE}\b"),
    re.compile(r"\bat (?:(?:his|her|their) )?home\b", re.IGNORECASE),
)
BEHIND = 70  # characters behind the verb in which the place stands


@dataclass(frozen=True, slots=True)
class Death:
    """``where`` (its place in ``_WHERE``) somebody died, ``who`` (keys of names; none for "the woman")."""

    where: int
    who: frozenset[str]
    clause: Clause
    mention: Mention


def compare_deathbeds(scene: Scene) -> Iterator[Draft]:
    """One draft for each death of which two reports give another place."""
    found = [d for c in scene.all_clauses for d in _deaths(c, scene)]
    names = {k for d in found for k in d.who}
    alone = len(names) <= 1
    groups = [[d for d in found if n in d.who or (alone and not d.who)] for n in sorted(names)] or [found]
    for group in groups:
        sides: dict[int, list[Death]] = {}
        for death in group:
            sides.setdefault(death.where, []).append(death)
        reports = [{d.mention.report for d in side} for side in sides.values()]
        if len(sides) < 2 or any(a & b for k, a in enumerate(reports) for b in reports[k + 1 :]):
            continue  # a report that has both knows of two dead
        clauses = [d.clause for d in group]
        if any(times_apart(a, b, scene) for k, a in enumerate(clauses) for b in clauses[k + 1 :]):
            continue
        values = tuple(answer([d.mention for d in sides[k]], scene) for k in sorted(sides))
        why = "One death has two places: " + ", ".join(f"“{v.value}”" for v in values) + "."
        yield Draft("Where was the death?", "place", "differ", values, "conflict", 0.8, why)


def _deaths(clause: Clause, scene: Scene) -> Iterator[Death]:
    if clause.event != "die" or clause.negated or clause.unreal or not clause.sentence.parsed or not told(clause):
        return
    tokens = clause.sentence.tokens
    if clause.lemma not in ("die", "dead") and tokens[clause.head].lemma not in ("die", "pronounce", "declare"):
        return
    who = clause.role("undergoer", "actor")
    if not who or any(_many(a.head, clause) for a in who):
        return
    text = scene.texts[clause.report]
    start = tokens[clause.head].start
    for place, pattern in enumerate(_WHERE):
        hit = pattern.search(text, start, min(clause.sentence.end, tokens[clause.head].end + BEHIND))
        if hit is not None and not any(
            t.pos == "VERB" and tokens[clause.head].end < t.start < hit.start() for t in tokens
        ):
            keys = frozenset(k for a in who for k in a.keys if scene.names.kinds.get(k) == "person")
            yield Death(place, keys, clause, scene.mention(clause.report, start, hit.end()))
            return


def _many(head: int, clause: Clause) -> bool:
    """True for "two people", "others"."""
    tokens = clause.sentence.tokens
    top = tokens[head]
    counted = any(t.dep == "nummod" and tokens[t.head] is top and t.lemma.lower() != "one" for t in tokens)
    return top.tag in ("NNS", "NNPS", "CD") or counted or top.lemma == "other"
