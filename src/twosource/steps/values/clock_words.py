"""Times of day: "2am", "half past nine", "klokken 02". Which words, is in the tables of ``lexicon``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from twosource.steps.values.grammar import Fields, Reader, Rule, says
from twosource.steps.values.numbers import number_value
from twosource.steps.values.vocabulary import Vocabulary, alternation, bare_alternation, flat

_FREE = r"(?<![\d.,:/$€£-])"  # no part of a longer figure
_HOUR = r"(?P<hour>[0-2]?\d)"
_MINUTE = r"(?P<minute>[0-5]\d)"
_WORD = r"(?P<hour>[0-2]?\d|[^\W\d_]+)"


def clock_rules(words: Vocabulary) -> Iterator[Rule]:
    """Every pattern of times of day in a language, with what reads it."""
    found = [*_in_figures(words), *_in_words(words), *(_english() if words.language == "en" else ())]
    for pattern, reader in found:
        yield pattern, re.IGNORECASE, reader
    for name, hour in (("noon", 12), ("midnight", 24)):
        yield words.any_of("clock", name), re.IGNORECASE, says(hour=hour, minute=0, sure=True)
    zones = words.table.get("zones", {})
    yield rf"(?P<zone>{alternation(zones)})", re.NOFLAG, _zone
    yield words.any_of("local_time"), re.IGNORECASE, says(zone="local")


def _in_figures(words: Vocabulary) -> Iterator[tuple[str, Reader]]:
    """ "2am", "02:00", "2140 hours GMT", "klokken 02", "14.30 Uhr", "à 2 heures"."""
    am, pm = (bare_alternation(words.entries("clock", half)) for half in ("am", "pm"))
    yield rf"{_FREE}{_HOUR}(?:[:.]{_MINUTE})?(?:\s?(?:(?P<am>{am})|(?P<pm>{pm})))(?!\w)", _digital
    yield rf"{_FREE}{_HOUR}:{_MINUTE}(?::(?P<second>[0-5]\d))?(?![\d:])", _digital
    zoned = r"(?:\s+hours)?\s+(?:UTC|GMT|local\s+time)\b"  # also "at 1353 (1023 GMT)"
    yield rf"{_FREE}(?P<hour>[01]\d|2[0-3]){_MINUTE}(?={zoned}|\s*\(\d{{4}}{zoned})(?:\s+hours)?", _digital
    yield rf"(?m:^)\W{{0,3}}(?P<hour>[0-2]\d)\.{_MINUTE}(?=\s*[-–—:])", _digital  # live blogs
    yield (
        rf"(?:{words.any_of('clock', 'at')})\s+{_HOUR}[.:h]{_MINUTE}(?![\d%]|\s*(?:per|million|percent))(?!\w)",
        _digital,
    )
    yield rf"{words.any_of('clock', 'clock_before')}\s*{_HOUR}(?:[.:]{_MINUTE})?(?![\d%])", _digital
    yield rf"{_FREE}{_HOUR}[.:]{_MINUTE}\s+{words.any_of('clock', 'oclock')}", _digital
    part = alternation(flat(list(words.table.get("parts", {}).values())))
    after = bare_alternation(words.entries("clock", "hours_after"))
    lead = words.any_of("clock", "hour_before")
    if words.language != "en":
        yield rf"{_FREE}{_HOUR}\s?h\s?{_MINUTE}(?!\w)", _digital
    yield rf"{lead}\s*{_HOUR}(?:[.:h]{_MINUTE})?(?:\s?{after}(?!\w)|(?=\s+{part}))", _after_lead


def _in_words(words: Vocabulary) -> Iterator[tuple[str, Reader]]:
    """ "nine o'clock", "half past nine", "halb neun"."""
    yield rf"(?<!\w){_WORD}\s+{words.any_of('clock', 'oclock')}", _spoken
    told = (("half_past", 30, 0), ("half_to", 30, 1), ("quarter_past", 15, 0), ("quarter_to", 45, 1))
    for name, minutes, back in told:
        yield rf"{words.any_of('clock', name)}\s+{_WORD}(?!\w)", functools.partial(_spoken_at, minutes, back)


def _english() -> Iterator[tuple[str, Reader]]:
    """ "at ten past nine", "shortly after three", "1.20 this afternoon"."""
    lead = _behind("at", "was", "about", "around", "until", "before", "after", "since", "by")
    yield (
        rf"{lead}(?P<minutes>five|ten|twenty|twenty-five)\s+(?P<way>past|to)\s+(?P<hour>[^\W\d_]+)(?!\w)",
        _minutes_past,
    )
    part = r"(?=\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)\b)"
    yield rf"{_behind('at')}(?P<hour>[^\W\d_]+){part}", _spoken
    near = r"(?:shortly|just|soon|a\s+little|not\s+long|a\s+few\s+minutes|minutes)\s+(?:before|after|past)"
    count = r"\s+(?:people|men|women|days|weeks|months|years|hours|minutes|of)\b"
    yield rf"(?:{near})\s+(?P<hour>[^\W\d_]+)(?!\w|{count})", _near
    yield rf"(?<![\w.,:]){_HOUR}(?:\.{_MINUTE})?(?=\s+(?:this|in\s+the)\s+(?:morning|afternoon|evening)\b)", _digital


def _behind(*words: str) -> str:
    """One of the words stands right before."""
    return "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in words) + ")"


def _after_lead(match: re.Match[str], words: Vocabulary) -> Fields | None:
    """ "à 2 heures": the piece begins with the hour, so that "un peu avant" before it is seen."""
    fields = _digital(match, words)
    return fields and {**fields, "_start": match.start("hour")}


def _digital(match: re.Match[str], words: Vocabulary) -> Fields | None:
    found = match.groupdict()
    hour, minute = int(found["hour"]), int(found.get("minute") or 0)
    if found.get("pm") and hour < 12:
        hour += 12
    elif found.get("am") and hour == 12:
        hour = 0
    if hour > 24:
        return None
    said = bool(found.get("am") or found.get("pm")) or hour > 12 or found["hour"].startswith("0") or hour == 0
    fields: Fields = {"hour": hour, "minute": minute}
    if words.language != "en":  # the clock of 24 hours is the rule elsewhere
        fields["digits"] = True
    fields["whole_hour" if not found.get("minute") else "digits"] = True
    return fields | ({"sure": True} if said else {})


def _hour_word(words: Vocabulary, word: str) -> int | None:
    value = number_value(word, words.language)
    return int(value) if value is not None and value == int(value) and 0 <= value <= 24 else None


def _spoken(match: re.Match[str], words: Vocabulary) -> Fields | None:
    hour = _hour_word(words, match["hour"])
    if hour is None:
        return None
    fields: Fields = {"hour": hour, "minute": 0, "whole_hour": True}
    if match["hour"].isdigit() and words.language != "en":
        fields["digits"] = True
    return {**fields, "sure": True} if hour > 12 else fields


def _near(match: re.Match[str], words: Vocabulary) -> Fields | None:
    fields = _spoken(match, words)
    return fields and {**fields, "near": True}


def _spoken_at(minute: int, back: int, match: re.Match[str], words: Vocabulary) -> Fields | None:
    hour = _hour_word(words, match["hour"])
    if hour is None or hour > 24:
        return None
    return {"hour": (hour - back) % 12 if hour <= 12 else hour - back, "minute": minute}


def _minutes_past(match: re.Match[str], words: Vocabulary) -> Fields | None:
    minutes, hour = number_value(match["minutes"], "en"), _hour_word(words, match["hour"])
    if minutes is None or hour is None or not 1 <= hour <= 12:
        return None
    if match["way"].lower() == "to":
        return {"hour": (hour - 1) % 12, "minute": 60 - int(minutes)}
    return {"hour": hour % 12, "minute": int(minutes)}


def _zone(match: re.Match[str], words: Vocabulary) -> Fields | None:
    offset = words.table["zones"].get(match["zone"])
    return {"zone": match["zone"]} | ({"offset": offset} if isinstance(offset, int) else {})
