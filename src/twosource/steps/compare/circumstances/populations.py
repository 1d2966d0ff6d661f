"""How many people live in a place: "home to 120,000 people", "which has about 200,000 residents".

Of a place that is named in both reports, or of "the island" where the other report names one. What covers the other
figure ("more than 100,000") or is its rounding fits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.record import Sentence, Token
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.figures import Figure, clashing
from twosource.steps.keys import plain

LEAST = 100  # fewer live in a house
_BEFORE = re.compile(
    r"\b(?:home\s+to|population\s+of|inhabited\s+by|(?:town|city|village|island|island\s+nation|suburb|port)\s+of)\s+"
    r"(?:some\s+|about\s+|around\s+|roughly\s+|nearly\s+|almost\s+|an\s+estimated\s+|more\s+than\s+|over\s+)?$",
    re.IGNORECASE,
)
_HAVING = re.compile(r"\b(?:has|have|had|with)\s+(?:[a-z]+\s+){0,3}$")
_PEOPLE = frozenset({"", "people", "person", "inhabitant", "resident", "soul"})
_LIVING_THERE = frozenset({"inhabitant", "resident"})
_PLACES = frozenset({"island", "town", "city", "village", "suburb", "port", "district", "county", "province"})


def compare_populations(scene: Scene) -> Iterator[Draft]:
    """One draft for each place of which reports give numbers of inhabitants that cannot be one."""
    # by the name of the place, or by its common noun ("island")
    found = [p for report in scene.clauses for p in _populations(scene, report)]
    for where in sorted({p.of for p in found if p.of not in _PLACES}):
        noun = next((p for p in sorted(_PLACES) if _is_called(where, p, scene)), None)
        values = clashing([p for p in found if p.of in (where, noun)])
        if values:
            shown = tuple(answer([p.mention for p in v], scene, v[0].value.shown) for v in values)
            first, second = (
                f"“{scene.words(p.mention.report, p.mention.start, p.mention.end)}”" for p in (v[0] for v in values[:2])
            )
            why = f"{first} and {second} are both given, and no report gives both."
            asked = f"How many people live in {where.title()}?"
            yield Draft(asked, "number", "differ", shown, "conflict", 0.8, why)


def _is_called(where: str, noun: str, scene: Scene) -> bool:
    """True where a report writes "Sarkand island", "the island of Sarkand"."""
    name = re.escape(where)
    pattern = re.compile(
        rf"\b{name}\s+{noun}\b|\b{noun}\s+of\s+{name}\b|\b{name},?\s+(?:an?|the)\s+(?:\w+\s+)?{noun}\b", re.I
    )
    return any(pattern.search(text) for text in scene.texts.values())


def peopled(scene: Scene, report: str, start: int) -> str | None:
    """The place whose people the number at ``start`` counts, by its name; None for any other number."""
    place = scene.sentence(report, start)
    if place is None or not _BEFORE.search(scene.texts[report][max(place[1].start, start - 48) : start]):
        return None
    where = _where(place[1], start)
    return where if where not in _PLACES else None


def _populations(scene: Scene, report: str) -> Iterator[Figure]:
    text = scene.texts[report]
    for q in scene.material.quantities.get(report, ()):
        place = scene.sentence(report, q.start)
        if place is None or q.kind != "count" or q.vague or (q.low or q.high or 0) < LEAST or q.counted not in _PEOPLE:
            continue
        before = text[max(place[1].start, q.start - 48) : q.start]
        told = _BEFORE.search(before)
        if told is None and not (q.counted in _LIVING_THERE and _HAVING.search(before)):
            continue
        where = _where(place[1], q.start)
        if where is not None:
            end = q.words.end if q.words.end - q.start < LONGEST else q.end
            yield Figure(where, q, scene.mention(report, q.start, end))


LONGEST = 40
_NO_PLACES = frozenset({"DATE", "TIME", "NORP", "EVENT", "LANGUAGE", "MONEY"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BESIDE = frozenset({"appos", "advmod", "npadvmod", "acl", "relcl", "amod"})
_KEYWORDS = frozenset({"home", "population", "inhabit"})


def _where(sentence: Sentence, start: int) -> str | None:
    """The place that the number's words are said of: its name, or what it is called only ("the island")."""
    tokens = sentence.tokens
    number = max((k for k, t in enumerate(tokens) if t.start <= start), default=0)
    near = range(number, max(-1, number - 8), -1)
    k = next((k for k in near if tokens[k].lemma.lower() in _KEYWORDS | _PLACES or tokens[k].lemma == "have"), None)
    if k is not None and k > 1 and tokens[k - 1].text == "," and tokens[k - 2].pos in ("NOUN", "PROPN"):
        return _name(tokens, k - 2)  # "struck Qeshm island, home to …", wherever the parser has hung it
    for _ in range(6):
        if k is None:
            return None
        token = tokens[k]
        if token.pos in ("VERB", "AUX"):
            subject = next((i for i, t in enumerate(tokens) if t.head == k and t.dep in _SUBJECTS), None)
            if subject is None and token.dep == "relcl":
                return _name(tokens, token.head)
            if subject is None and token.dep == "conj":
                k = token.head
                continue
            if subject is not None and tokens[subject].tag in ("WDT", "WP"):
                return _name(tokens, token.head)
            return None if subject is None else _name(tokens, subject)
        if token.dep in _BESIDE and tokens[token.head].pos in ("NOUN", "PROPN"):
            return _name(tokens, token.head)
        k = token.head if token.head != k else None
    return None


def _name(tokens: Sequence[Token], noun: int) -> str | None:
    """ "Qeshm" of "Qeshm island", "bandar abbas", "island" of "the island"."""
    named = [t for k, t in enumerate(tokens) if (k == noun or (t.head == noun and t.dep == "compound"))]
    named = [t for t in named if t.text[:1].isupper() and t.ent not in _NO_PLACES and t.lemma.lower() not in _PLACES]
    if named and (named[0].pos == "PROPN" or named[0].ent):
        return " ".join(plain(t.text) for t in named)
    lemma = tokens[noun].lemma.lower()
    return lemma if lemma in _PLACES else None
