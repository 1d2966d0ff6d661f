"""How near two words are in what they can name: the same class of happenings, the same or a wider word."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from twosource.lexicon import lines
from twosource.steps.keys import event_of, lemmas_of, listed_sorts, members_of

SAME, NEAR = 0.6, 0.3  # how much of a shared word a related word is worth


@functools.cache
def _table() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """For each word the same and the near ones, both ways."""
    same: dict[str, set[str]] = {}
    near: dict[str, set[str]] = {}
    for line in lines("en", "related"):
        word, _, rest = line.partition(":")
        first, _, second = rest.partition("|")
        for found, others in ((same, first), (near, second)):
            for other in others.split():
                found.setdefault(word, set()).add(other)
                found.setdefault(other, set()).add(word)
    return ({w: frozenset(o) for w, o in same.items()}, {w: frozenset(o) for w, o in near.items()})


@functools.cache
def relatives(key: str) -> tuple[tuple[str, float], ...]:
    """Keys that can stand for this one in another report, with what each is worth; names and numbers have none."""
    if _no_word(key):
        return ()
    same, near = _table()
    found = dict.fromkeys(near.get(key, ()), NEAR)
    found.update(dict.fromkeys(same.get(key, ()), SAME))
    return tuple(sorted(found.items()))


@functools.cache
def akin(key: str) -> Mapping[str, float]:
    """Every other word that this one is near to: ``SAME`` for words of one class or sense, ``NEAR`` for a wider one or
    one of a sort; names and numbers have none. Asked of a word once, so that two sets of words need no all-pairs."""
    found = dict(relatives(key))
    found.update((other, NEAR) for sort in listed_sorts(key) for other in (sort, *members_of(sort)))
    event = event_of(key)
    found.update(dict.fromkeys({event} | lemmas_of(event) | lemmas_of(key), SAME))
    return {} if _no_word(key) else {other: worth for other, worth in found.items() if other != key}


def likeness(one: str, two: str) -> float:
    """0 to 1: 1 for one word, else as ``akin`` has it."""
    return 1.0 if one == two else akin(one).get(two, 0.0)


def _no_word(key: str) -> bool:
    """True for a name, a number or a happening: they stand for themselves alone."""
    return key[0] in "=#" or ":" in key
