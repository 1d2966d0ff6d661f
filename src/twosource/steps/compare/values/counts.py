"""When two counts that are not equal answer one question: tolls, roles, deeds, what somebody has."""

from __future__ import annotations

import re
from datetime import timedelta

from twosource.steps.compare.scene import Scene
from twosource.steps.compare.sureness import DOUBTFUL
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.census import in_census
from twosource.steps.compare.values.gaps import dated_apart, other_days, ratio, word_lost
from twosource.steps.compare.values.same_thing import elsewhere, of_one_holder, one_crowd, one_deed, told_twice
from twosource.steps.compare.values.told import TOLLS, Told, amount, nobody, old, two_voices
from twosource.steps.keys import LIGHT, NUMERALS, event_of, listed, numeral, sorts_of

WEEK = timedelta(days=7)

# Nouns for a part of the people; "four civilians" and "six people" need not be one count.
NARROW = listed("narrow")

# Nouns that leave open who is counted.
ANYBODY = listed("anybody") | listed("states") | NUMERALS
ASSAILANTS = listed("assailants")  # whose dead are counted apart

TIMES = 0.45  # powers of ten between two counts of one thing in other words


def counts_apart(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """Two counts, neither of them none: strength from 0 to 1."""
    s, t = a.topic, b.topic
    if s.noun == t.noun and not numeral(s.noun) and s.events & t.events and word_lost(a, b):
        return 0.85
    if _of_one_thing(a, b, scene, told):
        return 0.78
    toll = (s.events | t.events) & TOLLS
    if not toll and other_days(a, b):
        return 0.0
    if not toll and not s.called | t.called and ratio(a, b) < TIMES and in_census(a, b, scene, told):
        return 0.78 if _of_one_week(a, b) else DOUBTFUL
    kinds_apart = bool(s.kinds and t.kinds) and not s.kinds & t.kinds
    if s.events & TOLLS != t.events & TOLLS or kinds_apart or ratio(a, b) > 1 or _of_person(a) or _of_person(b):
        return 0.0
    near = scene.alike(s.near, t.near)
    same_noun = s.noun == t.noun and not numeral(s.noun)
    if s.events & TOLLS:
        return _tolls(a, b, scene, same_noun, told)
    if (
        s.called & t.called
        and _all_counted(a)
        and _all_counted(b)
        and not _kinds_of_some(a, b)
        and not told.in_other_role(a)
        and not told.in_other_role(b)
    ):
        return min(0.9, 0.76 + 0.3 * near)
    if one_crowd(a, b, told) or told_twice(a, b, scene, told):
        return min(0.9, 0.76 + 0.2 * near)
    if near > 0.25 and of_one_holder(a, b, told):
        return 0.76
    if not same_noun or not told.alone(a) or not told.alone(b):
        return 0.0
    if one_deed(a, b, scene):
        return min(0.9, 0.76 + 0.3 * near)
    shared = bool(s.events & t.events) or bool(s.kinds & t.kinds)
    return min(0.9, 0.55 + 0.5 * near) if shared and near > 0.2 else 0.0


_OVER = re.compile(
    r"\b(?:over|during|across|throughout|in)\s+(?:the\s+)?(?:past\s+|last\s+)?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several)\s+(?:nights|days|weeks|months)\b",
    re.IGNORECASE,
)


def _over_days(a: Answer, scene: Scene) -> bool:
    """True for a number that its clause says was reached over days or nights."""
    clause = a.topic.clause
    return clause is not None and bool(_OVER.search(scene.texts[a.report][clause.start : clause.end]))


def _of_one_thing(a: Answer, b: Answer, scene: Scene, told: Told) -> bool:
    """True for "the 300-page report" and "a 250-page report": what the news of both has so many of."""
    joined = a.topic.noun == b.topic.noun and all("-" in x.words and not x.slot.verb for x in (a, b))
    if not joined or ratio(a, b) > TIMES or not told.alone(a) or not told.alone(b):
        return False
    of = a.slot.of & b.slot.of and a.lead and b.lead
    return bool(of and a.topic.names & b.topic.names) and scene.alike(a.topic.near, b.topic.near) > 0.2


def none_or_some(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """ "No one was injured" and "two people were hurt": who it is said of must not be narrower on one side."""
    none, some = (a, b) if nobody(a) else (b, a)
    s, t = none.topic, some.topic
    if t.negated or t.unreal or s.unreal or old(a) != old(b) or dated_apart(a, b):
        return 0.0
    if a.report == b.report and not two_voices(a, b):
        return 0.0
    if s.called:
        return 0.78 if s.called & t.called and not t.kinds and not told.in_other_role(some) else 0.0
    alike = t.noun == s.noun if s.noun != "person" else "person" in sorts_of(t.noun) or numeral(t.noun)
    if not s.events & t.events & TOLLS or not alike or told.counts_some(none):
        return 0.0
    return 0.85 if some.lead or scene.alike(s.near, t.near) > 0.1 else 0.6


def _of_one_week(a: Answer, b: Answer) -> bool:
    """True for reports of one week, neither of which counts what was before its news ("a week after he …"): deeds like
    attacks come again."""
    dated = a.day is not None and b.day is not None and abs(a.day - b.day) <= WEEK
    return dated and not any(_before_that(x) for x in (a, b))


def _before_that(a: Answer) -> bool:
    clause = a.topic.clause
    if clause is None or clause.sentence.tokens[clause.head].dep != "advcl":
        return False
    return any(t.dep == "mark" and t.lemma.lower() in ("after", "since") for t in clause.below)


_COUNTED = listed("counted")


def _all_counted(a: Answer) -> bool:
    """True where the clause only says how many are in the role; "42 defendants were fined" may be some of them."""
    clause = a.topic.clause
    if nobody(a) or clause is None:
        return nobody(a)
    return clause.lemma in _COUNTED | a.topic.called or clause.event in LIGHT or a.topic.noun not in a.topic.called


def _tolls(a: Answer, b: Answer, scene: Scene, same_noun: bool, told: Told) -> float:
    """Two counts of the dead, the hurt, the arrested."""
    s, t = a.topic, b.topic
    near = scene.alike(s.near, t.near)
    if _over_days(a, scene) != _over_days(b, scene):
        return 0.0  # "46 arrests on Wednesday", "50 arrests over four nights"
    people = all(_people(x.noun) for x in (s, t))
    if not (people or same_noun) or handled(a) != handled(b) or told.outdone(a) or told.outdone(b):
        return 0.0
    narrow = (s.noun in NARROW) != (t.noun in NARROW)
    if (narrow and not (s.noun in ANYBODY or t.noun in ANYBODY)) or (s.noun in ASSAILANTS) != (t.noun in ASSAILANTS):
        return 0.0  # "five soldiers" and "sixteen workers", "four gunmen" and "21 people"
    if (s.noun in NARROW and t.noun in NARROW and not same_noun) or _kinds_of_some(a, b):
        return 0.0  # "four civilians" and "two soldiers"
    doubt = 0.1 * (s.unreal != t.unreal) + 0.12 * narrow + 0.1 * (a.report == b.report)
    most = 0.7 if elsewhere(a, b) or other_days(a, b) else 0.95
    only = ratio(a, b) <= DOUBLE and told.one_toll(a) and told.one_toll(b)
    return min(most, 0.74 + 0.4 * near + 0.1 * (a.lead and b.lead) + 0.05 * only - doubt)


DOUBLE = 0.301  # powers of ten


def _kinds_of_some(a: Answer, b: Answer) -> bool:
    """True for "two Dutch people" beside "four people": the smaller number is said to be of a kind."""
    small, large = (a.topic, b.topic) if amount(a) < amount(b) else (b.topic, a.topic)
    return bool(small.kinds and not large.kinds)


def _people(noun: str) -> bool:
    """True for a noun that counts people, for a bare number, and for a toll by its name ("six arrests")."""
    return "person" in sorts_of(noun) or numeral(noun) or event_of(noun) in TOLLS


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


_HANDLING = listed("handling")


def handled(a: Answer) -> frozenset[str]:
    """The other deeds that the number hangs on: "carried three dead to the hospital", "have received four bodies"."""
    return a.topic.events & _HANDLING
