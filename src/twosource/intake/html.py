"""Web pages: the article without menus, teasers and cookie notices; captions and pull quotes marked as such.

``Report.text`` is the article's paragraphs, headings, captions and list items in their order, white space in each made
single, with a blank line between them; offsets count in it, and ``Report.places`` leads back to the page's bytes.
"""

from __future__ import annotations

import html as references
import re
from collections.abc import Iterator

from lxml import etree, html

from twosource.errors import Unreadable
from twosource.intake import article, blocks, language, page_head, places, sidecar
from twosource.intake import text as plain
from twosource.intake.decode import decode
from twosource.intake.fields import Stated
from twosource.intake.markup import Element
from twosource.intake.metadata import Notes, draft
from twosource.intake.source import Draft, Format, Found, Source
from twosource.record import Mark

MAX_PAGE_BYTES = 64 * 1_048_576
"""The largest page as saved, with the pictures in it."""

MAX_PAGE = 16 * 1_048_576
"""The largest page without its embedded pictures; what is larger is data with tags round it."""

MAX_TAGS = 30_000
"""The most opening tags; long live blogs have a third of it."""

_TAG = re.compile(r"<[A-Za-z]")
_EMBEDDED = re.compile(r"data:[\w.+/-]*(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=%]{64,}", re.I)
_SNIFF = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]*\?>")
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{2000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 1000
_NO_ARTICLE = (
    "has no article that could be found (a front page, a paywall or cookie notice, or a page built by scripts)."
)
_OPEN_IT = "Open it in a browser, copy the article's words into a .txt file and give that."


def sniff(head: bytes) -> bool:
    """True for the beginning of a page, whatever the file is called."""
    return _SNIFF.match(head) is not None


def read(source: Source) -> Iterator[Found]:
    """The one report that a page holds."""
    yield of_bytes(source, source.bytes(MAX_PAGE_BYTES))


def of_bytes(source: Source, data: bytes) -> Draft:
    """A report from the bytes of a page; raises Unreadable where it holds no article."""
    notes = Notes(source.where)
    charset = _CHARSET.search(data[:8192])
    decoded = decode(data, source.where, source.charset or (charset[1].decode("ascii") if charset else None))
    if decoded.warning:
        notes.add(decoded.warning)
    if not _TAG.search(decoded.text):  # a text under the wrong name
        return plain.of_bytes(source, data)
    page = _EMBEDDED.sub("data:,", decoded.text) if ";base64," in decoded.text else decoded.text
    _refuse_hostile(page, source.where)
    tree = parse(page)
    found = article.article(tree) if tree is not None else None
    if tree is None or found is None:
        raise Unreadable(source.where, _NO_ARTICLE, _OPEN_IT)
    fields = {
        **source.said,
        **page_head.read(tree, page, found, source.said.get("url")),
        **sidecar.fields(source, notes),
    }
    if "paywalled" in fields:
        notes.add("the page says that it is behind a paywall, so this may be its beginning only.")
    _weigh_language(fields, found.text, notes)
    where = places.in_page(found.text, decoded, data) if source.received is None else ()
    return draft(found.text, fields, source, notes, marks=found.marks, places=where)


def parse(page: str) -> Element | None:
    """The tree of a page, 256 levels deep at most; None where nothing is left of it."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", recover=True)
    try:
        tree: Element | None = html.document_fromstring(
            _XML_HEAD.sub("", page).encode("utf-8", "replace"), parser=parser, ensure_head_body=True
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return tree


def fragment(markup: str) -> tuple[str, tuple[Mark, ...]]:
    """All words of a piece of markup (a feed's entry, a mail, a ninjs body) and their marks: nothing is left out but
    what tags and names call furniture. Plain text comes back as its paragraphs."""
    if "<" not in markup:
        markup = as_markup(references.unescape(markup))
    if len(markup) > MAX_PAGE or sum(1 for _ in _TAG.finditer(markup)) > MAX_TAGS:
        return "", ()
    tree = parse(f"<div>{markup}</div>")
    return words(tree) if tree is not None else ("", ())


def words(tree: Element) -> tuple[str, tuple[Mark, ...]]:
    """The same from a tree."""
    found = article.joined(block for block in blocks.blocks(tree) if not block.furniture)
    return found.text, found.marks


def as_markup(plain_text: str) -> str:
    """Plain text as paragraphs of markup."""
    parts = re.split(r"\n\s*\n", plain_text.strip())
    return "".join(f"<p>{references.escape(part, quote=False)}</p>" for part in parts)


def _refuse_hostile(page: str, where: str) -> None:
    """Reading takes a quarter of a millisecond a tag, and for a tag with thousands of attributes the square of that."""
    if len(page) > MAX_PAGE:
        raise Unreadable(where, f"is larger than {MAX_PAGE // 1_048_576} MB without its pictures.", _OPEN_IT)
    if sum(1 for _ in _TAG.finditer(page)) > MAX_TAGS:
        raise Unreadable(where, f"has more than {MAX_TAGS} tags, which is no single report.", _OPEN_IT)
    for tag in _LONG_TAG.finditer(page):
        if len(_QUOTED.sub('""', tag[0]).split()) > _MOST_ATTRIBUTES:
            raise Unreadable(where, "has a tag with thousands of attributes, which no browser writes.", _OPEN_IT)


def _weigh_language(fields: dict[str, Stated], text: str, notes: Notes) -> None:
    """Page templates say ``lang="en"`` whatever the article's language: that one claim is held against the words."""
    declared = fields["language"].value if "language" in fields else None
    if not isinstance(declared, str) or not declared.lower().startswith("en"):
        return
    title = fields["title"].value if "title" in fields else None
    told = language.tell(title if isinstance(title, str) else None, text)
    if told not in ("en", language.UNKNOWN):
        notes.add(
            f'the page calls itself English but reads as "{told}"; taken as that. Say so in a sidecar if it is wrong.'
        )
        fields["language"] = Stated(told, "told from the words")


FORMAT = Format("web page", (".html", ".htm", ".xhtml"), read, sniff, "text/html")
