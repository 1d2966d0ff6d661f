"""What is said about a report (in a front matter, a sidecar, a JSON line, a page's head), checked and put in order."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from twosource.errors import Unreadable
from twosource.intake import characters, language
from twosource.intake.dates import to_iso
from twosource.intake.fields import Fields
from twosource.intake.source import MAX_TEXT, Draft, Source, printable
from twosource.record import Mark, Part, Place, Report

KEYS = ("id", "title", "url", "publisher", "published", "modified", "language", "author")
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
    fields: Fields,
    source: Source,
    notes: Notes,
    *,
    marks: Sequence[Mark] = (),
    places: Sequence[Place] = (),
    parts: Sequence[Part] = (),
) -> Draft:
    """A report from its text and what was said about it. One without an id is called by the address at which it was
    found (in a feed, in a web archive), else by its file's name, which may be changed later to tell it from others.
    Raises Unreadable where the text shows nothing to a reader or is longer than any report."""
    text = _checked(text, source.where, notes)
    known = {key: _string(fields[key].value, key, notes) for key in KEYS if key in fields}
    url = _url(known.get("url"), notes)
    values: dict[str, str | None] = {
        "title": known.get("title"),
        "url": url,
        "publisher": known.get("publisher"),
        "published": _date(known.get("published"), "published", notes),
        "modified": _date(known.get("modified"), "modified", notes),
        "language": _language(known.get("language"), notes),
        "author": known.get("author"),
    }
    others = {key: one.value for key, one in fields.items() if key not in KEYS and key != "text"}
    origins = {key: one.origin for key, one in fields.items() if values.get(key) or others.get(key)}
    if not values["publisher"] and (of_address := host(url)):
        values["publisher"], origins["publisher"] = of_address, "host of the address"
    if not values["language"]:
        values["language"], origins["language"] = language.tell(values["title"], text), "told from the words"
    found_at = name_of(_string(source.said["url"].value, "url", notes)) if "url" in source.said else None
    report = Report(
        id=known.get("id") or found_at or source.stem,
        text=text,
        title=values["title"],
        url=url,
        publisher=values["publisher"],
        published=values["published"],
        language=values["language"] or language.UNKNOWN,
        author=values["author"],
        extra=_encodable(others),
        modified=values["modified"],
        provenance=origins,
        marks=tuple(marks),
        places=tuple(places),
        parts=tuple(parts) or ((Part(0, len(text), *source.part),) if source.part else ()),
    )
    return Draft(report, source.where, None if known.get("id") or found_at else source.file, notes.all())


def _checked(text: str, where: str, notes: Notes) -> str:
    """The text as it can be stored; what was odd about it goes into the notes. Raises as ``draft`` does."""
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
    return text


def name_of(url: str | None) -> str | None:
    """What a report is called that was found at an address: the address without its scheme, ``www.`` and query.

    >>> name_of("https://www.example.org/2023/ferry.html?utm_source=x")
    'example.org/2023/ferry'
    """
    found = host(url)
    if not url or not found:
        return None
    path = re.sub(r"\.(?:html?|php|aspx?|amp)$", "", unquote(urlsplit(url).path).rstrip("/"))
    return printable(found + path)[:200]


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


def _date(written: str | None, key: str, notes: Notes) -> str | None:
    if written is None:
        return None
    iso = to_iso(written)
    if iso is None:
        lost = ', so "on Friday" and the like cannot be resolved' if key == "published" else ""
        notes.add(
            f'"{key}" could not be read as one date ("{written[:60]}"){lost}; '
            "write it as 2023-01-16 or 2023-01-16T10:05:00+01:00."
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
