"""Joining scored pairs into tight groups."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.steps.align.likeness import Likeness

ENOUGH = 0.5  # a pair says the same thing
TOGETHER = 0.42  # mean likeness between two groups that may be joined


def join(pairs: Sequence[tuple[int, int, float]], likeness: Likeness) -> list[list[int]]:
    """Clusters of propositions, best pairs first, two clusters joined only where they are alike on average
    (average linkage); members sorted, clusters by their first member."""
    cluster_of: dict[int, list[int]] = {}
    for a, b, score in sorted(pairs, key=lambda p: (-p[2], p[0], p[1])):
        if score < ENOUGH:
            break
        if score < ENOUGH + 0.1 and likeness.same_report(a, b):
            continue
        one, two = cluster_of.setdefault(a, [a]), cluster_of.setdefault(b, [b])
        if one is two:
            continue
        between = [likeness.of(x, y) for x in one for y in two]
        if sum(between) / len(between) < TOGETHER:
            continue
        one.extend(two)
        for member in two:
            cluster_of[member] = one
    distinct = {id(c): sorted(c) for c in cluster_of.values() if len(c) > 1}
    return sorted(distinct.values())
