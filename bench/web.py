"""The reading room under load: pages of a story of 200 reports, 50 readers at once, a decision, a library of 100,000
reports.

    python bench/web.py [--reports 200] [--readers 50] [--library 100000] [--seconds 15]

The room runs as a process of its own, as `twosource serve` starts it; this program only asks, on loopback. The texts
are the example stories' own paragraphs, shuffled. Libraries are made once, in bench/out, which takes minutes. Machines
are noisy: the load at the start is printed beside the figures.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from speed import invented
from twosource import engines
from twosource.desk import checking
from twosource.library import Incoming, Library, open_library
from twosource.record import Report

OUT = Path(__file__).resolve().parent / "out"
STORY = "s1"
PAUSE = 2.0  # seconds that a reader looks at a page
HREF = re.compile(r'href="(/stories/[^"#]*)')


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--library", type=int, default=100_000)
    parser.add_argument("--skip-library", action="store_true", help="without the large library")
    parser.add_argument("--seconds", type=float, default=15)
    args = parser.parse_args()
    OUT.mkdir(exist_ok=True)
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with served(story_of(args.reports)) as (address, room):
        asyncio.run(one_story(address, room, args))
    with served(copied(story_of(50))) as (address, _):
        asyncio.run(a_decision(address, 50))
    if not args.skip_library:
        with served(library_of(args.library)) as (address, _):
            asyncio.run(large_library(address, args.library))
    return 0


# --------------------------------------------------------------------------- what is asked


async def one_story(address: str, room: int, args: argparse.Namespace) -> None:
    first = await ask(address, f"/stories/{STORY}")
    print(f"story of {args.reports} reports: first opening {first[0] * 1000:.0f} ms, {len(first[1]) // 1000} kB")
    pages = await every_kind(address)
    print(f"{'one reader':22s} {'new':>28s} {'seen before':>20s}")
    print(f"  {'':20s} {'CPU':>8s} {'median':>9s} {'p95':>9s} {'CPU':>9s} {'median':>9s} {'largest':>9s}")
    for kind, paths in pages.items():
        # A part of the address that means nothing makes each a page that nobody has asked for.
        new = [with_more(path, f"new={n}") for n, path in enumerate((paths * 20)[:20])]
        made, cpu, largest = await timed(address, room, new)
        kept, cpu_kept, _ = await timed(address, room, new * 3)
        print(
            f"  {kind:20s} {cpu:5.1f} ms {at(made, 0.5):6.0f} ms {at(made, 0.95):6.0f} ms {cpu_kept:6.1f} ms "
            f"{at(kept, 0.5):6.0f} ms {largest / 1000:6.0f} kB"
        )
    paths = [path for some in pages.values() for path in some]
    cpu, began = spent(room), time.perf_counter()
    times = await asyncio.gather(*(reader(address, paths, began + args.seconds) for _ in range(args.readers)))
    every = [t for some in times for t in some]
    print(
        f"{args.readers} readers at once, a page every {PAUSE:.0f} s: {len(every)} pages, "
        f"median {at(every, 0.5):.0f} ms, p95 {at(every, 0.95):.0f} ms, "
        f"{(spent(room) - cpu) / len(every) * 1000:.1f} ms CPU a page"
    )


def with_more(path: str, more: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{more}"


async def timed(address: str, room: int, paths: list[str]) -> tuple[list[float], float, int]:
    """Seconds of each page; milliseconds of processor time a page; bytes of the largest."""
    cpu, took, largest = spent(room), [], 0
    for path in paths:
        seconds, body = await ask(address, path)
        took.append(seconds)
        largest = max(largest, len(body))
    return took, (spent(room) - cpu) / len(paths) * 1000, largest


async def a_decision(address: str, count: int) -> None:
    """How long a reader waits for the page after a decision, and how long until the story is compared again."""
    async with httpx.AsyncClient(base_url=address, follow_redirects=True, timeout=600) as reader:
        board = await reader.get(f"/api/stories/{STORY}/board")
        rows = [row["row"] for section in board.json()["sections"] for row in section[2]]
        href = next(row["href"] for row in rows if "/questions/" in row["href"])
        for turn, choice in enumerate(("agree", "compatible")):
            key = re.findall(r'name="key" value="([0-9a-f]+)"', (await reader.get(href)).text)[0]
            began = time.perf_counter()
            page = await reader.post(href, data={"key": key, "choice": choice, "by": "bench"})
            answered = time.perf_counter() - began
            while "data-job" in page.text:
                await asyncio.sleep(0.2)
                page = await reader.get(href)
            took = time.perf_counter() - began
            print(
                f"decision {turn + 1} in a story of {count} reports: the page is there after {answered:.1f} s, "
                f"the story compared again after {took:.1f} s"
            )


async def reader(address: str, paths: list[str], until: float) -> list[float]:
    await asyncio.sleep(random.uniform(0, PAUSE))
    took = []
    while time.perf_counter() < until:
        seconds, _ = await ask(address, random.choice(paths))
        took.append(seconds)
        await asyncio.sleep(max(0.0, random.uniform(0.5, 1.5) * PAUSE - seconds))
    return took


async def every_kind(address: str) -> dict[str, list[str]]:
    """Pages of each kind, found as a reader finds them: by the links."""
    home = f"/stories/{STORY}"
    kinds = defaultdict(list)
    parts = ("reports", "origins", "sources", "quotations", "timeline", "map", "methods", "decisions")
    for path in (home, *(f"{home}/{part}" for part in parts)):
        _, body = await ask(address, path)
        kinds[path.rsplit("/", 1)[1] if path != home else "board"].append(path)
        for link in set(HREF.findall(body.decode().replace("&amp;", "&"))):
            kind = link.removeprefix(home).split("/")[1] if "/" in link.removeprefix(home) else "board"
            if kind in ("questions", "statements", "reports", "board") and len(kinds[kind]) < 60:
                kinds[kind].append(link)
    return kinds


async def large_library(address: str, count: int) -> None:
    took = defaultdict(list)
    for _ in range(20):
        for path in ("/", "/?page=40", "/search?q=ammonia+harbour"):
            seconds, _ = await ask(address, path)
            took[path].append(seconds)
    print(f"library of {count:,} reports")
    for path, times in took.items():
        print(
            f"  {path:26s} first {times[0] * 1000:.0f} ms, median {at(times, 0.5):.0f} ms, p95 {at(times, 0.95):.0f} ms"
        )


async def ask(address: str, path: str) -> tuple[float, bytes]:
    """Seconds until the whole answer is here, and its body; an answer other than 200 ends the run."""
    host = urlsplit(address)
    start = time.perf_counter()
    source, sink = await asyncio.open_connection(host.hostname, host.port)
    sink.write(f"GET {path} HTTP/1.1\r\nHost: {host.netloc}\r\nConnection: close\r\n\r\n".encode())
    answer = await source.read()
    sink.close()
    seconds = time.perf_counter() - start
    head, _, body = answer.partition(b"\r\n\r\n")
    if b" 200 " not in head.splitlines()[0]:
        raise SystemExit(f"{path}: {head.splitlines()[0].decode()}")
    return seconds, body


def at(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spent(process: int) -> float:
    """Seconds of processor time."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# --------------------------------------------------------------------------- what is served


