"""Reports that are alike become stories, the most alike first.

Two groups become one when they are about as like one another as each is within (average link over the mean likeness
inside). So two affairs of one country, or two launches in a week, stay apart although they share their big names:
inside each of them the reports share more. Groups that are days apart must be the more alike: an affair is told anew
when something new happened, and that is another story. Dates can be wrong, so however far apart, what is nearly the
same is one story.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.steps.stories.likeness import Likeness, Told, days_of, scaled, together

LIKE = 0.08  # least mean likeness of two groups that can be one story, and of two reports that are held together
_ALONE = 0.25  # the likeness inside a story as expected before there are two reports of it …
_PAIRS = 0.5  # … and how many pairs of reports that expectation weighs
_OWN = 0.52  # … and what share of the likeness inside each the likeness between must reach …
_LATER = 0.1  # … more of it with each doubling of the days between them …
_LATEST = 0.9  # … up to this


@dataclass(slots=True)
class Group:
    """Reports held together. ``told`` are the sums of their vectors by language, ``within`` the sum of likeness over
    the pairs of them, ``near`` the same with other groups, ``fits`` how well they fit to those that could be one story
    with them. ``home`` is the story that a person put them into: two groups with different ones are never joined.

    ``size`` is how many they are, ``inside`` the mean likeness of two of them, held against what is usual while there
    are few, ``days`` the first and the last of publication."""

    members: list[int]
    told: tuple[Told, ...]
    within: float = 0.0
    home: str | None = None
    near: dict[int, float] = field(default_factory=dict)
    fits: dict[int, float] = field(default_factory=dict)
    size: int = field(init=False)
    inside: float = field(init=False)
    days: tuple[int, int] | None = field(init=False)

    def __post_init__(self) -> None:
        """What is asked again and again."""
        self.size = len(self.members)
        self.inside = (self.within + _PAIRS * _ALONE) / (self.size * (self.size - 1) / 2 + _PAIRS)
        self.days = days_of(self.told)


def group(
    told: Mapping[int, Told], alike: Iterable[tuple[int, int, float]], given: Sequence[Group], likeness: Likeness
) -> list[Group]:
    """Reports (by number) to groups, by the pairs (number, number, likeness) that met.

    ``given`` groups go in as they are; all other reports begin alone. Pairs that did not meet are looked up only where
    their groups come near one another.
    """
    work = _Grouping(likeness)
    place: dict[int, int] = {}
    for one in given:
        place.update(dict.fromkeys(one.members, work.add(one)))
    for number in sorted(told.keys() - place.keys()):
        place[number] = work.add(Group([number], (told[number],)))
    work.meet((place[a], place[b], like) for a, b, like in alike if place[a] != place[b])
    return work.joined()


def of_many(members: Sequence[int], some: Sequence[Told], likeness: Likeness, home: str | None) -> Group:
    """A group that is taken as it is, judged by some of its reports."""
    told = together(some)
    pairs = len(some) * (len(some) - 1)
    mean = (likeness.between(told, told) - sum(likeness.between((t,), (t,)) for t in some)) / pairs if pairs else 0.0
    every = tuple(scaled(t, len(members) / len(some)) for t in told)
    return Group(list(members), every, mean * len(members) * (len(members) - 1) / 2, home)


class _Grouping:
    """The pair that fits best is joined, again and again. Of each group only the best that it fits to lies in the heap:
    it is as long as there are groups, not pairs."""

    def __init__(self, likeness: Likeness) -> None:
        self._likeness = likeness
        self._groups: dict[int, Group] = {}
        self._heap: list[tuple[float, int, int, int]] = []
        self._next = 0

    def add(self, group: Group) -> int:
        ident = self._next
        self._next += 1
        self._groups[ident] = group
        return ident

    def meet(self, pairs: Iterable[tuple[int, int, float]]) -> None:
        for i, j, like in sorted(pairs):
            a, b = self._groups[i], self._groups[j]
            if j not in a.near:
                self._hold(i, j, like if a.size == b.size == 1 else self._likeness.between(a.told, b.told))

    def joined(self) -> list[Group]:
        for ident in self._groups:
            self._propose(ident)
        while self._heap:
            _, i, j, proposed_by = heapq.heappop(self._heap)
            if i in self._groups and j in self._groups:
                self._propose(self._join(i, j))
            else:
                self._propose(proposed_by)
        return [g for _, g in sorted(self._groups.items())]

    def _propose(self, ident: int) -> None:
        """The best pair of a group, where it is still there and fits to any."""
        if ident in self._groups and (fits := self._groups[ident].fits):
            own = max(fits.values())
            other = min(k for k, fit in fits.items() if fit == own)
            heapq.heappush(self._heap, (-own, min(ident, other), max(ident, other), ident))

    def _join(self, i: int, j: int) -> int:
        a, b = self._groups.pop(i), self._groups.pop(j)
        joined = Group(
            members=a.members + b.members,
            told=together((*a.told, *b.told)),
            within=a.within + b.within + a.near[j],
            home=a.home or b.home,
        )
        others = sorted({*a.near, *b.near} - {i, j})
        totals = [x + y for x, y in zip(self._near(a, others), self._near(b, others), strict=True)]
        ident = self.add(joined)
        for other, total in zip(others, totals, strict=True):
            third = self._groups[other]
            for gone in (i, j):
                third.near.pop(gone, None)
                third.fits.pop(gone, None)
            if total >= LIKE * joined.size * third.size:
                self._hold(other, ident, total)
        return ident

    def _near(self, one: Group, others: Sequence[int]) -> list[float]:
        """The likeness of a group with others; where they never met it is looked up."""
        strangers = [k for k in others if k not in one.near]
        found = self._likeness.with_each(one.told, [self._groups[k].told for k in strangers])
        looked_up = dict(zip(strangers, found.tolist(), strict=True))
        return [one.near[k] if k in one.near else looked_up[k] for k in others]

    def _hold(self, i: int, j: int, total: float) -> None:
        """Two groups can be one story when they are alike, measured by how alike the reports inside each are."""
        a, b = self._groups[i], self._groups[j]
        a.near[j] = b.near[i] = total
        if a.home and b.home and a.home != b.home:
            return
        between = total / (a.size * b.size)
        if between >= LIKE:
            own = between / math.sqrt(a.inside * b.inside)
            if own >= _needed(a, b):
                a.fits[j] = b.fits[i] = round(own, 6)


def _needed(a: Group, b: Group) -> float:
    """The share of their own likeness that two groups must have between them."""
    one, other = a.days, b.days
    if one is None or other is None:
        return _OWN
    apart = max(0, one[0] - other[1], other[0] - one[1])
    return _OWN if apart == 0 else min(_LATEST, _OWN + _LATER * math.log2(1 + apart))
