"""When two amounts that are not equal answer one question: measures, money, shares, ages and lengths of time."""

from __future__ import annotations

from twosource.record import Quantity
from twosource.steps.compare.people.whose import subject_of
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values import numbers
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.forbidden import forbidden
from twosource.steps.compare.values.gaps import ratio, word_lost
from twosource.steps.compare.values.same_thing import TELLING, of_one_substance, one_deed, told_twice
from twosource.steps.compare.values.slots import CAPACITY, PENALTY, PLANNED, fits, named_apart
from twosource.steps.compare.values.told import Told, near_equal
from twosource.steps.keys import is_event


def in_one_place(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """Two values in one place: the weights of "the 400-pound gorilla" and of "a 450-pound gorilla"."""
    if a.family not in ("measure", "share", "age", "duration") or a.report == b.report or forbidden(a, b, scene):
        return 0.0
    if ratio(a, b) > 1 or (a.family == "measure" and told.has_both(a, b)):
        return 0.0
    if a.slot.graded == b.slot.graded == PENALTY:
        return 0.0 if named_apart(a.slot, b.slot) or _several(a, b, told) else 0.78
    if a.slot.graded == b.slot.graded == CAPACITY:
        return 0.78 if a.slot.of & b.slot.of and not told.refilled(a, b, scene) else 0.0
    if not fits(a.slot, b.slot, scene) or told.refilled(a, b, scene):
        return 0.0
    if a.family == "duration" and a.slot.graded != PLANNED and told.crossed(a, b):
        return 0.0
    near = scene.alike(a.topic.near, b.topic.near)
    happening = bool(a.topic.events & b.topic.events) or a.slot.graded == b.slot.graded == PLANNED
    if a.family == "age":
        return min(0.9, 0.6 + 0.15 * happening + 0.1 * (a.lead and b.lead) + 0.4 * near)
    if a.family == "duration":
        return min(0.85, 0.4 + 0.2 * happening + 0.8 * near) if a.slot.verb and a.slot.of & b.slot.of else 0.0
    known = a.slot.of & b.slot.of | a.slot.holder & b.slot.holder
    if not a.slot.verb and not known & scene.opening(a.report) & scene.opening(b.report):
        return 0.0  # "a 36-yard field goal": one of many, not what the reports are about
    return min(0.9, 0.76 + 0.3 * near)


def _several(a: Answer, b: Answer, told: Told) -> bool:
    """True when one report speaks of more than one highest penalty, so that there are several charges or people."""
    return any(
        o.slot.graded == PENALTY and numbers.highest(o.value) != numbers.highest(x.value)
        for x in (a, b)
        for o in told.values(x.report, x.family)
        if isinstance(o.value, Quantity) and isinstance(x.value, Quantity)
    )


def amounts_apart(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """Durations, money, shares and measures: of one happening, in sentences that share much."""
    s, t = a.topic, b.topic
    near = scene.alike(s.near, t.near)
    if a.family == "money" and near > 0.2 and s.events & t.events and word_lost(a, b):
        return 0.85
    if _one_sentence(a, b, scene, told):
        return 0.78
    if ratio(a, b) > 1 or named_apart(a.slot, b.slot) or _other_lasted(a, b):
        return 0.0
    if told_twice(a, b, scene, told) or of_one_substance(a, b, scene, told) or _one_price(a, b, scene, told):
        return min(0.9, 0.76 + 0.2 * near)
    if told.one_stretch(a, b) and (near > 0.1 or len(s.near & t.near) > 2 or _in_one_year(a, b)):
        return min(0.9, 0.76 + 0.2 * near)
    if not s.events & t.events:
        return 0.0
    if a.family == "money":
        return min(0.9, 0.6 + near) if any(is_event(e) for e in s.events & t.events) and near > 0.1 else 0.0
    if s.clause is None or t.clause is None or scene.like(s.clause, t.clause) < 0.35:
        return 0.0
    if near > 0.3 and (a.family not in ("measure", "share") or s.events == t.events):
        return min(0.9, 0.45 + 0.6 * near)
    return 0.0


def _in_one_year(a: Answer, b: Answer) -> bool:
    """True for "spent eight months in prison in 2015" and "in 2015 he spent ten months in prison"."""
    years = [{m.earliest.year for m in x.when} for x in (a, b)]
    return len(years[0]) == 1 and years[0] == years[1]


def _one_sentence(a: Answer, b: Answer, scene: Scene, told: Told) -> bool:
    """True for the years to which one person was sentenced in one case: in the same year, or for what both name with a
    telling word; each report tells of one sentence only."""
    if a.family != "duration" or "imprison" not in a.topic.events & b.topic.events or a.topic.part or b.topic.part:
        return False
    if a.topic.clause is None or b.topic.clause is None:
        return False
    who = subject_of(scene, a.topic.clause)
    if who is None or who != subject_of(scene, b.topic.clause):
        return False
    alone = all(
        o is x or near_equal(o, x) or "imprison" not in o.topic.events
        for x in (a, b)
        for o in told.values(x.report, "duration")
    )
    years = [{m.earliest.year for m in x.when} for x in (a, b)]
    told_of = {k for k in a.topic.near & b.topic.near - {who} if scene.weights.get(k, 0.5) >= TELLING}
    return alone and bool(years[0] & years[1] if years[0] and years[1] else told_of)


def _other_lasted(a: Answer, b: Answer) -> bool:
    """True for "the hearing lasted two hours" and "the concert lasted six"."""
    if a.topic.lasting & b.topic.lasting:
        return False
    return a.family == "duration" and bool(a.slot.of and b.slot.of) and not a.slot.of & b.slot.of


def _one_price(a: Answer, b: Answer, scene: Scene, told: Told) -> bool:
    """True for "set bail at $250,000" and "bail was set at $500,000": one deed with one sum in each report."""
    single = all(told.alone(x) and len(told.values(x.report, "money")) == 1 for x in (a, b))
    return a.family == "money" and single and one_deed(a, b, scene)
