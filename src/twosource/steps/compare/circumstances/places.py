"""Where something happened: named places that two reports give for one happening, and places that exclude one another.

Two place names are rarely a contradiction (a village in its district, a town by the border), and no gazetteer is at
hand, so places are called different only for what can have one place alone: where a ship is registered, a firm
based. Where a person was born is in ``people/residents.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.record import ComparedValue, Sentence, Token
from twosource.steps.clauses import Clause, phrase, roles_alike
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import PLACES, Scene
from twosource.steps.compare.wording import ask, plainest
from twosource.steps.keys import SPEECH, event_of, is_event, keys_of, listed, plain
from twosource.steps.linkage import join

PREPOSITIONS = {
    "in": "Where", "at": "Where", "near": "Where", "off": "Where", "outside": "Where", "on": "Where", "around": "Where",
    "from": "Where from", "to": "Where to", "into": "Where to", "towards": "Where to",
}  # fmt: skip
TELLING = 0.2  # weight of a place name below which it says nothing: the country of the whole story
RARE = 0.45  # a place name that few sentences hold says more
ENOUGH = 0.3
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Location:
    """A place in its sentence: ``asked`` is the question word, ``events`` the happenings it hangs on."""

    report: str
    sentence: int
    start: int
    end: int
    keys: frozenset[str]
    asked: str
    events: frozenset[str]
    near: frozenset[str]
    clause: Clause | None


def compare_places(scene: Scene) -> Iterator[Draft]:
    """Agreements on where something happened, and homes that exclude one another."""
    found = [place for report in scene.clauses for place in _locations(scene, report)]
    index: dict[str, list[int]] = {}
    for k, place in enumerate(found):
        for key in place.keys:
            index.setdefault(key, []).append(k)
    pairs: dict[tuple[int, int], float] = {}
    for places in index.values():
        if 2 <= len(places) <= 40:
            for a, b in combinations(places, 2):
                if found[a].report != found[b].report:
                    pairs[(a, b)] = _same(found[a], found[b], scene)
    scored = [(a, b, score) for (a, b), score in pairs.items()]
    for cluster in join(scored, lambda a, b: _same(found[a], found[b], scene), ENOUGH, ENOUGH / 2):
        yield _agreement([found[k] for k in cluster], scene)
    yield from _homes(scene)


def _locations(scene: Scene, report: str) -> Iterator[Location]:
    sentences = {c.ordinal: c.sentence for c in scene.clauses[report] if c.sentence.parsed}
    for ordinal, sentence in sentences.items():
        heads = {c.head: c for c in scene.of_sentence(report, ordinal)}
        below = scene.below(report, ordinal, sentence)
        for k, token in enumerate(sentence.tokens):
            if token.dep != "pobj" or not _is_place(scene, report, token):
                continue
            top = _whole(sentence, k)
            preposition = sentence.tokens[sentence.tokens[top].head]
            if preposition.lemma not in PREPOSITIONS:
                continue
            clause, events = _above(sentence, preposition.head, heads)
            start, end = phrase(sentence, k, below)
            if not events or end - start > LONGEST:
                start, end = token.start, token.end
            keys = keys_of(
                report, [t for t in sentence.tokens if start <= t.start < end and t.pos == "PROPN"], scene.names
            )
            keys = frozenset(key for key in keys if scene.weights.get(key, 0.5) >= TELLING)
            near = keys_of(report, sentence.tokens, scene.names) - keys
            if keys and events:
                asked = PREPOSITIONS[preposition.lemma]
                yield Location(report, ordinal, start, end, keys, asked, events, near, clause)


_SETTLEMENTS = listed("settlements")


def _is_place(scene: Scene, report: str, token: Token) -> bool:
    if token.ent in PLACES:
        return True
    entity = scene.names.at(report, token)
    return entity is not None and scene.names.kinds.get(entity) == "place"


def _whole(sentence: Sentence, k: int) -> int:
    """The town of "in the town of Banki", else the name itself."""
    of = sentence.tokens[sentence.tokens[k].head]
    above = sentence.tokens[of.head]
    if of.lemma == "of" and above.lemma in _SETTLEMENTS and above.dep == "pobj":
        return of.head
    return k


def _above(sentence: Sentence, k: int, heads: dict[int, Clause]) -> tuple[Clause | None, frozenset[str]]:
    """The clause and the happenings that a preposition hangs on."""
    events: set[str] = set()
    for _ in range(5):
        token = sentence.tokens[k]
        if k in heads:
            clause = heads[k]
            events |= {clause.event} if clause.lemma not in SPEECH else set()
            return clause, frozenset(events)
        if token.pos == "NOUN" and is_event(token.lemma):
            events.add(event_of(token.lemma))
        if token.head == k:
            break
        k = token.head
    return None, frozenset(events)


def _same(one: Location, two: Location, scene: Scene) -> float:
    """One place of one matter: asked alike, of one happening or in sentences that share telling words."""
    if one.asked != two.asked or one.report == two.report or not one.keys & two.keys:
        return 0.0
    if one.clause and two.clause and roles_alike(one.clause, two.clause) < 0:
        return 0.0
    rare = max(scene.weights.get(k, 0.5) for k in one.keys & two.keys) >= RARE
    return 0.3 * bool(one.events & two.events) + 0.15 * rare + scene.alike(one.near, two.near)


def _agreement(cluster: Sequence[Location], scene: Scene) -> Draft:
    first = cluster[0]
    shown = scene.words(first.report, first.start, first.end, LONGEST)
    mentions = tuple(dict.fromkeys(scene.mention(p.report, p.start, p.end) for p in cluster))
    question = plainest(ask(p.asked, p.clause, scene.texts[p.report], (p.start, p.end)) for p in cluster)
    reports = len({p.report for p in cluster})
    value = ComparedValue(shown, mentions, scene.day(first.report))
    return Draft(question, "place", "agree", (value,), "unknown", 0.7, f"{reports} reports name {shown}.")


# --------------------------------------------------------------------------- what has one place alone

_HOME_WORDS = {
    "registered": "registered",
    "flagged": "registered",
    "based": "based",
    "headquartered": "based",
}
_COMPOUND = re.compile(r"((?:[A-Z][\w.]+[ ])*[A-Z][\w.]+)[-‑–](flagged|registered|based|headquartered)\b")
_SENTENCE = re.compile(
    r"\b(flagged|registered|based|headquartered)\s+(?:in|to|at|under)\s+(?:the\s+)?((?:[A-Z][\w.]+[ ]?)+)"
)


@dataclass(frozen=True, slots=True)
class Home:
    """A thing said to be registered or based in a place."""

    report: str
    start: int
    end: int
    word: str
    place: frozenset[str]
    of: frozenset[str]


def _homes(scene: Scene) -> Iterator[Draft]:
    """A difference for each name that has two homes of one kind."""
    by_owner: dict[tuple[str, str], list[Home]] = {}
    for report in scene.clauses:
        for home in _homes_of(scene, report):
            for owner in home.of:
                by_owner.setdefault((owner, home.word), []).append(home)
    done: set[tuple[tuple[str, int], ...]] = set()
    for (_, word), homes in sorted(by_owner.items(), key=lambda row: row[0]):
        values: list[list[Home]] = []
        for home in homes:
            for group in values:
                if any(home.place & other.place for other in group):
                    group.append(home)
                    break
            else:
                values.append([home])
        known = tuple(sorted((h.report, h.start) for h in homes))
        if len(values) == 2 and known not in done:
            done.add(known)
            yield _two_homes(word, values, scene)


def _homes_of(scene: Scene, report: str) -> Iterator[Home]:
    text = scene.texts[report]
    for pattern, place, word in ((_COMPOUND, 1, 2), (_SENTENCE, 2, 1)):
        for match in pattern.finditer(text):
            found = scene.sentence(report, match.start())
            if found is None or not found[1].parsed:
                continue
            names = _owner(found[1], match.start(), match.end())
            start, end = match.start(place), match.start(place) + len(match.group(place).rstrip())
            keys = frozenset(plain(w).strip(".") for w in text[start:end].split()) - {"the"}
            yield Home(report, start, end, _HOME_WORDS[match.group(word)], keys, names)


def _owner(sentence: Sentence, start: int, end: int) -> frozenset[str]:
    """Proper names that the words are said of: after "Ruritania-flagged", before "is registered in Ruritania"."""
    tokens = sentence.tokens
    word = next((t for t in tokens if t.start == start), None)
    if word is not None and word.dep == "acl" and tokens[word.head].pos != "PROPN":
        return frozenset()  # "a company based in Panama": whatever else is named in the sentence is not it
    after = [t for t in tokens if end <= t.start < end + 60]
    run: list[Token] = []
    for token in after:
        if token.pos not in ("PROPN", "NOUN", "ADJ", "PUNCT", "DET") or token.text in (";", ":", "—"):
            break
        run.append(token)
    before = [
        t for t in tokens if start - 60 < t.start < start and t.dep in ("nsubj", "nsubjpass", "compound", "appos")
    ]
    chosen = run if any(t.pos == "PROPN" for t in run) else before
    return frozenset(plain(t.text) for t in chosen if t.pos == "PROPN" and len(t.text) > 3)


def _two_homes(word: str, values: Sequence[Sequence[Home]], scene: Scene) -> Draft:
    compared = tuple(
        ComparedValue(
            scene.words(g[0].report, g[0].start, g[0].end),
            tuple(dict.fromkeys(scene.mention(h.report, h.start, h.end) for h in g)),
            scene.day(g[0].report),
        )
        for g in values
    )
    one, two = (v.value for v in compared)
    why = f"It is said to be {word} in “{one}” and in “{two}”, and it can’t be both at once."
    return Draft(f"Where is it {word}?", "place", "differ", compared, "conflict", 0.85, why)
