"""Given names that one person may go by: national forms (Oleksandr, Aleksandr, Alexander) and short forms (Bill)."""

from __future__ import annotations

import functools
from collections import defaultdict

from nicknames import NickNamer

from twosource.lexicon import lines
from twosource.steps.callings import given_names
from twosource.steps.resolve.spelling import skeleton


@functools.lru_cache(maxsize=50_000)
def one_given_name(a: str, b: str) -> bool:
    """True when two given names, in plain letters, are forms of one that a person can be called by in two reports."""
    sexes = {given_names().get(a), given_names().get(b)} - {None}
    if len(sexes) > 1:
        return False
    return bool(_lines(a) & _lines(b)) or b in _english().nicknames_of(a) or a in _english().nicknames_of(b)


def two_given_names(a: str, b: str) -> bool:
    """True when both are known as given names, and not as forms of one: "Martin" is no slip of the pen for "Marvin"."""
    known = all(name in given_names() or _lines(name) for name in (a, b))
    return known and skeleton(a) != skeleton(b) and not one_given_name(a, b)


def _lines(name: str) -> frozenset[int]:
    return _national().get(skeleton(name), frozenset())


@functools.cache
def _national() -> dict[str, frozenset[int]]:
    """Skeleton of a given name -> the lines of the table that have it."""
    found: dict[str, set[int]] = defaultdict(set)
    for k, line in enumerate(lines("any", "given_name_forms")):
        for name in line.split():
            found[skeleton(name)].add(k)
    return {name: frozenset(at) for name, at in found.items()}


@functools.cache
def _english() -> NickNamer:
    return NickNamer()
