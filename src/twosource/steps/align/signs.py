"""Evidence that two clauses tell one thing: small signs, weighed by a logistic regression.

Shared telling words, the happening, who did it and to whom, values, speakers, and whether another clause of the report
is nearer. Each sign is a number, mostly between 0 and 1, with a meaning that fits on one line. Their weights are
learned (``training/align/train.py``) and kept in ``lexicon/any/same_matter.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from twosource.record import Moment, Quantity
from twosource.steps.align.propositions import Proposition
from twosource.steps.align.telling import Telling
from twosource.steps.keys import sorts_of

NEARLY = 0.1  # how far an approximate number may be from what it stands for
Sign = Callable[[Proposition, Proposition, Telling], float]


def words_shared(a: Proposition, b: Proposition, t: Telling) -> float:
    """Share of the telling words, names and numbers of both clauses that both have."""
    return t.alike(a.keys, b.keys)


def words_held(a: Proposition, b: Proposition, t: Telling) -> float:
    """Share of the shorter clause that the longer has too, in the same or related words."""
    return t.soft(a.keys, b.keys)[1]


def words_related(a: Proposition, b: Proposition, t: Telling) -> float:
    """Share of both clauses that the other has in the same or related words."""
    return t.soft(a.keys, b.keys)[0]


def sentence_related(a: Proposition, b: Proposition, t: Telling) -> float:
    """The same for their sentences."""
    return t.soft(a.near, b.near)[0]


def sentence_held(a: Proposition, b: Proposition, t: Telling) -> float:
    """How much of the shorter sentence the other has."""
    return t.soft(a.near, b.near)[1]


def around_shared(a: Proposition, b: Proposition, t: Telling) -> float:
    """Telling words shared by what stands around them."""
    return t.alike(a.around, b.around)


def mass_shared(a: Proposition, b: Proposition, t: Telling) -> float:
    """How telling the shared words of the clauses are in sum, up to three."""
    return min(3.0, t.mass(a.keys & b.keys)) / 3


def mass_near(a: Proposition, b: Proposition, t: Telling) -> float:
    """How telling the shared words of the sentences are in sum, up to three."""
    return min(3.0, t.mass(a.near & b.near)) / 3


def rarest(a: Proposition, b: Proposition, t: Telling) -> float:
    """How telling the most telling shared word is."""
    return max([t.weight(k) for k in a.keys & b.keys if k[0] != "="], default=0.0)


def content_shared(a: Proposition, b: Proposition, t: Telling) -> float:
    """How telling the shared words are in sum that are neither names nor numbers, up to two."""
    return min(2.0, t.mass(a.words & b.words)) / 2


def thin(a: Proposition, b: Proposition, t: Telling) -> float:
    """Another happening, no number shared, and at most one shared word besides names."""
    if _words_in_common(a, b, t) >= 2:
        return 0.0
    return float(not (event_same(a, b, t) or event_related(a, b, t) or number_same(a, b, t)))


def bare(a: Proposition, b: Proposition, t: Telling) -> bool:
    """Next to nothing in common: at most one word, and no name, number, date or party; a happening only where both tell
    it as real (or neither), a party only where the happening is alike. "If they had caught me" is not what "credit for
    the catch of the year" tells, nor "set a dog on him" what "I heard a dog" does. No sign but a veto: one rare word
    is what the weights trust most."""
    if _words_in_common(a, b, t) >= 2 or (event_same(a, b, t) and not mood_apart(a, b, t)):
        return False
    if any(sign(a, b, t) for sign in (names_shared, number_same, date_same)):
        return False
    if not (event_same(a, b, t) or event_related(a, b, t)):
        return True
    parties = (actor_same, undergoer_same, roles_crossed)  # crossed: "I heard dogs", "dogs were barking"
    return not any(sign(a, b, t) for sign in parties)


def names_shared(a: Proposition, b: Proposition, t: Telling) -> float:
    """How telling the shared names are in sum, up to two."""
    return min(2.0, t.mass(a.names & b.names)) / 2


def names_apart(a: Proposition, b: Proposition, _t: Telling) -> float:
    """Both name somebody or something, and no name is shared."""
    return float(bool(a.names and b.names) and a.names.isdisjoint(b.names))


def event_same(a: Proposition, b: Proposition, _t: Telling) -> float:
    """Both tell one happening."""
    return float(bool(a.clause.event) and a.clause.event == b.clause.event)


def event_telling(a: Proposition, b: Proposition, t: Telling) -> float:
    """How telling the happening is that both tell."""
    return event_same(a, b, t) * t.weight("=" + a.clause.event)


def event_related(a: Proposition, b: Proposition, t: Telling) -> float:
    """One tells the other's happening as a noun or in a related word."""
    one, two = a.clause, b.clause
    if not one.event or not two.event or one.event == two.event:
        return 0.0
    return max(t.related(one.lemma, two.lemma), t.named(one.event, b.near), t.named(two.event, a.near))


def actor_same(a: Proposition, b: Proposition, t: Telling) -> float:
    """Who did it, in the same or related words."""
    return t.party(a.actor, b.actor)


def actor_apart(a: Proposition, b: Proposition, t: Telling) -> float:
    """Both say who did it, and not the same."""
    return float(bool(a.actor and b.actor) and t.party(a.actor, b.actor) == 0)


def undergoer_same(a: Proposition, b: Proposition, t: Telling) -> float:
    """To whom or what it was done."""
    return t.party(a.undergoer, b.undergoer)


def undergoer_apart(a: Proposition, b: Proposition, t: Telling) -> float:
    """Both say to whom, and not the same."""
    return float(bool(a.undergoer and b.undergoer) and t.party(a.undergoer, b.undergoer) == 0)


