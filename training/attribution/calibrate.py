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
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from data import Article, load_polnear

from twosource.engines.tagger import AttributionTagger, TaggedAttribution

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from fragments import by_tenths, right, table

Array = npt.NDArray[np.float64]
FOLDS = 5


def judged(article: Article, found: Sequence[TaggedAttribution]) -> list[bool]:
    """Tell of each attribution found whether it agrees with one of the key's."""
    gold, mine = ([{"content": a.content, "source": a.source} for a in rows] for rows in (article.attributions, found))
    return right(article.text, gold, mine)


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
        truth += judged(article, [t for t, _ in found])
        fold += [number % FOLDS] * len(found)
    x, y, folds = np.array(signs), np.array(truth, dtype=float), np.array(fold)
    held_out = np.zeros(len(y))
    for k in range(FOLDS):
        held_out[folds == k] = predict(fit(x[folds != k], y[folds != k]), x[folds == k])
    print(table(*by_tenths(zip(held_out.tolist(), truth, strict=True))))
    print(f"Brier {np.mean((held_out - y) ** 2):.3f}")
    weights = fit(x, y).round(4).tolist()
    path = options.model / "config.json"
    config = json.loads(path.read_text())
    config["calibration"] = {"weights": weights[:-1], "bias": weights[-1]}
    path.write_text(json.dumps(config, indent=1) + "\n")


if __name__ == "__main__":
    main()
