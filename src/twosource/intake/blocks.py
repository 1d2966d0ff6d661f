"""A page as its blocks: paragraphs, headings, captions, quotes and table rows in their order, each with what the page
says of it. Nothing is judged here but what tags and class names say by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from twosource.intake.markup import Element

Kind = Literal["paragraph", "heading", "item", "row", "caption", "beside", "pull-quote", "block-quote"]
"""``beside`` is what stands in a figure beside its caption ("Image", a button) and is never given out."""

_HOLDERS = frozenset(
    (
        *(
            "html",
            "body",
            "main",
            "article",
            "section",
            "div",
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
        ),
        *("dl", "dt", "dd", "blockquote", "q-block", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"),
        *("figure", "figcaption", "header", "hgroup", "address", "pre", "center", "details", "summary", "amp-img"),
        *("nav", "footer", "aside", "form", "fieldset", "dialog", "picture", "amp-story", "body.content", "block"),
    )
)
_UNSEEN = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "button"),
        *("video", "audio", "canvas", "map", "datalist", "amp-ad", "amp-analytics", "math"),
    )
)
_NO_WORDS = _UNSEEN | {"a"}
_FURNITURE_TAGS = frozenset(("nav", "footer", "form", "dialog", "aside"))
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:related|read-?(?:more|next|also)|more-?(?:on|from|stories|news|reading)|recommend\w*|teasers?|promo\w*|"
    r"newsletters?|sign-?up|subscri\w+|paywall|regwall|cookies?|consent|gdpr|share|sharing|social|share-?bar|follow-us|"
    r"comments?(?:-(?:list|section|area|form|thread|box))?|disqus|most-?(?:read|popular|viewed)|trending|popular|sidebar|"
    r"breadcrumbs?|tags?|tag-list|topics?-list|author-?bio|about-the-author|outbrain|taboola|ad|ads|advert\w*|sponsor\w*|"
    r"dfp|banner|menu|navbar|nav|footer|masthead|site-header|toolbar|skip-link|login|modal|popup|toast|"
    r"video-?player|player|jw-player|media-?placeholder|gallery-nav|pagination|pager|affiliate\w*|commerce|shop|print-only|donat\w+|"
    r"up-?next|see-?also|inline-?link|in-?article-?link|interstitial|correction-form|feedback|toc|signature|sig|"
    r"utility|byline-?social|playlist|poll|quiz|widget|wire-notice)(?:$|[\s_-])",
    re.I,
)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:caption|cutline|legend|bildtext|bildunterschrift|"
    r"(?:img|image|photo|picture|bild)[_-]*(?:text|desc|description))(?:$|[\s_-])",
    re.I,
)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|subtitle|sub-?headline|lead|ingress|vorspann|chapo)(?:$|[\s_-])", re.I
)
_PULL = re.compile(r"(?:^|[\s_-])(?:pull-?quote|pullquote|quote-?pull|pulled-?quote|pull)(?:$|[\s_-])", re.I)
_SPAN_BLOCK = re.compile(_PULL.pattern + "|" + _CAPTION.pattern, re.I)
_FOR_MACHINES = re.compile(r"(?:^|\s)(?:visually-?hidden|sr-only|screen-?reader(?:-?(?:only|text))?)(?:$|\s)", re.I)
_FOOTNOTE = re.compile(r"[\[(]?\d{1,3}[\])]?")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NAMING = ("class", "id", "data-component", "data-area", "data-testid", "data-module", "data-name", "data-gu-name")
_NEVER_BY_NAME = frozenset(("html", "body", "main", "article", "h1", "header"))
_LONGEST_CELL = 160
_LEAST = 400  # fewer characters than this are no article, whatever their share


@dataclass(frozen=True, slots=True)
class Block:
    """``words`` with white space made single (a single line break as ``\\n``); ``linked`` is the share of its
    characters that lie in links; ``furniture`` when tags or names around it say so; ``level`` of a heading;
    ``article`` counts the page's outermost ``article`` elements from 1, 0 outside them; ``path`` are the boxes around
    it, outermost first, as numbers."""

    kind: Kind
    words: str
    linked: float = 0.0
    furniture: bool = False
    level: int = 0
    lead: bool = False
    article: int = 0
    path: tuple[int, ...] = ()


@dataclass(slots=True)
class _Around:
    """What the elements around the words say."""

    kind: Kind = "paragraph"
    level: int = 0
    lead: bool = False
    article: int = 0


@dataclass(slots=True)
class _Run:
    """The words of the block that is being read."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    breaks: int = 0
    in_link: int = 0

    def add(self, words: str | None) -> None:
        if not words:
            return
        self.pieces.append(words)
        if not words.isspace():
            self.breaks = 0
            if self.in_link:
                self.linked += len("".join(words.split()))


