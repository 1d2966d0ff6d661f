"""Which would-be origins are one and which are two, as decided."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.record import Decision, Material, Ruling
from twosource.steps.overrule.entities import entity_at
from twosource.steps.overrule.missed import missed
from twosource.steps.overrule.places import stale


def rulings(material: Material, decisions: Sequence[Decision]) -> tuple[tuple[Ruling, ...], tuple[str, ...]]:
    """The decisions ``join_origins`` and ``split_origins`` by the entities that stand at their targets; of two
    decisions about one pair the later holds."""
    reports = material.reports()
    found: dict[frozenset[str], Ruling] = {}
    warnings = []
    for d in decisions:
        if d.action not in ("join_origins", "split_origins"):
            continue
        why = stale(d.targets, reports)
        ids = [entity_at(t, material.entities, material.statements) for t in d.targets]
        if why is None and None in ids:
            why = "there is no source at one of its places any more."
        first, *others = dict.fromkeys(i for i in ids if i is not None) if why is None else [""]
        if why is None and not others:
            why = "its places now name one and the same."
        if why is not None:
            warnings.append(missed(d, why))
        for other in others:
            pair = frozenset((first, other))
            found[pair] = Ruling(pair, d.action == "join_origins", d)
    return tuple(found.values()), tuple(warnings)
