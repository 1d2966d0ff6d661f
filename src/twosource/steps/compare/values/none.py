"""Nobody hurt, no arrests: a count of none, read so that it meets the counts of other reports."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.record import Quantity, Span
from twosource.steps.clauses import Clause, told
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import event_of, is_event, lemma_of, listed, sorts_of

TOLLS = listed("tolls") - {"charge", "infect"}  # "no case", "no charge" say other things
ROLES = frozenset({"suspect", "hostage", "witness"})
_KNOWN = frozenset({"identify", "be", "have", "name", "find", "hold", "take", "know"})
_NOBODY = frozenset({"nobody", "no-one", "none"})
_ALL = frozenset({"people", "person", "one"})
# Beside these, "no" denies a part only: "no other injuries", "nobody was seriously hurt".
_PARTLY = listed("parts") | frozenset(
    {"immediate", "immediately", "seriously", "severely", "badly", "critically", "yet"}
)
_TOLD = frozenset({"report", "have", "make", "be", "suffer", "cause", "record", "sustain", "confirm", "say"})


def nones(scene: Scene, report: str) -> Iterator[Quantity]:
    """A count of 0 for each clause that says that nobody died, was hurt, was arrested …, in order of text."""
    for clause in scene.clauses[report]:
        if not clause.sentence.parsed or not clause.negated or clause.unreal or not told(clause):
            continue
        role = _no_role(clause)
        if role is not None:
            yield Quantity(role[0].start, role[0].end, role[0], 0.0, 0.0, "0", "", role[1], role[1], "count")
        words = _nobody(clause) or _no_event(clause)
        if role is None and words is not None and not _partly(clause):
            yield Quantity(words.start, words.end, words, 0.0, 0.0, "0", "", _noun(clause, words), "people", "count")


def _nobody(clause: Clause) -> Span | None:
    """ "No one was injured", "none of them died": the words from the subject to the verb."""
    tokens = clause.sentence.tokens
    if clause.event not in TOLLS or any(t.dep == "neg" and tokens[t.head] is tokens[clause.head] for t in tokens):
        return None
    for argument in clause.role("undergoer"):
        head = tokens[argument.head]
        no = [t for t in tokens if t.lemma == "no" and tokens[t.head] is head]
        if head.lemma in _NOBODY or (no and (head.lemma == "one" or "person" in sorts_of(head.lemma))):
            start = no[0].start if no else head.start
            return Span(min(start, tokens[clause.head].start), max(tokens[clause.head].end, head.end))
    return None


def _no_event(clause: Clause) -> Span | None:
    """ "No injuries were reported", "there were no deaths", "police made no arrests": the words "no injuries"."""
    tokens = clause.sentence.tokens
    if clause.lemma not in _TOLD and lemma_of(tokens[clause.head]) not in _TOLD:
        return None
    for argument in clause.arguments:
        head = tokens[argument.head]
        below = [t for t in tokens if tokens[t.head] is head and t is not head]
        no = [t for t in below if t.lemma == "no"]
        if no and event_of(lemma_of(head)) in TOLLS and not any(t.dep in ("amod", "compound") for t in below):
            return Span(no[0].start, head.end)
    return None


def _no_role(clause: Clause) -> tuple[Span, str] | None:
    """ "Police have not identified any suspects", "there are no suspects": the words and the role that nobody has."""
    tokens = clause.sentence.tokens
    for argument in clause.role("undergoer", "complement"):
        head = tokens[argument.head]
        below = [t for t in tokens if tokens[t.head] is head and t is not head]
        none = any(t.lemma in ("no", "any") for t in below) and not any(t.dep in ("amod", "compound") for t in below)
        known = clause.lemma in _KNOWN or tokens[clause.head].lemma in _KNOWN
        if head.lemma in ROLES and none and known:
            denied = [t for t in tokens if t.dep == "neg" and tokens[t.head] is tokens[clause.head]]
            first = min(t.start for t in (*below, *denied, tokens[clause.head]) if t.start >= clause.start)
            return Span(min(first, head.start), max(head.end, tokens[clause.head].end)), head.lemma
    return None


def _partly(clause: Clause) -> bool:
    return any(t.lemma in _PARTLY for t in clause.sentence.tokens if clause.start <= t.start < clause.end)


def _noun(clause: Clause, words: Span) -> str:
    """What none of are counted: "person" for nobody, else the noun ("no passengers")."""
    for token in clause.sentence.tokens:
        noun = words.start <= token.start < words.end and token.pos == "NOUN" and not is_event(token.lemma)
        if noun and "person" in sorts_of(token.lemma) and token.lemma not in _ALL:
            return token.lemma
    return "person"
