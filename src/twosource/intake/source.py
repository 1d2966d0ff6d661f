"""Where bytes come from, how many are taken, and what a format has to offer."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from twosource.errors import Unreadable
from twosource.record import Report

MAX_BYTES = 64 * 1024 * 1024
"""The largest report, and the longest line of a .jsonl file, that is taken in."""

MAX_TEXT = 4_000_000
"""The most characters that the words of one report may have, once decoded and taken out of their page."""

HEAD = 4096
"""How many bytes a format may look at before it says whether a file is its own."""


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to be read. ``where`` is its name as the user wrote it, fit to be printed; ``path`` is None for
    standard input, whose ``stream`` is read once."""

    where: str
    path: Path | None = None
    stream: BinaryIO | None = None

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, from the start; raises Unreadable where the system refuses."""
        if self.path is None:
            yield self.stream or BytesIO()
            return
        try:
            with self.path.open("rb") as opened:
                yield opened
        except OSError as error:
            raise refusal(self.where, error) from error

    def head(self) -> bytes:
        """The first bytes of a regular file, for sniffing; empty for a pipe, which can be read once only."""
        if self.path is None or not is_regular(self.path):
            return b""
        with self.open() as opened:
            return opened.read(HEAD)

    def bytes(self, limit: int = MAX_BYTES) -> bytes:
        """All bytes; raises Unreadable above ``limit``, without having read much more than that."""
        with self.open() as opened:
            data = opened.read(limit + 1)
        if len(data) > limit:
            raise Unreadable(
                self.where,
                f"is larger than {limit // 1_048_576} MB, which is no single report.",
                "Split it, or give many reports as .jsonl with one report a line.",
            )
        return data


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as one format gives it, before its id is held against the others'. ``path`` is set where the id
    was taken from the file's name and may therefore be changed."""

    report: Report
    where: str
    path: Path | None = None
    warnings: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. ``endings`` are lower-case with their dot; ``read`` gives what it finds, in order, a
    refusal for what it cannot read, and never raises; ``sniff``, where the first bytes tell, is asked about every file
    but .jsonl, because endings lie."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[Source], Iterator[Draft | Unreadable]]
    sniff: Callable[[bytes], bool] | None = None


def printable(name: str | os.PathLike[str]) -> str:
    """A file's name without what a terminal or an UTF-8 file cannot hold (undecodable bytes, line ends)."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def is_regular(path: Path) -> bool:
    """True for a plain file (or a link to one); False for pipes, devices, and what cannot be looked at."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def refusal(where: str, error: OSError | ValueError) -> Unreadable:
    """The system's refusal in words."""
    if isinstance(error, FileNotFoundError):
        return Unreadable(where, "there is no such file or folder.", "Check the spelling and the folder you are in.")
    if isinstance(error, PermissionError):
        return Unreadable(where, "you have no permission to read it.", "Ask its owner, or copy it to a place of yours.")
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Unreadable(where, f"the system could not read it ({said}).", "Copy it to another place and try again.")
