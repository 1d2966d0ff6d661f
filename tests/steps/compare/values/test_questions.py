"""Answers of one question stay together, whatever is joined first."""

from __future__ import annotations

import pytest

from twosource.steps.compare.values.questions import ENOUGH, TOGETHER, with_sure_pairs
from twosource.steps.linkage import join

# two reports say 150 metres (0, 1), three 200 feet (2, 3, 4); only 1 and 2 are told in like words
LIKE = {(0, 1): 0.95, (2, 3): 0.95, (2, 4): 0.95, (3, 4): 0.95, (1, 2): 0.8}
PAIRS = [(a, b, sure) for (a, b), sure in LIKE.items()]


@pytest.mark.parametrize(("others", "clusters"), [(0.1, [[0, 1, 2, 3, 4]]), (-1.0, [[0, 1], [2, 3, 4]])])
def test_one_sure_pair_is_enough_unless_two_must_never_meet(others: float, clusters: list[list[int]]) -> None:
    def score(a: int, b: int) -> float:
        return LIKE.get((min(a, b), max(a, b)), others)

    joined = join(PAIRS, score, ENOUGH, TOGETHER)
    assert joined == [[0, 1], [2, 3, 4]]
    assert with_sure_pairs(joined, PAIRS, score) == clusters
