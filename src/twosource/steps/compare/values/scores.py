"""Results of a vote or a match: "61 votes to 58" here, "61 to 59" there.

A story has many scores (half time, an earlier game, the other house), so a result is set against another only where
each report gives one, and the two are told of the same body or sides.
"""

from __future__ import annotations

from twosource.record import Quantity
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.relation import AGREE, Relation
from twosource.steps.compare.values.told import Told, equal
from twosource.steps.keys import listed

# Words of a vote; a score without them is one of a match.
BALLOT = listed("ballot")
_MATCH = listed("match")
# "Led 2-0 at half-time", "a 3-1 aggregate": another score of the same match.
_OTHERWISE = listed("score_scope")


def one_match(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """How sure it is that two results are of one vote or one match: 0 where nothing shows it."""
    words = [_words(x, scene) for x in (a, b)]
    votes = [bool(w & BALLOT) for w in words]
    if votes[0] != votes[1] or a.report == b.report or any(w & _OTHERWISE for w in words):
        return 0.0
    if any(_many(x, told) for x in (a, b)):
        return 0.0
    near = scene.alike(a.topic.near, b.topic.near)
    names = a.topic.names & b.topic.names
    if votes[0]:
        matter = [x.topic.near - x.topic.names - BALLOT - {"vote"} for x in (a, b)]
        if matter[0] and matter[1] and not matter[0] & matter[1]:
            return 0.0  # to open the debate, to pass the bill
        known = bool(names) or near > 0.1 or (a.lead and b.lead)
        return min(0.9, 0.76 + 0.3 * near) if known and _one_body(a, b) else 0.0
    played = all(w & _MATCH for w in words)
    return min(0.9, 0.76 + 0.2 * near) if played and len(names) >= 2 and (a.lead or b.lead) else 0.0


def relate_scores(x: Quantity, y: Quantity) -> Relation:
    """One result, or two that can't both be right."""
    if (x.low, x.high) == (y.low, y.high):
        return AGREE
    return Relation("differ", f"{x.shown} and {y.shown} can’t both be right")


def _words(a: Answer, scene: Scene) -> frozenset[str]:
    return frozenset(t.lemma.lower() for t in scene.sentence_at(a.report, a.topic.sentence).tokens)


def _many(a: Answer, told: Told) -> bool:
    """True when its report gives more than one result, so that there are several votes or games."""
    return any(not equal(a, o) for o in told.values(a.report, "score"))


def _one_body(a: Answer, b: Answer) -> bool:
    """True when about as many voted in both."""
    sums = [(x.value.low or 0) + (x.value.high or 0) for x in (a, b) if isinstance(x.value, Quantity)]
    return len(sums) == 2 and abs(sums[0] - sums[1]) <= max(2.0, 0.05 * max(sums))
