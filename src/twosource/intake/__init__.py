"""Bytes to reports: what the user named, taken in or refused in words, nothing dropped in silence.

One module a format (listed in ``formats``); an archive gives further things to be read. ``walk`` is for folders,
``decode`` for encodings, ``metadata`` for what is known of a report, ``ids`` for its name, ``fetch`` for addresses:
the one place that uses the network, and only when it is asked to. Nothing here needs a model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from twosource.errors import Unreadable
from twosource.intake import formats, ids, jsonl, readers, text, unread, walk
from twosource.intake.source import MAX_BYTES, Draft, Format, Found, Remark, Source
from twosource.record import Report

if TYPE_CHECKING:
    from twosource.intake.fetch import Fetched, Fetcher

__all__ = ["MAX_BYTES", "Intake", "Received", "receive", "stream", "take"]

MAX_DEPTH = 4
"""How deep archives may lie in one another (a mail in a mailbox in a zip is three)."""

MOST_REFUSED = 10_000
"""So many entries of one file are refused one by one."""

_NOTHING_NAMED = Unreadable(
    "nothing to read", "no file, folder or - was named.", "Give the reports: twosource check report-a.txt report-b.html"
)


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of what was named: ``reports`` sorted by id, ``refused`` with the reason for each, ``warnings``
    about what was taken in but is not as it should be. The same whatever the order of the paths."""

    reports: tuple[Report, ...]
    refused: tuple[Unreadable, ...]
    warnings: tuple[str, ...]


def take(
    paths: Sequence[str],
    stdin: BinaryIO | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    fetcher: Fetcher | None = None,
) -> Intake:
    """Read the reports of one story.

    ``paths``: files of any format in ``formats.FORMATS``, folders and archives of these, addresses (``https://…``, only
    with a ``fetcher``), ``-`` for ``stdin``. ``columns`` are our keys for the columns of a table. Never raises: what
    cannot be read is in ``refused``. ``Report.text`` is what offsets count in; each format says how it is made.
    """
    warnings: list[str] = []
    drafts: list[Draft] = []
    refused: list[Unreadable] = []
    for item in _items(paths, stdin, _Wishes(columns or {}, fetcher), warnings.append):
        if isinstance(item, Unreadable):
            refused.append(item)
        else:
            drafts.append(replace(item, source=None))
    reports = ids.settle(drafts, warnings.append)
    return Intake(
        reports,
        tuple(sorted(refused, key=lambda r: _natural(str(r)))),
        tuple(sorted(dict.fromkeys(warnings), key=_natural)),
    )


def stream(
    path: str,
    stdin: BinaryIO | None = None,
    warn: Callable[[str], None] | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    start: int = 0,
    workers: int | None = None,
) -> Iterator[Report | Unreadable]:
    """The reports of a corpus one by one, in its order, in the memory of one report; ``path`` as for ``take``.

    Ids are as given: two lines with the same id both come out, because to hold them against each other is to hold
    them all. ``warn`` receives what ``take`` puts into ``warnings``. ``start`` is the byte of a web archive at which
    to go on: each report from one has its own in ``extra["warc_offset"]``. ``workers`` is how many processes read at
    once (as many as there are cores).
    """
    for item in _items([path], stdin, _Wishes(columns or {}, None, start, workers), warn):
        yield item if isinstance(item, Unreadable) else item.report


@dataclass(frozen=True, slots=True)
class Received:
    """A report with the bytes that it was made from, as they came. ``how`` they came is "file", "archive", "url" or
    "standard input"; ``file`` is the path, where they lay in one, and ``alone`` tells whether it held nothing else.
    ``fetched`` is how an address answered: headers, redirects, time."""

    report: Report
    data: bytes
    where: str
    how: str
    file: Path | None
    alone: bool
    media_type: str = ""
    fetched: Fetched | None = None


def receive(
    paths: Sequence[str],
    stdin: BinaryIO | None = None,
    warn: Callable[[str], None] | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Received | Unreadable]:
    """The reports of what is named one by one, each with its bytes, for a library. Ids are as given."""
    for item in _items(paths, stdin, _Wishes(columns or {}, fetcher), warn):
        yield item if isinstance(item, Unreadable) else _received(item)


