"""Learn the weights of ``steps/compare/values/signs.py``: do two unequal values answer one question?

    PYTHONPATH=src python training/compare/train.py KEYS_DIR [--write src/twosource/lexicon/any/same_question.toml]

Reads the training part of the bank (the split in ``rates.is_test``). A pair is two values of one family, in two
reports, that can't both be right (``numbers.relate``) and that no veto keeps apart (``judge.comparable``). It is
positive where the two touch different values of one question on which the key says that the reports differ. Prints what
held-out stories say (six folds, by story) and, with ``--write``, the weights of all stories, on the scale of the
held-out ones.
numpy only; no chance is involved, so the same input gives the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rates import is_test, material

from twosource.engines.parser import SpacyParser
from twosource.record import Material, Quantity
from twosource.steps.align import align
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import Answer, answers
from twosource.steps.compare.values.judge import Judge, comparable
from twosource.steps.compare.values.numbers import relate
from twosource.steps.compare.values.signs import FAMILIES, SIGNS, signs
from twosource.steps.compare.values.told import equal, unlike_units

FOLDS = 6
PENALTY = 5.0  # L2; 1 to 10 were tried, the log-loss of held-out stories is lowest between 3 and 5
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """Two values: their story, the question of the key that they differ on (None: negative), and their signs."""

    story: str
    family: str
    question: str | None
    signs: list[float]


def pairs(story: str, known: Material, facts: list[dict]) -> Iterator[Pair]:
    """All comparable pairs of a story with their labels."""
    scene = Scene(known, align(known)[0])
    found = answers(scene)
    judge = Judge(found, scene)
    touched = [_touched(answer, facts) for answer in found]
    for i, j in combinations(range(len(found)), 2):
        a, b = found[i], found[j]
        if a.family != b.family or a.report == b.report or unlike_units(a, b) or equal(a, b):
            continue
        if not (isinstance(a.value, Quantity) and isinstance(b.value, Quantity)):
            continue
        if relate(a.value, b.value).verdict != "differ" or not comparable(a, b, judge.around):
            continue
        apart = sorted(f for f, v in touched[i] for g, w in touched[j] if f == g and v != w)
        yield Pair(story, a.family, apart[0] if apart else None, signs(a, b, judge.around))


def _touched(answer: Answer, facts: list[dict]) -> set[tuple[str, int]]:
    """Questions of the key with verdict "differ", and which value of theirs the words overlap."""
    place = answer.mention
    return {
        (fact["id"], k)
        for fact in facts
        if fact["verdict"] == "differ" and fact.get("sure", True)
        for k, value in enumerate(fact["values"])
        for r in value["reports"]
        if r["report"] == place.report and r["span"][0] < place.end and place.start < r["span"][1]
    }


def design(rows: list[Pair]) -> Numbers:
    """One row a pair: its signs, its family, a constant."""
    return np.array([[*p.signs, *(float(p.family == f) for f in FAMILIES), 1.0] for p in rows])


def fit(x: Numbers, y: Numbers, penalty: float) -> Numbers:
    """Logistic regression by Newton's method; the constant is not penalised."""
    weights = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[-1] = 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(ridge), x.T @ (p - y) + ridge * weights)
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def held_out(rows: list[Pair]) -> Numbers:
    """For each pair the sum that weights learned without its story give."""
    x, y = design(rows), np.array([float(p.question is not None) for p in rows])
    fold = np.array([int(hashlib.sha256(f"fold{p.story}".encode()).hexdigest(), 16) % FOLDS for p in rows])
    sums = np.zeros(len(rows))
    for k in range(FOLDS):
        sums[fold == k] = x[fold == k] @ fit(x[fold != k], y[fold != k], PENALTY)
    return sums


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("keys", type=Path)
    options.add_argument("--write", type=Path)
    asked = options.parse_args()
    english = SpacyParser.load()
    rows: list[Pair] = []
    for folder in sorted(p for p in asked.keys.iterdir() if (p / "reports.jsonl").is_file() and not is_test(p.name)):
        facts = json.loads((folder / "gold.json").read_text("utf-8"))["facts"]
        rows += pairs(folder.name, material(folder, english), facts)
    y = np.array([float(p.question is not None) for p in rows])
    sums = held_out(rows)
    slope, shift = fit(np.stack([sums, np.ones(len(sums))], axis=1), y, 1e-6)
    sure = 1 / (1 + np.exp(-(slope * sums + shift)))
    questions = {(p.story, p.question) for p in rows if p.question}
    print(f"{len(rows)} pairs, {int(y.sum())} positive, {len(questions)} questions; held out:")
    print("from   pairs  right  questions")
    for least in (0.9, 0.8, 0.75, 0.7, 0.6, 0.5, 0.4, 0.3):
        over = sure >= least
        hit = {(p.story, p.question) for p, o in zip(rows, over, strict=True) if o and p.question}
        print(f"{least:.2f}  {int(over.sum()):6}  {y[over].mean() if over.any() else 0:.2f}  {len(hit):6}")
    weights = fit(design(rows), y, PENALTY) * slope
    weights[-1] += shift
    names = [*(s.__name__ for s in SIGNS), *FAMILIES, "constant"]
    lines = [f"{name} = {weight:.3f}" for name, weight in zip(names, weights, strict=True)]
    print("\n".join(lines))
    if asked.write:
        head = "# Weights of compare/values/signs.py, made by training/compare/train.py, not by hand.\n[weights]\n"
        asked.write.write_text(head + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
