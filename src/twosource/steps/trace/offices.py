"""Who holds an office of whom, by the words of the reports: a head and his body are one house."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from twosource.lexicon import words
from twosource.record import Entity

_STATE_OFFICES = ("President", "Vice President", "Prime Minister", "Premier", "Chancellor", "Minister", "Secretary")
_GOVERNING = frozenset(("government", "administration", "presidency", "cabinet"))

_SMALL = frozenset(("the", "one", "his", "her", "its", "and", "for"))
_WORD = re.compile(r"\w+")


class Offices:
    """Over the texts of one story. What was found of two is kept: they meet again in many matters."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = [text for _, text in sorted(texts.items())]
        self._known: dict[tuple[str, str], str | None] = {}
        self._in_state: dict[str, bool] = {}

    def why(self, one: Entity, other: Entity) -> str | None:
        """Why the two may speak with one voice, or None."""
        pair = one.id, other.id
        if pair not in self._known:
            self._known[pair] = self._look(one, other)
        return self._known[pair]

    def _look(self, one: Entity, other: Entity) -> str | None:
        office = self._office(one, other) or self._office(other, one)
        if office is not None:
            return f"{one.name} and {other.name} are told of as one house: “{office}”."
        for who, body in ((one, other), (other, one)):
            if _governs(body) and self._in_office(who):
                return f"{who.name} holds an office, and may speak for {body.name}."
        return None

    def _office(self, who: Entity, body: Entity) -> str | None:
        """The words that give ``who`` an office of ``body``: "Harwick Harbours chief executive Ann Roe"."""
        if who.kind != "person":
            return None
        bodies, people = _any_of(body), _any_of(who)
        before = rf"\b(?:{bodies})(?:['’]s?)?\s(?P<a>(?:[\w-]+\s){{1,4}})(?:{people})\b"
        after = rf"\b(?:{people}),\s(?P<b>(?:[\w-]+\s){{1,6}})(?:{bodies})\b"
        told = re.compile(f"{before}|{after}")
        for text in self._texts:
            for found in told.finditer(text):
                between = " " + " ".join((found["a"] or found["b"]).casefold().split())
                if any(f" {office}" in between for office in _offices()):
                    return " ".join(found.group().split())
        return None

    def _in_office(self, who: Entity) -> bool:
        """True for a person whose name follows the word for an office of state somewhere ("President Roe")."""
        if who.id not in self._in_state:
            called = re.compile(rf"\b(?:{'|'.join(_STATE_OFFICES)})\s(?:[A-Z][\w-]+\s)?(?:{_any_of(who)})\b")
            self._in_state[who.id] = who.kind == "person" and any(called.search(text) for text in self._texts)
        return self._in_state[who.id]


def _any_of(who: Entity) -> str:
    """A pattern for any of its names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(who.names, key=len, reverse=True))


def _governs(body: Entity) -> bool:
    """True for "the government", "the administration", which have no name of their own."""
    return all(name.casefold().split()[-1] in _GOVERNING and not capitals(name) for name in body.names)


@functools.cache
def _offices() -> frozenset[str]:
    return words("any", "office_words") | words("any", "speaks_for")


def capitals(name: str) -> list[str]:
    """The telling words of a name that begin with a capital, in lower case."""
    return [w.lower() for w in _WORD.findall(name) if w[0].isupper() and len(w) > 2 and w.lower() not in _SMALL]
