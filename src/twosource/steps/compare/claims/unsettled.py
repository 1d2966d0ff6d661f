"""Told as done in one report, as not certain or not yet so in another: "have discovered planets", "the discovery, if
confirmed"; "the trial is under way", "sign up before the trial begins"; "the fire was deliberately set", "we have no
idea what caused it".

Where all that tell it as done are later than all that leave it open, its cause is an update.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.record import Cause, Mention, Token
from twosource.steps.clauses import Clause, above, finite
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.matter import times_apart
from twosource.steps.compare.scene import OPENING, Scene
from twosource.steps.keys import event_of, is_event, keys_of

_CONFIRMING = frozenset({"confirm", "verify", "corroborate", "prove"})
_NEEDING = frozenset({"need", "require", "necessary"})
_OPEN = frozenset({"if", "until", "unless"})
_TO_COME = frozenset({"once", "until", "when", "before"})
_RUNNING = frozenset({"underway", "way", "progress"})
BEFORE = 2  # sentences before "the finding" in which it is told what was found
TELLING = 0.2  # weight of what both must tell of
LONGEST = 200


@dataclass(frozen=True, slots=True)
class State:
    """What stands of a happening (``event``, a class or noun) of things (``keys``), at ``mention``."""

    event: str
    keys: frozenset[str]
    clause: Clause
    mention: Mention


def compare_unsettled(scene: Scene) -> Iterator[Draft]:
    """One draft for each happening that one report tells as done and another leaves open."""
    told = [c for c in scene.all_clauses if c.sentence.parsed]
    left_open = [s for c in told for s in (_doubted(c, scene), _to_come(c, scene), _unexplained(c, scene)) if s]
    for event in sorted({s.event for s in left_open}):
        unsettled = [s for s in left_open if s.event == event]
        doubting = {s.clause.report for s in unsettled}
        of_event = _deliberate if event == _CAUSE else _done
        done = [s for c in told if c.report not in doubting and (s := of_event(c, event, scene)) is not None]
        done = [s for s in done if any(_one_matter(s, u, scene) for u in unsettled)]
        unsettled = [u for u in unsettled if any(_one_matter(s, u, scene) for s in done)]
        if done and unsettled:
            values = tuple(answer([s.mention for s in side], scene) for side in (done, unsettled))
            later = _later(done, unsettled, scene)
            cause: Cause = "conflict" if later is None else "update"
            why = f"“{values[0].value}” is told as done, and “{values[1].value}” leaves it open"
            why += "." if later is None else f"; the first is later ({later})."
            yield Draft(f"Is it settled? “{values[0].value}”", "status", "differ", values, cause, 0.78, why)


def _doubted(clause: Clause, scene: Scene) -> State | None:
    """What is still to be confirmed, and the happening that it is: "if the finding is confirmed"."""
    tokens = clause.sentence.tokens
    if clause.lemma not in _CONFIRMING or not (_condition(clause) or _needed(clause)):
        return None
    nouns = [tokens[a.head] for a in clause.role("undergoer")]
    # "a discovery that, if confirmed, could …" hangs on its noun
    nouns = nouns or [tokens[k] for k in above(clause) if tokens[k].pos == "NOUN"]
    noun = next((t for t in nouns if is_event(_root(t))), None)
    if noun is None:
        return None
    return State(event_of(_root(noun)), _near(clause, scene) - {noun.lemma}, clause, _mention(clause, scene))


def _near(clause: Clause, scene: Scene) -> frozenset[str]:
    """Words of its sentence and of those just before."""
    sentences = range(max(0, clause.ordinal - BEFORE), clause.ordinal + 1)
    tokens = [t for k in sentences for t in scene.sentence_at(clause.report, k).tokens]
    return keys_of(clause.report, tokens, scene.names)


def _root(token: Token) -> str:
    """The lemma, or the verb of a noun in -ing."""
    word = token.lemma.lower()
    return word if is_event(word) or not word.endswith("ing") else word[:-3]


def _condition(clause: Clause) -> bool:
    return any(t.lemma in _OPEN and t.dep == "mark" for t in clause.below)


def _needed(clause: Clause) -> bool:
    """True for "research would be needed to confirm the discovery"."""
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    return any(t.tag == "TO" for t in clause.below) and tokens[head.head].lemma in _NEEDING


def _to_come(clause: Clause, scene: Scene) -> State | None:
    """What is yet to begin: "once the trial begins"."""
    tokens = clause.sentence.tokens
    marks = {t.lemma.lower() for t in clause.below if t.dep in ("mark", "advmod")}
    if clause.event != "begin" or tokens[clause.head].tag not in ("VBZ", "VBP") or not marks & _TO_COME:
        return None
    noun = _subject(clause)
    return None if noun is None else State(noun.lemma, _around(clause, noun, scene), clause, _mention(clause, scene))


def _subject(clause: Clause) -> Token | None:
    return next((t for t in clause.below if t.dep in ("nsubj", "nsubjpass") and t.pos in ("NOUN", "PROPN")), None)


def _unexplained(clause: Clause, scene: Scene) -> State | None:
    """A cause that nobody knows: "no idea what caused it", "the cause is unknown"."""
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    start = clause.start
    if head.lemma == "cause" and any(t.lemma == "what" and t.dep == "nsubj" for t in clause.below):
        above = tokens[head.head]
        start = min(t.start for t in tokens if tokens[t.head] is above)
        words = {above.lemma.lower(), *(t.lemma.lower() for t in tokens if tokens[t.head] is above)}
        unknown = above.lemma in ("unclear", "unknown") or (above.lemma in ("idea", "know") and bool(words & _NOT))
    else:
        noun = _subject(clause)
        words = {t.lemma.lower() for t in clause.below} | {head.lemma.lower()}
        known = bool(words & _KNOWN) and clause.negated
        unknown = noun is not None and noun.lemma == "cause" and (known or bool(words & _UNKNOWN))
    mention = scene.mention(clause.report, min(start, clause.start), clause.end)
    return State(_CAUSE, _near(clause, scene), clause, mention) if unknown else None


def _deliberate(clause: Clause, event: str, scene: Scene) -> State | None:
    """What is told as somebody's intent: "was deliberately set", "damaged by arson"."""
    meant = any(t.dep == "advmod" and t.lemma.lower() in _MEANT for t in clause.below)
    tokens = clause.sentence.tokens
    by = [k for k, t in enumerate(tokens) if t.head == clause.head and t.lemma == "by"]
    arson = any(t.lemma == "arson" and t.head in by for t in tokens)
    if not (meant or arson) or clause.negated or clause.unreal or not finite(clause):
        return None
    return State(event, _near(clause, scene), clause, _mention(clause, scene))


