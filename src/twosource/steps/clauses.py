"""Who-did-what-to-whom in each sentence: what ``align`` and ``compare`` both look at.

A clause is one predicate with its arguments, the passive turned round: ``actor`` is who did it, ``undergoer``
to whom it was done ("31 died" and "31 were killed" both have an undergoer and no actor). Sentences without a parse
give one clause without arguments, so that names and numbers can still be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from twosource.record import Material, Reading, Sentence, Span, Token
from twosource.steps.keys import (
    LIGHT,
    SPEECH,
    Names,
    event_of,
    is_event,
    is_inward,
    keys_of,
    lemma_of,
    listed,
)
from twosource.steps.once import once

__all__ = [
    "LIGHT",
    "SPEECH",
    "Argument",
    "Clause",
    "Clauses",
    "Names",
    "children",
    "clauses",
    "clauses_of",
    "event_of",
    "finite",
    "is_event",
    "keys_of",
    "negated",
    "participant",
    "parties_of",
    "phrase",
    "roles_alike",
    "subtree",
    "told",
    "unreal",
]

# Dependents that begin a clause or phrase of their own and are not part of what the governing word says.
_APART = frozenset({"relcl", "advcl", "ccomp", "conj", "parataxis", "appos", "acl"})
_UNREAL = listed("unreal")
_UNTOLD = listed("untold")
_BRINGING = listed("bringing")
_COMPLEMENTS = frozenset({"acomp", "attr", "oprd", "xcomp", "advcl", "dobj"})
_ABOUT_OBJECT = frozenset({"of", "from", "for", "with", "into", "as"})
_TAKING = frozenset({"lose", "claim", "cost", "take", "give"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant: ``role`` is actor, undergoer, complement or the preposition; ``keys`` name it."""

    role: str
    head: int
    start: int
    end: int
    lemma: str
    keys: frozenset[str]


@dataclass(frozen=True)
class Clause:
    """One predicate with its arguments. ``head`` is its token's place in ``sentence``; ``event`` its class of
    happenings (its lemma where it has none); ``keys`` all its content words and names."""

    report: str
    sentence: Sentence
    ordinal: int
    head: int
    start: int
    end: int
    lemma: str
    event: str
    arguments: tuple[Argument, ...]
    keys: frozenset[str]
    negated: bool
    unreal: bool

    def role(self, *names: str) -> tuple[Argument, ...]:
        """Arguments in one of these roles."""
        return tuple([a for a in self.arguments if a.role in names])

    @cached_property
    def below(self) -> tuple[Token, ...]:
        """The words that hang from its predicate."""
        return tuple([t for k, t in enumerate(self.sentence.tokens) if t.head == self.head and k != self.head])

    @property
    def span(self) -> Span:
        """The words of the clause."""
        return Span(self.start, self.end)


def above(clause: Clause) -> Iterator[int]:
    """Places of the words that govern its predicate, the nearest first, up to the root."""
    tokens, k = clause.sentence.tokens, clause.head
    while tokens[k].head != k:
        k = tokens[k].head
        yield k


def children(sentence: Sentence) -> list[list[int]]:
    """Dependents of each token."""
    below: list[list[int]] = [[] for _ in sentence.tokens]
    for k, token in enumerate(sentence.tokens):
        if token.head != k:
            below[token.head].append(k)
    return below


def subtree(below: list[list[int]], top: int, stop: frozenset[str], sentence: Sentence) -> list[int]:
    """Places of a word and what hangs from it, in order; branches whose relation is in ``stop`` are left out."""
    out, waiting = [], [top]
    while waiting:
        k = waiting.pop()
        out.append(k)
        waiting.extend(c for c in below[k] if sentence.tokens[c].dep not in stop)
    return sorted(out)


Clauses = Mapping[str, tuple[Clause, ...]]  # by report id


def clauses_of(material: Material) -> Clauses:
    """The clauses of every report of a story."""
    names = Names(material)
    return {r.report.id: clauses(r, names) for r in material.readings}


def clauses(reading: Reading, names: Names) -> tuple[Clause, ...]:
    """All clauses of the body and the headlines of a report, in order of text."""
    out: list[Clause] = []
    ordinal = 0
    for passage in reading.passages:
        if passage.kind not in ("body", "headline"):
            continue
        for sentence in passage.sentences:
            out.extend(_of_sentence(reading.report.id, sentence, ordinal, names))
            ordinal += 1
    return tuple(out)


