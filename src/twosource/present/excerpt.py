"""Words with what stands around them: the sentence, or what there is room for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.present.visible import one_line

_ABBREVIATION = re.compile(
    r"(?:^|[\W_])(?:\w|Capt|Col|Cpl|Dr|Gen|Gov|Inc|Jr|Lt|Ltd|Maj|Messrs|Mr|Mrs|Ms|No|Prof|Rep|Rev|Sen|Sgt|Sr|St|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)\]]*\s+(?=[\"“‘«(\[]?[^\W\d_a-zß-ÿ])|\n+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words with what stands around them in the report; ``cut_before``/``cut_after`` where the sentence goes on."""

    before: str
    words: str
    after: str
    cut_before: bool
    cut_after: bool


def cut_out(text: str, start: int, end: int, room: int = 90) -> Excerpt:
    """The words at a place with about ``room`` characters of the same sentence on either side."""
    low, cut_before = _left(text, start, room)
    high, cut_after = _right(text, end, room)
    return Excerpt(
        _side(text[low:start], strip_left=True),
        one_line(text[start:end]),
        _side(text[end:high], strip_left=False),
        cut_before,
        cut_after,
    )


def _left(text: str, start: int, room: int) -> tuple[int, bool]:
    """Where an excerpt begins: at its sentence where that is near, else at a word; and whether it was cut."""
    far = max(0, start - room * 3 // 2)
    ends = _sentence_ends(text, far, start)
    if ends:
        return ends[-1][1], False
    if far == 0:
        return 0, False
    low = start - room
    space = re.search(r"\s", text[low:start])
    return (low + space.end() if space else low), True


def _right(text: str, end: int, room: int) -> tuple[int, bool]:
    far = min(len(text), end + room * 3 // 2)
    ends = _sentence_ends(text, end, far)
    if ends:
        return ends[0][0], False
    if far == len(text):
        return far, False
    high = end + room
    space = max(text.rfind(" ", end, high), text.rfind("\n", end, high))
    return (space if space > end else high), True


def _sentence_ends(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where sentences end between two places: behind the last mark, and where the next sentence begins."""
    found = []
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() <= end and not (match.group()[0] == "." and _ABBREVIATION.search(text[: match.start()][-9:])):
            found.append((match.start() + len(match.group().rstrip()), match.end()))
    return found


def _side(text: str, *, strip_left: bool) -> str:
    """One side of an excerpt on one line, the space next to the words kept."""
    inner = one_line(text)
    if strip_left:
        return inner + (" " if inner and text[-1:].isspace() else "")
    return (" " if inner and text[:1].isspace() else "") + inner
