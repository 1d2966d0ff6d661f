"""Words as keys: what two sentences must share to be about the same thing, and which statement words belong to."""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from anyascii import anyascii

from twosource.lexicon import classes, lines, table
from twosource.record import Material, Statement, Token


def listed(name: str) -> frozenset[str]:
    """A list of English words from ``lexicon/en/comparing.toml``."""
    return frozenset(table("en/comparing")[name])


CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
SPEECH = listed("speech")
LIGHT = listed("light")
NUMERALS = listed("numerals")
WORDS_KEPT = 50_000  # of what is looked up of a word the latest are kept
#: Languages with a glossary: words of all in "any", and what only one of them can be read by.
GLOSSED = ("any", "da", "de", "es", "fi", "fr", "it", "nl", "no", "pl", "pt", "ru", "sv", "uk")


class Names:
    """Which named entity a word belongs to, by report; what only describes ("a source") is left to its words.
    Also in which language each report is."""

    def __init__(self, material: Material) -> None:
        self.languages = {r.report.id: r.report.language for r in material.readings}
        rows: dict[str, list[tuple[int, int, str]]] = {}
        self.kinds: dict[str, str] = {}
        self._persons: dict[str, frozenset[str]] = {}
        for entity in material.entities:
            if entity.anonymous:
                continue
            self.kinds[entity.id] = entity.kind
            if entity.kind == "person":
                self._persons[entity.id] = frozenset(w for w in entity.name.split() if w[0].isupper())
            for mention in entity.mentions:
                rows.setdefault(mention.report, []).append((mention.start, mention.end, entity.id))
        self._rows = {report: sorted(found) for report, found in rows.items()}
        self._starts = {report: [r[0] for r in found] for report, found in self._rows.items()}

    def at(self, report: str, token: Token) -> str | None:
        """The entity whose mention covers the token."""
        starts = self._starts.get(report)
        if not starts:
            return None
        place = bisect_right(starts, token.start)
        for start, end, entity in reversed(self._rows[report][max(0, place - 3) : place]):
            if start <= token.start and token.end <= end:
                return entity
        return None

    def by_name(self, report: str, token: Token) -> str | None:
        """The entity that a name, a pronoun or an adjective stands for; also a person's by a word of the name that the
        parser took for another ("Perin was arrested": a noun)."""
        if token.pos in ("PROPN", "PRON", "ADJ", ""):
            return self.at(report, token)
        if token.pos not in ("NOUN", "VERB", "AUX") or not token.text[:1].isupper():
            return None
        entity = self.at(report, token)
        return entity if entity is not None and token.text in self._persons.get(entity, ()) else None


@functools.cache
def _happenings() -> tuple[dict[str, str], frozenset[str]]:
    """Class of each lemma, and the lemmas whose subject undergoes."""
    of_class: dict[str, str] = {}
    inward: set[str] = set()
    for name, members in classes("en", "happenings").items():
        for word in members:
            of_class.setdefault(word.lstrip("~"), name)
            if word.startswith("~"):
                inward.add(word[1:])
    return of_class, frozenset(inward)


@functools.cache
def _people() -> frozenset[str]:
    """Nouns for people of any calling ("peacekeeper", "nurse")."""
    return frozenset(word for rows in table("en/person_nouns").values() for word in rows)


@functools.cache
def sorts_of(noun: str) -> frozenset[str]:
    """The sorts of thing that a noun can count ("passenger" is a person); the noun itself is always one."""
    found = {noun, "person"} if noun in _people() else {noun}
    return listed_sorts(noun) | found


@functools.cache
def listed_sorts(noun: str) -> frozenset[str]:
    """The sorts of ``lexicon/en/sorts.txt`` alone: a "worker" may be what another report calls a "resident"; a mayor is
    no bishop, though both are people."""
    return frozenset(name for name, members in _sorts().items() if noun in members) | {noun}


@functools.cache
def _sorts() -> dict[str, frozenset[str]]:
    return {name: frozenset(members) for name, members in classes("en", "sorts").items()}


def members_of(sort: str) -> frozenset[str]:
    """The nouns that a sort of ``lexicon/en/sorts.txt`` lists; none for what is no sort."""
    return _sorts().get(sort, frozenset())


def numeral(noun: str) -> bool:
    """True when the "noun" is only the number itself ("31 were killed")."""
    return not noun or noun[0].isdigit() or noun in NUMERALS or "-" in noun


def event_of(lemma: str) -> str:
    """The class of happenings of a lemma, or the lemma itself."""
    return _happenings()[0].get(lemma, lemma)


@functools.cache
def _by_class() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for lemma, name in _happenings()[0].items():
        found.setdefault(name, set()).add(lemma)
    return found


@functools.cache
def lemmas_of(event: str) -> frozenset[str]:
    """All words whose class of happenings is this one, its name among them unless it belongs to another."""
    own = {event} if event_of(event) == event else set[str]()
    return frozenset(own | _by_class().get(event, set()))


def is_happening(event: str) -> bool:
    """True for the name of a class of happenings (not for a verb that belongs to none)."""
    return event in _by_class()


def is_event(lemma: str) -> bool:
    """True when the word is in the list of happenings."""
    return lemma in _happenings()[0]


