"""Zip and gzip: what lies in them is read as if it lay in a folder.

Nothing is written to disk by its own name, so no name can climb out. What unpacks to a hundred megabytes and to more
than 200 times its size is a bomb; archives may lie in one another three deep, and all of them share one budget of
bytes.
"""

from __future__ import annotations

import contextlib
import io
import lzma
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from twosource.errors import Unreadable
from twosource.intake import docx, sidecar, unread, walk, warc
from twosource.intake.fields import Stated
from twosource.intake.metadata import Notes
from twosource.intake.source import Budget, Format, Found, Remark, Source, printable

MAX_MEMBERS = 200_000
"""The most files in one archive."""

MAX_INNER = 2 * 1024**3
"""The largest archive inside another; it is copied out to be read."""

_CHUNK = 1_048_576
_RATIO, _SUSPECT = 200, 100 * 1_048_576
_BROKEN = (
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_UNPACK = "Unpack it yourself, and give the files or the folder."
_OFFICE = {
    "xl/workbook.xml": ("a table (Excel)", "Save it as .csv."),
    "ppt/presentation.xml": ("a slide show (PowerPoint)", "Export it as text or PDF."),
    "META-INF/container.xml": ("an e-book", "Export it as text or HTML."),
    "content.xml": ("an OpenDocument file", "Save it as .docx, text or HTML."),
}


class Unpacking(io.RawIOBase):
    """A stream being unpacked, which ends in a refusal where it is broken, or grows beyond reason."""

    def __init__(self, stream: BinaryIO, where: str, packed: int, budget: Budget) -> None:
        self._stream, self._where, self._packed, self._budget = stream, where, packed, budget
        self._count = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Some more bytes; raises Unreadable."""
        try:
            data = self._stream.read(len(buffer))
        except _BROKEN as error:
            raise Unreadable(self._where, f"is damaged or cannot be unpacked ({error}).", _UNPACK) from error
        self._count += len(data)
        self._budget.spend(len(data), self._where)
        if self._count > _SUSPECT and self._count > _RATIO * self._packed:
            raise Unreadable(self._where, f"unpacks to more than {_RATIO} times its size and was stopped.", _UNPACK)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what is unpacked too."""
        self._stream.close()
        super().close()


class Gunzip:
    """The bytes in a gzip of one or more members. ``gzip.GzipFile`` would go through what is padded behind them byte by
    byte; here whatever is no further member ends it."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed, self._rest = packed, b""
        self._member = zlib.decompressobj(31)

    def read(self, count: int) -> bytes:
        """Some bytes, at most ``count``; none at the end. Raises zlib.error, or EOFError where it is cut off."""
        while True:
            if self._member.eof:
                rest = self._member.unused_data
                rest = rest if len(rest) > 1 else rest + self._packed.read(_CHUNK)
                if not rest.startswith(b"\x1f\x8b"):
                    return b""
                self._member, self._rest = zlib.decompressobj(31), rest
            packed = self._rest or self._packed.read(1 << 16)
            if not packed:
                raise EOFError("it is cut off")
            found = self._member.decompress(packed, count)
            self._rest = self._member.unconsumed_tail
            if found:
                return found

    def close(self) -> None:
        """The file it came from stays open."""


def read_zip(source: Source) -> Iterator[Found]:
    """The members of a zip in the order of their names; a Word document or a web archive (WACZ) as what it is."""
    with source.seekable(MAX_INNER) as opened:
        try:
            packed = zipfile.ZipFile(opened)
        except _BROKEN as error:
            raise Unreadable(source.where, f"is a damaged zip archive ({error}).", _UNPACK) from error
        names = {i.filename for i in packed.infolist()}
        if "word/document.xml" in names:
            yield replace(source, format=WORD, held=source.bytes())
        elif "datapackage.json" in names and any(n.startswith("archive/") for n in names):
            yield from _warcs(source, packed)
        elif known := next((v for k, v in _OFFICE.items() if k in names), None):
            raise Unreadable(source.where, f"is {known[0]}, which is not read.", known[1])
        else:
            yield from _members(source, packed, names)


def _warcs(source: Source, packed: zipfile.ZipFile) -> Iterator[Found]:
    """The web archives in a WACZ; its index and its list of pages are no reports."""
    for info in sorted(packed.infolist(), key=lambda i: i.filename):
        if info.filename.startswith("archive/") and not info.filename.endswith("/"):
            yield _member(source, packed, info, {})


def _members(source: Source, packed: zipfile.ZipFile, names: set[str]) -> Iterator[Found]:
    files = (i for i in packed.infolist() if not i.filename.endswith("/"))
    infos = sorted(files, key=lambda i: i.filename)
    if len(infos) > MAX_MEMBERS:
        raise Unreadable(source.where, f"holds {len(infos):,} files, more than {MAX_MEMBERS:,}.", _UNPACK)
    left_aside: Counter[str] = Counter()
    notes = Notes(source.where)
    found = 0
    for info in infos:
        path = PurePosixPath(info.filename)
        if _is_beside(path, names):
            continue
        if path.suffix.lower() in unread.NOT_REPORTS:
            left_aside[path.suffix.lower()] += 1
            continue
        found += 1
        yield _refused(source, info) or _member(source, packed, info, _said_beside(source, packed, path, names, notes))
    yield from map(Remark, notes.all())
    if left_aside:
        yield Remark(walk.passed_over(source.where, left_aside))
    if not found:
        yield Unreadable(source.where, "is an archive with nothing in it that can be read.", "Look into it yourself.")


def _is_beside(path: PurePosixPath, names: set[str]) -> bool:
    """Hidden files, a Mac's own, sidecars, and the pictures of saved pages."""
    if any(part.startswith(".") and not part.startswith("..") for part in path.parts) or path.parts[:1] == (
        "__MACOSX",
    ):
        return True
    if path.name.lower().endswith(".meta.json") or (path.suffix == ".json" and str(path.with_suffix("")) in names):
        return True
    for folder in path.parents:
        siblings = {f"{folder.name.rsplit('_', 1)[0]}.html", f"{folder.name.rsplit('_', 1)[0]}.htm"}
        beside = {s for s in siblings if str(folder.with_name(s)) in names} if folder.name else set()
        if beside and walk.belongs_to_page(folder.name, beside):
            return True
    return False


def _refused(source: Source, info: zipfile.ZipInfo) -> Unreadable | None:
    where = f"{source.where}/{printable(info.filename)}"
    if not info.filename:
        return Unreadable(where, "has no name; it was not read.", _UNPACK)
    if info.filename.startswith(("/", "\\")) or ".." in info.filename.replace("\\", "/").split("/"):
        return Unreadable(where, "has a name that climbs out of its archive; it was not read.", _UNPACK)
    if stat.S_ISLNK(info.external_attr >> 16):
        return Unreadable(where, "is a link, which leads nowhere inside an archive.", "Give the file it points to.")
    if info.flag_bits & 1:
        return Unreadable(where, "is locked with a password.", "Unpack it with the password, and give the files.")
    return None


def _member(source: Source, packed: zipfile.ZipFile, info: zipfile.ZipInfo, beside: dict[str, Stated]) -> Source:
    where = f"{source.where}/{printable(info.filename)}"
    name = Path(source.file or "stdin", *PurePosixPath(info.filename).parts)
    opener = partial(_unpack, partial(packed.open, info), where, info.compress_size, source.budget)
    return source.member(where, opener, name=name, sidecar=beside)


def _said_beside(
    source: Source, packed: zipfile.ZipFile, path: PurePosixPath, names: set[str], notes: Notes
) -> dict[str, Stated]:
    for candidate in sidecar.candidates(Path(path)):
        if str(candidate) in names:
            return sidecar.load(_member(source, packed, packed.getinfo(str(candidate)), {}), notes)
    return {}


def _unpack(open_it: Callable[[], object], where: str, packed: int, budget: Budget) -> BinaryIO:
    try:
        stream = cast(BinaryIO, open_it())
    except _BROKEN as error:
        raise Unreadable(where, f"is damaged or cannot be unpacked ({error}).", _UNPACK) from error
    return io.BufferedReader(Unpacking(stream, where, packed, budget), 1 << 16)


def read_gzip(source: Source) -> Iterator[Found]:
    """The one file in a gzip; a web archive is read as it is, because its records are packed one by one."""
    with source.seekable(MAX_INNER) as opened:
        size = opened.seek(0, io.SEEK_END)
        opened.seek(0)
        open_it = partial(_from_start, opened)
        with _unpack(open_it, source.where, size, source.budget) as begun:
            head = begun.read(len(warc.MAGIC))
        if head == warc.MAGIC and _packed_by_record(opened):
            yield from warc.read(source)
            return
        inner = (source.file or Path("stdin")).with_suffix("")
        yield source.member(source.where, partial(_unpack, open_it, source.where, size, source.budget), name=inner)


def _packed_by_record(opened: BinaryIO) -> bool:
    """True for a web archive as it should be, each record in a gzip of its own, which can be read by itself."""
    opened.seek(0)
    with contextlib.suppress(*_BROKEN):
        first = zlib.decompressobj(31).decompress(opened.read(_CHUNK), _CHUNK)
        return b"\r\n\r\nWARC/1." not in first
    return True


def _from_start(opened: BinaryIO) -> Gunzip:
    opened.seek(0)
    return Gunzip(opened)


def _begins(*magics: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magics)


ZIP = Format(
    "zip archive",
    (".zip", ".wacz"),
    read_zip,
    _begins(b"PK\x03\x04", b"PK\x05\x06"),
    "application/zip",
    taken="streamed",
)
GZIP = Format("gzip file", (".gz",), read_gzip, _begins(b"\x1f\x8b"), "application/gzip", taken="streamed")
WORD = Format(
    "Word document",
    (".docx",),
    docx.read,
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    taken="apart",
)
