"""What two values are of where no happening says so: one deed, one thing of one holder, one substance, one crowd.

"Twelve mayors signed the charter" and "thirteen mayors signed the charter" count one deed; "Quill has 2.3 million
followers" and "Quill, who has 2.9 million followers" one thing of one holder. What a report counts twice is left alone.
"""

from __future__ import annotations

from twosource.record import Moment, Quantity
from twosource.steps.clauses import Clause
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.slots import things_apart
from twosource.steps.compare.values.told import Told, equal
from twosource.steps.keys import LIGHT, SPEECH, is_happening, key_of, listed, numeral, plain, sorts_of
from twosource.steps.once import once

TELLING = 0.3  # a word at least as rare as this in the story shows which deed it is
TWICE = 0.6  # sentences that share as much as this are one, told twice in other words
# "In the third quarter", "this season": the value is of that time only.
_SPANS = listed("score_scope") | listed("spans")
_SCHEDULED = listed("scheduled")
_SCHEDULING = listed("scheduling")


def one_deed(a: Answer, b: Answer, scene: Scene) -> bool:
    """True for "twelve leaders signed the pact", "thirteen leaders signed the pact": one deed, told with the same
    telling word for its other party, of which each value counts who did it or to whom it was done, or is the price."""
    one, two = a.topic.clause, b.topic.clause
    if one is None or two is None or one.event != two.event or one.event in LIGHT | SPEECH or one.unreal != two.unreal:
        return False
    if a.family == "count" and not _roles(one, a) & _roles(two, b) & {"actor", "undergoer"}:
        return False
    shared = _others(one, a) & _others(two, b)
    return any(scene.weights.get(k, 0.5) >= TELLING for k in shared) and not other_spans(a, b)


def told_twice(a: Answer, b: Answer, scene: Scene, told: Told) -> bool:
    """True where two sentences with one name tell the same in most of their words, each report with one such value."""
    alike = scene.alike(a.topic.near, b.topic.near) >= TWICE and bool(a.topic.names & b.topic.names)
    told_of = [
        {c.event for c in scene.of_sentence(x.report, x.topic.sentence) if is_happening(c.event)} for x in (a, b)
    ]
    other_deed = bool(told_of[0] and told_of[1]) and not told_of[0] & told_of[1]
    other_deed |= a.family == "duration" and bool(a.slot.of and b.slot.of) and not a.slot.of & b.slot.of
    one = a.topic.noun == b.topic.noun if a.family == "count" else not things_apart(a.slot, b.slot)
    return alike and one and not other_deed and _only(a, told) and _only(b, told) and not other_spans(a, b)


def of_one_holder(a: Answer, b: Answer, told: Told) -> bool:
    """True for what somebody named has or did, counted with one noun: "Quill has 2.3 million followers"."""
    if a.topic.noun == "time":
        return False  # stabbed three times, kicked five times
    if a.topic.noun != b.topic.noun or numeral(a.topic.noun) or a.topic.part or b.topic.part or other_spans(a, b):
        return False
    deeds = {x.topic.clause.event for x in (a, b) if x.topic.clause is not None} - LIGHT
    if len(deeds) > 1:
        return False  # ate two apples, bought three
    one, two = _holders(a), _holders(b)
    return bool(one & two & a.topic.names & b.topic.names) and told.alone(a) and told.alone(b)


def of_one_substance(a: Answer, b: Answer, scene: Scene, told: Told) -> bool:
    """True for "20 kg of heroin" and "35 kg of heroin" of one happening, or in sentences that share telling words."""
    x, y = a.value, b.value
    if a.family != "measure" or not (isinstance(x, Quantity) and isinstance(y, Quantity)):
        return False
    if not x.counted or x.counted != y.counted:
        return False
    happening = a.topic.events & b.topic.events or scene.alike(a.topic.near, b.topic.near) > 0.2
    return bool(happening) and _only(a, told) and _only(b, told) and not other_spans(a, b)