def blocks(tree: Element, *, unseen_too: bool = False) -> list[Block]:
    """The blocks of a page's tree in their order; for each piece of furniture one block without words.
    ``unseen_too`` also gives what a reader would not see (hidden boxes)."""
    measure = _prose if _prose(tree) >= _LEAST else _all_words  # some pages have no paragraphs but line breaks
    walk = _Walk(unseen_too, measure, measure(tree))
    walk.into(tree, _Around())
    walk.flush(_Around())
    return walk.found


@dataclass(slots=True)
class _Walk:
    """Depth first through the tree; the parser allows no more than 256 levels."""

    unseen_too: bool
    measure: Callable[[Element], int]
    prose: int
    found: list[Block] = field(default_factory=list)
    run: _Run = field(default_factory=_Run)
    articles: int = 0
    boxes: int = 0
    path: list[int] = field(default_factory=list)

    def into(self, element: Element, around: _Around) -> None:
        """What is inside an element: ``around`` is its own."""
        self.run.add(element.text)
        for child in element:
            self._child(child, around)
            self.run.add(child.tail)

    def _child(self, child: Element, around: _Around) -> None:
        tag = child.tag
        if not isinstance(tag, str) or tag in _UNSEEN or (not self.unseen_too and _is_hidden(child)):
            return
        if tag == "sup" and _is_reference(child):
            return
        if tag == "br":
            self.run.breaks += 1
            self.run.pieces.append("\0")
            if self.run.breaks > 1:
                self.flush(around)
        elif tag == "a":
            self.run.in_link += 1
            self.into(child, around)
            self.run.in_link -= 1
        elif tag == "tr" and _is_data(child):
            self._row(child, around)
        elif tag in _HOLDERS or (tag == "span" and _SPAN_BLOCK.search(_label(child))):
            self.flush(around)
            inner = self._around(child, tag, around)
            if inner is None:
                self.found.append(Block("paragraph", "", furniture=True, article=around.article))
                return
            self.boxes += 1
            self.path.append(self.boxes)
            self.into(child, inner)
            self.flush(inner)
            self.path.pop()
        else:
            self.into(child, around)

    def _row(self, row: Element, around: _Around) -> None:
        """A row of a table of figures as one block."""
        self.flush(around)
        for cell in row:
            if isinstance(cell.tag, str):
                if any(not piece.isspace() for piece in self.run.pieces):
                    self.run.pieces.append(" | ")
                self.into(cell, around)
        self.flush(replace(around, kind="row"))

    def _around(self, element: Element, tag: str, around: _Around) -> _Around | None:
        """What the element adds to what is known of its words; None for furniture."""
        label = _label(element)
        if tag == "article" and not around.article:
            self.articles += 1
            return replace(around, article=self.articles)
        kind = _kind(element, tag, label, around.kind)
        if kind != "pull-quote" and self._is_furniture(element, tag, label):
            return None
        level = int(tag[1]) if kind == "heading" and tag[1:].isdigit() else 0
        lead = around.lead or (kind in ("paragraph", "heading") and _LEAD.search(label) is not None)
        return _Around(kind, level, lead, around.article)

    def _is_furniture(self, element: Element, tag: str, label: str) -> bool:
        """By its tag; or by its name, unless it holds the headline or most of the page's words ("paywall" can be what
        the article is wrapped in)."""
        if tag in _FURNITURE_TAGS:
            parent = element.getparent()
            if tag == "footer" and parent is not None and parent.tag in ("figure", "blockquote"):
                return False
            return tag != "form" or element.find(".//h1") is None
        if tag in _NEVER_BY_NAME or not label:
            return False
        named = _FURNITURE.search(label)
        if named is None or element.find(".//h1") is not None:
            return False
        return (
            "comment" in named[0].lower() or 2 * self.measure(element) <= self.prose or self.measure(element) < _LEAST
        )

    def flush(self, around: _Around) -> None:
        """End the block that is being read."""
        words = tidy("".join(self.run.pieces))
        if words and around.kind != "beside":
            size = len("".join(words.split()))
            linked = min(1.0, self.run.linked / size) if size else 0.0
            level, lead, article = around.level, around.lead, around.article
            self.found.append(
                Block(around.kind, words, linked, level=level, lead=lead, article=article, path=tuple(self.path))
            )
        self.run = _Run(in_link=self.run.in_link)


