"""Publication dates as people and machines write them, as ISO 8601, at the precision given and never finer."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
_MONTH = r"(?P<month>" + "|".join([*_LONG, "november", "december", "sept", *_MONTHS]) + r")\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = (
    r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>utc|gmt|z|[+-]\d\d:?\d\d)?)?"
)
_YEAR = r"(?P<year>1\d{3}|2[01]\d\d)"

_PRESS = ("1000", "2199")  # years that a report can be of; 0001 and 9999 are a system's "none" and "never"

_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ISO_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?")
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?\s?(Z|[+-]\d\d(?::?\d\d)?|UTC|GMT)?", re.I)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_MAIL = re.compile(
    r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d\d:\d\d(?::\d\d)?(?:\s+(?:[+-]\d{4}|[A-Z]{1,4}))?"
)
_WORDS = tuple(
    re.compile(_WEEKDAY + form + _CLOCK, re.I)
    for form in (
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH + r",?\s+" + _YEAR,
        _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR,
        _MONTH + r"\s+" + _YEAR,
    )
)
_FIGURES = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")


def to_iso(written: str) -> str | None:
    """ISO 8601 for a date as written, None where it is none or could be two.

    Takes ISO ("2023", "2023-01", "2023-01-16", with a time and zone), RFC 2822 ("Mon, 16 Jan 2023 10:05:00 +0100"),
    English words ("16 January 2023", "Jan. 16, 2023, 2:05 pm GMT", "January 2023") and figures that can be read one way
    only ("16.01.2023" always, "16/01/2023" because there is no sixteenth month; not "05/06/2023").

    >>> to_iso("Jan. 16, 2023")
    '2023-01-16'
    """
    written = " ".join(written.split())
    if len(written) > 80:
        return None
    try:
        found = _iso(written) or _mail(written) or _words(written) or _figures(written)
    except (ValueError, OverflowError):
        return None
    return found if found and _PRESS[0] <= found[:4] <= _PRESS[1] else None


def _iso(written: str) -> str | None:
    if found := _ISO_PART.fullmatch(written):
        return _day(found["year"], found["month"], None)
    if found := _ISO_DAY.fullmatch(written):
        return _day(*found.groups())
    if found := _ISO_TIME.fullmatch(written):
        return _moment(f"{found[1]}T{found[2]}{found[3] or ''}", _zone(found[4]))
    if found := _COMPACT.fullmatch(written):
        year, month, day, hour, minute, second, zone = found.groups()
        when = f"{year}-{month}-{day}"
        if hour is None:
            return _day(year, month, day)
        return _moment(f"{when}T{hour}:{minute}" + (f":{second}" if second else ""), _zone(zone))
    return None


def _mail(written: str) -> str | None:
    return parsedate_to_datetime(written).isoformat() if _MAIL.fullmatch(written) else None


def _words(written: str) -> str | None:
    for form in _WORDS:
        if found := form.fullmatch(written):
            parts = found.groupdict()
            month = _MONTHS.index(parts["month"][:3].lower()) + 1
            day = _day(parts["year"], f"{month:02}", f"{int(parts['day']):02}" if parts.get("day") else None)
            if not parts["hour"] or not parts.get("day"):
                return day
            hour = _hour(int(parts["hour"]), parts["half"])
            return _moment(f"{day}T{hour:02}:{parts['minute']}", _zone(parts["zone"]))
    return None


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("no such hour")
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


def _figures(written: str) -> str | None:
    found = _FIGURES.fullmatch(written)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), found[4]
    if found[2] == "." or first > 12 or first == second:
        return _day(year, f"{second:02}", f"{first:02}")
    return _day(year, f"{first:02}", f"{second:02}") if second > 12 else None


def _day(year: str, month: str | None, day: str | None) -> str:
    date(int(year), int(month or 1), int(day or 1))  # raises ValueError where there is no such day
    return "-".join(part for part in (year, month, day) if part)


def _moment(written: str, zone: str) -> str:
    datetime.fromisoformat(written + ("+00:00" if zone == "Z" else zone))
    return written + zone


def _zone(written: str | None) -> str:
    if not written:
        return ""
    if written.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    digits = written[1:].replace(":", "").ljust(4, "0")
    return f"{written[0]}{digits[:2]}:{digits[2:]}"
