"""JSON Lines: one report a line,
``{"id", "text", "title"?, "url"?, "publisher"?, "published"?, "language"?, "author"?}``.

``text`` is kept exactly as given, line ends too, so that offsets made elsewhere on the same file hold; only halves of
surrogate pairs become U+FFFD, one for one. Memory is that of one line, whatever the size of the file.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from twosource.errors import Unreadable
from twosource.intake import unread
from twosource.intake.fields import Stated
from twosource.intake.metadata import Notes, draft
from twosource.intake.source import HEAD, MAX_BYTES, Draft, Format, Source

_DEEPEST = 60
_FORM = 'Each line must be one JSON object: {"id": "…", "text": "…"}.'
_CHUNK = 1_048_576


def read(source: Source) -> Iterator[Draft | Unreadable]:
    """The reports of a .jsonl file, in order; a line that is none is refused by its number and the rest goes on."""
    try:
        with source.open() as opened:
            yield from of_stream(opened, source.where)
    except Unreadable as refused:
        yield refused


def of_stream(stream: BinaryIO, where: str, first_line: bytes | None = None) -> Iterator[Draft | Unreadable]:
    """The reports of an open stream. ``first_line`` is what was read of it already."""
    empty = True
    for number, at, line in _lines(stream, first_line):
        place = f"{where}:{number}"
        if number == 1 and line and (other := _not_jsonl(line, where)):
            yield other
            return
        if line is None:
            empty = False
            yield Unreadable(
                place, f"is longer than {MAX_BYTES // 1_048_576} MB.", "Put each report on a line of its own."
            )
        elif line.strip():
            empty = False
            try:
                own = line.rstrip(b"\r\n")
                part = (f"line {number}", at, at + len(own))
                yield replace(of_object(_object(line, place), place, part), line=own)
            except Unreadable as refused:
                yield refused
    if empty:
        yield Unreadable(where, "is empty.", _FORM)


def begins_jsonl(line: bytes) -> bool:
    """True when a line is a JSON object with a text."""
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and isinstance(found.get("text"), str)


def _not_jsonl(line: bytes, where: str) -> Unreadable | None:
    """One refusal for a file under the wrong name, in the place of one for each of its thousands of lines."""
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Unreadable(where, "is UTF-16, and JSON Lines are UTF-8.", "Save it as UTF-8 and try again.")
    if known := unread.by_bytes(line[:HEAD]):
        return Unreadable(where, f"seems to be {known[0]}, not JSON Lines.", known[1])
    return Unreadable(where, "is not JSON Lines (it holds zero bytes).", _FORM) if b"\0" in line[:HEAD] else None


def _lines(stream: BinaryIO, first_line: bytes | None) -> Iterator[tuple[int, int, bytes | None]]:
    """Numbered lines, each with the byte at which it begins; None in the place of one that is too long (the rest of it
    is read past, not kept)."""
    number = at = 0
    line = first_line
    while True:
        if line is None:
            line = stream.readline(MAX_BYTES + 2)
        if not line:
            return
        number += 1
        whole = line.endswith(b"\n")
        if len(line) > MAX_BYTES and not whole:
            yield number, at, None
            at += _skip_line(stream)
        else:
            mark = codecs.BOM_UTF8 if number == 1 and line.startswith(codecs.BOM_UTF8) else b""
            yield number, at + len(mark), line.removeprefix(mark)
        at += len(line)
        line = None


def _skip_line(stream: BinaryIO) -> int:
    """Read to the end of the line; returns how many bytes."""
    count = 0
    while rest := stream.readline(_CHUNK):
        count += len(rest)
        if rest.endswith(b"\n"):
            break
    return count


def of_object(fields: dict[str, object], where: str, part: tuple[str, int | None, int | None] | None = None) -> Draft:
    """A report from one JSON object of the form, which is a ``part`` of a file; raises Unreadable where it is none."""
    if _too_deep(fields):
        raise Unreadable(where, f"is nested more than {_DEEPEST} levels deep.", _FORM)
    notes = Notes(where)
    text = fields.pop("text", None)
    if not isinstance(text, str):
        raise Unreadable(where, 'has no "text"' + ("." if text is None else " that is text."), _FORM)
    given = fields.get("id")
    number = isinstance(given, int | float) and not isinstance(given, bool)
    if not (number or (isinstance(given, str) and given.strip())):
        made = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        notes.add(f'has no "id"; it is called {made} after its text.')
        fields["id"] = made
    return draft(
        text, {key: Stated(value, "the line") for key, value in fields.items()}, Source(where, part=part), notes
    )


def _object(line: bytes, where: str) -> dict[str, object]:
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable(where, "is not UTF-8.", "Save the file as UTF-8 and try again.") from error
    except json.JSONDecodeError as error:
        raise Unreadable(where, f"is not sound JSON ({error.msg.lower()}, column {error.colno}).", _FORM) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            where, "is JSON that cannot be read (nested too deeply, or a number too long).", _FORM
        ) from error
    if not isinstance(found, dict):
        raise Unreadable(where, "is JSON but not an object.", _FORM)
    return found


def _too_deep(found: dict[str, object]) -> bool:
    level: list[object] = list(found.values())
    for _ in range(_DEEPEST):
        level = [inner for value in level for inner in _inner(value)]
        if not level:
            return False
    return True


def _inner(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


FORMAT = Format(
    "JSON Lines", (".jsonl", ".ndjson"), read, media_type="application/jsonl", several=True, taken="streamed"
)
