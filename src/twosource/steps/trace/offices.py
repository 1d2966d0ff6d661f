"""Who holds an office of whom, by the words of the reports: a head and his body are one house, and so may be two
officers of whom nothing shows that they are of two forces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from twosource.lexicon import table
from twosource.record import Entity
from twosource.steps.callings import classes_of, told_apart
from twosource.steps.trace.apart import standing
from twosource.steps.trace.introduced import (
    Introductions,
    capitals,
    is_office,
    listed,
    office_words,
    offices,
    speaking,
)

_BEFORE_NAME, _BEFORE_BODY = 1, 3  # words behind an office: "chief inspector Roe", "head of the rescue Service"
_STEM = 4  # letters that "Egypt" and "Egyptian" share


class Offices:
    """Over the texts of one story. What was found of two is kept: they meet again in many matters."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._by_report = texts
        self._introduced = Introductions(texts)
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
            if (told := self._belongs(who, body)) is not None:
                return f"{who.name} is told of as one of {body.name}: “{told}”."
            if self._may_speak_for(who, body):
                return f"{who.name} speaks for a body, and nothing shows that it is not {body.name}."
        nameless = not all(any(map(capitals, e.names)) for e in (one, other))
        if nameless and {n.split()[-1] for n in one.names} & {n.split()[-1] for n in other.names}:
            return f"{one.name} and {other.name}: one has no name of its own, so they may be one body."
        return self._one_force(one, other)

    def _is_owned(self, who: Entity, body: Entity) -> bool:
        """True for "Harwick Foods' Ann Roe" and "Harwick Foods", "Harwick"."""
        names = {w for n in body.names for w in capitals(n)}
        return self._introduced.is_person(who) and any(names & set(capitals(owner)) for owner in self._owners(who))

    def _owners(self, who: Entity) -> Iterator[str]:
        """Whose a name is said to be right before it."""
        before = (self._by_report.get(m.report, "")[max(0, m.start - 50) : m.start] for m in who.mentions)
        return (found.group(1) for text in before if (found := _OWNER.search(text)) is not None)

    def _belongs(self, who: Entity, body: Entity) -> str | None:
        """The words that introduce somebody by the whole name of a body: "Harwick Foods engineer Ann Roe"."""
        if body.kind == "person" or not self._introduced.is_person(who):
            return None
        names = [frozenset(capitals(n)) for n in body.names if capitals(n) and not _LOWER.search(n)]
        return next((p for p in self._introduced.of(who) if any(n <= {*capitals(p)} for n in names)), None)

    def _may_speak_for(self, who: Entity, body: Entity) -> bool:
        """True for a spokeswoman of a body that may be this one: they share a word of a name, or the reports call this
        one by its initials only."""
        spoken = [p for p in self._introduced.of(who) if any(w.startswith(speaking()) for w in p.casefold().split())]
        shared = {w for p in spoken for w in capitals(p)} & {w for n in body.names for w in capitals(n)}
        return self._introduced.is_person(who) and bool(spoken) and (bool(shared) or _is_initials(body))

    def _one_force(self, one: Entity, other: Entity) -> str | None:
        """ "Lt. Roe" and "police", "the navy" and "Indian officials": officials whom no name of a place or a body tells
        apart."""
        (kinds, own), (others, named) = self._office_of(one), self._office_of(other)
        case = {*listed("one_case")}
        if kinds & case and others & case and "justice" in kinds | others:
            return f"{one.name} and {other.name} both work on the case: each may know it from the other."
        if not kinds or not others or not (kinds & others or "official" in kinds | others or _one_state(kinds, others)):
            return None
        if own and named and not {w[:_STEM] for w in own} & {w[:_STEM] for w in named}:
            return None
        return f"{one.name} and {other.name} both hold an office, and nothing shows that it is not of one house."

    def _office_of(self, who: Entity) -> tuple[frozenset[str], frozenset[str]]:
        """The classes of office that somebody is told to hold, and the names that say whose it is."""
        if who.id not in self._called:
            own = [] if self._introduced.is_person(who) and standing(who) == "named" else list(who.names)
            phrases = own or self._introduced.of(who)
            state = {"government"} if who.kind == "place" else frozenset[str]()
            called = {p: office_words(p) | state for p in phrases}
            named = {w for p, kinds in called.items() if kinds for w in capitals(p) if not is_office(w)}
            kinds = frozenset().union(*called.values())
            self._called[who.id] = kinds - {"official"} or kinds, frozenset(named)
        return self._called[who.id]

    def _office(self, who: Entity, body: Entity) -> str | None:
        """The words that give ``who`` an office of ``body``: "Harwick Harbours chief executive Ann Roe", "the bank's
        finance director, Ann Roe", "its boss" in a report that names the body."""
        if not self._introduced.is_person(who) or body.kind == "person":
            return None
        named, people = re.compile(_any_of(body)), _any_of(who)
        bodies = "|".join((named.pattern, *_by_its_noun(body)))
        before = rf"\b(?:{bodies}|[Ii]ts)(?:['’]s?)?\s(?P<a>(?:[\w-]+,?\s){{1,5}})(?:{people})\b"
        after = rf"\b(?:{people}),\s(?P<b>(?:[\w-]+\s){{1,6}})(?:{bodies})\b"
        told = re.compile(f"{before}|{after}")
        for text in filter(named.search, self._texts):
            for found in told.finditer(text):
                between = " " + " ".join((found["a"] or found["b"]).casefold().split())
                most = _BEFORE_NAME if found["a"] else _BEFORE_BODY
                if any(f" {office}" in between and _ends(between, office, most) for office in offices()):
                    return " ".join(found.group().split())
        return None

    def is_commentator(self, who: Entity) -> bool:
        """True for somebody who is introduced as one who comments on what others tell: a blogger, an analyst."""
        told = " ".join(self._introduced.of(who)).casefold()
        return self._introduced.is_person(who) and _COMMENTS.search(told) is not None

    def may_be_of(self, who: Entity, body: Entity) -> bool:
        """True for somebody with an office, or with somebody's name before his own ("Harwick Foods' Ann Roe"), and a
        body called by its noun alone, unless they are of two kinds ("President Roe", "the hospital")."""
        office = any(is_office(w) for p in self._introduced.of(who) for w in p.split())
        kinds = self._office_of(who)[0] - {"official"}
        if told_apart(kinds, classes_of(" ".join(body.names))):
            return False
        return who.kind == "person" and (office or any(self._owners(who)))

    def _in_office(self, who: Entity) -> bool:
        """True for a person whose name follows the word for an office of state somewhere ("President Roe")."""
        if who.id not in self._in_state:
            called = re.compile(rf"\b(?:{'|'.join(listed('titles'))})\s(?:[A-Z][\w-]+\s)?(?:{_any_of(who)})\b")
            self._in_state[who.id] = who.kind == "person" and any(called.search(text) for text in self._texts)
        return self._in_state[who.id]


_LOWER = re.compile(r"\b(?!(?:of|the|for|and|de|la)\b)[a-z]{2,}")  # "the Nigerian presidency": its noun is no name
_COMMENTS = re.compile(rf"\b(?:{'|'.join(map(re.escape, listed('commentators')))})s?\b")
#: The owner right before a name: "Harwick Foods' ", "VentureBeat's ".
_OWNER = re.compile(r"((?:[A-Z][\w&.-]*\s){0,3}[A-Z][\w&.-]*)(?:['’]s|['’])\s$")


def _ends(between: str, office: str, most: int) -> bool:
    """Whether few words follow the one that names an office, so that it is the name's, or the body's, beside it: not
    "spokesman Ann Roe said" before "Bo Lind"."""
    return len(between.rpartition(f" {office}")[2].partition(" ")[2].split()) <= most


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
    return all(name.casefold().split()[-1] in listed("governing") and not capitals(name) for name in body.names)
