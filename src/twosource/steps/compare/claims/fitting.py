"""Of clauses that are matched: those that give one answer.

A group holds statements of one matter; their clauses may still say another number, day, doer or outcome of it. "Seven
rifles" and "twelve rifles" do not agree, nor "on Friday night" and "early on Saturday", nor the neighbour who rang and
the landlord who did. Whether they differ is for the modules of each kind; here they only stop being an agreement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, product
from typing import Any

from twosource.record import Mention, Moment, Quantity, Span, Verdict
from twosource.steps.callings import classes_of, told_apart
from twosource.steps.clauses import Clause, above, finite
from twosource.steps.compare.claims import tallies
from twosource.steps.compare.claims.opposites import sides_of
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values import dates
from twosource.steps.compare.values.answers import clock_of
from twosource.steps.compare.values.topics import topic_of
from twosource.steps.keys import LIGHT, SPEECH
from twosource.steps.related import SAME, likeness


@dataclass(frozen=True, slots=True)
class Slot:
    """What clauses answer: ``read`` gives the answers in the words of a mention, ``apart`` tells whether those of two
    mentions cannot be one."""

    read: Callable[[Mention, Scene], Sequence[Any]]
    apart: Callable[[Sequence[Any], Sequence[Any]], bool]


def of_one_answer(told: Sequence[Mention], scene: Scene) -> list[Mention]:
    """The clauses without those whose answers stand against what more reports tell; all, where none do."""
    apart: set[tuple[Mention, Mention]] = set()
    for slot in SLOTS:
        answers = [(m, found) for m in dict.fromkeys(told) if (found := slot.read(m, scene))]
        for (m, xs), (n, ys) in combinations(answers, 2):
            if slot.apart(xs, ys):
                apart |= {(m, n), (n, m)}
    if not apart:
        return list(told)
    beside = {m: len({n.report for n in told if (m, n) not in apart}) for m in told}
    kept: list[Mention] = []
    for m in sorted(beside, key=lambda m: (-beside[m], m)):
        if not any((m, k) in apart for k in kept):
            kept.append(m)
    return [m for m in told if m in kept]


# --------------------------------------------------------------------------- of what an answer is

_WHOLE = frozenset({"what the words tell as a whole"})


def _main(m: Mention, scene: Scene) -> Clause | None:
    """The clause on which the others in the words hang: since the words are matched, one matter with theirs."""
    inside = scene.predicates_in(m)
    heads = {c.head for c in inside}
    return next((c for c in inside if not heads & set(above(c))), None)


# --------------------------------------------------------------------------- days and times of day

Timed = tuple[frozenset[str], Any, str]  # what happened then, the moment or clock, its words


def _days(m: Mention, scene: Scene) -> list[Timed]:
    found = scene.material.moments.get(m.report, ())
    return [_timed(x, m, scene) for x in found if m.start <= x.start < x.end <= m.end]


def _clocks(m: Mention, scene: Scene) -> list[Timed]:
    clocks = [q for q in scene.material.quantities.get(m.report, ()) if q.kind == "clock"]
    moments = [x for x in scene.material.moments.get(m.report, ()) if x.precision == "minute"]
    clocks += [clock_of(x, Span(x.start, x.end)) for x in moments]
    return [_timed(q, m, scene) for q in clocks if m.start <= q.start < q.end <= m.end]


def _timed(value: Moment | Quantity, m: Mention, scene: Scene) -> Timed:
    span, main = Span(value.start, value.end), _main(m, scene)
    topic = topic_of(scene, m.report, span, "", dated=True)
    events = topic.events if topic is not None else frozenset[str]()
    if topic is not None and topic.clause is not None and main is not None and topic.clause.head == main.head:
        events |= _WHOLE
    return events, value, span.of(scene.texts[m.report])


def _days_apart(ones: Sequence[Timed], twos: Sequence[Timed]) -> bool:
    """True for days or times of one happening that cannot be one, where no two of them are."""
    pairs = [(x, y) for x, y in product(ones, twos) if x[0] & y[0]]
    return not any(_one_day(x[1], y[1]) for x, y in pairs) and any(_two_days(x, y) for x, y in pairs)


def _two_days(one: Timed, two: Timed) -> bool:
    x, y = one[1], two[1]
    if x.meets(y):
        return not _one_day(x, y)
    return dates.relate(x, y, (one[2], two[2])).verdict == "differ"


def _one_day(x: Moment, y: Moment) -> bool:
    """False for stretches of two days of which neither lies in the other, too: Friday night and early Saturday."""
    one_in_two = x.earliest <= y.earliest and y.latest <= x.latest
    two_in_one = y.earliest <= x.earliest and x.latest <= y.latest
    nights = all(m.precision == "day" and m.latest - m.earliest < timedelta(days=1) for m in (x, y))
    return x.meets(y) and (one_in_two or two_in_one or not nights or x.earliest.date() == y.earliest.date())


def _clocks_apart(ones: Sequence[Timed], twos: Sequence[Timed]) -> bool:
    found = [_relation(x, y) for x, y in product(ones, twos) if x[0] & y[0]]
    return "differ" in found and "agree" not in found


def _relation(one: Timed, two: Timed) -> Verdict:
    said = (one[2], two[2])
    return dates.relate_clocks(one[1], two[1], said, " ".join(said)).verdict


# --------------------------------------------------------------------------- who did it, whether, of what


@dataclass(frozen=True, slots=True)
class Doer:
    """By people of which ``classes`` something is done: the ``event``, or what the words tell as a ``whole`` (``keys``
    are its words)."""

    event: str
    whole: bool
    keys: frozenset[str]
    classes: frozenset[str]


def _doers(m: Mention, scene: Scene) -> list[Doer]:
    """For each happening in the words: the classes of the people who do it, where none of them is named."""
    main = _main(m, scene)
    found = [(c, frozenset(k for words in _unnamed(c) for k in classes_of(words))) for c in scene.predicates_in(m)]
    return [Doer(c.event, c is main, c.keys, classes) for c, classes in found if classes]


def _unnamed(clause: Clause) -> list[str]:
    """The nouns for who does it; none where one of them is named or only pointed to."""
    doers = clause.role("actor")
    nouns = all(clause.sentence.tokens[a.head].pos == "NOUN" for a in doers)
    return [a.lemma for a in doers] if nouns else []


def _doers_apart(ones: Sequence[Doer], twos: Sequence[Doer]) -> bool:
    pairs = [(x, y) for x, y in product(ones, twos) if x.event == y.event or (x.whole and y.whole and x.keys & y.keys)]
    return any(told_apart(x.classes, y.classes) for x, y in pairs)


_DOUBTING = frozenset({"deny", "doubt", "dispute", "refute", "refuse", "decline"})
_THINKING = frozenset({"think", "believe", "expect"})  # "I don't think he won": he did not


def _stances(m: Mention, scene: Scene) -> list[tuple[str, bool]]:
    """For each happening that is told once in the words: whether it is said to be so."""
    sides: dict[str, set[bool]] = {}
    for clause in scene.predicates_in(m):
        so = _is_so(clause, scene)
        if so is not None and clause.event not in LIGHT | SPEECH:
            sides.setdefault(clause.event, set()).add(so)
    return [(event, min(side)) for event, side in sorted(sides.items()) if len(side) == 1]


def _is_so(clause: Clause, scene: Scene) -> bool | None:
    """False for what is denied, in its own clause or by the verb above: "did not win", "doubted that he won". None for
    what is asked, and for what hangs on a verb that may say either ("to avoid paying")."""
    token = clause.sentence.tokens[clause.head]
    above = next(
        (c for c in scene.of_sentence(clause.report, clause.ordinal) if c.head == token.head != clause.head), None
    )
    if clause.sentence.tokens[-1].text == "?":
        return None
    if above is None or token.dep not in ("ccomp", "xcomp"):
        return not clause.negated if finite(clause) else None
    lemma = clause.sentence.tokens[above.head].lemma
    turned = above.negated if lemma in _THINKING else lemma in _DOUBTING and not above.negated
    return clause.negated == turned if finite(clause) or turned else None


def _stances_apart(ones: Sequence[tuple[str, bool]], twos: Sequence[tuple[str, bool]]) -> bool:
    return any((event, not so) in twos for event, so in ones)


def _outcomes(m: Mention, scene: Scene) -> list[Mapping[str, int]]:
    """The words of which only one or the other is true of one thing ("well", "poorly"), each with its side."""
    main = _main(m, scene)
    return [sides_of(main)] if main is not None else []


def _outcomes_apart(ones: Sequence[Mapping[str, int]], twos: Sequence[Mapping[str, int]]) -> bool:
    return any(two.get(scale, side) != side for one, two in product(ones, twos) for scale, side in one.items())


_OF = {"die": ("of", "from", "to")}


def _causes(m: Mention, scene: Scene) -> list[frozenset[str]]:
    """Of what somebody died."""
    found = [c.role(*_OF[c.event]) for c in scene.predicates_in(m) if c.event in _OF]
    return [frozenset(k for a in causes for k in a.keys) for causes in found if causes]


def _causes_apart(ones: Sequence[frozenset[str]], twos: Sequence[frozenset[str]]) -> bool:
    return any(all(likeness(a, b) < SAME for a, b in product(one, two)) for one, two in product(ones, twos))


SLOTS = (
    Slot(tallies.numbers_of, tallies.apart),
    Slot(_days, _days_apart),
    Slot(_clocks, _clocks_apart),
    Slot(_doers, _doers_apart),
    Slot(_stances, _stances_apart),
    Slot(_outcomes, _outcomes_apart),
    Slot(_causes, _causes_apart),
)
