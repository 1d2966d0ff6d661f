"""Joining scored pairs into tight clusters; used for statements that say the same and for answers to one question."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def join(
    pairs: Iterable[tuple[int, int, float]], score: Callable[[int, int], float], enough: float, together: float
) -> list[list[int]]:
    """Clusters of the items named by ``pairs`` (a, b, score), best pairs first.

    A pair below ``enough`` joins nothing, a score below 0 forbids that the two ever come together; two clusters are
    joined only where their members' mean ``score`` reaches ``together`` (average linkage, greedy).
    Members are sorted, clusters ordered by their first member.
    """
    cluster_of: dict[int, list[int]] = {}
    for a, b, worth in sorted(pairs, key=lambda p: (-p[2], p[0], p[1])):
        if worth < enough:
            break
        one, two = cluster_of.setdefault(a, [a]), cluster_of.setdefault(b, [b])
        if one is two:
            continue
        between = [score(x, y) for x in one for y in two]
        if min(between) < 0 or sum(between) / len(between) < together:
            continue
        one.extend(two)
        for member in two:
            cluster_of[member] = one
    distinct = {id(c): sorted(c) for c in cluster_of.values() if len(c) > 1}
    return sorted(distinct.values())
