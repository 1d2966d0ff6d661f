"""Web pages, by way of trafilatura: the article without menus, teasers, cookie notices and picture captions.

``Report.text`` is the article's paragraphs, headings and list items in their order, white space in each made single,
with a blank line between them; offsets count in it, not in the page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.errors import Unreadable
from twosource.intake import characters, language, page_head, sidecar
from twosource.intake import text as plain
from twosource.intake.decode import decode
from twosource.intake.markup import Element
from twosource.intake.metadata import Notes, draft
from twosource.intake.source import Draft, Format, Source, printable

if TYPE_CHECKING:
    from trafilatura.settings import Document

MAX_PAGE_BYTES = 16 * 1_048_576
"""The largest page; what is larger is data with tags round it."""

MAX_TAGS = 30_000
"""The most opening tags; long live blogs have a third of it."""

_TAG = re.compile(r"<[A-Za-z]")
_ROOT = re.compile(r"<(?:html|body)\b", re.I)
_BREAK = "\ufdd0"  # never a character of a text: stands where a page makes its paragraphs with two line breaks
_LINE_HOLDERS = ("p", "li", "div", "h2", "h3", "h4")
_LONGEST_LABEL = 20
_TWO_BREAKS = re.compile(r"<br\b[^<>]{0,50}>\s*(?:(?:&nbsp;)?\s*<br\b[^<>]{0,50}>\s*)+", re.I)
_NOTICE = re.compile(
    r"\bcookies?\b.{0,300}\b(?:accept|agree|consent|preferences|settings|use)|\buse cookies\b", re.I | re.S
)
_NOTICE_BOX = re.compile(r"cookie|consent|gdpr|newsletter|subscri|paywall|login", re.I)
_ASIDE_OR_TITLE = ("head", "title", "nav", "header", "footer", "aside", "figure", "form", "script", "style")
_HOLDERS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "li", "ul", "ol", "div", "section", "article", "main", "blockquote", "body", "table")
).union(_ASIDE_OR_TITLE)
_ASIDE = frozenset(
    ("head", "nav", "footer", "aside", "figure", "form", "script", "style", "noscript", "template", "button")
)
_BLOCKS = frozenset(("p", "head", "list", "item", "quote", "table", "row", "ab", "div", "code", "body"))
_SNIFF = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
_STOP = re.compile("[.!?…।。！？]")
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


def read(source: Source) -> Iterator[Draft | Unreadable]:
    """The one report that a page holds."""
    try:
        yield of_bytes(source, source.bytes(MAX_PAGE_BYTES))
    except Unreadable as refused:
        yield refused


def of_bytes(source: Source, data: bytes) -> Draft:
    """A report from the bytes of a page; raises Unreadable where it holds no article."""
    notes = Notes(source.where)
    charset = _CHARSET.search(data[:8192])
    decoded = decode(data, source.where, charset[1].decode("ascii") if charset else None)
    if decoded.warning:
        notes.add(decoded.warning)
    page = characters.plain_line_ends(decoded.text)
    if not _TAG.search(page):  # a text under the wrong name
        return plain.of_bytes(source, data)
    if not _ROOT.search(page):
        page = f"<html><body>{page}</body></html>"
    page = _TWO_BREAKS.sub(f"<br>{_BREAK}<br>", page)
    _refuse_hostile(page, source.where)
    tree = _tree(page, source.where)
    head = page_head.read(tree, page)
    document, text = _article(page, tree, source.where)
    said = {k: v.replace(_BREAK, " ") for k, v in page_head.fields(head, document).items()}
    fields: dict[str, object] = said | {k: v for k, v in sidecar.fields(source, notes).items() if v is not None}
    _weigh_language(fields, text, notes)
    stem = printable(source.path.stem) if source.path else "stdin"
    return draft(text, fields, source.where, notes, fallback_id=stem, path=source.path)


def _refuse_hostile(page: str, where: str) -> None:
    """Reading takes a quarter of a millisecond a tag, and for a tag with thousands of attributes the square of that."""
    if sum(1 for _ in _TAG.finditer(page)) > MAX_TAGS:
        raise Unreadable(where, f"has more than {MAX_TAGS} tags, which is no single report.", _OPEN_IT)
    for tag in _LONG_TAG.finditer(page):
        if len(_QUOTED.sub('""', tag[0]).split()) > _MOST_ATTRIBUTES:
            raise Unreadable(where, "has a tag with thousands of attributes, which no browser writes.", _OPEN_IT)


def _tree(page: str, where: str) -> Element:
    from trafilatura import load_html

    for name in ("trafilatura", "htmldate", "courlan"):  # else each shrug of theirs goes to standard error
        logging.getLogger(name).addHandler(logging.NullHandler())
    tree: Element | None = load_html(page)
    if tree is None:
        raise Unreadable(where, _NO_ARTICLE, _OPEN_IT)
    return tree


def _extract(page: str) -> Document | None:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    try:
        found = bare_extraction(page, include_comments=False, with_metadata=True)
    except Exception:  # noqa: BLE001 - whatever a hostile page does to three parsers must not cost the other reports
        return None
    return found if isinstance(found, Document) else None


def _article(page: str, tree: Element, where: str) -> tuple[Document | None, str]:
    """trafilatura's document and the article's text. What trafilatura cannot tell from furniture, or melts into one
    paragraph (very short pages), is taken from the page's own paragraphs."""
    document = _extract(page)
    links = _link_lines(tree) - {document.title if document else None}
    paragraphs = [] if document is None else [p for p in _paragraphs(document.body) if p and p not in links]
    if len(paragraphs) < 2 or not any(map(_is_prose, paragraphs)):
        paragraphs = [block for tag, block in _own_blocks(tree) if tag == "h1" or _is_prose(block)]
    if not any(map(_is_prose, paragraphs)):
        raise Unreadable(where, _NO_ARTICLE, _OPEN_IT)
    return document, "\n\n".join(paragraphs)


