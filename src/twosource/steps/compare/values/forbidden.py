"""What forbids that two values answer one question, whatever else speaks for it."""

from __future__ import annotations

import re

from twosource.record import Quantity
from twosource.steps.compare.circumstances.populations import peopled
from twosource.steps.compare.matter import persons_apart
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.gaps import dated_apart, news_of_two_days, not_yet, other_days
from twosource.steps.compare.values.numbers import relate, same_unit
from twosource.steps.compare.values.occasions import other_occasion
from twosource.steps.compare.values.same_thing import another_of_them, elsewhere, other_spans
from twosource.steps.compare.values.slots import CAPACITY, PENALTY, PLANNED, things_apart
from twosource.steps.compare.values.told import TOLLS, amount, old, one_owner
from twosource.steps.keys import numeral
from twosource.steps.once import once


def forbidden(a: Answer, b: Answer, scene: Scene) -> bool:
    """A part of a greater number, another time, another scope, or a clause that is denied or only possible."""
    s, t = a.topic, b.topic
    if a.slot.graded != b.slot.graded and {a.slot.graded, b.slot.graded} & {CAPACITY, PENALTY, PLANNED}:
        return True  # what can be, or was to be, and what was
    if a.family not in ("date", "clock", "ordinal") and other_occasion(a, b):
        return True
    part = a.family != "ordinal" and (s.part or t.part)  # "12 of 40 laps" says which lap it was
    if part or s.negated != t.negated or (a.family == "date" and s.lead_in != t.lead_in):
        return True
    if any(isinstance(x.value, Quantity) and x.value.vague for x in (a, b)):
        return True
    if a.family != "date" and not _of_today(a, b) and (old(a) != old(b) or dated_apart(a, b)):
        return True
    if a.family == "date" and (news_of_two_days(a, b) or not_yet(a) or not_yet(b)):
        return True
    if a.family == "duration" and (other_days(a, b) or _grows(a, b) or _offsets_apart(a, b)):
        return True  # searched for three hours on Monday, for five on Tuesday
    if _unlike_stuff(a, b) or (a.family in ("money", "measure") and things_apart(a.slot, b.slot)):
        return True
    return _limited(a, b) or of_others(a, b, scene)


def _offsets_apart(a: Answer, b: Answer) -> bool:
    """True for "38 seconds before the train came" and "11 seconds after it": no two lengths of one thing."""
    return not a.topic.lasting & b.topic.lasting and _offset(a) != _offset(b)


@once
def _offset(a: Answer) -> str:
    """The word behind a length of time that tells how far two things were apart: "38 seconds before"."""
    tokens = a.topic.clause.sentence.tokens if a.topic.clause is not None else ()
    behind = next((t.lemma.lower() for t in tokens if t.start >= a.mention.end), "")
    return behind if behind in ("before", "after", "earlier", "later", "ago") else ""


A_BIRTHDAY = 2 * 8766.0  # hours by which ages differ that are both those of the day of the report


def _of_today(a: Answer, b: Answer) -> bool:
    """True for two ages of one person that are nearly one, or told of these days: "60-year-old Crane is accused of a
    killing in 1967" dates the killing and not the age."""
    named = a.family == "age" and one_owner(a, b)
    return named and (abs(amount(a) - amount(b)) <= A_BIRTHDAY or not (old(a) or old(b)))


def of_others(a: Answer, b: Answer, scene: Scene) -> bool:
    """True where each is told of somebody or something else: of two parties, of one office of a person and of all the
    years, of two sons."""
    if any(_in_a_row(x, scene) for x in (a, b)) or _another_time(a, b, scene):
        return True
    toll = a.family == "count" and bool(a.topic.events & b.topic.events & TOLLS)
    towns = [peopled(scene, x.report, x.mention.start) for x in (a, b)] if a.family == "count" else []
    if len({t for t in towns if t is not None}) > 1:
        return True  # "a town of 8,000 people", and another
    if a.family in ("count", "duration") and not toll and _in_role(a) != _in_role(b):
        return True
    return a.family in ("duration", "measure", "money", "count") and not toll and _others(a, b, scene)


@once
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


_BRINGING = re.compile(r"\s+(?:\w+\s+){0,2}?(?:for|worth|totall?ing)\s+(?:about\s+|over\s+)?$", re.IGNORECASE)
_AS_FAR = 40  # characters from a number to what it brought


def _another_time(a: Answer, b: Answer, scene: Scene) -> bool:
    """True for "39 passes for 302 yards" and "29 passes for 201 yards": where what each number brought is another, too,
    no figure is wrong, but two occasions are told. The dead and the hurt of one crash may both be miscounted."""
    if a.family != "count" or a.topic.events & b.topic.events & TOLLS:
        return False
    one, two = _brought(a, scene), _brought(b, scene)
    return one is not None and two is not None and same_unit(one, two) and relate(one, two).verdict == "differ"


def _brought(a: Answer, scene: Scene) -> Quantity | None:
    """The yards of "39 passes for 302 yards"."""
    if not isinstance(a.value, Quantity):
        return None
    text, end = scene.texts[a.report], a.value.end
    near = (q for q in scene.material.quantities.get(a.report, ()) if 0 < q.start - end <= _AS_FAR)
    return next((q for q in near if _BRINGING.fullmatch(text[end : q.start])), None)


def _unlike_stuff(a: Answer, b: Answer) -> bool:
    """True for "20 kg of heroin" and "35 kg of flour"."""
    stuff = {x.value.counted for x in (a, b) if a.family == "measure" and isinstance(x.value, Quantity)} - {""}
    return len(stuff) > 1
