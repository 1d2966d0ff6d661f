"""What is said about a report (in a front matter, a sidecar, a JSON line, a page's head), checked and put in order."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from twosource.errors import Unreadable
from twosource.intake import characters, language
from twosource.intake.dates import to_iso
from twosource.intake.source import MAX_TEXT, Draft
from twosource.record import Report

KEYS = ("id", "title", "url", "publisher", "published", "language", "author")
"""The keys that mean something; others go into ``Report.extra``."""

_SAFE_SCHEMES = ("", "http", "https", "ftp")
_SURROGATE_ESCAPE = re.compile("[\ud800-\udfff]")


class Notes:
    """Warnings about one report, each beginning with where it was read."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._said: list[str] = []

    def add(self, warning: str, where: str | None = None) -> None:
        """Keep a warning; ``where`` when it is about another file or line than the report's own."""
        self._said.append(f"{where or self._where}: {warning}")

    def all(self) -> tuple[str, ...]:
        """All of them, in order."""
        return tuple(self._said)


def draft(
    text: str,
    fields: Mapping[str, object],
    where: str,
    notes: Notes,
    *,
    fallback_id: str,
    path: Path | None = None,
) -> Draft:
    """A report from its text and what was said about it. ``fallback_id`` names it where no id was given; ``path`` is
    the file whose name that fallback is. Raises Unreadable where the text shows nothing to a reader
    or is longer than any report."""
    if len(text) > MAX_TEXT:
        raise Unreadable(
            where,
            f"holds {len(text):,} characters, which is no single report.",
            "Split it, or give many reports as .jsonl with one report a line.",
        )
    text, lost = characters.without_surrogates(text)
    if characters.is_blank(text):
        raise Unreadable(where, "holds no words.", "Check that it was saved completely.")
    if lost:
        notes.add(f"{lost} damaged character{'s' if lost > 1 else ''} (half of a surrogate pair) replaced by \ufffd.")
    if odd := characters.oddities(text):
        notes.add(f"the text has {' and '.join(odd)}; kept as they are.")
    known = {key: _string(fields.get(key), key, notes) for key in KEYS}
    url = _url(known["url"], notes)
    report = Report(
        id=known["id"] or fallback_id,
        text=text,
        title=known["title"],
        url=url,
        publisher=known["publisher"] or host(url),
        published=_published(known["published"], notes),
        language=_language(known["language"], notes) or language.tell(known["title"], text),
        author=known["author"],
        extra=_encodable({key: value for key, value in fields.items() if key not in KEYS and key != "text"}),
    )
    return Draft(report, where, None if known["id"] else path, notes.all())


def host(url: str | None) -> str | None:
    """The host of an address, without ``www.``; None where it has none.

    >>> host("https://www.example.org/2023/story")
    'example.org'
    """
    if not url:
        return None
    try:
        name = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    name = (name or "").removeprefix("www.").strip(".")
    return name if "." in name else None


def _string(value: object, key: str, notes: Notes) -> str | None:
    """One line of text; lists (of authors) are joined; anything else is named and left out."""
    if value is None:
        return None
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        notes.add(f'"{key}" is not text and was left out; write it as "{key}": "…".')
        return None
    return " ".join(characters.without_surrogates(value)[0].split()) or None


def _url(url: str | None, notes: Notes) -> str | None:
    if url is None:
        return None
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        scheme = "?"
    if scheme in _SAFE_SCHEMES or host(url):
        return url
    notes.add(f'"url" is no web address ("{url[:60]}") and was left out.')
    return None


def _published(written: str | None, notes: Notes) -> str | None:
    if written is None:
        return None
    iso = to_iso(written)
    if iso is None:
        notes.add(
            f'"published" could not be read as one date ("{written[:60]}"), so "on Friday" and the '
            "like cannot be resolved; write it as 2023-01-16 or 2023-01-16T10:05:00+01:00."
        )
    return iso


def _language(written: str | None, notes: Notes) -> str | None:
    if written is None or written.lower() == language.UNKNOWN:
        return None
    found = language.tag(written)
    if found is None:
        notes.add(f'"language" is no language tag ("{written[:30]}"); it was told from the words. Write en, no, ru …')
    return found


def _encodable(extra: dict[str, object]) -> dict[str, object]:
    """The unknown keys with lone surrogates replaced, so that they can be written out again."""
    written = json.dumps(extra, ensure_ascii=False)
    if not _SURROGATE_ESCAPE.search(written):
        return extra
    repaired: dict[str, object] = json.loads(_SURROGATE_ESCAPE.sub("\ufffd", written))
    return repaired
