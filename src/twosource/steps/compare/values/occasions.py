"""Which occasion, stage or part a value is told of: "a month before", "on the first day", "in Blantyre alone".

Words that say so beside one value and not beside the other keep the two apart, whatever else they share: most wrong
differences between sentences that share their words are of this kind (docs/decisions/0006).
"""

from __future__ import annotations

import functools
import re

from twosource.lexicon import lines
from twosource.record import Token
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.told import TOLLS
from twosource.steps.keys import event_of, listed
from twosource.steps.once import once

NEAR = 110  # characters on either side of a value in which words can say what it is told of
_TIMES = (
    *("hour", "day", "night", "morning", "evening", "week", "weekend", "fortnight", "month", "quarter", "season"),
    *("winter", "summer", "spring", "autumn", "year", "decade"),
)
_TIME = f"(?:{'|'.join(_TIMES)})s?"
# In the sentence before the value: what is laid at somebody's door is not what was proven, nor what is asked what is.
_MEANING = r"(?:means|plans|aims|wants|hopes|intends|expects|planned|wanted|hoped|intended|meant|expected) to"


def other_occasion(a: Answer, b: Answer) -> bool:
    """True where words beside one value tell of another occasion, stage or part than those beside the other."""
    toll = bool(a.topic.events & b.topic.events & TOLLS)
    if _marks(a) != _marks(b) or _month(a) != _month(b):
        return True
    if not (a.slot.graded or b.slot.graded) and _standing(a) != _standing(b):
        return True  # how long it was to last, and what the law allows, have places of their own
    return (toll and _some(a) != _some(b)) or (a.family == "share" and _circle(a) != _circle(b))


@once
def _standing(a: Answer) -> frozenset[str]:
    """In which way it is held to be so, where the sentence says that before the value: "charged", "demanded"."""
    clause = a.topic.clause
    tokens = clause.sentence.tokens if clause is not None else ()
    before = " ".join(t.text for t in tokens if 0 < a.mention.start - t.start < NEAR)
    return frozenset(m.group(1).lower()[:6] for m in _standings().finditer(before))


@functools.cache
def _standings() -> re.Pattern[str]:
    held = "|".join(re.escape(w) + r"\w*" for w in sorted(listed("standing")))
    return re.compile(rf"\b({_MEANING}|{held})\b", re.IGNORECASE)


_IN_MONTH = re.compile(
    r"\b[Ii]n (January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


@once
def _month(a: Answer) -> str:
    """The month of "in April", which is that of another happening where the report is of a later one and the other says
    nothing of it."""
    found = [m.group(1) for words in _around(a) for m in _IN_MONTH.finditer(words)]
    this = f"{a.day:%B}" if a.day is not None else ""
    return next((month for month in found if month != this), "")


_OF_WHOM = frozenset({"in", "among", "with", "across", "for"})


@once
def _circle(a: Answer) -> frozenset[str]:
    """Of whom or where a share is: "in Catalonia", "with car loans"."""
    clause = a.topic.clause
    tokens = clause.sentence.tokens if clause is not None else ()
    inside = {k for k, t in enumerate(tokens) if clause is not None and clause.start <= t.start < clause.end}
    found = (t for k, t in enumerate(tokens) if k in inside and t.dep == "pobj" and t.ent not in ("DATE", "TIME"))
    return frozenset(t.lemma.lower() for t in found if tokens[t.head].lemma.lower() in _OF_WHOM)


@once
def _marks(a: Answer) -> frozenset[str]:
    """The words near the value that say what occasion, stage or part it is told of; in lower case."""
    before, behind = _around(a)
    found = (m.group().lower() for mark in _patterns() for m in (*mark.finditer(before), *mark.finditer(behind)))
    return frozenset(found)


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.replace("TIME", _TIME), re.IGNORECASE) for row in lines("en", "occasions"))


@once
def _around(a: Answer) -> tuple[str, str]:
    """The words of its clause before and behind it, with those before the clause that belong to no other."""
    clause = a.topic.clause
    if clause is None:
        return "", ""
    tokens = clause.sentence.tokens
    within = _reach(clause.start, clause.end, tokens)
    before = [
        t for t in tokens if within[0] <= t.start and t.end <= a.mention.start and a.mention.start - t.start < NEAR
    ]
    behind = [t for t in tokens if a.mention.end <= t.start and t.end <= within[1] and t.end - a.mention.end < NEAR]
    return (" ".join(t.text for t in before), " ".join(t.text for t in behind))


def _reach(start: int, end: int, tokens: tuple[Token, ...]) -> tuple[int, int]:
    """A clause with the words before it in its sentence that belong to no other: "The month before, nine died"."""
    first = next((t.start for t in tokens if t.end <= start and t.dep in ("npadvmod", "advmod", "prep")), start)
    return (min(first, start), end)


_WHOLE = frozenset({"the", "all", "both", "these", "those"})
_NAMING = listed("counted") | listed("light")
_SUFFERERS = frozenset({"captive", "detainee", "escapee", "evacuee", "hostage", "survivor", "victim"})


@once
def _some(a: Answer) -> bool:
    """True for "fifteen passengers injured in the crash were taken to hospital": some of those who were injured, of
    whom something else is told, and for "eleven victims testified"; "the 58 injured passengers" are all."""
    clause = a.topic.clause
    if clause is None or clause.event in a.topic.events & TOLLS or clause.lemma in _NAMING:
        return False
    tokens = clause.sentence.tokens
    first = next((k for k, t in enumerate(tokens) if a.mention.start <= t.start < a.mention.end), None)
    if first is None:
        return False
    counted = tokens[first].head if tokens[first].dep == "nummod" else first
    if tokens[counted].dep not in ("nsubj", "nsubjpass") or tokens[counted].head != clause.head:
        return False
    if any(t.head == counted and t.lemma.lower() in _WHOLE for t in tokens):
        return False
    suffered = event_of(a.topic.noun) in TOLLS and a.topic.noun in _SUFFERERS
    return suffered or any(
        t.head == counted and t.dep in ("acl", "relcl") and event_of(t.lemma) in TOLLS for t in tokens
    )
