"""Word differences between two wordings of one utterance."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

_EDGES = re.compile(r"^[^\w]+|[^\w]+$")


def different(base: str, other: str) -> list[tuple[str, bool]]:
    """The words of ``other``, each with whether it stands apart from ``base`` (case and punctuation not counted)."""
    words = other.split()
    ours, theirs = [_bare(w) for w in base.split()], [_bare(w) for w in words]
    apart = [False] * len(words)
    for step in Levenshtein.opcodes(ours, theirs):
        if step.tag != "equal":
            for place in range(step.dest_start, step.dest_end):
                apart[place] = bool(theirs[place])
    return list(zip(words, apart, strict=True))


def marked_differences(base: str, other: str, before: str, after: str) -> str:
    """``other`` with each word that is not in ``base`` between the marks."""
    return " ".join(f"{before}{word}{after}" if apart else word for word, apart in different(base, other))


def _bare(word: str) -> str:
    return _EDGES.sub("", word).casefold()
