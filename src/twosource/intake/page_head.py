"""What a web page says of itself, each value with where it says so: JSON-LD, meta tags, links, the marked-up byline.

Known traps: the site's name is often given as the page's title, an account's handle as its author; the same article
states its day in one place and its minute in another; a date that is merely somewhere on the page is nobody's
statement and is not taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from twosource.intake import body_notes, language
from twosource.intake.article import Words
from twosource.intake.dates import to_iso
from twosource.intake.fields import Stated
from twosource.intake.markup import Element

_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "parsely-pub-date",
    "sailthru.date", "publishdate", "publish-date", "publish_date", "published_time", "pubdate", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "date",
)  # fmt: skip
_CHANGES = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "date.updated", "article:modified",
)  # fmt: skip
_AUTHORS = ("author", "article:author_name", "byl", "parsely-author", "sailthru.author",
            "dc.creator", "dcterms.creator", "cxenseparse:author", "article:author")  # fmt: skip
_SECTIONS = ("article:section", "parsely-section", "sailthru.section", "cxenseparse:category", "section")
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "copyright-holder")
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|WebPage)\b")
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)"
    r"(?:\s+saved date:\s*([^\n]+))?",
    re.I,
)
_ARCHIVES = (
    "web.archive.org",
    "archive.org",
    "archive.ph",
    "archive.today",
    "archive.is",
    "webcache.googleusercontent.com",
)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]([01]\d)[/-]([0-3]\d)(?:/|-|$)")
_BY = re.compile(r"^(?:by|von|par|por|av|af|door|di|od|автор)[:\s]+", re.I)
_BYLINE_BOXES = (
    "//*[@rel='author']", "//*[contains(@class, 'vcard')]//*[@class='fn']",
    "//*[@itemprop='author']//*[@itemprop='name']", "//*[@itemprop='author']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]",
    "//*[contains(@class, 'byline__name') or contains(@class, 'author-name') or contains(@class, 'author__name')]",
)  # fmt: skip
_NO_NAME = re.compile(r"https?://|@|\d|\b(?:updated|published|min read|staff and agencies only)\b", re.I)
_LONGEST_NAME = 80
_WINDOW = "title of the window"


def read(tree: Element, page: str, found: Words, address: Stated | None = None) -> dict[str, Stated]:
    """All that the page says of its article (the known keys and ``canonical``, ``syndication_source``, ``amp``,
    ``section``, ``agency_credits``, ``dateline``, ``corrections``, ``paywalled``); keys that it says nothing of are
    left out."""
    metas = _metas(tree)
    linked = list(_linked_data(tree))
    saved = _SAVED_FROM.search(page[:20_000])
    title = _title(tree, metas, linked)
    if title and title.origin == _WINDOW and _same(str(title.value), metas.get("og:site_name", "")):
        title = None  # the window says whose page it is
    url = _url(tree, metas, linked, saved, address)
    publisher = _publisher(metas, linked, title)
    values = {
        "title": title,
        "url": url,
        "publisher": publisher,
        "published": _published(tree, metas, linked, url),
        "modified": _modified(tree, metas, linked),
        "author": _author(tree, metas, linked, publisher),
        "language": _language(tree, metas, linked),
        "section": _first_meta(metas, _SECTIONS) or _from_linked(linked, "articleSection"),
        "syndication_source": _syndicated(tree, metas, address),
        "amp": _link(tree, "//link[@rel='amphtml']/@href", "link amphtml"),
        "saved": Stated(saved[2].strip(), "note of the saved page") if saved and saved[2] else None,
        "paywalled": next(
            (Stated(True, "JSON-LD isAccessibleForFree") for d in linked if _is_no(d.get("isAccessibleForFree"))), None
        ),
        **body_notes.read(found.text, found.marks),
    }
    said = {key: value for key, value in values.items() if value is not None}
    if "modified" in said and "published" in said and said["modified"].value == said["published"].value:
        del said["modified"]
    return said


# --------------------------------------------------------------------------- title, address, publisher


def _title(tree: Element, metas: dict[str, str], linked: list[dict[str, Any]]) -> Stated | None:
    """The page's own heading where a stated title has it with the site's name behind it; a single ``h1`` before
    the title of the browser's window."""
    headings = [words for h1 in tree.iter("h1") if (words := _words(h1))]
    stated = _from_linked(linked, "headline") or _first_meta(
        metas, ("og:title", "twitter:title", "dc.title", "parsely-title")
    )
    if stated:
        for heading in headings:
            if re.match(re.escape(heading) + r"\s+[|–—·:»-]\s", str(stated.value)):
                return Stated(heading, "heading of the page")
        return stated
    window = next((words for t in tree.iter("title") if (words := _words(t))), None)
    for heading in headings:
        if len(headings) == 1 or (window and heading in window):
            return Stated(heading, "heading of the page")
    if window:
        return Stated(re.split(r"\s+[|–—·»-]\s+(?=[^|–—·»-]{2,40}$)", window)[0], _WINDOW)
    return None


