"""How the reports describe one person: office, job, part in the matter."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.lexicon import lines, table
from twosource.record import ComparedValue, Sentence, Span, Token
from twosource.steps.clauses import phrase
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import keys_of, sorts_of
from twosource.steps.related import SAME, likeness

LONGEST = 100
MOST_VALUES = 8


@dataclass(frozen=True, slots=True)
class Description:
    """Words that say what a person is; ``noun`` is their head; ``named`` the same words with the name, where it
    stands beside them ("Justice Ann Roe", "Ann Roe, a justice")."""

    report: str
    start: int
    end: int
    noun: str
    keys: frozenset[str]
    named: Span


def compare_roles(scene: Scene) -> Iterator[Draft]:
    """One draft for each named person whom two reports describe. Two descriptions are never called a contradiction:
    a man can be a lawyer and a father."""
    names = {e.id: e.name for e in scene.material.entities if e.kind == "person"}
    found = descriptions(scene)
    for person in sorted(found):
        if len({d.report for d in found[person]}) >= 2:
            yield _draft(names[person], found[person], scene)


def descriptions(scene: Scene) -> dict[str, list[Description]]:
    """All that is said of what each named person is, by the person's id."""
    people = {e.id for e in scene.material.entities if e.kind == "person"}
    found: dict[str, list[Description]] = {}
    for report in scene.clauses:
        sentences = {c.ordinal: c.sentence for c in scene.clauses[report] if c.sentence.parsed}
        for ordinal, sentence in sorted(sentences.items()):
            for person, description in _descriptions(scene, report, ordinal, sentence):
                if person in people:
                    found.setdefault(person, []).append(description)
    return found


def _descriptions(scene: Scene, report: str, ordinal: int, sentence: Sentence) -> Iterator[tuple[str, Description]]:
    below = scene.below(report, ordinal, sentence)
    tokens = sentence.tokens
    for k, token in enumerate(tokens):
        person = scene.names.at(report, token) if token.pos == "PROPN" and token.dep != "compound" else None
        if person is None or scene.names.kinds.get(person) != "person":
            continue
        for place in _saying(tokens, k, below):
            if not _is_one_person(tokens[place]):
                continue
            start, end = phrase(sentence, place, below)
            start = min(start, _title_from(tokens, place, k))
            end = min(end, token.start) if start < token.start < end else end
            start = max(start, token.end) if start < token.end <= tokens[place].start else start
            if 0 < end - start <= LONGEST and any(start <= t.start < end for t in (tokens[place],)):
                inside = [t for t in tokens if start <= t.start < end]
                keys = keys_of(report, inside, scene.names) - {person}
                named = _with_name(Span(start, end), Span(*phrase(sentence, k, below)))
                yield person, Description(report, start, end, _noun(tokens[place]), keys, named)


def _with_name(words: Span, name: Span) -> Span:
    """The words and the name, where no more than a comma stands between them."""
    both = Span(min(words.start, name.start), max(words.end, name.end))
    return both if len(both) <= len(words) + len(name) + len(", ") else words


def _title_from(tokens: Sequence[Token], place: int, name: int) -> int:
    """Where a title before a name begins: "former interior minister Ann Roe"; its words hang from the name."""
    first = place
    while place < name and first > 0 and tokens[first - 1].dep in ("amod", "compound", "nmod"):
        if tokens[first - 1].head not in (place, name):
            break
        first -= 1
    return tokens[first].start


def _is_one_person(token: Token) -> bool:
    """True for "lawyer"; "reporters Roe" and "Photo: Roe" only look like descriptions."""
    named = token.lemma in _person_nouns() or "person" in sorts_of(token.lemma) or _is_title(token)
    return token.tag != "NNS" and (named or (token.lemma.endswith(_DOERS) and token.lemma not in _THINGS))


@functools.cache
def _person_nouns() -> frozenset[str]:
    return frozenset(noun for found in table("en/person_nouns").values() for noun in found)


def _is_title(token: Token) -> bool:
    """True for "President" in "President Roe" and "Sen." in "Sen. Roe", which the parser takes for part of the name."""
    named = _noun(token) in _person_nouns() or token.text.lower().rstrip(".") in _shortened()
    return token.pos == "PROPN" and token.dep in ("compound", "nmod") and named


def _noun(token: Token) -> str:
    """The noun that says what somebody is, a shortened title in full."""
    word = token.lemma.lower().rstrip(".")
    return _shortened().get(word, word)


@functools.cache
def _shortened() -> dict[str, str]:
    return {short: long.strip() for short, _, long in (row.partition(":") for row in lines("en", "titles"))}


_DOERS = ("er", "or", "ist", "ian", "eer", "nee", "mate", "ally", "star", "champion")
_THINGS = frozenset({"center", "factor", "letter", "number", "order", "paper", "poster", "power", "quarter", "tower"})
_END = re.compile(r"(?:wo)?man$|person$")


def _one_office(one: str, two: str) -> bool:
    """True for "lawyer" and "attorney", "spokesman" and "spokesperson"."""
    bases = [_END.sub("", noun) for noun in (one, two)]
    return one == two or (bases[0] == bases[1] != "") or likeness(one, two) >= SAME


def _saying(tokens: Sequence[Token], k: int, below: list[list[int]]) -> Iterator[int]:
    """Nouns that say what the person is: "Roe, a lawyer", "the lawyer, Roe", "lawyer Roe", "Roe is a lawyer"."""
    token = tokens[k]
    for c in below[k]:
        if tokens[c].pos == "NOUN" and tokens[c].dep == "appos":
            yield c
    titles = [
        c for c in below[k]
        if c < k and tokens[c].dep in ("compound", "nmod") and (tokens[c].pos == "NOUN" or _is_title(tokens[c]))
    ]  # fmt: skip
    yield from titles[-1:]
    if titles and tokens[titles[-1]].lemma.lower().rstrip(".") in _shortened():  # "race winner Sen. Ann Roe"
        yield from titles[-2:-1]
    above = tokens[token.head]
    if token.dep == "appos" and above.pos == "NOUN":
        yield token.head
    if token.dep == "nsubj" and above.lemma == "be":
        for c in below[token.head]:
            if tokens[c].dep == "attr" and tokens[c].pos == "NOUN":
                yield c


def _draft(name: str, found: Sequence[Description], scene: Scene) -> Draft:
    values: list[list[Description]] = []
    for description in found:
        for group in values:
            if any(_one_office(description.noun, d.noun) for d in group):
                group.append(description)
                break
        else:
            values.append([description])
    values.sort(key=lambda g: -len({d.report for d in g}))
    compared = tuple(
        ComparedValue(
            scene.words(g[0].report, g[0].start, g[0].end, 60).removeprefix("Both ").removeprefix("both "),
            tuple(dict.fromkeys(scene.mention(d.report, d.named.start, d.named.end) for d in g)),
            scene.day(g[0].report),
        )
        for g in values[:MOST_VALUES]
    )
    words = ", ".join(f"“{v.value}”" for v in compared[:4])
    if len(compared) == 1:
        why = f"{len({d.report for d in found})} reports describe {name} as {words}."
        return Draft(f"Who is {name}?", "role", "agree", compared, "unknown", 0.7, why)
    why = f"{name} is described as {words}; one person can be all of these."
    return Draft(f"Who is {name}?", "role", "compatible", compared, "unknown", 0.6, why)
