"""What is new: what the reports that came changed in a story, or in all that changed last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from twosource.desk.telling import Told
from twosource.present.visible import one_line
from twosource.present.wording import date
from twosource.record import News
from twosource.web.addresses import StoryAddresses
from twosource.web.holdings import Holdings, StoryLine

KINDS = {
    "conflict": "They differ now",
    "settled": "They differ no more",
    "origin": "One more origin",
    "correction": "Corrected",
    "withdrawn": "Taken back",
    "report": "New report",
}
_VALUE = re.compile(r"(?<=[?/”] )\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d)?)?(?=\.? )")  # among the answers: 2022-06 / 2022-07
_STORIES = 30  # those that changed last, looked through for the page of all
_MOST = 60  # times, on one page


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is new: its kind in words, what it is, and where it can be seen."""

    kind: str
    label: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Time:
    """What was noticed at one time in one story."""

    at: str
    story: str
    title: str
    href: str
    items: tuple[Item, ...]


def of_story(line: StoryLine, told: Sequence[Told]) -> tuple[Time, ...]:
    """The news of a story, the latest first."""
    times = [_time(line, at, [t.news for t in some]) for at, some in groupby(told, key=lambda t: t.at)]
    return tuple(times[:_MOST])


def of_all(library: Holdings) -> tuple[Time, ...]:
    """The news of the stories that changed last."""
    found = [(t.at, line, t.news) for line in library.stories(0, _STORIES) for t in library.news(line.id)]
    found.sort(key=lambda one: (one[0], one[1].id), reverse=True)
    times = groupby(found, key=lambda one: (one[0], one[1]))
    return tuple(_time(line, at, [news for _, _, news in some]) for (at, line), some in times)[:_MOST]


def _time(line: StoryLine, at: str, news: Iterable[News]) -> Time:
    order = list(KINDS)
    ordered = sorted(news, key=lambda one: order.index(one.kind))
    items = tuple(_item(StoryAddresses(line.id), one) for one in ordered)
    return Time(date(at[:16] + "Z"), line.id, line.title, line.href, items)


def _item(addresses: StoryAddresses, news: News) -> Item:
    """The words without the label that says the same."""
    words = one_line(news.words)
    for said in ("New report: ", "Reports differ now. ", "Reports do not differ any more. "):
        words = words.removeprefix(said)
    words = _VALUE.sub(lambda value: date(value.group()), words) if news.kind == "conflict" else words
    report = news.reports[-1] if news.reports else ""
    hrefs = {
        "conflict": f"{addresses.home}?verdict=differ",
        "settled": addresses.home,
        "origin": f"{addresses.home}/origins",
        "report": addresses.report(report),
    }
    return Item(news.kind, KINDS[news.kind], words, hrefs.get(news.kind, addresses.versions(report)))
