"""What several reports say in common, for the groups of ``align``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.record import ComparedValue, Moment, Quantity
from twosource.steps.clauses import Clause, finite, told
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.numbers import relate
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.wording import is_it_so
from twosource.steps.keys import SPEECH

LONGEST = 250  # a clause longer than this says more than the one thing
ALIKE = 0.5


def compare_statements(scene: Scene) -> Iterator[Draft]:
    """An agreement for each group whose clauses say one thing in two reports."""
    by_id = {s.id: s for s in scene.material.statements}
    for group in scene.groups:
        clauses = [c for i in group.statements for c in _clauses(scene, by_id[i].report, by_id[i].start, by_id[i].end)]
        draft = _draft(clauses, scene)
        if draft is not None:
            yield draft


def _clauses(scene: Scene, report: str, start: int, end: int) -> list[Clause]:
    """Clauses of a statement short enough to be shown."""
    return [
        c
        for c in scene.clauses[report]
        if c.start < end
        and start < c.end
        and c.end - c.start <= LONGEST
        and c.lemma not in SPEECH
        and c.keys
        and told(c)
    ]


def _contrary(one: Clause, two: Clause, scene: Scene) -> bool:
    """True when the two differ in polarity, in being told as a fact, in a date, or in a number of the same
    things."""
    if (one.negated, one.unreal) != (two.negated, two.unreal):
        return True
    first, second = scene.quantities(one), scene.quantities(two)
    return _unmet(first, second) or _unmet(second, first) or _apart(_moments(one, scene), _moments(two, scene))


def _values(clause: Clause, scene: Scene) -> int:
    return len(scene.quantities(clause)) + len(_moments(clause, scene))


def _moments(clause: Clause, scene: Scene) -> list[Moment]:
    found = scene.material.moments.get(clause.report, ())
    return [m for m in found if clause.start <= m.start and m.end <= clause.end]


def _apart(one: Sequence[Moment], two: Sequence[Moment]) -> bool:
    """True when both are dated and no two of the dates meet."""
    return bool(one and two) and not any(a.meets(b) for a in one for b in two)


def _unmet(one: Sequence[Quantity], two: Sequence[Quantity]) -> bool:
    """True when a number of the one has numbers for the same things in the other, and none that fits."""
    for a in one:
        alike = [b for b in two if b.kind == a.kind and b.unit == a.unit and b.counted == a.counted]
        if alike and all(relate(a, b).verdict == "differ" for b in alike):
            return True
    return False


def _draft(clauses: list[Clause], scene: Scene) -> Draft | None:
    """The clauses around the one that most others are like."""
    best: list[Clause] = []
    worth = 0.0
    for middle in clauses:
        if not finite(middle):
            continue
        near: dict[str, tuple[float, Clause]] = {}
        for other in clauses:
            if other.report == middle.report:
                continue
            score = 0.0 if _contrary(middle, other, scene) else scene.like(middle, other)
            if score >= ALIKE and score > near.get(other.report, (0.0, other))[0]:
                near[other.report] = (score, other)
        total = sum(score for score, _ in near.values())
        if total > worth:
            worth, best = total, [middle, *(c for _, c in near.values())]
    if not best:
        return None
    best.sort(key=lambda c: (scene.day(c.report) or "9999", c.report, c.start))
    # Shown is the wording with the fewest values: what it says more than the others is not what they agree on.
    shortest = min(best, key=lambda c: (_values(c, scene), not finite(c), c.end - c.start < 20, c.end - c.start))
    said = scene.words(shortest.report, shortest.start, shortest.end)
    if len(said.split()) < 2:
        return None  # what they have in common is a word, not a statement
    mentions = tuple(scene.mention(c.report, c.start, c.end) for c in best)
    confidence = round(min(0.95, worth / (len(best) - 1)), 2)
    why = f"{len({c.report for c in best})} reports say this, in the same or other words."
    value = ComparedValue(said, mentions, scene.day(best[0].report))
    return Draft(is_it_so(said), "status", "agree", (value,), "unknown", confidence, why)
