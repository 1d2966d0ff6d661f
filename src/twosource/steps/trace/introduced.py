"""How the reports introduce somebody: the title before the name, the apposition behind it, and what office that is."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from twosource.lexicon import table, words
from twosource.record import Entity
from twosource.steps.callings import classes_of

_WORD = re.compile(r"\w+")
_TITLE = 6  # words before a name in which an office stands
#: "Harwick police Lt. Ann Roe", "the fire chief, Ann Roe": the words right before a name, back to a verb or a stop.
_BEFORE = re.compile(r"(?:(?:[A-Z][\w'’-]*\.?|[a-z][\w'’-]*),?\s+)*$")
_BEHIND = re.compile(r",\s(?!who\b|which\b|that\b|said\b|told\b|and\b|but\b|when\b|where\b)([^,.!?\n]{3,70})")
_POLICE = re.compile(r"\b[A-Z]{1,4}PD\b")  # the initials of a town's or a county's police department
_PROSECUTOR = re.compile(r"\bD\.?A\.?(?:\W|$)|\b[A-Z]{2,4}AO\b")  # "Harwick DA", the initials of such an office
_LINKS = frozenset(("of", "the", "for", "and"))


class Introductions:
    """Over the texts of one story, by report."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, who: Entity) -> tuple[str, ...]:
        """What stands with somebody's name in all places: titles and appositions."""
        if who.id not in self._known:
            around = (p for m in who.mentions for p in self._around(m.report, m.start, m.end))
            self._known[who.id] = tuple(dict.fromkeys(filter(None, around)))
        return self._known[who.id]

    def is_person(self, who: Entity) -> bool:
        """A person, or a name that a rank stands before, whatever it was taken for."""
        ranked = (p.split()[-1] for p in self.of(who))
        return who.kind == "person" or any(w[0].isupper() and w.lower() in listed("ranks") for w in ranked)

    def _around(self, report: str, start: int, end: int) -> list[str]:
        text = self._texts.get(report, "")
        title = [w.rstrip(".") for w in text[start:end].split()[:1] if office_words(w)]
        found = _BEFORE.search(text[max(0, start - 80) : start])
        for word in reversed(found.group().split() if found else []):
            bare = word.rstrip(",.")
            named = bare[:1].isupper() or bare in _LINKS or bare in _people()
            told = named or is_office(bare) or (title and is_office(title[0]))
            if len(title) == _TITLE or not told:
                break
            title.insert(0, bare)
        behind = _BEHIND.match(text, end)
        return [" ".join(title), behind.group(1) if behind else ""]


def office_words(phrase: str) -> frozenset[str]:
    """The classes of office among the words; "official" for a rank or an office of whatever body."""
    found = classes_of(phrase) & frozenset(listed("classes"))
    if _POLICE.search(phrase):
        found |= {"police"}
    if _PROSECUTOR.search(phrase):
        found |= {"justice"}
    if any(title in phrase for title in listed("titles")):
        found |= {"government"}
    ranked = any(w[0].isupper() and w.lower().rstrip(".") in listed("ranks") for w in phrase.split())
    return found or (frozenset(("official",)) if ranked else found)


def is_office(word: str) -> bool:
    """Whether a word names an office, or tells of one."""
    bare = word.lower()
    return bare.startswith(tuple(offices())) or bare in listed("ranks") or bool(office_words(word))


@functools.cache
def _people() -> frozenset[str]:
    """Nouns for people that tell what somebody is: "engineer", "blogger"."""
    return frozenset((*table("en/person_nouns")["any"], *listed("commentators")))


@functools.cache
def offices() -> frozenset[str]:
    """Stems of the words for an office."""
    return words("any", "office_words") | words("any", "speaks_for")


@functools.cache
def speaking() -> tuple[str, ...]:
    """Stems of the words for who speaks for somebody."""
    return tuple(sorted(words("any", "speaks_for")))


@functools.cache
def listed(name: str) -> tuple[str, ...]:
    """A list of ``lexicon/en/offices_of_state.toml``."""
    return tuple(table("en/offices_of_state")[name])


def capitals(name: str) -> list[str]:
    """The telling words of a name that begin with a capital, in lower case."""
    small = listed("small")
    return [w.lower() for w in _WORD.findall(name) if w[0].isupper() and len(w) > 2 and w.lower() not in small]
