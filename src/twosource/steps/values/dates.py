"""Moments of a report: every expression of time put on the calendar, or declined with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from twosource.record import Declined, Moment, Passage, Quantity, Reading, Span
from twosource.steps.values.anchor import Anchor, anchor
from twosource.steps.values.daytime import Stretch
from twosource.steps.values.expressions import Expression, find_expressions
from twosource.steps.values.resolving import Unresolved, resolve
from twosource.steps.values.stamps import stamps
from twosource.steps.values.tense import tense_of, verb_of
from twosource.steps.values.vocabulary import Vocabulary, alternation, matchable, vocabulary

_READ = ("body", "headline")
_A_DAY = {"day", "weekday", "shift"}
_DAY_FIELDS = ("year", "month", "day", "weekday", "shift", "by", "which", "night_to")


@dataclass(frozen=True, slots=True)
class Timed:
    """What one expression came to: a moment, or why there is none and the bare time of day if it is one."""

    moment: Moment | None = None
    declined: Declined | None = None
    clock: Quantity | None = None
    ago: bool = False  # "18 years ago": a length of time is named in it


def moments(reading: Reading, times: Sequence[Timed] | None = None) -> tuple[Moment, ...]:
    """The times that a report names, in order of text; ``times`` are those of ``timed``, where it has been asked.

    Each is an interval reckoned, where it must be, from the publication date; none is invented. Where the words
    allow none (a weekday in a report without a date) there is no moment: see ``undated``.
    """
    return tuple(t.moment for t in (timed(reading) if times is None else times) if t.moment is not None)


def undated(reading: Reading) -> tuple[Declined, ...]:
    """Expressions of time that give no moment, with the reason."""
    return tuple(t.declined for t in timed(reading) if t.declined is not None)


def timed(reading: Reading) -> tuple[Timed, ...]:
    """Every expression of time with what it came to, in order of text."""
    published = anchor(reading.report.published)
    words = vocabulary(reading.report.language) or vocabulary("und")
    if words is None:
        return ()
    read = (p for p in reading.passages if p.kind in _READ)
    return tuple(found for passage in read for found in _passage(reading, passage, published, words))


def _clock(item: Expression, offset: int, text: str) -> Quantity | None:
    """A time of day on a day that is not known."""
    fields = {**item.fields, "year": 2000, "month": 1, "day": 2}
    result = resolve(fields, None, "past")
    if isinstance(result, Unresolved):
        return None
    moment = _moment(item, result, (offset + item.start, offset + item.end), False)
    midnight = datetime(2000, 1, 2)
    low, high = ((t - midnight).total_seconds() // 60 for t in (moment.earliest, moment.latest))
    return Quantity(
        start=moment.start,
        end=moment.end,
        words=Span(moment.start, moment.end),
        low=low,
        high=high,
        shown=moment.shown[11:] or text[item.start : item.end],
        unit="clock",
        counted="",
        counted_words=str(item.fields.get("zone", "")),
        kind="clock",
        approximate=moment.approximate,
    )


def _starts(passage: Passage) -> list[int]:
    return [s.start - passage.start for s in passage.sentences] or [0]


def _passage(reading: Reading, passage: Passage, published: Anchor | None, words: Vocabulary) -> Iterator[Timed]:
    text = matchable(reading.report.text[passage.start : passage.end])
    starts = _starts(passage)
    stamped = stamps(text, words.language, passage.start)
    found = tuple(
        e
        for e in find_expressions(text, words.language)
        if not any(start < e.end and e.start < end for start, end in stamped)
        and not _is_a_person(e, passage)
        and not _is_of_play(e, passage, text, words)
    )
    lenders = [e for e in found if not _of_speech(e, passage, words) and not _is_bound(text, e, words)]
    for item in found:
        tense = tense_of(text, item.start, item.end, passage, words)
        needs_day = bool(set(item.fields) & {"hour", "next_day"}) and not set(item.fields) & _A_DAY
        lender = _day_for(item, lenders, starts) if needs_day else None
        fields = dict(item.fields)
        fields |= _year_of_end(item)
        if lender is not None:
            fields |= {k: v for k, v in lender.fields.items() if k in _DAY_FIELDS or (k == "part" and k not in fields)}
        result = resolve(fields, published, tense)
        if "next_day" in item.fields and isinstance(result, Stretch):
            result = _day_later(result)
        if isinstance(result, Stretch) and item.to is not None:
            result = _up_to(result, resolve(_complete(item), published, tense))
        span = (passage.start + item.start, passage.start + item.end)
        if isinstance(result, Unresolved):
            why = f"“{text[item.start : item.end]}” is not put on the calendar: {result.why}."
            clock = _clock(item, passage.start, text) if "hour" in fields else None
            yield Timed(None, Declined("values", reading.report.id, *span, why), clock, "ago" in fields)
        else:
            moment = _moment(item, result, span, lender is not None)
            lost = moment.yearless is not None and "hour" in fields
            yield Timed(moment, None, _clock(item, passage.start, text) if lost else None, "ago" in fields)


def _moment(item: Expression, result: Stretch, span: tuple[int, int], borrowed: bool) -> Moment:
    earliest, latest = result.earliest, result.latest
    approximate = item.approximate or result.approximate
    if item.approximate and result.yearless is None:
        earliest, latest = _loosely(item, result)
    why = result.why + (" The day is taken from the words before or after in the same paragraph." if borrowed else "")
    offset = item.fields.get("offset")
    return Moment(
        start=span[0],
        end=span[1],
        earliest=earliest,
        latest=latest,
        precision=result.precision,
        shown=result.shown,
        relative=result.relative or borrowed,
        approximate=approximate,
        offset_minutes=offset if isinstance(offset, int) else None,
        why=why,
        yearless=result.yearless,
    )


def _loosely(item: Expression, result: Stretch) -> tuple[datetime, datetime]:
    """From when to when a time of day may be that is told as "about" or as "shortly before"; a day is as it is."""
    slack = {"minute": timedelta(minutes=30), "hour": timedelta(minutes=45)}.get(result.precision, timedelta(0))
    if not slack or not item.side or result.latest - result.earliest > SHORTLY * 2:
        return result.earliest - slack, result.latest + slack
    told = result.earliest + (result.latest - result.earliest) / 2
    return (told - SHORTLY, told) if item.side < 0 else (told, told + SHORTLY)


SHORTLY = timedelta(minutes=15)


def _is_a_person(item: Expression, passage: Passage) -> bool:
    """True for a month alone that the parser takes for somebody: "the letter to May"."""
    if set(item.fields) != {"month"}:
        return False
    start, end = passage.start + item.start, passage.start + item.end
    tokens = (t for s in passage.sentences if s.start <= start < s.end for t in s.tokens)
    return any(t.ent == "PERSON" for t in tokens if t.start < end and start < t.end)


def _is_of_play(item: Expression, passage: Passage, text: str, words: Vocabulary) -> bool:
    """True for "the first quarter" in a sentence that tells of a match: a part of it, not of the year."""
    play = words.entries("play")
    if not play or "quarter" not in item.fields or "year" in item.fields:
        return False
    at = passage.start + item.start
    sentence = next((s for s in passage.sentences if s.start <= at < s.end), None)
    start, end = (sentence.start - passage.start, sentence.end - passage.start) if sentence else (0, len(text))
    return re.search(alternation(play), text[start:end], re.IGNORECASE) is not None


def _year_of_end(item: Expression) -> dict[str, int]:
    """The year of "26 February - 1 March 2018", said once at its end; "28 December to 2 January 2018" begins before."""
    if item.to is None or "year" in item.fields or not {"year", "month"} <= set(item.to) or "month" not in item.fields:
        return {}
    return {"year": int(item.to["year"]) - (int(item.fields["month"]) > int(item.to["month"]))}


def _day_later(stretch: Stretch) -> Stretch:
    """ "the next morning": a day after the day named before."""
    if stretch.yearless is not None:
        return stretch
    day = timedelta(days=1)
    shown = (datetime.fromisoformat(stretch.shown) + day).isoformat(timespec="minutes")[: len(stretch.shown)]
    return replace(stretch, earliest=stretch.earliest + day, latest=stretch.latest + day, shown=shown)


def _of_speech(item: Expression, passage: Passage, words: Vocabulary) -> bool:
    """True when the day is that of somebody's words ("police said on Tuesday"), not of a happening."""
    sentence = next((s for s in passage.sentences if s.start <= passage.start + item.start < s.end), None)
    if sentence is None or not sentence.parsed:
        return False
    verb = verb_of(sentence, passage.start + item.start, passage.start + item.end)
    return verb is not None and verb.lemma in words.entries("telling")


