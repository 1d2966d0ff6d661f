"""Bytes to reports: what the user named, taken in or refused in words, nothing dropped in silence.

One module a format (``text``, ``html``, ``jsonl``; listed in ``formats``), ``walk`` for folders, ``decode`` for
encodings, ``metadata`` for what is known of a report, ``ids`` for its name. Nothing here needs a model or the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from twosource.errors import Unreadable
from twosource.intake import formats, html, ids, jsonl, text, unread, walk
from twosource.intake.source import MAX_BYTES, Draft, Source, is_regular
from twosource.record import Report

__all__ = ["MAX_BYTES", "Intake", "Received", "receive", "stream", "take"]

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


def take(paths: Sequence[str], stdin: BinaryIO | None = None) -> Intake:
    """Read the reports of one story.

    ``paths``: text files (.txt, .md, no ending), web pages (.html, .htm, .xhtml or recognised), .jsonl, folders of
    these, ``-`` for ``stdin`` (JSON Lines where its first line is one, else a page or text). Never raises: what cannot
    be read is in ``refused``. ``Report.text`` is what offsets count in; ``text``, ``html`` and ``jsonl`` say
    how it is made.
    """
    warnings: list[str] = []
    drafts: list[Draft] = []
    refused: list[Unreadable] = [] if paths else [_NOTHING_NAMED]
    for source in _sources(paths, stdin, refused.append, warnings.append):
        for item in _read(source):
            if isinstance(item, Unreadable):
                refused.append(item)
            else:
                drafts.append(item)
                warnings.extend(item.warnings)
    reports = ids.settle(drafts, warnings.append)
    return Intake(
        reports,
        tuple(sorted(refused, key=lambda r: _natural(str(r)))),
        tuple(sorted(dict.fromkeys(warnings), key=_natural)),
    )


def stream(
    path: str, stdin: BinaryIO | None = None, warn: Callable[[str], None] | None = None
) -> Iterator[Report | Unreadable]:
    """The reports of a corpus one by one, in its order, in the memory of one report; ``path`` as for ``take``.

    Ids are as given: two lines with the same id both come out, because to hold them against each other is to hold them
    all. ``warn`` receives what ``take`` puts into ``warnings``.
    """
    warn = warn or (lambda _: None)
    refused: list[Unreadable] = []
    for source in _sources([path], stdin, refused.append, warn):
        for item in _read(source):
            if isinstance(item, Unreadable):
                yield item
            else:
                for warning in item.warnings:
                    warn(warning)
                yield item.report
    yield from refused


@dataclass(frozen=True, slots=True)
class Received:
    """A report with the bytes that it was made from, as they came. ``how`` they came is "file", "archive", "url" or
    "standard input"; ``file`` is the path, where they lay in one, and ``alone`` tells whether it held nothing else."""

    report: Report
    data: bytes
    where: str
    how: str
    file: Path | None
    alone: bool
    media_type: str = ""


def receive(
    paths: Sequence[str], stdin: BinaryIO | None = None, warn: Callable[[str], None] | None = None
) -> Iterator[Received | Unreadable]:
    """The reports of what is named one by one, each with its bytes, for a library. Ids are as given."""
    warn = warn or (lambda _: None)
    refused: list[Unreadable] = [] if paths else [_NOTHING_NAMED]
    for source in _sources(paths, stdin, refused.append, warn):
        several = source.path is not None and formats.of_ending(source.path.suffix.lower()) is jsonl.FORMAT
        for item in _read(source):
            if isinstance(item, Unreadable):
                yield item
                continue
            for warning in item.warnings:
                warn(warning)
            held = source.path is not None and is_regular(source.path) and not several
            data = source.bytes() if held else item.report.text.encode("utf-8", "surrogatepass")
            how = "file" if source.path else "standard input"
            yield Received(item.report, data, item.where, how, source.path, not several)
    yield from refused


def _sources(
    paths: Sequence[str], stdin: BinaryIO | None, refuse: Callable[[Unreadable], None], warn: Callable[[str], None]
) -> Iterator[Source]:
    """Every file once, however often it was named."""
    seen: set[Path | None] = set()
    for path in paths:
        found = [Source("standard input", None, stdin)] if path == "-" else walk.files(path, warn)
        for item in found:
            if isinstance(item, Unreadable):
                refuse(item)
                continue
            real = item.path.resolve() if item.path else None
            if real in seen:
                warn(f"{item.where}: named more than once; taken once.")
                continue
            seen.add(real)
            yield item


def _read(source: Source) -> Iterator[Draft | Unreadable]:
    """By ending, by first bytes, and what is left as text, which refuses what it cannot decode."""
    try:
        if source.path is None or not is_regular(source.path):
            yield from _piped(source)
            return
        ending = source.path.suffix.lower()
        by_ending = formats.of_ending(ending)
        if by_ending is jsonl.FORMAT:
            yield from by_ending.read(source)
            return
        head = source.head()
        chosen = formats.of_head(head) or by_ending
        if chosen is None and (known := unread.by_bytes(head) or unread.by_ending(ending)):
            raise Unreadable(source.where, f"is {known[0]}, which is not read.", known[1])
        yield from (chosen or text.FORMAT).read(source)
    except Unreadable as refused:
        yield refused


def _piped(source: Source) -> Iterator[Draft | Unreadable]:
    """Standard input or a pipe, which can be read only once: told by its first line that is not blank."""
    with source.open() as opened:
        blank: list[bytes] = []
        line = opened.readline(MAX_BYTES + 2)
        while line and not line.strip() and len(blank) < 1000:
            blank.append(line)
            line = opened.readline(MAX_BYTES + 2)
        if jsonl.begins_jsonl(line):
            yield from jsonl.of_stream(opened, source.where, line)
            return
        begun = b"".join(chain(blank, [line]))
        data = begun + opened.read(max(0, MAX_BYTES + 1 - len(begun)))
    if len(data) > MAX_BYTES:
        raise Unreadable(
            source.where, f"is larger than {MAX_BYTES // 1_048_576} MB.", "Give many reports as .jsonl, one a line."
        )
    whole = html if html.sniff(data[:4096]) else text
    yield whole.of_bytes(source, data)


def _natural(words: str) -> list[tuple[int, str]]:
    """Line 9 before line 10."""
    return [
        (int(part), "") if part.isdecimal() and len(part) < 16 else (-1, part) for part in re.split(r"(\d+)", words)
    ]
