"""What each report tells: its values, which of them are alike, and which it sets against one another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from twosource.record import Moment, Quantity
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.numbers import CONVERTED, middle, relate, same_unit
from twosource.steps.compare.values.revisions import changed_to, one_question, revised, superseded, two_sources
from twosource.steps.compare.values.scopes import within
from twosource.steps.compare.values.slots import PLANNED, fits
from twosource.steps.keys import listed, numeral, sorts_of
from twosource.steps.once import once

WIDE = timedelta(days=60)
OLD = timedelta(days=21)  # an event this long before the report is background unless both date it so
SHORTLY = 8.0  # minutes by which the middle of "shortly before nine" is from nine
# Happenings of which a report gives one count: who died, who was arrested. Two of them in one noun are two questions.
TOLLS = listed("tolls")


class Told:
    """Which report gives which value of which sort."""

    def __init__(self, found: Iterable[Answer], scene: Scene) -> None:
        self._texts = scene.texts
        self._values: dict[tuple[str, str], list[Answer]] = {}
        self._equal: dict[tuple[object, ...], list[Answer]] = {}
        for answer in found:
            self._values.setdefault((answer.report, answer.family), []).append(answer)

    def values(self, report: str, family: str) -> list[Answer]:
        """All values of a family that a report gives."""
        return self._values.get((report, family), [])

    def equals(self, report: str, wanted: Answer) -> list[Answer]:
        """The values of a report that are equal to the one; looked for once for all who give it."""
        key = report, wanted.family, _figure(wanted.value)
        known = self._equal.get(key)
        if known is None:
            known = self._equal[key] = [o for o in self.values(report, wanted.family) if equal(o, wanted)]
        return known

    def crossed(self, a: Answer, b: Answer) -> bool:
        """True when one report gives both values for like things, so that they are not the same thing to it."""
        return self._gives(a, b) or self._gives(b, a)

    def _gives(self, mine: Answer, wanted: Answer) -> bool:
        for other in self.equals(mine.report, wanted):
            if other is mine or other is wanted or not like_nouns(other, wanted):
                continue
            if mine.family in ("duration", "measure", "money", "share") and not _of_like(mine, other):
                continue  # two hours of one thing and three of another
            if self.set_against(mine, other) or (mine.family == "count" and two_voices(mine, other)):
                continue
            if (
                mine.slot.verb
                and mine.slot.graded
                and other.slot.graded == mine.slot.graded
                and voices_apart(mine, other)
            ):
                continue  # two who say how long it was to last
            tolls = other.topic.events & TOLLS, wanted.topic.events & TOLLS
            if tolls[0] & tolls[1] or not (tolls[0] and tolls[1]):
                return True
        return False

    def has_both(self, a: Answer, b: Answer) -> bool:
        """True when the report of the one gives the other's value too: this year's quake and last year's."""
        return any(
            not self.set_against(o, mine) for mine, other in ((a, b), (b, a)) for o in self.equals(mine.report, other)
        )

    def refilled(self, a: Answer, b: Answer, scene: Scene) -> bool:
        """True when one report gives more than one value for the place that both fill, so that it is several things."""
        return any(
            not unlike_units(other, mine)
            and not near_equal(other, mine)
            and fits(other.slot, mine.slot, scene)
            and not old(other)
            and not self.superseded(other)
            and not (mine.slot.graded == PLANNED and voices_apart(mine, other))
            for mine in (a, b)
            for other in self._values.get((mine.report, mine.family), ())
        )

    def set_against(self, a: Answer, b: Answer) -> bool:
        """True where the report itself sets the one value against the other."""
        text = self._texts[a.report]
        flat = a.family != "share" and contrasted(a, b)
        return flat or revised(a, b, text) or two_sources(a, b, text)

    def plainly_against(self, a: Answer, b: Answer) -> bool:
        """True where it does so by its own words, or two sources speak of one happening or thing."""
        return contrasted(a, b) or revised(a, b, self._texts[a.report]) or one_question(a, b)

    def superseded(self, a: Answer) -> bool:
        """True for a value that its report calls the earlier one."""
        return superseded(a, self._texts[a.report])

    def changed_to(self, a: Answer) -> bool:
        """True for a value to which its report says that an earlier one was changed."""
        return changed_to(a, self._texts[a.report])

    def turned_down(self, a: Answer) -> bool:
        """True for a value that its report gives only to say that it is another: "187, not 230", "the 230 first
        estimated"."""
        return self.superseded(a) or any(
            o.mention.start < a.mention.start and contrasted(o, a) for o in self.values(a.report, a.family)
        )

    def counts_some(self, none: Answer) -> bool:
        """True when the report of a count of none counts some of the same toll too: they are others, or earlier."""
        return any(
            not nobody(o) and o.topic.events & none.topic.events & TOLLS and not old(o) and not two_voices(o, none)
            for o in self._values.get((none.report, none.family), ())
        )

    def adds_up(self, a: Answer, b: Answer) -> bool:
        """True when one report gives parts of the same toll, of like nouns, that make up the other's number ("four
        civilians and two soldiers"; "six people")."""
        small, large = sorted((a, b), key=amount)
        tolls = small.topic.events & TOLLS
        for other in self._values.get((small.report, small.family), ()):
            if (
                other is not small
                and amount(small) > 0
                and other.topic.events & tolls
                and not within(other, small)
                and like_nouns(other, small)
                and abs(amount(small) + amount(other) - amount(large)) < 1e-9
            ):
                return True
        return False

    def outdone(self, answer: Answer) -> bool:
        """True when its report gives a greater number for the same toll on the same word: then this one is a part of
        it, or an earlier count."""
        tolls = answer.topic.events & TOLLS
        for other in self._values.get((answer.report, answer.family), ()) if tolls else ():
            greater = other is not answer and amount(other) > amount(answer) and bool(other.topic.events & tolls)
            if greater and not old(other) and not contrasted(other, answer) and not two_voices(other, answer):
                return True
        return False

    def counts_apart(self, a: Answer, b: Answer) -> bool:
        """True when the sentences count the same noun with other numbers: 14 were arrested on Monday, 20 on Tuesday. Of
        "according to two people" nothing is counted but who speaks."""
        one, two = (
            [v for v in self.values(x.report, "count") if v.topic.sentence == x.topic.sentence and not _of_sources(v)]
            for x in (a, b)
        )
        return any(x.topic.noun == y.topic.noun and not equal(x, y) for x in one for y in two)

    def in_other_role(self, a: Answer) -> bool:
        """True when its report gives another number of people in the same role: some of them are meant, or others."""
        return any(
            not equal(o, a) and o.topic.called & a.topic.called and not old(o) for o in self.values(a.report, a.family)
        )

    def one_stretch(self, a: Answer, b: Answer) -> bool:
        """True when both tell how long one happening went on, and neither report says so twice."""
        shared = a.topic.lasting & b.topic.lasting
        return bool(shared) and all(
            o is x or equal(o, x) or not o.topic.lasting & shared
            for x in (a, b)
            for o in self.values(x.report, "duration")
        )

    def counting(self, noun: str) -> list[Answer]:
        """All counts of a noun in the story."""
        return [
            o for (_, family), found in self._values.items() if family == "count" for o in found if o.topic.noun == noun
        ]

    def alone(self, answer: Answer) -> bool:
        """True when its report gives no other value for the same noun."""
        others = self._values.get((answer.report, answer.family), ())
        return all(o is answer or o.topic.noun != answer.topic.noun or equal(o, answer) for o in others)

    def one_toll(self, answer: Answer) -> bool:
        """True when its report counts only so many who suffered it now: what is dated long before, and a part of the
        number, are left aside."""
        suffered = answer.topic.events & TOLLS
        others = self._values.get((answer.report, answer.family), ())
        like = (o for o in others if o is not answer and o.topic.events & suffered and not equal(o, answer))
        return all(old(o) or o.topic.part for o in like)


