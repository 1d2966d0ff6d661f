"""Where one report itself sets two values against one another: corrected ones, and one source against another.

"The zoo initially said that he is 4. A spokeswoman later said he is 3." "Police put the crowd at 5,000, the organisers
at 20,000." Such values are not two things: the report says in words that they answer one question.
"""

from __future__ import annotations

import re

from twosource.record import Quantity
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.numbers import middle, relate, same_unit
from twosource.steps.keys import listed, numeral

TOLLS = listed("tolls")
_SAID = (
    r"(?:reported|said|put|announced|believed|thought|estimated|given|stated|claimed|counted|told|feared|reports?|"
    r"figures?|counts?|estimates?|tolls?|accounts?)"
)
_ONCE = r"(?:initial(?:ly)?|original(?:ly)?|at first|earlier|previous(?:ly)?|first|preliminary)"
# Before the value, near it: "initially reported to be 4", "earlier reports of 12", "revised from 12".
_BEFORE = re.compile(
    rf"\b(?:{_ONCE}\s+(?:\w+\s+){{0,2}}?{_SAID}|{_SAID}\s+{_ONCE}|(?:revised|corrected|lowered|raised)\s+(?:up\s+|down\s+)?"
    rf"from)\b(?:\s+(?:to\s+be|as|at|that|it|he|she|they|is|was|were|the|an?|about|around|of|up|child|boy|girl|man|woman|age)){{0,7}}\s*$",
    re.IGNORECASE,
)
# After it: "the 230 first estimated", "two, as first believed".
_AFTER = re.compile(rf"^(?:,? as)?[^.,;!?\d]{{0,25}}?\b{_ONCE}\s+{_SAID}\b", re.IGNORECASE)
# Of the newer one: "was lowered to 21", "has been revised upwards to 14".
_CHANGED = re.compile(
    r"\b(?:revised|corrected|lowered|raised|cut|reduced|increased|updated)\s+(?:(?:up|down|upwards?|downwards?)\s+)?to\s*$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:but|while|whereas|however|although|though|instead|insist\w*|rather|put|puts|putting|disput\w*|den(?:y|ies|ied)|"
    r"reckon\w*|contradict\w*|by contrast|in contrast|on the other hand|according to)\b",
    re.IGNORECASE,
)
MOST = 5  # times
FAR = 320  # characters; two values further apart are not set against one another


def superseded(a: Answer, text: str) -> bool:
    """True for a value that its report calls the first, the earlier one; ``text`` is the report's."""
    start, end = a.mention.start, a.mention.end
    return bool(_BEFORE.search(text[max(0, start - 90) : start]) or _AFTER.match(text[end : end + 60]))


def changed_to(a: Answer, text: str) -> bool:
    """True for a value to which its report says that an earlier one was changed; ``text`` is the report's."""
    return bool(_CHANGED.search(text[max(0, a.mention.start - 40) : a.mention.start]))


def revised(a: Answer, b: Answer, text: str) -> bool:
    """True when one report gives both, close together, and calls one of them (not both) the earlier one."""
    if a.report != b.report or not _comparable(a, b) or not _one_sort(a, b):
        return False
    return superseded(a, text) != superseded(b, text)


def two_sources(a: Answer, b: Answer, text: str) -> bool:
    """True when one report gives both, close together, each on another source's word, with words of contrast."""
    if a.report != b.report or not _comparable(a, b) or not _one_sort(a, b):
        return False
    bare = a.family == "count" and any(numeral(x.topic.noun) for x in (a, b))
    if bare and not a.topic.events & b.topic.events & TOLLS:
        return False  # "of the 13 people detained …", "put the number of those detained at eight"
    speakers = [_voice(x) for x in (a, b)]
    if not all(speakers) or speakers[0] == speakers[1]:
        return False
    one, two = sorted((a, b), key=lambda x: x.mention.start)
    return bool(_AGAINST.search(text[one.mention.end : two.mention.end + 40]))


def _voice(a: Answer) -> str:
    """On whose word a value stands: who says so, or who "put the number at eight"; empty for the report's own."""
    if a.statement is not None and a.statement.kind != "narrated":
        return a.statement.speaker or ""
    tokens = a.topic.clause.sentence.tokens if a.topic.clause is not None else ()
    puts = [k for k, t in enumerate(tokens) if t.head == k and t.lemma in _PUTTING]
    return next((t.text.lower() for t in tokens if t.head in puts and t.dep == "nsubj"), "")


_PUTTING = frozenset({"count", "estimate", "give", "put"})


def one_question(a: Answer, b: Answer) -> bool:
    """True where two values of two sources are of one happening or thing; not twenty million raised, and fifty million
    that are the goal."""
    return bool(a.topic.events & b.topic.events or a.slot.of & b.slot.of) and not a.topic.unreal and not b.topic.unreal


def _of_share(a: Answer) -> bool:
    """True for percentage points, of which a poll has one number for each group."""
    return isinstance(a.value, Quantity) and a.value.unit.startswith("percent")


def _one_sort(a: Answer, b: Answer) -> bool:
    """True for amounts of money, of time, of length, or counts of one noun, that are not many times one another."""
    if a.family == "share" or _of_share(a) or a.topic.events & TOLLS != b.topic.events & TOLLS:
        return False
    nouns = {x.topic.noun for x in (a, b) if not numeral(x.topic.noun)}
    if a.family == "count" and len(nouns) != 1:
        return False
    kinds = a.topic.kinds, b.topic.kinds
    if a.family == "count" and kinds[0] and kinds[1] and not kinds[0] & kinds[1]:
        return False  # subsidiaries in all, and those in tax havens
    x, y = a.value, b.value
    if not isinstance(x, Quantity) or not isinstance(y, Quantity):
        return False
    small, large = sorted((middle(x), middle(y)))
    return small > 0 and large <= MOST * small


def _comparable(a: Answer, b: Answer) -> bool:
    """True for two exact values of one sort, near one another."""
    x, y = a.value, b.value
    if a.family != b.family or not isinstance(x, Quantity) or not isinstance(y, Quantity) or not same_unit(x, y):
        return False
    one, two = sorted((a, b), key=lambda v: v.mention.start)
    near = two.mention.start - one.mention.end <= FAR and two.topic.sentence - one.topic.sentence <= 1
    return near and relate(x, y).verdict == "differ" and not x.vague and not y.vague
