"""Places in one series: on which lap, in which minute, in which round something happened.

"The race was halted on lap 28" and "lap 29: the race is halted" differ; so do two laps on which one driver crashed.
"""

from __future__ import annotations

from twosource.record import Quantity
from twosource.steps.clauses import Clause
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.numbers import middle
from twosource.steps.keys import is_happening

NEXT = 2  # what can happen more than once, to nobody named, is one happening only where the places are neighbours


def one_place(a: Answer, b: Answer, scene: Scene) -> float:
    """How sure it is that two places in one series are told of one happening: 0 where nothing shows it."""
    if a.topic.noun != b.topic.noun:
        return 0.0
    one, two = _happenings(a, scene), _happenings(b, scene)
    near = scene.alike(a.topic.near, b.topic.near)
    for event in sorted(set(one) & set(two)):
        if any(_parties(x, a) & _parties(y, b) for x in one[event] for y in two[event]):
            return min(0.9, 0.76 + 0.3 * near)
    if not (isinstance(a.value, Quantity) and isinstance(b.value, Quantity)):
        return 0.0
    close = abs(middle(a.value) - middle(b.value)) <= NEXT
    lead = a.lead or b.lead
    told = any(_fits(x, y, lead) for event in set(one) & set(two) for x in one[event] for y in two[event])
    return 0.76 if close and told and (lead or near > 0) else 0.0


def _happenings(a: Answer, scene: Scene) -> dict[str, list[Clause]]:
    """The listed happenings that the place is told of, with their clauses: its own, that of "when …" below it, and all
    of the sentence where the place is its label ("Lap 29: …")."""
    found: dict[str, list[Clause]] = {}
    own = a.topic.clause.head if a.topic.clause else -1
    label = a.mention.start - scene.sentence_at(a.report, a.topic.sentence).start <= 1
    for clause in scene.of_sentence(a.report, a.topic.sentence):
        token = clause.sentence.tokens[clause.head]
        below = token.dep == "advcl" and token.head == own
        if is_happening(clause.event) and (clause.head == own or below or label):
            found.setdefault(clause.event, []).append(clause)
    return found


def _parties(clause: Clause, a: Answer) -> frozenset[str]:
    """Names of those who did it or to whom it was done."""
    return frozenset(k for x in clause.role("actor", "undergoer") for k in x.keys) & a.topic.names


def _fits(one: Clause, two: Clause, lead: bool) -> bool:
    """True when both say in one word to what it happened; in the news of a report a pronoun will do on one side."""
    unknown = False
    for role in ("undergoer", "actor"):
        keys = [frozenset(k for x in c.role(role) for k in x.keys) for c in (one, two)]
        if keys[0] & keys[1]:
            return True
        unknown |= bool(one.role(role) and two.role(role)) and not (keys[0] and keys[1])
    return unknown and lead
