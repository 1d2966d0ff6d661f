"""From what the user named into the library.

A few reports are put in at a time; what was acknowledged is on disk, and a run that is stopped goes on where it was
when it is started again, because what is there already is passed over.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from courlan import normalize_url

from twosource import intake
from twosource.custody import warc
from twosource.errors import Unreadable
from twosource.intake import Received
from twosource.library import Added, Incoming, Library, program

if TYPE_CHECKING:
    from twosource.intake.fetch import Fetched, Fetcher

_REPORTS = 64  # at most so many, …
_BYTES = 8 * 1_048_576  # … of so many bytes, …
_SECONDS = 0.5  # … or what came in so long are put in together


@dataclass(slots=True)
class Taken:
    """What came of an ``add``: what was put in, held already or refused, in order."""

    added: list[Added] = field(default_factory=list)
    refused: list[Unreadable] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def count(self, status: str) -> int:
        """How many were "added", "held" or a new "version"."""
        return sum(a.status == status for a in self.added)


def add(
    library: Library,
    paths: Sequence[str],
    stdin: BinaryIO | None = None,
    *,
    acknowledged: Callable[[Sequence[Added]], None] = lambda _: None,
    told: Callable[[Incoming], Incoming] = lambda one: one,
    columns: Mapping[str, str] | None = None,
    fetcher: Fetcher | None = None,
) -> Taken:
    """Take in what was named and add it. ``acknowledged`` is told what is safe on disk, a few reports at a time;
    ``told`` may say better where a report came from than the path it was read from; ``columns`` and ``fetcher`` as
    for ``intake.receive``."""
    taken = Taken()
    found = intake.receive(paths, stdin, taken.warnings.append, columns=columns, fetcher=fetcher)
    for some in _in_batches(_received(found, taken)):
        done = library.add([told(incoming(one)) for one in some])
        taken.added += done
        acknowledged(done)
    return taken


def _received(found: Iterable[Received | Unreadable], taken: Taken) -> Iterator[Received]:
    for item in found:
        if isinstance(item, Unreadable):
            taken.refused.append(item)
        else:
            yield item


def incoming(one: Received) -> Incoming:
    """A report as the library takes it."""
    return Incoming(
        report=one.report,
        data=one.data,
        where=one.where,
        how=one.how,
        place=place(one.report.url, one.file, None if one.alone else one.report.id),
        media_type=one.media_type,
        exchange=_exchange(one.fetched) if one.fetched else None,
    )


def _exchange(fetched: Fetched) -> bytes:
    """How it was fetched, as WARC records."""
    answers = [warc.Answer(step.url, step.status, step.headers) for step in fetched.steps]
    return warc.exchange(answers, fetched.raw, fetched.when, fetched.address, program())


def place(url: str | None, file: Path | None = None, inside: str | None = None) -> str | None:
    """What stays the same when an article changes: its address without marks of tracking and without its anchor, else
    its file (and, of several reports in one file, its id).

    >>> place("https://Example.org/fire/?utm_source=feed#top")
    'https://example.org/fire'
    """
    if url:
        return str(normalize_url(url, strict=False, trailing_slash=False)).partition("#")[0]
    if file is None:
        return None
    return f"{file.resolve()}" + (f"#{inside}" if inside else "")


def _in_batches(items: Iterable[Received]) -> Iterator[list[Received]]:
    batch: list[Received] = []
    size, since = 0, time.monotonic()
    for item in items:
        size += len(item.data) if not batch or batch[-1].data is not item.data else 0  # of one file once
        batch.append(item)
        if len(batch) >= _REPORTS or size >= _BYTES or time.monotonic() - since > _SECONDS:
            yield batch
            batch, size, since = [], 0, time.monotonic()
    if batch:
        yield batch
