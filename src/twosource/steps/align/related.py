"""How near two words are in what they can name: the same class of happenings, the same or a wider word."""

from __future__ import annotations

import functools

from twosource.lexicon import lines
from twosource.steps.keys import event_of, listed_sorts

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
    if key[0] in "=#" or ":" in key:
        return ()
    same, near = _table()
    found = dict.fromkeys(near.get(key, ()), NEAR)
    found.update(dict.fromkeys(same.get(key, ()), SAME))
    return tuple(sorted(found.items()))


@functools.cache
def classes(key: str) -> frozenset[str]:
    """The class of happenings and the sorts of thing that a word belongs to, the word itself left out."""
    return (frozenset({event_of(key)}) | listed_sorts(key)) - {key}


def likeness(one: str, two: str) -> float:
    """0 to 1: 1 for one word, ``SAME`` for words of one class or sense, ``NEAR`` for a wider one."""
    if one == two:
        return 1.0
    if one[0] in "=#" or two[0] in "=#" or ":" in one or ":" in two:
        return 0.0
    if event_of(one) == event_of(two) or event_of(one) == two or event_of(two) == one:
        return SAME
    if listed_sorts(one) & listed_sorts(two):
        return NEAR
    return dict(relatives(one)).get(two, 0.0)
