"""Feeds: RSS and Atom by way of feedparser, JSON Feed, and OPML (a list of feeds, which holds no reports).

An entry with its whole text is a report; of one with a summary only that much is taken, and said.
"""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from twosource.errors import Unreadable
from twosource.intake import elements, html, roots, sidecar
from twosource.intake.dates import to_iso
from twosource.intake.fields import Stated, stated
from twosource.intake.metadata import Notes, draft
from twosource.intake.source import Draft, Format, Found, Source

MAX_FEED = 8 * 1_048_576
"""The largest feed; a reader for feeds takes some seconds for it."""

MAX_ENTRIES = 5000
MAX_MARKS = 300_000
_ROOTS = ("rss", "feed", "rdf", "opml")
_NOT_SOUND = "Save it again from its address, or give the reports themselves."
_JSON_FEED = "https://jsonfeed.org/version/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``id`` as the feed gives it (its address where it gives none), dates as ISO 8601, ``markup`` as sent
    and whether it is the ``whole`` text or a summary."""

    id: str
    title: str | None
    url: str | None
    published: str | None
    modified: str | None
    authors: tuple[str, ...]
    markup: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the address of its site, its language as it says, its entries in its order."""

    title: str | None
    url: str | None
    language: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One feed of an OPML list."""

    title: str | None
    url: str


def parse(data: bytes, where: str, content_type: str = "") -> Feed:
    """A feed from its bytes (RSS, Atom, RDF or JSON Feed); ``content_type`` is the server's, where there is one.
    Raises Unreadable."""
    if len(data) > MAX_FEED:
        raise Unreadable(where, f"is a feed of more than {MAX_FEED // 1_048_576} MB.", _NOT_SOUND)
    if max(data.count(b"<item"), data.count(b"<entry")) > MAX_ENTRIES or data.count(b"<") > MAX_MARKS:
        raise Unreadable(where, f"is a feed of more than {MAX_ENTRIES:,} entries, or as good as.", _NOT_SOUND)
    return _json(data, where) if data.lstrip()[:1] == b"{" else _xml(data, where, content_type)


def opml(data: bytes, where: str) -> tuple[Listed, ...]:
    """The feeds that an OPML list names, each once, in its order; raises Unreadable."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(where, f"is no sound list of feeds ({error}).", "Export it again as OPML.") from error
    found: dict[str, Listed] = {}
    for outline in root.iter("outline") if root is not None else ():
        url = outline.get("xmlUrl") or ""
        if url.startswith(("http://", "https://")):
            found.setdefault(url, Listed(outline.get("title") or outline.get("text"), url))
    return tuple(found.values())


def read(source: Source) -> Iterator[Found]:
    """The entries of a saved feed."""
    data = source.bytes(MAX_FEED)
    if roots.root(data[:4096]) == "opml":
        listed = opml(data, source.where)
        raise Unreadable(
            source.where, f"names {len(listed)} feeds and holds no reports.", "Save the feeds or the pages themselves."
        )
    yield from entries(parse(data, source.where), source, elements.spans(data, ("item", "entry")))


def entries(feed: Feed, source: Source, spans: Sequence[tuple[int, int]] = ()) -> Iterator[Found]:
    """The reports of a feed that was read from ``source``; ``spans`` are the bytes of its entries, where known."""
    if not feed.entries:
        yield Unreadable(source.where, "is a feed without entries.", _NOT_SOUND)
    for number, entry in enumerate(feed.entries, 1):
        part = elements.part(f"entry {number}", spans, number, len(feed.entries))
        place = replace(source, where=f"{source.where}#{number}", part=part)
        try:
            yield _report(feed, entry, place)
        except Unreadable as refused:
            yield refused


def _report(feed: Feed, entry: Entry, source: Source) -> Draft:
    notes = Notes(source.where)
    words, marks = html.fragment(entry.markup)
    values = {
        "title": entry.title,
        "url": entry.url,
        "publisher": feed.title,
        "published": entry.published,
        "modified": entry.modified,
        "author": ", ".join(entry.authors) or None,
        "language": feed.language,
        "entry": entry.id,
    }
    fields = {**stated(values, "feed entry"), **sidecar.fields(source, notes)}
    for key, origin in (("publisher", "title of the feed"), ("language", "language of the feed")):
        if key in fields and fields[key].origin == "feed entry":
            fields[key] = Stated(fields[key].value, origin)
    if not entry.whole:
        notes.add("the feed gives a summary only; the report itself is at its address.")
        fields["partial"] = Stated("summary", "feed entry")
    said = {"url": Stated(entry.url, "feed entry")} if entry.url else {}
    called = Source(source.where, name=source.file, said=said, part=source.part)
    return draft(words, fields, called, notes, marks=marks)


