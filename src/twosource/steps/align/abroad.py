"""What a report tells of a matter in a language whose grammar is not read.

Its sentences have no clauses, so the signs of ``likeness`` say little of them. What is left is their words, in
English by the glossary (``lexicon/any/glossary.txt``, stems of news words of thirteen languages), with names, numbers
and dates, and who says so. Of two reports each must be the nearest to the other. What is found this way is never sure:
it shows who else carries a matter, and makes no second origin for certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from twosource.steps.align.likeness import forbidden
from twosource.steps.align.propositions import Proposition
from twosource.steps.align.signs import time_apart
from twosource.steps.align.telling import Telling
from twosource.steps.keys import glossed, sorts_of
from twosource.steps.linkage import join

ENOUGH, CLEAR, TOGETHER = 0.5, 0.65, 0.25  # of what ``_worth`` gives; so much for a second matter; on average
HELD, SPOKEN = 0.5, 0.3  # what the share of the sentence adds to that of the clause, and one speaker
SHARED = 2  # words, names and numbers, with the speaker: fewer are no statement
MOST = 200  # sentences and clauses that a sentence is held against
_Pairs = Mapping[tuple[int, int], float]


def with_abroad(clusters: Sequence[Sequence[int]], told: Sequence[Proposition], telling: Telling) -> list[list[int]]:
    """The clusters of places in ``told``, each with the sentences of other languages that tell what it does, and those
    of clauses and sentences that no cluster has."""
    pairs = pairs_abroad(told, telling)
    out = [set(cluster) for cluster in clusters]
    homes: dict[int, set[int]] = {}
    for n, cluster in enumerate(out):
        for k in cluster:
            homes.setdefault(k, set()).add(n)
    for _ in range(2):  # the second time with those that the first has put in
        found = _homes(pairs, homes)
        for k, there in found.items():
            homes[k] = there
            for n in there:
                out[n].add(k)
    left = [(a, b, worth) for (a, b), worth in sorted(pairs.items()) if a not in homes and b not in homes]
    alone = join(left, lambda a, b: pairs.get((min(a, b), max(a, b)), 0.0), ENOUGH, TOGETHER)
    return [*(sorted(cluster) for cluster in out), *(sorted(cluster) for cluster in alone)]


def _homes(pairs: _Pairs, homes: Mapping[int, set[int]]) -> dict[int, set[int]]:
    """For those in no cluster the one that has most of what they are like, and each that has what is clearly the
    same."""
    worth: dict[int, dict[int, float]] = {}
    clear: dict[int, set[int]] = {}
    for (a, b), likeness in pairs.items():
        for here, there in ((a, b), (b, a)):
            if here in homes:
                continue
            for n in homes.get(there, ()):
                rated = worth.setdefault(here, {})
                rated[n] = rated.get(n, 0.0) + likeness
                if likeness >= CLEAR:
                    clear.setdefault(here, set()).add(n)
    return {k: {min(found, key=lambda n: (-found[n], n)), *clear.get(k, ())} for k, found in sorted(worth.items())}


def pairs_abroad(told: Sequence[Proposition], telling: Telling) -> dict[tuple[int, int], float]:
    """Pairs ``(a, b)``, a < b, of two reports that tell one thing, at least one of them in a language whose grammar is
    not read, and how like they are; each is the other's nearest in its report."""
    index: dict[str, list[int]] = {}
    for k, p in enumerate(told):
        for key in sorted(p.keys):
            index.setdefault(key, []).append(k)
    scored: dict[tuple[int, int], float] = {}
    for k, one in enumerate(told):
        if one.clause.sentence.parsed:
            continue
        shared = Counter(there for key in sorted(one.keys) if key[0] != "=" for there in index[key])
        for there, _ in sorted(shared.items(), key=lambda row: (-row[1], row[0]))[:MOST]:
            other = told[there]
            if one.clause.report != other.clause.report and (other.clause.sentence.parsed or k < there):
                scored[min(k, there), max(k, there)] = _worth(one, other, telling)
    return _nearest({pair: worth for pair, worth in scored.items() if worth >= ENOUGH}, told)


def _worth(one: Proposition, other: Proposition, telling: Telling) -> float:
    """The share of the shorter one's telling words that the longer has, half the reverse, and more where one speaker
    says both, less where two do. 0 where no word that tells something is shared, or something forbids it."""
    shared = [k for k in one.keys & other.keys if k[0] != "="]
    voices = _speakers(one, other)
    known = sum(bool(glossed(k)) or not _is_word(k) for k in shared) + telling.pairs_related(_words(other), _words(one))
    what = frozenset(filter(_tells, one.keys))
    matter = not what.isdisjoint(shared) or telling.pairs_related(what, _words(other)) > 0
    apart = forbidden(one, other) or time_apart(one, other, telling)
    if not matter or known + max(0, voices) < SHARED or apart:
        return 0.0
    small, large = sorted((telling.mass(one.keys), telling.mass(other.keys)))
    if not small:
        return 0.0
    got = telling.soft(one.keys, other.keys)[0] * (small + large) / 2
    return min(1.0, got / small) + HELD * got / large + SPOKEN * voices


def _nearest(scored: _Pairs, told: Sequence[Proposition]) -> dict[tuple[int, int], float]:
    best: dict[tuple[int, str], float] = {}
    for (a, b), worth in scored.items():
        for x, y in ((a, b), (b, a)):
            key = x, told[y].clause.report
            best[key] = max(best.get(key, 0.0), worth)
    return {
        (a, b): worth
        for (a, b), worth in scored.items()
        if worth >= best[a, told[b].clause.report] and worth >= best[b, told[a].clause.report]
    }


def _speakers(one: Proposition, other: Proposition) -> int:
    """1 where one speaker says both, -1 where each has another, else 0."""
    told = [p.statement for p in (one, other)]
    mine, theirs = (s.speaker if s is not None and s.kind != "narrated" else None for s in told)
    return 0 if mine is None or theirs is None else 1 if mine == theirs else -1


def _words(p: Proposition) -> frozenset[str]:
    return frozenset(filter(_is_word, p.keys))


def _tells(key: str) -> bool:
    """Whether a word tells what happened, rather than to whom or when."""
    return glossed(key) == "what" and "person" not in sorts_of(key)


def _is_word(key: str) -> bool:
    return key[0] not in "=#" and ":" not in key
