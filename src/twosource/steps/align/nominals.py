"""Happenings told by a noun: "Roe's victory in Ostby", "Ostby winner Ann Roe", "the arrest of two men".

A noun that comes from a verb (``lexicon/en/nominal.txt``) is a clause of that verb's happening; who is told with it is
its party. Which of the two a possessor is ("the boy's killing") is left open, and so is what hangs on it by "of".
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

from twosource.lexicon import classes
from twosource.record import Reading, Sentence
from twosource.steps.clauses import Argument, Clause, children, event_of, negated, participant, subtree, unreal
from twosource.steps.keys import LIGHT, SPEECH, Names, is_event, keys_of, listed, sorts_of

_APART = frozenset({"relcl", "advcl", "ccomp", "conj", "parataxis", "acl", "cc", "punct", "preconj"})
_NOT_TOLD = listed("not_told")
_CALLED = frozenset({"attr", "oprd"})


def nominals(reading: Reading, names: Names) -> tuple[Clause, ...]:
    """A clause for each noun of a report's body and headlines that tells a happening of somebody or something."""
    out: list[Clause] = []
    sentences = [s for p in reading.passages if p.kind in ("body", "headline") for s in p.sentences]
    for ordinal, sentence in enumerate(sentences):
        below = children(sentence) if sentence.parsed else []
        for k in range(len(below)):
            token = sentence.tokens[k]
            events = _events(token.lemma.lower()) if token.pos == "NOUN" else ()
            if events and not _left_open(sentence, k, below):
                out.extend(_clauses(reading.report.id, sentence, ordinal, k, below, names, events))
    return tuple(out)


@functools.cache
def _verbs() -> dict[str, tuple[str, ...]]:
    return {noun.lstrip("~"): verbs for noun, verbs in classes("en", "nominal").items()}


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(noun[1:] for noun in classes("en", "nominal") if noun.startswith("~"))


@functools.cache
def _events(noun: str) -> tuple[str, ...]:
    """The happenings that a noun can name."""
    found = [event_of(noun)] if is_event(noun) else []
    found += [event_of(v) for v in _verbs().get(noun, ()) if v not in LIGHT and v not in SPEECH]
    return tuple(dict.fromkeys(found))


def _clauses(
    report: str, sentence: Sentence, ordinal: int, k: int, below: list[list[int]], names: Names, events: tuple[str, ...]
) -> Iterator[Clause]:
    arguments = tuple(_arguments(report, sentence, k, below, names))
    if not arguments:
        return
    words = [sentence.tokens[i] for i in subtree(below, k, _APART, sentence)]
    start = min([words[0].start, *(a.start for a in arguments if a.role != "subject")])
    end = max([words[-1].end, *(a.end for a in arguments if a.role != "subject")])
    keys = keys_of(report, words, names).union(*(a.keys for a in arguments)) - {sentence.tokens[k].lemma}
    no = negated(sentence, k, below) or any(sentence.tokens[c].lemma == "no" for c in below[k])
    roles = tuple(Argument("actor" if a.role == "subject" else a.role, *_rest(a)) for a in arguments)
    for event in events:
        yield Clause(report, sentence, ordinal, k, start, end, event, event, roles, keys - {event}, no, False)


def _rest(a: Argument) -> tuple[int, int, int, str, frozenset[str]]:
    return a.head, a.start, a.end, a.lemma, a.keys


def _arguments(report: str, sentence: Sentence, k: int, below: list[list[int]], names: Names) -> Iterator[Argument]:
    """Who or what stands with the noun: possessor, compound, what prepositions bring, who is called so."""
    tokens, token = sentence.tokens, sentence.tokens[k]
    person = token.lemma in _people() or "person" in sorts_of(token.lemma)
    for c in below[k]:
        child = tokens[c]
        if child.dep in ("poss", "compound", "nmod") or (child.dep == "amod" and names.at(report, child)):
            role = "undergoer" if person and child.dep == "poss" else "party"
            yield participant(report, sentence, c, role, below, names)
        elif child.dep == "appos" and child.pos == "PROPN":
            yield participant(report, sentence, c, "actor" if person else "party", below, names)
        elif child.dep == "prep":
            role = {"by": "actor", "of": "party"}.get(child.lemma, child.lemma)
            brought = [g for g in below[c] if tokens[g].dep == "pobj"]
            yield from (participant(report, sentence, g, role, below, names) for g in brought)
    if not person:
        return
    above = tokens[token.head]
    if token.dep in ("compound", "nmod", "appos") and above.pos == "PROPN":
        named = participant(report, sentence, token.head, "actor", below, names)
        beside = keys_of(report, [tokens[i] for i in subtree(below, k, _APART, sentence)], names)
        yield replace(named, keys=named.keys - beside)  # "Ostby winner Clara Lund": Ostby did not win
    elif token.dep in _CALLED:
        for c in below[token.head]:
            if tokens[c].dep in ("nsubj", "nsubjpass"):
                yield participant(report, sentence, c, "subject", below, names)


def _left_open(sentence: Sentence, k: int, below: list[list[int]]) -> bool:
    """True for what is not told as done: "to avoid arrest", "could bring victory", "denied the killing"."""
    tokens, place = sentence.tokens, k
    if any(tokens[c].lemma in _NOT_TOLD for c in below[k]):  # "a possible arrest"
        return True
    while tokens[place].head != place:
        place = tokens[place].head
        if tokens[place].pos in ("VERB", "AUX"):
            return (
                tokens[place].lemma in _NOT_TOLD
                or unreal(sentence, place, below)
                or negated(sentence, place, below)
                or any(tokens[c].tag == "TO" for c in below[place])
            )
        if tokens[place].lemma in _NOT_TOLD:
            return True
    return False