def _link_lines(tree: Element) -> set[str | None]:
    """Lines that are nothing but a link and perhaps a label ("Read more: …"); trafilatura leaves them in the text."""
    found: set[str | None] = set()
    for line in tree.iter():
        if line.tag not in _LINE_HOLDERS or not _is_leaf(line):
            continue
        links = " ".join(_tidy(list(link.itertext())) for link in line.iter("a"))
        words = _tidy(list(line.itertext()))
        label = words.removesuffix(links).strip() if links and words.endswith(links) else "?"
        if (not label or (len(label) <= _LONGEST_LABEL and label.endswith(":"))) and not _is_prose(links):
            found.add(words)
    return found


def _is_leaf(element: Element) -> bool:
    """True where no paragraph, list or box lies inside."""
    return not any(inner.tag in _HOLDERS for inner in element.iter() if inner is not element)


def _own_blocks(element: Element) -> Iterator[tuple[str, str]]:
    """The page's paragraphs with their tags, those of menus, side columns and captions left out."""
    if not isinstance(element.tag, str) or element.tag in _ASIDE:
        return
    if _NOTICE_BOX.search(f"{element.get('id') or ''} {element.get('class') or ''}"):
        return
    run = [element.text or ""]
    for piece in element:
        if isinstance(piece.tag, str) and piece.tag not in _HOLDERS and _is_leaf(piece):
            run.append("" if piece.tag in _ASIDE else "\0" if piece.tag == "br" else "".join(piece.itertext()))
        else:
            if block := _tidy(run):
                yield element.tag, block
            yield from _own_blocks(piece)
            run = []
        run.append(piece.tail or "")
    if block := _tidy(run):
        yield element.tag, block


def _is_prose(paragraph: str) -> bool:
    """A sentence or more, as against a menu entry or a notice; scripts without spaces say more in fewer characters."""
    enough = 20 if paragraph[0] > "\u2e80" else 40
    return (
        len(paragraph) >= enough and _STOP.search(paragraph, enough - 5) is not None and not _NOTICE.search(paragraph)
    )


def _paragraphs(element: Element) -> Iterator[str]:
    """The blocks of trafilatura's small XML in order, each as one paragraph."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield _tidy(pieces)
            yield from _paragraphs(child)
            pieces = []
        else:
            between = {"lb": "\0", "cell": " | " if "".join(pieces).strip() else ""}.get(child.tag, "")
            pieces.append(between + "".join(child.itertext()))
        pieces.append(child.tail or "")
    yield _tidy(pieces)


def _tidy(pieces: list[str]) -> str:
    """White space made single, "\\0" a line break and ``_BREAK`` a paragraph."""
    lines = "".join(pieces).replace(_BREAK, f"\0{_BREAK}\0").split("\0")
    joined = "\n".join(line for line in (" ".join(one.split()) for one in lines) if line)
    return re.sub(f"(?:\\n?{_BREAK}\\n?)+", "\n\n", joined).strip("\n")


def _weigh_language(fields: dict[str, object], text: str, notes: Notes) -> None:
    """Page templates say ``lang="en"`` whatever the article's language: that one claim is held against the words."""
    declared = fields.get("language")
    if not isinstance(declared, str) or not declared.lower().startswith("en"):
        return
    title = fields.get("title")
    told = language.tell(title if isinstance(title, str) else None, text)
    if told not in ("en", language.UNKNOWN):
        notes.add(
            f'the page calls itself English but reads as "{told}"; taken as that. Say so in a sidecar if it is wrong.'
        )
        fields["language"] = told


FORMAT = Format("web page", (".html", ".htm", ".xhtml"), read, sniff)
