"""The pieces that an expression of time is put together from, found one by one: a date, a weekday, a clock time.

A piece is a bag of named fields ("month": 1, "day": 13); ``expressions`` joins neighbours whose fields fit together.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left

from twosource.steps.values.calendar_words import calendar_rules
from twosource.steps.values.clock_words import clock_rules
from twosource.steps.values.grammar import Piece, Reader
from twosource.steps.values.vocabulary import vocabulary


def find_pieces(text: str, language: str) -> tuple[Piece, ...]:
    """All pieces of a text in order; where two overlap the longer stands."""
    words = vocabulary(language) or vocabulary("und")
    if words is None:
        return ()
    found = []
    for rank, (pattern, reader) in enumerate(_grammar(words.language)):
        for match in pattern.finditer(text):
            fields = reader(match, words)
            if fields:
                start = int(fields.pop("_start", match.start()))
                found.append((start - match.end(), rank, Piece(start, match.end(), fields)))
    found.sort(key=lambda f: (f[0], f[1], f[2].start))
    kept: list[Piece] = []  # in order of text, so that only neighbours can overlap
    for _, _, piece in found:
        at = bisect_left(kept, piece.end, key=lambda k: k.start)
        if not at or kept[at - 1].end <= piece.start:
            kept.insert(at, piece)
    return tuple(kept)


@functools.cache
def _grammar(language: str) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    words = vocabulary(language)
    assert words is not None
    return tuple((re.compile(p, flags), reader) for p, flags, reader in (*calendar_rules(words), *clock_rules(words)))
