"""What a report is called: by its publisher, and told apart from others of the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from twosource.present.visible import one_line
from twosource.present.wording import day_and_month
from twosource.record import Report


def short_names(reports: Sequence[Report]) -> dict[str, str]:
    """The publisher (the id where none is known); with the day where a publisher has several reports; with a number
    where that is not enough."""
    names = {report.id: (publisher(report) or one_line(report.id), "") for report in reports}
    many = Counter(names.values())
    for report in reports:
        name = names[report.id]
        if many[name] > 1 and report.published:
            names[report.id] = (name[0], day_and_month(report.published))
    totals = Counter(names.values())
    seen: Counter[tuple[str, str]] = Counter()
    told: dict[str, str] = {}
    for report in reports:
        who, day = name = names[report.id]
        seen[name] += 1
        apart = [day] if day else []
        if totals[name] > 1:
            apart.append(f"no. {seen[name]}")
        told[report.id] = f"{who} ({', '.join(apart)})" if apart else who
    return told


def publisher(report: Report) -> str:
    """Who published it: what the report says, else the host of its address; empty where nothing says so."""
    if report.publisher and report.publisher.strip():
        return one_line(report.publisher).removeprefix("www.")
    try:
        host = urlsplit(report.url or "").hostname
    except ValueError:
        host = None
    return one_line(host.removeprefix("www.")) if host else ""
