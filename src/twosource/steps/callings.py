"""What people are called: "a neighbour", "a detective", in classes, so that people of two kinds are told apart; and by
their given names."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from twosource.lexicon import table


def told_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """True where both have a class, none is shared, and none of the one may be of one of the other."""
    may_be: Mapping[str, list[str]] = table("en/role_classes")["may_be"]
    may = any(b in may_be.get(a, ()) or a in may_be.get(b, ()) for a in one for b in other)
    return bool(one and other and not one & other and not may)


@functools.lru_cache(maxsize=10_000)
def classes_of(words: str) -> frozenset[str]:
    """The classes of what somebody is called; "official" where the words tell no more."""
    found = frozenset(name for name, pattern in _patterns().items() if pattern.search(words))
    return found - {"official"} or found


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Class -> its stems, each from the beginning of a word on."""
    found = {c: stems for c, stems in table("en/role_classes").items() if c != "may_be"}
    return {c: re.compile(r"\b(?:" + "|".join(map(re.escape, stems)) + ")", re.I) for c, stems in found.items()}


@functools.cache
def given_names() -> dict[str, str]:
    """Given name -> "male" or "female"; names given to both are left out."""
    data = {sex: frozenset(str(names).split()) for sex, names in table("any/given_names").items()}
    both = data["male"] & data["female"]
    return {name: sex for sex in ("male", "female") for name in data[sex] - both}
