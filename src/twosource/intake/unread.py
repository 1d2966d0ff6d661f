"""What is known but not read: how it is recognised, and what to do instead.

A format that is read one day moves from here into a module of its own and into ``formats.FORMATS``.
"""

from __future__ import annotations

import re

from twosource.intake import roots

_EXPORT = "Export it as text or HTML."
_NO_TEXT = "Type out its words, or give the page it appeared on as text or HTML."
_UNPACK = "Unpack it and give the files or the folder."
_MAIL = "Save its words as text, with the sender and date in lines at the top."

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _EXPORT),
    (
        b"PK\x03\x04",
        "a zip archive or an office document (.docx, .odt, .epub)",
        "Unpack it, or export it as text or HTML.",
    ),
    (b"PK\x05\x06", "an empty zip archive", _UNPACK),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc, .xls, .msg)", _EXPORT),
    (b"{\\rtf", "a rich-text document (RTF)", _EXPORT),
    (b"\x89PNG", "a picture (PNG)", _NO_TEXT),
    (b"\xff\xd8\xff", "a picture (JPEG)", _NO_TEXT),
    (b"GIF8", "a picture (GIF)", _NO_TEXT),
    (b"II*\x00", "a picture (TIFF)", _NO_TEXT),
    (b"MM\x00*", "a picture (TIFF)", _NO_TEXT),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    (b"7z\xbc\xaf", "a 7-Zip archive", _UNPACK),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"WARC/", "a web archive (WARC)", "Give it the ending .warc."),
    (b"SQLite format 3", "a database (SQLite)", "Export the reports as .jsonl, one a line."),
    (b"\x7fELF", "a program", "Give reports as text or HTML."),
    (b"MZ\x90", "a program", "Give reports as text or HTML."),
    (b"ID3", "a sound recording", "Write its words down and give them as text."),
    (b"OggS", "a sound recording", "Write its words down and give them as text."),
    (b"From - ", "a mailbox", _MAIL),
)
_RIFF = {
    b"WEBP": ("a picture (WebP)", _NO_TEXT),
    b"WAVE": ("a sound recording", _NO_TEXT),
    b"AVI ": ("a film", _NO_TEXT),
}
_SAVED_MAIL = re.compile(rb"\A(?:[A-Z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.I)

_ENDINGS: dict[str, tuple[str, str]] = {
    ".doc": ("a Word document", _EXPORT),
    ".odt": ("an OpenDocument text", _EXPORT),
    ".rtf": ("a rich-text document", _EXPORT),
    ".epub": ("an e-book", _EXPORT),
    ".msg": ("an email", _MAIL),
    ".xml": ("an XML file that is neither a feed nor NewsML", _EXPORT),
    ".xlsx": ("a table (Excel)", "Save it as .csv."),
    ".ods": ("a table", "Save it as .csv."),
}

_OF_PAGES = (".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".svg", ".ico")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif", ".heic")
_SOUND = (".mp3", ".mp4", ".m4a", ".m4v", ".mov", ".avi", ".wav", ".ogg", ".webm")
_PROGRAMS = (".py", ".pyc", ".sh", ".exe", ".dll", ".so", ".db", ".sqlite", ".part", ".tmp", ".bak", ".lock")

NOT_REPORTS = frozenset((*_OF_PAGES, *_PICTURES, *_SOUND, *_PROGRAMS))
"""Endings that are passed over in a folder (and counted): what lies beside reports, not reports."""

_NOTE = re.compile(r"(?:read[ _-]?me|licen[cs]e|changelog|contributing)(?:\.(?:md|txt|rst))?", re.I)


def is_note(name: str) -> bool:
    """True for a file that by its name tells about the folder it lies in, as ``README.md`` does: no report."""
    return _NOTE.fullmatch(name) is not None


def by_bytes(head: bytes) -> tuple[str, str] | None:
    """(what it seems to be, what to do) from the first bytes; None where nothing is recognised."""
    for magic, what, do in _MAGIC:
        if head.startswith(magic):
            return what, do
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], ("a sound or film file", _NO_TEXT))
    if head[4:8] == b"ftyp":
        return "a film or picture", _NO_TEXT
    if _SAVED_MAIL.match(head):
        return "an email or a page saved as MHTML", "Save the page as HTML, or the email's words as text."
    return _xml(head)


def _xml(head: bytes) -> tuple[str, str] | None:
    name = roots.root(head) if head.lstrip()[:5] == b"<?xml" else None
    return None if name in (None, "html") else ("an XML file", _EXPORT)


def by_ending(ending: str) -> tuple[str, str] | None:
    """(what it is, what to do) from the file's ending."""
    return _ENDINGS.get(ending)
