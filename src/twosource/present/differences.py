"""Word differences between two wordings of one utterance."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

CUT = "[…]"

_EDGES = re.compile(r"^[^\w]+|[^\w]+$")


def different(base: str, other: str, cuts: bool = False) -> list[tuple[str, bool]]:
    """The words of ``other``, each with whether it stands apart from ``base`` (case and punctuation not counted);
    with ``cuts``, ``CUT`` stands where it leaves out words of ``base``."""
    words = other.split()
    ours, theirs = [_bare(w) for w in base.split()], [_bare(w) for w in words]
    steps = list(Levenshtein.opcodes(ours, theirs))
    out: list[tuple[str, bool]] = []
    for k, step in enumerate(steps):
        apart = step.tag != "equal"
        out += [(words[place], apart and bool(theirs[place])) for place in range(step.dest_start, step.dest_end)]
        left_out = step.tag == "delete" and any(ours[step.src_start : step.src_end])
        if cuts and left_out and all(s.tag == "equal" for s in (*steps[max(0, k - 1) : k], *steps[k + 1 : k + 2])):
            out.append((CUT, True))
    return out


def marked_differences(base: str, other: str, before: str, after: str, cuts: bool = False) -> str:
    """``other`` with each word that is not in ``base`` between the marks; ``cuts`` as for ``different``."""
    return " ".join(f"{before}{word}{after}" if apart else word for word, apart in different(base, other, cuts))


def _bare(word: str) -> str:
    return _EDGES.sub("", word).casefold()
