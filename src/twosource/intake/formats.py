"""The formats that are read, in the order in which they are asked. To add one: a module with a ``FORMAT``, and its line
here (and take its ending out of ``unread``)."""

from __future__ import annotations

from twosource.intake import archive, feeds, html, json_file, jsonl, mail, newsml, pdf, table, text, warc
from twosource.intake.source import Format

FORMATS: tuple[Format, ...] = (
    jsonl.FORMAT,
    html.FORMAT,
    pdf.FORMAT,
    archive.ZIP,
    archive.GZIP,
    archive.WORD,
    warc.FORMAT,
    newsml.FORMAT,
    feeds.FORMAT,
    mail.BOX,
    mail.FORMAT,
    table.FORMAT,
    json_file.FORMAT,
    text.FORMAT,
)


def of_ending(ending: str) -> Format | None:
    """The format that claims a file's ending (lower case, with its dot)."""
    return next((f for f in FORMATS if ending in f.endings), None)


def named(name: str) -> Format:
    """The format of that name."""
    return next(f for f in FORMATS if f.name == name)


def of_head(head: bytes) -> Format | None:
    """The format that recognises a file by its first bytes."""
    return next((f for f in FORMATS if f.sniff and f.sniff(head)), None)
