"""When a report was published: what relative words of time are reckoned from."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"\s*(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?:[T ](\d\d)(?::?(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The publication date as far as it is known. ``day`` is None where only the month or the year is."""

    year: int
    month: int | None
    day: date | None
    hour: int | None

    @property
    def first(self) -> date:
        """The first day that it can be."""
        return self.day or date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        """The last day that it can be."""
        month = self.month or 12
        return self.day or date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def shown(self) -> str:
        """ISO at its own precision."""
        if self.day:
            return self.day.isoformat()
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


def anchor(published: str | None) -> Anchor | None:
    """Read ``Report.published``; None where it is missing or not a date."""
    match = _ISO.match(published or "")
    if not match:
        return None
    year, month, day, hour = (int(g) if g else None for g in match.group(1, 2, 3, 4))
    if not year or not 1 < year < 9998:
        return None
    try:
        month = month if month and 1 <= month <= 12 else None
        exact = date(year, month, day) if month and day else None
    except ValueError:
        exact = None
    return Anchor(year, month, exact, hour if exact else None)
