"""Plain text and Markdown.

``Report.text`` is the file as decoded, without byte-order mark and front matter (and the blank lines below it), with
``\\r\\n`` and ``\\r`` as ``\\n``; nothing else is changed, and all offsets count in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.intake import characters, frontmatter, places, sidecar
from twosource.intake.dates import to_iso
from twosource.intake.decode import decode
from twosource.intake.fields import Stated, stated
from twosource.intake.metadata import Notes, draft
from twosource.intake.source import Draft, Format, Found, Source

_LONGEST_TITLE = 150
_HEADING = re.compile(r"#{1,6}\s+")
_NO_TITLE = re.compile(r"(?:by\s+[A-Z]|https?://|[-*_=#>|]{3})", re.I)


def read(source: Source) -> Iterator[Found]:
    """The one report that a text file holds."""
    yield of_bytes(source, source.bytes())


def of_bytes(source: Source, data: bytes) -> Draft:
    """A report from the bytes of a text file; raises Unreadable."""
    notes = Notes(source.where)
    decoded = decode(data, source.where, source.charset)
    if decoded.warning:
        notes.add(decoded.warning)
    front = frontmatter.split(characters.plain_line_ends(decoded.text))
    for line, complaint in front.complaints:
        notes.add(complaint, f"{source.where}:{line}")
    fields = {**source.said, **stated(front.fields, "the lines at its top"), **sidecar.fields(source, notes)}
    if "title" not in fields and (title := first_line_title(front.body)):
        fields["title"] = Stated(title, "first line")
    return draft(front.body, fields, source, notes, places=places.in_file(front.body, decoded, data))


def first_line_title(text: str) -> str | None:
    """The first line where it stands like a headline: short, no full stop or comma at its end, a blank line below and
    more text after that."""
    found = re.match(r"\s*(\S[^\n]*)\n[ \t]*\n\s*\S", text)
    if not found:
        return None
    line = _HEADING.sub("", found[1].strip()).strip(" #*_")
    if not 3 <= len(line) <= _LONGEST_TITLE or line[-1] in ".,:;" or line.rstrip("\"'”’»").endswith((".", ",")):
        return None
    if _NO_TITLE.match(line) or to_iso(line) or not any(c.isalpha() for c in line):
        return None
    return line


FORMAT = Format("text", (".txt", ".text", ".md", ".markdown", ""), read, media_type="text/plain")
