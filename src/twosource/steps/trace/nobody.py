"""Sources that are nobody in particular: media at large ("the Norwegian press"), talk ("rumours", "media reports"), a
crowd ("some", "many people").

They may hand on what somebody knows, but nobody could be asked whether he does, so they make no certain origin, not
even where nobody else is there.
"""

from __future__ import annotations

import functools
import re

from twosource.lexicon import classes, table, words
from twosource.record import Entity

_PLACE = re.compile(r"\s(?:in|of|from|for|by|on|von|aus|de|des|du|del|di)\s")
_AND = re.compile(r"\s(?:and|und|et|y|e|og|och|ja|i|и|та)\s")
_POSSESSIVE = re.compile(r"['’]s?$")


def is_nobody(entity: Entity) -> bool:
    """True where every name that the reports give a source is of that kind."""
    return entity.kind not in ("person", "publisher", "place") and all(map(_of_nobody, entity.names))


@functools.cache
def _of_nobody(name: str) -> bool:
    first, _, rest = name.lower().partition(" ")
    if {name.lower(), rest if first in _listed("several") else ""} & _listed("crowd"):
        return True
    return all(map(_at_large, _AND.split(_PLACE.split(name)[0])))


def _at_large(name: str) -> bool:
    """Media or talk, with nothing beside the noun but how many or of what kind or country."""
    said = [_POSSESSIVE.sub("", w) for w in name.split()]
    while len(said) > 1 and said[-1].lower() in _listed("where"):
        said.pop()
    *before, head = said or [""]
    if head.lower() in _listed("reports"):
        return bool(before) and before[-1].lower() in _listed("unsigned")
    return _nouns().fullmatch(head.lower()) is not None and not any(map(_is_name, before))


def _is_name(word: str) -> bool:
    """Whether a word before the noun names one: neither how many they are, nor of what country or kind."""
    low = word.lower()
    plain = low in _listed("several") | _listed("where") | _countries() or _nouns().fullmatch(low)
    return word[0].isupper() and not plain


@functools.cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("any/nobody")[name])


@functools.cache
def _nouns() -> re.Pattern[str]:
    stems = sorted(_listed("media") | _listed("talk"), key=lambda w: (-len(w), w))
    return re.compile("|".join(re.escape(s).replace(r"\*", r"\w*") for s in stems))


@functools.cache
def _countries() -> frozenset[str]:
    """Countries and what belongs to them, in English."""
    names = (name for country, own in classes("en", "demonyms").items() for name in (country, *own))
    return frozenset(w for name in names for w in name.split()) | words("any", "wide_places")
