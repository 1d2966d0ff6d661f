"""What one speaker says again in another report, in words that are too far apart for ``align``.

That two statements are of one speaker makes it likelier that they are of one matter, and harmless where they are not:
for each of the two he is the one origin. So less likeness is asked for than where it makes a second origin: each must
be the nearest in meaning to the other of all that he says in the other's report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.protocols import Meaning
from twosource.record import Statement
from twosource.steps.linkage import join

NEAR, TOGETHER = 0.5, 0.4  # cosines: of a pair, and on average of all that is put together
MOST = 200  # statements of one speaker that are held against one another


def again(said: Sequence[Statement], texts: Mapping[str, str], sense: Meaning) -> list[list[Statement]]:
    """Statements of one speaker and of two reports or more that are alike, in the order of ``said``; ``texts`` by
    report."""
    by_speaker: dict[str, list[Statement]] = {}
    for s in said:
        by_speaker.setdefault(s.chain[-1], []).append(s)
    heard = [spoken[:MOST] for spoken in by_speaker.values() if len({s.report for s in spoken}) > 1]
    words = {s.id: " ".join(" ".join(p.of(texts[s.report]) for p in s.pieces).split()) for told in heard for s in told}
    wordings = list(dict.fromkeys(words.values()))  # a sentence printed by many is read once
    vectors = dict(zip(wordings, sense.vectors(wordings), strict=True))
    points = {ident: vectors[wording] for ident, wording in words.items()}
    return [[told[k] for k in cluster] for told in heard for cluster in _alike(told, points)]


def _alike(spoken: Sequence[Statement], of: Mapping[str, NDArray[np.float32]]) -> list[list[int]]:
    points = np.stack([of[s.id] for s in spoken])
    near = points @ points.T
    reports = np.array([s.report for s in spoken])
    near[reports[:, None] == reports[None, :]] = -1.0  # what one report has of him twice is two things
    return join(_nearest(near, reports), lambda a, b: float(near[a, b]), NEAR, TOGETHER)


def _nearest(near: NDArray[np.float32], reports: NDArray[np.str_]) -> Iterator[tuple[int, int, float]]:
    """Pairs of which each is the other's nearest in its report."""
    best = np.stack([near[:, reports == r].max(axis=1) for r in reports], axis=1)  # of row k, in the report of column j
    for a, b in np.argwhere((near >= NEAR) & (near >= best) & (near >= best.T)):
        if a < b:
            yield int(a), int(b), float(near[a, b])
