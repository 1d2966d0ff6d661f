"""Stories of one affair: what a story follows from, or what followed from it, linked and not merged."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twosource.protocols import ReportIndex
from twosource.record import Fingerprint
from twosource.steps.stories.fingerprint import BUCKETS
from twosource.steps.stories.grouping import LIKE, Group, of_many
from twosource.steps.stories.likeness import Likeness, Told, Weigher, strongest

_KEYS = 25
_HOLDERS = 200
_READ = 24  # reports that speak for a story
_NEAR = 12  # stories that are looked at
_KIN = 0.35  # the share of their own likeness that two stories of one affair have between them
_WORDS = 6


@dataclass(frozen=True, slots=True)
class Kin:
    """A story of the same affair. ``days`` is how much later the story that was asked about begins (negative:
    earlier). ``shared`` and ``new`` are terms: the strongest names of both, and of the later one that the earlier
    lacks."""

    story: str
    days: int
    share: float
    shared: tuple[int, ...]
    new: tuple[int, ...]


def kin(story: str, index: ReportIndex) -> tuple[Kin, ...]:
    """The stories nearest to a story that may be of one affair with it, the nearest first."""
    weigher, likeness = Weigher(index), Likeness()
    mine = _some(index.members([story])[story])
    told = weigher.weigh(index.fingerprints(mine))
    near = _near(story, told, index)
    if not told or not near:
        return ()
    this = of_many(list(told), list(told.values()), likeness, None)
    found = []
    for name, members in index.members(near).items():
        prints: Mapping[int, Fingerprint] = index.fingerprints(_some(members))
        others = list(weigher.weigh(prints).values())
        if others:
            other = of_many(list(prints), others, likeness, None)
            between = likeness.between(this.told, other.told) / (this.size * other.size)
            share = between / math.sqrt(this.inside * other.inside)
            if between >= LIKE and share >= _KIN and (days := _later(this, other)) is not None:
                found.append(_kin(name, this, other, share, days))
    return tuple(sorted(found, key=lambda k: (-round(k.share, 6), k.story)))


def _some(members: Sequence[tuple[int, bool]]) -> list[int]:
    numbers = [n for n, _ in members]
    return numbers if len(numbers) <= _READ else numbers[:: -(-len(numbers) // _READ)]


def _near(story: str, told: Mapping[int, Told], index: ReportIndex) -> list[str]:
    score: Counter[int] = Counter()
    for one in told.values():
        for term, weight in strongest(one, _KEYS).items():
            for number in index.holding(term, _HOLDERS):
                score[number] += int(1e6 * weight * weight)
    best: Counter[str] = Counter()
    for number, name in index.stories_of(sorted(score)).items():
        best[name] = max(best[name], score[number])
    del best[story]
    return sorted(best, key=lambda s: (-best[s], s))[:_NEAR]


def _later(this: Group, other: Group) -> int | None:
    """How many days later a story begins than another; None where nothing tells."""
    mine, theirs = this.days, other.days
    return mine[0] - theirs[0] if mine and theirs else None


def _kin(name: str, this: Group, other: Group, share: float, days: int) -> Kin:
    one, two = _weights(this), _weights(other)
    both = {t: one[t] * two[t] for t in one.keys() & two.keys()}
    later, earlier = (one, two) if days >= 0 else (two, one)
    return Kin(name, days, share, _top(both), _top({t: x for t, x in later.items() if t not in earlier}))


def _weights(group: Group) -> dict[int, float]:
    out: dict[int, float] = {}
    for told in group.told:
        named = told.names.terms[told.names.terms < BUCKETS]
        for term, weight in zip(named.tolist(), np.asarray(told.names.weights).tolist(), strict=True):
            out[term] = out.get(term, 0.0) + weight
    return out


def _top(weights: Mapping[int, float]) -> tuple[int, ...]:
    return tuple(sorted(weights, key=lambda t: (-weights[t], t))[:_WORDS])
