"""Which blocks of a page are the article.

trafilatura says where the main text lies; the blocks between its first and its last paragraph are then judged one by
one by what the page says of them, because it loses captions, pull quotes and paragraphs around embedded boxes, and
keeps teasers that stand between paragraphs.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from twosource.intake.blocks import Block, blocks
from twosource.intake.dates import to_iso
from twosource.intake.markup import Element
from twosource.record import Mark, MarkKind

_STOP = re.compile("[.!?…।。！？]")
_NOTICE = re.compile(
    r"\bcookies?\b.{0,300}\b(?:accept|agree|consent|preferences|settings|use)|\buse cookies\b", re.I | re.S
)
_LABEL = re.compile(
    r"(?:copyright\b|©|\(c\)|(?:read|see|watch|listen|more|related|also|don.t miss|in pictures|analysis|explainer|"
    r"background|live|opinion)\b[^:]{0,30}:|read (?:more|also|next)\b|recommended\b|advertisement\b|skip\b|"
    r"story continues below|sign up\b|subscribe\b|follow us\b|share this\b|tap here|click here|les også|läs också|"
    r"lees ook|lire aussi|lea también|lesen sie auch|mehr zum thema|leggi anche|читайте также)",
    re.I,
)
_LONGEST_LABEL = 20
_MARKS: dict[str, MarkKind] = {
    "heading": "heading", "caption": "caption", "pull-quote": "pull-quote", "block-quote": "block-quote",
}  # fmt: skip
_SHORT = 40
_END = re.compile("[.!?…।。！？][\"'”’»)]*$")
_CREDIT_LINE = re.compile(
    r"(?:with (?:files|reporting|additional|contributions?)|(?:additional )?(?:reporting|writing|editing) by|"
    r"source:|[-–—*]\s?\w)",
    re.I,
)
_LABELLED = re.compile(r"[^:.]{1,25}:\s")
_DROPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "nav",
    "footer",
    "form",
    "aside",
    "iframe",
    "select",
    "button",
)
_MOST = 0.7  # of the text lies in the box of the article
_LEAD = 6  # blocks above the first paragraph among which the headline and the lead picture's caption are looked for


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its marks."""

    text: str
    marks: tuple[Mark, ...]


def article(tree: Element) -> Words | None:
    """The article of a page; None where there is none (a front page, a notice, an empty shell)."""
    main = _main_text(tree)
    for unseen_too in (False, True):  # some pages hide their text until a script shows it
        found = blocks(tree, unseen_too=unseen_too)
        kept = _chosen(found, main)
        if not any(map(_is_body, kept)):
            kept = [b for b in found if not b.furniture and (b.level == 1 or b.kind == "caption" or is_prose(b.words))]
        if any(map(_is_body, kept)):
            return joined(_without_copies(kept))
    return None


def joined(kept: Iterable[Block]) -> Words:
    """The words of blocks with a blank line between them, and their marks."""
    pieces: list[str] = []
    marks: list[Mark] = []
    at = 0
    for block in kept:
        if kind := _MARKS.get(block.kind):
            marks.append(Mark(at, at + len(block.words), kind))
        pieces.append(block.words)
        at += len(block.words) + 2
    return Words("\n\n".join(pieces), tuple(marks))


def is_prose(words: str) -> bool:
    """A sentence or more, as against a menu entry or a notice; scripts without spaces say more in fewer characters."""
    enough = 20 if words[0] > "\u2e80" else 40
    return len(words) >= enough and _STOP.search(words, enough - 5) is not None and not _NOTICE.search(words)


def _is_body(block: Block) -> bool:
    return block.kind not in ("heading", "caption", "pull-quote") and is_prose(block.words)


