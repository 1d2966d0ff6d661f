"""Do two values answer the same question?

Equal values need little evidence: that they count like things or hang on one happening, in sentences that share
telling words. Values apart need much: a wrong "these differ" costs more than a missed one. Each rule gives its
strength, a number between 0 and 1; ``training/compare/rates.py`` shows how often differences of each strength are
right, on real stories and on the bank.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import timedelta

from twosource.record import Moment, Quantity
from twosource.steps.clauses import Clause, roles_alike
from twosource.steps.compare.answers import Answer
from twosource.steps.compare.numbers import middle, same_unit
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.scopes import within
from twosource.steps.keys import is_event, listed, sorts_of

DAYS = timedelta(days=4)  # counts of one event grow over days; further apart it is another event
OLD = timedelta(days=21)  # an event this long before the report is background unless both date it so
# Happenings of which a report gives one count: who died, who was arrested. Two of them in one noun are two questions.
TOLLS = listed("tolls")
NUMERALS = listed("numerals")
# What happens to one party once, so that two dates of it can't both be right; talks, votes and denials come again.
ONCE = listed("once")
# Nouns for a part of the people; "four civilians" and "six people" need not be one count.
NARROW = listed("narrow")


class Told:
    """Which report gives which value of which sort."""

    def __init__(self, found: Iterable[Answer]) -> None:
        self._values: dict[tuple[str, str], list[Answer]] = {}
        for answer in found:
            self._values.setdefault((answer.report, answer.family), []).append(answer)

    def crossed(self, a: Answer, b: Answer) -> bool:
        """True when one report gives both values for like things, so that they are not the same thing to it."""
        return self._gives(a, b) or self._gives(b, a)

    def _gives(self, mine: Answer, wanted: Answer) -> bool:
        for other in self._values.get((mine.report, mine.family), ()):
            if other is mine or other is wanted or not equal(other, wanted) or not like_nouns(other, wanted):
                continue
            if mine.family == "count" and (contrasted(mine, other) or two_voices(mine, other)):
                continue  # the report sets one against the other itself
            tolls = other.topic.events & TOLLS, wanted.topic.events & TOLLS
            if tolls[0] & tolls[1] or not (tolls[0] and tolls[1]):
                return True
        return False

    def adds_up(self, a: Answer, b: Answer) -> bool:
        """True when one report gives parts of the same toll that make up the other's number ("four civilians", "two
        soldiers"; "six people")."""
        small, large = sorted((a, b), key=_amount)
        tolls = small.topic.events & TOLLS
        for other in self._values.get((small.report, small.family), ()):
            if (
                other is not small
                and other.topic.events & tolls
                and not within(other, small)
                and abs(_amount(small) + _amount(other) - _amount(large)) < 1e-9
            ):
                return True
        return False

    def outdone(self, answer: Answer) -> bool:
        """True when its report gives a greater number for the same toll on the same word: then this one is a part of
        it, or an earlier count."""
        tolls = answer.topic.events & TOLLS
        for other in self._values.get((answer.report, answer.family), ()):
            greater = other is not answer and _amount(other) > _amount(answer) and bool(other.topic.events & tolls)
            if greater and not old(other) and not contrasted(other, answer) and not two_voices(other, answer):
                return True
        return False

    def alone(self, answer: Answer) -> bool:
        """True when its report gives no other value for the same noun."""
        others = self._values.get((answer.report, answer.family), ())
        return all(o is answer or o.topic.noun != answer.topic.noun or equal(o, answer) for o in others)


