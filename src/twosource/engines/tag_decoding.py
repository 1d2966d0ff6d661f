"""From the network's scores to attributions: the likeliest labels, the likeliest links.

A chain (CRF) over the labels forbids what cannot be, such as a content that
goes on without having begun.  Two pointers then say which cue a content
belongs to and whom the cue names; the first lets the pieces of a split
quotation meet in one cue, the second lets several cues share a source.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

# The network gives 32 bits; sums over windows side by side take 64, so that no
# window's rounding hangs on how many stand beside it.
FloatArray = npt.NDArray[np.floating[Any]]
LabelArray = npt.NDArray[np.int64]

SOURCE, CUE, CONTENT = 1, 3, 5  # each role's first label; the next one goes on
_IMPOSSIBLE = -1e4
_NO_SOURCE = 0  # the place of [CLS], which stands for nobody


@dataclass(frozen=True, slots=True)
class Chain:
    """The learned numbers beside the network."""

    transitions: FloatArray  # label x next label
    first: FloatArray  # label
    distance: FloatArray  # pointer x bucket
    keep: float  # a further piece of a content needs this much certainty


@dataclass(frozen=True, slots=True)
class Marked:
    """A run of pieces with one role, and how sure its labels are."""

    role: int
    start: int
    end: int
    sure: float  # the mean piece
    edge: float  # the less sure end


@dataclass(frozen=True, slots=True)
class Linked:
    """An attribution in pieces of a window."""

    content: tuple[Marked, ...]
    cue: Marked | None
    source: Marked | None
    cue_link: float
    source_link: float


def label(scores: Sequence[FloatArray], chain: Chain) -> list[tuple[LabelArray, FloatArray]]:
    """Give each window's likeliest labels and every label's probability."""
    if not scores:
        return []
    emitted = _padded(scores)
    moves = np.exp(chain.transitions.astype(np.float64))  # what is forbidden becomes exactly 0
    likely = _best_path(emitted, moves, chain.first)
    chances = _marginals(emitted, moves, chain.first)
    return [(likely[i, : len(s)], chances[i, : len(s)]) for i, s in enumerate(scores)]


def link(labels: LabelArray, chances: FloatArray, links: FloatArray, chain: Chain) -> list[Linked]:
    """Join a window's marked runs to attributions, in the order of their contents."""
    runs = list(_runs(labels, chances))
    cues = [r for r in runs if r.role == CUE]
    contents = [r for r in runs if r.role == CONTENT]
    sources = [r for r in runs if r.role == SOURCE]
    if not cues:
        return [Linked((c,), None, None, 0.0, 0.0) for c in contents]
    chosen = [_point(links, chain, 0, range(c.start, c.end), [q.start for q in cues]) for c in contents]
    found = []
    for number, cue in enumerate(cues):
        mine = [(c, p) for c, (to, p) in zip(contents, chosen, strict=True) if to == number]
        if mine:
            source, sure = _source_of(cue, sources, links, chain)
            kept = _pieces_of_one(mine, chain.keep)
            found.append(Linked(tuple(c for c, _ in kept), cue, source, min(p for _, p in kept), sure))
    return sorted(found, key=lambda a: a.content[0].start)


def _pieces_of_one(pieces: list[tuple[Marked, float]], keep: float) -> list[tuple[Marked, float]]:
    """Drop the pieces that hardly belong: every content points somewhere, also one whose cue was missed."""
    chances = [run.sure * chance for run, chance in pieces]
    most = max(chances)
    return [piece for piece, chance in zip(pieces, chances, strict=True) if chance >= min(keep, most)]


def evidence(found: Linked) -> list[float]:
    """Give the signs by which the chance of a right attribution is judged."""
    content, source = found.content, found.source
    signs = [
        min(c.sure for c in content),
        min(c.edge for c in content),
        found.cue.sure if found.cue else 0.0,
        found.cue_link,
        found.source_link,
        source.sure if source else 0.0,
    ]
    length = math.log(sum(c.end - c.start for c in content))
    return [*map(_logit, signs), float(source is not None), length, float(len(content) > 1)]


def _logit(chance: float) -> float:
    chance = min(max(chance, 1e-3), 1 - 1e-3)
    return math.log(chance / (1 - chance))


