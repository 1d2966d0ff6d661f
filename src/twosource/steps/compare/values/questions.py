"""Answers to one question brought together, and the question in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.judge import Judge
from twosource.steps.compare.values.misprints import slips
from twosource.steps.linkage import join, pairs_within

ENOUGH, TOGETHER, SURE = 0.5, 0.3, 0.75
TELLING = 0.4  # a word as rare as this in the story brings two values of one family together
MOST_IN_BLOCK = 60  # of a key with more answers than this not all pairs are looked at


def questions(found: Sequence[Answer], judge: Judge) -> list[list[Answer]]:
    """Clusters of answers, each to one question, in order of their first answer."""

    def score(a: int, b: int) -> float:
        return judge.sure(found[a], found[b])

    pairs = [(a, b, score(a, b)) for a, b in _candidates(found, judge)]
    clusters = with_sure_pairs(join(pairs, score, ENOUGH, TOGETHER), pairs, score)
    return [[found[k] for k in cluster] for cluster in clusters]


def with_sure_pairs(
    joined: Sequence[Sequence[int]], pairs: Sequence[tuple[int, int, float]], score: Callable[[int, int], float]
) -> list[list[int]]:
    """Clusters joined again where one pair is sure of one question, however unlike the others on each side are, unless
    a pair of them must never meet."""
    clusters = [list(cluster) for cluster in joined]
    of = {k: cluster for cluster in clusters for k in cluster}
    for a, b, sure in sorted(pairs, key=lambda row: (-row[2], row[:2])):
        one, two = of.get(a), of.get(b)
        if sure < SURE or one is None or two is None or one is two:
            continue
        if all(score(x, y) >= 0 for x in one for y in two):
            one += two
            one.sort()
            clusters.remove(two)
            of.update(dict.fromkeys(two, one))
    return sorted(clusters)


def _candidates(found: Sequence[Answer], judge: Judge) -> list[tuple[int, int]]:
    """Pairs that share a family and a happening, a counted noun, a value or a telling word: never all pairs."""
    index: dict[tuple[str, str], list[int]] = {}
    for k, answer in enumerate(found):
        keys = {"=" + e for e in answer.topic.events} | {"n" + answer.topic.noun} | {"v" + answer.value.shown}
        keys |= {"o" + o for o in answer.topic.owner} if answer.family == "age" else set()
        keys |= {"w" + w for w in answer.topic.near if judge.scene.weights.get(w, 0.0) > TELLING}
        keys |= {"s" + s for s in slips(answer)}
        keys |= {"r" + r for r in answer.topic.called} | {"g" + answer.slot.graded}
        for key in keys:
            index.setdefault((answer.family, key), []).append(k)
    pairs: set[tuple[int, int]] = {
        (k, k + 1) for k in range(len(found) - 1) if found[k].topic.sentence == found[k + 1].topic.sentence
    }
    alike = [
        (*sorted(answer.topic.events), answer.topic.noun, *sorted(answer.topic.near), answer.value.shown)
        for answer in found
    ]
    for places in index.values():
        pairs.update(pairs_within(places, MOST_IN_BLOCK, alike.__getitem__))
    return sorted(pairs)
