"""Fresh reports into stories, among those that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations_with_replacement

import numpy as np

from twosource.protocols import ReportIndex
from twosource.record import Fingerprint
from twosource.steps.stories.grouping import LIKE, Group, group, of_many
from twosource.steps.stories.likeness import Likeness, Told, Weigher, strongest

_KEYS = 25  # terms of a report by which it is found
_HOLDERS = 200  # the latest so many reports that are found by a term
_MET = 1_000  # places in those lists that are read, those of the rarest terms first
_NEAREST = 24  # reports found that are looked at closely
_AROUND = 100  # reports of the stories near to a fresh report that are put together anew
_FAINT = 0.3  # a story of less than so much of the likest one's likeness has nothing to do with a fresh report
_WHOLE = 40  # a story of more reports is not taken apart
_AT_ONCE = 256  # reports whose likeness with those of a story is looked up together

Pair = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one story, by number. ``name`` is the story they were in, None for a new one."""

    name: str | None
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of it: the stories that were made or changed, each with all its reports, and by which terms each fresh
    report is to be found."""

    stories: tuple[Story, ...]
    keys: Mapping[int, tuple[int, ...]]


class Settler:
    """Puts reports into stories. Holds tables of 64 MB; not for several threads at once."""

    def __init__(self, index: ReportIndex) -> None:
        self._index = index
        self._weigher = Weigher(index)
        self._likeness = Likeness()

    def settle(self, fresh: Mapping[int, Fingerprint]) -> Settled:
        """Put fresh reports, by number, into stories. Numbers are in order of arrival and higher than all in the index,
        which is only read: the caller then puts them in.

        Stories near to the fresh reports may be joined, or lose reports to another; what is pinned stays in its story,
        so two stories that a person told apart are never joined.
        """
        self._weigher.count(fresh.values())
        try:
            return self._settle(fresh)
        finally:
            self._weigher.count(fresh.values(), -1)

    def _settle(self, fresh: Mapping[int, Fingerprint]) -> Settled:
        index, weigher, likeness = self._index, self._weigher, self._likeness
        told = weigher.weigh(fresh)
        keys = {n: strongest(told[n], _KEYS) for n in sorted(told)}
        found = _found(keys, index)
        candidates = {n for near in found.values() for n in near} - fresh.keys()
        told |= weigher.weigh(index.fingerprints(sorted(candidates)))
        alike = [pair for n, near in found.items() for pair in _alike(n, near, told, likeness)]
        around = _Around(index, alike, fresh)
        told |= weigher.weigh(index.fingerprints(sorted(around.members - told.keys())))
        alike += around.alike(told, likeness)
        concerned = {n: told[n] for n in sorted(fresh.keys() | around.members)}
        met = [pair for pair in alike if pair[0] in concerned and pair[1] in concerned]
        groups = group(concerned, met, around.given(told, likeness), likeness)
        return Settled(tuple(_named(groups, around.stories)), {n: tuple(keys[n]) for n in keys})


def _found(keys: Mapping[int, Mapping[int, float]], index: ReportIndex) -> dict[int, list[int]]:
    """For each fresh report those, held or fresh before it, that share its rarest terms, the nearest first."""
    fresh: dict[int, list[int]] = {}
    found: dict[int, list[int]] = {}
    for number, terms in keys.items():
        holders: list[Sequence[int]] = []
        weights: list[float] = []
        room = _MET
        for term, weight in sorted(terms.items(), key=lambda t: (-t[1], t[0])):
            here = fresh.setdefault(term, [])
            if room > 0:
                some = here[-_HOLDERS:]
                holders.append([*some, *index.holding(term, _HOLDERS - len(some))])
                weights.append(weight)
                room -= len(holders[-1])
            here.append(number)
        found[number] = _nearest(holders, weights)
    return found


def _nearest(holders: Sequence[Sequence[int]], weights: Sequence[float]) -> list[int]:
    numbers = np.fromiter(chain.from_iterable(holders), np.int64)
    if len(numbers) == 0:
        return []
    distinct, at = np.unique(numbers, return_inverse=True)
    score = np.bincount(at, np.repeat(np.square(weights), [len(h) for h in holders]))
    return [int(n) for n in distinct[np.lexsort((-distinct, -score.round(9)))[:_NEAREST]]]


def _alike(number: int, others: Sequence[int], told: Mapping[int, Told], likeness: Likeness) -> Iterator[Pair]:
    for other, like in zip(others, likeness.of(told[number], [told[n] for n in others]), strict=True):
        if like >= LIKE:
            yield min(number, other), max(number, other), float(like)


class _Around:
    """The stories near to fresh reports: what is put together anew."""

    def __init__(self, index: ReportIndex, alike: Iterable[Pair], fresh: Mapping[int, Fingerprint]) -> None:
        near: dict[int, dict[int, float]] = {}
        for one, other, like in alike:
            held, new = (one, other) if other in fresh else (other, one)
            if like >= LIKE and held not in fresh:
                near.setdefault(new, {})[held] = like
        story_of = index.stories_of(sorted({a for held in near.values() for a in held}))
        ranked = {n: _by_likeness(held, story_of) for n, held in near.items()}
        members = index.members(sorted({s for some in ranked.values() for s in some}))
        self.stories: dict[str, tuple[int, ...]] = {}
        self._pinned: set[int] = set()
        self._meeting: set[tuple[str, str]] = set()
        for some in ranked.values():
            chosen = sorted(_as_many(some, members))
            self._meeting.update(combinations_with_replacement(chosen, 2))
            for name in chosen:
                self.stories[name] = tuple(n for n, _ in members[name])
                self._pinned.update(n for n, pinned in members[name] if pinned)
        self._kept = {name: self._sample(name) for name in self.stories}

    @property
    def members(self) -> set[int]:
        """The reports to be put together anew, or a sample of those of a large story."""
        return {n for kept in self._kept.values() for n in kept}

    def _sample(self, name: str) -> tuple[int, ...]:
        every = self.stories[name]
        return every if len(every) <= _WHOLE else every[:: -(-len(every) // _WHOLE)]

    def alike(self, told: Mapping[int, Told], likeness: Likeness) -> Iterator[Pair]:
        """The likeness of the reports of stories that may be one."""
        meets: dict[str, list[str]] = {}
        for one, other in sorted(self._meeting):
            meets.setdefault(one, []).append(other)
        for one, others in meets.items():
            rows = self._kept[one]
            every = [m for other in others for m in self._kept[other]]
            for start in range(0, len(every), _AT_ONCE):
                columns = every[start : start + _AT_ONCE]
                found = likeness.crossed([told[n] for n in rows], [told[m] for m in columns])
                for i, k in zip(*(a.tolist() for a in np.nonzero(found >= LIKE)), strict=True):
                    n, m = rows[i], columns[k]
                    if n < m or m not in rows:
                        yield min(n, m), max(n, m), float(found[i, k])

    def given(self, told: Mapping[int, Told], likeness: Likeness) -> list[Group]:
        """What is not taken apart: the reports that a person put into a story, and large stories."""
        out = []
        for name, every in sorted(self.stories.items()):
            kept = self._kept[name]
            pinned = tuple(n for n in kept if n in self._pinned)
            if len(every) > len(kept):
                home = name if self._pinned & {*every} else None
                out.append(of_many(every, [told[n] for n in kept], likeness, home))
            elif pinned:
                out.append(of_many(pinned, [told[n] for n in pinned], likeness, name))
        return out


def _by_likeness(near: Mapping[int, float], story_of: Mapping[int, str]) -> list[str]:
    """The stories of reports near to a fresh one, the likest first, without those that are faint beside it."""
    best: dict[str, float] = {}
    for n, like in near.items():
        if n in story_of:
            best[story_of[n]] = max(like, best.get(story_of[n], 0.0))
    least = _FAINT * max(best.values(), default=0.0)
    return sorted((s for s in best if best[s] >= least), key=lambda s: (-best[s], s))


def _as_many(stories: Sequence[str], members: Mapping[str, Sequence[tuple[int, bool]]]) -> Iterator[str]:
    room = _AROUND
    for name in stories:
        room -= min(len(members[name]), _WHOLE)
        if room >= 0:
            yield name


def _named(groups: Sequence[Group], before: Mapping[str, tuple[int, ...]]) -> Iterator[Story]:
    """A group keeps the name of the story that most of it was in; of several groups from one story the one that a
    person held together, else the largest part, keeps it. Those that did not change are left out."""
    was = {n: name for name, members in before.items() for n in members}
    claims = []
    for k, one in enumerate(groups):
        claims += [(name != one.home, -count, min(one.members), name, k) for name, count in _from(one, was).items()]
    names: dict[int, str] = {}
    for _, _, _, name, k in sorted(claims):
        if k not in names and name not in names.values():
            names[k] = name
    for k, one in enumerate(groups):
        members = tuple(sorted(one.members))
        if k not in names or members != tuple(sorted(before[names[k]])):
            yield Story(names.get(k), members)


def _from(one: Group, was: Mapping[int, str]) -> Counter[str]:
    return Counter(was[n] for n in one.members if n in was)
