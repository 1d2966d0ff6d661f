"""Fit how rules and tagger are weighed: how often is an attribution right that was found in this way?

    PYTHONPATH=src python training/attribution/weigh.py --polnear data/polnear/dev.jsonl

Right is as in `calibrate.py`, of outermost attributions.  Prints a reliability table of five folds of articles, each
judged by weights fitted on the other four, what leaving out the improbable does, and writes the weights for all into
`src/twosource/lexicon/en/odds.toml`.  Needs no torch; run it after a new tagger was calibrated and exported.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from calibrate import FOLDS, fit, predict
from data import Article, load_polnear

import twosource
from fragments import by_tenths, right, table
from twosource import engines
from twosource.record import Reading, Report
from twosource.steps.attribute import candidates
from twosource.steps.attribute.found import Found
from twosource.steps.attribute.odds import PRECISE, way_of
from twosource.steps.attribute.settle import settle
from twosource.steps.read import read

ODDS = Path(twosource.__file__).parent / "lexicon" / "en" / "odds.toml"
HEAD = """# How likely an attribution is right, by the way it was found: weights of the log odds of the rule's rough
# precision and of the tagger's probability (where there is one), and a bias. Fitted by training/attribution/weigh.py.
"""


def outermost(reading: Reading, found: list[Found]) -> list[Found]:
    """The candidates that stand outermost once they are settled."""
    kept = {(a.content, a.cue) for a in settle(reading.report.id, found) if a.depth == 0}
    first: dict[tuple, Found] = {}
    for f in sorted(found, key=lambda f: -f.probability):
        if (f.content, f.cue) in kept:
            first.setdefault((f.content, f.cue), f)
    return list(first.values())


def judged(article: Article, found: list[Found]) -> list[bool]:
    """Tell of each candidate whether the key has it."""
    gold = [{"content": a.content, "source": a.source} for a in article.attributions]
    mine = [
        {
            "content": [(s.start, s.end) for s in f.content],
            "source": [(f.source.start, f.source.end)] if f.source else [],
        }
        for f in found
    ]
    return right(article.text, gold, mine)


def main() -> None:
    """Read the command line, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--polnear", type=Path, required=True, help="dev.jsonl")
    options = parser.parse_args()
    used = engines.load(True)
    articles = load_polnear(options.polnear)
    readings = read([Report(a.id, a.text, language="en") for a in articles], used.parser_for)
    by_id = {a.id: a for a in articles}
    tags = used.tagger.attribute([r.report.text for r in readings]) if used.tagger else [None] * len(readings)
    rows: dict[str, list[tuple[int, tuple[float, ...], bool]]] = {}
    for number, (reading, tagged) in enumerate(zip(readings, tags, strict=True)):
        for given in (tagged, None):
            found = outermost(reading, candidates(reading, given))
            for f, good in zip(found, judged(by_id[reading.report.id], found), strict=True):
                way, signs = way_of(f, bool(given))
                if way == "inside" or (way == "rule" and f.probability < PRECISE):
                    continue
                if way != "layout" or given:  # the layout says the same without a tagger
                    rows.setdefault(way, []).append((number % FOLDS, signs, good))
    lines, said, seen = [HEAD], [], []
    for way, seen_so in sorted(rows.items()):
        folds = np.array([r[0] for r in seen_so])
        x, y = np.array([r[1] for r in seen_so]), np.array([r[2] for r in seen_so], dtype=float)
        held_out = np.zeros(len(y))
        for k in range(FOLDS):
            held_out[folds == k] = predict(fit(x[folds != k], y[folds != k]), x[folds == k])
        _, error = by_tenths(zip(held_out.tolist(), y.astype(bool).tolist(), strict=True))
        print(f"{way}: {len(y)} attributions, {y.mean():.3f} right, expected calibration error {error:.3f}")
        if way != "rules_only":
            said.append(held_out)
            seen.append(y)
        weights = fit(x, y).round(4).tolist()
        lines.append(f"[{way}]\nsigns = {weights[:-1]}\nbias = {weights[-1]}\n")
    chances, truth = np.concatenate(said), np.concatenate(seen)
    print(table(*by_tenths(zip(chances.tolist(), truth.astype(bool).tolist(), strict=True))))
    print(f"together: Brier {np.mean((chances - truth) ** 2):.3f}")
    ODDS.write_text("\n".join(lines), "utf-8")
    print(f"written: {ODDS}")


if __name__ == "__main__":
    main()
