"""Who said what, in articles a second: ours, the parser alone and textacy, on the same texts in one run.

    python bench/attribution_speed.py [--articles 20] [--words 750]

textacy (Apache-2.0) is no dependency of twosource; where it is not installed its row says so: `pip install textacy`.
Its `direct_quotations` is given the same spaCy pipeline, so that its row holds the parse too. The texts are the
examples' paragraphs, shuffled with a fixed seed; each ends with a number of its own, so that none is read only once.
Loading is excluded. Machines are noisy and shared: compare the rows of one run, by processor seconds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from speed import invented
from twosource import engines, pipeline
from twosource.engines.parser import MODEL
from twosource.record import Report


def main() -> int:
    """Print a row for each system."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--words", type=int, default=750)
    args = parser.parse_args()
    reports = [numbered(r) for r in invented(args.articles, args.words)]
    loaded = engines.load(True)
    print(f"{len(reports)} articles of {args.words} words\n{'':36}{'a second':>12}{'a CPU second':>16}{'found':>9}")
    row("the parser alone", reports, lambda given: loaded.english.parse(paragraphs(given)) and 0)
    row("textacy, direct quotations", reports, textacy())
    row("twosource without the tagger", reports, attributed(replace(loaded, tagger=None)))
    row("twosource, the tagger alone", reports, tagged(loaded))
    row("twosource", reports, attributed(loaded))
    return 0


def numbered(report: Report) -> Report:
    """The report with paragraphs that no other has."""
    made = [f"{p} ({report.id[1:]}-{k})" for k, p in enumerate(report.text.split("\n\n"))]
    return replace(report, text="\n\n".join(made))


def paragraphs(reports: Sequence[Report]) -> list[str]:
    """Every paragraph, in order."""
    return [p for r in reports for p in r.text.split("\n\n")]


def attributed(used: engines.Engines) -> Callable[[Sequence[Report]], int]:
    """Reading, attributing and naming the speakers, as ``twosource attribute`` does it."""
    return lambda reports: sum(len(found) for _, found, _, _ in pipeline.attributions_of(reports, used))


def tagged(used: engines.Engines) -> Callable[[Sequence[Report]], int] | None:
    """The tagger's share of it."""
    tagger = used.tagger
    if tagger is None:
        return None
    return lambda reports: sum(map(len, tagger.attribute([r.text for r in reports])))


def textacy() -> Callable[[Sequence[Report]], int] | None:
    """textacy's extractor over the same pipeline; None where it is not installed."""
    try:
        import spacy
        from textacy.extract import direct_quotations
    except ImportError:
        return None
    nlp = spacy.load(MODEL)
    return lambda reports: sum(len(list(direct_quotations(doc))) for doc in nlp.pipe(r.text for r in reports))


def row(name: str, reports: Sequence[Report], run: Callable[[Sequence[Report]], int] | None) -> None:
    """Run over the reports, the first once before for warmth, and print the rate."""
    if run is None:
        print(f"{name:36}{'not installed':>12}")
        return
    run(reports[:1])
    wall, spent = time.perf_counter(), time.process_time()
    found = run(reports)
    wall, spent = time.perf_counter() - wall, time.process_time() - spent
    print(f"{name:36}{len(reports) / wall:12.2f}{len(reports) / spent:16.2f}{found or '':>9}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