def _of_sources(a: Answer) -> bool:
    """True for the number of those who are only named as a source: "according to two people"."""
    tokens = a.topic.clause.sentence.tokens if a.topic.clause else ()
    inside = [k for k, t in enumerate(tokens) if a.mention.start <= t.start < a.mention.end]
    above = {tokens[k].head for k in inside} | set(inside)
    to = {tokens[k].head for k in above if tokens[tokens[k].head].lemma == "to"}
    return any(tokens[tokens[k].head].lemma.lower() in ("accord", "according") for k in to)


def _of_like(a: Answer, b: Answer) -> bool:
    """True for two amounts of one report that can be of one thing: of one happening or noun, or in one sentence."""
    s, t = a.topic, b.topic
    shared = s.events & t.events or a.slot.of & b.slot.of or a.slot.holder & b.slot.holder
    return bool(shared) or s.sentence == t.sentence or not (s.events or a.slot.of) or not (t.events or b.slot.of)


def contrasted(a: Answer, b: Answer) -> bool:
    """True for "120 men fled, not 97": the report itself sets one number against the other."""
    one, two = sorted((a, b), key=lambda x: x.mention.start)
    clause = one.topic.clause
    if a.report != b.report or a.topic.sentence != b.topic.sentence:
        return False
    if clause is None or equal(a, b) or two.mention.start - one.mention.end > 90:
        return False
    between = [t for t in clause.sentence.tokens if one.mention.end <= t.start < two.mention.start]
    words = [t.lemma for t in between if t.pos not in ("DET", "PUNCT")]
    return bool(words) and (words[-1] == "not" or words[-2:] == ["rather", "than"] or words[-2:] == ["instead", "of"])


