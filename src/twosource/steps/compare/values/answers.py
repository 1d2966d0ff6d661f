"""Every typed value of every report with what it is about: the candidates for answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from twosource.lexicon import words
from twosource.record import ComparedValue, Mention, Moment, Quantity, Report, Span, Statement
from twosource.steps.clauses import Clause
from twosource.steps.compare.scene import OPENING, Scene
from twosource.steps.compare.values.none import ROLES, TOLLS, nones
from twosource.steps.compare.values.numbers import relate, same_unit
from twosource.steps.compare.values.slots import Slot, slot_of
from twosource.steps.compare.values.topics import Topic, topic_of

LONGEST = 120  # a value's words are quoted up to this many characters
_FAMILY = {
    "count": "count",
    "duration": "duration",
    "age": "age",
    "money": "money",
    "share": "share",
    "measure": "measure",
    "clock": "clock",
    "ordinal": "ordinal",
    "score": "score",
}


@dataclass(frozen=True)
class Answer:
    """A value in its place. ``family`` is count, duration, age, money, share, measure, score, ordinal (of a series:
    "lap 20"), clock or date; values of different families are never compared. ``slot`` is the place that it fills;
    ``when`` are the dates of its own clause (of its sentence where it has none), ``places`` those named in its
    sentence, ``lead`` is true in the first sentences of a report."""

    family: str
    mention: Mention
    value: Quantity | Moment
    topic: Topic
    slot: Slot
    words: str
    statement: Statement | None
    when: tuple[Moment, ...]
    places: frozenset[str]
    lead: bool
    published: str | None
    language: str

    @cached_property
    def day(self) -> date | None:
        """The day of publication; None where it is not known to the day."""
        try:
            return date.fromisoformat((self.published or "")[:10])
        except ValueError:
            return None

    @cached_property
    def beside(self) -> frozenset[str]:
        """The words around it in its sentence, but for those of an age ("16-year-old")."""
        clause = self.topic.clause
        tokens = clause.sentence.tokens if clause else ()
        near = [(k, t) for k, t in enumerate(tokens) if -50 < t.start - self.mention.end < 60]
        return frozenset(t.lemma.lower() for k, t in near if not any(x.lemma == "old" for x in tokens[k + 1 : k + 3]))

    @property
    def report(self) -> str:
        """Id of its report."""
        return self.mention.report


def answers(scene: Scene) -> tuple[Answer, ...]:
    """All quantities and moments that stand in a sentence, in order of reports and text."""
    material = scene.material
    found: list[Answer] = []
    for reading in material.readings:
        report = reading.report
        moments = material.moments.get(report.id, ())
        for family, start, end, said, value in (*_values(scene, report), *_none(scene, report.id)):
            counted = value.counted if isinstance(value, Quantity) else ""
            topic = topic_of(scene, report.id, said, counted, family == "date")
            if topic is None:
                continue
            if isinstance(value, Quantity) and value.high == 0 and value.counted:
                called = frozenset({counted}) & ROLES
                events = frozenset[str]() if called else topic.events & TOLLS
                topic = replace(topic, noun=counted, events=events, negated=False, kinds=frozenset(), called=called)
            statement = scene.covering.of(report.id, start, end)
            found.append(
                Answer(
                    family,
                    Mention(report.id, start, end, statement.id if statement else None),
                    value,
                    topic,
                    slot_of(scene, report.id, said),
                    report.text[start:end],
                    statement,
                    _when(scene, report.id, topic, moments, alone=family == "age")
                    or _told_of_before(scene, report, topic, moments),
                    scene.places(report.id, topic.sentence),
                    topic.sentence < OPENING,
                    report.published,
                    report.language.split("-")[0],
                )
            )
    return tuple(found)


_DATELINE = re.compile(r"\s*(?:\([^)\n]{2,20}\)\s*)?(?:--?|–|—|:)(?!\d)")
HEAD = 250  # characters in which a report's dateline stands


def _is_dateline(text: str, moment: Moment) -> bool:
    """True for the date of "MUMBAI, Nov 11 -": it dates the report, not what its first sentence tells."""
    return moment.start < HEAD and moment.precision == "day" and bool(_DATELINE.match(text, moment.end))


def _percent(text: str, start: int) -> bool:
    """False for the points of a game or an index."""
    return bool(re.search(r"per ?cent|%", text[start : start + 60]))


def _broken(text: str, start: int, end: int) -> bool:
    """True for a piece of a number that was damaged on its way ("41 / 2 months", "4\ufffd")."""
    return text[max(0, start - 2) : start].strip() == "/" or text[end : end + 2].strip()[:1] in ("/", "\ufffd")


def _values(scene: Scene, told: Report) -> Iterator[tuple[str, int, int, Span, Quantity | Moment]]:
    report, material, text = told.id, scene.material, told.text
    moments = material.moments.get(report, ())
    before: Quantity | None = None
    for quantity in material.quantities.get(report, ()):
        again = before is not None and _converted(before, quantity, text)
        before = before if again else quantity
        if again:
            continue
        family = _FAMILY.get(quantity.kind)
        if family == "ordinal" and quantity.counted not in words("en", "series"):
            continue
        if family is None or (quantity.low is None and quantity.high is None):
            continue
        if family == "count" and quantity.low is not None and quantity.low % 1:
            continue  # "the 7.20 from Lund" is a train
        if any(m.start < quantity.end and quantity.start < m.end for m in moments if m.precision != "hour"):
            continue
        start, end = quantity.start, quantity.end
        if _broken(text, start, end) or (quantity.unit == "percentage point" and not _percent(text, start)):
            continue
        if quantity.words.end - quantity.words.start <= 40:
            start, end = min(start, quantity.words.start), max(end, quantity.words.end)
        yield family, start, end, quantity.words, quantity
    for moment in moments:
        if _is_dateline(text, moment):
            continue
        span = Span(moment.start, moment.end)
        yield "date", moment.start, moment.end, span, moment
        if moment.precision == "minute":
            yield "clock", moment.start, moment.end, span, clock_of(moment, span)


BACKGROUND = timedelta(days=60)


def _told_of_before(scene: Scene, report: Report, topic: Topic, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """The dates of the sentence before, of a toll without its own, where they lie long before the report: "On 22
    January 2015 a rocket struck a bus. Eleven people were killed."; none from another paragraph."""
    if not topic.events & TOLLS or topic.sentence == 0 or not report.published:
        return ()
    here, before = (scene.sentence_at(report.id, topic.sentence - back) for back in (0, 1))
    if "\n" in report.text[before.end : here.start]:
        return ()
    dated = tuple(m for m in moments if before.start <= m.start < before.end)
    printed = datetime.fromisoformat(report.published[:10])
    return dated if dated and all(printed - m.latest.replace(tzinfo=None) > BACKGROUND for m in dated) else ()


