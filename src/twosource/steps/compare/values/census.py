"""One thing counted in many reports: "three cables were damaged", "two undersea cables suffered severe damage".

Two clauses about one count often share hardly a word but the noun. Over the whole story little else is needed, since a
story counts few things of a kind: each report has one number for the noun, no report has both, the noun is counted with
a few numbers in all, and the clauses without their numbers are near in meaning.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from twosource.lexicon import classes
from twosource.record import Quantity
from twosource.steps.clauses import roles_alike
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.scopes import scope
from twosource.steps.compare.values.told import Told, equal, near_equal, old
from twosource.steps.keys import LIGHT, SPEECH, is_happening, listed_sorts, numeral, sorts_of

# Cosines of two clauses without their numbers: of one deed, with most reports on one side, where no deed is told.
NEAR, NEARER, NEAREST = 0.57, 0.6, 0.75
VOTES = 3  # times as many reports on one side as on the other
FEW = 3  # numbers that a story may have for a noun; with more of them it counts several things
MANY = 4  # reports with one number where one report has another: it errs, or knows better, and counts the same
SHARED = 0.3  # of the words of two sentences of which one is so outvoted


def in_census(a: Answer, b: Answer, scene: Scene, told: Told) -> bool:
    """True when two numbers of one noun can only count one thing, as far as the whole story shows."""
    if (
        numeral(a.topic.noun)
        or not _one_noun(a, b)
        or scope(a) != scope(b)
        or any(_open(x) or _loose(x) for x in (a, b))
    ):
        return False
    counted = [o for noun in {a.topic.noun, b.topic.noun} for o in told.counting(noun) if not old(o) and not _loose(o)]
    deed = {e for e in a.topic.events & b.topic.events if is_happening(e)}
    if _several(counted, FEW):
        counted = [o for o in counted if o.topic.events & deed]
        if not deed or _several(counted, FEW - 1):
            return False
    givers = [{o.report for o in counted if equal(o, x)} for x in (a, b)]
    alone = all(equal(o, x) or near_equal(o, x) for x in (a, b) for o in counted if o.report == x.report)
    if not alone or givers[0] & givers[1] or _told_of(a) or _told_of(b):
        return False
    few, many = sorted(map(len, givers))
    if few == 1 and many >= MANY and scene.alike(a.topic.near, b.topic.near) > SHARED:
        return True
    near = scene.nearness(_without_number(a, scene), _without_number(b, scene))
    return near >= (NEAR if _one_deed(a, b) else NEARER if many >= VOTES * few else NEAREST if _no_deed(a, b) else 2)


def _one_deed(a: Answer, b: Answer) -> bool:
    """True when both clauses tell one deed, or deeds that can be put for one another, and not of other people."""
    one, two = a.topic.clause, b.topic.clause
    apart = one is not None and two is not None and roles_alike(one, two) < 0
    return not apart and bool(_deeds(a) & _deeds(b))


def _deeds(a: Answer) -> frozenset[str]:
    """The happenings that the number hangs on, the verb of its clause, and the families of both."""
    verb = {a.topic.clause.lemma} if a.topic.clause is not None else set()
    told = {e for e in a.topic.events | verb if e not in SPEECH}
    return frozenset(told - LIGHT) | {name for name, members in _families().items() if members & told}


def _no_deed(a: Answer, b: Answer) -> bool:
    """True when one of the two only says how many there were."""
    return any(x.topic.clause is not None and x.topic.clause.lemma in ("be", "have") for x in (a, b))


@functools.cache
def _families() -> dict[str, frozenset[str]]:
    return {"~" + name: frozenset(members) for name, members in classes("en", "deeds").items()}


def _told_of(a: Answer) -> bool:
    """True for "three witnesses said": not all who saw it need have said so."""
    return a.topic.clause is not None and a.topic.clause.lemma in SPEECH


def _one_noun(a: Answer, b: Answer) -> bool:
    """True for one noun, and for two of a sort that are no people ("ships", "vessels")."""
    one, two = a.topic.noun, b.topic.noun
    return one == two or (bool(listed_sorts(one) & listed_sorts(two)) and "person" not in sorts_of(one) | sorts_of(two))


def _open(a: Answer) -> bool:
    """True for "at least four": such a count grows with the day."""
    return isinstance(a.value, Quantity) and a.value.high is None


def _loose(a: Answer) -> bool:
    """True for "several", and for what only may be so."""
    return a.topic.unreal or (isinstance(a.value, Quantity) and a.value.vague)


def _several(counted: Iterable[Answer], most: int) -> bool:
    return len({o.value.shown for o in counted}) > most


def _without_number(a: Answer, scene: Scene) -> str:
    """The words of the clause, with "some" for the number."""
    text, clause = scene.texts[a.report], a.topic.clause
    sentence = scene.sentence_at(a.report, a.topic.sentence)
    spans = [(clause.start, clause.end)] if clause is not None else [(sentence.start, sentence.end)]
    spans += [(x.start, x.end) for x in clause.arguments if x.start <= a.mention.start < x.end] if clause else []
    start = min(a.mention.start, *(s for s, _ in spans))
    end = max(a.mention.end, *(e for _, e in spans))
    words = f"{text[start : a.value.start]} some {text[a.value.end : end]}"
    return " ".join(words.split())
