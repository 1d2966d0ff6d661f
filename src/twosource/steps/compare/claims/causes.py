"""What came of what: a fire that caused an explosion in one report, an explosion that sparked the fire in another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.record import Mention, Token
from twosource.steps.clauses import Clause
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import event_of, is_event, lemma_of, listed

CAUSING = listed("causing")
_FIRE = frozenset({"fire", "blaze", "flame", "inferno"})


@dataclass(frozen=True, slots=True)
class Effect:
    """``cause`` brought about ``effect`` (classes of happenings), in words at ``mention``."""

    cause: str
    effect: str
    noun: str
    mention: Mention


def compare_causes(scene: Scene) -> Iterator[Draft]:
    """One draft for each pair of happenings of which two reports each make the other the cause."""
    found: dict[tuple[str, str], list[Effect]] = {}
    for clause in scene.all_clauses:
        told = _effect(clause, scene)
        if told is not None:
            found.setdefault((told.cause, told.effect), []).append(told)
    for (cause, effect), one in sorted(found.items()):
        two = found.get((effect, cause), [])
        if cause < effect and two and {e.mention.report for e in one} != {e.mention.report for e in two}:
            yield _draft(one, two, scene)


def _effect(clause: Clause, scene: Scene) -> Effect | None:
    if not clause.sentence.parsed or clause.negated or clause.unreal or clause.lemma not in CAUSING:
        return None
    tokens = clause.sentence.tokens
    done = next((tokens[a.head] for a in clause.role("undergoer") if _happening(tokens[a.head])), None)
    if done is None:
        return None
    head = tokens[clause.head]
    subjects = [tokens[a.head] for a in clause.role("actor")]
    if head.dep == "conj":  # "caught fire and caused an explosion"
        before = tokens[head.head]
        subjects = [before, *(t for t in tokens if tokens[t.head] is before and t.dep == "dobj"), *subjects]
    cause = next((t for t in subjects if _happening(t)), None)
    if cause is None or _happening(cause) == _happening(done):
        return None
    start = min(cause.start, head.start, done.start)
    end = max(cause.end, head.end, done.end)
    return Effect(_happening(cause), _happening(done), done.lemma, scene.mention(clause.report, start, end))


def _happening(token: Token) -> str:
    """Its class of happenings; empty for a word that names none."""
    if token.lemma in _FIRE and token.pos == "NOUN":
        return "burn"
    lemma = lemma_of(token)
    return event_of(lemma) if is_event(lemma) else ""


def _draft(one: list[Effect], two: list[Effect], scene: Scene) -> Draft:
    values = tuple(answer([e.mention for e in side], scene) for side in (one, two))
    why = f"“{values[0].value}” and “{values[1].value}” make each the cause of the other."
    question = f"Which came first, the {two[0].noun} or the {one[0].noun}?"
    return Draft(question, "manner", "differ", values, "conflict", 0.85, why)
