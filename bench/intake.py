"""How fast reports are taken in, and in how much memory.

    python bench/intake.py               pages a second; a web archive of 64 MB
    python bench/intake.py --warc 1024   the archive as large as the issue asks (MB)

Pages: those of ``tests/fixtures/pages``, filled up to the weight of real ones (scripts, styles, menus, two hundred
links), beside trafilatura alone in the same run: on a busy machine compare the ratio. A folder of them is taken in by
``intake.stream``, as ``check`` does it, and by ``twosource add``, which also writes them into a library and puts them
into stories; the CPU time counts that of all processes. The archive: such pages among pictures, as crawlers write
them; read by ``intake.stream`` in a process of its own, whose peak of memory is told with that of its readers, and
taken up again at the byte of a record in its middle.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "fixtures" / "pages"), str(ROOT / "tests" / "intake")]

MEGABYTE = 1_048_576


def heavy(html: str, seed: int) -> bytes:
    """A page as heavy as real ones are."""
    chance = random.Random(seed)
    words = [f"w{chance.randrange(10**6)}" for _ in range(400)]
    script = "<script>" + "".join(f"function {w}(a){{return a+'{w}';}}\n" for w in words) + "</script>"
    style = (
        "<style>" + "".join(f".{w}{{margin:0 auto;color:#{chance.randrange(10**6):06}}}\n" for w in words) + "</style>"
    )
    links = "".join(
        f'<li><a href="/{w}/{n}" class="nav__link nav__link--{n}">{w} {n}</a></li>' for n, w in enumerate(words[:220])
    )
    head, _, rest = html.partition("<body")
    menu = f"<nav><ul>{links}</ul></nav>"
    opening, _, body = rest.partition(">")
    return f"{head}{script * 2}{style}<body{opening}>{menu}{body}{script}".encode()


def pages(count: int) -> Iterator[bytes]:
    """That many pages, each another."""
    from pages import pages as layouts

    made = [page.html for page in layouts()]
    for number in range(count):
        yield heavy(made[number % len(made)], number)


def read(data: bytes) -> int:
    """One page; the length of its text."""
    from twosource.errors import Unreadable
    from twosource.intake import html
    from twosource.intake.source import Source

    try:
        return len(html.of_bytes(Source("a.html", opener=partial(BytesIO, data)), data).report.text)
    except Unreadable:
        return 0


def speed(count: int) -> dict[str, float]:
    """CPU milliseconds a page, ours and trafilatura's."""
    from trafilatura import bare_extraction

    data = list(pages(min(count, 208)))
    read(data[0])
    begun = time.process_time()
    lengths = [read(one) for one in data]
    spent = time.process_time() - begun
    assert all(lengths)
    begun = time.process_time()
    for one in data:
        bare_extraction(one.decode(), include_comments=False, with_metadata=True)
    theirs = time.process_time() - begun
    return {
        "kilobytes a page": sum(map(len, data)) / len(data) / 1000,
        "CPU ms a page": 1000 * spent / len(data),
        "trafilatura alone, CPU ms a page": 1000 * theirs / len(data),
    }


def product(count: int) -> dict[str, float]:
    """A folder of pages, each with words of its own, taken in and added."""
    with tempfile.TemporaryDirectory() as folder:
        papers = Path(folder, "pages")
        papers.mkdir()
        for number, page in enumerate(pages(count)):
            own = f"<p>Report number {number} of the day was filed at the desk on Monday.</p></body>".encode()
            (papers / f"{number:05}.html").write_bytes(page.replace(b"</body>", own))
        found = {}
        for name, command in (
            ("taken in", [sys.executable, __file__, "--stream", str(papers)]),
            ("added", ["-m", "add", str(papers), "--library", str(Path(folder, "library")), "--quiet"]),
        ):
            if command[0] == "-m":
                program = "import sys; from twosource.cli import main; main()"
                command = [sys.executable, "-c", program, *command[1:]]
            before, clock = os.times(), time.monotonic()
            subprocess.run(command, capture_output=True, check=True)
            passed, after = time.monotonic() - clock, os.times()
            cpu = after.children_user + after.children_system - before.children_user - before.children_system
            found[f"pages a second, {name}"] = count / passed
            found[f"CPU ms a page, {name}"] = 1000 * cpu / count
    return found


def make_warc(path: Path, megabytes: int) -> int:
    """A web archive of that size: pages, each followed by pictures; the number of pages."""
    from makers import warc

    count = 0
    noise = os.urandom(8 * MEGABYTE)
    with path.open("wb") as out:
        for page in pages(10**9):
            out.write(warc({f"https://www.lake.example/{count}": page}))
            count += 1
            at = count * 7919 % (len(noise) - 500_000)
            out.write(picture(count, noise[at : at + 440_000]))
            if out.tell() >= megabytes * MEGABYTE:
                return count
    return count


def picture(number: int, body: bytes) -> bytes:
    """A picture's record, stored rather than squeezed again."""
    from makers import warc

    record = warc({f"https://www.lake.example/{number}.jpg": body}, kind="image/jpeg", packed=False)
    return gzip.compress(record, compresslevel=0, mtime=0)


def stream(path: str, start: int) -> None:
    """In a process of its own: read all, tell what it took."""
    from twosource.intake import stream as reports
    from twosource.record import Report

    begun, count, middle, size = time.monotonic(), 0, 0, Path(path).stat().st_size
    cpu = time.process_time()
    for item in reports(path, start=start):
        if isinstance(item, Report):
            count += 1
            offset = item.extra.get("warc_offset")
            if isinstance(offset, int) and not middle and offset > size // 2:
                middle = offset
    print(
        json.dumps(
            {
                "pages": count,
                "seconds": round(time.monotonic() - begun, 1),
                "CPU seconds": round(time.process_time() - cpu, 1),
                "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "largest reader, peak MB": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
                "middle": middle,
            }
        )
    )


def archive(megabytes: int) -> dict[str, object]:
    """Read whole, then from its middle."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "crawl.warc.gz")
        made = make_warc(path, megabytes)
        whole = _stream(path, 0)
        rest = _stream(path, int(whole["middle"]))
    return {"MB": megabytes, "pages made": made, "whole": whole, "from its middle": rest}


def _stream(path: Path, start: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--stream", str(path), "--from", str(start)]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return found


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000, help="how many")
    parser.add_argument("--warc", type=int, default=64, metavar="MB", help="size of the web archive; 0 for none")
    parser.add_argument("--stream", metavar="PATH", help=argparse.SUPPRESS)
    parser.add_argument("--from", type=int, default=0, dest="start", help=argparse.SUPPRESS)
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    if args.stream:
        stream(args.stream, args.start)
        return
    for name, value in {**speed(args.pages), **(product(args.pages) if args.pages else {})}.items():
        print(f"{name:36}{value:10.1f}")
    if args.warc:
        print(json.dumps(archive(args.warc), indent=1))


if __name__ == "__main__":
    main()
