"""Evidence that two values which are not equal answer one question: small signs, weighed by a logistic regression.

Each sign is a number, mostly between 0 and 1, with a meaning that fits on one line. Their weights are learned from
invented stories with keys (``training/compare/train.py``) and kept in ``lexicon/any/same_question.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from twosource.record import Quantity
from twosource.steps.clauses import roles_alike
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.counts import NARROW
from twosource.steps.compare.values.misprints import slips
from twosource.steps.compare.values.numbers import middle
from twosource.steps.compare.values.scopes import scope
from twosource.steps.compare.values.surroundings import Surroundings
from twosource.steps.compare.values.told import TOLLS, contrasted, equal, like_nouns, old, one_owner
from twosource.steps.keys import is_event, listed, numeral, sorts_of

FAMILIES = ("count", "money", "measure", "age", "duration", "share", "date", "clock")


Sign = Callable[[Answer, Answer, Surroundings], float]


def _rarest(keys: frozenset[str], s: Surroundings) -> float:
    return max((s.scene.weights.get(k, 0.5) for k in keys), default=0.0)


def noun_same(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Both count the same noun."""
    return float(a.topic.noun == b.topic.noun and not numeral(a.topic.noun))


def noun_rare(a: Answer, b: Answer, s: Surroundings) -> float:
    """How telling the noun is that both count."""
    return noun_same(a, b, s) * s.scene.weights.get(a.topic.noun, 0.7)


