"""What an expression of time comes to on the calendar, reckoned from publication where it must be."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from twosource.record import Precision
from twosource.steps.values.anchor import Anchor
from twosource.steps.values.daytime import Stretch, finer
from twosource.steps.values.grammar import Field

Tense = Literal["past", "present", "future", "near", ""]
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple(calendar.month_name)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Why an expression gives no interval."""

    why: str


def resolve(fields: Mapping[str, Field], anchor: Anchor | None, tense: Tense) -> Stretch | Unresolved:
    """The interval for the fields of an expression. ``tense`` says where to look for "on Friday"."""
    for present, rule in _RULES:
        if all(name in fields for name in present):
            found = rule(fields, anchor, tense)
            if isinstance(found, Unresolved):
                return found
            return finer(found, fields)
    return Unresolved("a time without a date")


Rule = Callable[[Mapping[str, Field], "Anchor | None", Tense], "Stretch | Unresolved"]


# --------------------------------------------------------------------------- calendar dates


def _on(day: date, why: str, relative: bool = False) -> Stretch:
    return Stretch(
        datetime.combine(day, time()), datetime.combine(day, time(23, 59)), "day", day.isoformat(), relative, False, why
    )


def _days(first: date, last: date, precision: Precision, shown: str, why: str, relative: bool = False) -> Stretch:
    return Stretch(
        datetime.combine(first, time()),
        datetime.combine(last, time(23, 59)),
        precision,
        shown,
        relative,
        precision == "about",
        why,
    )


def _month(year: int, month: int, why: str, relative: bool = False) -> Stretch:
    last = calendar.monthrange(year, month)[1]
    return _days(date(year, month, 1), date(year, month, last), "month", f"{year:04}-{month:02}", why, relative)


def _year(year: int, why: str, relative: bool = False) -> Stretch:
    return _days(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04}", why, relative)


def _yearless(month: int, day: int) -> Stretch | Unresolved:
    """ "In July", "on 14 July" in a report without a date: in some year or other."""
    if _safe(2000, month, max(day, 1)) is None:
        return Unresolved("there is no such day")
    return Stretch(
        datetime(1, 1, 1),
        datetime(9990, 12, 31),
        "day" if day else "month",
        f"--{month:02}-{day:02}" if day else f"--{month:02}",
        why="The year is not said, and the publication date of the report is not known.",
        yearless=(month, day),
    )


def _full_date(fields: Mapping[str, Field], _: Anchor | None, __: Tense) -> Stretch | Unresolved:
    day = _safe(int(fields["year"]), int(fields["month"]), int(fields["day"]))
    if day is None:
        return Unresolved("there is no such day")
    why = "The date stands in the words."
    if "weekday" in fields and day.weekday() + 1 != fields["weekday"]:
        why = f"The date stands in the words, but it was a {_WEEKDAYS[day.weekday()]}."
    return _through(_on(day, why), fields)


def _through(stretch: Stretch, fields: Mapping[str, Field]) -> Stretch:
    """ "9-10 June": up to the second day."""
    if "day_to" not in fields:
        return stretch
    last = _safe(stretch.earliest.year, stretch.earliest.month, int(fields["day_to"]))
    if last is None:
        return stretch
    return replace(
        stretch,
        latest=datetime.combine(last, time(23, 59)),
        precision="about",
        shown=f"{stretch.shown}/{last.isoformat()}",
    )


