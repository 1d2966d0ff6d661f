"""When two values that are not equal answer one question all the same.

A wrong "these differ" costs more than a missed one, so each rule needs much: the same count of the dead, one place that
both fill ("the 400-pound gorilla", "a 450-pound gorilla"), one happening of the same parties, one sentence told twice.
"""

from __future__ import annotations

import math
import re
from datetime import timedelta

from twosource.record import Moment, Quantity
from twosource.steps.clauses import Clause, roles_alike
from twosource.steps.compare.matter import persons_apart
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.sureness import DOUBTFUL
from twosource.steps.compare.values import numbers
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.census import in_census
from twosource.steps.compare.values.numbers import middle
from twosource.steps.compare.values.same_thing import (
    another_of_them,
    elsewhere,
    of_one_holder,
    of_one_substance,
    one_appointment,
    one_crowd,
    one_deed,
    other_spans,
    told_twice,
)
from twosource.steps.compare.values.scores import one_match
from twosource.steps.compare.values.series import one_place
from twosource.steps.compare.values.slots import CAPACITY, PENALTY, PLANNED, fits, named_apart, things_apart
from twosource.steps.compare.values.told import TOLLS, Told, amount, like_nouns, nobody, old, two_voices
from twosource.steps.keys import LIGHT, event_of, is_event, listed, numeral, sorts_of

WEEK = timedelta(days=7)
DAYS = timedelta(days=4)  # counts of one event grow over days; further apart it is another event
# What happens to one party once, so that two dates of it can't both be right; talks, votes and denials come again.
ONCE = listed("once")
# Nouns for a part of the people; "four civilians" and "six people" need not be one count.
NARROW = listed("narrow")
TIMES = 0.45  # powers of ten between two counts of one thing in other words


