"""The numbers of clauses that are matched: "seven rifles" and "twelve rifles" do not agree."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.record import Mention, Quantity
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.numbers import relate, same_unit
from twosource.steps.keys import sorts_of

_COMPARED = frozenset({"count", "measure", "money", "share", "duration"})


def numbers_apart(one: Mention, two: Mention, scene: Scene) -> bool:
    """True where each counts or measures like things with another number: a poll of 500 people and one of 1,000."""
    return apart(numbers_of(one, scene), numbers_of(two, scene))


def numbers_of(m: Mention, scene: Scene) -> list[Quantity]:
    """Its exact or bounded numbers; of several for one kind of thing none, since each may be of another."""
    found = [
        q
        for q in scene.material.quantities.get(m.report, ())
        if m.start <= q.start and q.end <= m.end and q.kind in _COMPARED and not q.vague
    ]
    return [q for q in found if not any(p is not q and _like(p, q) for p in found)]


def _like(x: Quantity, y: Quantity) -> bool:
    """True for two counts of like things, or two amounts that can be set side by side."""
    if x.kind != y.kind or not same_unit(x, y):
        return False
    return x.kind != "count" or bool(x.counted and y.counted and sorts_of(x.counted) & sorts_of(y.counted))


def apart(one: Sequence[Quantity], two: Sequence[Quantity]) -> bool:
    """True where two numbers for like things cannot be one."""
    return any(_like(x, y) and (relate(x, y).verdict == "differ" or _other_bound(x, y)) for x in one for y in two)


def _other_bound(x: Quantity, y: Quantity) -> bool:
    """True for "at least 14" and "at least 17": they may both hold, but are not one number."""
    return (x.high is None and y.high is None and x.low != y.low) or (
        x.low is None and y.low is None and x.high != y.high
    )