def _day_and_month(fields: Mapping[str, Field], anchor: Anchor | None, tense: Tense) -> Stretch | Unresolved:
    month, day = int(fields["month"]), int(fields["day"])
    if anchor is None:
        return _yearless(month, day)
    if "shift" in fields and fields["shift"] == "year":
        exact = _safe(anchor.year + int(fields["by"]), month, day)
        return (
            _on(exact, f"The year is reckoned from publication ({anchor.shown}).", True)
            if exact
            else Unresolved("there is no such day")
        )
    near = [d for y in range(anchor.year - 6, anchor.year + 3) if (d := _safe(y, month, day))]
    chosen = _choose(near, anchor, tense)
    if "weekday" in fields and not (chosen and _soon(chosen, anchor) and _choose(near, anchor, "") == chosen):
        chosen = _choose([d for d in near if d.weekday() + 1 == fields["weekday"]], anchor, tense) or chosen
    if chosen is None:
        return Unresolved("there is no such day")
    named = f"the {_direction(chosen, anchor)} {day} {_MONTHS[month]}"
    why = f"The year is not said: {named} seen from publication on {anchor.shown}."
    return _through(_on(chosen, why, True), fields)


def _choose(days: list[date], anchor: Anchor, tense: Tense) -> date | None:
    """The nearest in the direction of the tense; without one the nearest at all."""
    if not days:
        return None
    nearest = min(days, key=lambda d: (abs((d - anchor.first).days), d))
    soon = anchor.first < nearest <= anchor.last + timedelta(days=45)
    if soon and tense == "past" and all((anchor.first - d).days > 270 for d in days if d < anchor.first):
        return nearest  # nobody writes a bare "on 30 June" of a day almost a year ago
    past = [d for d in days if d <= anchor.last]
    future = [d for d in days if d >= anchor.first]
    if tense == "past" and past:
        return max(past)
    if tense == "future" and future:
        return min(future)
    return min(days, key=lambda d: (abs((d - anchor.first).days), d))


def _soon(day: date, anchor: Anchor) -> bool:
    """True for a day near publication: there a weekday that does not fit is a slip and shows no other year."""
    return anchor.first - timedelta(days=60) <= day <= anchor.last + timedelta(days=60)


def _direction(day: date, anchor: Anchor) -> str:
    return "last" if day <= anchor.last else "next"


def _month_and_year(fields: Mapping[str, Field], _: Anchor | None, __: Tense) -> Stretch | Unresolved:
    return _month(int(fields["year"]), int(fields["month"]), "Month and year stand in the words.")


def _month_alone(fields: Mapping[str, Field], anchor: Anchor | None, tense: Tense) -> Stretch | Unresolved:
    month = int(fields["month"])
    if anchor is None:
        return _yearless(month, 0)
    here = anchor.month or 12
    if tense == "present" and "edge" in fields and "which" not in fields and "shift" not in fields:
        tense = "future" if (month - here) % 12 <= 5 else "past"
    which, name = fields.get("which"), _MONTHS[month]
    if fields.get("shift") == "year":
        year = anchor.year + int(fields["by"])
    elif which == 0:
        year = anchor.year
    elif (tense == "future" and which is None) or which == 1:
        year = anchor.year + (month < here or (which == 1 and month == here))
    else:
        year = anchor.year - (month > here or (which == -1 and month == here))
    if which == -1 and year == anchor.year and here - month <= 2:
        why = f"“Last {name}” written on {anchor.shown} can be this year's or the year before's."
        last = calendar.monthrange(year, month)[1]
        shown = f"{year - 1}-{month:02}/{year}-{month:02}"
        return _days(date(year - 1, month, 1), date(year, month, last), "about", shown, why, True)
    direction = "next" if (year, month) > (anchor.year, here) else "most recent"
    return _month(
        year, month, f"The year is not said: the {direction} {name} seen from publication on {anchor.shown}.", True
    )


def _year_alone(fields: Mapping[str, Field], _: Anchor | None, __: Tense) -> Stretch | Unresolved:
    year = int(fields["year"])
    if "year_to" in fields:
        last = int(fields["year_to"])
        return _days(date(year, 1, 1), date(last, 12, 31), "about", f"{year}/{last}", "The years stand in the words.")
    return replace(_year(year, "The year stands in the words."), approximate="vague" in fields)