def _main_text(tree: Element) -> str:
    """trafilatura's main text without white space; empty where it finds none."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    for name in ("trafilatura", "htmldate", "courlan"):  # else each shrug of theirs goes to standard error
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        found = bare_extraction(_lighter(tree), fast=True, include_comments=False)
    except Exception:  # noqa: BLE001 - whatever a hostile page does to three parsers must not cost the other reports
        return ""
    if not isinstance(found, Document) or found.body is None:
        return ""
    return "\n".join(_squeezed(words) for words in found.body.itertext() if words.strip())


def _lighter(tree: Element) -> Element:
    """A copy without menus and scripts, which trafilatura would go through a dozen times before it drops them (two
    thirds of its time); not without JSON-LD, in which some pages have their text."""
    copied = deepcopy(tree)
    for element in list(copied.iter(*_DROPPED)):
        if not (element.tag == "script" and "ld+json" in (element.get("type") or "")):
            element.drop_tree()
    return copied


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _chosen(found: Sequence[Block], main: str) -> list[Block]:
    """The headline, what lies between the first and the last paragraph of the main text, and what is told there."""
    known = _known(found, main)
    links = _links(found)
    sure = [n for n, b in enumerate(found) if known[n] and not b.furniture and _is_body(b) and not links[n]]
    if not sure:
        return []
    only = _only_article([found[n] for n in sure], found)
    sure = [n for n in sure if only is None or found[n].article == only]
    within = _in_their_box(sure, found, links)
    end = next((n for n in sure if n not in within), len(found))
    first, last = _with_lead(found, sure[0]), _with_rest(found, within[-1])
    kept = []
    for n in range(first, end):
        block = found[n]
        if only is not None and block.article not in (only, 0):
            continue
        if block.furniture or (
            n > last and not ((known[n] and len(sure) > 1) or block.kind in ("caption", "pull-quote"))
        ):
            continue
        below = _below(found, n) if block.kind == "heading" and not block.lead else n
        if not links[n] and not links[below] and _belongs(block, known[n] or known[below]):
            kept.append(block)
    return _without_last_headings(kept)


def _in_their_box(sure: Sequence[int], found: Sequence[Block], links: Sequence[bool]) -> list[int]:
    """Those of the sure paragraphs that stand in the box which most of the text is in; of the others, those before it
    and those that no link parts from it: behind links stand teasers, each with a line of its own."""
    sizes: Counter[tuple[int, ...]] = Counter()
    for n in sure:
        for depth in range(len(found[n].path) + 1):
            sizes[found[n].path[:depth]] += len(found[n].words)
    box = max((path for path, size in sizes.items() if size >= _MOST * sizes[()]), key=len)
    last = max(n for n in sure if found[n].path[: len(box)] == box)
    parted = next((n for n in range(last + 1, len(found)) if links[n]), len(found))
    return [n for n in sure if n <= last or n < parted]


def _known(found: Sequence[Block], main: str) -> list[bool]:
    """Whether the main text has a block; a short one must be a line of its own in it."""
    flat, lines = main.replace("\n", ""), set(main.split("\n"))
    squeezed = [_squeezed(b.words) for b in found]
    return [words in flat if len(words) > _SHORT else words in lines for words in squeezed]


def _with_rest(found: Sequence[Block], last: int) -> int:
    """On to paragraphs that follow the last one without anything between (a page with tags closed too early, a last
    line too short for trafilatura, the line that credits an agency)."""
    while last + 1 < len(found):
        block = found[last + 1]
        if block.furniture and last + 2 < len(found) and found[last + 2].path[:-1] == found[last].path[:-1]:
            last += 1  # an advertisement among the paragraphs
            continue
        if block.furniture or block.linked > 0.3 or _is_label(block) or _is_date(block):
            break
        if block.kind == "row":
            last += 1
            continue
        if block.kind != "paragraph":
            break
        if not (_is_body(block) or _is_sentence(block) or _is_credit(block)):
            break
        last += 1
    return last


def _is_sentence(block: Block) -> bool:
    """A short paragraph that ends like a sentence ("The family left without speaking.")."""
    return (
        block.kind == "paragraph" and not block.linked and len(block.words) > 7 and _END.search(block.words) is not None
    )


def _is_credit(block: Block) -> bool:
    """The line that says who else worked on it ("With files from …"), which agencies are told by."""
    return block.kind == "paragraph" and len(block.words) < 160 and _CREDIT_LINE.match(block.words) is not None


def _is_date(block: Block) -> bool:
    return len(block.words) <= _SHORT and to_iso(block.words) is not None


def _below(found: Sequence[Block], n: int) -> int:
    """What a heading heads, advertisements and the like passed over; the heading itself where nothing follows."""
    rest = range(n + 1, len(found))
    return next((m for m in rest if not found[m].furniture and found[m].kind != "heading"), n)


def _links(found: Sequence[Block]) -> list[bool]:
    """Which blocks are links to something else; a sentence that is all link is one among others."""
    links = [_is_link(block) for block in found]
    for n, block in enumerate(found):
        if not links[n] and block.linked > 0.95 and any(links[max(0, n - 1) : n + 2]):
            links[n] = True
    return links


def _only_article(sure: Sequence[Block], found: Sequence[Block]) -> int | None:
    """On a page that goes on with further articles (each with a headline of its own), the first one."""
    headed = list(dict.fromkeys(b.article for b in found if b.level == 1 and b.article and not b.furniture))
    with_text = {b.article for b in sure}
    headed = [n for n in headed if n in with_text]
    return headed[0] if len(headed) > 1 else None


def _with_lead(found: Sequence[Block], first: int) -> int:
    """Back to the headline, where it stands just above the first paragraph."""
    for n in range(first - 1, -1, -1):
        if found[n].level == 1 and not found[n].furniture:
            return _picture_above(found, n)
        if first - n > 3 * _LEAD:
            break
    above = [n for n in range(max(0, first - _LEAD), first) if found[n].kind == "caption" and not found[n].furniture]
    return above[0] if above else first


def _picture_above(found: Sequence[Block], headline: int) -> int:
    """Up to the caption of a picture that stands above the headline, in the same article."""
    for n in range(headline - 1, max(-1, headline - 4), -1):
        if found[n].kind == "caption" and found[n].article == found[headline].article > 0 and not found[n].linked:
            return n
    return headline


def _belongs(block: Block, known: bool) -> bool:
    if block.kind in ("caption", "pull-quote"):
        return True
    if _is_label(block):
        return False
    if block.kind == "heading":
        return block.level == 1 or block.lead or known
    if _is_date(block):
        return False
    return (
        known or block.lead or block.kind == "row" or is_prose(block.words) or _is_sentence(block) or _is_credit(block)
    )


def _is_link(block: Block) -> bool:
    """Nothing but a link, and perhaps a label before it ("Read more: …"). A sentence that is all link is prose."""
    if block.kind == "block-quote":
        return False
    if block.linked > 0.95:
        return not is_prose(block.words) or block.kind in ("heading", "item")
    if block.linked > 0.5 and (not is_prose(block.words) or _LABEL.match(block.words)):
        return True
    label = _LABELLED.match(block.words)
    size = len(_squeezed(block.words))
    return label is not None and block.linked * size > 0.8 * (size - len(_squeezed(label[0])))


def _is_label(block: Block) -> bool:
    if _NOTICE.search(block.words) and len(block.words) < 600:
        return True
    found = _LABEL.match(block.words)
    if not found:
        return False
    if found[0].lower().startswith(("copyright", "©", "(c)")):
        return len(block.words) < 200
    rest = block.words[found.end() :].strip(" :")
    return block.linked > 0.3 or len(rest) <= _LONGEST_LABEL or (len(block.words) < 140 and not is_prose(block.words))


def _without_last_headings(kept: list[Block]) -> list[Block]:
    """A heading with nothing below it headed what was left out."""
    out = [
        block
        for n, block in enumerate(kept)
        if block.kind != "heading" or block.level == 1 or any(b.kind != "heading" for b in kept[n + 1 : n + 2])
    ]
    while out and out[-1].kind == "heading" and out[-1].level != 1:
        out.pop()
    return out


def _without_copies(kept: Sequence[Block]) -> list[Block]:
    """A quotation set large beside the text that has the same words is a pull quote, whatever the page calls it; a
    caption given twice (for two sizes of a picture) is one."""
    body = [_squeezed(b.words).strip("\"'“”‘’«»„") for b in kept]
    whole = "\n".join(body)
    out: list[Block] = []
    seen: set[str] = set()
    for n, block in enumerate(kept):
        if block.kind in ("caption", "pull-quote", "heading"):
            if body[n] in seen:
                continue
            seen.add(body[n])
        if block.kind == "block-quote" and len(body[n]) > 15 and whole.count(body[n]) > 1:
            block = replace(block, kind="pull-quote")
        out.append(block)
    return out
