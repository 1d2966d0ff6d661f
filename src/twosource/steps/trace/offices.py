"""Who holds an office of whom, by the words of the reports: a head and his body are one house, and so may be two
officers of whom nothing shows that they are of two forces."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from twosource.lexicon import table, words
from twosource.record import Entity
from twosource.steps.trace.apart import classes_of, standing

_WORD = re.compile(r"\w+")
_TITLE = 6  # words before a name in which an office stands
_STEM = 4  # letters that "Egypt" and "Egyptian" share
#: "Harwick police Lt. Ann Roe", "the fire chief, Ann Roe": the words right before a name, back to a verb or a stop.
_BEFORE = re.compile(r"(?:(?:[A-Z][\w'’-]*\.?|[a-z][\w'’-]*),?\s+)*$")
_BEHIND = re.compile(r",\s(?!who\b|which\b|that\b|said\b|told\b|and\b|but\b|when\b|where\b)([^,.!?\n]{3,70})")


class Offices:
    """Over the texts of one story. What was found of two is kept: they meet again in many matters."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._by_report = texts
        self._texts = [text for _, text in sorted(texts.items())]
        self._known: dict[tuple[str, str], str | None] = {}
        self._in_state: dict[str, bool] = {}
        self._called: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

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
            if self._is_owned(who, body):
                return f"{who.name} is told of as {body.name}’s."
            if self._may_speak_for(who, body):
                return f"{who.name} speaks for a body, and nothing shows that it is not {body.name}."
        nameless = not all(any(map(capitals, e.names)) for e in (one, other))
        if nameless and {n.split()[-1] for n in one.names} & {n.split()[-1] for n in other.names}:
            return f"{one.name} and {other.name}: one has no name of its own, so they may be one body."
        return self._one_force(one, other)

    def _is_owned(self, who: Entity, body: Entity) -> bool:
        """True for "Harwick Foods' Ann Roe" and "Harwick Foods", "Harwick"."""
        names = {w for n in body.names for w in capitals(n)}
        before = (self._by_report.get(m.report, "")[max(0, m.start - 50) : m.start] for m in who.mentions)
        owners = (found.group(1) for text in before if (found := _OWNER.search(text)) is not None)
        return who.kind == "person" and any(names & set(capitals(owner)) for owner in owners)

    def _may_speak_for(self, who: Entity, body: Entity) -> bool:
        """True for a spokeswoman of a body that may be this one: they share a word of a name, or the reports call this
        one by its initials only."""
        spoken = [p for p in self._told_with(who) if any(w.startswith(_speaking()) for w in p.casefold().split())]
        shared = {w for p in spoken for w in capitals(p)} & {w for n in body.names for w in capitals(n)}
        return who.kind == "person" and bool(spoken) and (bool(shared) or _is_initials(body))

    def _one_force(self, one: Entity, other: Entity) -> str | None:
        """ "Lt. Roe" and "police", "the navy" and "Indian officials": officials whom no name of a place or a body tells
        apart."""
        (kinds, own), (others, named) = self._office_of(one), self._office_of(other)
        if not kinds or not others or not (kinds & others or "official" in kinds | others or _one_state(kinds, others)):
            return None
        if own and named and not {w[:_STEM] for w in own} & {w[:_STEM] for w in named}:
            return None
        return f"{one.name} and {other.name} both hold an office, and nothing shows that it is not of one house."

    def _office_of(self, who: Entity) -> tuple[frozenset[str], frozenset[str]]:
        """The classes of office that somebody is told to hold, and the names that say whose it is."""
        if who.id not in self._called:
            own = [] if who.kind == "person" and standing(who) == "named" else list(who.names)
            phrases = own or self._told_with(who)
            state = {"government"} if who.kind == "place" else frozenset[str]()
            called = {p: _office_words(p) | state for p in phrases}
            named = {w for p, kinds in called.items() if kinds for w in capitals(p) if not _is_office(w)}
            kinds = frozenset().union(*called.values())
            self._called[who.id] = kinds - {"official"} or kinds, frozenset(named)
        return self._called[who.id]

    def _told_with(self, who: Entity) -> list[str]:
        """What stands with somebody's name in all places."""
        return [p for m in who.mentions for p in self._around(m.report, m.start, m.end)]

    def _around(self, report: str, start: int, end: int) -> list[str]:
        """What stands with a name: its title, and the apposition behind it."""
        text = self._by_report.get(report, "")
        title = [w.rstrip(".") for w in text[start:end].split()[:1] if _office_words(w)]
        found = _BEFORE.search(text[max(0, start - 80) : start])
        for word in reversed(found.group().split() if found else []):
            bare = word.rstrip(",.")
            told = bare[:1].isupper() or bare in _LINKS or _is_office(bare) or (title and _is_office(title[0]))
            if len(title) == _TITLE or not told:
                break
            title.insert(0, bare)
        behind = _BEHIND.match(text, end)
        return [" ".join(title), behind.group(1) if behind else ""]

    def _office(self, who: Entity, body: Entity) -> str | None:
        """The words that give ``who`` an office of ``body``: "Harwick Harbours chief executive Ann Roe", "the bank's
        finance director, Ann Roe", "its boss" in a report that names the body."""
        if who.kind != "person" or body.kind == "person":
            return None
        named, people = re.compile(_any_of(body)), _any_of(who)
        bodies = "|".join((named.pattern, *_by_its_noun(body)))
        before = rf"\b(?:{bodies}|[Ii]ts)(?:['’]s?)?\s(?P<a>(?:[\w-]+,?\s){{1,5}})(?:{people})\b"
        after = rf"\b(?:{people}),\s(?P<b>(?:[\w-]+\s){{1,6}})(?:{bodies})\b"
        told = re.compile(f"{before}|{after}")
        for text in filter(named.search, self._texts):
            for found in told.finditer(text):
                between = " " + " ".join((found["a"] or found["b"]).casefold().split())
                if any(f" {office}" in between for office in _offices()):
                    return " ".join(found.group().split())
        return None

    def _in_office(self, who: Entity) -> bool:
        """True for a person whose name follows the word for an office of state somewhere ("President Roe")."""
        if who.id not in self._in_state:
            called = re.compile(rf"\b(?:{'|'.join(_listed('titles'))})\s(?:[A-Z][\w-]+\s)?(?:{_any_of(who)})\b")
            self._in_state[who.id] = who.kind == "person" and any(called.search(text) for text in self._texts)
        return self._in_state[who.id]