def _of_sentence(report: str, sentence: Sentence, ordinal: int, names: Names) -> Iterator[Clause]:
    if not sentence.parsed:
        keys = keys_of(report, sentence.tokens, names)
        yield Clause(report, sentence, ordinal, 0, sentence.start, sentence.end, "", "", (), keys, False, False)
        return
    below = children(sentence)
    for k, token in enumerate(sentence.tokens):
        if _is_predicate(token, below[k], sentence):
            yield _clause(report, sentence, ordinal, k, below, names)


def _is_predicate(token: Token, below: list[int], sentence: Sentence) -> bool:
    if token.dep in ("aux", "auxpass", "amod", "compound") or token.text.lower() == "according":
        return False
    if token.pos == "AUX":
        return any(sentence.tokens[c].dep in ("attr", "acomp", "prep", "nsubj", "expl") for c in below)
    return token.pos == "VERB"


def _clause(report: str, sentence: Sentence, ordinal: int, k: int, below: list[list[int]], names: Names) -> Clause:
    token = sentence.tokens[k]
    inside = subtree(below, k, _APART, sentence)
    words = [sentence.tokens[i] for i in inside]
    lemma = _lemma(sentence, k, below)
    arguments = tuple(_arguments(report, sentence, k, below, names))
    first = min([token.start, *(a.start for a in arguments if a.head in inside or a.start >= token.start)])
    last = max(t.end for t in words if t.pos != "PUNCT" or t is token)
    keys = keys_of(report, words, names)
    for argument in arguments:
        keys |= argument.keys
    return Clause(
        report,
        sentence,
        ordinal,
        k,
        min(first, min(t.start for t in words)),
        max(last, token.end),
        lemma,
        event_of(lemma),
        arguments,
        keys - {event_of(lemma)},
        negated(sentence, k, below),
        unreal(sentence, k, below),
    )


def _lemma(sentence: Sentence, k: int, below: list[list[int]]) -> str:
    """The predicate's lemma; "is dead", "went missing", "shot dead", "lost their lives" by what they come to."""
    token = sentence.tokens[k]
    light = token.lemma in LIGHT or token.pos == "AUX"
    for c in below[k]:
        child = sentence.tokens[c]
        if child.dep in ("prt", "prep", "advmod", "dobj") and is_event(f"{token.lemma}-{child.lemma}"):
            return f"{token.lemma}-{child.lemma}"
        counted = any(sentence.tokens[g].dep == "nummod" for g in below[c])  # "carried three dead": they were so before
        if (child.lemma == "dead" and k < c <= k + 3 and not counted) or (
            child.lemma == "life" and child.dep == "dobj" and token.lemma in _TAKING
        ):
            return "dead"
        if token.lemma == "cause" and child.lemma == "death" and child.dep == "dobj":
            return "kill"  # "had not caused his death"
        if token.lemma == "find" and child.lemma == "guilty":
            return "convict"
        if child.dep == "prep" and child.lemma == "to" and any(sentence.tokens[g].lemma == "death" for g in below[c]):
            return "dead"
        if light and child.dep in _COMPLEMENTS and is_event(lemma_of(child)):
            return lemma_of(child)
        if light and child.dep == "prep":
            for g in below[c]:
                if sentence.tokens[g].dep == "pobj" and is_event(sentence.tokens[g].lemma):
                    return sentence.tokens[g].lemma
    return lemma_of(token)


def negated(sentence: Sentence, k: int, below: list[list[int]]) -> bool:
    """True when the predicate is denied in its own clause ("did not", "no bridge fell", "never", "without doing")."""
    for c in below[k]:
        child = sentence.tokens[c]
        if child.lemma in ("never", "neither", "nor", "hardly", "barely"):
            return True
        if child.dep == "neg" and not _ranks(sentence, c):
            return True
        if child.text.lower() == "longer" and any(sentence.tokens[g].lemma == "no" for g in below[c]):
            return True
        if child.dep in ("nsubj", "nsubjpass", "dobj", "attr", "expl"):
            if child.lemma in ("nobody", "none", "nothing", "no-one"):
                return True
            if any(sentence.tokens[g].lemma in ("no", "neither") and not _ranks(sentence, g) for g in below[c]):
                return True
    token = sentence.tokens[k]
    return token.dep == "pcomp" and sentence.tokens[token.head].lemma == "without"


def _ranks(sentence: Sentence, k: int) -> bool:
    """True for the "No" of "the No. 1 team"."""
    after = [t for t in sentence.tokens[k + 1 : k + 3] if t.text != "."]
    return sentence.tokens[k].text in ("No", "No.") and bool(after) and after[0].text.isdigit()


