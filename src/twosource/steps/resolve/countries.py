"""Countries in the languages of the reports ("Norwegia", "Norja"), also declined ("Norwegii", "Norjaan").

The names are those of Unicode's CLDR, as the package Babel has them.
"""

from __future__ import annotations

import functools
from collections import defaultdict

from babel import Locale, UnknownLocaleError
from rapidfuzz.distance import Prefix

from twosource.steps.resolve.spelling import INFLECTING, plain, same_word, skeleton


@functools.lru_cache(maxsize=50_000)
def country_of(name: str, language: str) -> str:
    """The two letters of ISO 3166 for a name as it stands in a text; "" where it is no country's in that language."""
    tokens = tuple(plain(name).split())
    named = _countries(language).get((len(tokens), skeleton(tokens[0])[:2]), []) if tokens else []
    inflected = language in INFLECTING
    found = [
        (Prefix.similarity(" ".join(tokens), " ".join(own)), code)
        for own, code in named
        if all(same_word(x, y) for x, y in zip(tokens, own, strict=True))
        or (inflected and all(same_word(x, y, True) for x, y in zip(tokens, own, strict=True)))
    ]
    return max(found, default=(0, ""))[1]


@functools.cache
def _countries(language: str) -> dict[tuple[int, str], list[tuple[tuple[str, ...], str]]]:
    """Number of words and first letters -> the words of a country's name and its code."""
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[tuple[int, str], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for code, name in sorted(territories.items()):
        if len(code) == 2 and code.isalpha() and (tokens := tuple(plain(name).split())):
            found[len(tokens), skeleton(tokens[0])[:2]].append((tokens, code))
    return dict(found)
