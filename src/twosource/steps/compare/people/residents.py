"""Where somebody lives or is from, or was born: "Jan Moe, 36, of Ostby", "Moe, who lived in Ostby", "Ostby resident Jan
Moe"; "Moe was born in Ostby".

Two places are set apart only where neither can lie in the other: a report that gives the one names the other nowhere,
while a borough or a country is on everybody's lips.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from twosource.lexicon import lines
from twosource.record import Mention, Token
from twosource.steps.clauses import Clause
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.people.whose import subject_of
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import plain

_OF = re.compile(r"\s*,?\s*(?:\(?\d{1,3}\)?\s*,?)\s*(?:of|from)\s+(?=[A-Z])")
_RESIDENT = frozenset({"resident", "man", "woman", "teenager", "teen", "mother", "father", "couple"})
_LIVING = frozenset({"live", "reside"})
_BEFORE = frozenset({"had", "once", "previously", "formerly", "then", "to"})  # "used to live"
AWAY = 6  # words between "lived" and its place: "half a mile away"


def compare_residents(scene: Scene) -> Iterator[Draft]:
    """One draft for each person whom two reports give another place, of which none is said to lie in the other."""
    yield from _drafts(_homes(scene), "Where is {} from?", scene)
    yield from _drafts(_birthplaces(scene), "Where was {} born?", scene)


Place = tuple[str, Mention]  # as it is written, and where


def _drafts(told: Iterator[tuple[str, Place]], asked: str, scene: Scene) -> Iterator[Draft]:
    homes: dict[str, dict[str, list[Mention]]] = {}
    for person, (place, mention) in told:
        homes.setdefault(person, {}).setdefault(place.lower(), []).append(mention)
    for person in sorted(homes):
        known = homes[person]
        wide = {a for a in known for b in known if a != b and _may_be_one(b, a, known, scene)}
        found = {place: mentions for place, mentions in known.items() if place not in wide}
        if len(found) < 2:
            continue
        values = tuple(answer(found[place], scene) for place in sorted(found))
        name = next(e.name for e in scene.material.entities if e.id == person)
        why = " and ".join(f"“{v.value}”" for v in values) + " are both given as the place."
        yield Draft(asked.format(name), "place", "differ", values, "conflict", 0.8, why)


def _homes(scene: Scene) -> Iterator[tuple[str, Place]]:
    """Persons with a place of theirs, as it is written and where."""
    people = {e.id for e in scene.material.entities if e.kind == "person"}
    for entity in scene.material.entities:
        for mention in entity.mentions if entity.id in people else ():
            for place in (_behind(mention, scene), _in_front(mention, scene)):
                if place is not None:
                    yield entity.id, place
    for clause in scene.all_clauses:
        who = {k for a in clause.role("actor") for k in a.keys if k in people}
        place = _lived(clause, scene) if len(who) == 1 else None
        if place is not None:
            yield who.pop(), place


def _birthplaces(scene: Scene) -> Iterator[tuple[str, Place]]:
    """Persons with the town where they were born."""
    for clause in scene.all_clauses:
        tokens = clause.sentence.tokens
        if clause.negated or not clause.sentence.parsed or tokens[clause.head].text.lower() != "born":
            continue
        person = subject_of(scene, clause)
        places = (k for k, t in enumerate(tokens) if t.lemma == "in" and t.head == clause.head)
        found = next((p for k in places if (p := _place(clause.report, tokens[k + 1 :], scene)) is not None), None)
        if person is not None and found is not None:
            yield person, found


def _behind(name: Mention, scene: Scene) -> Place | None:
    """The place of "Jan Moe, 36, of Ostby"."""
    hit = _OF.match(scene.texts[name.report], name.end)
    row = scene.sentence(name.report, name.start)
    if hit is None or row is None:
        return None
    return _place(name.report, [t for t in row[1].tokens if t.start >= hit.end()], scene)


def _in_front(name: Mention, scene: Scene) -> Place | None:
    """The place of "Ostby resident Jan Moe"."""
    row = scene.sentence(name.report, name.start)
    before = [t for t in row[1].tokens if t.end <= name.start] if row is not None else []
    if len(before) < 2 or before[-1].lemma not in _RESIDENT:
        return None
    first = len(before) - 1
    while first and before[first - 1].ent == "GPE":
        first -= 1
    return _place(name.report, before[first:-1], scene)


def _lived(clause: Clause, scene: Scene) -> Place | None:
    """The place of "lived in Ostby", "who lives half a mile away in Ostby"."""
    tokens = clause.sentence.tokens
    if clause.lemma not in _LIVING or clause.negated or any(t.text.lower() in _BEFORE for t in clause.below):
        return None
    for k in range(clause.head + 1, min(len(tokens) - 1, clause.head + AWAY)):
        if tokens[k].lemma == "in":
            return _place(clause.report, tokens[k + 1 :], scene)
    return None


def _place(report: str, tokens: Sequence[Token], scene: Scene) -> Place | None:
    """The name of a town that the words begin with; no country."""
    words: list[Token] = []
    for token in tokens:
        if token.pos != "PROPN" or not token.ent or (words and token.start - words[-1].end > 1):
            break
        words.append(token)
    if not words or not (words[0].ent in ("GPE", "LOC") or plain(words[-1].text) in _like_places()):
        return None
    start, end = words[0].start, words[-1].end
    name = scene.texts[report][start:end]
    return None if name.lower() in _wide() else (name, scene.mention(report, start, end))


@functools.cache
def _wide() -> frozenset[str]:
    return frozenset(lines("any", "wide_places"))


@functools.cache
def _like_places() -> frozenset[str]:
    """Last words of places that the parser takes for firms ("Ostby Point")."""
    return frozenset(lines("any", "place_words")) | {"point", "creek", "springs", "ridge", "grove", "township"}


def _may_be_one(one: str, two: str, homes: Mapping[str, Sequence[Mention]], scene: Scene) -> bool:
    """True where the first place may lie in the second: one name holds the other, a report writes "Brooklyn, New York",
    or who gives the first as home also names the second, and not the other way round."""
    together = re.compile(rf"{re.escape(one)}(?:,| in| \()\s*{re.escape(two)}", re.IGNORECASE)
    named, back = (any(b in scene.texts[m.report].lower() for m in homes[a]) for a, b in ((one, two), (two, one)))
    return (
        (named and not back) or one in two or two in one or any(together.search(text) for text in scene.texts.values())
    )
