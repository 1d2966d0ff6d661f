"""Parts of days, months and years, and times of day: a stretch of time narrowed by "early", "night to", "02:00"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from twosource.record import Precision
from twosource.steps.values.grammar import Field

# Hours from midnight of the day named, first and last.
_PARTS = {"dawn": (0, 8), "morning": (3, 12), "afternoon": (12, 19), "evening": (16, 24), "night": (17, 31)}
_EDGES = {"early": (0, 10), "mid": (10, 16), "late": (16, 27)}
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A resolved time: first and last moment, how fine, how it is written, and why it is that."""

    earliest: datetime
    latest: datetime
    precision: Precision
    shown: str
    relative: bool = False
    approximate: bool = False
    why: str = ""
    yearless: tuple[int, int] | None = None


def finer(stretch: Stretch, fields: Mapping[str, Field]) -> Stretch:
    """Narrow a day, month or year by "early", "night to", "in the evening", "02:00"; not one of a year unknown."""
    if stretch.yearless is not None:
        return stretch
    if stretch.precision in ("month", "year"):
        return _edge_of(stretch, str(fields["edge"])) if "edge" in fields else stretch
    if stretch.precision != "day":
        return stretch
    if "hour" in fields:
        return _at(stretch, fields)
    midnight = datetime.combine(stretch.earliest.date(), time())
    if fields.get("night_to"):
        return replace(
            stretch,
            earliest=midnight - timedelta(hours=7),
            latest=midnight + timedelta(hours=9),
            precision="about",
            approximate=True,
            why=f"The night that ends on {stretch.shown}. {stretch.why}",
        )
    hours = _PARTS.get(str(fields.get("part"))) or _EDGES.get(str(fields.get("edge")))
    if hours is None:
        return stretch
    return replace(
        stretch, earliest=midnight + timedelta(hours=hours[0]), latest=midnight + timedelta(hours=hours[1]) - _MINUTE
    )


def _edge_of(stretch: Stretch, edge: str) -> Stretch:
    first, last = stretch.earliest.date(), stretch.latest.date()
    days = (last - first).days + 1
    parts = {"early": (0, 1 / 3), "mid": (0.27, 0.73), "late": (0.6, 1)}[edge]
    if stretch.precision == "month":
        parts = {"early": (0, 0.34), "mid": (0.3, 0.7), "late": (0.6, 1)}[edge]
    start = first + timedelta(days=int(days * parts[0]))
    end = first + timedelta(days=max(int(days * parts[0]), int(days * parts[1]) - 1))
    return replace(
        stretch,
        earliest=datetime.combine(start, time()),
        latest=datetime.combine(end, time(23, 59)),
        approximate=True,
    )


def _at(stretch: Stretch, fields: Mapping[str, Field]) -> Stretch:
    hour, minute = int(fields["hour"]), int(fields.get("minute", 0))
    hour, known = _on_24(hour, fields)
    if not known:
        first = datetime.combine(stretch.earliest.date(), time()) + timedelta(hours=hour % 12, minutes=minute)
        why = f"{stretch.why} Whether morning or evening is meant is not said."
        return replace(stretch, earliest=first, latest=first + timedelta(hours=12), approximate=True, why=why)
    moment = datetime.combine(stretch.earliest.date(), time()) + timedelta(hours=hour, minutes=minute)
    if hour == 24:  # written as the day that ends; the next would mislead
        return replace(stretch, earliest=moment - 15 * _MINUTE, latest=moment + 15 * _MINUTE)
    slack = 10 * _MINUTE if fields.get("whole_hour") else 0 * _MINUTE
    precision: Precision = "hour" if fields.get("whole_hour") else "minute"
    shown = moment.isoformat(timespec="minutes")
    return replace(stretch, earliest=moment - slack, latest=moment + slack, precision=precision, shown=shown)


def _on_24(hour: int, fields: Mapping[str, Field]) -> tuple[int, bool]:
    """The hour on the clock of 24, and whether the words say which half of the day."""
    part = fields.get("part") or ("night" if fields.get("night_to") else None)
    if fields.get("sure") or hour > 12:
        return hour, True
    if part in ("afternoon", "evening"):
        return (hour if part == "afternoon" and hour >= 11 else hour % 12 + 12), True
    if part == "night":
        return (hour % 12 + 12 if hour in (6, 7, 8, 9, 10, 11) else hour % 12), True
    if part in ("morning", "dawn"):
        return hour % 12 if part == "dawn" or hour < 12 else hour, True
    return hour, "digits" in fields