def same_question(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """How sure it is that the two values answer one question: 0 for values of unlike kinds."""
    if a.family != b.family or unlike_units(a, b):
        return 0.0
    if a.report == b.report and a.topic.sentence == b.topic.sentence:
        return 0.92 if a.family == "count" and contrasted(a, b) else 0.0
    if equal(a, b):
        return when_equal(a, b, scene)
    return when_apart(a, b, scene, told)


def contrasted(a: Answer, b: Answer) -> bool:
    """True for "120 men fled, not 97": the report itself sets one number against the other."""
    one, two = sorted((a, b), key=lambda x: x.mention.start)
    clause = one.topic.clause
    if a.report != b.report or a.topic.sentence != b.topic.sentence:
        return False
    if clause is None or equal(a, b) or two.mention.start - one.mention.end > 90:
        return False
    between = [t for t in clause.sentence.tokens if one.mention.end <= t.start < two.mention.start]
    words = [t.lemma for t in between if t.pos not in ("DET", "PUNCT")]
    return bool(words) and (words[-1] == "not" or words[-2:] == ["rather", "than"] or words[-2:] == ["instead", "of"])


# --------------------------------------------------------------------------- equal values


def when_equal(a: Answer, b: Answer, scene: Scene) -> float:
    """Two equal values: the rarer the value, the less else is needed."""
    s, t = a.topic, b.topic
    near = scene.alike(s.near, t.near)
    if a.family == "date":
        return _equal_dates(a, b, scene, near)
    if s.clause is None or t.clause is None:
        return 0.4 * rare_value(a) + near
    happening = bool(s.events & t.events)
    if a.family == "age":
        owners = bool(s.owner & t.owner)
        return min(0.95, 0.35 * owners + 0.3 * happening + 0.4 * rare_value(a) + 0.8 * near)
    if a.family == "clock":
        odd = middle(a.value) % 60 != 0 if isinstance(a.value, Quantity) else False
        return min(0.95, (0.5 if odd else 0.3) + 0.3 * happening + near)
    if a.family in ("money", "measure", "share", "duration"):
        noun = s.noun == t.noun and not numeral(s.noun)
        return min(0.95, 0.15 * noun + 0.45 * rare_value(a) + 0.3 * happening + 0.8 * near)
    like = like_nouns(a, b) if a.family in ("count", "money") else near > 0.3
    if not like and not happening:
        return 0.0
    noun = s.noun == t.noun and not numeral(s.noun)
    telling = scene.weights.get(s.noun, 0.5) if noun and a.family == "count" else 0.0
    return min(0.95, 0.25 * noun + 0.4 * telling + 0.3 * happening + 0.3 * rare_value(a) + 0.8 * near)


def _equal_dates(a: Answer, b: Answer, scene: Scene, near: float) -> float:
    """Dates that meet: of one happening with the same participants, or in sentences that share much. A wide date
    ("last year") needs more, and "since October" is not "in October"."""
    s, t = a.topic, b.topic
    if s.lead_in != t.lead_in:
        return 0.0
    keys = scene.alike(s.keys, t.keys)
    if s.clause is None or t.clause is None:
        return near + 0.2 * rare_value(a)
    happening = bool(s.events & t.events)
    fine = rare_value(a) + rare_value(b) == 2
    if old(a) and old(b) and a.value.shown == b.value.shown and near >= (0.12 if fine else 0.25):
        return min(0.95, (0.45 if fine else 0.3) + near + 0.2 * happening)
    roles = roles_alike(s.clause, t.clause)
    if roles < 0:
        return 0.0
    score = 0.35 * happening + 0.15 * roles + 0.5 * keys + 0.5 * near
    return min(0.95, score if fine else score - (0.05 if happening else 0.15))


# --------------------------------------------------------------------------- values apart


def when_apart(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """Two values that are not equal: one rule a family, after what forbids it for all."""
    if told.crossed(a, b):
        return 0.0 if a.family == "count" and a.topic.events & b.topic.events & TOLLS else -1.0
    if forbidden(a, b):
        return 0.0
    if a.report == b.report and (a.family != "count" or _one_voice(a, b)):
        return 0.0
    told_twice = len(a.topic.near) >= 5 and not _said_alike(a, b)
    if a.report != b.report and told_twice and scene.alike(a.topic.near, b.topic.near) >= 0.75:
        return 0.92  # one sentence, told or copied twice, with another value in it
    if a.family == "count":
        return _counts(a, b, scene, told)
    if a.family == "age":
        return 0.85 if a.topic.owner & b.topic.owner else 0.0  # one name stands beside both
    return _dates(a, b, scene) if a.family in ("date", "clock") else _amounts(a, b, scene)


def forbidden(a: Answer, b: Answer) -> bool:
    """A part of a greater number, another time, another scope, or a clause that is denied or only possible."""
    s, t = a.topic, b.topic
    if s.part or t.part or s.negated != t.negated:
        return True
    if any(isinstance(x.value, Quantity) and x.value.vague for x in (a, b)):
        return True
    return a.family != "date" and (old(a) != old(b) or _dated_apart(a, b))


def two_voices(a: Answer, b: Answer) -> bool:
    """True when two numbers of one report rest on the word of two named sources."""
    speakers = [x.statement.speaker if x.statement else None for x in (a, b)]
    return None not in speakers and speakers[0] != speakers[1]


def _one_voice(a: Answer, b: Answer) -> bool:
    """True when one report gives both numbers on the same word, or both in its own voice."""
    speakers = [x.statement.speaker if x.statement else None for x in (a, b)]
    return speakers[0] == speakers[1]


def _counts(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    s, t = a.topic, b.topic
    tolls = s.events & TOLLS, t.events & TOLLS
    if tolls[0] != tolls[1] or _ratio(a, b) > 1:
        return 0.0
    kinds_apart = bool(s.kinds and t.kinds) and not s.kinds & t.kinds
    if kinds_apart or _of_person(a) or _of_person(b):
        return 0.0
    near = scene.alike(s.near, t.near)
    same_noun = s.noun == t.noun and not numeral(s.noun)
    if tolls[0]:
        people = all("person" in sorts_of(x.noun) or numeral(x.noun) for x in (s, t))
        if not (people or same_noun) or _other_deed(a) != _other_deed(b) or told.outdone(a) or told.outdone(b):
            return 0.0
        narrow = (s.noun in NARROW) != (t.noun in NARROW)
        doubt = 0.1 * (s.unreal != t.unreal) + 0.12 * narrow + 0.1 * (a.report == b.report)
        return min(0.95, 0.74 + 0.4 * near + 0.1 * (a.lead and b.lead) - doubt)
    shared = bool(s.events & t.events) or bool(s.kinds & t.kinds)
    if same_noun and shared and near > 0.2 and told.alone(a) and told.alone(b):
        return min(0.9, 0.55 + 0.5 * near)
    return 0.0


def _amounts(a: Answer, b: Answer, scene: Scene) -> float:
    """Durations, money, shares and measures: of one happening, in sentences that share much."""
    s, t = a.topic, b.topic
    near = scene.alike(s.near, t.near)
    if not s.events & t.events or _ratio(a, b) > 1:
        return 0.0
    if a.family == "money":
        return min(0.9, 0.6 + near) if any(is_event(e) for e in s.events & t.events) and near > 0.1 else 0.0
    if s.clause is None or t.clause is None or scene.like(s.clause, t.clause) < 0.35:
        return 0.0
    if near > 0.3 and (a.family not in ("measure", "share") or s.events == t.events):
        return min(0.9, 0.45 + 0.6 * near)
    return 0.0


def _dates(a: Answer, b: Answer, scene: Scene) -> float:
    """Dates of one happening with the same participants."""
    s, t = a.topic, b.topic
    shared = {e for e in s.events & t.events if is_event(e) or e in TOLLS}
    if not s.events & t.events or s.clause is None or t.clause is None or s.lead_in != t.lead_in:
        return 0.0
    roles = roles_alike(s.clause, t.clause)
    if roles < 0 or _said_alike(a, b) or _done_to_others(s.clause, t.clause):
        return 0.0
    keys = scene.alike(s.keys, t.keys)
    names = s.names & t.names
    if not shared & ONCE:
        return min(0.7, 0.2 + 0.6 * keys) if roles > 0 and keys > 0.5 else 0.0
    if roles > 0 and keys > 0.35:
        return min(0.9, 0.35 + 0.7 * keys)
    if shared and names:
        return min(0.85, 0.62 + 0.15 * (len(names) > 1) + 0.6 * keys + 0.3 * scene.alike(s.near, t.near))
    return 0.0


def _said_alike(a: Answer, b: Answer) -> bool:
    """True for "Saturday" and "Saturday", "today" and "today": one day in two reports, whatever each was worked out to
    be (a sentence may be copied days later, a weekday be the last or the next)."""
    relative = all(isinstance(x.value, Moment) and x.value.relative for x in (a, b))
    return relative and " ".join(a.words.lower().split()) == " ".join(b.words.lower().split())


def _done_to_others(one: Clause, two: Clause) -> bool:
    """True when both clauses say to whom or what it was done, and no word of that is shared."""
    keys = [frozenset(k for x in c.role("undergoer") for k in x.keys) for c in (one, two)]
    return bool(keys[0] and keys[1]) and not keys[0] & keys[1]


# --------------------------------------------------------------------------- what the rules ask


def equal(a: Answer, b: Answer) -> bool:
    """True when the two values are one without any reasoning."""
    x, y = a.value, b.value
    if isinstance(x, Moment) and isinstance(y, Moment):
        return _meet(x, y)
    if isinstance(x, Quantity) and isinstance(y, Quantity):
        bound = x.low == y.low or x.high == y.high  # "30 to 50" is not 40
        return x.unit == y.unit and bound and abs(middle(x) - middle(y)) < 1e-9
    return False


def numeral(noun: str) -> bool:
    """True when the "noun" is only the number itself ("31 were killed")."""
    return not noun or noun[0].isdigit() or noun in NUMERALS or "-" in noun


def like_nouns(a: Answer, b: Answer) -> bool:
    """True when two counted nouns can name the same things."""
    one, two = a.topic.noun, b.topic.noun
    return numeral(one) or numeral(two) or bool(sorts_of(one) & sorts_of(two))


def old(a: Answer) -> bool:
    """True when its clause is dated well before the report."""
    day = a.day
    if day is None or not a.when:
        return False
    moments = [m for m in a.when if m is not a.value] or list(a.when)
    return all(day - m.latest.date() > OLD for m in moments)


def rare_value(a: Answer) -> float:
    """How unlikely it is that two values are equal by chance: 0 for small or round numbers, 1 for odd large ones."""
    if isinstance(a.value, Moment):
        return 1.0 if a.value.precision in ("day", "hour", "minute") else 0.5
    number = middle(a.value)
    digits = f"{number:g}".replace(".", "").strip("0")
    return 0.0 if number <= 3 else min(1.0, 0.35 * len(digits) + (0.2 if number > 12 else 0.0))


def unlike_units(a: Answer, b: Answer) -> bool:
    """True for figures that no conversion sets side by side."""
    x, y = a.value, b.value
    return isinstance(x, Quantity) and isinstance(y, Quantity) and not same_unit(x, y)


def _amount(a: Answer) -> float:
    return middle(a.value) if isinstance(a.value, Quantity) else 0.0


def _meet(x: Moment, y: Moment) -> bool:
    return x.meets(y)


def _dated_apart(a: Answer, b: Answer) -> bool:
    """True when every date of the one clause is days away from every date of the other."""
    return bool(a.when and b.when) and all(
        max(x.earliest - y.latest, y.earliest - x.latest) > DAYS for x in a.when for y in b.when
    )


def _ratio(a: Answer, b: Answer) -> float:
    """By how many powers of ten two numbers are apart."""
    x, y = a.value, b.value
    if isinstance(x, Quantity) and isinstance(y, Quantity):
        u, v = middle(x), middle(y)
        return abs(math.log10(u / v)) if u > 0 and v > 0 else 3.0
    return 0.0


def _of_person(a: Answer) -> bool:
    """True for "a girl of nine": an age, not a count."""
    clause = a.topic.clause
    if clause is None:
        return False
    for token in clause.sentence.tokens:
        if a.mention.start <= token.start < a.mention.end and token.dep == "pobj":
            of = clause.sentence.tokens[token.head]
            above = clause.sentence.tokens[of.head]
            return of.lemma == "of" and "person" in sorts_of(above.lemma) and above.tag in ("NN", "NNP")
    return False


def _other_deed(a: Answer) -> bool:
    """True when the number hangs on another deed too ("carried three dead to the hospital")."""
    return bool(a.topic.events & _HANDLING)


_HANDLING = listed("handling")