def unreal(sentence: Sentence, k: int, below: list[list[int]]) -> bool:
    """True when the clause is not told as a fact: possible, asked, planned, conditional."""
    token = sentence.tokens[k]
    if any(
        sentence.tokens[c].lemma in _UNREAL and sentence.tokens[c].dep in ("aux", "mark", "auxpass") for c in below[k]
    ):
        return True
    return token.dep in ("xcomp", "ccomp", "advcl") and (
        sentence.tokens[token.head].lemma in ("want", "plan", "hope", "fear", "expect", "try", "ask", "urge", "order")
    )


@once
def finite(clause: Clause) -> bool:
    """True for a clause that is told of its own: no infinitive, question, condition or "which …" clause."""
    tokens = clause.sentence.tokens
    if not clause.sentence.parsed:
        return True
    head, below = tokens[clause.head], clause.below
    before = ("before", "until")  # "had been flooded twice before" is told
    if any(
        t.lemma in _UNTOLD for t in below if t.dep in ("aux", "mark") or (t.dep == "advmod" and t.lemma not in before)
    ):
        return False
    if any(t.tag == "WP" and t.dep in ("nsubj", "nsubjpass") and t.lemma != "who" for t in below):
        return False
    if any(t.tag in ("WP", "WDT", "WRB") for t in tokens[: clause.head] if clause.start <= t.start) and (
        head.dep in ("ccomp", "csubj", "pcomp")
    ):
        return False
    if head.tag in ("VBD", "VBZ", "VBP"):
        return True
    return head.tag in ("VB", "VBN", "VBG") and any(t.dep in ("aux", "auxpass") and t.tag != "TO" for t in below)


@once
def told(clause: Clause) -> bool:
    """True for a clause that says something on its own: finite, or a participle ("resolutions adopted in May"), but
    no purpose ("to inspect the ship") and no question."""
    tokens = clause.sentence.tokens
    if not clause.sentence.parsed:
        return True
    if tokens[-1].text == "?" or any(t.text == "?" for t in tokens[-2:]):
        return False
    head = tokens[clause.head]
    if any(t.tag == "TO" for t in clause.below):
        return tokens[head.head].lemma in ("appear", "seem", "say", "believe", "report", "think", "know", "have")
    depends = head.dep in ("pcomp", "acl", "advcl", "relcl")
    return finite(clause) or (head.tag in ("VBN", "VBG") and len(clause.arguments) >= (1 if depends else 2))


# --------------------------------------------------------------------------- arguments


def _arguments(report: str, sentence: Sentence, k: int, below: list[list[int]], names: Names) -> Iterator[Argument]:
    token = sentence.tokens[k]
    inward = is_inward(token.lemma)
    passive = any(sentence.tokens[c].dep in ("auxpass", "nsubjpass") for c in below[k])
    subject = False
    for c in below[k]:
        child = sentence.tokens[c]
        role = ""
        if child.dep == "nsubj":
            role, subject = ("undergoer" if inward else "actor"), True
        elif child.dep in ("nsubjpass", "csubjpass"):
            role, subject = "undergoer", True
        elif child.dep in ("dobj", "attr", "acomp", "oprd"):
            role = "undergoer" if child.dep == "dobj" else "complement"
        elif child.dep in ("dative",):
            role = "to"
        if role:
            yield from _with_conjuncts(report, sentence, c, role, below, names)
        elif child.dep in ("prep", "agent"):
            role = "actor" if child.dep == "agent" else child.lemma
            for g in below[c]:
                if sentence.tokens[g].dep == "pobj":
                    yield from _with_conjuncts(report, sentence, g, role, below, names)
    if not subject:
        yield from _borrowed_subject(report, sentence, k, below, names, passive, inward)


