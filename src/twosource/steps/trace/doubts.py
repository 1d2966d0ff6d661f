"""What makes it unsure that two named parties are two origins of one statement.

Two names are no two sources where the one may be part of the other, where both may speak for one house, where one
utterance may have been given to both, where what each says shares too little to be one statement, or where one of them
may know nothing of his own (``knowledge``). Such a second origin is a possible one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

from twosource.lexicon import table, words
from twosource.record import Entity, Span, Statement
from twosource.steps.callings import classes_of, given_names
from twosource.steps.trace import knowledge
from twosource.steps.trace.apart import is_document, is_generic_body
from twosource.steps.trace.introduced import capitals
from twosource.steps.trace.offices import Offices
from twosource.steps.trace.trails import Trail

RUN = 5  # words in one order that two people don't hit upon …
RUN_REPORTED = 9  # … and that two papers don't, in telling what each of them said
LEAST, SHARE = 2, 0.3  # words in common, and their share of the shorter: less is no one statement …
MOSTLY = 0.6  # … unless they are most of it
_STEM = 6  # letters: "arrested" and "arrests"
_WORD = re.compile(r"\w+")
_QUOTED = ("direct", "mixed")
_POINTING = re.compile(r"(?:this|these|that|those|such|another)\b", re.IGNORECASE)
_OF_ITSELF = re.compile(r"[\W_]*(?:that\s)?it\s(?:has|had|will|would|plans?|intends?)\b", re.IGNORECASE)
#: Where firms and authorities publish: what stands there is the word of who put it there.
_NOTICE = re.compile(r"\b(?:stock exchange|bourse|companies house|regulatory filings?)\b", re.IGNORECASE)
_REPORTS = re.compile(r"report(?:s|ed|ing)?\b", re.IGNORECASE)
_BY_NOUN = re.compile(r"(?:the|its)\s(?:[\w-]+\s){0,2}?([\w-]+)", re.IGNORECASE)
_SEVERAL = re.compile(r"\S\s(?:and|und|et|y|och|og)\s\S")


class Doubts:
    """Over the statements of one matter: what each origin says there. ``one_matter`` where a person said that it is
    one, whatever the words; ``offices`` is kept for the story, since it reads every text; ``places`` say where in a
    statement the matter stands, and ``values`` what it gives as the value compared, by statement id; ``entities`` are
    those of the story by id."""

    def __init__(
        self,
        statements: Sequence[Statement],
        ways: Iterable[Trail],
        texts: Mapping[str, str],
        one_matter: bool = False,
        offices: Offices | None = None,
        places: Mapping[str, Sequence[Span]] | None = None,
        entities: Mapping[str, Entity] | None = None,
        values: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        by_id = {s.id: s for s in statements}
        self._offices = offices or Offices(texts)
        self._said: dict[str, list[tuple[str, bool]]] = {}
        self._told: dict[str, list[str]] = {}
        self._matter: dict[str, list[str]] = {}
        self._unsure: dict[str, list[str | None]] = {}
        self._values: dict[str, set[str]] = {}
        self._by_name: set[str] = set()
        self._relayed: set[tuple[str, str]] = set()
        self._one_matter = one_matter
        for way in ways:
            statement = by_id.get(way.statement)
            if way.entity is None or statement is None:
                continue
            self._relayed.update((relay, way.entity) for relay in way.via)
            text = texts.get(statement.report, "")
            at = (places or {}).get(statement.id, ())
            told = _told(statement, text, at)
            cue = statement.cue.of(text) if statement.cue else ""
            whole = " ".join(p.of(text) for p in statement.pieces)
            self._said.setdefault(way.entity, []).append((whole, statement.kind in _QUOTED))
            self._told.setdefault(way.entity, []).append(told)
            self._matter.setdefault(way.entity, []).append(_without_value(told, text, at) if values else told)
            self._values.setdefault(way.entity, set()).update((values or {}).get(statement.id, ()))
            if _called_by_name(statement, (entities or {}).get(way.entity)):
                self._by_name.add(way.entity)
            found = knowledge.doubt(way, statement, told, cue, entities or {}, read=one_matter)
            found = found or _thin(way.entity, statement, cue, entities or {})
            self._unsure.setdefault(way.entity, []).append(found)

    def of_knowledge(self, who: Entity) -> str | None:
        """Why nothing of what somebody is quoted with makes him an origin for certain, or None."""
        found = self._unsure.get(who.id, [])
        why = next(filter(None, found), None)
        vouches = None in found and knowledge.HEARSAY not in found
        return f"{who.name} {why}." if why is not None and not vouches else None

    def one_utterance(self, one: Entity, other: Entity) -> str | None:
        """Why a quotation under both names is one utterance, or None: one of the names is a relay, or a mistake. All
        statements are of one matter, so two people who hit on the same words are rarer than one who is quoted twice."""
        mine, theirs = (
            [_long_words(said) for said, quoted in self._said.get(who.id, ()) if quoted] for who in (one, other)
        )
        if any(len(a & b) >= max(3, min(len(a), len(b)) / 2) for a in mine for b in theirs):
            return f"The same words are given to {one.name} and to {other.name}: one utterance."
        return None

    def passed_on(self, one: Entity, other: Entity) -> str | None:
        """Why the one tells this on the word of the other, whom he quotes, or the other way round; None where neither
        does."""
        for relay, origin in ((one, other), (other, one)):
            if (relay.id, origin.id) in self._relayed:
                return f"{relay.name} passes on the account of {origin.name}."
        return None

    def passes_on(self, who: Entity) -> bool:
        """Whether somebody quotes another for this."""
        return any(relay == who.id for relay, _ in self._relayed)

    def taken_for(self, one: Entity, other: Entity) -> str | None:
        """Why what is given to one person is the other's word, or None: who is called "he" was read from the text
        before, and another report gives the same words to the other by name."""
        named = one.id not in self._by_name and other.id in self._by_name
        if not named or not one.kind == other.kind == "person" or self.one_utterance(one, other) is None:
            return None
        return f"Who says it here is read as {one.name}; the same words are given to {other.name} by name elsewhere."

    def why(self, one: Entity, other: Entity) -> str | None:
        """Why the two may be no two origins of this, or None."""
        return (
            self.of_knowledge(one)
            or self.of_knowledge(other)
            or self._one_party(one, other)
            or self._second_hand(one, other)
            or self._one_statement(one, other)
            or self._two_things(one, other)
        )

    def _one_party(self, one: Entity, other: Entity) -> str | None:
        """Why the two may be one, or of one house, by what they are called."""
        if _share_a_name(one, other):
            return f"{one.name} may be {other.name}, or part of it, by their names."
        for who in (one, other):
            if all(_POINTING.match(n) for n in who.names):
                return f"“{who.name}” points to something named before, which may be {_other(who, one, other).name}."
            if all(_SEVERAL.search(n) for n in who.names):
                return f"{who.name} may be several, and {_other(who, one, other).name} among them."
        one_house = self._offices.why(one, other)
        if one_house is not None:
            return one_house
        if all(self._of_itself(who) for who in (one, other)):
            return f"{one.name} and {other.name} each tell of what “it” does: they may speak for one body."
        return None

    def _second_hand(self, one: Entity, other: Entity) -> str | None:
        """Why the one may have it from the other, or None."""
        for who in (one, other):
            known = _other(who, one, other)
            if self._offices.is_commentator(who):
                return f"{who.name} comments on what others tell."
            if all(_NOTICE.search(n) for n in who.names):
                return f"{who.name} is where {known.name} may have published it."
            if is_document(who):
                return f"Nothing shows who issued {who.name}: {known.name} may rest on it, or it on them."
            if is_generic_body(who) and self._offices.may_be_of(known, who):
                return f"{who.name} may be the body that {known.name} speaks for."
        return None

    def _of_itself(self, who: Entity) -> bool:
        """Whether all that somebody says is what "it" does: the body that speaks."""
        told = self._told.get(who.id, [])
        return bool(told) and all(map(_OF_ITSELF.match, told))

    def _one_statement(self, one: Entity, other: Entity) -> str | None:
        """Why what the two say may be one utterance, or None."""
        pairs = [(a, b) for a in self._said.get(one.id, ()) for b in self._said.get(other.id, ())]
        if any(_run(a, b, RUN if quoted or too else RUN_REPORTED) for (a, quoted), (b, too) in pairs):
            return f"{one.name} and {other.name} are said to have used the same words: this may be one utterance."
        return None

    def _two_things(self, one: Entity, other: Entity) -> str | None:
        """Why what the two say may be two matters, or None."""
        given, too = self._values.get(one.id), self._values.get(other.id)
        if given and too and not given & too:
            return f"{one.name} and {other.name} give values that go together, but not the same."
        told = [(a, b) for a in self._matter.get(one.id, ()) for b in self._matter.get(other.id, ())]
        if told and not self._one_matter and not any(_one_matter(a, b) for a, b in told):
            return f"What {one.name} and {other.name} say shares few words: they may speak of two things."
        return None


def _thin(ident: str, statement: Statement, cue: str, entities: Mapping[str, Entity]) -> str | None:
    """Why the words of an attribution do not show who it is that knows, or None."""
    who = entities.get(ident)
    if who is None or who.kind == "person":
        return None
    if _REPORTS.search(cue) and not any(classes_of(n) for n in who.names):
        return "reports it, and may pass on what others know"
    called = statement.source.name if statement.source is not None else ""
    noun = _BY_NOUN.fullmatch(called)
    if noun is not None and capitals(who.name):
        going_by = [e for e in entities.values() if e.kind == "organisation" and _has_word(e, noun.group(1).casefold())]
        if len(going_by) > 1:
            return f"is called “{called}” only where it is said, which {len(going_by)} bodies go by"
    return None


def _called_by_name(statement: Statement, who: Entity | None) -> bool:
    """Whether the words that say who speaks have his name, or a part of it."""
    if who is None or statement.source is None:
        return False
    called = set(capitals(statement.source.name))
    return any(called & set(capitals(name)) for name in who.names)


def _has_word(who: Entity, word: str) -> bool:
    return any(word in (w.casefold() for w in n.split() if w[0].isupper()) for n in who.names)


def _told(statement: Statement, text: str, places: Sequence[Span]) -> str:
    """The sentences of a statement in which the matter stands; all of it where nothing says where."""
    inside = [(p, place) for place in places for p in statement.pieces if p.overlaps(place)]
    sentences = dict.fromkeys(knowledge.sentence_around(text, p.start, p.end, place) for p, place in inside)
    return " ".join(sentences or (p.of(text) for p in statement.pieces))


def _without_value(told: str, text: str, places: Sequence[Span]) -> str:
    """What is told, without the words of a compared value: that two give one length does not make it one matter."""
    for value in {place.of(text) for place in places if 2 * len(place) < len(told)}:
        told = told.replace(value, " ")
    return told


def _other(who: Entity, one: Entity, other: Entity) -> Entity:
    return other if who is one else one


def _share_a_name(one: Entity, other: Entity) -> bool:
    """A telling word in the names of both ("Roe" and "Roe Tower"); not of two people with one surname, nor of two
    bodies that each have a word of their own ("Ministry of Health", "Ministry of Education")."""
    return any(_alike(capitals(a), capitals(b), one.kind, other.kind) for a in one.names for b in other.names)


def _alike(one: Sequence[str], two: Sequence[str], kind: str, other: str) -> bool:
    if kind == other == "person":
        relatives = len(one) > 1 and len(two) > 1 and one[0] != two[0] and {one[0], two[0]} <= given_names().keys()
        return bool(set(one) & set(two)) and not relatives
    if "person" in (kind, other):
        return bool(set(one) & set(two))
    return bool(one and two) and (set(one) <= set(two) or set(two) <= set(one))


def _run(a: str, b: str, length: int) -> bool:
    one, two = ([w.lower() for w in _WORD.findall(text)] for text in (a, b))
    runs = {tuple(one[k : k + length]) for k in range(len(one) - length + 1)}
    return any(tuple(two[k : k + length]) in runs for k in range(len(two) - length + 1))


def _one_matter(a: str, b: str) -> bool:
    one, two = _telling(a), _telling(b)
    numbers, others = ({w for w in said if w.isdigit()} for said in (one, two))
    if numbers and others and not numbers & others:
        return False
    shared, shorter = one & two, min(len(one), len(two))
    share = len(shared) / shorter if shorter else 1.0
    if sum(not w.isdigit() for w in shared) >= LEAST:
        return share >= SHARE
    return (len(shared) >= LEAST and share >= MOSTLY) or not shorter or (share >= MOSTLY and _within(a, b))


def _within(a: str, b: str) -> bool:
    """Whether the shorter of two short sayings stands in the other, small words and all ("no one was hurt")."""
    one, two = ({w.lower() for w in _WORD.findall(text)} for text in (a, b))
    return one <= two or two <= one


@functools.cache
def _counting() -> frozenset[str]:
    """Number words: two matters have a "four" in common by chance."""
    return frozenset(table("en/numbers")["words"])


def _long_words(text: str) -> frozenset[str]:
    return frozenset(w for w in _WORD.findall(text.lower()) if len(w) > 3)


def _telling(text: str) -> frozenset[str]:
    """The longer words that are no names and say something, and the numbers."""
    return frozenset(
        w[:_STEM]
        for w in _WORD.findall(text)
        if w.isdigit() or (len(w) > 3 and w[0].islower() and w not in words("en", "plain_words") | _counting())
    )
