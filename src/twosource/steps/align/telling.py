"""How telling each word is in this story, and how much two sets of words share, in the same or related words."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence

from twosource.lexicon import classes
from twosource.steps.align.propositions import Proposition
from twosource.steps.keys import lemmas_of, weights
from twosource.steps.related import akin, likeness

LISTED = 0.012  # share of articles that a word has which is not listed as common
UNKNOWN = 0.5  # weight of a key that stands in no clause of its own


class Telling:
    """Weights of the keys of one story, with what is reckoned from them kept."""

    def __init__(self, found: Sequence[Proposition]) -> None:
        by_report: dict[str, list[frozenset[str]]] = {}
        for proposition in found:
            by_report.setdefault(proposition.clause.report, []).append(proposition.keys)
        self.weights = {key: weight * _rare(key) for key, weight in weights(by_report).items()}
        self._masses: dict[frozenset[str], float] = {}
        self._akin: dict[frozenset[str], frozenset[str]] = {}
        self._soft: dict[tuple[frozenset[str], frozenset[str]], tuple[float, float]] = {}
        self._size = {report: len(rows) for report, rows in by_report.items()}
        self._best: dict[tuple[int, str], tuple[float, float]] = {}
        self._nearness: dict[tuple[int, int], float] = {}

    def weight(self, key: str) -> float:
        """0 for what every clause has, 1 for what one clause has."""
        return self.weights.get(key, UNKNOWN)

    def mass(self, keys: frozenset[str]) -> float:
        """Summed weight, added in one order so that sums are the same everywhere."""
        if len(keys) < 3:  # two are the same sum either way, and most that is asked for is what two clauses share
            return sum([self.weights.get(k, UNKNOWN) for k in keys])
        known = self._masses.get(keys)
        if known is None:
            known = self._masses[keys] = sum([self.weights.get(k, UNKNOWN) for k in sorted(keys)])
        return known

    def alike(self, one: frozenset[str], two: frozenset[str]) -> float:
        """Weighted Dice of two sets of keys, 0 to 1."""
        shared = one & two
        return 2 * self.mass(shared) / (self.mass(one) + self.mass(two)) if shared else 0.0

    def soft(self, one: frozenset[str], two: frozenset[str]) -> tuple[float, float]:
        """Weighted Dice and containment with related words counting in part; each key is matched once."""
        pair = (one, two)
        known = self._soft.get(pair)
        if known is None:
            known = self._soft[pair] = self._reckon(one, two)
        return known

    def _reckon(self, one: frozenset[str], two: frozenset[str]) -> tuple[float, float]:
        got = self.mass(one & two)
        if self._may_relate(one, two):
            left = set(two - one)
            for key in sorted(one - two):
                near = akin(key)
                if not near.keys().isdisjoint(left):
                    worth, other = max((near[o], o) for o in left if o in near)
                    left.remove(other)
                    got += worth * (self.weight(key) + self.weight(other)) / 2
        a, b = self.mass(one), self.mass(two)
        return (2 * got / (a + b) if a + b else 0.0, min(1.0, got / (min(a, b) or 1.0)))

    def pairs_related(self, one: frozenset[str], two: frozenset[str]) -> int:
        """How many words of the one, not in the other, are related to some word of it."""
        if not self._may_relate(one, two):
            return 0
        left = two - one
        return sum(1 for key in one - two if not akin(key).keys().isdisjoint(left))

    def related(self, one: str, two: str) -> float:
        """How near two predicates are in meaning."""
        return likeness(one, two) if one and two else 0.0

    def named(self, event: str, keys: frozenset[str]) -> float:
        """1 when a word among the keys names the happening."""
        return float("=" + event in keys or not keys.isdisjoint(lemmas_of(event)))

    def party(self, one: frozenset[str], two: frozenset[str]) -> float:
        """How much the words for who was in a role share, 0 to 1."""
        return self.soft(one, two)[1] if one and two else 0.0

    def crossed(self, one: Proposition, two: Proposition) -> float:
        """How much the actor of one is the undergoer of the other."""
        rows = ((one.actor, two.undergoer), (two.actor, one.undergoer))
        return max((self.alike(a, b) for a, b in rows if a and b), default=0.0)

    def prefer(self, pairs: Iterable[tuple[int, int]], told: Sequence[Proposition]) -> None:
        """Remember for each proposition how near the nearest one in each other report is."""
        for a, b in pairs:
            worth = self._near(told[a], told[b])
            for x, y in ((a, b), (b, a)):
                key = (x, told[y].clause.report)
                first, second = self._best.get(key, (0.0, 0.0))
                self._best[key] = (max(first, worth), max(second, min(first, worth)))

    def choice(self, one: Proposition, two: Proposition) -> float:
        """1 when each is the other's nearest in its report, a half when one is."""
        worth = self._near(one, two)
        (mine, _), (theirs, _) = self._nearest(one, two)
        return 0.5 * (0 < worth >= mine) + 0.5 * (0 < worth >= theirs)

    def margin(self, one: Proposition, two: Proposition) -> float:
        """How much nearer they are than the next in either report; below 0 where another is nearer."""
        worth = self._near(one, two)
        return min(worth - (second if worth >= first else first) for first, second in self._nearest(one, two))

    def clauses_in(self, one: Proposition) -> int:
        """How many propositions its report has."""
        return self._size.get(one.clause.report, 1)

    def _nearest(self, one: Proposition, two: Proposition) -> tuple[tuple[float, float], tuple[float, float]]:
        best = self._best
        return (
            best.get((one.number, two.clause.report), (0.0, 0.0)),
            best.get((two.number, one.clause.report), (0.0, 0.0)),
        )

    def _may_relate(self, one: frozenset[str], two: frozenset[str]) -> bool:
        """False where no word of the one is near to any of the other."""
        known = self._akin.get(one)
        if known is None:
            known = self._akin[one] = frozenset().union(*map(akin, one))
        return not known.isdisjoint(two)

    def _near(self, one: Proposition, two: Proposition) -> float:
        pair = (one.number, two.number)
        known = self._nearness.get(pair)
        if known is None:
            known = self.soft(one.keys, two.keys)[0] + 0.5 * self.soft(one.near, two.near)[0]
            self._nearness[pair] = known
        return known


@functools.cache
def _common() -> dict[str, float]:
    """Share of news articles that have a word, for the common ones."""
    return {word: int(share) / 1000 for share, common in classes("en", "common").items() for word in common}


def _rare(key: str) -> float:
    """How telling a word is in news at large, 0 to 1: inverse document frequency against that of a word not listed."""
    share = _common().get(key)
    return 1.0 if share is None else math.log(share) / math.log(LISTED)
