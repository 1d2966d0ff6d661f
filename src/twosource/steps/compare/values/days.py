"""When two days or times that are not one answer one question."""

from __future__ import annotations

from datetime import timedelta

from twosource.record import Moment
from twosource.steps.clauses import Clause, roles_alike
from twosource.steps.compare.people.whose import subject_of
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.sureness import DOUBTFUL
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.gaps import other_deed, said_alike
from twosource.steps.compare.values.same_thing import one_appointment, told_twice
from twosource.steps.compare.values.told import TOLLS, Told
from twosource.steps.keys import is_event, listed

# What happens to one party once, so that two dates of it can't both be right; talks, votes and denials come again.
ONCE = listed("once")

MONTH = timedelta(days=30)

AGAIN = 0.15  # what the same parties did a month apart is two deeds unless the sentences share this much

FAR = timedelta(days=2)  # nearer than this, "late Friday" and "Saturday" may be one evening in two time zones


def days_apart(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """Dates of one happening with the same participants."""
    s, t = a.topic, b.topic
    if s.clause is None or t.clause is None or s.lead_in != t.lead_in:
        return 0.0
    near = scene.alike(s.near, t.near)
    if near >= 0.6 and len(s.names & t.names) >= 2 and not said_alike(a, b) and not other_deed(a, b):
        return 0.8  # one sentence of two names told twice, with another date in it
    if a.family == "date" and one_appointment(a, b) and not said_alike(a, b):
        return 0.78
    if a.family == "clock" and told_twice(a, b, scene, told):
        return 0.78
    if _announced(a) and _announced(b) and not said_alike(a, b):
        return _one_announcement(a, b, scene)
    return _one_happening(a, b, near, scene) if s.events & t.events else 0.0


def _one_happening(a: Answer, b: Answer, near: float, scene: Scene) -> float:
    """Two dates that hang on one sort of happening, in sentences as ``near`` as that."""
    s, t = a.topic, b.topic
    if s.clause is None or t.clause is None:
        return 0.0
    shared = {e for e in s.events & t.events if is_event(e) or e in TOLLS}
    roles = roles_alike(s.clause, t.clause)
    if roles < 0 or said_alike(a, b) or _done_to_others(s.clause, t.clause):
        return 0.0
    if "bear" in s.events & t.events:
        return 0.85 if _of_one_person(s.clause, t.clause, scene) else 0.0
    if _two_cases(a, b, shared, scene):
        return 0.0
    keys = scene.alike(s.keys, t.keys)
    names = s.names & t.names
    if "pass" in shared and roles > 0 and keys > 0.5 and near > 0.35:
        return 0.78  # a resolution is adopted once
    if not shared & ONCE:
        return min(0.7, 0.2 + 0.6 * keys) if roles > 0 and keys > 0.5 else 0.0
    if roles > 0 and keys > 0.35:
        return min(0.9, 0.35 + 0.7 * keys)
    if shared and names and (near > AGAIN or not _far_apart(a, b)):
        most = DOUBTFUL if _far_apart(a, b) else 0.85
        return min(most, 0.62 + 0.15 * (len(names) > 1) + 0.6 * keys + 0.3 * near)
    return 0.0


# What can happen to one person in several cases: in 1959 for one thing, in 1997 for another.
_AGAIN = frozenset({"arrest", "charge", "convict", "imprison", "release", "sue", "acquit"})
_OF_EVERY_CASE = listed("prison") | {"year", "month", "court", "case", "judge", "jury"}


def _of_one_person(one: Clause, two: Clause, scene: Scene) -> bool:
    person = subject_of(scene, one)
    return person is not None and person == subject_of(scene, two)


def _two_cases(a: Answer, b: Answer, shared: set[str], scene: Scene) -> bool:
    """True for what can happen to one person again, months apart and not told to be for the same."""
    one, two = a.topic.clause, b.topic.clause
    again = bool(shared) and shared <= _AGAIN and _far_apart(a, b)
    return again and one is not None and two is not None and not _one_case(one, two, scene)


def _one_case(one: Clause, two: Clause, scene: Scene) -> bool:
    """True where both tell with one telling word, no name, what it was for."""
    shared = {k for k in one.keys & two.keys - _OF_EVERY_CASE if ":" not in k and k not in scene.names.kinds}
    names = {t.text.lower() for c in (one, two) for t in c.sentence.tokens if t.pos == "PROPN"}
    return any(scene.weights.get(k, 0.5) >= TELLING for k in shared - names)


TELLING = 0.3  # how telling a word is


def _far_apart(a: Answer, b: Answer) -> bool:
    x, y = a.value, b.value
    return isinstance(x, Moment) and isinstance(y, Moment) and max(x.earliest - y.latest, y.earliest - x.latest) > MONTH


_ANNOUNCING = frozenset({"announce", "unveil", "reveal", "disclose"})


def _announced(a: Answer) -> bool:
    """True for the day on which something was announced ("unveiled plans", "made the announcement")."""
    clause = a.topic.clause
    if clause is None or a.topic.negated:
        return False
    head = clause.sentence.tokens[clause.head].lemma
    return head in _ANNOUNCING or (head == "make" and any(x.lemma == "announcement" for x in clause.arguments))


def _one_announcement(a: Answer, b: Answer, scene: Scene) -> float:
    """One who announced, and what was announced in words that both tell: at least three of them, telling together."""
    one, two = a.topic.clause, b.topic.clause
    if one is None or two is None or not (isinstance(a.value, Moment) and isinstance(b.value, Moment)):
        return 0.0
    who = [frozenset(k for x in c.role("actor") for k in x.keys) for c in (one, two)]
    gap = max(a.value.earliest - b.value.latest, b.value.earliest - a.value.latest)
    told = (a.topic.near & b.topic.near) - who[0]
    if not who[0] & who[1] or gap < FAR or len(told) < 3:
        return 0.0
    near = scene.alike(a.topic.near, b.topic.near)
    return min(0.85, 0.7 + 0.3 * near) if near > 0.2 else 0.0


def _done_to_others(one: Clause, two: Clause) -> bool:
    """True when both clauses say to whom or what it was done, and no word of that is shared."""
    keys = [frozenset(k for x in c.role("undergoer") for k in x.keys) for c in (one, two)]
    return bool(keys[0] and keys[1]) and not keys[0] & keys[1]