def _is_bound(text: str, item: Expression, words: Vocabulary) -> bool:
    """True for the day of "the lowest since Nov. 13": nothing else in the sentence is of that day."""
    bounds = words.entries("no_lender")
    return (
        bool(bounds) and re.search(rf"{alternation(bounds)}\s+$", text[: item.start][-12:], re.IGNORECASE) is not None
    )


def _day_for(item: Expression, found: Sequence[Expression], starts: list[int]) -> Expression | None:
    """The day that a time without one belongs to: named in the same sentence, else in the one before."""

    def place(e: Expression) -> int:
        return sum(1 for s in starts if s <= e.start)

    zone = item.fields.get("offset")
    dated = [
        e
        for e in found
        if (set(e.fields) & {"weekday", "day"} or e.fields.get("shift") == "day")
        and e.to is None
        and ("offset" not in e.fields or e.fields["offset"] == zone)
    ]
    for back in (0, 1):
        near = [e for e in dated if place(e) == place(item) - back]
        if near:
            return min(near, key=lambda e: (abs(e.start - item.start), e.start))
    return None


def _complete(item: Expression) -> dict[str, int | str | bool]:
    """The far end of a range, with what only the near end says."""
    assert item.to is not None
    shared = {k: v for k, v in item.fields.items() if k in ("year",) and not set(item.to) & {"year", "weekday"}}
    return {**shared, **item.to}


def _up_to(first: Stretch, last: Stretch | Unresolved) -> Stretch | Unresolved:
    """From the first to the last; as it stands where they do not follow one another, or the year is not known."""
    if isinstance(last, Unresolved) or last.latest < first.earliest or first.yearless or last.yearless:
        return first
    return Stretch(
        first.earliest,
        last.latest,
        "about",
        f"{first.shown}/{last.shown}",
        first.relative or last.relative,
        False,
        first.why,
    )