def _url(
    tree: Element,
    metas: dict[str, str],
    linked: list[dict[str, Any]],
    saved: re.Match[str] | None,
    address: Stated | None,
) -> Stated | None:
    """The canonical link, unless it leads to another house, whose text this page then carries; other statements."""
    canonical, shown = _canonical(tree), _shown(metas, address)
    if canonical and not _elsewhere(canonical, shown):
        return canonical
    if shown:
        return shown
    for key in ("url", "mainEntityOfPage"):
        for described in linked:
            value = described.get(key)
            value = value.get("@id") if isinstance(value, dict) else value
            if isinstance(value, str) and value.startswith(("http://", "https://")):
                return Stated(value, f"JSON-LD {key}")
    return Stated(saved[1], "note of the saved page") if saved else None


def _canonical(tree: Element) -> Stated | None:
    found = _link(tree, "//link[@rel='canonical']/@href", "link canonical")
    return found if found and _host(str(found.value)) else None


def _shown(metas: dict[str, str], address: Stated | None) -> Stated | None:
    """Where the page itself was to be seen: its ``og:url``, else the address that it was taken from."""
    found = _first_meta(metas, ("og:url",))
    if found and _host(str(found.value)):
        return found
    return address if address and _host(str(address.value)) not in _ARCHIVES else None


def _elsewhere(canonical: Stated | None, shown: Stated | None) -> bool:
    """True where the two are addresses of different houses."""
    if canonical is None or shown is None:
        return False
    one, other = _host(str(shown.value)), _host(str(canonical.value))
    return one != other and not one.endswith("." + other) and not other.endswith("." + one)


def _publisher(metas: dict[str, str], linked: list[dict[str, Any]], title: Stated | None) -> Stated | None:
    found = [_first_meta(metas, (name,)) for name in _SITES]
    found.insert(
        1, next((Stated(name, "JSON-LD publisher") for d in linked if (name := _name(d.get("publisher")))), None)
    )
    for one in found:
        if one and not (title and _same(str(one.value), str(title.value))) and "://" not in str(one.value):
            return one
    return None


def _syndicated(tree: Element, metas: dict[str, str], address: Stated | None) -> Stated | None:
    """Where the page says that its text comes from: a source of syndication, or another house's canonical address."""
    found = _first_meta(metas, ("syndication-source", "original-source")) or _link(
        tree, "//link[@rel='syndication' or @rel='original']/@href", "link syndication"
    )
    canonical = _canonical(tree)
    return found or (canonical if _elsewhere(canonical, _shown(metas, address)) else None)


# --------------------------------------------------------------------------- dates


def _published(tree: Element, metas: dict[str, str], linked: list[dict[str, Any]], url: Stated | None) -> Stated | None:
    """The finest of the dates stated for the article; the order of trust decides which day it is."""
    stated = [Stated(metas[name], f"meta {name}") for name in _DATES if name in metas]
    stated += [Stated(str(d["datePublished"]), "JSON-LD datePublished") for d in linked if d.get("datePublished")]
    marked = tree.xpath("(//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content)[1]")
    stated += [Stated(str(one), "microdata datePublished") for one in marked]
    timed = tree.xpath("(//article//time[@pubdate or contains(@class, 'publish')]/@datetime)[1]")
    stated += [Stated(str(one), "time of the article") for one in timed]
    dates = [Stated(iso, one.origin) for one in stated if (iso := to_iso(str(one.value)))]
    if not dates:
        dates = [Stated(iso, "the only time of the article") for iso in _only_time(tree)]
    if dates:
        same_day = [d for d in dates if str(d.value)[:10] == str(dates[0].value)[:10]]
        return max(same_day, key=lambda d: (_zoned(str(d.value)), len(str(d.value))))
    found = _URL_DATE.search(str(url.value) if url else "")
    iso = to_iso("-".join(found.groups())) if found else None
    return Stated(iso, "day in the address") if iso else None


