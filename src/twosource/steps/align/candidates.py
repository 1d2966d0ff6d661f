"""Pairs of propositions worth scoring, through an inverted index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.steps.align.likeness import Proposition
from twosource.steps.linkage import pairs_within

MOST_POSTINGS = 40  # of a key in more propositions than this not all pairs are looked at
MOST_PARTNERS = 12  # candidates kept for one proposition
LEAST_SHARED = 0.45  # summed weight of shared keys


def candidates(told: Sequence[Proposition], weights: Mapping[str, float]) -> list[tuple[int, int]]:
    """Pairs ``(a, b)``, a < b, that share telling keys; work grows with the text, not with its square."""
    index: dict[str, list[int]] = {}
    for k, proposition in enumerate(told):
        for key in sorted(proposition.keys):
            index.setdefault(key, []).append(k)
    shared: dict[tuple[int, int], float] = {}
    alike = [(*sorted(proposition.keys), str(k)) for k, proposition in enumerate(told)]
    near: set[tuple[int, int]] = set()
    for key, places in sorted(index.items()):
        if len(places) > MOST_POSTINGS:
            near.update(pairs_within(places, MOST_POSTINGS, alike.__getitem__))
            continue
        for pair in pairs_within(places, MOST_POSTINGS, alike.__getitem__):
            if not _overlap(told[pair[0]], told[pair[1]]):
                shared[pair] = shared.get(pair, 0.0) + weights.get(key, 0.0)
    for a, b in sorted(near):
        if not _overlap(told[a], told[b]):
            both = sorted(told[a].keys & told[b].keys)
            shared[a, b] = sum(weights.get(key, 0.0) for key in both)
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
