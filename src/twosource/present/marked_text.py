"""A report's text with marks in it: spans that may lie inside one another or cross, made into properly nested pieces.

The text is walked once, from left to right. Where two marks cross, the inner one is closed and opened again; only its
first piece carries the anchor.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.present.visible import code, odd_characters

# A line end that no blank line follows: the next paragraph is set apart by a gap.
_SINGLE = re.compile(r"(?<!\n)\n(?!\s*\n)(?=\s*\S)")


@dataclass(frozen=True, slots=True)
class Badge:
    """A small link behind marked words, back to the item that rests on them."""

    label: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to be marked: their place, the anchor's id, CSS classes and the links back."""

    start: int
    end: int
    id: str
    classes: tuple[str, ...]
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to print. ``kind``: ``text``, ``odd`` (a character shown by number), ``open``, ``close``,
    ``badge``, ``gap`` (between paragraphs)."""

    kind: str
    text: str = ""
    id: str = ""
    href: str = ""
    classes: str = ""


def joined(marks: Iterable[Mark]) -> list[Mark]:
    """One mark for each place, with the classes and badges of all marks there, outermost first."""
    at: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        place = (mark.start, mark.end)
        if place in at:
            old = at[place]
            classes = tuple(dict.fromkeys(old.classes + mark.classes))
            mark = replace(old, classes=classes, badges=tuple(dict.fromkeys(old.badges + mark.badges)))
        at[place] = mark
    return sorted(at.values(), key=lambda m: (m.start, -m.end, m.id))


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The text from beginning to end, marks around their words. Marks outside of the text are cut or left out."""
    within = [replace(m, end=min(m.end, len(text))) for m in marks]
    waiting = deque(mark for mark in joined(within) if 0 <= mark.start < mark.end)
    cuts = sorted({0, len(text)} | {m.start for m in waiting} | {m.end for m in waiting})
    gaps = {line_end.end() for line_end in _SINGLE.finditer(text)}
    signs = sorted([*odd_characters(text), *((place, "") for place in gaps)])
    opened: list[Mark] = []
    begun: set[str] = set()
    for here, there in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield from _close(opened, here)
        if here in gaps:
            yield Piece("gap")
        while waiting and waiting[0].start == here:
            opened.append(waiting.popleft())
            yield _open(opened[-1], begun)
        yield from _plain(text, here, there, signs)


def _close(opened: list[Mark], here: int) -> Iterator[Piece]:
    """Closes what ends here; what does not but lies inside is closed and opened again."""
    ending = [mark for mark in opened if mark.end == here]
    if not ending:
        return
    again: list[Mark] = []
    while ending:
        mark = opened.pop()
        yield Piece("close")
        if mark in ending:
            ending.remove(mark)
            yield from (Piece("badge", text=b.label, href=b.href, classes=b.title) for b in mark.badges)
        else:
            again.insert(0, mark)
    for mark in again:
        opened.append(mark)
        yield Piece("open", classes=" ".join((*mark.classes, f"of-{mark.id}")))


def _open(mark: Mark, begun: set[str]) -> Piece:
    first = mark.id not in begun
    begun.add(mark.id)
    return Piece("open", id=mark.id if first else "", classes=" ".join((*mark.classes, f"of-{mark.id}")))


def _plain(text: str, start: int, end: int, signs: Sequence[tuple[int, str]]) -> Iterator[Piece]:
    """The words between two places; ``signs`` are the places of odd characters and, as "", of gaps."""
    at = start
    for place, sign in signs[bisect_left(signs, (start, "")) : bisect_left(signs, (end, ""))]:
        if place > at:
            yield Piece("text", text[at:place])
        if sign:
            yield Piece("odd", code(sign))
        elif place > start:
            yield Piece("gap")
        at = place + len(sign)
    if end > at:
        yield Piece("text", text[at:end])


def split(marks: Sequence[Mark]) -> list[str]:
    """Ids of marks that are cut in pieces by another: their words must be lit up together."""
    crossed = []
    open_marks: list[Mark] = []
    for mark in joined(marks):
        open_marks = [m for m in open_marks if m.end > mark.start]
        if any(m.end < mark.end for m in open_marks):
            crossed.append(mark.id)
        open_marks.append(mark)
    return sorted(set(crossed))
