"""Telling unnamed sources apart, from one another and from the named.

"A military source" and "a neighbour" are two; "an official" and "a source" may be one. What a source is called
falls into classes (``lexicon/en/role_classes.toml``); two sources are told apart only where both have a class and
none is shared.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from twosource.lexicon import words
from twosource.record import Entity, Report
from twosource.steps.callings import classes_of
from twosource.steps.trace.nobody import is_nobody

_BEFORE, _AFTER = 45, 70  # characters around a name in which a title or an apposition stands
_DOCUMENT = re.compile(
    r"\b(document|report|record|affidavit|judge?ment|ruling|resolution|manual|indictment|letter|memo|filing|register|note)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_DETERMINER = re.compile(r"^(?:an?|the|one|another|some|his|her|their|this|that)\s+", re.IGNORECASE)


_HEAD_END = re.compile(r"\b(?:in|of|from|for|on|at)\b")
_WHERE = frozenset(("local", "state", "national", "regional", "private", "independent", "foreign", "same"))

Standing = Literal["named", "unnamed", "medium"]


def standing(entity: Entity) -> Standing:
    """How much a source is told: named; unnamed (also somebody only described, "the man", and a country that stands for
    whoever spoke); or a medium, which passes on what others know (rumours do, too)."""
    if is_issuing_body(entity):
        return "named"
    if entity.kind == "publisher" or is_nobody(entity) or _is_medium(entity):
        return "medium"
    if entity.anonymous or entity.kind == "place" or (_described_only(entity) and not is_document(entity)):
        return "unnamed"
    return "named"


def is_issuing_body(entity: Entity) -> bool:
    """A ministry, a police force, a court whose statement is one of the reports: no medium, it speaks for itself."""
    if entity.kind != "publisher":
        return False
    own = " ".join(entity.names).lower()
    if "press release" not in own and _any_of("media_words").search(own):
        return False
    return _any_of("issuing_bodies").search(own) is not None


@functools.cache
def _any_of(listed: str) -> re.Pattern[str]:
    """Any word of a list, as a whole word."""
    found = words("any", listed) - (_NO_MEDIUM if listed == "media_words" else frozenset())
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(found)))})\b")


_NO_MEDIUM = frozenset(("press", "presse", "today", "post", "standard", "independent", "monitor"))


def is_generic_body(entity: Entity) -> bool:
    """A body called by its noun alone ("police", "the company", "Authorities" where a sentence begins), which another
    report may call by its name."""
    return entity.kind == "organisation" and all(map(_by_noun, entity.names))


def _by_noun(name: str) -> bool:
    bare = _DETERMINER.sub("", name)
    nouns = words("en", "body_nouns")
    return bare[:1].islower() or all({w, w.removesuffix("s"), f"{w[:-3]}y"} & nouns for w in bare.lower().split())


def is_generic_paper(entity: Entity) -> bool:
    """Paper called by its noun alone ("the report"): which one, only its own text knows."""
    return is_document(entity) and all(_DETERMINER.sub("", n)[:1].islower() for n in entity.names)


def is_document(entity: Entity) -> bool:
    """True for a report, a ruling, a letter: paper rather than somebody."""
    return any(_DOCUMENT.search(n) for n in entity.names)


def issuers(entities: Iterable[Entity], called: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Paper that is named after a body or a person ("the Leeds fire department incident report", "Roe's letter") ->
    who that is: what stands in it is their word. ``called`` has what else an entity is called where it is cited, by
    its id."""
    bodies = sorted((e for e in entities if e.kind in ("organisation", "person") and not is_document(e)), key=_by_id)
    by_name = {n.casefold(): e for e in bodies for n in sorted(e.names) if not e.anonymous and n[:1].isupper()}
    out: dict[str, str] = {}
    for paper in sorted((e for e in entities if is_document(e)), key=_by_id):
        for name in sorted({*paper.names, *called.get(paper.id, ())}):
            parts = _DETERMINER.sub("", name).split()
            for k in range(len(parts) - 1, 0, -1):
                owner = by_name.get(_POSSESSIVE.sub("", " ".join(parts[:k])).casefold())
                owned = _POSSESSIVE.search(parts[k - 1]) is not None
                if owner is not None and (owned or owner.kind == "organisation"):
                    out.setdefault(paper.id, owner.id)
                    break
    return out


def _by_id(entity: Entity) -> str:
    return entity.id


def _described_only(entity: Entity) -> bool:
    """Never named, only described: "the man", "a military source", "the New York businessman"."""
    return entity.kind in ("person", "other") and all(map(_describes, entity.names))


def _describes(name: str) -> bool:
    bare = _DETERMINER.sub("", name)
    return not bare[:1].isupper() or (bare != name and bare.split()[-1].islower())


def _is_medium(entity: Entity) -> bool:
    """ "outlets in South Korea", "the newspaper": a medium by the noun that it is called by."""
    if entity.kind == "person":
        return False
    own = words("any", "media_words") if entity.kind == "organisation" else frozenset()
    heads = [_HEAD_END.split(_DETERMINER.sub("", n).lower())[0].replace("-", " ").split() for n in entity.names]
    if any(len(h) > 1 and h[-1] in words("any", "media_heads") for h in heads):
        return True
    return all(_of_media(h, words("en", "medium_nouns") | own) for h in heads)


def _of_media(head: Sequence[str], nouns: frozenset[str]) -> bool:
    """Whether the last word is a noun of media; where others go by it too ("space agency"), with another such noun."""
    if not head or not {head[-1], head[-1].removesuffix("s")} & nouns:
        return False
    shared = {head[-1], head[-1].removesuffix("s")} & words("any", "shared_media_words")
    return not shared or all(w in _WHERE for w in head[:-1]) or any(w in nouns for w in head[:-1])


def classes(entity: Entity, reports: Mapping[str, Report]) -> frozenset[str]:
    """The classes of what a source is called: by its own words, or for a named one by the words around the name."""
    if entity.kind == "place":
        return frozenset({"government"})
    if standing(entity) == "unnamed":
        return classes_of(" ".join(entity.names))
    around: list[str] = []
    for m in entity.mentions:
        text = reports[m.report].text if m.report in reports else ""
        around.append(re.split(r"[.!?\n]", text[max(0, m.start - _BEFORE) : m.start])[-1])
        after = text[m.end : m.end + _AFTER]
        if after.startswith(","):
            around.append(re.split(r"[.!?\n]|\b(?:said|told|who|which)\b", after)[0])
    return classes_of(" ".join(around)) | classes_of(" ".join(entity.names))


def confidential(entity: Entity) -> bool:
    """Somebody whom a report keeps unnamed on purpose ("a source close to the talks"), not an official of whom it
    speaks in general."""
    return entity.anonymous and any(_CONFIDENTIAL.search(n) for n in entity.names)


def several(entity: Entity) -> bool:
    """Two or more by number: "two people with knowledge of the talks"."""
    return any(_SEVERAL.match(n) for n in entity.names)


_CONFIDENTIAL = re.compile(
    r"\b(?:source|insider|(?:person|people|official|somebody|someone)\b.*\b(?:familiar|close|knowledge|briefed|anonym\w*))",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?:the\s)?(?:two|three|four|five|six|several|both|[2-9])\s", re.IGNORECASE)
