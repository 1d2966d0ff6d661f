"""How much two clauses say the same thing of the same matter, and what forbids it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.record import Material, Moment, Quantity
from twosource.steps.clauses import Clause, clauses, finite, roles_alike, told
from twosource.steps.keys import LIGHT, SPEECH, Names, weights

LEAST_KEYS = 2  # a clause with fewer content words ("he came") is no proposition to match


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause with the values in it. ``keys`` hold its content words, names, its happening ("=die") and its exact
    numbers ("#21"); ``core`` is the run of words that a statement must hold to count as saying it."""

    clause: Clause
    keys: frozenset[str]
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    core: tuple[int, int]


def propositions(material: Material, names: Names) -> tuple[Proposition, ...]:
    """Every clause of every report that says enough to be matched; clauses that only report speech are left out."""
    out: list[Proposition] = []
    for reading in material.readings:
        report = reading.report.id
        quantities, moments = material.quantities.get(report, ()), material.moments.get(report, ())
        for clause in clauses(reading, names):
            if clause.lemma in SPEECH or not told(clause):
                continue
            found = _proposition(clause, quantities, moments)
            if _says_enough(found):
                out.append(found)
    return tuple(out)


def _proposition(clause: Clause, quantities: Sequence[Quantity], moments: Sequence[Moment]) -> Proposition:
    start, end = clause.start, clause.end
    numbers = tuple(q for q in quantities if start <= q.start and q.end <= end and q.kind != "clock")
    dates = tuple(m for m in moments if start <= m.start and m.end <= end)
    keys = set(clause.keys)
    if clause.event:
        keys.add("=" + clause.event)
    keys.update(f"#{q.low:g}" for q in numbers if q.low is not None and q.low > 2)
    head = clause.sentence.tokens[clause.head]
    core = (head.start, head.end) if clause.sentence.parsed else (start, end)
    return Proposition(clause, frozenset(keys), numbers, dates, core)


def _says_enough(proposition: Proposition) -> bool:
    """Two content words, or one with a happening of its own ("the talks will continue")."""
    words = sum(1 for key in proposition.keys if key[0] not in "=#")
    return words >= LEAST_KEYS or (words == 1 and proposition.clause.event not in LIGHT and finite(proposition.clause))


class Likeness:
    """Scores pairs of one story; ``weights`` say how telling each key is there."""

    def __init__(self, found: Sequence[Proposition]) -> None:
        self._told = found
        by_report: dict[str, list[frozenset[str]]] = {}
        for proposition in found:
            by_report.setdefault(proposition.clause.report, []).append(proposition.keys)
        self.weights = weights(by_report)
        self._mass = [self._sum(p.keys) for p in found]

    def of(self, a: int, b: int) -> float:
        """0 to 1; 0 where something forbids the match."""
        one, two = self._told[a], self._told[b]
        if forbidden(one, two):
            return 0.0
        shared = self._sum(one.keys & two.keys)
        least = min(self._mass[a], self._mass[b]) or 1.0
        dice = 2 * shared / ((self._mass[a] + self._mass[b]) or 1.0)
        roles = roles_alike(one.clause, two.clause)
        same_event = bool(one.clause.event) and one.clause.event == two.clause.event
        return 0.6 * dice + 0.15 * shared / least + 0.15 * roles + 0.1 * same_event

    def same_report(self, a: int, b: int) -> bool:
        """True when both stand in one report."""
        return self._told[a].clause.report == self._told[b].clause.report

    def _sum(self, keys: Iterable[str]) -> float:
        return sum(self.weights.get(key, 0.0) for key in sorted(keys))


def forbidden(one: Proposition, two: Proposition) -> bool:
    """Polarity, numbers or dates that can't both hold: another proposition, whatever the words."""
    if one.clause.negated != two.clause.negated:
        return True
    return (
        _numbers_apart(one.quantities, two.quantities)
        or _numbers_apart(two.quantities, one.quantities)
        or _dates_apart(one.moments, two.moments)
        or _portions_apart(one.clause, two.clause)
    )


#: How much of a whole a clause speaks of; "all but three of them" is not "one of them".
_PORTIONS = (
    ("none", re.compile(r"\b(?:none|no one|not one) of\b")),
    ("most", re.compile(r"\b(?:all but|all except|nearly all|almost all|most of|the majority of)\b")),
    ("part", re.compile(r"\b(?:one|two|three|few|some|several|a handful) of (?:the|them|these|those|its|their)\b")),
    ("all", re.compile(r"\ball(?: of)? (?:the|them|these|those|its|their)\b")),
)


def _portions_apart(one: Clause, two: Clause) -> bool:
    a, b = _portion(one), _portion(two)
    return bool(a and b and a != b)


def _portion(clause: Clause) -> str:
    inside = (t.text.lower() for t in clause.sentence.tokens if clause.start <= t.start < clause.end)
    words = " ".join(inside)
    return next((name for name, pattern in _PORTIONS if pattern.search(words)), "")


def _numbers_apart(one: Sequence[Quantity], two: Sequence[Quantity]) -> bool:
    for a in one:
        alike = [b for b in two if b.kind == a.kind and (b.counted == a.counted or b.unit == a.unit != "")]
        if alike and not any(meet(a, b) for b in alike):
            return True
    return False


def meet(a: Quantity, b: Quantity) -> bool:
    """True when some number fits both bounds."""
    low = max(a.low if a.low is not None else float("-inf"), b.low if b.low is not None else float("-inf"))
    high = min(a.high if a.high is not None else float("inf"), b.high if b.high is not None else float("inf"))
    return low <= high


def _dates_apart(one: Sequence[Moment], two: Sequence[Moment]) -> bool:
    return bool(one and two) and not any(a.meets(b) for a in one for b in two)
