"""Measure a tagger: predictions for the scorer, figures, speed.

    PYTHONPATH=src python training/attribution/measure.py MODEL --polnear data/polnear/dev.jsonl --to DIR
    PYTHONPATH=src python training/attribution/measure.py MODEL --bank data/bank/keys --to DIR

Writes `gold.jsonl` and `pred.jsonl` into `--to`, as `score_attribution.py` reads them.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from data import Article, load_bank, load_polnear

from twosource.engines.tagger import AttributionTagger

ROLES = ("source", "cue", "content")


def write_gold(articles: list[Article], path: Path) -> None:
    """Write articles as the scorer reads gold."""
    with path.open("w") as file:
        for a in articles:
            events = [{r: [list(s) for s in getattr(e, r)] or None for r in ROLES} for e in a.attributions]
            row = {"id": a.id, "publisher": a.group, "text": a.text, "attributions": events}
            file.write(json.dumps(row) + "\n")


def write_predictions(articles: list[Article], tagger: AttributionTagger, path: Path) -> float:
    """Write what the tagger finds; returns its CPU seconds."""
    began = time.process_time()
    found = tagger.attribute([a.text for a in articles])
    spent = time.process_time() - began
    with path.open("w") as file:
        for article, attributions in zip(articles, found, strict=True):
            events = [
                {**{r: [list(s) for s in getattr(t, r)] or None for r in ROLES}, "probability": t.probability}
                for t in attributions
            ]
            file.write(json.dumps({"id": article.id, "attributions": events}) + "\n")
    return spent


def main() -> None:
    """Read the command line, tag, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help="folder of tagger.onnx")
    parser.add_argument("--polnear", type=Path, help="dev.jsonl")
    parser.add_argument("--bank", type=Path, help="folder of the stories' keys; the test half is read")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--window", type=int, help="another window than the model's")
    options = parser.parse_args()
    articles = load_polnear(options.polnear) if options.polnear else load_bank(options.bank, test=True)
    tagger = AttributionTagger.from_folder(options.model, threads=1)
    if options.window:
        tagger._window = options.window
    options.to.mkdir(parents=True, exist_ok=True)
    write_gold(articles, options.to / "gold.jsonl")
    spent = write_predictions(articles, tagger, options.to / "pred.jsonl")
    words = sum(len(a.text.split()) for a in articles)
    print(f"{len(articles)} articles, {words} words, {words / spent / 750:.1f} x 750 words per CPU second")


if __name__ == "__main__":
    main()