#: The owner right before a name: "Harwick Foods' ", "VentureBeat's ".
_OWNER = re.compile(r"((?:[A-Z][\w&.-]*\s){0,3}[A-Z][\w&.-]*)(?:['’]s|['’])\s$")
_POLICE = re.compile(r"\b[A-Z]{1,4}PD\b")  # the initials of a town's or a county's police department
_LINKS = frozenset(("of", "the", "for", "and"))


def _office_words(phrase: str) -> frozenset[str]:
    """The classes of office among the words; "official" for a rank or an office of whatever body."""
    found = classes_of(phrase) & frozenset(_listed("classes"))
    if _POLICE.search(phrase):
        found |= {"police"}
    if any(title in phrase for title in _listed("titles")):
        found |= {"government"}
    ranked = any(w[0].isupper() and w.lower().rstrip(".") in _listed("ranks") for w in phrase.split())
    return found or (frozenset(("official",)) if ranked else found)


def _is_office(word: str) -> bool:
    bare = word.lower()
    return bare.startswith(tuple(_offices())) or bare in _listed("ranks") or bool(_office_words(word))


def _one_state(one: frozenset[str], other: frozenset[str]) -> bool:
    """A government and its army or police."""
    may_be: Mapping[str, list[str]] = table("en/role_classes")["may_be"]
    return any(b in may_be.get(a, ()) or a in may_be.get(b, ()) for a in one for b in other)


def _any_of(who: Entity) -> str:
    """A pattern for any of its names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(who.names, key=len, reverse=True))


def _is_initials(body: Entity) -> bool:
    """True for a body that the reports call by its initials: what they stand for may be anything."""
    named = {w for name in body.names for w in name.split() if w[0].isupper()}
    return body.kind == "organisation" and len(named) == 1 and all(w.isupper() and 2 < len(w) < 7 for w in named)


def _by_its_noun(body: Entity) -> list[str]:
    """Patterns for "the bank" of Harwick Bank."""
    nouns = {name.split()[-1].lower() for name in body.names if len(name.split()) > 1}
    return [rf"[Tt]he {re.escape(noun)}" for noun in sorted(nouns)]


def _governs(body: Entity) -> bool:
    """True for "the government", "the administration", which have no name of their own."""
    return all(name.casefold().split()[-1] in _listed("governing") and not capitals(name) for name in body.names)


@functools.cache
def _offices() -> frozenset[str]:
    return words("any", "office_words") | words("any", "speaks_for")


@functools.cache
def _speaking() -> tuple[str, ...]:
    return tuple(sorted(words("any", "speaks_for")))


@functools.cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(table("en/offices_of_state")[name])


def capitals(name: str) -> list[str]:
    """The telling words of a name that begin with a capital, in lower case."""
    small = _listed("small")
    return [w.lower() for w in _WORD.findall(name) if w[0].isupper() and len(w) > 2 and w.lower() not in small]