def _modified(tree: Element, metas: dict[str, str], linked: list[dict[str, Any]]) -> Stated | None:
    stated = [Stated(str(d["dateModified"]), "JSON-LD dateModified") for d in linked if d.get("dateModified")]
    stated += [Stated(metas[name], f"meta {name}") for name in _CHANGES if name in metas]
    marked = tree.xpath("(//*[@itemprop='dateModified']/@datetime | //*[@itemprop='dateModified']/@content)[1]")
    stated += [Stated(str(one), "microdata dateModified") for one in marked]
    return next((Stated(iso, one.origin) for one in stated if (iso := to_iso(str(one.value)))), None)


def _only_time(tree: Element) -> list[str]:
    """A bare ``time`` counts only where the article's head, or else the article, has no other."""
    for place in ("//article//header//time/@datetime", "//article//time/@datetime"):
        told = sorted({iso for written in tree.xpath(place) if (iso := to_iso(str(written)))})
        if told:
            return told if len(told) == 1 else []
    return []


def _zoned(iso: str) -> bool:
    return bool(re.search(r"T.*(?:Z|[+-]\d\d:\d\d)$", iso))


# --------------------------------------------------------------------------- who, in which language


def _author(
    tree: Element, metas: dict[str, str], linked: list[dict[str, Any]], publisher: Stated | None
) -> Stated | None:
    found = chain(
        (Stated(", ".join(names), "JSON-LD author") for names in [_names(linked)] if names),
        (Stated(_BY.sub("", metas[name]), f"meta {name}") for name in _AUTHORS if name in metas),
        (Stated(names, "byline of the page") for names in _bylines(tree)),
    )
    for one in found:
        name = str(one.value).replace("; ", ", ")
        if _NO_NAME.search(name) or (publisher and _same(name, str(publisher.value))) or len(name) > 3 * _LONGEST_NAME:
            continue
        return Stated(name, one.origin)
    return None


def _bylines(tree: Any) -> Iterator[str]:
    """Names in boxes that are marked as a byline; the several of one kind together."""
    for path in _BYLINE_BOXES:
        names: dict[str, None] = {}
        boxes = tree.xpath(path)[:6]
        for box in boxes:
            if _article_of(box) is not _article_of(boxes[0]):  # a page that goes on with another article
                break
            name = _BY.sub("", _words(box)).strip(" ,|·")
            if 3 < len(name) <= _LONGEST_NAME and not _NO_NAME.search(name):
                names[name] = None
        if names:
            yield ", ".join(names)


def _article_of(element: Any) -> Any:
    return next(element.iterancestors("article"), None)


def _language(tree: Element, metas: dict[str, str], linked: list[dict[str, Any]]) -> Stated | None:
    found = [
        *(Stated(str(one), "html lang") for one in tree.xpath("/html/@lang")),
        *(Stated(str(one), "html lang") for one in tree.xpath("/html/@*[local-name()='lang']")),
        *filter(
            None,
            [_first_meta(metas, ("og:locale", "content-language", "dc.language")), _from_linked(linked, "inLanguage")],
        ),
    ]
    return next((Stated(tag, one.origin) for one in found if (tag := language.tag(str(one.value)))), None)


# --------------------------------------------------------------------------- what a page's head holds


def _metas(tree: Element) -> dict[str, str]:
    """Content by name; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first_meta(metas: dict[str, str], names: tuple[str, ...]) -> Stated | None:
    return next((Stated(metas[name], f"meta {name}") for name in names if name in metas), None)


def _link(tree: Element, path: str, origin: str) -> Stated | None:
    return next((Stated(str(one).strip(), origin) for one in tree.xpath(path) if str(one).strip()), None)


def _linked_data(tree: Element) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]/text()"):
        try:
            found = json.loads(str(script).strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(found, 0)


def _articles(node: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for inner in node[:200]:
            yield from _articles(inner, depth + 1)
    elif isinstance(node, dict) and depth < 6:
        kinds = node.get("@type")
        if any(_ARTICLE.fullmatch(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(node.get(key), depth + 1)


def _from_linked(linked: list[dict[str, Any]], key: str) -> Stated | None:
    return next((Stated(name, f"JSON-LD {key}") for d in linked if (name := _name(d.get(key)))), None)


def _names(linked: list[dict[str, Any]]) -> list[str]:
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


def _is_no(value: object) -> bool:
    return value is False or str(value).lower() == "false"


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _host(url: str) -> str:
    found = re.match(r"https?://(?:www\.|m\.|amp\.)?([^/:]+)", url, re.I)
    return found[1].lower() if found else ""


def _same(one: str, other: str) -> bool:
    return "".join(one.casefold().split()) == "".join(other.casefold().split())
