"""The place that a value fills: of what it is the weight, the height, the age; what was done that far or that long.

"A 450-pound gorilla" and "the 400-pound male gorilla" fill one place, the weight of a gorilla; "fell 12 feet" and "fell
15ft" another. Two values in one place, said of the same or of what can be the same, answer one question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.record import Sentence, Span
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import LIGHT, SPEECH, event_of, key_of, keys_of, lemma_of, listed, sorts_of

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_UNITS = listed("units")
_EXTENTS = frozenset({"deep", "heavy", "high", "long", "old", "tall", "thick", "wide"})
_COMPARED = re.compile(
    r"(?:bigg|bright|cheap|deep|fast|great|heavi|high|larg|long|low|rich|short|slow|small|tall|warm)er$"
)
CAPACITY = "can carry"
_CARRYING = frozenset(
    {"carry", "lift", "launch", "take", "put", "hold", "seat", "transport", "deliver", "haul", "send"}
)
_CAPABLE = frozenset({"can", "could", "able", "capable", "capacity", "allow", "enable", "design", "thrust", "will"})
SPEED = "fast"  # at what speed something was going
_GOING = frozenset({"travel", "go", "drive", "move", "fly", "speed", "race", "do", "sail", "run", "clock"})
_PER_HOUR = frozenset({"mph", "kph", "km/h", "kmh", "knot", "hour"})
PENALTY = "punishable by"  # what the law allows, not what a court has given
PLANNED = "planned to last"  # not how long it lasted
_PLANNING = listed("planning")
_PRISON = listed("prison")
_AT_MOST = listed("at_most")
_NAMELESS = frozenset({"that", "which", "who", "whom", "it", "he", "she", "they", "this", "one"})


@dataclass(frozen=True, slots=True)
class Slot:
    """``of`` are the lemmas of the nouns that it measures (and what they are called), ``holder`` the keys of their
    whole phrase, ``names`` the names among these; ``verb`` is the happening that it tells the extent of, ``graded`` the
    adjective ("bigger", "deep")."""

    of: frozenset[str]
    holder: frozenset[str]
    names: frozenset[str]
    verb: str
    graded: str


_NONE: frozenset[str] = frozenset()
NOWHERE = Slot(_NONE, _NONE, _NONE, "", "")


def slot_of(scene: Scene, report: str, words: Span) -> Slot:
    """The place of the value at ``words``; empty where the sentence was not parsed."""
    found = scene.sentence(report, words.start)
    if found is None or not found[1].parsed:
        return NOWHERE
    ordinal, sentence = found
    tokens = sentence.tokens
    inside = {k for k, t in enumerate(tokens) if words.start <= t.start < words.end}
    if not inside:
        return NOWHERE
    below = scene.below(report, ordinal, sentence)
    k, graded = _outward(sentence, inside)
    if _punishes(sentence, inside):
        graded = PENALTY
    elif k is not None and tokens[k].lemma in _LASTING and _planned(sentence, k, below):
        graded = PLANNED
    goal = _goal(sentence, inside, below) if any(tokens[i].lemma in _UNITS for i in inside) else frozenset[str]()
    if goal:
        return Slot(goal, goal, _NONE, "", CAPACITY)
    after = tokens[max(inside) + 1] if max(inside) + 1 < len(tokens) else None
    if after is not None and (after.tag in ("JJR", "RBR") or after.lemma in _EXTENTS or _COMPARED.match(after.text)):
        graded = after.text.lower()
    nouns: list[int] = []
    verb = ""
    if k is not None and tokens[k].pos in ("VERB", "AUX"):
        nouns = _subject(sentence, k, below)
        verb = "" if tokens[k].lemma in LIGHT | SPEECH else event_of(lemma_of(tokens[k]))
        verb = "last" if graded == PLANNED else verb
        if tokens[k].lemma in _GOING and _is_speed(sentence, inside):
            verb, graded = "", SPEED
    elif k is not None and k not in inside:
        nouns = _called(sentence, k, below)
        graded = graded or (SPEED if _is_speed(sentence, inside) else "")  # "the 90mph train"
    phrase = [
        tokens[i]
        for n in nouns
        for i in (n, *(c for c in below[n] if tokens[c].dep in ("compound", "amod", "nmod", "poss")))
    ]
    if any(t.tag == "JJS" for t in phrase):
        nouns, phrase = [], []  # "the longest bridge of the country" is not the bridge of the story
    names = keys_of(report, [t for t in phrase if t.pos == "PROPN"], scene.names)
    of = frozenset(key_of(tokens[n]) for n in nouns)
    return Slot(of, keys_of(report, phrase, scene.names), names, verb, graded)


def _is_speed(sentence: Sentence, inside: set[int]) -> bool:
    """True for "90 mph", "140 kilometres an hour"; not for "two hours"."""
    lemmas = {sentence.tokens[k].lemma.lower() for k in inside}
    return bool(lemmas & _PER_HOUR) and ("hour" not in lemmas or bool(lemmas & _UNITS))


def _punishes(sentence: Sentence, inside: set[int]) -> bool:
    """True for the years of "could be jailed for up to ten years", "faces up to 14 years in prison": the most that the
    law allows. One count among several ("on each count") is none."""
    tokens = sentence.tokens
    if not any(tokens[k].lemma in _YEARS for k in inside):
        return False
    first, last = min(inside), max(inside)
    around = tokens[max(0, first - 9) : last + 6]
    prison = any(t.lemma.lower() in _PRISON for t in around)
    most = any(t.lemma.lower() in _AT_MOST for t in tokens[max(0, first - 9) : last + 1])
    return prison and most and not any(t.lemma.lower() in _SEVERALLY for t in around)


_LASTING = frozenset({"last", "take", "run", "go", "stay", "remain", "be"})


def _planned(sentence: Sentence, verb: int, below: list[list[int]]) -> bool:
    """True for "was expected to last", "a talk that was going to last", "thinking it would only last"."""
    tokens = sentence.tokens
    k = verb
    if k > 1 and tokens[k - 1].tag == "TO" and tokens[k - 2].lemma in _PLANNING:
        return True  # "due to take", however it is parsed
    for _ in range(3):
        if any(tokens[c].dep == "aux" and tokens[c].lemma.lower() in _WILL for c in below[k]):
            return True
        above = tokens[k].head
        if above == k or tokens[k].dep not in ("xcomp", "ccomp"):
            return False
        token = tokens[above]
        if token.lemma in _PLANNING or (token.lemma == "go" and token.tag == "VBG" and tokens[k].dep == "xcomp"):
            return True
        k = above
    return False


_WILL = frozenset({"will", "would", "shall", "should", "'ll", "’ll", "'d", "’d"})


def _goal(sentence: Sentence, inside: set[int], below: list[list[int]]) -> frozenset[str]:
    """Where to something can carry it ("able to lift 90 tonnes into orbit"); empty for what was carried."""
    tokens = sentence.tokens
    for k, token in enumerate(tokens):
        if token.lemma not in _CARRYING or token.pos != "VERB" or not any(abs(k - i) < 14 for i in inside):
            continue
        if token.tag not in ("VB", "VBG") or not any(t.lemma in _CAPABLE for t in tokens[max(0, k - 6) : k]):
            continue
        to = [c for i in range(k, len(tokens)) for c in below[i] if tokens[i].lemma in ("into", "onto")]
        return frozenset(tokens[c].lemma for c in to if tokens[c].dep == "pobj" and tokens[c].pos == "NOUN")
    return frozenset()


_YEARS = frozenset({"year", "month"})
_SEVERALLY = frozenset({"each", "count", "per", "total", "additional", "combined", "minimum", "least"})


def _outward(sentence: Sentence, inside: set[int]) -> tuple[int | None, str]:
    """The word outside the value that it hangs on, and the adjective passed on the way."""
    tokens = sentence.tokens
    k = next((i for i in sorted(inside) if tokens[i].head not in inside or tokens[i].head == i), None)
    graded = ""
    for _ in range(6):
        if k is None or (k not in inside and tokens[k].pos in ("NOUN", "PROPN", "VERB", "AUX", "PRON")):
            return k, graded
        token = tokens[k]
        if token.pos in ("ADJ", "ADV") and k not in inside:
            graded = token.text.lower()
        if token.head == k:
            return None, graded
        k = token.head
        if tokens[k].dep == "prep" and tokens[k].pos == "ADP" and k not in inside:
            k = tokens[k].head if tokens[k].head != k else None
    return None, graded


def _subject(sentence: Sentence, verb: int, below: list[list[int]]) -> list[int]:
    """The nouns that the verb is said of; for "who fell" the noun before, for "and fell" the first verb's subject."""
    tokens = sentence.tokens
    k = verb
    for _ in range(4):
        subjects = [c for c in below[k] if tokens[c].dep in _SUBJECTS]
        named = [c for c in subjects if tokens[c].lemma not in _NAMELESS]
        if named:
            return [n for c in named for n in _called(sentence, c, below)]
        if tokens[k].dep in ("relcl", "acl"):
            return _called(sentence, tokens[k].head, below)
        if subjects or tokens[k].dep not in ("conj", "xcomp", "advcl", "acomp") or tokens[k].head == k:
            return []
        k = tokens[k].head
    return []


