"""Learn the weights of ``steps/align/signs.py``: do two clauses of two reports say one thing of one matter?

    PYTHONPATH=src python training/align/train.py --bank KEYS_DIR --stories STORIES.jsonl [--real KEYS_DIR …]
        [--write src/twosource/lexicon/any/same_matter.toml] [--show 20]

What the pairs are is told in ``examples.py``. Prints what held-out stories say (six folds, by story, each source
apart), first by words alone, then with nearness in meaning as one more sign, and, with ``--write``, both weights of
all. A logistic regression does as well here as boosted trees or a forest (on the bank 0.80 average precision for all
three), and its weights can be read. No chance is involved: the same input gives the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
from examples import Pair, of_bank, of_judged, of_real
from numpy.typing import NDArray

from twosource.engines.meaning import MiniLM
from twosource.engines.parser import SpacyParser
from twosource.steps.align.signs import SIGNS

FOLDS = 6
PENALTY = 2.0
SETTINGS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
Numbers = NDArray[np.float64]


def design(rows: list[Pair], meaning: bool) -> tuple[Numbers, Numbers, Numbers]:
    """Signs (with nearness or without) and a constant, labels, trust: one row a pair."""
    signs = np.array([[*p.signs, p.nearness, 1.0] if meaning else [*p.signs, 1.0] for p in rows])
    return signs, np.array([p.label for p in rows]), np.array([p.weight for p in rows])


def fit(x: Numbers, y: Numbers, w: Numbers) -> Numbers:
    """Weighted logistic regression by Newton's method; the constant is not penalised."""
    weights = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], PENALTY)
    ridge[-1] = 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve((x.T * (w * p * (1 - p))) @ x + np.diag(ridge), x.T @ (w * (p - y)) + ridge * weights)
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def held_out(rows: list[Pair], meaning: bool) -> Numbers:
    """For each pair the probability that weights learned without its story give."""
    x, y, w = design(rows, meaning)
    fold = np.array([int(hashlib.sha256(f"fold{p.story}".encode()).hexdigest(), 16) % FOLDS for p in rows])
    sums = np.zeros(len(rows))
    for k in range(FOLDS):
        others = fold != k
        sums[fold == k] = x[fold == k] @ fit(x[others], y[others], w[others])
    return 1 / (1 + np.exp(-sums))


def average_precision(y: Numbers, sure: Numbers) -> float:
    """Area under precision over recall."""
    ranked = y[np.argsort(-sure, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1) * ranked).sum() / ranked.sum())


def report(rows: list[Pair], meaning: bool, show: int) -> None:
    """What held-out stories say, each source apart."""
    sure = held_out(rows, meaning)
    print("with nearness in meaning" if meaning else "by words")
    for source in sorted({p.source for p in rows}):
        mine = np.array([p.source == source for p in rows])
        y, s = np.array([p.label for p in rows])[mine], sure[mine]
        print(f"{source}: {len(y)} pairs, {int(y.sum())} positive, average precision {average_precision(y, s):.3f}")
        for least in SETTINGS:
            over = s >= least
            right = y[over].mean() if over.any() else 0
            print(f"  {least:.2f}  {over.sum():6}  right {right:.2f}  found {(y * over).sum() / y.sum():.2f}")
    wrong = sorted((-s, p.words) for s, p in zip(sure, rows, strict=True) if not p.label)
    missed = sorted((s, p.words) for s, p in zip(sure, rows, strict=True) if p.label)
    for name, shown in (("taken for one", wrong), ("not found", missed)):
        for s, (one, two) in shown[:show]:
            print(f"{name} {abs(s):.2f}\n   {one}\n   {two}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--bank", "--stories"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--real", type=Path, nargs="*", default=[])
    options.add_argument("--write", type=Path)
    options.add_argument("--show", type=int, default=0, help="print so many of the worst pairs")
    asked = options.parse_args()
    models = SpacyParser.load(), MiniLM.load()
    rows = [*of_bank(asked.bank, models), *of_judged(asked.stories, asked.real, models)]
    rows += [pair for keys in asked.real for pair in of_real(keys, models)]
    for meaning in (False, True):
        report(rows, meaning, asked.show)
    if asked.write:
        head = "# Weights of steps/align/signs.py, made by training/align/train.py, not by hand.\n"
        asked.write.write_text(head + _table(rows, False) + "\n" + _table(rows, True), "utf-8")


def _table(rows: list[Pair], meaning: bool) -> str:
    names = [*(s.__name__ for s in SIGNS), *(["nearness"] if meaning else []), "constant"]
    lines = [f"{name} = {weight:.3f}\n" for name, weight in zip(names, fit(*design(rows, meaning)), strict=True)]
    return ("[by_meaning]\n" if meaning else "[by_words]\n") + "".join(lines)


if __name__ == "__main__":
    main()
