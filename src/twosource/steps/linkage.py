"""Joining scored pairs into tight clusters; used for statements that say the same and for answers to one question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

NEAREST = 10  # partners to each side in a block too large for all pairs
SAMPLE = 24  # members that speak for a cluster when it is held against another


def pairs_within(block: Sequence[int], most: int, order: Callable[[int], tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs (a, b), a < b, of a block that share a key: all of them up to ``most`` members; in a larger one each with
    its nearest when sorted by ``order`` (sorted neighbourhood, Hernandez and Stolfo 1995): what all tell must not
    be lost for being told often, and work must not grow with its square."""
    if len(block) <= most:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=order)
    for k, one in enumerate(ordered):
        for two in ordered[k + 1 : k + 1 + NEAREST]:
            yield (one, two) if one < two else (two, one)


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
        if _mean(score(x, y) for x in _some(one) for y in _some(two)) < together:
            continue
        one.extend(two)
        for member in two:
            cluster_of[member] = one
    distinct = {id(c): sorted(c) for c in cluster_of.values() if len(c) > 1}
    return sorted(distinct.values())


def _mean(scores: Iterable[float]) -> float:
    """Below 0 as soon as one score is."""
    total, count = 0.0, 0
    for score in scores:
        if score < 0:
            return -1.0
        total, count = total + score, count + 1
    return total / count


def _some(cluster: list[int]) -> list[int]:
    """The members, or as many of a large cluster, evenly spaced."""
    return cluster if len(cluster) <= SAMPLE else cluster[:: -(-len(cluster) // SAMPLE)]
