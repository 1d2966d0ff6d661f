"""PDF, by way of PDFium, always in another process (``readers``), because PDFs can loop.

Lines are joined to paragraphs by their distance on the page; what stands on most pages alike (running heads, page
numbers) is left out. A document's own dates say when the file was made, not when the report was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from twosource.errors import Unreadable
from twosource.intake import pdf_text, sidecar
from twosource.intake.fields import Stated
from twosource.intake.metadata import Notes, draft
from twosource.intake.source import MAX_BYTES, Format, Found, Source
from twosource.intake.text import first_line_title

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
    found = pdf_text.of_bytes(source.bytes(MAX_BYTES))
    if found.refused:
        raise Unreadable(source.where, *_REASONS[found.refused])
    notes = Notes(source.where)
    said = {key: Stated(value, "PDF properties") for key, value in _properties(found.about).items() if value}
    if found.cut:
        notes.add("only the beginning was read: its text is longer than any report's.")
    fields = {**source.said, **said, "pages": Stated(found.pages, "PDF"), **sidecar.fields(source, notes)}
    if "title" not in fields and (title := first_line_title(found.text)):
        fields["title"] = Stated(title, "first line")
    yield draft(found.text, fields, source, notes, parts=found.parts)


def _properties(about: Mapping[str, str]) -> dict[str, str | None]:
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


FORMAT = Format("PDF", (".pdf",), read, lambda head: head.startswith(b"%PDF-"), "application/pdf", taken="apart")