def equal(a: Answer, b: Answer) -> bool:
    """True when the two values are one without any reasoning."""
    x, y = a.value, b.value
    if isinstance(x, Moment):
        return isinstance(y, Moment) and x.meets(y) and not unlike_units(a, b)
    if isinstance(y, Moment):
        return False
    if a.family == "score":
        return (x.low, x.high) == (y.low, y.high)
    if a.family == "clock":
        near = SHORTLY if x.approximate or y.approximate else 0.0  # "shortly before nine"
        return abs(middle(x) - middle(y)) <= near  # "9 a.m." is taken a little wider than "9:00"
    if x.unit == y.unit:
        bound = x.low == y.low or x.high == y.high  # "30 to 50" is not 40
        return bound and abs(middle(x) - middle(y)) < 1e-9
    if not same_unit(x, y) or abs(middle(x) - middle(y)) > CONVERTED * middle(x):
        return False
    return min(_figures(x), _figures(y)) >= 2


def _figure(x: Quantity | Moment) -> tuple[object, ...]:
    """All of a value that ``equal`` looks at."""
    if isinstance(x, Moment):
        return (x.earliest, x.latest, x.yearless, x.precision)
    return (x.unit, x.low, x.high, x.approximate)


def _figures(x: Quantity) -> int:
    """Significant figures of its bounds: "940 miles" has two."""
    bounds = (x.low, x.high)
    return max((len(f"{b:g}".replace(".", "").strip("0")) for b in bounds if b is not None), default=0)


def near_equal(a: Answer, b: Answer) -> bool:
    """True for one figure given twice, in two units or rounded: "12 feet (3.7 metres)"."""
    x, y = a.value, b.value
    return isinstance(x, Quantity) and isinstance(y, Quantity) and relate(x, y).verdict != "differ"


def like_nouns(a: Answer, b: Answer) -> bool:
    """True when two counted nouns can name the same things."""
    one, two = a.topic.noun, b.topic.noun
    return numeral(one) or numeral(two) or bool(sorts_of(one) & sorts_of(two))


@once
def old(a: Answer) -> bool:
    """True when its clause is dated well before the report."""
    day = a.day
    if day is None or not a.when:
        return False
    moments = [m for m in a.when if m is not a.value] or list(a.when)
    moments = [m for m in moments if m.latest - m.earliest < WIDE] or moments  # "this year, in January" is January
    return all(day - m.latest.date() > OLD for m in moments)


def unlike_units(a: Answer, b: Answer) -> bool:
    """True for figures that no conversion sets side by side, and for "in July", of a year unknown, beside "in 2014"."""
    x, y = a.value, b.value
    if isinstance(x, Moment) and isinstance(y, Moment):
        return (x.yearless is None) != (y.yearless is None) and bool({x.precision, y.precision} & {"year", "about"})
    return isinstance(x, Quantity) and isinstance(y, Quantity) and not same_unit(x, y)


def one_owner(a: Answer, b: Answer) -> bool:
    """True where one name stands beside both: not for "Digna Roe, 52" and "Keidy Roe, 23", two of one family."""
    shared = a.topic.owner & b.topic.owner
    if not shared or any(k.startswith("e:") for k in shared):
        return bool(shared)
    mine, other = ({k for k in x.topic.owner - shared if not k.startswith("e:")} for x in (a, b))
    return not (mine and other)


def nobody(a: Answer) -> bool:
    """True for a count of none."""
    return isinstance(a.value, Quantity) and a.value.high == 0


def two_voices(a: Answer, b: Answer) -> bool:
    """True when two numbers of one report rest on the word of two named sources."""
    speakers = [x.statement.speaker if x.statement else None for x in (a, b)]
    return None not in speakers and speakers[0] != speakers[1]


def voices_apart(a: Answer, b: Answer) -> bool:
    """True when two values of one report rest on two words: those of two sources, or a source's and its own."""
    one, two = (
        x.statement.speaker if x.statement is not None and x.statement.kind != "narrated" else None for x in (a, b)
    )
    return one != two


@once
def amount(a: Answer) -> float:
    """Its number in the base unit; 0 for a date."""
    return middle(a.value) if isinstance(a.value, Quantity) else 0.0
