"""Reports held in memory, for a corpus that needs no library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.record import TERM_IS_NAME, Fingerprint
from twosource.steps.stories.fingerprint import BUCKETS
from twosource.steps.stories.settling import Settled


class Memory:
    """A ``ReportIndex`` that is gone when the program ends. Stories are named "s1", "s2" … as they come."""

    def __init__(self) -> None:
        self._prints: dict[int, Fingerprint] = {}
        self._df = np.zeros(BUCKETS, np.int32)
        self._named = np.zeros(BUCKETS, np.int32)
        self._holding: dict[int, list[int]] = {}
        self._story: dict[int, str] = {}
        self._members: dict[str, set[int]] = {}
        self._pinned: set[int] = set()
        self._names = 0

    def take(self, fresh: Mapping[int, Fingerprint], settled: Settled) -> None:
        """Hold reports as they were settled."""
        for number, one in fresh.items():
            self._prints[number] = one
            terms = np.frombuffer(one.terms, "<u4")
            self._df[terms] += 1
            self._named[terms[(np.frombuffer(one.marks, np.uint8) & TERM_IS_NAME) > 0]] += 1
            for key in settled.keys[number]:
                self._holding.setdefault(key, []).append(number)
        for story in settled.stories:
            self.put(story.name, story.members)

    def put(self, name: str | None, members: Sequence[int], *, pinned: bool = False) -> str:
        """Put reports into a story (None: a new one), for good when ``pinned``."""
        if name is None:
            self._names += 1
            name = f"s{self._names}"
        for n in members:
            self._members.get(self._story.get(n, ""), set()).discard(n)
            self._story[n] = name
            self._members.setdefault(name, set()).add(n)
        if pinned:
            self._pinned.update(members)
        return name

    def stories(self) -> dict[int, str]:
        """The story of each report."""
        return dict(self._story)

    def total(self) -> int:
        """How many reports are held."""
        return len(self._prints)

    def frequencies(self, terms: NDArray[np.integer]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """How many reports have each term, and have it as a name."""
        return self._df[terms], self._named[terms]

    def holding(self, term: int, most: int) -> Sequence[int]:
        """The latest reports that are found by a term."""
        return self._holding.get(term, [])[-most:] if most > 0 else ()

    def fingerprints(self, numbers: Sequence[int]) -> Mapping[int, Fingerprint]:
        """Those of the reports that are held."""
        return {n: self._prints[n] for n in numbers if n in self._prints}

    def stories_of(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """The story of each report that is in one."""
        return {n: self._story[n] for n in numbers if n in self._story}

    def members(self, stories: Sequence[str]) -> Mapping[str, Sequence[tuple[int, bool]]]:
        """The reports of stories, each with whether a person put it there."""
        return {s: [(n, n in self._pinned) for n in sorted(self._members.get(s, ()))] for s in stories}