def _quarter(fields: Mapping[str, Field], anchor: Anchor | None, tense: Tense) -> Stretch | Unresolved:
    number = int(fields["quarter"])
    if "year" in fields:
        year, relative = int(fields["year"]), False
    elif anchor is None:
        return Unresolved("a quarter without a year in a report whose publication date is not known")
    else:
        here = ((anchor.month or 12) + 2) // 3
        year = anchor.year + (number < here if tense in ("future", "present") else -(number > here))
        relative = True
    last = calendar.monthrange(year, number * 3)[1]
    first, end = date(year, number * 3 - 2, 1), date(year, number * 3, last)
    return _days(
        first, end, "about", f"{year}-{first.month:02}/{year}-{end.month:02}", "The months of the quarter.", relative
    )


# --------------------------------------------------------------------------- weekdays


def _weekday(fields: Mapping[str, Field], anchor: Anchor | None, tense: Tense) -> Stretch | Unresolved:
    number, which = int(fields["weekday"]), fields.get("which")
    name = _WEEKDAYS[number - 1]
    if anchor is None or anchor.month is None:
        return Unresolved("a weekday in a report whose day of publication is not known")
    if anchor.day is None:
        why = f"A {name} in or shortly before {anchor.shown}: the day of publication is not known."
        return _days(anchor.first - timedelta(days=6), anchor.last, "about", anchor.shown, why, True)
    here = anchor.day
    back = (here.weekday() + 1 - number) % 7
    if fields.get("shift") == "week":
        monday = here - timedelta(days=here.weekday()) + timedelta(weeks=int(fields["by"]))
        return _on(monday + timedelta(days=number - 1), f"{name} of that week, seen from publication on {here}.", True)
    if tense == "near" and which is None:
        tense = "past" if back <= 3 else "future"
    if which == 1 or (tense in ("future", "present") and which != -1):
        ahead = (-back) % 7
        day = here + timedelta(days=7 if ahead == 0 and which == 1 else ahead)
        return _on(
            day, f"{name} after publication on {here}." if day != here else f"The day of publication, {here}.", True
        )
    if which == -1 and back == 0:
        back = 7
    day = here - timedelta(days=back)
    return _on(day, f"{name} before publication on {here}." if back else f"The day of publication, {here}.", True)


def _weekday_and_number(fields: Mapping[str, Field], anchor: Anchor | None, tense: Tense) -> Stretch | Unresolved:
    if anchor is None:
        return Unresolved("a day without a month in a report whose publication date is not known")
    days = [anchor.first + timedelta(days=k) for k in range(-60, 61)]
    fitting = [d for d in days if d.day == fields["day"] and d.weekday() + 1 == fields["weekday"]]
    chosen = _choose(fitting, anchor, tense)
    if chosen is None:
        return Unresolved("no such weekday with that number is near the publication date")
    return _on(chosen, f"The nearest such day to publication on {anchor.shown}.", True)


def _day_alone(fields: Mapping[str, Field], anchor: Anchor | None, tense: Tense) -> Stretch | Unresolved:
    """ "on the 14th": the nearest such day, in the direction of the tense where it is known."""
    if anchor is None or anchor.day is None:
        return Unresolved("a day without a month in a report whose day of publication is not known")
    near = [d for k in range(-45, 46) if (d := anchor.day + timedelta(days=k)).day == fields["day"]]
    chosen = _choose(near, anchor, tense)
    if chosen is None:
        return Unresolved("no such day is near the publication date")
    return _on(chosen, f"The month is not said: the nearest such day to publication on {anchor.shown}.", True)


# --------------------------------------------------------------------------- reckoned from publication


def _shift(fields: Mapping[str, Field], anchor: Anchor | None, _: Tense) -> Stretch | Unresolved:
    unit, by = str(fields["shift"]), int(fields["by"])
    if anchor is None:
        return Unresolved("reckoned from publication, and the publication date is not known")
    if unit == "decade":
        unit, by = "year", by * 10
    if "rolling" in fields:
        return _rolling(unit, anchor)
    if unit == "year":
        return _years(by, anchor, "ago" in fields)
    if unit == "month":
        return _months(by, anchor)
    if anchor.day is None:
        return Unresolved("reckoned from the day of publication, which is not known")
    if unit in ("minute", "hour"):
        return replace(_on(anchor.day, f"Reckoned from publication on {anchor.day}.", True), approximate=True)
    if unit == "day":
        return _day_away(by, anchor.day, "ago" in fields)
    return _weeks(by, anchor.day, fields)


