"""A weekday and a date in one expression that do not go together: "Tuesday 14 March", which is a Wednesday.

Which of the two is wrong is not said: both stand as answers. Only dates whose year is certain are looked at, because it
stands in the words or publication is near.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date, timedelta

from twosource.lexicon import table
from twosource.record import Moment
from twosource.steps.compare.drafts import Draft, within_report
from twosource.steps.compare.scene import Scene

NEAR = timedelta(days=60)  # a date without a year this far from publication is of the year of publication
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def compare_weekdays(scene: Scene) -> Iterator[Draft]:
    """A draft for each expression of which the weekday is not that of the date."""
    for report, text in scene.texts.items():
        language = scene.reports[report].language.split("-")[0]
        for moment in scene.material.moments.get(report, ()):
            found = weekday_in(text[moment.start : moment.end], language)
            day = moment.earliest.date()
            if found is None or moment.yearless or not _certain(moment, scene.day(report)) or day.weekday() == found[0]:
                continue
            start = moment.start + found[1]
            rest = (start + found[2], moment.end) if found[1] <= 3 else (moment.start, start)
            said = scene.words(report, start, start + found[2])
            why = f"{day.isoformat()} was a {_NAMES[day.weekday()]}, not a {_NAMES[found[0]]}."
            places = [(start, start + found[2]), rest]
            yield within_report(report, f"which day is it, “{said}” or the date?", "date", "differ", places, why, scene)


def weekday_in(words: str, language: str) -> tuple[int, int, int] | None:
    """The weekday (Monday is 0) that words name beside a number, where it begins and how long its word is; None where
    they name none, or two."""
    if not re.search(r"\d", words):
        return None
    found = [(k, m.start(), len(m.group())) for k, p in enumerate(_patterns(language)) for m in p.finditer(words)]
    return found[0] if len(found) == 1 else None


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    days = table(f"{language}/time").get("weekdays", [])
    return tuple(
        re.compile(r"\b(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words) + r")\b", re.IGNORECASE)
        for words in days
    )


def _certain(moment: Moment, published: str | None) -> bool:
    """True for one day whose year stands in the words, or which is near publication."""
    first, last = moment.earliest.date(), moment.latest.date()
    if first != last or moment.approximate:
        return False
    return not moment.relative or (published is not None and abs(first - date.fromisoformat(published)) <= NEAR)
