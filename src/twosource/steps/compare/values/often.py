"""How often something was done to somebody: "was shot seven times", "was shot eleven times"."""

from __future__ import annotations

from twosource.record import Quantity
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.same_thing import other_spans
from twosource.steps.compare.values.told import Told, equal, old
from twosource.steps.keys import LIGHT, SPEECH
from twosource.steps.once import once

_FROM_ON = frozenset({"since", "already", "previously", "before", "more", "least"})


def how_often(a: Answer, b: Answer, scene: Scene, told: Told) -> bool:
    """True for two exact counts of times that one deed was done to, or by, one person; each its report's only one, and
    neither of a stretch of time that the other does not name."""
    deeds = a.topic.events & b.topic.events - LIGHT - SPEECH
    verbs = [x.topic.clause.lemma if x.topic.clause is not None else "" for x in (a, b)]
    if (
        a.report == b.report
        or not deeds
        or verbs[0] != verbs[1]
        or not (_of_times(a) and _of_times(b))
        or a.topic.part
        or b.topic.part
    ):
        return False
    if a.beside & _FROM_ON != b.beside & _FROM_ON or other_spans(a, b) or old(a) != old(b):
        return False
    alone = all(
        equal(o, x) or not (_of_times(o) and o.topic.events & deeds)
        for x in (a, b)
        for o in told.values(x.report, "count")
    )
    return alone and bool(_whom(a, scene) & _whom(b, scene))


@once
def _of_times(a: Answer) -> bool:
    value = a.value
    exact = isinstance(value, Quantity) and not value.vague and not value.approximate and value.low == value.high
    return a.family == "count" and a.topic.noun == "time" and exact


def _whom(a: Answer, scene: Scene) -> frozenset[str]:
    """The person to whom it was done, or who did it where nobody is said to have undergone it; for a "he", the one
    person whom the sentence names."""
    clause = a.topic.clause
    if clause is None:
        return frozenset()
    parties = clause.role("undergoer") or clause.role("actor")
    people = frozenset(k for x in parties for k in x.keys if scene.names.kinds.get(k) == "person")
    if people or not any(x.lemma.lower() in ("he", "she") for x in parties):
        return people
    named = {scene.names.at(a.report, t) for t in clause.sentence.tokens if t.pos == "PROPN"}
    people = frozenset(n for n in named if n is not None and scene.names.kinds.get(n) == "person")
    return people if len(people) == 1 else frozenset()