def _received(one: Draft) -> Received:
    """With the bytes of its own line, else of the file it was read from: those that were read, not those that lie there
    by now."""
    source, data = one.source, one.line
    if source is None or source.format is None:
        raise ValueError(f"{one.where}: a report without what it was read from")
    kind = source.format.media_type
    if source.received is not None:
        data, kind = source.received
    elif data is None:
        data = source.bytes()
    how = "url" if source.fetched else "archive" if source.depth else "file" if source.path else "standard input"
    alone = not source.format.several and not source.depth
    return Received(one.report, data, one.where, how, source.path or source.outer, alone, kind, source.fetched)


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What the user says of all that is read."""

    columns: Mapping[str, str]
    fetcher: Fetcher | None
    start: int = 0
    workers: int | None = None


def _items(
    paths: Sequence[str], stdin: BinaryIO | None, wishes: _Wishes, warn: Callable[[str], None] | None
) -> Iterator[Draft | Unreadable]:
    """The reports of what is named and what is refused of it, in order; ``warn`` is told the rest."""
    warn = warn or (lambda _: None)
    opened = chain.from_iterable(map(_opened, _sources(paths, stdin, wishes, warn)))
    for item in readers.read(opened, wishes.workers):
        if isinstance(item, Unreadable):
            item.bare()
        if isinstance(item, Remark):
            warn(item.words)
            continue
        if isinstance(item, Draft):
            for warning in item.warnings:
                warn(warning)
        yield item


def _sources(
    paths: Sequence[str], stdin: BinaryIO | None, wishes: _Wishes, warn: Callable[[str], None]
) -> Iterator[Source | Unreadable]:
    """Every file once, however often it was named."""
    seen: set[Path | None] = set()
    if not paths:
        yield _NOTHING_NAMED
    for path in paths:
        if path.lower().startswith(("http://", "https://")):
            found: Iterable[Source | Unreadable] = [_fetched(path, wishes.fetcher)]
        else:
            found = [Source("standard input", None, stdin)] if path == "-" else walk.files(path, warn)
        for item in found:
            if isinstance(item, Unreadable):
                yield item
                continue
            real = item.path.resolve() if item.path else None
            if real in seen and real:
                warn(f"{item.where}: named more than once; taken once.")
                continue
            seen.add(real)
            yield replace(item, columns=wishes.columns, start=wishes.start)


def _fetched(url: str, fetcher: Fetcher | None) -> Source | Unreadable:
    from twosource.intake import fetch

    return fetch.source(url, fetcher)


def _opened(source: Source | Unreadable) -> Iterator[Found]:
    """What can be told at once, and the files in it that are read whole, with their bytes; what lies in an archive is
    opened in its turn."""
    if isinstance(source, Unreadable):
        yield source
        return
    if source.depth > MAX_DEPTH:
        yield Unreadable(source.where, f"lies more than {MAX_DEPTH} archives deep.", "Unpack it and give the folder.")
        return
    try:
        for item in _of_one(source):
            if isinstance(item, Source) and item.held is None:
                yield from _opened(item)
            else:
                yield item
    except Unreadable as refused:
        yield refused.bare()


def _of_one(source: Source) -> Iterator[Found]:
    """By ending, by first bytes, and what is left as text, which refuses what it cannot decode."""
    if source.is_piped:
        yield from _piped(source)
        return
    by_ending = formats.of_ending(source.ending)
    if by_ending is jsonl.FORMAT:
        yield from _by(jsonl.FORMAT, source)
        return
    head = source.head()
    chosen = formats.of_head(head) or by_ending
    if chosen is None and (known := unread.by_bytes(head) or unread.by_ending(source.ending)):
        raise Unreadable(source.where, f"is {known[0]}, which is not read.", known[1])
    yield from _by(chosen or text.FORMAT, source)


def _by(chosen: Format, source: Source) -> Iterator[Found]:
    """A file with its bytes, where they are read whole; else what one format finds, each report with what it was read
    from."""
    source = replace(source, format=chosen)
    if chosen.taken != "streamed":
        source = replace(source, held=source.bytes())
    if chosen.taken in ("whole", "apart"):
        yield source
        return
    read = refused = 0
    for item in chosen.read(source):
        read += not isinstance(item, Unreadable)
        refused += isinstance(item, Unreadable)
        yield replace(item, source=item.source or source) if isinstance(item, Draft) else item
        if refused > MOST_REFUSED and refused > 10 * read:
            why = f"holds next to nothing that can be read ({refused:,} entries refused); the rest was not looked at."
            raise Unreadable(source.where, why, "Look into it: is it what its name says?")
    if not read and not refused:
        yield Unreadable(
            source.where, f"is a {chosen.name} with no report in it.", "Check that it was saved completely."
        )


def _piped(source: Source) -> Iterator[Found]:
    """Standard input or a pipe, which can be read only once: told by its first line that is not blank."""
    with source.open() as opened:
        blank: list[bytes] = []
        line = opened.readline(MAX_BYTES + 2)
        while line and not line.strip() and len(blank) < 1000:
            blank.append(line)
            line = opened.readline(MAX_BYTES + 2)
        if jsonl.begins_jsonl(line):
            piped = replace(source, format=jsonl.FORMAT)
            for item in jsonl.of_stream(opened, source.where, line):
                yield replace(item, source=piped) if isinstance(item, Draft) else item
            return
        begun = b"".join(chain(blank, [line]))
        data = begun + opened.read(max(0, MAX_BYTES + 1 - len(begun)))
    if len(data) > MAX_BYTES:
        raise Unreadable(
            source.where, f"is larger than {MAX_BYTES // 1_048_576} MB.", "Give many reports as .jsonl, one a line."
        )
    yield replace(source, stream=None, opener=partial(BytesIO, data), name=source.path, path=None)


def _natural(words: str) -> list[tuple[int, str]]:
    """Line 9 before line 10."""
    return [
        (int(part), "") if part.isdecimal() and len(part) < 16 else (-1, part) for part in re.split(r"(\d+)", words)
    ]
