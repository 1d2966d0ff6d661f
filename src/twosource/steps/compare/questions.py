"""Answers to one question brought together, and the question in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from twosource.steps.compare.answers import Answer
from twosource.steps.compare.asked import Told, same_question
from twosource.steps.compare.scene import Scene
from twosource.steps.linkage import join

ENOUGH, TOGETHER = 0.5, 0.3
MOST_IN_BLOCK = 60  # a key with more answers than this is passed over: it asks nothing in particular


def questions(found: Sequence[Answer], scene: Scene) -> list[list[Answer]]:
    """Clusters of answers, each to one question, in order of their first answer."""
    told = Told(found)
    known: dict[tuple[int, int], float] = {}

    def score(a: int, b: int) -> float:
        pair = (min(a, b), max(a, b))
        if pair not in known:
            known[pair] = same_question(found[pair[0]], found[pair[1]], scene, told)
        return known[pair]

    pairs = [(a, b, score(a, b)) for a, b in _candidates(found)]
    return [[found[k] for k in cluster] for cluster in join(pairs, score, ENOUGH, TOGETHER)]


def _candidates(found: Sequence[Answer]) -> list[tuple[int, int]]:
    """Pairs that share a family and a happening, a counted noun or a value: never all pairs."""
    index: dict[tuple[str, str], list[int]] = {}
    for k, answer in enumerate(found):
        keys = {"=" + e for e in answer.topic.events} | {"n" + answer.topic.noun} | {"v" + answer.value.shown}
        keys |= {"o" + o for o in answer.topic.owner} if answer.family == "age" else set()
        for key in keys:
            index.setdefault((answer.family, key), []).append(k)
    pairs: set[tuple[int, int]] = {
        (k, k + 1) for k in range(len(found) - 1) if found[k].topic.sentence == found[k + 1].topic.sentence
    }
    for places in index.values():
        if len(places) <= MOST_IN_BLOCK:
            pairs.update(combinations(places, 2))
    return sorted(pairs)
