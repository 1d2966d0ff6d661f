"""What two reports share word for word, told apart into running prose and other people's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.record import SharedPassage
from twosource.steps.trace.reuse import RUN, Run, Shingles, blocks, passage, runs
from twosource.steps.trace.words import Words

SEEDS = 4  # fewer shared runs of five words than this say nothing
IDIOM = 6  # words: shorter shared runs of prose are phrases that anybody uses


@dataclass(frozen=True, slots=True)
class Shared:
    """The words that reports ``a`` and ``b`` have in common. ``prose`` holds for each shared passage, longest first,
    how many of its words are running prose in both; ``passages`` are all of them in order of ``a``; ``containment``
    is the share of the shorter report's runs of five words that the other has; ``ordered`` when the passages
    follow in the same order in both."""

    prose: tuple[int, ...]
    passages: tuple[SharedPassage, ...]
    words: int
    share: float
    share_a: float
    share_b: float
    containment: float
    ordered: bool

    @property
    def longest(self) -> int:
        """Words of the longest shared run of prose."""
        return self.prose[0] if self.prose else 0

    @property
    def telling(self) -> int:
        """Words of shared prose beyond idiom: six words alike may be chance, sixteen are not."""
        return sum(max(0, n - IDIOM) for n in self.prose)


def shared_words(texts: Sequence[Words]) -> dict[tuple[int, int], Shared]:
    """What each pair of reports shares word for word; pairs that share next to nothing are not there."""
    index = Shingles(texts)
    quoted = index.quoted()
    no_prose = quoted | index.house()
    return {
        (i, j): _shared(texts[i], texts[j], index.numbers[i], seeds, quoted, no_prose)
        for (i, j), seeds in index.pairs().items()
        if len(seeds) >= SEEDS
    }


def _shared(
    a: Words,
    b: Words,
    numbers: Sequence[int],
    seeds: Sequence[tuple[int, int]],
    quoted: frozenset[int],
    no_prose: frozenset[int],
) -> Shared:
    found = runs(seeds)
    pieces = blocks(found)
    smaller = min(len(a.forms), len(b.forms)) - RUN + 1
    distinct = len({numbers[i] for i, _ in seeds})
    if 2 * distinct < smaller:  # (two versions of one article share the house's lines and all the rest)
        quoted = no_prose
    prose = sorted(
        (n for n in (sum(_prose(r, a, b, numbers, quoted) for r in piece) for piece in pieces) if n), reverse=True
    )
    total = sum(prose)
    theirs = [piece[0].there for piece in pieces]
    return Shared(
        prose=tuple(prose),
        passages=tuple(passage(piece, a, b) for piece in pieces),
        words=sum(r.length for r in found),
        share=total / max(1, min(a.own, b.own)),
        share_a=total / max(1, a.own),
        share_b=total / max(1, b.own),
        containment=min(1.0, distinct / smaller) if smaller > 0 else 0.0,
        ordered=theirs == sorted(theirs),
    )


def _prose(run: Run, a: Words, b: Words, numbers: Sequence[int], quoted: frozenset[int]) -> int:
    """Words of a run that are prose in both reports and that no report of the set has in quotation marks."""
    here, there = slice(run.here, run.here + run.length), slice(run.there, run.there + run.length)
    spoken = [one or two for one, two in zip(a.speech[here], b.speech[there], strict=True)]
    for k, number in enumerate(numbers[run.here : run.here + run.length - RUN + 1]):
        if number in quoted:
            spoken[k : k + RUN] = [True] * RUN
    return spoken.count(False)