# --------------------------------------------------------------------------- RSS, Atom, RDF


def _xml(data: bytes, where: str, content_type: str) -> Feed:
    import feedparser

    headers = {"content-type": content_type} if content_type else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            # As a stream: a string could be taken for an address or a file's name.
            found = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
        except Exception as error:  # whatever a hostile feed does to the parser must not cost the other reports
            raise Unreadable(where, f"is no feed that could be read ({error}).", _NOT_SOUND) from error
    if not found.get("version") and not found.entries:
        raise Unreadable(where, "is no feed that could be read.", _NOT_SOUND)
    about = found.feed
    return Feed(
        _text(about.get("title")),
        _text(about.get("link")),
        _text(about.get("language")),
        tuple(_of_parsed(e) for e in found.entries[:MAX_ENTRIES]),
    )


def _of_parsed(entry: Mapping[str, Any]) -> Entry:
    whole = max((str(c.get("value") or "") for c in entry.get("content", ())), key=len, default="")
    summary = str(entry.get("summary") or "")
    markup = whole if len(whole) >= len(summary) else summary
    authors = [a.get("name") for a in entry.get("authors", ()) if isinstance(a, Mapping)] or [entry.get("author")]
    url = _text(entry.get("link"))
    return Entry(
        id=_text(entry.get("id")) or url or "",
        title=_plain(entry.get("title")),
        url=url,
        published=to_iso(str(entry.get("published") or "")),
        modified=_changed(entry),
        authors=_names(authors),
        markup=markup,
        whole=bool(whole) or _is_long(markup),
    )


def _changed(entry: Mapping[str, Any]) -> str | None:
    """Asked by ``in``: feedparser gives the date of publication for a change that is not there."""
    written = entry.get("updated") if "updated" in entry else None
    return to_iso(str(written)) if written and written != entry.get("published") else None


def _is_long(markup: str) -> bool:
    """True where a "description" is the article itself, as many feeds have it: three paragraphs or more."""
    return len(html.fragment(markup)[0].split("\n\n")) >= 3


def _plain(title: object) -> str | None:
    return html.fragment(title)[0] or None if isinstance(title, str) and title else None


# --------------------------------------------------------------------------- JSON Feed


def is_json_feed(found: Mapping[str, object]) -> bool:
    """True for an object that calls itself one."""
    return str(found.get("version")).startswith(_JSON_FEED)


def of_json(found: Mapping[str, Any]) -> Feed:
    """A JSON Feed from its object; what is not of the form is passed over."""
    items = found.get("items")
    return Feed(
        _text(found.get("title")),
        _text(found.get("home_page_url")),
        _text(found.get("language")),
        tuple(_of_item(i) for i in (items if isinstance(items, list) else [])[:MAX_ENTRIES] if isinstance(i, Mapping)),
    )


def _json(data: bytes, where: str) -> Feed:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(where, f"is no sound JSON Feed ({error}).", _NOT_SOUND) from error
    if not isinstance(found, dict) or not is_json_feed(found):
        raise Unreadable(where, "is JSON but no JSON Feed.", _NOT_SOUND)
    return of_json(found)


def _of_item(item: Mapping[str, Any]) -> Entry:
    markup = _text(item.get("content_html"))
    plain = _text(item.get("content_text"))
    url = _text(item.get("url")) or _text(item.get("external_url"))
    authors = item.get("authors") or [item.get("author")]
    named = [a.get("name") for a in authors if isinstance(a, Mapping)] if isinstance(authors, list) else []
    return Entry(
        id=_text(item.get("id")) or url or "",
        title=_text(item.get("title")),
        url=url,
        published=to_iso(_text(item.get("date_published")) or ""),
        modified=to_iso(_text(item.get("date_modified")) or ""),
        authors=_names(named),
        markup=markup or html.as_markup(plain or _text(item.get("summary")) or ""),
        whole=bool(markup or plain),
    )


def _names(authors: Sequence[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(a.split()) for a in authors if isinstance(a, str) and a.strip()))


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


FORMAT = Format(
    "feed",
    (".rss", ".atom", ".opml", ".rdf"),
    read,
    lambda head: roots.root(head) in _ROOTS,
    "application/xml",
    several=True,
)
