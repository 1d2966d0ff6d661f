"""What somebody will not do in one report, and has done in another: "will not quit", "resigned".

Only what somebody decides and then has done (``decided`` in the lexicon: to resign, to sign, to withdraw). The later
report is taken for the newer state of things where the deed stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.record import Cause, Mention
from twosource.steps.clauses import Clause, finite
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import listed

DECIDED = listed("decided")
REFUSING = listed("refusing")
BRINGING = listed("bringing")
_UP = frozenset({"xcomp", "pcomp", "acl", "ccomp", "prep", "dobj", "pobj"})
LONGEST = 250


@dataclass(frozen=True, slots=True)
class Stand:
    """``event`` that ``who`` (keys) did or refuses (``done``), to ``whom`` (keys), told at ``mention``."""

    event: str
    who: frozenset[str]
    whom: frozenset[str]
    done: bool
    mention: Mention


def compare_refusals(scene: Scene) -> Iterator[Draft]:
    """One draft for each deed that one report tells and another says will not be done."""
    stands = [s for c in scene.all_clauses for s in _stands(c, scene)]
    knows = {(s.event, s.mention.report, s.done) for s in stands}
    for event in sorted({s.event for s in stands}):
        mine = [s for s in stands if s.event == event]
        for refusal in (s for s in mine if not s.done):
            done = [s for s in mine if s.done and _one(s, refusal) and s.mention.report != refusal.mention.report]
            if done and (event, refusal.mention.report, True) not in knows:
                refused = [s for s in mine if not s.done and _one(s, done[0])]
                yield _draft(refused, done, scene)
                break


def _stands(clause: Clause, scene: Scene) -> Iterator[Stand]:
    if not clause.sentence.parsed or clause.event not in DECIDED:
        return
    who = frozenset(k for a in clause.role("actor") for k in a.keys) or _refuser(clause, scene) or _i(clause, scene)
    whom = frozenset(k for a in clause.role("undergoer", "complement") for k in a.keys)
    if clause.sentence.tokens[clause.head].dep == "acl":
        whom = frozenset()  # "pressure to quit": nobody quits the pressure
    refused = _refused(clause)
    if who and (refused or _done(clause)):
        end = min(clause.end, clause.start + LONGEST)
        yield Stand(clause.event, who, whom, not refused, scene.mention(clause.report, clause.start, end))


def _done(clause: Clause) -> bool:
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    if clause.negated or clause.unreal:
        return False
    above = tokens[head.head]
    brought = (
        head.dep in ("xcomp", "ccomp", "advcl") and above.lemma in BRINGING and above.tag == "VBD" and head.tag == "VB"
    )
    return brought or (finite(clause) and head.tag in ("VBD", "VBN"))


def _refused(clause: Clause) -> bool:
    """True for "will not quit", "refused to quit", "resisted pressure to quit", "ruled out quitting"."""
    tokens = clause.sentence.tokens
    below = [t for t in tokens if tokens[t.head] is tokens[clause.head]]
    if any(t.lemma == "or" for t in tokens[max(0, clause.head - 4) : clause.head]):
        return False  # "will (or won't) sign"
    if clause.negated:
        return any(t.lemma in ("will", "would", "go") for t in below) or tokens[clause.head].tag == "VBG"
    return _refusing(clause) is not None


def _refusing(clause: Clause) -> int | None:
    """Place of the verb of refusing that the clause hangs from."""
    tokens = clause.sentence.tokens
    k = clause.head
    for _ in range(3):
        if tokens[k].dep not in _UP or tokens[k].head == k:
            return None
        k = tokens[k].head
        if tokens[k].lemma in REFUSING or (
            tokens[k].lemma == "rule" and any(t.text == "out" for t in tokens[k : k + 3])
        ):
            return k
    return None


def _refuser(clause: Clause, scene: Scene) -> frozenset[str]:
    """Who refuses, where the deed has no subject of its own."""
    above = _refusing(clause)
    beside = scene.of_sentence(clause.report, clause.ordinal) if above is not None else []
    return frozenset(k for c in beside if c.head == above for a in c.role("actor") for k in a.keys)


def _i(clause: Clause, scene: Scene) -> frozenset[str]:
    """The speaker of "I will not quit"."""
    tokens = clause.sentence.tokens
    said = scene.covering.of(clause.report, tokens[clause.head].start, tokens[clause.head].end)
    first = any(tokens[a.head].lemma.lower() == "i" for a in clause.role("actor"))
    return frozenset({said.speaker}) if first and said is not None and said.speaker is not None else frozenset()


def _one(a: Stand, b: Stand) -> bool:
    """One person: a name shared, or a name and what goes with it ("the premier of Ruritania"); the same thing done."""
    persons = {k for k in a.who & b.who if ":" in k}
    if not persons or (len(a.who & b.who) < 2 and min(len(a.who), len(b.who)) > 2):
        return False
    return not (a.whom and b.whom) or bool(a.whom & b.whom)


def _draft(refused: list[Stand], done: list[Stand], scene: Scene) -> Draft:
    values = tuple(answer([s.mention for s in side], scene) for side in (refused, done))
    last = max(scene.day(s.mention.report) or "" for s in refused)
    first = min(scene.day(s.mention.report) or "" for s in done)
    later = bool(last) and last < first
    cause: Cause = "update" if later else "conflict"
    why = f"“{values[0].value}” is what one report has, and “{values[1].value}” another"
    why += f", which is later ({first})." if later else "."
    return Draft(f"Has it happened? “{values[1].value}”", "status", "differ", values, cause, 0.8, why)