def tidy(words: str) -> str:
    """White space made single; "\\0" is a line break."""
    if "\0" not in words:
        return " ".join(words.split())
    return "\n".join(line for line in (" ".join(one.split()) for one in words.split("\0")) if line)


def _kind(element: Element, tag: str, label: str, outer: Kind) -> Kind:
    if tag in ("figcaption", "caption") or _CAPTION.search(label) or outer == "caption":
        return "caption"
    if outer == "pull-quote" or (tag != "body" and _PULL.search(label)) or (tag == "aside" and _is_quote(element)):
        return "pull-quote"
    if tag == "figure":
        if element.find(".//blockquote") is not None:
            return "paragraph"
        return "beside" if element.find(".//figcaption") is not None else "caption"
    if outer == "beside":
        return outer
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "heading"
    if tag == "blockquote" or outer == "block-quote":
        return "block-quote"
    return "item" if tag in ("li", "dt", "dd") else "paragraph"


def _is_reference(sup: Element) -> bool:
    """True for the number of a footnote, which is a link and no word of the sentence."""
    parent = sup.getparent()
    linked = sup.find("a") is not None or (parent is not None and parent.tag == "a")
    return linked and _FOOTNOTE.fullmatch("".join(sup.itertext()).strip()) is not None


def _is_quote(aside: Element) -> bool:
    """True for a box that holds little but a quotation."""
    quoted = aside.find(".//blockquote")
    return quoted is not None and 2 * _all_words(quoted) > _all_words(aside)


def _all_words(element: Element) -> int:
    """How many characters it has that a reader can see and that are no link."""
    return sum((len(e.text or "") if e.tag not in _NO_WORDS else 0) + len(e.tail or "") for e in element.iter())


def _prose(element: Element) -> int:
    """How many characters its paragraphs have."""
    return sum(len(words) for p in element.iter("p") for words in p.itertext())


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None:
        return True
    names = element.get("class")
    if names is not None and _FOR_MACHINES.search(names):
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _label(element: Element) -> str:
    return " ".join(name for attribute in _NAMING if (name := element.get(attribute)))


def _is_data(row: Element) -> bool:
    """True for a row of figures and short words, as against a table that lays out a page."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if not cells or any(
        cell.find(f".//{tag}") is not None for cell in cells for tag in ("table", "p", "div", "h1", "br")
    ):
        return False
    sizes = [sum(map(len, cell.itertext())) for cell in cells]
    return len(cells) > 1 and max(sizes) <= _LONGEST_CELL
