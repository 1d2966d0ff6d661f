"""Why something was so: "could not be reached due to the weather" in one report, "because of low light" in another.

Both may have played a part, so it is asked only of one deed of the same people, and only where neither report has a
word of the other's reason for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.record import Mention
from twosource.steps.clauses import Clause, children, phrase, subtree
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.matter import times_apart
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import key_of, keys_of
from twosource.steps.related import akin

_OPENING = {"due": "to", "because": "of", "owing": "to"}
_UNDOING = frozenset({"not", "no", "never", "unable", "fail", "impossible", "without"})
SAME_PARTIES = 0.25  # weight of the words that the two must share besides the deed


@dataclass(frozen=True, slots=True)
class Ground:
    """What a ``clause`` is put down to: its ``keys`` and where they stand; ``undone`` for what did not come about."""

    clause: Clause
    keys: frozenset[str]
    parties: frozenset[str]
    undone: bool
    mention: Mention


def compare_grounds(scene: Scene) -> Iterator[Draft]:
    """One draft for each deed that two reports put down to other things."""
    by_event: dict[str, list[Ground]] = {}
    for clause in scene.all_clauses:
        for ground in _grounds(clause, scene):
            by_event.setdefault(clause.event, []).append(ground)
    for event in sorted(by_event):
        found = by_event[event]
        for k, one in enumerate(found):
            against = [two for two in found[k + 1 :] if _apart(one, two, found, scene)]
            if against:
                values = tuple(answer([g.mention for g in side], scene) for side in ([one], against))
                shown = " and ".join(f"“{v.value}”" for v in values)
                why = f"{shown} are given as the reason, and no report gives both."
                deed = scene.words(one.clause.report, one.clause.start, one.clause.end)
                yield Draft(f"Why was it so? “{deed}”", "manner", "differ", values, "conflict", 0.78, why)
                break


def _grounds(clause: Clause, scene: Scene) -> Iterator[Ground]:
    if not clause.sentence.parsed:
        return
    tokens = clause.sentence.tokens
    below = children(clause.sentence)
    own = set(subtree(below, clause.head, frozenset({"relcl", "advcl", "ccomp", "conj"}), clause.sentence))
    for k, token in enumerate(tokens[:-2]):
        if k not in own or tokens[k + 1].lemma != _OPENING.get(token.text.lower()):
            continue
        noun = next((j for j in range(k + 2, min(len(tokens), k + 8)) if tokens[j].dep == "pobj"), None)
        if noun is None or tokens[tokens[noun].head] not in (token, tokens[k + 1]):
            continue
        start, end = phrase(clause.sentence, noun, below)
        words = [t for t in tokens if start <= t.start < end and t.ent not in ("DATE", "TIME")]
        while words and words[-1].pos == "ADP":  # "low light on" Saturday
            words.pop()
        all_of_it = [tokens[j] for j in subtree(below, noun, frozenset({"relcl"}), clause.sentence)]  # "fog and ice"
        keys = keys_of(clause.report, all_of_it, scene.names)
        if keys and words:
            mention = scene.mention(clause.report, start, words[-1].end)
            yield Ground(clause, keys, clause.keys - keys, _undone(clause), mention)


def _undone(clause: Clause) -> bool:
    tokens = clause.sentence.tokens
    above = tokens[clause.head].head
    near = [*clause.below, tokens[above], *(t for t in tokens if t.head == above)]
    return clause.negated or any(t.lemma in _UNDOING for t in near)


def _apart(one: Ground, two: Ground, found: list[Ground], scene: Scene) -> bool:
    a, b = one.clause, two.clause
    if a.report == b.report or one.undone != two.undone or not scene.one_language(a, b) or times_apart(a, b, scene):
        return False
    named = [_named(g) for g in (one, two)]
    if scene.weight(one.parties & two.parties) < SAME_PARTIES or (all(named) and not named[0] & named[1]):
        return False
    told = {r: {k for g in found if g.clause.report == r for k in g.keys} for r in (a.report, b.report)}
    return not any(_alike(x, y) for x in told[a.report] for y in told[b.report])


def _named(ground: Ground) -> set[str]:
    """Names in the clause, of the reason apart."""
    clause = ground.clause
    own = [t for t in clause.sentence.tokens if clause.start <= t.start < clause.end and t.ent not in ("DATE", "TIME")]
    return {key_of(t) for t in own if t.pos == "PROPN" and not ground.mention.start <= t.start < ground.mention.end}


def _alike(one: str, two: str) -> bool:
    return one == two or two in akin(one) or one in akin(two)
