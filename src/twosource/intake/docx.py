"""Word documents, by way of python-docx: paragraphs and table rows in their order, a blank line between them.

Their properties say who made a document and when it was made, not when a report was published: that stays unknown
unless a file beside it says so.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.errors import Unreadable
from twosource.intake import sidecar
from twosource.intake.fields import Stated, stated
from twosource.intake.metadata import Notes, draft
from twosource.intake.source import MAX_BYTES, MAX_TEXT, Found, Source
from twosource.record import Mark, MarkKind, Part

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

_STYLES: tuple[tuple[str, MarkKind], ...] = (
    ("Heading", "heading"), ("Title", "heading"), ("Subtitle", "heading"), ("Caption", "caption"),
    ("Intense Quote", "pull-quote"), ("Quote", "block-quote"),
)  # fmt: skip
MAX_XML = 32 * 1_048_576
"""The most that a document's text and styles may unpack to; as a tree they take ten times as much."""

_SAVE_AGAIN = "Open it in a word processor and save it again, or export it as text."


def read(source: Source) -> Iterator[Found]:
    """The one report in a document; raises Unreadable."""
    document = _document(source)
    notes = Notes(source.where)
    text, marks, parts = _words(document)
    fields = {**source.said, **_properties(document), **sidecar.fields(source, notes)}
    if "title" not in fields and marks and marks[0].start == 0 and marks[0].kind == "heading":
        fields["title"] = Stated(text[: marks[0].end], "first heading")
    yield draft(text, fields, source, notes, marks=marks, parts=parts)


def _document(source: Source) -> Document:
    from docx import Document

    data = source.bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            sizes = {i.filename: i.file_size for i in packed.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(source.where, f"is a damaged Word document ({error}).", _SAVE_AGAIN) from error
    written = sum(size for name, size in sizes.items() if name.lower().endswith((".xml", ".rels")))
    if written > MAX_XML or sum(sizes.values()) > 4 * MAX_BYTES:
        unpacked = sum(sizes.values()) // 1_048_576
        raise Unreadable(source.where, f"unpacks to {unpacked} MB, which is no report.", _SAVE_AGAIN)
    try:
        return Document(io.BytesIO(data))
    except Exception as error:  # whatever a damaged document does to the parser must not cost the other reports
        raise Unreadable(source.where, f"is a damaged Word document ({error}).", _SAVE_AGAIN) from error


def _words(document: Document) -> tuple[str, list[Mark], list[Part]]:
    pieces: list[str] = []
    marks: list[Mark] = []
    parts: list[Part] = []
    at = 0
    for words, style, name in _blocks(document):
        if not words:
            continue
        kind = next((kind for name, kind in _STYLES if style.startswith(name)), None)
        if kind:
            marks.append(Mark(at, at + len(words), kind))
        pieces.append(words)
        parts.append(Part(at, at + len(words), name))
        at += len(words) + 2
        if at > MAX_TEXT:
            break
    return "\n\n".join(pieces), marks, parts


def _blocks(document: Document) -> Iterator[tuple[str, str, str]]:
    """Words and style of each paragraph and table row, and which of the document's it is, the empty ones counted."""
    from docx.table import Table

    paragraphs = tables = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            tables += 1
            for number, row in enumerate(_rows(block), 1):
                yield row, "", f"word/document.xml, table {tables}, row {number}"
        else:
            paragraphs += 1
            style = str(block.style.name if block.style else "")
            yield " ".join(block.text.split()), style, f"word/document.xml, paragraph {paragraphs}"


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
        yield " | ".join(cell for cell in cells if cell)


def _properties(document: Document) -> dict[str, Stated]:
    core = document.core_properties
    said = {
        "title": core.title,
        "author": core.author if core.author != "python-docx" else None,
        "language": core.language,
        "document_created": core.created.isoformat() if core.created else None,
        "document_modified": core.modified.isoformat() if core.modified else None,
    }
    return stated({key: value or None for key, value in said.items()}, "document properties")
