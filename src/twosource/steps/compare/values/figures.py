"""Figures of which one person or place has one only, and those of them that clash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.record import Mention, Quantity
from twosource.steps.compare.values.numbers import relate


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` is what ``of`` (a person's id, a place's name) has one of, told at ``mention``."""

    of: str
    value: Quantity
    mention: Mention


def clashing(found: Sequence[Figure]) -> list[list[Figure]]:
    """The values, in order of first mention, that clash with another; none where a report itself gives two of them."""
    values: dict[tuple[float | None, float | None, str], list[Figure]] = {}
    for figure in found:
        values.setdefault((figure.value.low, figure.value.high, figure.value.unit), []).append(figure)
    apart: list[list[Figure]] = []
    for one, two in combinations(values.values(), 2):
        if relate(one[0].value, two[0].value).verdict != "differ":
            continue
        if {f.mention.report for f in one} & {f.mention.report for f in two}:
            return []
        apart += [side for side in (one, two) if side not in apart]
    return apart