def one_crowd(a: Answer, b: Answer, told: Told) -> bool:
    """True for two numbers of people who came to one gathering, each its report's only one."""
    people = all("person" in sorts_of(x.topic.noun) for x in (a, b))
    return people and "gather" in a.topic.events & b.topic.events and _only(a, told) and _only(b, told)


def one_appointment(a: Answer, b: Answer) -> bool:
    """True for two days of what is held once: "the trial is set for 3 March", "the trial begins on 5 March"."""
    which = [x.beside & _WHICH for x in (a, b)]
    return bool(_held(a) & _held(b)) and which[0] == which[1] and not _apart(a, b)


_WHICH = frozenset({"first", "second", "third", "fourth", "next", "last", "final", "another", "new", "again"})


def elsewhere(a: Answer, b: Answer) -> bool:
    """True when each is told of a named place, and of another: they may be part and whole, or two."""
    one, two = _where(a), _where(b)
    return bool(one and two) and not one & two


def another_of_them(a: Answer, b: Answer) -> bool:
    """True for "the first poll" and "the second poll", "scored" and "scored again"."""
    one, two = (x.beside & _WHICH for x in (a, b))
    return (bool(one and two) and not one & two) or ("again" in one) != ("again" in two)


_WITHIN = frozenset({"in", "at", "across", "near", "to", "into", "from", "outside", "around", "throughout"})


@once
def _where(a: Answer) -> frozenset[str]:
    """Names of places that hang on the clause or the words of the value by "in", "at", "to" …"""
    clause = a.topic.clause
    if clause is None:
        return frozenset()
    tokens = clause.sentence.tokens
    inside = (t for t in tokens if clause.start <= t.start < clause.end and t.dep == "pobj" and t.pos == "PROPN")
    places = (t for t in inside if tokens[t.head].lemma in _WITHIN and t.ent not in ("DATE", "TIME", "PERSON", "EVENT"))
    return frozenset(plain(t.text) for t in places)


def other_spans(a: Answer, b: Answer) -> bool:
    """True when a word beside one of them limits it to a time or a part that is not named beside the other."""
    one, two = (x.beside & _SPANS for x in (a, b))
    return one != two


def _roles(clause: Clause, a: Answer) -> set[str]:
    return {x.role for x in clause.arguments if x.start <= a.mention.start < x.end}


def _others(clause: Clause, a: Answer) -> frozenset[str]:
    """Words of the clause's parties but the one that the value counts."""
    parties = (x for x in clause.arguments if x.role in ("actor", "undergoer"))
    return frozenset(k for x in parties if not x.start <= a.mention.start < x.end for k in x.keys)


def _holders(a: Answer) -> frozenset[str]:
    clause = a.topic.clause
    return frozenset(k for x in clause.role("actor", "undergoer") for k in x.keys) if clause else frozenset()


def _only(a: Answer, told: Told) -> bool:
    """True when its report gives no other value of the kind, in the same unit, for a like noun."""
    for other in told.values(a.report, a.family):
        x, y = a.value, other.value
        unlike = isinstance(x, Quantity) and isinstance(y, Quantity) and x.unit != y.unit
        if not unlike and not equal(other, a) and (a.family != "count" or other.topic.noun == a.topic.noun):
            return False
    return True


def _held(a: Answer) -> frozenset[str]:
    """What the clause says is held on that day: its subject, a thing that takes place once."""
    clause = a.topic.clause
    if clause is None or a.topic.negated or clause.lemma not in _SCHEDULING:
        return frozenset()
    tokens = clause.sentence.tokens
    heads = {key_of(tokens[x.head]) for x in clause.role("actor", "undergoer")}
    return frozenset(heads) & _SCHEDULED


def _apart(a: Answer, b: Answer) -> bool:
    """True when both name somebody and not the same, or the days are months apart: then they are two of a kind."""
    x, y = a.value, b.value
    if not (isinstance(x, Moment) and isinstance(y, Moment)):
        return True
    far = max(x.earliest - y.latest, y.earliest - x.latest).days > MONTHS
    one, two = (v.topic.names - frozenset(plain(w) for w in v.words.split()) for v in (a, b))
    return far or (bool(one and two) and not one & two)


MONTHS = 100  # days
