"""What keeps two clauses apart that share their words: another time, another topic, other people.

"The team failed to qualify in 2019" and "the team qualified on Sunday" are two matters, and so are a deal on fish and a
deal on coal.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from twosource.record import Moment
from twosource.steps.clauses import Clause
from twosource.steps.compare.denials import lasting, stopped
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import keys_of, sorts_of

# "of" tells which part, "on" and the like what about.
_TOPICAL = frozenset({"on", "about", "over", "with", "for", "against", "between", "of"})


OLD = timedelta(days=45)  # what happened so long before its report is background


def times_apart(one: Clause, two: Clause, scene: Scene) -> bool:
    """True when both give a time and the times never meet, or only one is told of a time long before its report."""
    a, b = (_moments(c, scene, c.start, c.end) for c in (one, two))
    if a and b:
        return not any(x.meets(y) for x in a for y in b)
    return _background(one, scene) != _background(two, scene)


def _background(clause: Clause, scene: Scene) -> bool:
    """True for a sentence that gives dates, and none of the weeks before its report; where its day is not known, before
    the last that it names."""
    found = _moments(clause, scene, clause.sentence.start, clause.sentence.end)
    if not found:
        return False
    day = scene.day(clause.report)
    named = scene.material.moments.get(clause.report, ())
    last = datetime.fromisoformat(day) if day is not None else max(m.latest for m in named)
    return all(m.latest < last - OLD for m in found)


def persons_apart(one: Clause, two: Clause, scene: Scene) -> bool:
    """True when each is told of somebody, and nobody can be both: "he" and "the man" are looked up among those named
    just before, "we" is whoever speaks."""
    a, b = (_parties(c, scene) for c in (one, two))
    return bool(a and b) and not a & b


def uncertain_person(one: Clause, two: Clause, scene: Scene) -> bool:
    """True where one is told of somebody named and the other of a "he" or "she" who may be any of several."""
    for pointing, naming in ((one, two), (two, one)):
        words = {a.lemma.lower() for a in pointing.role("actor")}
        named = any(":" in k for a in naming.role("actor") for k in a.keys)
        if named and words & _HE and len(_before(pointing, scene, _PERSON)) > 1:
            return True
    return False


_HE = frozenset({"he", "she"})
_PERSON = frozenset({"person"})
BEFORE = 2  # sentences in which the bearer of a "he" is looked for


def _parties(clause: Clause, scene: Scene) -> frozenset[str]:
    """Keys of those it can be told of; none where nothing is known."""
    who = clause.role("actor") or clause.role("undergoer")
    words = {a.lemma.lower() for a in who}
    if words & {"i", "we"}:
        said = scene.covering.of(clause.report, clause.start, clause.end)
        return frozenset({said.speaker}) if said is not None and said.speaker is not None else frozenset()
    named = frozenset(k for a in who for k in a.keys if ":" in k)
    if named or not words:
        return named
    if words & _POINTING:
        return _before(clause, scene, frozenset({"person"}) if words & {"he", "she"} else frozenset())
    if any(sorts_of(w) & {"person"} for w in words):
        return _before(clause, scene, frozenset({"person"}))
    return frozenset()


def named_around(clause: Clause, scene: Scene) -> frozenset[str]:
    """Everybody and everything named in the sentence of a clause and those before it; no dates."""
    found: set[str] = set()
    for ordinal in range(max(0, clause.ordinal - BEFORE), clause.ordinal + 1):
        tokens = scene.sentence_at(clause.report, ordinal).tokens
        named = [t for t in tokens if t.pos == "PROPN" and t.ent not in ("DATE", "TIME")]
        found |= keys_of(clause.report, named, scene.names)
    return frozenset(found)


def _before(clause: Clause, scene: Scene, kinds: frozenset[str]) -> frozenset[str]:
    """Names in the sentence and those before it, of some kinds only (of any, where none is given)."""
    found: set[str] = set()
    for ordinal in range(max(0, clause.ordinal - BEFORE), clause.ordinal + 1):
        named = [t for t in scene.sentence_at(clause.report, ordinal).tokens if t.pos == "PROPN"]
        found |= keys_of(clause.report, named, scene.names)
    return frozenset(k for k in found if ":" in k and (not kinds or scene.names.kinds.get(k) in kinds))


_POINTING = frozenset({"he", "she", "they", "it", "who"})


def topics_apart(one: Clause, two: Clause) -> bool:
    """True when one preposition brings in two unlike things ("on fish", "on coal")."""
    for word in _TOPICAL:
        a, b = (_topic(c, word) for c in (one, two))
        if a and b and not a & b:
            return True
    return False


def matters_apart(one: Clause, two: Clause, scene: Scene) -> bool:
    """True when anything above keeps them apart."""
    return times_apart(one, two, scene) or topics_apart(one, two) or persons_apart(one, two, scene)


def changed_since(unset: Sequence[Clause], done: Sequence[Clause], scene: Scene) -> str | None:
    """The day of the later side, where what was so in every report of one day is otherwise in every report of a later:
    "has not been found", "was found"; "is a suspect", "is no longer a suspect". None for plain conflicts."""
    ended = all(stopped(c) for c in unset)
    if not ended and not all(lasting(c) for c in unset):
        return None
    before, after = (done, unset) if ended else (unset, done)
    last = max(scene.day(c.report) or "9999" for c in before)
    first = min(scene.day(c.report) or "" for c in after)
    return first if last < first else None


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