def _borrowed_subject(
    report: str, sentence: Sentence, k: int, below: list[list[int]], names: Names, passive: bool, inward: bool
) -> Iterator[Argument]:
    """Subject of a verb that has none of its own: of a participle, a second verb, an infinitive."""
    token = sentence.tokens[k]
    governor = token.head
    if governor == k:
        return
    if token.dep == "pcomp" and sentence.tokens[governor].dep == "prep":
        # "accused China of selling oil": the one who is accused; "tracked him before setting a dog on": who tracked
        about = sentence.tokens[governor].lemma in _ABOUT_OBJECT
        wanted = ("dobj", "nsubjpass") if about else ("nsubj", "nsubjpass")
        for c in below[sentence.tokens[governor].head]:
            if sentence.tokens[c].dep in wanted:
                yield participant(report, sentence, c, "undergoer" if passive or inward else "actor", below, names)
                return
    elif token.dep == "acl":
        role = "actor" if token.tag == "VBG" and not inward else "undergoer"
        yield participant(report, sentence, governor, role, below, names)
    elif token.dep in ("conj", "xcomp", "advcl") and sentence.tokens[governor].pos in ("VERB", "AUX"):
        above = any(sentence.tokens[c].dep in ("auxpass", "nsubjpass") for c in below[governor])
        passive = passive or (above and token.dep == "conj" and token.tag == "VBN")
        role = "undergoer" if passive or inward else "actor"
        brought = token.tag == "VB" and sentence.tokens[governor].lemma in _BRINGING  # "led the premier to resign"
        order = ("dobj", "nsubj", "nsubjpass") if token.dep == "xcomp" or brought else ("nsubj", "nsubjpass")
        for dep in order:
            for c in below[governor]:
                if sentence.tokens[c].dep == dep:
                    yield participant(report, sentence, c, role, below, names)
                    return


def _with_conjuncts(
    report: str, sentence: Sentence, c: int, role: str, below: list[list[int]], names: Names
) -> Iterator[Argument]:
    token = sentence.tokens[c]
    if token.lemma in ("who", "that", "which", "whom") and sentence.tokens[token.head].dep == "relcl":
        noun = sentence.tokens[token.head].head
        yield participant(report, sentence, noun, role, below, names)
        return
    yield participant(report, sentence, c, role, below, names)
    for g in below[c]:
        if sentence.tokens[g].dep == "conj" and sentence.tokens[g].pos in ("NOUN", "PROPN"):
            yield participant(report, sentence, g, role, below, names)


def participant(report: str, sentence: Sentence, k: int, role: str, below: list[list[int]], names: Names) -> Argument:
    """A participant: the words of a noun and what hangs from it, with the name that it has behind a comma."""
    token = sentence.tokens[k]
    inside = [sentence.tokens[i] for i in subtree(below, k, _APART, sentence)]
    start, end = phrase(sentence, k, below)
    keys = keys_of(report, inside, names) | _called(report, sentence, k, below, names)
    return Argument(role, k, start, end, token.lemma, keys)


def _called(report: str, sentence: Sentence, k: int, below: list[list[int]], names: Names) -> frozenset[str]:
    """Whom a noun names behind a comma: "her cousin, Tom Ash, was killed" and "Ash died" tell of one man."""
    beside = [c for c in below[k] if sentence.tokens[c].dep == "appos" and sentence.tokens[c].pos == "PROPN"]
    words = [sentence.tokens[i] for c in beside for i in subtree(below, c, _APART, sentence)]
    return frozenset(key for key in keys_of(report, words, names) if ":" in key)


def phrase(sentence: Sentence, k: int, below: list[list[int]]) -> tuple[int, int]:
    """The noun phrase of a head without relative clauses: what one would quote."""
    inside = subtree(below, k, _APART | {"punct", "cc", "det", "predet", "mark"}, sentence)
    run = [k]
    for place in range(k - 1, -1, -1):
        if (place not in inside and sentence.tokens[place].dep not in ("punct", "det")) or place + 12 < k:
            break
        run.append(place)
    last = k
    for place in range(k + 1, min(len(sentence.tokens), k + 12)):
        if place in inside or sentence.tokens[place].dep in ("det", "case", "punct", "cc", "conj"):
            if place in inside:
                last = place
        else:
            break
    first = min(p for p in run)
    while first < k and (sentence.tokens[first].dep in ("punct",) or sentence.tokens[first].pos == "PUNCT"):
        first += 1
    return sentence.tokens[first].start, sentence.tokens[last].end


def roles_alike(one: Clause, two: Clause) -> float:
    """1 when who and whom agree, 0 when nothing is known, below 0 when they disagree."""
    pairs = zip(parties_of(one), parties_of(two), strict=True)
    found = [-0.6 if a.isdisjoint(b) else 1.0 for a, b in pairs if a and b]
    return sum(found) / len(found) if found else 0.0


@once
def parties_of(clause: Clause) -> tuple[frozenset[str], frozenset[str]]:
    """Keys of who does it and of whom it is done to; none for a pronoun."""
    actor, undergoer = (frozenset(k for a in clause.role(r) for k in a.keys) for r in ("actor", "undergoer"))
    return actor, undergoer