def when_apart(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """Two values that are not equal: one rule a family, after what forbids it for all."""
    if a.family == "count" and nobody(a) != nobody(b):
        return _none_or_some(a, b, scene, told)
    if a.family == "score":
        return 0.0 if old(a) != old(b) or _dated_apart(a, b) else one_match(a, b, scene, told)
    filled = _filled(a, b, scene, told)
    if filled >= 0.5 and a.family != "age":
        return filled
    if told.crossed(a, b):
        return 0.0 if a.family == "count" and a.topic.events & b.topic.events & TOLLS else -1.0
    if forbidden(a, b, scene) or (a.family == "date" and told.counts_apart(a, b)):
        return 0.0
    if a.report == b.report and (a.family != "count" or _one_voice(a, b)):
        return 0.0
    copied = len(a.topic.near) >= 5 and not _said_alike(a, b) and not elsewhere(a, b)
    dated = a.family in ("date", "clock")
    copied = copied and not (_other_deed(a, b) if dated else _other_days(a, b))
    copied = copied and (a.family != "count" or like_nouns(a, b))  # not "two vans" and "three guns"
    if a.report != b.report and copied and scene.alike(a.topic.near, b.topic.near) >= 0.75:
        return 0.92  # one sentence, told or copied twice, with another value in it
    if a.family == "count":
        return _counts(a, b, scene, told)
    if a.family == "ordinal":
        return one_place(a, b, scene)
    if a.family == "age":
        return 0.85 if a.topic.owner & b.topic.owner else filled  # one name stands beside both
    return _dates(a, b, scene, told) if a.family in ("date", "clock") else _amounts(a, b, scene, told)


def _other_deed(a: Answer, b: Answer) -> bool:
    """True when each hangs on a happening, and on another: filmed on Sunday, arrested on Tuesday."""
    return bool(a.topic.events and b.topic.events) and not a.topic.events & b.topic.events


def _none_or_some(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """ "No one was injured" and "two people were hurt": who it is said of must not be narrower on one side."""
    none, some = (a, b) if nobody(a) else (b, a)
    s, t = none.topic, some.topic
    if t.negated or t.unreal or s.unreal or old(a) != old(b) or _dated_apart(a, b):
        return 0.0
    if a.report == b.report and not two_voices(a, b):
        return 0.0
    if s.called:
        return 0.78 if s.called & t.called and not t.kinds and not told.in_other_role(some) else 0.0
    alike = t.noun == s.noun if s.noun != "person" else "person" in sorts_of(t.noun) or numeral(t.noun)
    if not s.events & t.events & TOLLS or not alike or told.counts_some(none):
        return 0.0
    return 0.85 if some.lead or scene.alike(s.near, t.near) > 0.1 else 0.6


def _filled(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """Two values in one place: the weights of "the 400-pound gorilla" and of "a 450-pound gorilla"."""
    if a.family not in ("measure", "share", "age", "duration") or a.report == b.report or forbidden(a, b, scene):
        return 0.0
    if _ratio(a, b) > 1 or (a.family == "measure" and told.has_both(a, b)):
        return 0.0
    if a.slot.graded == b.slot.graded == PENALTY:
        return 0.0 if named_apart(a.slot, b.slot) or _several(a, b, told) else 0.78
    if a.slot.graded == b.slot.graded == CAPACITY:
        return 0.78 if a.slot.of & b.slot.of and not told.refilled(a, b, scene) else 0.0
    if not fits(a.slot, b.slot, scene) or told.refilled(a, b, scene):
        return 0.0
    if a.family == "duration" and a.slot.graded != PLANNED and told.crossed(a, b):
        return 0.0
    near = scene.alike(a.topic.near, b.topic.near)
    happening = bool(a.topic.events & b.topic.events) or a.slot.graded == b.slot.graded == PLANNED
    if a.family == "age":
        return min(0.9, 0.6 + 0.15 * happening + 0.1 * (a.lead and b.lead) + 0.4 * near)
    if a.family == "duration":
        return min(0.85, 0.4 + 0.2 * happening + 0.8 * near) if a.slot.verb and a.slot.of & b.slot.of else 0.0
    known = a.slot.of & b.slot.of | a.slot.holder & b.slot.holder
    if not a.slot.verb and not known & scene.opening(a.report) & scene.opening(b.report):
        return 0.0  # "a 36-yard field goal": one of many, not what the reports are about
    return min(0.9, 0.76 + 0.3 * near)


def _several(a: Answer, b: Answer, told: Told) -> bool:
    """True when one report speaks of more than one highest penalty, so that there are several charges or people."""
    return any(
        o.slot.graded == PENALTY and numbers.highest(o.value) != numbers.highest(x.value)
        for x in (a, b)
        for o in told.values(x.report, x.family)
        if isinstance(o.value, Quantity) and isinstance(x.value, Quantity)
    )


def forbidden(a: Answer, b: Answer, scene: Scene) -> bool:
    """A part of a greater number, another time, another scope, or a clause that is denied or only possible."""
    s, t = a.topic, b.topic
    if a.slot.graded != b.slot.graded and {a.slot.graded, b.slot.graded} & {CAPACITY, PENALTY, PLANNED}:
        return True  # what can be, or was to be, and what was
    if _unlike_stuff(a, b) or (a.family in ("money", "measure") and things_apart(a.slot, b.slot)):
        return True
    if _limited(a, b) or of_others(a, b, scene):
        return True
    if a.family == "duration" and (_other_days(a, b) or _grows(a, b)):
        return True  # searched for three hours on Monday, for five on Tuesday
    if a.family == "date" and (_news_of_two_days(a, b) or _not_yet(a) or _not_yet(b)):
        return True
    part = a.family != "ordinal" and (s.part or t.part)  # "12 of 40 laps" says which lap it was
    if part or s.negated != t.negated or (a.family == "date" and s.lead_in != t.lead_in):
        return True
    if any(isinstance(x.value, Quantity) and x.value.vague for x in (a, b)):
        return True
    return a.family != "date" and (old(a) != old(b) or _dated_apart(a, b))


def of_others(a: Answer, b: Answer, scene: Scene) -> bool:
    """True where each is told of somebody or something else: of two parties, of one office of a person and of all the
    years, of two sons."""
    if any(_in_a_row(x, scene) for x in (a, b)):
        return True
    toll = a.family == "count" and bool(a.topic.events & b.topic.events & TOLLS)
    if a.family in ("count", "duration") and not toll and _in_role(a) != _in_role(b):
        return True
    return a.family in ("duration", "measure", "money", "count") and not toll and _others(a, b, scene)


def _in_role(a: Answer) -> bool:
    """True for "spent four seasons as a director", which are only some of her seasons."""
    return a.topic.clause is not None and not a.topic.called and bool(a.topic.clause.role("as"))


_MORE_BEFORE = re.compile(r"\d\s*(?:,|&|and|or)\s*$")
_MORE_AFTER = re.compile(r"\s*(?:,|&|and\b|or\b)\s*\d+(?![\d,.]*\d|\s*(?:%|per))")


def _in_a_row(a: Answer, scene: Scene) -> bool:
    """True for one of "two sons, ages 6 and 16": bare numbers side by side, each of another."""
    bare = a.family == "age" or (a.family == "count" and numeral(a.topic.noun))
    text, start, end = scene.texts[a.report], a.mention.start, a.mention.end
    return bare and bool(_MORE_BEFORE.search(text[max(0, start - 12) : start]) or _MORE_AFTER.match(text[end:]))


_DAYS = frozenset({"day", "week", "month", "year"})


def _grows(a: Answer, b: Answer) -> bool:
    """True for "after four days of riots" and "after eight days of riots", unless both were printed on one day: what
    still went on when the one was written is longer in the other."""
    days = isinstance(a.value, Quantity) and a.value.unit in _DAYS and a.slot.graded != PLANNED
    return days and bool(a.topic.lasting & b.topic.lasting) and (a.day is None or a.day != b.day)


def _others(a: Answer, b: Answer, scene: Scene) -> bool:
    """True for what is told of two parties: the 28 years of one officer and the 20 of another, two teams' yards."""
    one, two = a.topic.clause, b.topic.clause
    if one is None or two is None:
        return False
    if a.family == "duration":
        return persons_apart(one, two, scene)
    named = [{k for x in c.role("actor") for k in x.keys if ":" in k} for c in (one, two)]
    return bool(named[0] and named[1]) and not named[0] & named[1]


def _limited(a: Answer, b: Answer) -> bool:
    """True when the two are told of two places, of two of a kind ("the first poll"), or one of a span of time only. The
    weight of a thing is the same everywhere, and a toll is often told of a town here and of its country there."""
    s, t = a.topic, b.topic
    toll = a.family == "count" and (s.events & t.events & TOLLS or s.called & t.called)
    if toll or a.family == "date":
        return False
    plain = not a.slot.verb and not b.slot.verb
    trait = a.family in ("measure", "share", "age") and (plain or bool(a.slot.graded and b.slot.graded))
    if trait or another_of_them(a, b):
        return another_of_them(a, b)
    return elsewhere(a, b) or (a.family in ("count", "money", "measure", "share") and other_spans(a, b))


def _unlike_stuff(a: Answer, b: Answer) -> bool:
    """True for "20 kg of heroin" and "35 kg of flour"."""
    stuff = {x.value.counted for x in (a, b) if a.family == "measure" and isinstance(x.value, Quantity)} - {""}
    return len(stuff) > 1


def _one_voice(a: Answer, b: Answer) -> bool:
    """True when one report gives both numbers on the same word, or both in its own voice."""
    speakers = [x.statement.speaker if x.statement else None for x in (a, b)]
    return speakers[0] == speakers[1]


def _counts(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    s, t = a.topic, b.topic
    if s.noun == t.noun and not numeral(s.noun) and s.events & t.events and _word_lost(a, b):
        return 0.85
    toll = (s.events | t.events) & TOLLS
    if not toll and _other_days(a, b):
        return 0.0
    if not toll and not s.called | t.called and _ratio(a, b) < TIMES and in_census(a, b, scene, told):
        return 0.78 if _of_one_week(a, b) else DOUBTFUL
    kinds_apart = bool(s.kinds and t.kinds) and not s.kinds & t.kinds
    if s.events & TOLLS != t.events & TOLLS or kinds_apart or _ratio(a, b) > 1 or _of_person(a) or _of_person(b):
        return 0.0
    near = scene.alike(s.near, t.near)
    same_noun = s.noun == t.noun and not numeral(s.noun)
    if s.events & TOLLS:
        return _tolls(a, b, near, same_noun, told)
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


def _word_lost(a: Answer, b: Answer) -> bool:
    """True for "11 million" and "11", "$25 billion" and "$25 million": the same figures, of which two at least, so that
    a word of size is missing or another."""
    small, large = sorted((amount(a), amount(b)))
    figures = f"{small:g}".replace(".", "").strip("0")
    times = large / small if small > 0 else 0.0
    who = [frozenset(k for x in c.role("actor") for k in x.keys) for v in (a, b) if (c := v.topic.clause) is not None]
    apart = len(who) == 2 and bool(who[0] and who[1]) and not who[0] & who[1]  # a fire killed 12, a war 12,000
    return len(figures) > 1 and not apart and any(math.isclose(times, size) for size in (1e3, 1e6, 1e9))


_COUNTED = listed("counted")


def _all_counted(a: Answer) -> bool:
    """True where the clause only says how many are in the role; "42 defendants were fined" may be some of them."""
    clause = a.topic.clause
    if nobody(a) or clause is None:
        return nobody(a)
    return clause.lemma in _COUNTED | a.topic.called or clause.event in LIGHT or a.topic.noun not in a.topic.called


def _tolls(a: Answer, b: Answer, near: float, same_noun: bool, told: Told) -> float:
    """Two counts of the dead, the hurt, the arrested."""
    s, t = a.topic, b.topic
    people = all(_people(x.noun) for x in (s, t))
    if not (people or same_noun) or handled(a) != handled(b) or told.outdone(a) or told.outdone(b):
        return 0.0
    narrow = (s.noun in NARROW) != (t.noun in NARROW)
    if (s.noun in NARROW and t.noun in NARROW and not same_noun) or _kinds_of_some(a, b):
        return 0.0  # "four civilians" and "two soldiers"
    doubt = 0.1 * (s.unreal != t.unreal) + 0.12 * narrow + 0.1 * (a.report == b.report)
    most = 0.7 if elsewhere(a, b) or _other_days(a, b) else 0.95
    return min(most, 0.74 + 0.4 * near + 0.1 * (a.lead and b.lead) - doubt)


def _other_days(a: Answer, b: Answer) -> bool:
    """True when each is dated to a day, and to another: 14 arrested on Monday, 20 on Tuesday."""
    days = [[m for m in x.when if m.precision in ("day", "minute", "hour") and not m.yearless] for x in (a, b)]
    return bool(days[0] and days[1]) and not any(
        x.earliest.date() == y.earliest.date() for x in days[0] for y in days[1]
    )


def _kinds_of_some(a: Answer, b: Answer) -> bool:
    """True for "two Dutch people" beside "four people": the smaller number is said to be of a kind."""
    small, large = (a.topic, b.topic) if amount(a) < amount(b) else (b.topic, a.topic)
    return bool(small.kinds and not large.kinds)


def _people(noun: str) -> bool:
    """True for a noun that counts people, for a bare number, and for a toll by its name ("six arrests")."""
    return "person" in sorts_of(noun) or numeral(noun) or event_of(noun) in TOLLS


def _amounts(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """Durations, money, shares and measures: of one happening, in sentences that share much."""
    s, t = a.topic, b.topic
    near = scene.alike(s.near, t.near)
    if a.family == "money" and near > 0.2 and s.events & t.events and _word_lost(a, b):
        return 0.85
    if _ratio(a, b) > 1 or named_apart(a.slot, b.slot) or _other_lasted(a, b):
        return 0.0
    if told_twice(a, b, scene, told) or of_one_substance(a, b, scene, told) or _one_price(a, b, scene, told):
        return min(0.9, 0.76 + 0.2 * near)
    if told.one_stretch(a, b) and (near > 0.1 or len(s.near & t.near) > 2):
        return min(0.9, 0.76 + 0.2 * near)
    if not s.events & t.events:
        return 0.0
    if a.family == "money":
        return min(0.9, 0.6 + near) if any(is_event(e) for e in s.events & t.events) and near > 0.1 else 0.0
    if s.clause is None or t.clause is None or scene.like(s.clause, t.clause) < 0.35:
        return 0.0
    if near > 0.3 and (a.family not in ("measure", "share") or s.events == t.events):
        return min(0.9, 0.45 + 0.6 * near)
    return 0.0


def _other_lasted(a: Answer, b: Answer) -> bool:
    """True for "the hearing lasted two hours" and "the concert lasted six"."""
    if a.topic.lasting & b.topic.lasting:
        return False
    return a.family == "duration" and bool(a.slot.of and b.slot.of) and not a.slot.of & b.slot.of


def _one_price(a: Answer, b: Answer, scene: Scene, told: Told) -> bool:
    """True for "set bail at $250,000" and "bail was set at $500,000": one deed with one sum in each report."""
    single = all(told.alone(x) and len(told.values(x.report, "money")) == 1 for x in (a, b))
    return a.family == "money" and single and one_deed(a, b, scene)


def _dates(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """Dates of one happening with the same participants."""
    s, t = a.topic, b.topic
    shared = {e for e in s.events & t.events if is_event(e) or e in TOLLS}
    if s.clause is None or t.clause is None or s.lead_in != t.lead_in:
        return 0.0
    near = scene.alike(s.near, t.near)
    if near >= 0.6 and len(s.names & t.names) >= 2 and not _said_alike(a, b) and not _other_deed(a, b):
        return 0.8  # one sentence of two names told twice, with another date in it
    if a.family == "date" and one_appointment(a, b) and not _said_alike(a, b):
        return 0.78
    if a.family == "clock" and told_twice(a, b, scene, told):
        return 0.78
    if _announced(a) and _announced(b) and not _said_alike(a, b):
        return _one_announcement(a, b, scene)
    if not s.events & t.events:
        return 0.0
    roles = roles_alike(s.clause, t.clause)
    if roles < 0 or _said_alike(a, b) or _done_to_others(s.clause, t.clause):
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


def _news_of_two_days(a: Answer, b: Answer) -> bool:
    """True where each report tells what was new on its own day, and the days are more than a few apart: a rule was
    overturned on 3 March, and again on 28 April."""
    days = [(x.day, x.value.earliest.date()) for x in (a, b) if x.day is not None and isinstance(x.value, Moment)]
    if len(days) < 2 or abs(days[0][1] - days[1][1]) <= FRESH:
        return False
    return all(abs(printed - told) <= FRESH for printed, told in days)


def _not_yet(a: Answer) -> bool:
    """True for a past deed whose day lies after its report: "fired on June 8" in a report of May means another year."""
    clause = a.topic.clause
    if clause is None or a.day is None or not isinstance(a.value, Moment) or a.topic.unreal:
        return False
    present = any(t.dep in ("aux", "auxpass") and t.tag in ("VBZ", "VBP", "MD") for t in clause.below)
    past = clause.sentence.tokens[clause.head].tag in ("VBD", "VBN") and not present
    return past and a.value.earliest.date() > a.day + FRESH


FRESH = timedelta(days=3)
MONTH = timedelta(days=30)
AGAIN = 0.15  # what the same parties did a month apart is two deeds unless the sentences share this much


def _far_apart(a: Answer, b: Answer) -> bool:
    x, y = a.value, b.value
    return isinstance(x, Moment) and isinstance(y, Moment) and max(x.earliest - y.latest, y.earliest - x.latest) > MONTH


_ANNOUNCING = frozenset({"announce", "unveil", "reveal", "disclose"})
FAR = timedelta(days=2)  # nearer than this, "late Friday" and "Saturday" may be one evening in two time zones


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


def _said_alike(a: Answer, b: Answer) -> bool:
    """True for "Saturday" and "Saturday", "today" and "today": one day in two reports, whatever each was worked out to
    be (a sentence may be copied days later, a weekday be the last or the next)."""
    relative = all(isinstance(x.value, Moment) and x.value.relative for x in (a, b))
    return relative and " ".join(a.words.lower().split()) == " ".join(b.words.lower().split())


def _done_to_others(one: Clause, two: Clause) -> bool:
    """True when both clauses say to whom or what it was done, and no word of that is shared."""
    keys = [frozenset(k for x in c.role("undergoer") for k in x.keys) for c in (one, two)]
    return bool(keys[0] and keys[1]) and not keys[0] & keys[1]


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


def handled(a: Answer) -> frozenset[str]:
    """The other deeds that the number hangs on: "carried three dead to the hospital", "have received four bodies"."""
    return a.topic.events & _HANDLING


_HANDLING = listed("handling")
