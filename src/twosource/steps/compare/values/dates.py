"""Two dates or times: one and the same, one within the other, or apart."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from datetime import timedelta

from twosource.lexicon import table
from twosource.record import Moment, Quantity
from twosource.steps.compare.values.relation import AGREE, Relation

SLACK = {"about": timedelta(days=2), "hour": timedelta(hours=1), "minute": timedelta(minutes=20)}


def relate(x: Moment, y: Moment, words: tuple[str, str]) -> Relation:
    """Agree, compatible (with the reason) or differ; ``words`` are what the two reports say."""
    if x.shown == y.shown:
        if x.relative != y.relative:
            said, named = (0, 1) if x.relative else (1, 0)
            return Relation("compatible", f"“{words[said]}” is {(x, y)[named].shown}")
        return AGREE
    if x.meets(y) and (x.yearless is None) != (y.yearless is None):
        return Relation("compatible", f"“{words[0 if x.yearless else 1]}” is said without a year")
    if x.meets(y):
        wide, narrow = (0, 1) if x.latest - x.earliest >= y.latest - y.earliest else (1, 0)
        return Relation("compatible", f"“{words[narrow]}” lies within “{words[wide]}”")
    again = _told_again(x, y, words)
    if again is not None:
        return again
    if x.yearless or y.yearless:
        return Relation("differ", f"“{words[0]}” and “{words[1]}” can’t both be right, whatever the year")
    apart = max(x.earliest - y.latest, y.earliest - x.latest)
    if any(m.relative and m.latest - m.earliest > timedelta(days=2) for m in (x, y)) and apart <= timedelta(days=7):
        return Relation(
            "compatible", f"“{words[0]}” and “{words[1]}” are close, and one is only said loosely", "rounding"
        )
    exact = [m for m in (x, y) if m.approximate and (m.earliest == m.latest or m.precision == "about")]
    slack = max((SLACK.get(m.precision, timedelta(0)) for m in exact), default=timedelta(0))
    if apart <= slack:
        return Relation("compatible", f"“{words[0]}” and “{words[1]}” are only said roughly", "rounding")
    if from_publication(words) and any(_later(x, by).meets(y) for by in (-DAY, DAY)):
        return Relation(
            "compatible",
            f"“{words[0]}” and “{words[1]}” are a day apart, and one is reckoned from the day of publication, which "
            "may not be the day on which it was written",
        )
    if _zones(x, y):
        return Relation("compatible", f"“{words[0]}” and “{words[1]}” may be one time in two zones", "scope")
    return Relation("differ", f"“{words[0]}” ({x.shown}) and “{words[1]}” ({y.shown}) can’t both be right")


def _told_again(x: Moment, y: Moment, words: tuple[str, str]) -> Relation | None:
    """Two days of which one is reckoned from a publication that may be a week or a year after the first telling; None
    where that explains nothing."""
    both = f"“{words[0]}” and “{words[1]}”"
    if (x.relative or y.relative) and _one_weekday(x, y):
        why = "fall on one weekday, and one is reckoned from the day of publication: a text may be printed again a week"
        return Relation("compatible", f"{both} {why} later")
    if (x.relative or y.relative) and _one_day_of_the_year(x, y):
        why = "fall on one day of the year, and the year of one is reckoned from publication, which may be years later"
        return Relation("compatible", f"{both} {why}")
    if all(_reckoned().search(said) for said in words):
        return Relation("compatible", f"{both} are each said of the day of their own report")
    return None


def _one_weekday(x: Moment, y: Moment) -> bool:
    """True for two days or times of day that lie whole weeks apart, two at most."""
    apart = abs(x.earliest.date() - y.earliest.date()).days
    return apart in (7, 14) and all(m.latest - m.earliest < DAY for m in (x, y))


def _one_day_of_the_year(x: Moment, y: Moment) -> bool:
    """True for "Friday", which was 24 June, and "June 24" in a report of the next summer; not for two times of one
    day."""
    to_the_day = all(m.precision in ("day", "hour", "minute") for m in (x, y))
    years_apart = x.earliest.year != y.earliest.year
    return to_the_day and years_apart and (x.earliest.month, x.earliest.day) == (y.earliest.month, y.earliest.day)


DAY = timedelta(days=1)
_LANGUAGES = ("da", "de", "en", "es", "fi", "fr", "it", "nl", "no", "pl", "pt", "ru", "sv", "uk")
_RECKONED = ("today", "tonight", "yesterday", "last_night", "overnight", "tomorrow")


def from_publication(words: tuple[str, str]) -> bool:
    """True when one of them says "today", "this morning", "yesterday": the same words, printed a day later, give
    another day."""
    return any(_reckoned().search(said) for said in words)


@functools.cache
def _reckoned() -> re.Pattern[str]:
    entries = {"this morning", "this afternoon", "this evening"}
    for language in _LANGUAGES:
        known = table(f"{language}/time")
        entries |= {entry for name in _RECKONED for entry in known.get(name, [])}
    return re.compile(r"\b(?:" + "|".join(re.escape(e.rstrip("*")) for e in sorted(entries)) + r")", re.IGNORECASE)


def _later(x: Moment, by: timedelta) -> Moment:
    return replace(x, earliest=x.earliest + by, latest=x.latest + by)


def _zones(x: Moment, y: Moment) -> bool:
    """True when two clock times are whole hours apart and at least one names its zone, or when a time with a zone lies
    within the hours of a zone from a day without: "0241 GMT Friday", "on Thursday evening"."""
    if (x.offset_minutes is None) != (y.offset_minutes is None) and "day" in (x.precision, y.precision):
        return max(x.earliest - y.latest, y.earliest - x.latest) <= timedelta(hours=14)
    if x.precision not in ("minute", "hour") or y.precision not in ("minute", "hour"):
        return False
    gap = abs((x.earliest - y.earliest).total_seconds())
    return x.offset_minutes != y.offset_minutes and gap <= 14 * 3600 and gap % 1800 == 0


CLOSE = 20  # minutes within which two times of day are one told loosely
_ZONED = ("gmt", "utc", "local time", "time)", "moscow", "tokyo", " est", " pst", " cet")


def relate_clocks(x: Quantity, y: Quantity, words: tuple[str, str], around: str) -> Relation:
    """Two times of day, in minutes after midnight; ``around`` is the text beside them, where a zone may be named."""
    if x.low is None or y.low is None or x.high is None or y.high is None:
        return Relation("compatible", f"“{words[0]}” and “{words[1]}” are bounds", "rounding")
    if (x.low, x.high) == (y.low, y.high):
        return AGREE
    gap = max(x.low - y.high, y.low - x.high, 0.0)
    if gap <= CLOSE:
        return Relation("compatible", f"“{words[0]}” and “{words[1]}” are minutes apart", "rounding")
    between = abs((x.low + x.high) - (y.low + y.high)) / 2  # "3pm" is taken a little wider than "3:00"
    if between == 720:
        return Relation(
            "compatible", f"“{words[0]}” and “{words[1]}” may be morning and evening of a 12-hour clock", "unknown"
        )
    if between % 30 == 0 and any(z in around.lower() for z in _ZONED):
        return Relation("compatible", f"“{words[0]}” and “{words[1]}” may be one time in two zones", "scope")
    return Relation("differ", f"“{words[0]}” and “{words[1]}” can’t both be right")
