"""At what time of the day it happened: where many reports give one time, and others another within the hour.

"He was stopped at about 1:30" and "he was driving at about 1 when officers stopped him" share no verb. But a report
that gives one time of the night only gives that of the happening, and where no report gives both, no second happening
is known that the other time could be of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.record import ComparedValue, Moment, Quantity
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.surroundings import Surroundings
from twosource.steps.compare.wording import ask_value, plainest

MANY = 3  # reports that give one time
SAME = 10  # minutes
NEAR, FAR = 20, 60  # apart by more than rounding, and not by so much that something else is told
SURE = 0.78
_ZONED = ("gmt", "utc", "moscow", "tokyo", " est", " pst", " cet", " edt", " pdt")
# What comes after a happening, and has a time of its own.
_AFTER = frozenset({"die", "release", "end", "surrender", "close", "reopen", "publish", "rescue"})


@dataclass(frozen=True, slots=True)
class _Time:
    """A time of day in minutes after midnight, and where it stands."""

    minutes: float
    day: str
    answer: Answer


def compare_hours(found: Sequence[Answer], around: Surroundings, scene: Scene) -> Iterator[Draft]:
    """A difference for the time that most reports give, if others give another."""
    times = _times(found)
    by_report: dict[str, list[_Time]] = {}
    for time in times:
        by_report.setdefault(time.answer.report, []).append(time)
    most = max((_near(t, times, SAME) for t in times), key=lambda group: len(_reports(group)), default=[])
    if len(_reports(most)) < MANY:
        return
    others = [t for t in times if _other(t, most, by_report[t.answer.report]) and _told_alike(t, most, around, scene)]
    beside = [t for report in _reports(most) for t in by_report[report]]
    others = [t for t in others if not any(abs(t.minutes - b.minutes) <= SAME for b in beside)]  # no report gives both
    if not others or any(len(_near(t, others, SAME)) != len(others) for t in others):
        return
    yield _draft(most, others, scene)


def _times(found: Sequence[Answer]) -> list[_Time]:
    """Times of day, one for each place in a text."""
    times: dict[tuple[str, int], _Time] = {}
    for a in found:
        value = a.value
        if isinstance(value, Moment) and value.precision in ("hour", "minute"):
            middle = value.earliest + (value.latest - value.earliest) / 2
            minutes = _named(value.shown[11:], middle.hour * 60.0 + middle.minute)
            times[a.report, a.mention.start] = _Time(minutes, middle.date().isoformat(), a)
        elif isinstance(value, Quantity) and a.family == "clock" and value.low is not None and value.high is not None:
            minutes = _named(value.shown, (value.low + value.high) / 2)
            times.setdefault((a.report, a.mention.start), _Time(minutes, "", a))
    return list(times.values())


def _named(shown: str, middle: float) -> float:
    """The minutes of the time that the words name ("02:00" of "shortly after two"), else of the ``middle``."""
    hour, _, minute = shown.partition(":")
    return int(hour) * 60.0 + int(minute) if hour.isdigit() and minute.isdigit() else middle


def _near(time: _Time, times: Sequence[_Time], minutes: float) -> list[_Time]:
    return [t for t in times if abs(t.minutes - time.minutes) <= minutes and not _other_day(t, time)]


def _other_day(one: _Time, two: _Time) -> bool:
    return bool(one.day and two.day) and one.day != two.day


def _reports(times: Sequence[_Time]) -> set[str]:
    return {t.answer.report for t in times}


def _other(time: _Time, most: Sequence[_Time], told: Sequence[_Time]) -> bool:
    """True for the one time that its report gives, within the hour of the other and not of what came after."""
    anchor = most[0]
    gap = abs(time.minutes - anchor.minutes)
    only = len({t.minutes for t in told if abs(t.minutes - anchor.minutes) <= 1.5 * FAR}) == 1
    far = FAR - time.answer.value.approximate  # "around noon" may be 11
    return (
        only
        and NEAR < gap <= far
        and not any(_other_day(time, t) for t in most)
        and not time.answer.topic.events & _AFTER
    )


def _told_alike(time: _Time, most: Sequence[_Time], around: Surroundings, scene: Scene) -> bool:
    """True when the sentences about it share a telling word with those about the other time, and name no zone where
    the two are an hour apart."""
    words = around.wide(time.answer)
    shared = {k for t in most for k in around.wide(t.answer) & words if scene.weights.get(k, 0.5) >= TELLING}
    hour = abs(time.minutes - most[0].minutes) % 60 == 0
    texts = (scene.sentence_text(t.answer.report, t.answer.topic.sentence).lower() for t in (time, *most))
    zoned = hour and any(z in text for text in texts for z in _ZONED)
    return not zoned and len(shared) >= ENOUGH


TELLING, ENOUGH = 0.3, 2  # how telling a word is, and how many of them must be shared


def _draft(most: Sequence[_Time], others: Sequence[_Time], scene: Scene) -> Draft:
    question = plainest(ask_value(t.answer, scene.texts[t.answer.report]) for t in most)
    one, two = (" ".join(t.answer.words.split()) for t in (most[0], others[0]))
    why = f"{len(_reports(most))} reports say “{one}”, {len(_reports(others))} “{two}”, and no report gives both."
    return Draft(question, "date", "differ", (_value(most), _value(others)), "conflict", SURE, why)


def _value(times: Sequence[_Time]) -> ComparedValue:
    hour, minute = divmod(round(times[0].minutes), 60)
    days = sorted(t.answer.published[:10] for t in times if t.answer.published)
    return ComparedValue(f"{hour:02}:{minute:02}", tuple(t.answer.mention for t in times), days[0] if days else None)