@contextmanager
def served(where: Path) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-c", "from twosource.cli import main; main()", "serve", "--port", "0"]
    started = subprocess.Popen([*command, "--library", str(where)], stderr=subprocess.PIPE, text=True)
    try:
        assert started.stderr is not None
        said = started.stderr.readline()
        yield re.findall(r"http://[\d.:]+", said)[0], started.pid
    finally:
        started.terminate()
        started.wait()


def story_of(count: int) -> Path:
    where = OUT / f"web-story-{count}.sqlite"
    if not where.exists():
        half = where.with_suffix(".part")
        with open_library(half) as library:
            library.place([(None, put_in(library, invented(count, 250)))])
            checking.check(library, STORY, engines.load, progress=lambda stage: print(f"  {stage}", file=sys.stderr))
        half.rename(where)
    return where


def copied(where: Path) -> Path:
    """A copy that decisions may be made in."""
    copy = where.with_suffix(".copy")
    for end in ("", "-wal", "-shm"):
        copy.with_name(copy.name + end).unlink(missing_ok=True)
    shutil.copy(where, copy)
    return copy


def library_of(count: int) -> Path:
    """Stories of three reports each."""
    where = OUT / f"web-library-{count}.sqlite"
    if not where.exists():
        half = where.with_suffix(".part")
        with open_library(half) as library:
            for begin in range(0, count, 3000):
                some = [renamed(r, begin) for r in invented(min(3000, count - begin), 120)]
                ids = put_in(library, some)
                library.place([(None, ids[k : k + 3]) for k in range(0, len(ids), 3)])
                print(f"  {begin + len(some):,} reports", file=sys.stderr)
        half.rename(where)
    return where


def put_in(library: Library, reports: list[Report]) -> list[str]:
    return [added.report for added in library.add([Incoming(r, r.text.encode(), r.id, "made") for r in reports])]


def renamed(report: Report, begin: int) -> Report:
    return Report(f"{report.id}-{begin}", f"{report.text}\n\n{begin}", f"{report.title} {begin}", None,
                  report.publisher, report.published, report.language)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
