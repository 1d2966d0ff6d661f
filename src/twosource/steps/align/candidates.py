"""Pairs of propositions worth scoring, through an inverted index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from twosource.steps.align.likeness import Proposition

MOST_POSTINGS = 40  # keys in more propositions than this are passed over: they tell nothing
MOST_PARTNERS = 12  # candidates kept for one proposition
LEAST_SHARED = 0.45  # summed weight of shared keys


def candidates(told: Sequence[Proposition], weights: Mapping[str, float]) -> list[tuple[int, int]]:
    """Pairs ``(a, b)``, a < b, that share telling keys; work grows with the text, not with its square."""
    index: dict[str, list[int]] = {}
    for k, proposition in enumerate(told):
        for key in sorted(proposition.keys):
            index.setdefault(key, []).append(k)
    shared: dict[tuple[int, int], float] = {}
    for key, places in sorted(index.items()):
        if 2 <= len(places) <= MOST_POSTINGS:
            for pair in combinations(places, 2):
                if not _overlap(told[pair[0]], told[pair[1]]):
                    shared[pair] = shared.get(pair, 0.0) + weights.get(key, 0.0)
    return _best(shared)


def _best(shared: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The most promising pairs of each proposition."""
    partners: dict[int, list[tuple[float, int, int]]] = {}
    for (a, b), weight in shared.items():
        if weight >= LEAST_SHARED:
            partners.setdefault(a, []).append((-weight, a, b))
            partners.setdefault(b, []).append((-weight, a, b))
    kept = {(a, b) for rows in partners.values() for _, a, b in sorted(rows)[:MOST_PARTNERS]}
    return sorted(kept)


def _overlap(a: Proposition, b: Proposition) -> bool:
    """True when both are in one sentence: a clause and a part of it are not two tellings."""
    return a.clause.report == b.clause.report and a.clause.ordinal == b.clause.ordinal
