#!/usr/bin/env python3
"""How well reports are put into stories, and what it costs.

    python bench/stories.py quality            stories_dev with 1,000 unrelated reports: all at once and one by one;
                                               neighbouring stories of our own, alone and among all these
    python bench/stories.py spread             how far "one by one" hangs on chance: other orders within each day, and
                                               each half of the events
    python bench/stories.py cost CORPUS.jsonl --reports 10000 30000 100000
                                               time and memory for the first so many reports of a corpus made by
                                               ../shared/eval/make_corpus.py, each in a process of its own

``bench/library.py`` has what one more report costs in a library.
``quality`` is held against bench/floors.json by ``bench/quality.py stories``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from quality import NEIGHBOURS, SHARED, in_order_of_arrival, report_of, rows, story_figures
from twosource.record import Report
from twosource.steps.stories import Memory, Settler, fingerprint, stories


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["quality", "spread", "cost", "cost-of"])
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000])
    given = parser.parse_args()
    if given.what == "quality":
        quality()
    elif given.what == "spread":
        spread()
    elif given.what == "cost":
        for count in given.reports:
            again("cost-of", str(given.corpus), "--reports", str(count))
    else:
        cost(given.corpus, given.reports[0])
    return 0


def again(*arguments: str) -> None:
    subprocess.run([sys.executable, __file__, *arguments], check=True)


def quality() -> None:
    data = SHARED / "data" / "stories"
    dev, background = rows(data / "stories_dev.jsonl"), rows(data / "background.jsonl")
    near = rows(NEIGHBOURS)
    unrelated = [{**r, "event": None} for r in (*dev, *background)]
    show("stories_dev, all at once", [*dev, *background], together)
    show("stories_dev, one by one", [*dev, *background], one_by_one)
    show("neighbours, alone", near, together)
    show("neighbours, among the others", [*near, *unrelated], together)
    show("neighbours, among the others, one by one", [*near, *unrelated], one_by_one)


def spread() -> None:
    data = SHARED / "data" / "stories"
    gold = [*rows(data / "stories_dev.jsonl"), *rows(data / "background.jsonl")]
    for seed in range(5):
        show(f"one by one, order {seed} within each day", gold, partial(one_by_one, seed=seed))
    for half in (0, 1):
        part = [r for r in gold if r.get("event") is None or digest(str(r["event"])) % 2 == half]
        show(f"one by one, half {half} of the events", part, one_by_one)


def digest(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def show(name: str, gold: list[dict[str, Any]], put: Any) -> None:
    found = story_figures("bench", gold, put([report_of(r) for r in gold]))
    print(f"{name:42} B-cubed F1 {found['bcubed_f1']:.4f}  pairwise {found['pair_f1']:.4f}", flush=True)


def together(reports: list[Report]) -> dict[str, str]:
    return stories(reports)


def one_by_one(reports: list[Report], seed: int | None = None) -> dict[str, str]:
    """In order of arrival; undated reports are spread among the others. With a seed those of one day are shuffled."""
    memory, ids = Memory(), []
    settler = Settler(memory)
    arriving = in_order_of_arrival(reports)
    if seed is not None:
        dice = random.Random(seed)
        arriving.sort(key=lambda r: ((r.published or "")[:10], dice.random()))
    for number, report in enumerate(arriving):
        fresh = {number: fingerprint(report)}
        memory.take(fresh, settler.settle(fresh))
        ids.append(report.id)
    return {ids[n]: story for n, story in memory.stories().items()}


def corpus(path: Path, most: int, start: int = 0) -> Iterator[Report]:
    with path.open(encoding="utf-8") as file:
        for line in islice(file, start, start + most):
            yield report_of(json.loads(line))


def cost(path: Path, count: int) -> None:
    wall, cpu = time.monotonic(), time.process_time()
    found = stories(corpus(path, count))
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    with path.open(encoding="utf-8") as file:
        gold = [json.loads(line) for line in islice(file, count)]
    figures = story_figures("bench-cost", gold, found)
    print(
        f"{count:>8,} reports: {cpu:7.1f} s of processor time ({1000 * cpu / count:.2f} ms a report), {wall:.1f} s, "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:,.0f} MB; "
        f"B-cubed F1 {figures['bcubed_f1']:.3f}, pairwise {figures['pair_f1']:.3f}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