def roles_crossed(a: Proposition, b: Proposition, t: Telling) -> float:
    """Who did it in the one is to whom it was done in the other (a passive not seen, or the reverse)."""
    return t.crossed(a, b)


def number_same(a: Proposition, b: Proposition, t: Telling) -> float:
    """How telling the most telling number is that both give for like things."""
    return max([t.weight(f"#{x.low:g}") for x, _ in _numbers(a, b, True) if x.low is not None], default=0.0)


def number_apart(a: Proposition, b: Proposition, _t: Telling) -> float:
    """Both count like things and no number fits."""
    return float(bool(_numbers(a, b, False)) and not _numbers(a, b, True))


def number_alone(a: Proposition, b: Proposition, _t: Telling) -> float:
    """One gives a number, the other none."""
    return float(bool(a.quantities) != bool(b.quantities))


def date_same(a: Proposition, b: Proposition, _t: Telling) -> float:
    """Both are dated and a date of one fits one of the other: 1 to the day, less for wider ones."""
    return max([_fit(x, y) for x in a.dated for y in b.dated if x.meets(y)], default=0.0)


def date_apart(a: Proposition, b: Proposition, _t: Telling) -> float:
    """Both are dated, and no date fits."""
    return float(bool(a.dated and b.dated) and not any(x.meets(y) for x in a.dated for y in b.dated))


def time_apart(a: Proposition, b: Proposition, _t: Telling) -> float:
    """One tells of what was long before its report, the other does not, and not of one happening."""
    return float(a.old != b.old and a.clause.event != b.clause.event)


def speaker_same(a: Proposition, b: Proposition, _t: Telling) -> float:
    """Both rest on the word of one speaker."""
    one, two = _speaker(a), _speaker(b)
    return float(one is not None and one == two)


def speaker_apart(a: Proposition, b: Proposition, _t: Telling) -> float:
    """Each rests on the word of another."""
    one, two = _speaker(a), _speaker(b)
    return float(one is not None and two is not None and one != two)


def mood_apart(a: Proposition, b: Proposition, _t: Telling) -> float:
    """One is told as a fact, the other as possible, planned or asked."""
    return float(a.clause.unreal != b.clause.unreal)


def both_lead(a: Proposition, b: Proposition, _t: Telling) -> float:
    """Both stand where reports tell their news."""
    return float(a.place < 2 and b.place < 2)


def lengths(a: Proposition, b: Proposition, t: Telling) -> float:
    """The shorter clause's share of the longer, by telling words."""
    one, two = t.mass(a.keys), t.mass(b.keys)
    return min(one, two) / (max(one, two) or 1.0)


def first_choice(a: Proposition, b: Proposition, t: Telling) -> float:
    """In each other's report no clause is nearer: 1 for both, a half for one."""
    return t.choice(a, b)


def margin(a: Proposition, b: Proposition, t: Telling) -> float:
    """By how much they are nearer to one another than the next clause of either report is."""
    return t.margin(a, b)


def crowd(a: Proposition, b: Proposition, t: Telling) -> float:
    """How many clauses the two reports have: in long ones more is alike by chance."""
    return math.log(t.clauses_in(a) * t.clauses_in(b)) / 10


SIGNS: tuple[Sign, ...] = (
    words_shared, words_held, words_related, sentence_related, sentence_held, around_shared, mass_shared, mass_near,
    rarest, content_shared, thin, names_shared, names_apart, event_same, event_telling, event_related,
    actor_same, actor_apart, undergoer_same, undergoer_apart,
    roles_crossed, number_same, number_apart, number_alone, date_same, date_apart, time_apart, speaker_same,
    speaker_apart, mood_apart, both_lead, lengths, first_choice, margin, crowd,
)  # fmt: skip
#: Signs of where and when it is told, and by whom; the others hang on the words alone.
PLACED: frozenset[Sign] = frozenset((
    around_shared, date_same, date_apart, time_apart, speaker_same, speaker_apart, both_lead, first_choice, margin,
    crowd,
))  # fmt: skip


def _words_in_common(a: Proposition, b: Proposition, t: Telling) -> int:
    """How many words both have, or related ones; two that both have are not counted further."""
    shared = len(a.words & b.words)
    return shared if shared >= 2 else shared + t.pairs_related(a.keys, b.keys)


def _numbers(a: Proposition, b: Proposition, fitting: bool) -> list[tuple[Quantity, Quantity]]:
    """Pairs of numbers for like things that fit, or that don't."""
    return [(x, y) for x in a.quantities for y in b.quantities if alike(x, y) and meet(x, y) == fitting]


def alike(x: Quantity, y: Quantity) -> bool:
    """True when two numbers can count the same things."""
    if x.kind != y.kind or x.unit != y.unit:
        return False
    return x.unit != "" or x.counted == y.counted or bool(sorts_of(x.counted) & sorts_of(y.counted))


def meet(a: Quantity, b: Quantity) -> bool:
    """True when some number fits both bounds, or comes near where one is only approximate."""
    low = max(a.low if a.low is not None else float("-inf"), b.low if b.low is not None else float("-inf"))
    high = min(a.high if a.high is not None else float("inf"), b.high if b.high is not None else float("inf"))
    slack = NEARLY * abs(high) if a.approximate or b.approximate or a.vague or b.vague else 0.0
    return low <= high + slack


def _fit(x: Moment, y: Moment) -> float:
    fine = ("day", "hour", "minute", "about")
    return 1.0 if x.precision in fine and y.precision in fine else 0.4


def _speaker(a: Proposition) -> str | None:
    return a.statement.speaker if a.statement and a.statement.kind != "narrated" else None
