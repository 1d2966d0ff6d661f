"""What a rule finds, before nesting is settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.record import Span

_TRIM_LEFT = " \t\n\r\xa0,.;:)]-–—―…"
_TRIM_RIGHT = " \t\n\r\xa0,;:([-–—―"


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate attribution: as ``Attribution``, but not yet placed among the others.

    ``rule`` names the rule in plain words; ``probability`` is its rough precision, ``tagged`` the learned tagger's
    probability where it found it too. ``inside``: in what the tagger has somebody else say."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    lemma: str
    rule: str
    probability: float
    negated: bool = False
    tagged: float | None = None
    inside: bool = False

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end

    def words(self) -> int:
        """Characters of content, a rough measure of size."""
        return sum(len(s) for s in self.content)


def in_common(one: Iterable[Span], other: Sequence[Span]) -> int:
    """Characters that lie in both contents."""
    return sum(x.shared(y) for x in one for y in other)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without the spaces and the loose punctuation around it; None where nothing is left."""
    while start < end and text[start] in _TRIM_LEFT:
        start += 1
    while end > start and text[end - 1] in _TRIM_RIGHT:
        end -= 1
    return Span(start, end) if start < end else None


def union(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, the overlapping or touching ones joined."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def without(span: Span, holes: Iterable[Span]) -> list[Span]:
    """What is left of a span when the holes are taken out."""
    left = [span]
    for hole in holes:
        pieces: list[Span] = []
        for part in left:
            if not part.overlaps(hole):
                pieces.append(part)
                continue
            if part.start < hole.start:
                pieces.append(Span(part.start, hole.start))
            if hole.end < part.end:
                pieces.append(Span(hole.end, part.end))
        left = pieces
    return left


def pieces(text: str, spans: Iterable[Span], holes: Iterable[Span] = ()) -> tuple[Span, ...]:
    """Content pieces, trimmed, without the holes, in order; pieces without a word are dropped."""
    kept: list[Span] = []
    taken = [h for h in holes if h is not None]
    for span in union(spans):
        for part in without(span, taken):
            small = trimmed(text, part.start, part.end)
            if small is not None and any(c.isalnum() for c in small.of(text)):
                kept.append(small)
    return tuple(kept)
