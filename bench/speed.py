"""Speed and memory: one story of invented reports, from text to dossier, beside the parser alone in the same run.

    python bench/speed.py [--reports 50] [--words 600]

The texts are the example stories' own paragraphs, shuffled with a fixed seed, so the figures say nothing of quality.
Machines are noisy: compare the ratios of one run, not seconds between runs.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does, before NumPy is loaded

from twosource import engines, intake, pipeline
from twosource.record import Report

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=50)
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--no-models", action="store_true")
    args = parser.parse_args()
    reports = invented(args.reports, args.words)
    start = time.perf_counter()
    loaded = engines.load(not args.no_models)
    print(f"{'loading the models':32s} {time.perf_counter() - start:8.2f} s")
    parse = timed("parser alone", lambda: loaded.english.parse([p for r in reports for p in r.text.split("\n\n")]))
    stages: list[tuple[str, float]] = []
    start = time.perf_counter()
    dossier = pipeline.check(reports, loaded, progress=lambda stage: stages.append((stage, time.perf_counter())))
    end = time.perf_counter()
    for (stage, begun), (_, ended) in zip(stages, [*stages[1:], ("", end)], strict=True):
        print(f"  {stage:30s} {ended - begun:8.2f} s")
    whole = end - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'text to dossier':32s} {whole:8.2f} s   {whole / parse:.1f} times the parser alone")
    print(
        f"{args.reports} reports of {args.words} words: {args.reports / whole:.1f} reports/s, peak {peak:.0f} MB, "
        f"{len(dossier.statements)} statements, {len(dossier.comparisons)} comparisons"
    )
    return 0


def timed(label: str, run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    took = time.perf_counter() - start
    print(f"{label:32s} {took:8.2f} s")
    return took


def invented(count: int, words: int) -> list[Report]:
    """Reports made of the paragraphs of the examples."""
    taken = intake.take([str(EXAMPLES)]).reports
    paragraphs = sorted({p for r in taken if r.language == "en" for p in r.text.split("\n\n") if len(p.split()) > 8})
    chance = random.Random(20230116)
    out: list[Report] = []
    for k in range(count):
        text: list[str] = []
        while sum(len(p.split()) for p in text) < words:
            text.append(chance.choice(paragraphs))
        day = 1 + k % 27
        out.append(
            Report(
                f"r{k:04d}",
                "\n\n".join(text),
                publisher=f"Paper {k % 40}",
                published=f"2024-03-{day:02d}",
                language="en",
            )
        )
    return out


if __name__ == "__main__":
    sys.exit(main())
