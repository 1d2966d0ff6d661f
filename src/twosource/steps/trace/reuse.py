"""The same words in two reports: an index of runs of five words, aligned to exact places.

The method is that of word shingles (Broder, "On the resemblance and containment of documents", 1997) with every
match grown to its full length and joined over small changes, as in Clough et al., "METER: measuring text reuse"
(2002). Only reports that share a run that few others have are ever looked at together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.record import SharedPassage
from twosource.steps.trace.words import Words

RUN = 5  # words of a shingle: shorter runs are idiom
GAP = 4  # words that may differ between two runs of one passage
MANY = 40  # a run in more reports than this is linked to the first of them only

Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` words from ``here`` in one report and from ``there`` in another are the same."""

    here: int
    there: int
    length: int


class Shingles:
    """All runs of five words of some reports, numbered: ``numbers`` has for each report those of its runs in order of
    text, ``places`` for each run where it stands, as (report, place of its first word)."""

    def __init__(self, texts: Sequence[Words]) -> None:
        self.texts = texts
        known: dict[Shingle, int] = {}
        self.numbers = [[known.setdefault(shingle, len(known)) for _, shingle in shingles(text)] for text in texts]
        self.places: list[list[tuple[int, int]]] = [[] for _ in known]
        for n, runs_ in enumerate(self.numbers):
            for k, number in enumerate(runs_):
                self.places[number].append((n, k))

    def quoted(self) -> frozenset[int]:
        """Runs that some report has in somebody's mouth: speech wherever they stand."""
        return frozenset(
            s for s, found in enumerate(self.places) if any(all(self.texts[n].speech[k : k + RUN]) for n, k in found)
        )

    def house(self) -> frozenset[int]:
        """Runs that three reports of one publisher have: its sign-up forms and standing lines, no reporting."""
        out = []
        for shingle, found in enumerate(self.places):
            if len(found) > 2:
                publishers = Counter(p for p in (self._publisher(n) for n in {n for n, _ in found}) if p)
                if publishers and max(publishers.values()) > 2:
                    out.append(shingle)
        return frozenset(out)

    def _publisher(self, n: int) -> str | None:
        return self.texts[n].reading.report.publisher

    def pairs(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """Pairs of reports with the places of the runs that they share, in order of text."""
        out: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for found in self.places:
            if len(found) > 1:
                for (a, i), (b, j) in _together(found):
                    out.setdefault((a, b), []).append((i, j))
        return {pair: sorted(out[pair]) for pair in sorted(out)}


def shingles(text: Words) -> Iterator[tuple[int, Shingle]]:
    """Runs of five words with the place of the first."""
    forms = text.forms
    for k in range(len(forms) - RUN + 1):
        yield k, forms[k : k + RUN]


def _together(found: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    firsts = found if len(found) <= MANY else found[:1]
    for x, one in enumerate(firsts):
        for other in found[x + 1 :]:
            if one[0] != other[0]:
                yield one, other


def runs(seeds: Sequence[tuple[int, int]]) -> list[Run]:
    """Shared shingles grown to runs of words: the longest first, no word of either report used twice."""
    grown: dict[int, list[list[int]]] = {}
    for i, j in seeds:
        rows = grown.setdefault(j - i, [])
        if rows and i <= rows[-1][1]:
            rows[-1][1] = i + RUN
        else:
            rows.append([i, i + RUN])
    found = sorted((start - end, start, start + d) for d, rows in grown.items() for start, end in rows)
    used_here: set[int] = set()
    used_there: set[int] = set()
    out: list[Run] = []
    for negative, here, there in found:
        free = [k for k in range(-negative) if here + k not in used_here and there + k not in used_there]
        for start, length in _stretches(free):
            if length >= RUN:
                out.append(Run(here + start, there + start, length))
                used_here.update(range(here + start, here + start + length))
                used_there.update(range(there + start, there + start + length))
    return sorted(out, key=lambda r: (r.here, r.there))


def _stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for k in range(1, len(numbers) + 1):
        if k == len(numbers) or numbers[k] != numbers[k - 1] + 1:
            yield numbers[start], k - start
            start = k


def blocks(found: Sequence[Run]) -> list[list[Run]]:
    """Runs that follow one another in both reports with a few words changed between: one passage each."""
    out: list[list[Run]] = []
    for run in found:
        last = out[-1][-1] if out else None
        if (
            last is not None
            and 0 <= run.here - last.here - last.length <= GAP
            and 0 <= run.there - last.there - last.length <= GAP
        ):
            out[-1].append(run)
        else:
            out.append([run])
    return out


def passage(block: Sequence[Run], a: Words, b: Words) -> SharedPassage:
    """The places of a passage in both reports (``a`` here, ``b`` there)."""
    first, last = block[0], block[-1]
    return SharedPassage(
        a.starts[first.here],
        a.ends[last.here + last.length - 1],
        b.starts[first.there],
        b.ends[last.there + last.length - 1],
    )
