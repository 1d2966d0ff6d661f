"""Fit the probabilities: how often is an attribution with these signs right?

    PYTHONPATH=src python training/attribution/calibrate.py MODEL --polnear data/polnear/dev.jsonl

Right means what the scorer's who-said-what means: contents with a Jaccard index
of at least a half, sources with a token F1 of at least a half.  Writes the
weights into MODEL/config.json and prints a reliability table; the table comes
from five folds of articles, each judged by weights fitted on the other four.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
from data import Article, load_polnear

from twosource.engines.tagger import AttributionTagger

Array = npt.NDArray[np.float64]
FOLDS = 5
BINS = 10
_WORD = re.compile(r"\w+")


def words(starts: list[int], spans: tuple[tuple[int, int], ...]) -> frozenset[int]:
    """Give the words, by their starts, that lie in spans."""
    return frozenset(w for w in starts if any(s <= w < e for s, e in spans))


def right(article: Article, found: list[tuple[tuple, tuple]]) -> list[bool]:
    """Tell of each found (content, source) whether it agrees with a key's attribution."""
    starts = [m.start() for m in _WORD.finditer(article.text)]
    gold = [(words(starts, a.content), words(starts, a.source)) for a in article.attributions]
    mine = [(words(starts, c), words(starts, s)) for c, s in found]
    pairs = []
    for i, (content, source) in enumerate(mine):
        for j, (true_content, true_source) in enumerate(gold):
            overlap = len(content & true_content) / max(len(content | true_content), 1)
            if overlap >= 0.5 and _same(source, true_source):
                pairs.append((-overlap, i, j))
    taken: set[int] = set()
    good: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in good and j not in taken:
            good.add(i)
            taken.add(j)
    return [i in good for i in range(len(mine))]


def _same(a: frozenset[int], b: frozenset[int]) -> bool:
    return a == b if not a or not b else 2 * len(a & b) / (len(a) + len(b)) >= 0.5


def fit(signs: Array, truth: Array, strength: float = 1.0) -> Array:
    """Fit a logistic regression by Newton's method; the bias comes last."""
    x = np.column_stack([signs, np.ones(len(signs))])
    weights = np.zeros(x.shape[1])
    ridge = strength * np.eye(x.shape[1])
    ridge[-1, -1] = 0.01  # next to nothing, so that a few that are all right can be fitted too
    for _ in range(50):
        chance = predict(weights, signs)
        gradient = x.T @ (chance - truth) + ridge @ weights
        hessian = (x * (chance * (1 - chance))[:, None]).T @ x + ridge
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def predict(weights: Array, signs: Array) -> Array:
    """Give the fitted probabilities."""
    return 1 / (1 + np.exp(-(signs @ weights[:-1] + weights[-1])))


def reliability(chances: Array, truth: Array) -> tuple[list[tuple[float, float, int]], float]:
    """Compare said and seen by tenths; also the expected calibration error."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    rows, error = [], 0.0
    for b in range(BINS):
        here = bins == b
        if here.any():
            said, seen = float(chances[here].mean()), float(truth[here].mean())
            rows.append((said, seen, int(here.sum())))
            error += abs(said - seen) * here.mean()
    return rows, float(error)


def main() -> None:
    """Read the command line, fit, write, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help="folder of tagger.onnx")
    parser.add_argument("--polnear", type=Path, required=True, help="dev.jsonl")
    options = parser.parse_args()
    tagger = AttributionTagger.from_folder(options.model)
    signs, truth, fold = [], [], []
    for number, article in enumerate(load_polnear(options.polnear)):
        found = tagger.evidence(article.text)
        signs += [evidence for _, evidence in found]
        truth += right(article, [(t.content, t.source) for t, _ in found])
        fold += [number % FOLDS] * len(found)
    x, y, folds = np.array(signs), np.array(truth, dtype=float), np.array(fold)
    held_out = np.zeros(len(y))
    for k in range(FOLDS):
        held_out[folds == k] = predict(fit(x[folds != k], y[folds != k]), x[folds == k])
    rows, error = reliability(held_out, y)
    for said, seen, count in rows:
        print(f"said {said:.2f}  seen {seen:.2f}  {count}")
    print(f"expected calibration error {error:.3f}, Brier {np.mean((held_out - y) ** 2):.3f}")
    weights = fit(x, y).round(4).tolist()
    path = options.model / "config.json"
    config = json.loads(path.read_text())
    config["calibration"] = {"weights": weights[:-1], "bias": weights[-1]}
    path.write_text(json.dumps(config, indent=1) + "\n")


if __name__ == "__main__":
    main()