def lemma_of(token: Token) -> str:
    """The lemma, or the word itself where the parser takes an adjective for a verb ("are missing")."""
    word = token.text.lower()
    return word if word in ("missing", "wounded", "injured", "dead", "flooding") else token.lemma


def is_inward(lemma: str) -> bool:
    """True for verbs whose subject undergoes what happens ("31 died")."""
    return lemma in _happenings()[1]


@functools.lru_cache(WORDS_KEPT)
def plain(word: str) -> str:
    """A word as a key: lower case, Latin letters, no possessive."""
    folded = anyascii(word).lower().strip("'’\"“”‘-")
    return folded[:-2] if folded.endswith("'s") else folded


def key_of(token: Token) -> str:
    """A content word as a key."""
    return plain(token.text if token.pos == "PROPN" else token.lemma) or token.lemma


def keys_of(report: str, tokens: Iterable[Token], names: Names) -> frozenset[str]:
    """Content words and names among the tokens."""
    found: set[str] = set()
    for token in tokens:
        entity = names.by_name(report, token)
        if entity is not None:
            found.add(entity)
        if not token.pos and token.text[0].isalpha():
            words = _unparsed(token.text, names.languages.get(report, ""))
            found.update(k for k in words if entity is None or glossed(k))
        elif (
            entity is None
            and token.pos in CONTENT
            and token.lemma not in LIGHT
            and token.lemma not in SPEECH
            and len(token.text) > 1
        ):
            found.add(key_of(token))
    return frozenset(found)


@functools.cache
def _unparsed(word: str, language: str) -> frozenset[str]:
    """The keys of a word in a language whose grammar is not read: what it is called in English, or the word itself."""
    english = in_english(word, language)
    if english:
        return english - LIGHT - SPEECH
    return frozenset([plain(word)]) if len(word) > 3 else frozenset()


@functools.lru_cache(WORDS_KEPT)
def in_english(word: str, language: str) -> frozenset[str]:
    """The English words that the glossaries give for a word of another language: by the word itself, or its longest
    stem; without the article where it is elided ("l'hôpital", "nell'ospedale")."""
    form, known = word.casefold(), _glossary(language.partition("-")[0])
    return known.of(form) or known.of(re.split("['’]", form)[-1])


def glossed(key: str) -> str:
    """Whether an English word of the glossaries tells "what" happened, or only "who" it was, or where or when; empty
    for any other word."""
    return _tells().get(key, "")


class _Glossary:
    """The English words for whole words and for stems of one language."""

    def __init__(self, language: str) -> None:
        self._whole: dict[str, frozenset[str]] = {}
        self._stems: dict[str, frozenset[str]] = {}
        for line in (*lines("any", "glossary"), *lines(language, "glossary")):
            english, _, listed_ = line.lstrip("~").partition(":")
            for word in listed_.split():
                into, key = (self._stems, word[:-1]) if word.endswith("*") else (self._whole, word)
                into[key] = into.get(key, frozenset()) | {english}

    def of(self, word: str) -> frozenset[str]:
        """What a word in small letters is in English; nothing for one that the glossary does not have."""
        found = self._whole.get(word)
        if found is None:
            begun = (word[:k] for k in range(len(word), 2, -1))
            found = next((self._stems[stem] for stem in begun if stem in self._stems), frozenset())
        return found


_glossary = functools.cache(_Glossary)


@functools.cache
def _tells() -> dict[str, str]:
    """What the English words of all glossaries tell: a tilde marks who, where or when it was."""
    heads = (line.partition(":")[0] for language in GLOSSED for line in lines(language, "glossary"))
    return {head.lstrip("~"): "who" if head.startswith("~") else "what" for head in heads}


class Covering:
    """The statement that words belong to: the shortest that holds them."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_report: dict[str, list[Statement]] = {}
        for statement in sorted(statements, key=lambda s: s.start):
            self._by_report.setdefault(statement.report, []).append(statement)
        self._reach = {r: list(accumulate((s.end for s in told), max)) for r, told in self._by_report.items()}

    def of(self, report: str, start: int, end: int) -> Statement | None:
        """The shortest statement with a piece that holds the words, else None."""
        best: Statement | None = None
        told = self._by_report.get(report, [])
        first = bisect_left(self._reach.get(report, []), end)  # those before end before the words do
        last = bisect_right(told, start, key=lambda s: s.start)
        for statement in told[first:last]:
            if statement.end < end:
                continue
            if any(p.start <= start and end <= p.end for p in statement.pieces) and (
                best is None or statement.end - statement.start < best.end - best.start
            ):
                best = statement
        return best


FEW = 60  # a story of fewer clauses is weighed as if it had as many, or every word in it would look common


def weights(groups: Mapping[str, Iterable[frozenset[str]]]) -> dict[str, float]:
    """How telling a key is in this story: squared inverse frequency over its clauses (Spärck Jones 1972), 0 to 1.
    Squared, so that the names that half the story shares do not carry a match."""
    counts: dict[str, int] = {}
    total = 0
    for rows in groups.values():
        for keys in rows:
            total += 1
            for key in keys:
                counts[key] = counts.get(key, 0) + 1
    total = max(total, FEW)
    top = math.log(1 + total)
    return {key: (math.log((1 + total) / (0.5 + n)) / top) ** 2 for key, n in sorted(counts.items())}
