"""How sure it is that two clauses say one thing of one matter, and what forbids it."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from twosource.lexicon import lines, table
from twosource.record import Moment, Quantity
from twosource.steps.align.nearness import Nearness
from twosource.steps.align.propositions import DENIALS, Proposition
from twosource.steps.align.signs import PLACED, SIGNS, Sign, alike, bare, meet
from twosource.steps.align.telling import Telling
from twosource.steps.keys import key_of, listed
from twosource.steps.related import NEAR, likeness

ENOUGH = 0.65  # probability that two clauses say the same thing, for them to be a match
ZONES = timedelta(hours=12)  # how far apart two clock times of one moment may be
JUDGING = listed("judging")
NEAREST = 0.7  # nearness that few pairs pass: who would need more of it to be a match is not asked
SURE = 0.9  # probability by words from which nearness seldom turns the match


class Likeness:
    """Scores pairs of one story's propositions."""

    def __init__(
        self,
        told: Sequence[Proposition],
        telling: Telling,
        pairs: Sequence[tuple[int, int]],
        nearness: Nearness | None = None,
    ) -> None:
        """``pairs`` are the candidates; they show which clause of a report is nearest to another. Without ``nearness``
        their words alone are weighed."""
        self._told, self._telling, self._nearness = told, telling, nearness
        telling.prefer(pairs, told)
        self._known: dict[tuple[int, int], float] = {}
        numbers: dict[tuple[object, ...], int] = {}
        self._wording = [numbers.setdefault(p.wording, len(numbers)) for p in told]
        self._worded: dict[tuple[int, int], Sums] = {}
        self._summed: dict[tuple[int, int], Sums] = {}
        self._excluded: dict[tuple[int, int], bool] = {}
        if nearness is not None:
            nearness.prepare(k for pair in self._in_question(pairs) for k in pair)

    def of(self, a: int, b: int) -> float:
        """A probability; below 0 where something forbids the match."""
        pair = (a, b) if a < b else (b, a)
        known = self._known.get(pair)
        if known is None:
            known = self._known[pair] = self._reckon(*pair)
        return known

    def may_match(self, a: int, b: int) -> bool:
        """False where the words leave so little that no nearness makes it a match: most candidates."""
        by_words, by_meaning = self._sums(min(a, b), max(a, b))
        asked = self._nearness is not None and self._nearness.knows(a, b)
        most = max(by_words, by_meaning + _weights().nearness * 1.01) if asked else by_words  # 1, and its rounding
        return _probability(most) >= ENOUGH

    def _reckon(self, a: int, b: int) -> float:
        if self._forbidden(a, b):
            return -1.0
        nearness = self._nearness if self._nearness is not None and self._nearness.knows(a, b) else None
        if nearness is None and bare(self._told[a], self._told[b], self._telling):
            return -1.0
        by_words, by_meaning = self._sums(a, b)
        known = _probability(by_words)
        if nearness is None or known >= SURE:
            return known
        return _probability(by_meaning + _weights().nearness * nearness.of(a, b))

    def sure(self, a: int, b: int, enough: float) -> bool:
        """True when it is as sure as that by words alone, and with nearness in meaning, where that was asked for."""
        return _probability(self._sums(min(a, b), max(a, b))[0]) >= enough and self.of(a, b) >= enough

    def _in_question(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Pairs that nearness in meaning can make a match or none, where neither has a likelier partner in the other's
        report."""
        sums = {pair: self._sums(*pair) for pair in pairs}
        best: dict[tuple[int, str], float] = {}
        for (a, b), (by_words, _) in sums.items():
            for x, y in ((a, b), (b, a)):
                key = (x, self._told[y].clause.report)
                best[key] = max(best.get(key, -math.inf), by_words)
        most = _weights().nearness * NEAREST
        for (a, b), (by_words, by_meaning) in sums.items():
            likelier = max(best[a, self._told[b].clause.report], best[b, self._told[a].clause.report]) > by_words
            known = _probability(by_words)
            open_to_it = known < SURE and max(known, _probability(by_meaning + most)) >= ENOUGH
            if open_to_it and not likelier and not self._forbidden(a, b):
                yield a, b

    def _forbidden(self, a: int, b: int) -> bool:
        """``forbidden``, with what hangs on the words alone asked once for two wordings."""
        one, two, pair = self._told[a], self._told[b], (self._wording[a], self._wording[b])
        if _beside_words(one, two):
            return True
        if pair not in self._excluded:
            self._excluded[pair] = _by_words(one, two)
        return self._excluded[pair]

    def _sums(self, a: int, b: int) -> Sums:
        """What the signs weigh in sum where words alone count, and where nearness in meaning is added."""
        known = self._summed.get((a, b))
        if known is None:
            known = self._summed[a, b] = self._reckon_sums(a, b)
        return known

    def _reckon_sums(self, a: int, b: int) -> Sums:
        one, two = self._told[a], self._told[b]
        pair = self._wording[a], self._wording[b]
        if pair not in self._worded:  # wires print one sentence many times: its words are weighed once
            self._worded[pair] = _weighed(_weights().worded, _weights().constants, one, two, self._telling)
        return _weighed(_weights().placed, self._worded[pair], one, two, self._telling)


Sums = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Weights:
    """Each sign's weight without and with nearness; those that hang on the words alone, and the others."""

    worded: tuple[tuple[Sign, Sums], ...]
    placed: tuple[tuple[Sign, Sums], ...]
    constants: Sums
    nearness: float


@functools.cache
def _weights() -> _Weights:
    plain, near = (table("any/same_matter")[name] for name in ("by_words", "by_meaning"))
    weighed = tuple((sign, (plain[sign.__name__], near[sign.__name__])) for sign in SIGNS)
    worded = tuple((sign, weights) for sign, weights in weighed if sign not in PLACED)
    placed = tuple((sign, weights) for sign, weights in weighed if sign in PLACED)
    return _Weights(worded, placed, (plain["constant"], near["constant"]), near["nearness"])


def _weighed(
    signs: Iterable[tuple[Sign, Sums]], start: Sums, one: Proposition, two: Proposition, telling: Telling
) -> Sums:
    plain, near = start
    for sign, (weight, other) in signs:
        value = sign(one, two, telling)
        plain, near = plain + weight * value, near + other * value
    return plain, near


def _probability(total: float) -> float:
    return 1 / (1 + math.exp(-total))


def forbidden(one: Proposition, two: Proposition) -> bool:
    """Polarity, numbers or dates that can't both hold, another of its kind, or roles the other way round: another
    proposition, whatever the words."""
    return _beside_words(one, two) or _by_words(one, two)


def _beside_words(one: Proposition, two: Proposition) -> bool:
    return (
        one.denied != two.denied
        or bool(one.portion and two.portion and one.portion != two.portion)
        or _dates_apart(one.moments, two.moments)
    )


def _by_words(one: Proposition, two: Proposition) -> bool:
    """What ``Proposition.wording`` alone forbids."""
    return (
        _others_of_a_kind(one.keys, two.keys)
        or _over_other_things(one, two)
        or _turned_round(one, two)
        or _numbers_apart(one.quantities, two.quantities)
        or _numbers_apart(two.quantities, one.quantities)
    )


def _others_of_a_kind(one: frozenset[str], two: frozenset[str]) -> bool:
    """True for "the first suspect" and "the second", "the north pier" and "the south pier"."""
    places = _places()
    if one.isdisjoint(places) or two.isdisjoint(places):
        return False
    there, here = ({places[key] for key in keys & places.keys()} for keys in (one, two))
    shared = {line for line, _ in there} & {line for line, _ in here}
    return any(not any(side in here for side in there if side[0] == line) for line in shared)


@functools.cache
def _places() -> dict[str, tuple[int, int]]:
    """For each word of ``lexicon/en/told_apart.txt`` its line and its side of it."""
    rows = enumerate(row.split("|") for row in lines("en", "told_apart"))
    return {word: (k, side) for k, sides in rows for side, words in enumerate(sides) for word in words.split()}


MOSTLY = 0.5  # share of what is judged that must be common to two judgements


def _over_other_things(one: Proposition, two: Proposition) -> bool:
    """True for "accused Roe of shelling a school" and "accused Roe of cutting the gas", "rejected the offer" and
    "rejected a plan to merge schools": one verb of judging, over things that share few words in any form."""
    if one.clause.lemma != two.clause.lemma or one.clause.lemma not in JUDGING:
        return False
    small, large = sorted((_judged(one), _judged(two)), key=len)
    shared = sum(any(likeness(x, y) >= NEAR for y in large) for x in small)
    return bool(small) and shared < MOSTLY * len(small)


def _judged(p: Proposition) -> frozenset[str]:
    """The words for what is judged: what hangs on "of", "for" or "that", else on the object; no names."""
    tokens, head = p.clause.sentence.tokens, p.clause.head
    tops = {k for k, t in enumerate(tokens) if t.head == head and t.dep in ("prep", "ccomp", "xcomp")}
    tops = tops or {k for k, t in enumerate(tokens) if t.head == head and t.dep == "dobj"}
    below, more = tops, tops
    while more:
        more = {k for k, t in enumerate(tokens) if t.head in below and k not in below}
        below = below | more
    return frozenset(key_of(tokens[k]) for k in below if tokens[k].pos in ("NOUN", "VERB"))


def _turned_round(one: Proposition, two: Proposition) -> bool:
    """True for "Roe accused Vik" and "Vik accused Roe": each does to the other what the other does there; and for two
    who deny, each for himself."""
    actors = {k for k in one.actor if ":" in k}
    if not actors:
        return False
    others = {k for k in two.actor if ":" in k}
    undergoers = {k for k in one.undergoer if ":" in k}
    if actors & others:
        return False
    denials = one.clause.lemma in DENIALS and two.clause.lemma in DENIALS
    return bool(actors & two.undergoer and undergoers & others) or bool(denials and actors and others)


def _numbers_apart(one: Sequence[Quantity], two: Sequence[Quantity]) -> bool:
    """True when a number of the one has numbers for the same things in the other, and none that fits; for like things
    ("five workers", "six people") only where each clause has but one such number. What fits another number of the one
    is not held against this: "a five-yard score and an 18-yard pass" tells of the five-yard score."""
    if not one or not two:
        return False
    if len(one) == len(two) == 1 and _bare_counts(one[0], two[0]):
        return not meet(one[0], two[0])
    for a in one:
        like = [b for b in two if alike(a, b)]
        same = [b for b in like if a.counted == b.counted or a.unit != ""]
        if not same and len(like) == 1 and sum(alike(x, like[0]) for x in one) == 1:
            same = like
        free = [
            b for b in same if not any(x is not a and alike(x, b) and (x.low, x.high) == (b.low, b.high) for x in one)
        ]
        if free and not any(meet(a, b) for b in same):
            return True
    return False


def _bare_counts(a: Quantity, b: Quantity) -> bool:
    """True for "a population of 120,000" and "200,000 people": counts of which one does not say what it counts."""
    return a.kind == b.kind == "count" and a.unit == b.unit and a.counted != b.counted and "" in (a.counted, b.counted)


def _dates_apart(one: Sequence[Moment], two: Sequence[Moment]) -> bool:
    return bool(one and two) and not any(_meet(a, b) for a in one for b in two)


def _meet(a: Moment, b: Moment) -> bool:
    """True when some time lies in both; two clock times may be of two zones."""
    clock = ("hour", "minute")
    slack = ZONES if a.precision in clock and b.precision in clock else timedelta(0)
    return a.earliest <= b.latest + slack and b.earliest <= a.latest + slack
