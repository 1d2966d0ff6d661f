"""How sure it is that two values answer one question: the rules of ``asked``, and beside them what is learned.

The learned part is a logistic regression over the signs of ``signs``; its sum is turned into a probability that
held-out stories bear out (Platt 1999). It is asked only for pairs that no single sign keeps apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from twosource.lexicon import table
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.sureness import DOUBTFUL
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.asked import same_question
from twosource.steps.compare.values.forbidden import of_others
from twosource.steps.compare.values.occasions import other_occasion
from twosource.steps.compare.values.signs import (
    SIGNS,
    Sign,
    answered,
    crossed,
    dated_apart,
    event_rare,
    in_one_sentence,
    kinds_apart,
    mood_apart,
    noun_missing,
    old_apart,
    only_one,
    outdone,
    owner_same,
    part_both,
    part_one,
    ratio,
    same_report,
    scope_one,
    set_against,
    slip,
    toll_apart,
    vague,
)
from twosource.steps.compare.values.slots import things_apart
from twosource.steps.compare.values.surroundings import Surroundings
from twosource.steps.compare.values.told import TOLLS, Told, amount, equal, unlike_units
from twosource.steps.keys import numeral

_NEVER: tuple[Sign, ...] = (  # those that look at other values come last
    part_one, part_both, scope_one, vague, kinds_apart, old_apart, mood_apart, only_one, same_report, dated_apart,
    in_one_sentence, crossed, outdone, answered,
)  # fmt: skip
LONG = 100  # a smaller number without a noun may count anything
WIDEST = 0.7  # powers of ten; numbers further apart are two things or one misprint that nobody takes for the other


def comparable(a: Answer, b: Answer, s: Surroundings) -> bool:
    """False where a single sign is enough to keep two numbers apart."""
    if a.family in ("date", "clock", "score", "ordinal") or (a.family == "count" and not _one_noun(a, b)):
        return False
    if (ratio(a, b, s) > WIDEST and not slip(a, b, s)) or any(sign(a, b, s) for sign in _NEVER):
        return False
    if (
        other_occasion(a, b)
        or of_others(a, b, s.scene)
        or (a.family in ("money", "measure") and things_apart(a.slot, b.slot))
    ):
        return False
    if a.family == "measure" and bool(a.slot.verb) != bool(b.slot.verb):
        return False  # "a 200-yard game" and "went 73 yards"
    if a.family == "age":
        return bool(owner_same(a, b, s))
    if a.family != "count":
        return True
    if a.topic.events & b.topic.events & TOLLS or toll_apart(a, b, s):
        return False  # tolls are for the rules
    return not noun_missing(a, b, s) or any(sign(a, b, s) for sign in (event_rare, slip, set_against))


def _one_noun(a: Answer, b: Answer) -> bool:
    """True for two counts of one noun; or where one has none, for long figures: knockouts are no wins."""
    bare = numeral(a.topic.noun) or numeral(b.topic.noun)
    return a.topic.noun == b.topic.noun or (bare and min(amount(a), amount(b)) >= LONG)


class Judge:
    """How sure it is that two values of a story answer one question: the rules of ``asked``, and what is learned."""

    def __init__(self, found: Sequence[Answer], scene: Scene) -> None:
        self.scene = scene
        self.told = Told(found, scene)
        self.around = Surroundings(found, scene, self.told)
        places = {id(a): (a.report, a.mention.start, a.family) for a in found}
        rank = {place: k for k, place in enumerate(sorted(set(places.values())))}
        self._place = {answer: rank[place] for answer, place in places.items()}
        self._known: dict[tuple[int, int], float] = {}

    def sure(self, a: Answer, b: Answer) -> float:
        """Between 0 and 1; below 0 where the two must never be brought together. Both are among those found."""
        one, two = self._place[id(a)], self._place[id(b)]
        if two < one:
            a, b, one, two = b, a, two, one
        known = self._known.get((one, two))
        if known is None:
            known = self._known[one, two] = self._sure(a, b)
        return known

    def _sure(self, a: Answer, b: Answer) -> float:
        ruled = same_question(a, b, self.scene, self.told)
        if ruled < 0 or a.family != b.family or unlike_units(a, b) or equal(a, b):
            return ruled
        if not comparable(a, b, self.around):
            return ruled
        sure = learned(a, b, self.around)
        return max(ruled, min(sure, DOUBTFUL) if a.family in ("count", "money") else sure)


def learned(a: Answer, b: Answer, s: Surroundings) -> float:
    """The learned probability for a pair that is ``comparable``."""
    weights: Mapping[str, float] = table("any/same_question")["weights"]
    total = weights["constant"] + weights.get(a.family, 0.0)
    total += sum(weights.get(sign.__name__, 0.0) * sign(a, b, s) for sign in SIGNS)
    return 1 / (1 + math.exp(-total))