def _called(sentence: Sentence, noun: int, below: list[list[int]]) -> list[int]:
    """The noun and what else its phrase calls it: "the male, lowland gorilla named Harambe"."""
    tokens = sentence.tokens
    found = [noun]
    for c in below[noun]:
        if tokens[c].dep == "appos" and tokens[c].pos in ("NOUN", "PROPN"):
            found.append(c)
            found += [
                g for x in below[c] if tokens[x].lemma in ("name", "call") for g in below[x] if tokens[g].dep == "oprd"
            ]
        if tokens[c].dep == "acl" and tokens[c].lemma in ("name", "call"):
            found += [g for g in below[c] if tokens[g].dep == "oprd"]
    if tokens[noun].dep == "appos":
        found.append(tokens[noun].head)
    return found


def fits(one: Slot, two: Slot, scene: Scene) -> bool:
    """True when two values fill one place: the same measure of the same thing, or of things that can be the same."""
    if one.graded != two.graded or named_apart(one, two):
        return False
    shared = {n for n in one.of & two.of if n not in _UNITS and n not in _GENERAL}
    if not one.verb and not two.verb:
        return bool(shared)
    if one.verb != two.verb:
        return bool(shared) and {one.verb, two.verb} <= SHIFTED
    return bool(shared or one.holder & two.holder or _can_be_one(one, two, scene) or _can_be_one(two, one, scene))


# How something came to be elsewhere: one tells "pushed", another "dragged".
SHIFTED = frozenset({"carry", "drag", "fling", "hurl", "propel", "push", "shove", "shunt", "sweep", "throw", "toss"})
_GENERAL = frozenset({"time", "total", "record", "rest", "average", "kind", "part", "way", "thing"})


def named_apart(one: Slot, two: Slot) -> bool:
    """True when each is said of somebody named, and of somebody else."""
    return bool(one.names and two.names) and not one.names & two.names


def things_apart(one: Slot, two: Slot) -> bool:
    """True when each is said of a thing, and of another thing: a house and a boat."""
    things = [{n for n in s.of if "person" not in sorts_of(n) and n not in _UNITS} for s in (one, two)]
    return bool(things[0] and things[1]) and not {x for n in things[0] for x in sorts_of(n)} & {
        x for n in things[1] for x in sorts_of(n)
    }


def _can_be_one(named: Slot, called: Slot, scene: Scene) -> bool:
    """True for a person's name here and "the boy" there."""
    person = any(scene.names.kinds.get(k, "person") == "person" for k in named.names)
    return person and not called.names and bool(called.of) and all("person" in sorts_of(n) for n in called.of)
