"""How sure it is that two clauses say one thing of one matter, and what forbids it."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from twosource.lexicon import table
from twosource.record import Moment, Quantity
from twosource.steps.align.propositions import Proposition
from twosource.steps.align.signs import PLACED, SIGNS, Sign, alike, bare, meet
from twosource.steps.align.telling import Telling

ZONES = timedelta(hours=12)  # how far apart two clock times of one moment may be


class Likeness:
    """Scores pairs of one story's propositions."""

    def __init__(self, told: Sequence[Proposition], telling: Telling, pairs: Iterable[tuple[int, int]]) -> None:
        """``pairs`` are the candidates; they show which clause of a report is nearest to another."""
        self._told, self._telling = told, telling
        telling.prefer(pairs, told)
        self._known: dict[tuple[int, int], float] = {}
        numbers: dict[tuple[object, ...], int] = {}
        self._wording = [numbers.setdefault(p.wording, len(numbers)) for p in told]
        self._worded: dict[tuple[int, int], float] = {}

    def of(self, a: int, b: int) -> float:
        """A probability; below 0 where something forbids the match."""
        pair = (min(a, b), max(a, b))
        if pair not in self._known:
            self._known[pair] = self._reckon(*pair)
        return self._known[pair]

    def _reckon(self, a: int, b: int) -> float:
        one, two = self._told[a], self._told[b]
        if forbidden(one, two) or bare(one, two, self._telling):
            return -1.0
        _, worded, placed = _weights()
        pair = self._wording[a], self._wording[b]
        if pair not in self._worded:  # wires print one sentence many times: its words are weighed once
            self._worded[pair] = _weighed(worded, one, two, self._telling)
        return _probability(self._worded[pair] + _weighed(placed, one, two, self._telling))


Weighed = tuple[tuple[float, Sign], ...]


def _weighed(signs: Weighed, one: Proposition, two: Proposition, telling: Telling) -> float:
    return sum(weight * sign(one, two, telling) for weight, sign in signs)


def _probability(total: float) -> float:
    return 1 / (1 + math.exp(-total - _weights()[0]))


@functools.cache
def _weights() -> tuple[float, Weighed, Weighed]:
    """The constant, and the weights of the signs that hang on the words alone and of the others."""
    weights: Mapping[str, float] = table("any/same_matter")["weights"]
    weighed = tuple((weights[sign.__name__], sign) for sign in SIGNS)
    worded = tuple((weight, sign) for weight, sign in weighed if sign not in PLACED)
    return weights["constant"], worded, tuple((weight, sign) for weight, sign in weighed if sign in PLACED)


def forbidden(one: Proposition, two: Proposition) -> bool:
    """Polarity, numbers or dates that can't both hold, or another happening of long ago: another proposition, whatever
    the words."""
    if one.denied != two.denied:
        return True
    return (
        _numbers_apart(one.quantities, two.quantities)
        or _numbers_apart(two.quantities, one.quantities)
        or _dates_apart(one.moments, two.moments)
        or bool(one.portion and two.portion and one.portion != two.portion)
        or (one.old != two.old and one.clause.event != two.clause.event)
    )


def _numbers_apart(one: Sequence[Quantity], two: Sequence[Quantity]) -> bool:
    """True when a number of the one has numbers for the same things in the other, and none that fits; for like things
    ("five workers", "six people") only where each clause has but one such number."""
    for a in one:
        like = [b for b in two if alike(a, b)]
        same = [b for b in like if a.counted == b.counted or a.unit != ""]
        if not same and len(like) == 1 and sum(alike(x, like[0]) for x in one) == 1:
            same = like
        if same and not any(meet(a, b) for b in same):
            return True
    return False


def _dates_apart(one: Sequence[Moment], two: Sequence[Moment]) -> bool:
    return bool(one and two) and not any(_meet(a, b) for a in one for b in two)


def _meet(a: Moment, b: Moment) -> bool:
    """True when some time lies in both; two clock times may be of two zones."""
    clock = ("hour", "minute")
    slack = ZONES if a.precision in clock and b.precision in clock else timedelta(0)
    return a.earliest <= b.latest + slack and b.earliest <= a.latest + slack
