"""Telling unnamed sources apart, from one another and from the named.

"A military source" and "a neighbour" are two; "an official" and "a source" may be one. What a source is called
falls into classes (``lexicon/en/role_classes.toml``); two sources are told apart only where both have a class and
none is shared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from twosource.lexicon import table, words
from twosource.record import Entity, Report

_BEFORE, _AFTER = 45, 70  # characters around a name in which a title or an apposition stands
_DOCUMENT = re.compile(
    r"\b(document|report|record|affidavit|judge?ment|ruling|indictment|letter|memo|filing|register|note)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:an?|the|one|another|some|his|her|their|this|that)\s+", re.IGNORECASE)


Standing = Literal["named", "unnamed", "medium"]


def standing(entity: Entity) -> Standing:
    """How much a source is told: named; unnamed (also somebody only described, "the man", and a country that stands for
    whoever spoke); or a medium, which passes on what others know."""
    if entity.kind == "publisher" or _is_medium(entity):
        return "medium"
    if entity.anonymous or entity.kind == "place" or (_described_only(entity) and not is_document(entity)):
        return "unnamed"
    return "named"


def is_generic_body(entity: Entity) -> bool:
    """A body called by its noun alone ("police", "the company"), which another report may call by its name."""
    return entity.kind == "organisation" and all(_DETERMINER.sub("", n)[:1].islower() for n in entity.names)


def is_document(entity: Entity) -> bool:
    """True for a report, a ruling, a letter: paper rather than somebody."""
    return any(_DOCUMENT.search(n) for n in entity.names)


def _described_only(entity: Entity) -> bool:
    """Never named, only described: "the man", "a military source"."""
    return entity.kind in ("person", "other") and all(_DETERMINER.sub("", n)[:1].islower() for n in entity.names)


def _is_medium(entity: Entity) -> bool:
    """ "outlets in South Korea", "the newspaper": a medium by the noun that it is called by."""
    if entity.kind == "person":
        return False
    heads = (re.split(r"\b(?:in|of|from|for|on|at)\b", _DETERMINER.sub("", n).lower())[0].split() for n in entity.names)
    nouns = words("en", "medium_nouns")
    return all(h and (h[-1] in nouns or h[-1].removesuffix("s") in nouns) for h in heads)


def classes(entity: Entity, reports: Mapping[str, Report]) -> frozenset[str]:
    """The classes of what a source is called: by its own words, or for a named one by the words around the name."""
    if entity.kind == "place":
        return frozenset({"government"})
    if standing(entity) == "unnamed":
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
