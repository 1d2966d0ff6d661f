"""What a report itself calls a contradiction.

"The finding contradicts the army, which had said that the bus was empty"; "his account is at odds with the firm's claim
that the valve was shut".

The claim stands in the sentence; what is set against it is what was said just before, where "the statement" or "this"
takes it up, else who or what contradicts it.
"""

from __future__ import annotations

from collections.abc import Iterator

from twosource.record import ComparedValue, Mention, Token
from twosource.steps.clauses import Clause, told
from twosource.steps.compare.denials import DOUBTED
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.wording import is_it_so
from twosource.steps.keys import SPEECH

BACK = 3  # sentences before in which stands what "the statement" takes up
LONGEST = 250
STRENGTH = 0.8
_TAKEN_UP = DOUBTED | frozenset({"account", "statement", "finding", "testimony", "version", "this", "that", "it"})


def compare_at_odds(scene: Scene) -> Iterator[Draft]:
    """A draft for each claim that a report says is contradicted."""
    for clause in scene.all_clauses:
        claim = claimed(clause, scene)
        if claim is not None:
            yield _draft(claim, clause, scene)


def claimed(clause: Clause, scene: Scene) -> Clause | None:
    """What the clause says is contradicted: a clause of the same sentence that tells what somebody said, else None."""
    tokens = clause.sentence.tokens
    if not clause.sentence.parsed or clause.negated or clause.unreal or not _sets_against(tokens, clause.head):
        return None
    for inner in scene.of_sentence(clause.report, clause.ordinal):
        head = tokens[inner.head]
        above = tokens[head.head]
        said = head.dep == "ccomp" and above.lemma in SPEECH and above.dep == "relcl"
        noun = head.dep in ("acl", "ccomp") and above.lemma in DOUBTED and above.pos == "NOUN"
        if head.head > clause.head and (said or noun) and not inner.negated and told(inner):
            return inner
    return None


def _sets_against(tokens: tuple[Token, ...], head: int) -> bool:
    """True for "contradicts", "is at odds with", "conflicts with"."""
    verb = tokens[head]
    if verb.lemma in ("contradict", "counter", "belie"):
        return not any(t.dep in ("auxpass", "nsubjpass") and t.head == head for t in tokens)
    behind = [t.lemma.lower() for t in tokens[head + 1 : head + 4]]
    return (verb.lemma == "be" and behind == ["at", "odd", "with"]) or (
        verb.lemma in ("conflict", "clash") and behind[:1] == ["with"]
    )


def _draft(claim: Clause, clause: Clause, scene: Scene) -> Draft:
    end = min(claim.end, claim.start + LONGEST)
    said = scene.words(claim.report, claim.start, end)
    against = _before(claim, clause, scene) or _whole(clause, scene)
    unsaid = scene.words(against.report, against.start, against.end)
    told_so = _whole(clause, scene)
    values = (
        ComparedValue(f"yes: {said}", (scene.mention(claim.report, claim.start, end),), scene.day(claim.report)),
        ComparedValue(f"no: {unsaid}", (against,), scene.day(clause.report)),
    )
    why = f"The report says so itself: “{scene.words(told_so.report, told_so.start, told_so.end)}”."
    return Draft(is_it_so(said), "polarity", "differ", values, "source", STRENGTH, why)


def _whole(clause: Clause, scene: Scene) -> Mention:
    sentence = clause.sentence
    return scene.mention(clause.report, sentence.start, min(sentence.end, sentence.start + LONGEST))


def _before(claim: Clause, clause: Clause, scene: Scene) -> Mention | None:
    """What somebody else was said to say just before, where the subject takes it up."""
    subject = next((a for a in clause.role("actor")), None)
    if subject is None or subject.lemma.lower() not in _TAKEN_UP:
        return None
    claimant = scene.covering.of(claim.report, claim.sentence.tokens[claim.head].start, claim.end)
    for place in range(clause.ordinal - 1, clause.ordinal - BACK - 1, -1):
        for other in reversed(scene.of_sentence(clause.report, place)):
            start = other.sentence.tokens[other.head].start
            said = scene.covering.of(other.report, start, start + 1)
            if said is None or said.kind == "narrated" or not told(other):
                continue
            if claimant is None or said.speaker != claimant.speaker:
                return scene.mention(other.report, other.start, min(other.end, other.start + LONGEST))
    return None