A_THOUSAND = 1000.0
_BESIDE = re.compile(r"\s*(?:[(\[/]|or|,? or about)\s*")


def _converted(before: Quantity, after: Quantity, text: str) -> bool:
    """True for the second of "620 miles (1,000 km)" and of "$200,000 (£151,000)": no answer of its own."""
    between = text[max(before.end, before.words.end) : after.start]
    if before.unit == after.unit or not _BESIDE.fullmatch(between):
        return False
    if before.kind == "count" and after.kind == "money":  # "110 billion ($143 billion)": the sign of the first was lost
        return "(" in between and (before.low or 0.0) >= A_THOUSAND
    if before.kind != after.kind:
        return False
    return before.kind == "money" or (same_unit(before, after) and relate(before, after).verdict != "differ")


def _none(scene: Scene, report: str) -> Iterator[tuple[str, int, int, Span, Quantity]]:
    """ "Nobody was hurt" as a count of none."""
    for quantity in nones(scene, report):
        yield "count", quantity.start, quantity.end, quantity.words, quantity


def compared_value(group: Sequence[Answer]) -> ComparedValue:
    """Answers that give one value, as the first shows it, of the first day on which a report had it."""
    days = sorted(a.published[:10] for a in group if a.published)
    return ComparedValue(group[0].value.shown, tuple(a.mention for a in group), days[0] if days else None)


def clock_of(moment: Moment, span: Span) -> Quantity:
    """The time of day of a moment, so that it meets "at 4:40 a.m." in another report."""
    middle = moment.earliest + (moment.latest - moment.earliest) / 2
    minutes = middle.hour * 60.0 + middle.minute
    slack = (moment.latest - moment.earliest).total_seconds() / 120
    low, high = (minutes - slack, minutes + slack) if moment.approximate else (minutes, minutes)
    return Quantity(
        span.start, span.end, span, low, high, f"{middle:%H:%M}", "clock", "", "", "clock", moment.approximate
    )


# "The deadliest attack since 2004", "the lowest since Nov. 13": the date is not that of the value.
_SINCE = re.compile(r"(?:est|first|most|least|worst|best|time)\b[^.;]{0,30}\bsince\b[^;]{0,25}$", re.IGNORECASE)


def _hangs_on(moment: Moment, clause: Clause, scene: Scene) -> bool:
    """True where the predicate of the clause is the first above the words of the time."""
    tokens = clause.sentence.tokens
    heads = {c.head for c in scene.of_sentence(clause.report, clause.ordinal)}
    k = next((i for i, t in enumerate(tokens) if moment.start <= t.start < moment.end), clause.head)
    while k not in heads and tokens[k].head != k:
        k = tokens[k].head
    return k == clause.head


def _told_more_of(clause: Clause, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """The time that a clause with "when" says more of: "the worst since 2009, when nine people died"."""
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    if head.dep != "relcl" or not any(t.lemma == "when" for t in clause.below):
        return ()
    return tuple(m for m in moments if m.start <= tokens[head.head].start < m.end)


def _when(
    scene: Scene, report: str, topic: Topic, moments: tuple[Moment, ...], alone: bool = False
) -> tuple[Moment, ...]:
    """Dates that hang on the value's own predicate, else those in the words of its clause, else of its sentence: of
    "Gall, who died on Monday, was jailed for five years in 1959" the years are of 1959. ``alone`` leaves the sentence
    out: in "Roe, who was 61, came in 2006" the age is none of 2006."""
    sentence = scene.sentence_at(report, topic.sentence)
    text = scene.texts[report]
    if topic.clause is not None and (told_of := _told_more_of(topic.clause, moments)):
        return told_of
    here = tuple(
        m for m in moments if sentence.start <= m.start < sentence.end and not _SINCE.search(text[: m.end][-60:])
    )
    if topic.clause is not None:
        inside = tuple(m for m in here if topic.clause.start <= m.start < topic.clause.end)
        own = tuple(m for m in inside if _hangs_on(m, topic.clause, scene))
        return own or inside or (() if alone else here)
    return here