_CAUSE = "=cause"
_NOT = frozenset({"no", "not"})
_KNOWN = frozenset({"know", "determine", "clear", "establish"})
_UNKNOWN = frozenset({"unknown", "unclear", "undetermined"})
_MEANT = frozenset({"deliberately", "intentionally", "purposely"})


def _around(clause: Clause, noun: Token, scene: Scene) -> frozenset[str]:
    return keys_of(clause.report, clause.sentence.tokens, scene.names) | scene.opening(clause.report) | {noun.lemma}


def _done(clause: Clause, event: str, scene: Scene) -> State | None:
    """The happening told as a fact, among the first sentences of a report; or said to be under way."""
    if clause.negated or clause.unreal or not finite(clause):
        return None
    noun = _subject(clause)
    if clause.event == event and clause.ordinal < OPENING and clause.role("undergoer"):
        what = frozenset(k for a in clause.role("undergoer") for k in a.keys)
        return State(event, what, clause, _mention(clause, scene))
    if noun is None or noun.lemma != event or clause.sentence.tokens[clause.head].tag == "VB":
        return None
    running = clause.lemma in ("be", "get") and any(
        t.lemma.lower() in _RUNNING for t in clause.sentence.tokens[clause.head :]
    )
    begun = clause.event == "begin" and clause.sentence.tokens[clause.head].tag in ("VBD", "VBN")
    return State(event, _around(clause, noun, scene), clause, _mention(clause, scene)) if running or begun else None


def _one_matter(done: State, left_open: State, scene: Scene) -> bool:
    shared = (done.keys & left_open.keys) - {done.event}
    return scene.weight(shared) >= TELLING and not times_apart(done.clause, left_open.clause, scene)


def _later(done: list[State], left_open: list[State], scene: Scene) -> str | None:
    """The first day on which it is told as done, where all who leave it open are of earlier days."""
    first = min(scene.day(s.clause.report) or "" for s in done)
    return first if first > max(scene.day(s.clause.report) or "9999" for s in left_open) else None


def _mention(clause: Clause, scene: Scene) -> Mention:
    return scene.mention(clause.report, clause.start, min(clause.end, clause.start + LONGEST))
