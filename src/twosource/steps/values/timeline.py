"""The dated events of a story, the same event of several reports joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from twosource.record import Material, Mention, Precision, TimelineItem
from twosource.steps.values.occurrences import Occurrence, by_report

FREQUENT = 0.25  # a word in more than this share of the story's happenings does not tell them apart
SHARED = 2  # this many telling words make two happenings of one date one


def timeline(material: Material) -> tuple[TimelineItem, ...]:
    """The events that the reports date, by date.

    Two mentions are one item when they give the same date and the same happening: the same class of event, or at
    least two telling words in common. A coarser date ("in 2014") joins a finer one of the same class of event.
    """
    found = [o for _, events in by_report(material) for o in events]
    found.sort(key=lambda o: (_date(o), o.report, o.moment.start, o.moment.end))
    common = _frequent(found)
    by_date: dict[str, list[list[Occurrence]]] = {}
    for item in found:
        groups = by_date.setdefault(_date(item), [])
        mine = [g for g in groups if _same(g, item, common)]
        for other in mine[1:]:
            mine[0].extend(other)
        by_date[_date(item)] = [g for g in groups if not any(g is other for other in mine[1:])]
        if mine:
            mine[0].append(item)
        else:
            by_date[_date(item)].append([item])
    items = [_item(g) for g in _absorbed([g for groups in by_date.values() for g in groups])]
    return tuple(sorted(items, key=lambda i: (i.date, i.mentions)))


def _date(item: Occurrence) -> str:
    """The date to the day, or as coarse as it is; a range by both ends."""
    return item.moment.shown if "/" in item.moment.shown else item.moment.shown[:10]


def _frequent(found: Sequence[Occurrence]) -> frozenset[str]:
    counts = Counter(key for item in found for key in item.keys)
    floor = max(3.0, FREQUENT * len(found))
    return frozenset(key for key, n in counts.items() if n > floor)


def _same(group: Sequence[Occurrence], item: Occurrence, common: frozenset[str]) -> bool:
    return any(_alike(other, item, common) for other in group)


def _alike(one: Occurrence, two: Occurrence, common: frozenset[str]) -> bool:
    if one.event and one.event == two.event:
        return True
    if one.moment.shown == two.moment.shown and one.moment.precision in ("minute", "hour"):
        return True  # the same time of the same day
    return len((one.keys & two.keys) - common) >= SHARED


def _absorbed(groups: Sequence[list[Occurrence]]) -> list[list[Occurrence]]:
    """Groups with a coarse date joined to the one group of the same event within it."""
    finest: dict[str, list[int]] = {}
    for k, group in enumerate(groups):
        for event in sorted({o.event for o in group if o.event}):
            finest.setdefault(event, []).append(k)
    into: dict[int, int] = {}
    for k, group in enumerate(groups):
        date = _date(group[0])
        if len(date) >= 10 or "/" in date:
            continue
        event = group[0].event
        within = [g for g in finest.get(event, []) if g != k and _date(groups[g][0]).startswith(date + "-")]
        if len(within) == 1 and _shares_names(group, groups[within[0]]):
            into[k] = within[0]
    merged: dict[int, list[Occurrence]] = {k: list(g) for k, g in enumerate(groups) if k not in into}
    for k in sorted(into):
        target = _end(k, into)
        merged[target].extend(groups[k])
    return [merged[k] for k in sorted(merged)]


def _end(k: int, into: Mapping[int, int]) -> int:
    while k in into:
        k = into[k]
    return k


def _shares_names(one: Sequence[Occurrence], two: Sequence[Occurrence]) -> bool:
    return bool({key for o in one for key in o.keys} & {key for o in two for key in o.keys})


def _item(group: Sequence[Occurrence]) -> TimelineItem:
    """The item of a group: the finest date that its members do not contradict, the plainest label."""
    finest = max(len(_date(o)) if "/" not in _date(o) else 4 for o in group)
    fine = [o for o in group if len(_date(o)) == finest or "/" in _date(o)]
    date, precision = _shown(fine)
    label = min(fine, key=lambda o: (*_clumsy(o), not o.event, abs(len(o.label.split()) - 8), o.report, o.span)).label
    if "/" in _date(group[0]) and finest == 4 and precision == "about":
        label = _until(label, _date(group[0]))
    mentions = sorted({Mention(o.report, o.span.start, o.span.end) for o in group})
    return TimelineItem(date, precision, label, tuple(mentions))


def _clumsy(one: Occurrence) -> tuple[bool, bool]:
    """What makes a label a poor one: words quoted because no sentence could be made; nobody named."""
    return one.label.startswith("“"), one.label.split()[0].lower() in (
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "his",
        "her",
    )


def _until(label: str, stretch: str) -> str:
    """A label with the end of a stretch of years or months: "he killed 83 women (until 2010)"."""
    start, end = stretch.split("/")[0][:7], stretch.split("/")[-1][:7]
    return f"{label} (until {end})" if start[:4] != end[:4] else label


def _shown(group: Sequence[Occurrence]) -> tuple[str, Precision]:
    """With the time of day where all that give one give the same."""
    timed = {o.moment.shown for o in group if o.moment.precision in ("minute", "hour")}
    if len(timed) == 1:
        shown = next(iter(timed))
        exact = any(o.moment.shown == shown and not o.moment.approximate for o in group)
        return shown, "minute" if exact else "about"
    date = _date(group[0]).split("/")[0] if "/" in _date(group[0]) else _date(group[0])
    rough = "/" in _date(group[0]) or all(o.moment.precision == "about" for o in group)
    precision: Precision = "about" if rough else "year" if len(date) == 4 else "month" if len(date) == 7 else "day"
    return date, precision
