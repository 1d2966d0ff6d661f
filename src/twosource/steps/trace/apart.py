"""Telling unnamed sources apart, from one another and from the named.

"A military source" and "a neighbour" are two; "an official" and "a source" may be one. What a source is called
falls into classes (``lexicon/en/role_classes.toml``); two sources are told apart only where both have a class and none is shared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from twosource.lexicon import table
from twosource.record import Entity, Report

_BEFORE, _AFTER = 45, 70  # characters around a name in which a title or an apposition stands
_DETERMINER = re.compile(r"^(?:an?|the|one|another|some|his|her|their|this|that)\s+", re.IGNORECASE)


def described_only(entity: Entity) -> bool:
    """True for somebody who is never named, only described: "the man", "a military source"."""
    return entity.kind in ("person", "other") and all(_DETERMINER.sub("", n)[:1].islower() for n in entity.names)


def classes(entity: Entity, reports: Mapping[str, Report]) -> frozenset[str]:
    """The classes of what a source is called: by its own words, or for a named one by the words around the name."""
    if entity.anonymous or described_only(entity):
        return _of(" ".join(entity.names))
    around: list[str] = []
    for m in entity.mentions:
        text = reports[m.report].text if m.report in reports else ""
        around.append(re.split(r"[.!?\n]", text[max(0, m.start - _BEFORE) : m.start])[-1])
        after = text[m.end : m.end + _AFTER]
        if after.startswith(","):
            around.append(re.split(r"[.!?\n]|\b(?:said|told|who|which)\b", after)[0])
    return _of(" ".join(around)) | _of(" ".join(entity.names))


def _of(words: str) -> frozenset[str]:
    lowered = words.lower()
    found = table("en/role_classes")
    return frozenset(c for c, stems in found.items() if any(re.search(rf"\b{re.escape(s)}", lowered) for s in stems))
