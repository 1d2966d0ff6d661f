"""Where something began: two places that a report itself sets against one another.

A kitchen may lie on the second floor, so two phrases for a place are no contradiction by themselves. They are called
one only where one of the reports says where it was not ("in a lorry, not inside the building").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from twosource.record import ComparedValue, Sentence
from twosource.steps.clauses import Clause, phrase
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import event_of, is_event, keys_of

_WITHIN = frozenset({"in", "at", "inside", "on", "near", "under"})


@dataclass(frozen=True, slots=True)
class Start:
    """A happening (``noun`` in words, ``event`` its class) that began at a place; ``barred`` are the words that say
    where it did not, empty where there are none."""

    report: str
    noun: str
    event: str
    start: int
    end: int
    keys: frozenset[str]
    barred: str


def compare_starts(scene: Scene) -> Iterator[Draft]:
    """One draft for each happening whose beginning two reports put in two places."""
    by_event: dict[str, list[Start]] = {}
    for clause in scene.all_clauses:
        found = _start(clause, scene) if clause.event == "begin" and clause.sentence.parsed else None
        if found is not None:
            by_event.setdefault(found.event, []).append(found)
    for _, starts in sorted(by_event.items()):
        barring = next((s for s in starts if s.barred), None)
        others = [s for s in starts if barring and s.report != barring.report and not s.keys & barring.keys]
        if barring is not None and others:
            yield _draft(others, [s for s in starts if s.keys & barring.keys], barring, scene)


def _start(clause: Clause, scene: Scene) -> Start | None:
    """The happening and the place of a clause that says where something began."""
    sentence = clause.sentence
    below = scene.below(clause.report, clause.ordinal, sentence)
    subject = next((sentence.tokens[c] for c in below[clause.head] if sentence.tokens[c].dep.startswith("nsubj")), None)
    if subject is None or subject.pos != "NOUN" or not is_event(subject.lemma) or clause.negated:
        return None
    for c in below[clause.head]:
        if sentence.tokens[c].lemma not in _WITHIN:
            continue
        for k in below[c]:
            token = sentence.tokens[k]
            if token.dep != "pobj" or token.pos not in ("NOUN", "PROPN") or token.ent in ("DATE", "TIME"):
                continue
            _, end = phrase(sentence, k, below)
            start = sentence.tokens[c].start
            keys = keys_of(clause.report, [t for t in sentence.tokens if start <= t.start < end], scene.names)
            barred = _barred(sentence, token.end, scene, clause.report)
            return Start(clause.report, subject.lemma, event_of(subject.lemma), start, end, keys, barred)
    return None


def _barred(sentence: Sentence, after: int, scene: Scene, report: str) -> str:
    """The words of "not inside the building" behind a place."""
    tokens = [t for t in sentence.tokens if t.start >= after]
    for one, two in pairwise(tokens):
        if one.lemma == "not" and two.lemma in _WITHIN:
            return scene.words(report, one.start, sentence.end, 60)
    return ""


def _draft(others: list[Start], same: list[Start], barring: Start, scene: Scene) -> Draft:
    values = tuple(
        ComparedValue(
            scene.words(group[0].report, group[0].start, group[0].end, 80),
            tuple(dict.fromkeys(scene.mention(s.report, s.start, s.end) for s in group)),
            scene.day(group[0].report),
        )
        for group in (others, same)
    )
    why = f"“{values[0].value}” and “{values[1].value}” can’t both be it: one report says “{barring.barred}”."
    return Draft(f"Where did the {barring.noun} begin?", "place", "differ", values, "conflict", 0.85, why)
