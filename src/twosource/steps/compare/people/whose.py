"""Which named person a word points to: "Orton, a mother of 12", "one of her 12 children", "who was born in Velmo"."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.record import ComparedValue
from twosource.steps.clauses import Clause
from twosource.steps.compare.scene import Scene

_POINTING = frozenset({"he", "she", "his", "her", "him", "hers"})
BACK = 1  # sentences before, in which the bearer of a "she" is looked for


def person_at(scene: Scene, report: str, ordinal: int, place: int) -> str | None:
    """The person whom the word at ``place`` of a sentence names or describes, or the only one to whom its "he" or "her"
    can point; None where that is not told."""
    tokens = scene.sentence_at(report, ordinal).tokens
    token = tokens[place]
    named = _person(scene, report, ordinal, place)
    if named is not None:
        return named
    if token.lemma.lower() in _POINTING or token.text.lower() in _POINTING:
        return _only_before(scene, report, ordinal, place)
    if token.tag == "WP" or token.dep == "relcl":  # "who was born": whom the clause hangs on
        verb = token.head if token.tag == "WP" else place
        return _person(scene, report, ordinal, tokens[verb].head) if tokens[verb].dep == "relcl" else None
    if token.pos in ("VERB", "AUX"):
        return None
    below = scene.below(report, ordinal, scene.sentence_at(report, ordinal))[place]
    beside = [k for k in below if tokens[k].dep in ("appos", "compound", "nmod")]
    if token.dep in ("appos", "compound", "nmod"):
        beside.append(token.head)
    if token.dep == "attr":
        beside += [k for k, t in enumerate(tokens) if t.head == token.head and t.dep == "nsubj"]
        return next((p for k in beside if k != place and (p := person_at(scene, report, ordinal, k))), None)
    return next((p for k in beside if (p := _person(scene, report, ordinal, k))), None)


def subject_of(scene: Scene, clause: Clause) -> str | None:
    """The person of whom a clause is told, as its subject (of a passive: to whom it was done)."""
    tokens = clause.sentence.tokens
    subjects = [k for k, t in enumerate(tokens) if t.head == clause.head and t.dep in ("nsubj", "nsubjpass")]
    if len(subjects) > 1 or not clause.sentence.parsed:
        return None
    return person_at(scene, clause.report, clause.ordinal, subjects[0] if subjects else clause.head)


def called(name: str, values: Sequence[ComparedValue], scene: Scene) -> str:
    """A person's name as far as the sentences of the answers have it: "Gray", where none says which of the family."""
    places = [row[1] for v in values for m in v.mentions if (row := scene.sentence(m.report, m.start)) is not None]
    words = {t.text for sentence in places for t in sentence.tokens}
    first, _, last = name.rpartition(" ")
    return last if first and last in words and not set(first.split()) & words else name


def _person(scene: Scene, report: str, ordinal: int, place: int) -> str | None:
    token = scene.sentence_at(report, ordinal).tokens[place]
    name = token.pos in ("PROPN", "NOUN") and token.text[:1].isupper()  # "Moe", wherever the parser takes it for a noun
    entity = scene.names.at(report, token) if name else None
    return entity if entity is not None and scene.names.kinds.get(entity) == "person" else None


def _only_before(scene: Scene, report: str, ordinal: int, place: int) -> str | None:
    """The person named before a word in its sentence, else in the sentence before; None where there are two."""
    for back in range(BACK + 1):
        if ordinal < back:
            return None
        last = place if back == 0 else len(scene.sentence_at(report, ordinal - back).tokens)
        found = {p for k in range(last) if (p := _person(scene, report, ordinal - back, k)) is not None}
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None
