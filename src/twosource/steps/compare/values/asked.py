"""Do two values answer the same question?

Equal values need little evidence: that they count like things or hang on one happening, in sentences that share
telling words. Values apart need much (``apart.py``). Each rule gives its strength, a number between 0 and 1;
``training/compare/rates.py`` shows how often differences of each strength are right, on real stories and on the bank.
"""

from __future__ import annotations

from twosource.record import Moment, Quantity
from twosource.steps.clauses import roles_alike
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.sureness import DOUBTFUL
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.apart import when_apart
from twosource.steps.compare.values.forbidden import forbidden
from twosource.steps.compare.values.numbers import middle
from twosource.steps.compare.values.slots import PLANNED, fits
from twosource.steps.compare.values.told import Told, equal, like_nouns, old, unlike_units, voices_apart
from twosource.steps.keys import numeral

ODD = 0.85  # a value as rare as this is hardly given twice by chance
DISOWNED = 0.76


def same_question(a: Answer, b: Answer, scene: Scene, told: Told) -> float:
    """How sure it is that the two values answer one question: 0 for values of unlike kinds."""
    if a.family != b.family or unlike_units(a, b):
        return 0.0
    if a.slot.graded and b.slot.graded and a.slot.graded != b.slot.graded:
        return -1.0  # "7 per cent bigger and 14 per cent brighter"
    if a.report == b.report and not equal(a, b) and not _some(a, b, told) and told.set_against(a, b):
        return 0.92 if told.plainly_against(a, b) else DOUBTFUL
    if a.report == b.report and a.topic.sentence == b.topic.sentence:
        return 0.0
    if equal(a, b):
        return max(when_equal(a, b, scene), DISOWNED if _of_another_report(a, b, told) else 0.0)
    if a.report == b.report and voices_apart(a, b) and _one_slot(a, b, scene):
        return 0.8  # its own word, and that of somebody whom it quotes
    if a.family == "duration" and a.slot.graded != PLANNED and told.has_both(a, b):
        return -1.0  # four days of riots, and five: what went on is told of twice
    return when_apart(a, b, scene, told)


def _some(a: Answer, b: Answer, told: Told) -> bool:
    """True where one counts some of a greater number on the same word: nine freed of the 13 who were detained."""
    return a.family == "count" and (told.outdone(a) or told.outdone(b))


def _one_slot(a: Answer, b: Answer, scene: Scene) -> bool:
    """True for two values that fill one place: how long one thing was to last."""
    return a.slot.graded == PLANNED and not forbidden(a, b, scene) and fits(a.slot, b.slot, scene)


def _of_another_report(a: Answer, b: Answer, told: Told) -> bool:
    """True for "187 animals, not 230 as first thought" beside "around 230 whales": a figure that one report turns down
    is that of whoever gives it; small numbers are given for many things."""
    turned_down = [told.turned_down(x) for x in (a, b)]
    return turned_down[0] != turned_down[1] and a.report != b.report and rare_value(a) >= ODD and like_nouns(a, b)


def when_equal(a: Answer, b: Answer, scene: Scene) -> float:
    """Two equal values: the rarer the value, the less else is needed."""
    s, t = a.topic, b.topic
    near = scene.alike(s.near, t.near)
    if a.family == "date":
        return _equal_dates(a, b, scene, near)
    if s.clause is None or t.clause is None:
        return 0.4 * rare_value(a) + near
    happening = bool(s.events & t.events)
    if a.family == "age":
        owners = bool(s.owner & t.owner)
        return min(0.95, 0.35 * owners + 0.3 * happening + 0.4 * rare_value(a) + 0.8 * near)
    if a.family == "score":
        return min(0.95, 0.35 + 0.3 * happening + 0.1 * len(s.names & t.names) + near)
    if a.family == "clock":
        odd = middle(a.value) % 60 != 0 if isinstance(a.value, Quantity) else False
        return min(0.95, (0.5 if odd else 0.3) + 0.3 * happening + near)
    if a.family in ("money", "measure", "share", "duration"):
        noun = s.noun == t.noun and not numeral(s.noun)
        exact = 0.1 * (a.family == "measure" and rare_value(a) >= ODD)
        return min(0.95, 0.15 * noun + 0.45 * rare_value(a) + exact + 0.3 * happening + 0.8 * near)
    like = like_nouns(a, b) if a.family in ("count", "money") else near > 0.3
    if not like and not happening:
        # "214,000 offshore entities", "214,000 shell companies": no two counts of a story are so by chance
        return 0.55 if rare_value(a) == 1 and not old(a) and not old(b) else 0.0
    noun = s.noun == t.noun and not numeral(s.noun)
    telling = scene.weights.get(s.noun, 0.5) if noun and a.family == "count" else 0.0
    return min(0.95, 0.25 * noun + 0.4 * telling + 0.3 * happening + 0.3 * rare_value(a) + 0.8 * near)


def _equal_dates(a: Answer, b: Answer, scene: Scene, near: float) -> float:
    """Dates that meet: of one happening with the same participants, or in sentences that share much. A wide date
    ("last year") needs more, and "since October" is not "in October"."""
    s, t = a.topic, b.topic
    if s.lead_in != t.lead_in:
        return 0.0
    keys = scene.alike(s.keys, t.keys)
    if a.value.shown == b.value.shown and len(a.value.shown) == len("2016-02-07/2016-02-14"):
        return 0.6  # "between Feb. 7 and Feb. 14", "Feb. 7-14": the same two days are not given by chance
    if s.clause is None or t.clause is None:
        return near + 0.2 * rare_value(a)
    happening = bool(s.events & t.events)
    fine = rare_value(a) + rare_value(b) == 2
    if old(a) and old(b) and a.value.shown == b.value.shown and near >= (0.12 if fine else 0.25):
        return min(0.95, (0.45 if fine else 0.3) + near + 0.2 * happening)
    roles = roles_alike(s.clause, t.clause)
    if roles < 0:
        return 0.0
    score = 0.35 * happening + 0.15 * roles + 0.5 * keys + 0.5 * near
    return min(0.95, score if fine else score - (0.05 if happening else 0.15))


def rare_value(a: Answer) -> float:
    """How unlikely it is that two values are equal by chance: 0 for small or round numbers, 1 for odd large ones."""
    if isinstance(a.value, Moment):
        return 1.0 if a.value.precision in ("day", "hour", "minute") else 0.5
    number = middle(a.value)
    digits = f"{number:g}".replace(".", "").strip("0")
    return 0.0 if number <= 3 else min(1.0, 0.35 * len(digits) + (0.2 if number > 12 else 0.0))
