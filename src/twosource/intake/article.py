"""Which blocks of a page are the article.

trafilatura says where the main text lies; the blocks between its first and its last paragraph are then judged one by
one by what the page says of them, because it loses captions, pull quotes and paragraphs around embedded boxes, and
keeps teasers that stand between paragraphs.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from twosource.intake.blocks import Block, blocks
from twosource.intake.markup import Element
from twosource.record import Mark, MarkKind

_STOP = re.compile("[.!?…।。！？]")
_NOTICE = re.compile(
    r"\bcookies?\b.{0,300}\b(?:accept|agree|consent|preferences|settings|use)|\buse cookies\b", re.I | re.S
)
_LABEL = re.compile(
    r"(?:(?:read|see|watch|listen|more|related|also|don.t miss|in pictures|analysis|explainer|background|live|opinion)"
    r"\b[^:]{0,30}:|read (?:more|also|next)\b|recommended\b|advertisement\b|skip\b|story continues below|sign up\b|"
    r"subscribe\b|follow us\b|share this\b|tap here|click here|les også|läs också|lees ook|lire aussi|lea también|"
    r"lesen sie auch|mehr zum thema|leggi anche|читайте также)",
    re.I,
)
_LONGEST_LABEL = 20
_MARKS: dict[str, MarkKind] = {
    "heading": "heading", "caption": "caption", "pull-quote": "pull-quote", "block-quote": "block-quote",
}  # fmt: skip
_LEAD = 6  # blocks above the first paragraph among which the headline and the lead picture's caption are looked for


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its marks."""

    text: str
    marks: tuple[Mark, ...]


def article(tree: Element) -> Words | None:
    """The article of a page; None where there is none (a front page, a notice, an empty shell)."""
    found = blocks(tree)
    kept = _chosen(found, _main_text(tree))
    if not any(map(_is_body, kept)):
        kept = [b for b in found if not b.furniture and (b.level == 1 or b.kind == "caption" or is_prose(b.words))]
    if not any(map(_is_body, kept)):
        return None
    return joined(_without_copies(kept))


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
        found = bare_extraction(tree, include_comments=False)
    except Exception:  # noqa: BLE001 - whatever a hostile page does to three parsers must not cost the other reports
        return ""
    if not isinstance(found, Document) or found.body is None:
        return ""
    return "\n".join(_squeezed(words) for words in found.body.itertext() if words.strip())


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _chosen(found: Sequence[Block], main: str) -> list[Block]:
    """The headline, what lies between the first and the last paragraph of the main text, and what is told there."""
    flat = main.replace("\n", "")
    known = [_squeezed(b.words) in flat for b in found]
    sure = [n for n, b in enumerate(found) if known[n] and not b.furniture and _is_body(b) and not _is_link(b)]
    if not sure:
        return []
    only = _only_article([found[n] for n in sure], found)
    sure = [n for n in sure if only is None or found[n].article == only]
    first, last = sure[0], sure[-1]
    first = _with_lead(found, first)
    kept = []
    for n in range(first, len(found)):
        block = found[n]
        if only is not None and block.article not in (only, 0):
            continue
        if block.furniture or (n > last and not ((known[n] and len(sure) > 1) or block.kind == "caption")):
            continue
        if _belongs(block, known[n]):
            kept.append(block)
    return _without_last_headings(kept)


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
            return n
        if first - n > 3 * _LEAD:
            break
    above = [n for n in range(max(0, first - _LEAD), first) if found[n].kind == "caption" and not found[n].furniture]
    return above[0] if above else first


def _belongs(block: Block, known: bool) -> bool:
    if block.kind in ("caption", "pull-quote"):
        return not _is_link(block)
    if _is_link(block) or _is_label(block):
        return False
    if block.kind == "heading":
        return block.level == 1 or known
    return known or block.kind == "row" or is_prose(block.words)


def _is_link(block: Block) -> bool:
    """Nothing but a link, and perhaps a label before it ("Read more: …"). A sentence that is all link is prose."""
    if block.linked > 0.95:
        return not is_prose(block.words) or block.kind in ("heading", "item")
    return block.linked > 0.5 and _LABEL.match(block.words) is not None and block.kind != "block-quote"


def _is_label(block: Block) -> bool:
    if _NOTICE.search(block.words) and len(block.words) < 600:
        return True
    found = _LABEL.match(block.words)
    if not found:
        return False
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
