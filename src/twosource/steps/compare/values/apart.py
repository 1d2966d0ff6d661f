"""When two values that are not equal answer one question all the same.

A wrong "these differ" costs more than a missed one, so each rule needs much: the same count of the dead, one place that
both fill ("the 400-pound gorilla", "a 450-pound gorilla"), one happening of the same parties, one sentence told twice.
"""

from __future__ import annotations

from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.amounts import amounts_apart, in_one_place
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.counts import counts_apart, none_or_some
from twosource.steps.compare.values.days import days_apart
from twosource.steps.compare.values.forbidden import forbidden
from twosource.steps.compare.values.gaps import dated_apart, one_voice, other_days, other_deed, said_alike
from twosource.steps.compare.values.misprints import misprinted
from twosource.steps.compare.values.often import how_often
from twosource.steps.compare.values.same_thing import elsewhere
from twosource.steps.compare.values.scores import one_match
from twosource.steps.compare.values.series import one_place
from twosource.steps.compare.values.told import TOLLS, Told, like_nouns, nobody, old, one_owner


def when_apart(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """Two values that are not equal: one rule a family, after what forbids it for all."""
    if a.family == "count" and nobody(a) != nobody(b):
        return none_or_some(a, b, scene, told)
    if a.family == "score":
        return 0.0 if old(a) != old(b) or dated_apart(a, b) else one_match(a, b, scene, told)
    filled = in_one_place(a, b, scene, told)
    if filled >= 0.5 and a.family != "age":
        return filled
    if how_often(a, b, scene, told):
        return 0.78
    if told.crossed(a, b):
        return 0.0 if a.family == "count" and a.topic.events & b.topic.events & TOLLS else -1.0
    if (slip := misprinted(a, b, told)) or forbidden(a, b, scene) or (a.family == "date" and told.counts_apart(a, b)):
        return slip
    if a.report == b.report and (a.family != "count" or one_voice(a, b)):
        return 0.0
    copied = len(a.topic.near) >= 5 and not said_alike(a, b) and not elsewhere(a, b)
    dated = a.family in ("date", "clock")
    copied = copied and not (other_deed(a, b) if dated else other_days(a, b))
    copied = copied and (a.family != "count" or like_nouns(a, b))  # not "two vans" and "three guns"
    if a.report != b.report and copied and scene.alike(a.topic.near, b.topic.near) >= 0.75:
        return 0.92  # one sentence, told or copied twice, with another value in it
    if a.family == "count":
        return counts_apart(a, b, scene, told)
    if a.family == "ordinal":
        return one_place(a, b, scene)
    if a.family == "age":
        return 0.85 if one_owner(a, b) else filled
    return days_apart(a, b, scene, told) if a.family in ("date", "clock") else amounts_apart(a, b, scene, told)
