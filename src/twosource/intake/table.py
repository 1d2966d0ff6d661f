"""Tables (CSV, TSV): one report a row, the columns named in the first.

Columns that are called as we call them are understood; others are named by the user
(``text=body,published=date``); what is left over is kept with the report. Memory is that of one row.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from twosource.errors import Unreadable
from twosource.intake.decode import decode
from twosource.intake.fields import Stated
from twosource.intake.frontmatter import ALIASES
from twosource.intake.metadata import KEYS, Notes, draft
from twosource.intake.source import MAX_BYTES, MAX_TEXT, Draft, Format, Found, Source

_SAMPLE = 65_536
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
        lines = _lines(opened, source)
        sample = next(lines)
        rows = csv.reader(_joined(sample, lines), dialect=_dialect(sample, source))
        names = [name.strip() for name in _next(rows, source) or []]
        chosen = _chosen(names, source)
        while (row := _next(rows, source)) is not None:
            if any(cell.strip() for cell in row):
                try:
                    yield _report(row, names, chosen, f"{source.where}:{rows.line_num}", source)
                except Unreadable as refused:
                    yield refused


def _next(rows: Iterator[list[str]], source: Source) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error as error:
        raise Unreadable(
            source.where, f"is no sound table ({error}).", "Save it as CSV in UTF-8 and try again."
        ) from error


def _lines(opened: BinaryIO, source: Source) -> Iterator[str]:
    """A sample of whole lines, then line by line, so that no line is larger in memory than it may be."""
    head = opened.read(_SAMPLE) + opened.readline(MAX_BYTES)
    decoded = decode(head, source.where, source.charset)
    if decoded.encoding.startswith("utf-16"):  # Excel's "Unicode text": lines are no lines in bytes
        yield decode(head + opened.read(MAX_BYTES), source.where).text
        return
    yield decoded.text
    while line := opened.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES:
            raise Unreadable(source.where, f"has a line of more than {MAX_BYTES // 1_048_576} MB.", _NAME_THEM)
        yield line.decode(decoded.encoding, "replace")


def _joined(sample: str, lines: Iterator[str]) -> Iterator[str]:
    yield from io.StringIO(sample, newline="")
    yield from lines


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


def _report(row: list[str], names: Sequence[str], chosen: Mapping[str, int], where: str, source: Source) -> Draft:
    notes = Notes(where)
    cells = [*(cell.strip() for cell in row), *[""] * (len(names) - len(row))]
    fields = {key: Stated(cells[place], f'column "{names[place]}"') for key, place in chosen.items() if cells[place]}
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
    return draft(text, fields, Source(where, name=source.file), notes)


FORMAT = Format("table", (".csv", ".tsv", ".tab"), read, media_type="text/csv", several=True, taken="streamed")
