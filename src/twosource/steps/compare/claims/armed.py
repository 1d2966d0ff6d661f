"""Whether somebody had a weapon: "he pointed a revolver at the officers", "he had nothing in his hands".

Told of one person by name, or of "the teenager" and "the driver" where the story names one such person only in that
sentence or the one before. Each side is somebody's word as often as not, so both are shown with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.record import Cause, Mention
from twosource.steps.clauses import Clause
from twosource.steps.compare.asserted import asserted
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.people.whose import called, subject_of
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import listed

_WEAPONS = listed("weapons")
_HOLDING = listed("holding_armed")
_UNARMED = frozenset({"unarmed"})
_NONE = frozenset({"no", "not", "n't", "n’t", "never", "without"})
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Armed:
    """Whether ``who`` had a weapon, and who says so (none for the report's own word)."""

    who: str
    had: bool
    voice: str | None
    mention: Mention


def compare_armed(scene: Scene) -> Iterator[Draft]:
    """One draft for each person who had a weapon in some words and none in others; not where one voice says both."""
    told: dict[str, list[Armed]] = {}
    for clause in scene.all_clauses:
        found = _armed(clause, scene)
        if found is not None:
            told.setdefault(found.who, []).append(found)
    names = {e.id: e.name for e in scene.material.entities}
    for who in sorted(told):
        sides = [[a for a in told[who] if a.had is had] for had in (True, False)]
        if not all(sides) or _voices(sides[0]) & _voices(sides[1]):
            continue
        values = tuple(
            answer([a.mention for a in side], scene, f"{said}: {_shown(side[0], scene)}")
            for said, side in zip(("yes", "no"), sides, strict=True)
        )
        cause: Cause = "source" if None not in {a.voice for side in sides for a in side} else "conflict"
        why = f"“{_shown(sides[0][0], scene)}” is told in one place, and “{_shown(sides[1][0], scene)}” in another."
        yield Draft(f"Was {called(names[who], values, scene)} armed?", "polarity", "differ", values, cause, 0.8, why)


def _voices(side: Sequence[Armed]) -> set[tuple[str, str | None]]:
    """Who says it, in which report; a report that tells both as its own contradicts nobody."""
    return {(a.mention.report, a.voice) for a in side}


def _shown(one: Armed, scene: Scene) -> str:
    return scene.words(one.mention.report, one.mention.start, one.mention.end)


def _armed(clause: Clause, scene: Scene) -> Armed | None:
    tokens = clause.sentence.tokens
    if clause.unreal or not clause.sentence.parsed or not asserted(clause):
        return None
    head = tokens[clause.head]
    below = {t.lemma.lower() for t in clause.below}
    if head.lemma == "be" and below & _UNARMED:
        had = clause.negated
    elif head.lemma in _HOLDING:
        objects = [k for k, t in enumerate(tokens) if t.head == clause.head and t.dep == "dobj"]
        weapon = [k for k in objects if tokens[k].lemma.lower() in _WEAPONS]
        empty = [k for k in objects if tokens[k].lemma.lower() in ("nothing", "anything")]
        if not weapon and not (empty and any(t.lemma == "hand" for t in tokens[clause.head :])):
            return None
        of = (weapon or empty)[0]
        none = {t.lemma.lower() for t in tokens if tokens[t.head] is tokens[of]} & _NONE
        had = not (clause.negated or none or tokens[of].lemma.lower() == "nothing")
        if had and not weapon:
            return None
    else:
        return None
    who = subject_of(scene, clause)
    if who is None:
        return None
    said = scene.covering.of(clause.report, clause.start, clause.end)
    voice = said.speaker if said is not None and said.kind != "narrated" else None
    mention = scene.mention(clause.report, clause.start, min(clause.end, clause.start + LONGEST))
    return Armed(who, had, voice, mention)
