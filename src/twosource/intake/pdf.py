"""PDF, by way of PDFium, in a process of its own with a limit to its time and memory, because PDFs can loop.

Lines are joined to paragraphs by their distance on the page; what stands on most pages alike (running heads, page
numbers) is left out. A document's own dates say when the file was made, not when the report was published.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from twosource.errors import Unreadable
from twosource.intake import sidecar
from twosource.intake.fields import Stated
from twosource.intake.metadata import Notes, draft
from twosource.intake.source import MAX_BYTES, Format, Found, Source
from twosource.intake.text import first_line_title

SECONDS = 60
"""How long one PDF may take."""

_AS_TEXT = "Open it, copy its words into a .txt file and give that."
_REASONS = {
    "password": ("is locked with a password.", "Save it without the password, or copy its words into a .txt file."),
    "damaged": ("is a damaged PDF.", "Fetch or save it again."),
    "pages": (
        "has more than 3,000 pages, which is no single report.",
        "Give the pages that matter as a file of their own.",
    ),
    "scan": ("holds pictures of pages and no text (a scan).", "Run text recognition (OCR) on it first."),
}
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d)?'?(\d\d)?")


def read(source: Source) -> Iterator[Found]:
    """The one report that a PDF holds."""
    found = _in_a_process(source.bytes(MAX_BYTES), source.where)
    notes = Notes(source.where)
    said = {key: Stated(value, "PDF properties") for key, value in _properties(found["about"]).items() if value}
    if found["cut"]:
        notes.add("only the beginning was read: its text is longer than any report's.")
    fields = {**source.said, **said, "pages": Stated(found["pages"], "PDF"), **sidecar.fields(source, notes)}
    if "title" not in fields and (title := first_line_title(found["text"])):
        fields["title"] = Stated(title, "first line")
    yield draft(found["text"], fields, source, notes)


def _in_a_process(data: bytes, where: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "twosource.intake.pdf_process"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(where, f"took longer than {SECONDS} seconds to read and was stopped.", _AS_TEXT) from error
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise Unreadable(where, "could not be read: the PDF reader gave up on it.", _AS_TEXT) from error
    if reason := found.get("refused"):
        raise Unreadable(where, *_REASONS[reason])
    return found


def _properties(about: dict[str, str]) -> dict[str, str | None]:
    title = " ".join(about.get("Title", "").split())
    named_file = re.search(r"\.(?:docx?|indd|qxd|pages|pdf|odt)$", title, re.I) or title.startswith("Microsoft Word")
    return {
        "title": None if named_file else title or None,
        "author": " ".join(about.get("Author", "").split()) or None,
        "document_created": _iso(about.get("CreationDate", "")),
        "document_modified": _iso(about.get("ModDate", "")),
    }


def _iso(written: str) -> str | None:
    found = _DATE.match(written)
    if not found:
        return None
    year, month, day, hour, minute, second, zone, minutes = found.groups()
    when = "-".join(part for part in (year, month, day) if part)
    if not hour:
        return when
    offset = "" if not zone else "+00:00" if zone == "Z" else f"{zone}:{minutes or '00'}"
    return f"{when}T{hour}:{minute}:{second or '00'}{offset}"


FORMAT = Format("PDF", (".pdf",), read, lambda head: head.startswith(b"%PDF-"), "application/pdf")