def _source_of(cue: Marked, sources: list[Marked], links: FloatArray, chain: Chain) -> tuple[Marked | None, float]:
    places = [_NO_SOURCE, *(s.start for s in sources)]
    to, sure = _point(links, chain, 1, range(cue.start, cue.start + 1), places)
    return (sources[to - 1] if to else None), sure


def _point(links: FloatArray, chain: Chain, pointer: int, pieces: range, places: list[int]) -> tuple[int, float]:
    """Choose among places the one that the pieces point to, on average."""
    width = links.shape[1] // 4
    asked = links[pieces.start : pieces.stop, 2 * pointer * width : (2 * pointer + 1) * width]
    offered = links[places, (2 * pointer + 1) * width : (2 * pointer + 2) * width]
    away = np.array(places)[None, :] - np.arange(pieces.start, pieces.stop)[:, None]
    scores = asked @ offered.T / np.sqrt(width) + chain.distance[pointer][_bucket(away)]
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    mean = (chances / chances.sum(axis=1, keepdims=True)).mean(axis=0)
    best = int(mean.argmax())
    return best, float(mean[best])


def _bucket(distance: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    size = np.floor(np.log2(np.maximum(np.abs(distance), 1).astype(np.float32)) * 4 / 3)
    return np.minimum(size, 11).astype(np.int64) + 12 * (distance > 0)


def _runs(labels: LabelArray, chances: FloatArray) -> Iterator[Marked]:
    sure = chances[np.arange(len(labels)), labels]
    # Pieces of one run share the number of B- labels seen so far.
    begun = np.cumsum(labels % 2 == 1)
    for _, group in groupby(np.flatnonzero(labels), key=lambda i: int(begun[i])):
        places = [int(i) for i in group]
        start, end = places[0], places[-1] + 1
        # The piece after the end must not go on: its own label tells how sure that is.
        edges = (float(sure[start]), float(sure[min(end, len(sure) - 1)]))
        yield Marked(int(labels[start]), start, end, float(sure[start:end].mean()), min(edges))


def _padded(scores: Sequence[FloatArray]) -> FloatArray:
    """Put windows side by side; the special pieces and the padding can only be outside."""
    outside = np.full(scores[0].shape[1], _IMPOSSIBLE, dtype=np.float64)
    outside[0] = 0.0
    padded = np.tile(outside, (len(scores), max(map(len, scores)), 1))
    for row, values in zip(padded, scores, strict=True):
        row[1 : len(values) - 1] = values[1:-1]
    return padded


def _best_path(emitted: FloatArray, moves: FloatArray, first: FloatArray) -> LabelArray:
    rows, length, _ = emitted.shape
    back = np.zeros(emitted.shape, dtype=np.int64)
    chance = _scaled(_exp(emitted[:, 0] + first))
    values = _exp(emitted)
    for t in range(1, length):
        paths = chance[:, :, None] * moves
        back[:, t] = paths.argmax(axis=1)
        chance = _scaled(paths.max(axis=1) * values[:, t])
    best = np.zeros((rows, length), dtype=np.int64)
    best[:, -1] = chance.argmax(axis=1)
    every = np.arange(rows)
    for t in range(length - 1, 0, -1):
        best[:, t - 1] = back[every, t, best[:, t]]
    return best


def _marginals(emitted: FloatArray, moves: FloatArray, first: FloatArray) -> FloatArray:
    length = emitted.shape[1]
    values = _exp(emitted)
    forward, backward = np.empty_like(values), np.empty_like(values)
    backward[:, -1] = 1.0
    forward[:, 0] = _scaled(_exp(emitted[:, 0] + first))
    for t in range(1, length):
        forward[:, t] = _scaled((forward[:, t - 1] @ moves) * values[:, t])
    for t in range(length - 2, -1, -1):
        backward[:, t] = _scaled((values[:, t + 1] * backward[:, t + 1]) @ moves.T)
    both = forward * backward
    return np.asarray(both / both.sum(axis=-1, keepdims=True))


def _exp(scores: FloatArray) -> FloatArray:
    # A floor keeps every allowed path alive, whatever the scores.
    return np.asarray(np.exp(np.maximum(scores - scores.max(axis=-1, keepdims=True), -40.0)))


def _scaled(values: npt.NDArray[Any]) -> FloatArray:
    return np.asarray(values / values.max(axis=-1, keepdims=True))
