"""What keeps two clauses apart that share their words: another time, another topic.

"The team failed to qualify in 2019" and "the team qualified on Sunday" are two matters, and so are a deal on fish and a
deal on coal.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from twosource.record import Moment
from twosource.steps.clauses import Clause
from twosource.steps.compare.scene import Scene

_TOPICAL = frozenset({"on", "about", "over", "with", "for", "against", "between", "of"})


OLD = timedelta(days=45)  # what happened so long before its report is background


def times_apart(one: Clause, two: Clause, scene: Scene) -> bool:
    """True when both give a time and the times never meet, or only one is told of a time long before its report."""
    a, b = (_moments(c, scene, c.start, c.end) for c in (one, two))
    if a and b:
        return not any(x.meets(y) for x in a for y in b)
    return _background(one, scene) != _background(two, scene)


def _background(clause: Clause, scene: Scene) -> bool:
    """True for a sentence that gives dates, and none of the weeks before its report."""
    found = _moments(clause, scene, clause.sentence.start, clause.sentence.end)
    day = scene.day(clause.report)
    if not found or day is None:
        return False
    return all(m.latest < datetime.fromisoformat(day) - OLD for m in found)


def topics_apart(one: Clause, two: Clause) -> bool:
    """True when one preposition brings in two unlike things ("on fish", "on coal")."""
    for word in _TOPICAL:
        a, b = (_topic(c, word) for c in (one, two))
        if a and b and not a & b:
            return True
    return False


def _topic(clause: Clause, word: str) -> frozenset[str]:
    """Content words behind a preposition, whether it hangs on the verb or on its object."""
    tokens = clause.sentence.tokens
    found = {k for a in clause.role(word) if tokens[a.head].ent not in ("DATE", "TIME") for k in a.keys}
    if not found:
        heads = {a.head for a in clause.role("undergoer", "complement")}
        for t in tokens:
            if t.dep == "pobj" and tokens[t.head].lemma == word and tokens[t.head].head in heads:
                found.add(t.lemma)
    return frozenset(found)


def _moments(clause: Clause, scene: Scene, start: int, end: int) -> list[Moment]:
    found = scene.material.moments.get(clause.report, ())
    return [m for m in found if start <= m.start and m.end <= end]
