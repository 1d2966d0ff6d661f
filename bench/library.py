"""A large library: adding, putting into stories, opening, listing, searching, verifying, and one report more.

    python bench/library.py CORPUS.jsonl [--reports 10000] [--library FILE-OR-URL]

CORPUS is JSON Lines, as ../shared/eval/make_corpus.py makes it. Processor seconds stand beside the clock's, because
machines are shared. The library is kept, to be looked at or to go on with a larger one.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from twosource import intake
from twosource.desk import adding, placing
from twosource.intake import Received
from twosource.library import Library, open_library

Result = TypeVar("Result")
_MORE = 51


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--library", default="bench-library.sqlite")
    args = parser.parse_args()
    with open_library(args.library) as library:
        given = itertools.islice(received(args.corpus), args.reports)
        count = timed("read and added", lambda: add(library, given))
        timed("put into stories", lambda: placing.place(library), count)
        one_more(library, list(itertools.islice(received(args.corpus), args.reports, args.reports + _MORE)))
        timed("status", library.status)
        timed("50 stories listed", library.list_stories)
        story = max(library.list_stories(limit=None), key=lambda s: s.reports)
        timed(f"reports of the largest story ({story.reports})", lambda: library.reports_of(story.id))
        timed("search, two words", lambda: library.search("police minister"))
        timed("search, a phrase", lambda: library.search('"prime minister"'))
        timed("verified", library.verify, count)
    timed("opened, and 50 stories listed", lambda: open_and_list(args.library))
    print(f"{'on disk':44s}{Path(args.library).stat().st_size / 1e6:9.1f} MB" if Path(args.library).exists() else "")
    print(f"{'most memory':44s}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.1f} MB")


def received(corpus: Path) -> Iterator[Received]:
    return (item for item in intake.receive([str(corpus)]) if isinstance(item, Received))


def add(library: Library, given: Iterator[Received]) -> int:
    count = 0
    while some := list(itertools.islice(given, 64)):
        count += len(library.add([adding.incoming(one) for one in some]))
    return count


def one_more(library: Library, some: Sequence[Received]) -> None:
    """Reports that come one by one: the first of a process has all to load, the others show what it costs."""
    added, placed = [], []
    for one in some:
        added.append(spent(lambda one=one: library.add([adding.incoming(one)])))  # type: ignore[misc]
        placed.append(spent(lambda: placing.place(library)))
    for name, figures in (("added", added), ("into its story", placed)):
        print(f"{f'one report more: {name}, the first':44s}{figures[0][0]:9.0f} ms {figures[0][1]:9.0f} ms processor")
        clock, processor = (statistics.median(f[k] for f in figures[1:]) for k in (0, 1))
        most = sorted(f[1] for f in figures[1:])[len(figures) * 9 // 10 - 1]
        print(
            f"{f'  median of {len(figures) - 1} more':44s}{clock:9.0f} ms {processor:9.0f} ms processor; "
            f"nine of ten {most:.0f} ms",
            flush=True,
        )


def spent(run: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    run()
    return 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor)


def open_and_list(where: str) -> None:
    with open_library(where, create=False) as library:
        library.list_stories()


def timed(name: str, run: Callable[[], Result], count: int = 0) -> Result:
    clock, processor = time.perf_counter(), time.process_time()
    result = run()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    each = f"{1000 * clock / count:9.2f} ms each" if count else ""
    print(f"{name:44s}{1000 * clock:9.0f} ms {1000 * processor:9.0f} ms processor{each}", flush=True)
    return result


if __name__ == "__main__":
    main()