def noun_alike(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Two nouns that can name the same things."""
    named = not numeral(a.topic.noun) and not numeral(b.topic.noun)
    return float(named and a.topic.noun != b.topic.noun and bool(sorts_of(a.topic.noun) & sorts_of(b.topic.noun)))


def noun_missing(a: Answer, b: Answer, _s: Surroundings) -> float:
    """One number stands without a noun."""
    return float(numeral(a.topic.noun) or numeral(b.topic.noun))


def event_same(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Both hang on one listed happening."""
    return float(any(is_event(e) for e in a.topic.events & b.topic.events))


def event_rare(a: Answer, b: Answer, s: Surroundings) -> float:
    """How telling the happening is that both hang on."""
    return _rarest(frozenset("=" + e for e in a.topic.events & b.topic.events), s)


def toll_same(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Both count the dead, the hurt, the arrested …, and the same of these."""
    one, two = a.topic.events & TOLLS, b.topic.events & TOLLS
    return float(bool(one) and one == two)


def toll_apart(a: Answer, b: Answer, _s: Surroundings) -> float:
    """One counts the dead, the hurt, the arrested …, the other something else."""
    return float(a.topic.events & TOLLS != b.topic.events & TOLLS)


def near(a: Answer, b: Answer, s: Surroundings) -> float:
    """Weighted overlap of the words of their sentences."""
    return s.scene.alike(a.topic.near, b.topic.near)


def clause_like(a: Answer, b: Answer, s: Surroundings) -> float:
    """Weighted overlap of the words of their clauses."""
    return s.scene.alike(a.topic.keys, b.topic.keys)


def wide_like(a: Answer, b: Answer, s: Surroundings) -> float:
    """Weighted overlap of the words around, one sentence either way."""
    return s.scene.alike(s.wide(a), s.wide(b))


def names_same(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Names in both sentences: one, or two and more."""
    return min(2, len(a.topic.names & b.topic.names)) / 2


def names_apart(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Both sentences have names, and share none."""
    return float(bool(a.topic.names and b.topic.names) and not a.topic.names & b.topic.names)


def roles(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Who did it to whom agrees (1), is not known (0) or disagrees (below 0)."""
    one, two = a.topic.clause, b.topic.clause
    return roles_alike(one, two) if one and two else 0.0


def kinds_same(a: Answer, b: Answer, _s: Surroundings) -> float:
    """A word that says which things are counted stands with both."""
    return float(bool(a.topic.kinds & b.topic.kinds))


def kinds_apart(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Words that say which things are counted stand with both, and none is the same."""
    return float(bool(a.topic.kinds and b.topic.kinds) and not a.topic.kinds & b.topic.kinds)


def owner_same(a: Answer, b: Answer, _s: Surroundings) -> float:
    """One name stands beside both ages."""
    return float(one_owner(a, b))


def alone(a: Answer, b: Answer, s: Surroundings) -> float:
    """Each is its report's only value of that noun."""
    return (s.told.alone(a) + s.told.alone(b)) / 2


def best(a: Answer, b: Answer, s: Surroundings) -> float:
    """Of all values of the other report this one stands most alike: 1 both ways, 0.5 one way."""
    if a.report == b.report:
        return 0.0
    mine = s.likeness(a, b)
    one = all(s.likeness(a, o) <= mine for o in s.others(a, b.report) if o is not b)
    two = all(s.likeness(o, b) <= mine for o in s.others(b, a.report) if o is not a)
    return (one + two) / 2


def answered(a: Answer, b: Answer, s: Surroundings) -> float:
    """One report gives the other's value too, in words more like it."""
    mine = s.likeness(a, b)
    one = any(s.likeness(a, o) > mine for o in s.told.equals(b.report, a))
    two = any(s.likeness(o, b) > mine for o in s.told.equals(a.report, b))
    return float(one or two)


def crossed(a: Answer, b: Answer, s: Surroundings) -> float:
    """One report gives both values for like things."""
    return float(s.told.crossed(a, b))


def lead(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Both stand at the beginning of their reports."""
    return (a.lead + b.lead) / 2


def part_one(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Words beside one of them say that it is a part ("another 12")."""
    return float(a.topic.part != b.topic.part)


def part_both(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Words beside both say that they are parts."""
    return float(a.topic.part and b.topic.part)


def scope_one(a: Answer, b: Answer, _s: Surroundings) -> float:
    """A word beside one of them says who is counted in or out."""
    return float(scope(a) != scope(b))


def dated_apart(a: Answer, b: Answer, _s: Surroundings) -> float:
    """The dates beside them never meet."""
    if a.family == "date" or not a.when or not b.when:
        return 0.0
    return float(not any(x.meets(y) for x in a.when for y in b.when))


def dated_alike(a: Answer, b: Answer, s: Surroundings) -> float:
    """The dates beside them meet."""
    return float(a.family != "date" and bool(a.when and b.when)) - dated_apart(a, b, s)


def old_apart(a: Answer, b: Answer, _s: Surroundings) -> float:
    """One is background, from weeks before the report."""
    return float(a.family != "date" and old(a) != old(b))


def ratio(a: Answer, b: Answer, _s: Surroundings) -> float:
    """By how many powers of ten they are apart, up to two."""
    if not (isinstance(a.value, Quantity) and isinstance(b.value, Quantity)) or a.family == "clock":
        return 0.0
    u, v = middle(a.value), middle(b.value)
    return min(2.0, abs(math.log10(u / v))) if u > 0 and v > 0 else 2.0


def close(a: Answer, b: Answer, _s: Surroundings) -> float:
    """They are within a fifth of each other."""
    if not (isinstance(a.value, Quantity) and isinstance(b.value, Quantity)):
        return 0.0
    u, v = middle(a.value), middle(b.value)
    return float(max(u, v) > 0 and abs(u - v) <= 0.2 * max(u, v))


def large(a: Answer, b: Answer, _s: Surroundings) -> float:
    """How many figures the smaller has, up to four: few things are counted in thousands."""
    if not (isinstance(a.value, Quantity) and isinstance(b.value, Quantity)) or a.family in ("clock", "duration"):
        return 0.0
    return min(4.0, math.log10(1 + max(0.0, min(middle(a.value), middle(b.value))))) / 4


def slip(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Large numbers that differ in one figure or in the point only: 11,482 and 11,472, 41.7 and 417."""
    return float(bool(slips(a) & slips(b)))


def only_one(a: Answer, b: Answer, _s: Surroundings) -> float:
    """One of them is just "one"."""
    return float(any(isinstance(x.value, Quantity) and middle(x.value) <= 1 for x in (a, b)))


def company(a: Answer, b: Answer, s: Surroundings) -> float:
    """Another value stands in both sentences."""
    return float(any(o.family == p.family and equal(o, p) for o in s.beside(a) for p in s.beside(b)))


def vague(a: Answer, b: Answer, _s: Surroundings) -> float:
    """One is a word like "dozens"."""
    return float(any(isinstance(x.value, Quantity) and x.value.vague for x in (a, b)))


def loose(a: Answer, b: Answer, _s: Surroundings) -> float:
    """One is said to be approximate or a bound."""
    return float(
        any(isinstance(x.value, Quantity) and (x.value.approximate or x.value.low != x.value.high) for x in (a, b))
    )


def same_report(a: Answer, b: Answer, _s: Surroundings) -> float:
    """One report gives both."""
    return float(a.report == b.report)


def speakers_apart(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Each rests on the word of another source."""
    one, two = (x.statement.speaker if x.statement and x.statement.kind != "narrated" else None for x in (a, b))
    return float(one is not None and two is not None and one != two)


def mood_apart(a: Answer, b: Answer, _s: Surroundings) -> float:
    """One clause is denied or only possible, the other not."""
    return float(a.topic.negated != b.topic.negated or a.topic.unreal != b.topic.unreal)


def tongue_apart(a: Answer, b: Answer, _s: Surroundings) -> float:
    """The reports are in two languages, so that words can't be shared."""
    return float(a.language != b.language)


def in_one_sentence(a: Answer, b: Answer, s: Surroundings) -> float:
    """One sentence gives both values, without setting one against the other: they are two things to it."""
    return float(
        any(
            equal(o, y) and not contrasted(o, x)
            for x, y in ((a, b), (b, a))
            for o in s.beside(x)
            if o.family == y.family
        )
    )


def listed_with(a: Answer, b: Answer, s: Surroundings) -> float:
    """How many of the two stand in a sentence with other values of their family."""
    return sum(any(o.family == x.family and not equal(o, x) for o in s.beside(x)) for x in (a, b)) / 2


def events_equal(a: Answer, b: Answer, _s: Surroundings) -> float:
    """All happenings that they hang on are the same."""
    return float(bool(a.topic.events) and a.topic.events == b.topic.events)


def kinds_one(a: Answer, b: Answer, _s: Surroundings) -> float:
    """A word that says which things are counted stands with one only."""
    return float(bool(a.topic.kinds) != bool(b.topic.kinds))


def narrow_one(a: Answer, b: Answer, _s: Surroundings) -> float:
    """One noun is for a part of the people ("civilians"), the other not."""
    return float((a.topic.noun in NARROW) != (b.topic.noun in NARROW))


def noun_event(a: Answer, b: Answer, s: Surroundings) -> float:
    """Like nouns that hang on one happening."""
    return float(like_nouns(a, b) and event_rare(a, b, s) > 0)


def noun_alone(a: Answer, b: Answer, s: Surroundings) -> float:
    """The same noun, each time the only value of it in its report."""
    return noun_same(a, b, s) * float(s.told.alone(a) and s.told.alone(b))


def toll_alone(a: Answer, b: Answer, s: Surroundings) -> float:
    """The same toll, each time the only one in its report."""
    if not toll_same(a, b, s):
        return 0.0
    return float(
        not any(
            o.topic.events & TOLLS & x.topic.events and not equal(o, x) and o is not x
            for x in (a, b)
            for o in s.others(x, x.report)
        )
    )


def toll_plain(a: Answer, b: Answer, s: Surroundings) -> float:
    """The same toll with nothing that narrows either, and of all values of either report these stand most alike."""
    return toll_same(a, b, s) * float(best(a, b, s) == 1.0 and not kinds_one(a, b, s) and not narrow_one(a, b, s))


def outdone(a: Answer, b: Answer, s: Surroundings) -> float:
    """The report of one gives a greater number for the same toll."""
    return float(s.told.outdone(a) or s.told.outdone(b))


def set_against(a: Answer, b: Answer, s: Surroundings) -> float:
    """One sentence says that it was the one number and not the other ("eleven, not seven")."""
    return float(
        any(equal(o, y) and contrasted(o, x) for x, y in ((a, b), (b, a)) for o in s.beside(x) if o.family == y.family)
    )


def revised(a: Answer, b: Answer, _s: Surroundings) -> float:
    """Words close to one of them say that the number has changed ("has risen to", "is now", "at first")."""
    return float(_changed(a) or _changed(b))


def _changed(a: Answer) -> bool:
    clause = a.topic.clause
    if clause is None:
        return False
    return any(t.lemma in _CHANGED and -60 < t.start - a.mention.start < 45 for t in clause.sentence.tokens)


_CHANGED = listed("changed")


SIGNS: tuple[Sign, ...] = (
    noun_same, noun_rare, noun_alike, noun_missing, noun_event, noun_alone, event_same, events_equal, toll_same,
    toll_plain, toll_alone, near, clause_like, wide_like, names_same, names_apart, roles, kinds_same, kinds_one,
    narrow_one, owner_same, alone, listed_with, best, lead, dated_alike, ratio, close, large, slip, company, loose,
    speakers_apart, set_against, revised, tongue_apart,
)  # fmt: skip


def signs(a: Answer, b: Answer, s: Surroundings) -> list[float]:
    """All signs of a pair, in the order of ``SIGNS``; the same whichever comes first."""
    return [sign(a, b, s) for sign in SIGNS]
