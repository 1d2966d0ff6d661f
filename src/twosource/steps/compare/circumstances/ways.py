"""Which way it went and on which side it was: "into the store", "out of it"; "north of Velmo", "south of Velmo".

Opposite words before one noun exclude one another where the same is told: the same deed of the same people, or the same
distance from one place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.record import Mention, Token
from twosource.steps.clauses import Clause, told
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.matter import persons_apart, times_apart
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.sureness import DOUBTFUL
from twosource.steps.keys import key_of

_OPPOSED = (
    ("into", "out of"),
    ("inside", "outside"),
    ("above", "below"),
    ("towards", "away from"),
    ("toward", "away from"),
    ("onto", "off"),
)
_COMPASS = frozenset({"north", "south", "east", "west"})
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Way:
    """``word`` before ``noun`` (a key); ``far`` is the number that stands before a side of the compass."""

    word: str
    noun: str
    far: str
    clause: Clause
    mention: Mention


def compare_ways(scene: Scene) -> Iterator[Draft]:
    """One draft for each noun that one report has somebody go into and another out of, or two sides of one place."""
    found = [w for c in scene.all_clauses for w in _ways(c, scene)]
    of_noun: dict[str, list[Way]] = {}
    for way in found:
        of_noun.setdefault(way.noun, []).append(way)
    for _, mine in sorted(of_noun.items()):
        if not _opposed({w.word for w in mine}):
            continue
        done: set[Mention] = set()
        for one in mine:
            against = [w for w in mine if _against(one, w, scene)]
            if not against or one.mention in done:
                continue
            with_it = [w for w in mine if any(_against(w, a, scene) for a in against)]
            done |= {w.mention for w in (*with_it, *against)}
            values = tuple(answer([w.mention for w in side], scene) for side in (with_it, against))
            why = f"“{one.word}” and “{against[0].word}” can’t both be so of it."
            strength = 0.8 if one.word in _COMPASS else DOUBTFUL  # one goes in and, at another hour, out again
            question = f"Which way, or on which side? “{values[0].value}”"
            yield Draft(question, "place", "differ", values, "conflict", strength, why)


def _opposed(words: set[str]) -> bool:
    """True where two of the words can stand against one another."""
    return len(words & _COMPASS) > 1 or any(a in words and b in words for a, b in _OPPOSED)


def _ways(clause: Clause, scene: Scene) -> Iterator[Way]:
    if not clause.sentence.parsed or clause.negated or clause.unreal or not told(clause):
        return
    tokens = clause.sentence.tokens
    mention = scene.mention(clause.report, clause.start, min(clause.end, clause.start + LONGEST))
    for k, token in enumerate(tokens):
        if token.dep == "pobj" and _hangs_on(token, clause):
            prep = tokens[token.head]
            word = prep.lemma if tokens[prep.head].dep != "prep" else f"{tokens[prep.head].lemma} {prep.lemma}"
            yield Way(word.lower(), key_of(token), "", clause, mention)
        if token.lemma.lower() in _COMPASS and k + 2 < len(tokens) and tokens[k + 1].lemma == "of":
            far = next((t.text for t in reversed(tokens[max(0, k - 4) : k]) if t.text[:1].isdigit()), "")
            place = tokens[k + 2]
            if place.pos == "PROPN" and clause.start <= token.start < clause.sentence.end:
                near = scene.mention(clause.report, token.start, place.end)
                yield Way(token.lemma.lower(), key_of(place), far, clause, near)


def _hangs_on(token: Token, clause: Clause) -> bool:
    """True for the noun behind a preposition, or two ("out of"), of the clause's verb."""
    tokens = clause.sentence.tokens
    prep = tokens[token.head]
    above = tokens[prep.head]
    return above is tokens[clause.head] or (above.dep == "prep" and tokens[above.head] is tokens[clause.head])


def _against(one: Way, two: Way, scene: Scene) -> bool:
    if one.mention.report == two.mention.report or not scene.one_language(one.clause, two.clause):
        return False
    if one.word in _COMPASS and two.word in _COMPASS:
        return one.word != two.word and bool(one.far) and one.far == two.far
    if (one.word, two.word) not in _OPPOSED and (two.word, one.word) not in _OPPOSED:
        return False
    if one.clause.event != two.clause.event or times_apart(one.clause, two.clause, scene):
        return False
    who = [{k for a in w.clause.role("actor") for k in a.keys} for w in (one, two)]
    named = [{k for k in keys if ":" in k} for keys in who]
    same = named[0] & named[1] if named[0] and named[1] else who[0] & who[1]
    return (bool(same) or not (named[0] and named[1])) and not persons_apart(one.clause, two.clause, scene)
