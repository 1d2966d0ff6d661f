"""How two people are related, where the reports' words exclude one another: his sister in one, his wife in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from twosource.lexicon import table
from twosource.record import Token
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.people.roles import Description, descriptions
from twosource.steps.compare.scene import Scene

BEFORE = 2  # sentences in which the other of "his sister" is named


def compare_kin(scene: Scene) -> Iterator[Draft]:
    """One draft for each person who is two things to one other, and in no report both."""
    names = {e.id: e.name for e in scene.material.entities if e.kind == "person"}
    degrees = _degrees()
    for person, found in sorted(descriptions(scene).items()):
        sides: dict[str, list[Description]] = {}
        for said in found:
            if said.noun in degrees:
                sides.setdefault(degrees[said.noun], []).append(said)
        reports = [{d.report for d in side} for side in sides.values()]
        if len(sides) != 2 or reports[0] & reports[1]:
            continue
        one, two = sides.values()
        if _others(one, person, scene) & _others(two, person, scene):
            values = tuple(
                answer([scene.mention(d.report, d.start, d.end) for d in side], scene) for side in (one, two)
            )
            why = f"{names[person]} is “{values[0].value}” and “{values[1].value}”, of one other person."
            yield Draft(f"How is {names[person]} related?", "role", "differ", values, "conflict", 0.8, why)


def _degrees() -> Mapping[str, str]:
    """For each word of kin its degree: "sister" and "brother" are one."""
    return {word: degree for degree, words in table("en/kin").items() for word in words}


def _others(side: Sequence[Description], person: str, scene: Scene) -> frozenset[str]:
    """Whose kin somebody can be: who is named in the words, or for "his" and "her" in the sentences before."""
    found: set[str] = set()
    for one in side:
        place = scene.sentence(one.report, one.start)
        if place is None:
            continue
        ordinal, sentence = place
        own = [t for t in sentence.tokens if one.start <= t.start < one.end]
        if any(t.lemma in ("his", "her", "their", "its") or t.tag == "PRP$" for t in own):
            own = [
                t for k in range(max(0, ordinal - BEFORE), ordinal + 1) for t in scene.sentence_at(one.report, k).tokens
            ]
        found |= _people(one.report, own, scene)
    return frozenset(found - {person})


def _people(report: str, tokens: Sequence[Token], scene: Scene) -> set[str]:
    named = {scene.names.at(report, t) for t in tokens if t.pos == "PROPN"}
    return {x for x in named if x is not None and scene.names.kinds.get(x) == "person"}
