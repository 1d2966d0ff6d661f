"""Why two answers differ, where the reports show it: each rests on the word of another source, who is named."""

from __future__ import annotations

from dataclasses import replace

from twosource.record import ComparedValue, Statement
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import Scene


def explained(draft: Draft, scene: Scene) -> Draft:
    """A plain conflict whose sides are the word of different sources is put down to them by name; any other draft as it
    is. A side that one report tells as a fact of its own is nobody's word."""
    if draft.verdict != "differ" or draft.cause not in ("conflict", "source"):
        return draft
    voices = [_voices(value, scene) for value in draft.values]
    if not all(voices) or any(a & b for k, a in enumerate(voices) for b in voices[k + 1 :]):
        return draft
    names = {e.id: e.name for e in scene.material.entities}
    if any(names.get(x) == v.value for v, w in zip(draft.values, voices, strict=True) for x in w):
        return draft  # "who said it?" is answered with the speaker
    said = [
        f"“{_bare(v)}” is the word of {_listed(sorted(names.get(x, x) for x in w))}"
        for v, w in zip(draft.values, voices, strict=True)
    ]
    return replace(draft, cause="source", why=f"{draft.why} {'; '.join(said)}.")


def _voices(value: ComparedValue, scene: Scene) -> frozenset[str]:
    """Whose word a value is, wherever it stands; none where a report tells it itself."""
    found: set[str] = set()
    for mention in value.mentions:
        statement = scene.covering.of(mention.report, mention.start, mention.end)
        if not _attributed(statement) or statement is None or statement.speaker is None:
            return frozenset()
        found.add(statement.speaker)
    return frozenset(found)


def _attributed(statement: Statement | None) -> bool:
    return statement is not None and statement.kind != "narrated" and statement.source is not None


def _bare(value: ComparedValue) -> str:
    return value.value.removeprefix("yes: ").removeprefix("no: ")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
