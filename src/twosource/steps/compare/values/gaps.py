"""How far two values, and the days that they belong to, are apart."""

from __future__ import annotations

import math
from datetime import timedelta

from twosource.record import Moment, Quantity
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.numbers import middle
from twosource.steps.compare.values.told import amount

DAYS = timedelta(days=4)  # counts of one event grow over days; further apart it is another event

FRESH = timedelta(days=3)


def ratio(a: Answer, b: Answer) -> float:
    """By how many powers of ten two numbers are apart."""
    x, y = a.value, b.value
    if isinstance(x, Quantity) and isinstance(y, Quantity):
        u, v = middle(x), middle(y)
        return abs(math.log10(u / v)) if u > 0 and v > 0 else 3.0
    return 0.0


def word_lost(a: Answer, b: Answer) -> bool:
    """True for "11 million" and "11", "$25 billion" and "$25 million": the same figures, of which two at least, so that
    a word of size is missing or another."""
    small, large = sorted((amount(a), amount(b)))
    figures = f"{small:g}".replace(".", "").strip("0")
    times = large / small if small > 0 else 0.0
    who = [frozenset(k for x in c.role("actor") for k in x.keys) for v in (a, b) if (c := v.topic.clause) is not None]
    apart = len(who) == 2 and bool(who[0] and who[1]) and not who[0] & who[1]  # a fire killed 12, a war 12,000
    return len(figures) > 1 and not apart and any(math.isclose(times, size) for size in (1e3, 1e6, 1e9))


def other_days(a: Answer, b: Answer) -> bool:
    """True when each is dated to a day, and to another: 14 arrested on Monday, 20 on Tuesday."""
    days = [[m for m in x.when if m.precision in ("day", "minute", "hour") and not m.yearless] for x in (a, b)]
    return bool(days[0] and days[1]) and not any(
        x.earliest.date() == y.earliest.date() for x in days[0] for y in days[1]
    )


def dated_apart(a: Answer, b: Answer) -> bool:
    """True when every date of the one clause is days away from every date of the other."""
    return bool(a.when and b.when) and all(
        max(x.earliest - y.latest, y.earliest - x.latest) > DAYS for x in a.when for y in b.when
    )


def news_of_two_days(a: Answer, b: Answer) -> bool:
    """True where each report tells what was new on its own day, and the days are more than a few apart: a rule was
    overturned on 3 March, and again on 28 April."""
    days = [(x.day, x.value.earliest.date()) for x in (a, b) if x.day is not None and isinstance(x.value, Moment)]
    if len(days) < 2 or abs(days[0][1] - days[1][1]) <= FRESH:
        return False
    return all(abs(printed - told) <= FRESH for printed, told in days)


def not_yet(a: Answer) -> bool:
    """True for a past deed whose day lies after its report: "fired on June 8" in a report of May means another year."""
    clause = a.topic.clause
    if clause is None or a.day is None or not isinstance(a.value, Moment) or a.topic.unreal:
        return False
    present = any(t.dep in ("aux", "auxpass") and t.tag in ("VBZ", "VBP", "MD") for t in clause.below)
    past = clause.sentence.tokens[clause.head].tag in ("VBD", "VBN") and not present
    return past and a.value.earliest.date() > a.day + FRESH


def said_alike(a: Answer, b: Answer) -> bool:
    """True for "Saturday" and "Saturday", "today" and "today": one day in two reports, whatever each was worked out to
    be (a sentence may be copied days later, a weekday be the last or the next)."""
    relative = all(isinstance(x.value, Moment) and x.value.relative for x in (a, b))
    return relative and " ".join(a.words.lower().split()) == " ".join(b.words.lower().split())


def other_deed(a: Answer, b: Answer) -> bool:
    """True when each hangs on a happening, and on another: filmed on Sunday, arrested on Tuesday."""
    return bool(a.topic.events and b.topic.events) and not a.topic.events & b.topic.events


def one_voice(a: Answer, b: Answer) -> bool:
    """True when one report gives both numbers on the same word, or both in its own voice."""
    speakers = [x.statement.speaker if x.statement else None for x in (a, b)]
    return speakers[0] == speakers[1]
