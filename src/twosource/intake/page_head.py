"""What a web page says of itself: meta tags and JSON-LD first, then what trafilatura makes of the rest.

Known traps: the site's name is often given as the page's title; trafilatura cuts times off dates and may guess a date
from any figures on the page, so its date is taken only from where pages state one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.intake import language
from twosource.intake.dates import to_iso
from twosource.intake.markup import Element

if TYPE_CHECKING:
    from trafilatura.settings import Document

_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "parsely-pub-date",
    "sailthru.date", "publishdate", "publish-date", "publish_date", "published_time", "pubdate", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "date",
)  # fmt: skip
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|WebPage)\b")
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)", re.I)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]([01]\d)[/-]([0-3]\d)(?:/|-|$)")


@dataclass(slots=True)
class PageHead:
    """Raw finds, None where the page says nothing."""

    title: str | None = None
    author: list[str] = field(default_factory=list)
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    headings: list[str] = field(default_factory=list)


def read(tree: Element, page: str) -> PageHead:
    """What meta tags, JSON-LD, links and the ``time`` of the article say."""
    metas = _metas(tree)
    linked = list(_linked_data(tree))
    head = PageHead()
    head.url = _first(*tree.xpath("//link[@rel='canonical']/@href"), metas.get("og:url"))
    saved = _SAVED_FROM.search(page[:20_000])
    if not (head.url or "").startswith("http"):
        head.url = saved[1] if saved else None
    head.language = _first(
        *tree.xpath("/html/@lang"), *tree.xpath("/html/@*[local-name()='lang']"), metas.get("og:locale")
    )
    head.publisher = _first(metas.get("og:site_name"), *(_name(d.get("publisher")) for d in linked))
    head.title = _first(*(d.get("headline") for d in linked), metas.get("og:title"))
    head.headings = [" ".join("".join(h1.itertext()).split()) for h1 in tree.iter("h1")]
    head.author = _names(linked)
    head.published = _published(tree, metas, linked, head.url)
    return head


def fields(head: PageHead, document: Document | None) -> dict[str, str]:
    """The report's fields: the page's own words, else trafilatura's. Its site name, often made of an account's handle,
    comes after the host of the address, which stands in where ``publisher`` is left out."""
    url = head.url or (document.url if document else None)
    title = _without_site((document.title if document else None) or head.title, head.headings)
    publisher = head.publisher or (document.sitename if document and not url else None)
    if publisher and title and _same(publisher, title):
        publisher = None
    author = ", ".join(head.author) or ((document.author if document else None) or "").replace("; ", ", ")
    found = {
        "title": title,
        "url": url,
        "publisher": publisher,
        "published": head.published,
        "author": None if publisher and _same(author, publisher) else author,
        "language": language.tag(head.language) if head.language else None,
    }
    return {key: value for key, value in found.items() if value}


def _without_site(title: str | None, headings: list[str]) -> str | None:
    """ "Ferry sinks | Lake Times" without what follows the page's own heading."""
    for heading in headings:
        if title and heading and re.match(re.escape(heading) + r"\s+[|–—·:»-]\s", title):
            return heading
    return title


def _metas(tree: Element) -> dict[str, str]:
    """Content by name; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(tree: Element) -> Iterator[dict[str, object]]:
    """The JSON-LD objects that describe an article."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]/text()"):
        try:
            found = json.loads(str(script).strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(found, 0)


def _articles(node: object, depth: int) -> Iterator[dict[str, object]]:
    if isinstance(node, list):
        for inner in node[:200]:
            yield from _articles(inner, depth + 1)
    elif isinstance(node, dict) and depth < 6:
        kinds = node.get("@type")
        if any(_ARTICLE.fullmatch(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(node.get(key), depth + 1)


def _published(tree: Element, metas: dict[str, str], linked: list[dict[str, object]], url: str | None) -> str | None:
    """The finest of the dates stated for the article; the order of trust decides which day it is."""
    stated = [metas.get(name) for name in _DATES]
    stated += [str(d.get("datePublished") or "") for d in linked]
    stated += tree.xpath("(//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content)[1]")
    stated += tree.xpath("(//article//time[@pubdate or contains(@class, 'publish')]/@datetime)[1]")
    dates = [iso for iso in (to_iso(written) for written in stated if written) if iso]
    if not dates:
        dates = _only_time(tree)
    if dates:
        same_day = [d for d in dates if d[:10] == dates[0][:10]]
        return max(same_day, key=lambda d: (_zoned(d), len(d)))
    found = _URL_DATE.search(url or "")
    return to_iso("-".join(found.groups())) if found else None


def _only_time(tree: Element) -> list[str]:
    """A bare ``time`` counts only where the article's head, or else the article, has no other."""
    for place in ("//article//header//time/@datetime", "//article//time/@datetime"):
        told = sorted({iso for written in tree.xpath(place) if (iso := to_iso(written))})
        if told:
            return told if len(told) == 1 else []
    return []


def _zoned(iso: str) -> bool:
    return bool(re.search(r"T.*(?:Z|[+-]\d\d:\d\d)$", iso))


def _names(linked: list[dict[str, object]]) -> list[str]:
    for described in linked:
        authors = described.get("author")
        named = [_name(a) for a in (authors if isinstance(authors, list) else [authors])]
        if found := [n for n in named if n and not n.startswith("http")]:
            return list(dict.fromkeys(found))
    return []


def _name(node: object) -> str | None:
    if isinstance(node, list):
        node = node[0] if node else None
    if isinstance(node, dict):
        node = node.get("name")
    return " ".join(node.split()) or None if isinstance(node, str) else None


def _first(*found: object) -> str | None:
    return next((one.strip() for one in found if isinstance(one, str) and one.strip()), None)


def _same(one: str, other: str) -> bool:
    return "".join(one.casefold().split()) == "".join(other.casefold().split())
