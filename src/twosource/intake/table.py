"""Tables (CSV, TSV): one report a row, the columns named in the first.

Columns that are called as we call them are understood; others are named by the user
(``text=body,published=date``); what is left over is kept with the report. Memory is that of one row.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from twosource.errors import Unreadable
from twosource.intake.decode import decode
from twosource.intake.fields import Stated
from twosource.intake.frontmatter import ALIASES
from twosource.intake.metadata import KEYS, Notes, draft
from twosource.intake.source import MAX_TEXT, Draft, Format, Found, Source

MAX_ROW = 16 * 1_048_576
"""The longest line of a table."""

_SAMPLE = 65_536
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_TEXT = ("text", "body", "content", "article", "fulltext", "full_text")
_NAMES = {"headline": "title", "outlet": "publisher", "newspaper": "publisher", "updated": "modified"}
_NAME_THEM = "Name its columns: --columns text=COLUMN,published=COLUMN,publisher=COLUMN."


def columns(written: str) -> dict[str, str]:
    """What ``text=body,published=date`` means: our key to the table's column; raises Unreadable.

    >>> columns("text=body, published=date")
    {'text': 'body', 'published': 'date'}
    """
    found: dict[str, str] = {}
    for pair in written.split(","):
        key, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column or key not in (*KEYS, "text"):
            known = ", ".join(("text", *KEYS))
            raise Unreadable("--columns", f'"{pair.strip()}" is not of the form KEY=COLUMN.', f"Keys are {known}.")
        found[key] = column
    return found


def read(source: Source) -> Iterator[Found]:
    """The reports of a table; a row that is none is refused by its number and the rest goes on."""
    csv.field_size_limit(MAX_TEXT)
    with source.open() as opened:
        lines = _Lines(opened, source)
        rows = csv.reader(lines, dialect=_dialect(lines.sample, source))
        names = [name.strip() for name in _next(rows, source) or []]
        chosen = _chosen(names, source)
        number = 1
        lines.taken()
        while (row := _next(rows, source)) is not None:
            number += 1
            at, line = lines.taken()
            if any(cell.strip() for cell in row):
                called = Source(
                    f"{source.where}:{rows.line_num}", name=source.file, part=(f"row {number}", at, at + len(line))
                )
                try:
                    yield replace(_report(row, names, chosen, called), line=line)
                except Unreadable as refused:
                    yield refused


def _next(rows: Iterator[list[str]], source: Source) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error as error:
        raise Unreadable(
            source.where, f"is no sound table ({error}).", "Save it as CSV in UTF-8 and try again."
        ) from error


class _Lines:
    """The lines of a table one by one, none larger in memory than it may be, and the bytes of those that were read
    since they were asked for last. ``sample`` is the beginning."""

    def __init__(self, opened: BinaryIO, source: Source) -> None:
        self._opened, self._source = opened, source
        head = opened.read(_SAMPLE) + opened.readline(MAX_ROW)
        decoded = decode(head, source.where, source.charset)
        self._encoding = decoded.encoding
        if decoded.encoding.startswith("utf-16"):  # Excel's "Unicode text": lines are no lines in bytes
            decoded = decode(head + opened.read(MAX_ROW), source.where)
            self._first = ((line, line.encode(decoded.encoding)) for line in io.StringIO(decoded.text, newline=""))
        else:
            self._first = ((self._decoded(one[0]), one[0]) for one in _LINE.finditer(head[decoded.mark :]))
        self.sample = decoded.text
        self._begun = self._ended = decoded.mark
        self._bytes: list[bytes] = []

    def __iter__(self) -> Iterator[str]:
        for line, raw in self._first:
            self._take(raw)
            yield line
        while raw := self._opened.readline(MAX_ROW + 1):
            if len(raw) > MAX_ROW:
                why = f"has a line of more than {MAX_ROW // 1_048_576} MB."
                raise Unreadable(self._source.where, why, _NAME_THEM)
            self._take(raw)
            yield self._decoded(raw)

    def _decoded(self, line: bytes) -> str:
        return line.decode(self._encoding, "replace")

    def _take(self, raw: bytes) -> None:
        self._bytes.append(raw)
        self._ended += len(raw)

    def taken(self) -> tuple[int, bytes]:
        """Where the lines begin that were read since the last call, and their bytes without the last line's end."""
        at, found = self._begun, b"".join(self._bytes)
        self._begun, self._bytes = self._ended, []
        for end in ("\r\n", "\n", "\r"):
            found = found.removesuffix(end.encode(self._encoding))
        return at, found


def _dialect(sample: str, source: Source) -> type[csv.Dialect]:
    class Table(csv.excel):
        delimiter = "\t" if source.ending in (".tsv", ".tab") else _delimiter(sample)

    return Table


def _delimiter(sample: str) -> str:
    """The mark that cuts the first line into most columns."""
    first = sample.split("\n", 1)[0]
    return max(",;\t|", key=first.count)


def _chosen(names: Sequence[str], source: Source) -> dict[str, int]:
    """Our keys to places in a row."""
    lowered = [name.lower() for name in names]
    found: dict[str, int] = {}
    for place, name in enumerate(lowered):
        key = "text" if name in _TEXT else (ALIASES | _NAMES).get(name, name)
        if key in (*KEYS, "text"):
            found.setdefault(key, place)
    for key, column in source.columns.items():
        if column.lower() not in lowered:
            shown = ", ".join(names[:20])
            raise Unreadable(source.where, f'has no column "{column}"; its columns are: {shown}.', _NAME_THEM)
        found[key] = lowered.index(column.lower())
    if "text" not in found:
        raise Unreadable(
            source.where, f"has no column for the text; its columns are: {', '.join(names[:20])}.", _NAME_THEM
        )
    return found


def _report(row: list[str], names: Sequence[str], chosen: Mapping[str, int], source: Source) -> Draft:
    notes = Notes(source.where)
    cells = [*(cell.strip() for cell in row), *[""] * (len(names) - len(row))]
    fields = {"columns": Stated(list(names), "first row of the table")}
    fields |= {key: Stated(cells[place], f'column "{names[place]}"') for key, place in chosen.items() if cells[place]}
    text = row[chosen["text"]] if chosen["text"] < len(row) else ""
    taken = set(chosen.values())
    fields |= {
        name: Stated(cells[place], f'column "{name}"')
        for place, name in enumerate(names)
        if place not in taken and cells[place] and name and name not in (*KEYS, "text")
    }
    if "id" not in fields:
        made = hashlib.sha256("\x1f".join(row).encode("utf-8", "surrogatepass")).hexdigest()[:12]
        fields["id"] = Stated(made, "the row's own words")
    return draft(text, fields, source, notes)


FORMAT = Format("table", (".csv", ".tsv", ".tab"), read, media_type="text/csv", several=True, taken="streamed")