def _day_away(by: int, here: date, ago: bool) -> Stretch:
    """ "yesterday" to the day; "eleven days ago" a day more or less."""
    day = here + timedelta(days=by)
    if not ago or by >= -2:
        return _on(day, f"Reckoned from publication on {here}." if by else f"The day of publication, {here}.", True)
    found = _on(day, f"Reckoned from publication on {here}, a day more or less.", True)
    slack = timedelta(days=1)
    earliest, latest = found.earliest - slack, found.latest + slack
    return replace(found, earliest=earliest, latest=latest, precision="about", approximate=True)


def _weeks(by: int, here: date, fields: Mapping[str, Field]) -> Stretch:
    """ "last week", "two weeks ago", "at the weekend"."""
    if "ago" in fields:
        middle = here + timedelta(weeks=by)
        return _span(middle - timedelta(days=4), middle + timedelta(days=4), here)
    monday = here - timedelta(days=here.weekday())
    if fields["shift"] == "weekend":
        back = 2 if here.weekday() < 5 else -5
        saturday = monday - timedelta(days=back) if by < 0 else monday + timedelta(days=5 + 7 * max(0, by - 1))
        return _span(saturday, saturday + timedelta(days=1), here)
    first = monday + timedelta(weeks=by)
    return _span(first, here if "so_far" in fields else first + timedelta(days=6), here)


def _rolling(unit: str, anchor: Anchor) -> Stretch | Unresolved:
    """ "the past year": from a year before publication until then."""
    length = {"year": 366, "month": 31, "week": 7, "weekend": 7}[unit]
    return _span(anchor.first - timedelta(days=length), anchor.last, anchor.last)


def _years(by: int, anchor: Anchor, ago: bool) -> Stretch | Unresolved:
    year = anchor.year + by
    if not 1 <= year <= 9990:
        return Unresolved("too far back to put on a calendar")
    stretch = _year(year, f"Reckoned from publication in {anchor.year}.", True)
    if not ago:
        return stretch
    half = timedelta(days=183)
    around = datetime.combine(_safe(year, anchor.first.month, min(anchor.first.day, 28)) or date(year, 7, 1), time())
    return replace(
        stretch,
        earliest=min(stretch.earliest, around - half),
        latest=max(stretch.latest, around + half),
        precision="about",
        approximate=True,
    )


def _months(by: int, anchor: Anchor) -> Stretch | Unresolved:
    if anchor.month is None:
        return Unresolved("reckoned from the month of publication, which is not known")
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + by, 12)
    stretch = _month(year, month + 1, f"Reckoned from publication on {anchor.shown}.", True)
    if abs(by) <= 1:
        return stretch
    slack = timedelta(days=20)
    return replace(
        stretch, earliest=stretch.earliest - slack, latest=stretch.latest + slack, precision="about", approximate=True
    )


def _span(first: date, last: date, here: date) -> Stretch:
    return _days(
        first, last, "about", f"{first.isoformat()}/{last.isoformat()}", f"Reckoned from publication on {here}.", True
    )


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1 < year < 9990 else None
    except ValueError:
        return None


_RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("year", "month", "day"), _full_date),
    (("month", "day"), _day_and_month),
    (("month", "year"), _month_and_year),
    (("quarter",), _quarter),
    (("month",), _month_alone),
    (("year",), _year_alone),
    (("weekday", "day"), _weekday_and_number),
    (("weekday",), _weekday),
    (("shift",), _shift),
    (("day",), _day_alone),
)
