"""Joining what is alike, also where everybody tells it."""

from __future__ import annotations

from twosource.steps.linkage import NEAREST, join, pairs_within


def test_a_small_block_gives_all_pairs() -> None:
    assert list(pairs_within([3, 1, 2], 5, lambda k: (str(k),))) == [(3, 1), (3, 2), (1, 2)]


def test_a_large_block_gives_each_its_nearest_and_grows_in_a_line() -> None:
    def count(n: int) -> int:
        return len(list(pairs_within(range(n), 10, lambda k: (f"{k:05d}",))))

    assert count(400) < 2.1 * count(200) <= 2.1 * 200 * NEAREST


def test_what_many_tell_is_not_lost() -> None:
    told = ["two"] * 90 + ["three"] * 30
    pairs = [(a, b, 1.0 if told[a] == told[b] else 0.0) for a, b in pairs_within(range(120), 40, lambda k: (told[k],))]
    found = join(pairs, lambda a, b: 1.0 if told[a] == told[b] else 0.0, 0.5, 0.3)
    assert sorted(len(cluster) for cluster in found) == [30, 90]


def test_a_forbidden_pair_keeps_two_clusters_apart() -> None:
    def score(a: int, b: int) -> float:
        return -1.0 if {a, b} == {0, 3} else 0.9

    found = join([(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.8)], score, 0.5, 0.3)
    assert found == [[0, 1], [2, 3]]
