"""Where bytes come from, how many are taken, and what a format has to offer."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from twosource.errors import Unreadable
from twosource.intake.fields import Fields
from twosource.record import Report

if TYPE_CHECKING:
    from twosource.intake.fetch import Fetched

MAX_BYTES = 64 * 1024 * 1024
"""The largest report, and the longest line of a .jsonl file, that is taken in."""

MAX_TEXT = 4_000_000
"""The most characters that the words of one report may have, once decoded and taken out of their page."""

MAX_UNPACKED = 16 * 1024**3
"""The most bytes that one archive, with all archives inside it, may unpack to."""

_CHUNK = 1_048_576

HEAD = 4096
"""How many bytes a format may look at before it says whether a file is its own."""


@dataclass(slots=True)
class Budget:
    """How much what the user named may still unpack to, however deeply it is packed."""

    left: int = MAX_UNPACKED

    def spend(self, count: int, where: str) -> None:
        """Take ``count`` bytes off; raises Unreadable where there are none left."""
        self.left -= count
        if self.left < 0:
            raise Unreadable(
                where,
                f"unpacks to more than {MAX_UNPACKED // 1_073_741_824} GB in all; the rest was not read.",
                "Unpack it where there is room, and give the folder.",
            )


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to be read. ``where`` is its name as the user wrote it, fit to be printed. Its bytes come from
    ``held`` (all of them, once they were taken in), else ``opener`` (what lies in an archive or was fetched), else
    ``path``, else ``stream`` (standard input, read once).

    ``said`` is what the archive or feed around it says of it, which counts after its own words; ``sidecar`` is what a
    file beside it in the archive says, which counts before them. ``charset`` is what the server called its encoding.
    ``columns`` are the user's names for the columns of a table; ``start`` is the byte at which a web archive is begun.
    ``outer`` is the file on disk that an archive's member lies in, however deep; ``format`` is what it is read as.
    ``part`` is the part of a file that it is, with the first byte and the one after its last where they are known, and
    ``received`` the bytes as they came, with their media type, where others are read (a part that was encoded).
    """

    where: str
    path: Path | None = None
    stream: BinaryIO | None = None
    opener: Callable[[], BinaryIO] | None = None
    name: Path | None = None
    said: Fields = field(default_factory=dict)
    sidecar: Fields = field(default_factory=dict)
    charset: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    start: int = 0
    depth: int = 0
    outer: Path | None = None
    fetched: Fetched | None = None
    format: Format | None = None
    held: bytes | None = None
    part: tuple[str, int | None, int | None] | None = None
    received: tuple[bytes, str] | None = None
    budget: Budget = field(default_factory=Budget)

    @property
    def file(self) -> Path | None:
        """The path, or what stands for it in an archive; None where there is no name to call a report by."""
        return self.path or self.name

    @property
    def stem(self) -> str:
        """What a report is called that has no id of its own."""
        return printable(self.file.stem) if self.file else "stdin"

    @property
    def ending(self) -> str:
        """The ending of its name, lower case, with its dot."""
        return self.file.suffix.lower() if self.file else ""

    @property
    def is_piped(self) -> bool:
        """True for what can be read only once."""
        return self.held is None and self.opener is None and (self.path is None or not is_regular(self.path))

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, from the start; raises Unreadable where the system refuses."""
        if self.held is not None:
            yield BytesIO(self.held)
            return
        if self.opener is not None:
            with self.opener() as opened:
                yield opened
            return
        if self.path is None:
            yield self.stream or BytesIO()
            return
        try:
            with self.path.open("rb") as opened:
                yield opened
        except OSError as error:
            raise refusal(self.where, error) from error

    def head(self) -> bytes:
        """The first bytes, for sniffing; empty for a pipe, which can be read once only."""
        if self.is_piped:
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

    @contextmanager
    def seekable(self, limit: int) -> Iterator[BinaryIO]:
        """The bytes as a file that can be read back and forth; what lies in an archive is copied out first."""
        if self.path is not None or self.held is not None:
            with self.open() as opened:
                yield opened
            return
        with self.open() as opened, tempfile.TemporaryFile() as copy:
            while chunk := opened.read(_CHUNK):
                copy.write(chunk)
                if copy.tell() > limit:
                    raise Unreadable(
                        self.where,
                        f"is larger than {limit // 1_048_576} MB inside another file.",
                        "Unpack it, and give the file itself.",
                    )
            copy.seek(0)
            yield copy

    def member(self, where: str, opener: Callable[[], BinaryIO], **more: Any) -> Source:
        """Something inside this: one level deeper, on the same budget, with the user's wishes for it."""
        outer = self.path or self.outer
        made = Source(where, opener=opener, columns=self.columns, depth=self.depth + 1, outer=outer, budget=self.budget)
        return replace(made, **more)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as one format gives it, before its id is held against the others'. ``path`` is set where the id
    was taken from the file's name and may therefore be changed. ``line`` are the bytes of its own in a file of many;
    ``source`` is what it was read from."""

    report: Report
    where: str
    path: Path | None = None
    warnings: tuple[str, ...] = field(default=())
    line: bytes | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning about a whole archive rather than one report in it."""

    words: str


Found = Draft | Unreadable | Remark | Source
"""What a format can give: reports, refusals, remarks, and (an archive) further things to be read."""


Taken = Literal["whole", "apart", "opened", "streamed"]
"""How the bytes of a file are taken: ``whole`` and then read in any process (``readers``); whole and always read
``apart``, in another process; whole and ``opened`` here, because it can hold further files; or ``streamed``, as much at
a time as a report needs."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. ``endings`` are lower-case with their dot; ``read`` gives what it finds, in order, and a
    refusal for what it cannot read (or raises it, where that is all there is to say); ``sniff``, where the first
    bytes tell, is asked about every file but .jsonl, because endings lie; ``several`` when it can hold more than one
    report; ``taken`` is how its bytes are."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[Source], Iterator[Found]]
    sniff: Callable[[bytes], bool] | None = None
    media_type: str = ""
    several: bool = False
    taken: Taken = "whole"


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
