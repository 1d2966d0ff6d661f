"""Two long exact figures of which one looks like a slip of the other: 11,482 and 11,472, 41.7 million and 417 million.

Nobody counts two things and comes to the same long figure but for one digit: where no report gives both, and both are
told of like things, it is one figure, and one of the two is wrong.
"""

from __future__ import annotations

from twosource.record import Quantity
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.numbers import middle, same_unit
from twosource.steps.compare.values.told import Told, old
from twosource.steps.keys import numeral
from twosource.steps.once import once

SHORTEST = 3  # figures that are telling when only the point is in another place
LONG = 4  # figures that are telling when one of them is another
LONGEST = 5  # figures that are telling whoever is named beside them
SURE = 0.8


@once
def slips(a: Answer) -> frozenset[str]:
    """The figures of a large exact number, and all they become with one of them open: what a slip of it looks like."""
    shown = _figures(a)
    if len(shown) < SHORTEST:
        return frozenset()
    return frozenset({shown} | {shown[:k] + "?" + shown[k + 1 :] for k in range(1, len(shown))})


def misprinted(a: Answer, b: Answer, told: Told) -> float:
    """How sure it is that two unequal figures were meant to be one; neither report may give both."""
    one, two = _figures(a), _figures(b)
    x, y = a.value, b.value
    if not (isinstance(x, Quantity) and isinstance(y, Quantity)) or not same_unit(x, y) or not _of_like(a, b):
        return 0.0
    if a.report == b.report or a.topic.part or b.topic.part or old(a) != old(b):
        return 0.0
    if told.equals(a.report, b) or told.equals(b.report, a):
        return 0.0
    if one == two and len(one) >= SHORTEST:
        return SURE  # the point is in another place
    alike = len(one) == len(two) >= LONG and len(f"{middle(x):.0f}") == len(f"{middle(y):.0f}")
    return SURE if alike and sum(m != n for m, n in zip(one, two, strict=True)) == 1 and one[0] == two[0] else 0.0


def _of_like(a: Answer, b: Answer) -> bool:
    """Told of one happening, or counting one noun or none; a price moves by the hour."""
    if a.family == "count":
        bare = numeral(a.topic.noun) or numeral(b.topic.noun)
        named = bool(a.topic.names & b.topic.names) or min(len(_figures(x)) for x in (a, b)) >= LONGEST
        return (bare or a.topic.noun == b.topic.noun) and named
    return bool(a.topic.events & b.topic.events)


@once
def _figures(a: Answer) -> str:
    """The figures of an exact number without its point and the noughts at its end; none for what is not exact."""
    x = a.value
    if not isinstance(x, Quantity) or x.low is None or x.low != x.high or x.approximate:
        return ""
    return f"{middle(x):.12g}".replace(".", "").rstrip("0") if a.family in ("count", "money", "measure") else ""
