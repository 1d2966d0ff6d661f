"""Feeds looked at again and again: what is new goes into the library, into stories, and what that changes is told.

What a server said the last time (ETag, Last-Modified) and how often a feed failed is kept in the library, so that a
run that was stopped, or one that cron starts, is as polite as one that never ended.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
import msgspec

from twosource.desk import adding, checking, placing, telling
from twosource.engines import Engines
from twosource.errors import Unreadable
from twosource.intake import feeds
from twosource.intake.fetch import PATIENCE, Fetched, Fetcher
from twosource.intake.source import printable
from twosource.library import Derived, Library, journal
from twosource.library.reports import program
from twosource.record import News

EVERY = timedelta(minutes=15)
_TRIES = 3  # for an article, or for an address that news are sent to
_LONGEST = timedelta(days=1)  # that a feed which fails again and again is left alone
_AGAIN = timedelta(hours=1)  # between two looks at the page of a report of a story that is followed …
_YOUNG = timedelta(days=7)  # … as long as it is not older
_KIND = "feed"
_PAGES = "the pages of followed stories"


class Unchanged(Unreadable):
    """The server says that nothing is new."""


class Known(msgspec.Struct):
    """What is known of a feed, or of pages: what servers said the last time by address, entries by a digest of what
    they said, articles that could not be read with how often they were tried, failures since the last success, and when
    it may be asked again."""

    said: dict[str, tuple[str | None, str | None]] = {}
    entries: dict[str, str] = {}
    waiting: dict[str, int] = {}
    failures: int = 0
    not_before: str = ""


@dataclass(slots=True)
class Asking(Fetcher):
    """A fetcher that asks only for what changed since the last time; ``Unchanged`` is raised where nothing did."""

    said: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """As ``Fetcher.fetch``, with what the server said the last time."""
        known = self.said.get(url, (None, None))
        found = Fetcher.fetch(self, url, etag=etag or known[0], last_modified=last_modified or known[1])
        if found.unchanged:
            raise Unchanged(url, "is unchanged.", "")
        self.said[url] = found.header("etag"), found.header("last-modified")
        return found


@dataclass(slots=True)
class Round:
    """What one look at all feeds brought: how many feeds were asked, which reports and versions came in, what is new
    by story, and what could not be read."""

    asked: int = 0
    added: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    news: list[tuple[str, News]] = field(default_factory=list)
    refused: list[Unreadable] = field(default_factory=list)


def look(
    library: Library,
    listed: Sequence[str],
    fetcher: Asking,
    load: Callable[[], Engines],
    *,
    follow: Sequence[str] = (),
    models: bool = True,
    every: timedelta = EVERY,
    now: datetime | None = None,
) -> Round:
    """Ask the feeds whose time has come, take in what is new, and tell what changed in the stories that are followed
    (all that something came to, where none is named). Raises LibraryError for a story that is not there."""
    now = now or datetime.now(UTC)
    followed = [library.story(s).id for s in follow]
    for story in followed:
        checking.check(library, story, load, models=models)  # what is new is told against it
    found = Round()
    for url in (*listed, _PAGES):
        fetcher.said.update(_known(library, url).said)
    for url in listed:
        _ask(library, url, fetcher, every, now, found)
    _look_again(library, followed, fetcher, now, found)
    placing.place(library)
    for story in sorted(_touched(library, found, set(followed) if follow else None)):
        begun = journal.now()
        checking.check(library, story, load, models=models)
        found.news += [(story, one) for one in telling.since(library, story, begun)]
    return found


# --------------------------------------------------------------------------- feeds


def _ask(library: Library, url: str, fetcher: Asking, every: timedelta, now: datetime, found: Round) -> None:
    known = _known(library, url)
    if known.not_before > now.isoformat():
        return
    found.asked += 1
    asked = {url, *known.said}
    try:
        answer = fetcher.fetch(url)
        feed = feeds.parse(answer.body, url, answer.header("content-type") or "")
    except Unchanged:
        known.failures = 0
    except Unreadable as refused:
        found.refused.append(refused)
        known.failures += 1
    else:
        known.failures = 0
        _take(feed, known)
        asked = {url, *(entry.url for entry in feed.entries if entry.url)}
    for article in list(known.waiting):
        if _read(library, article, fetcher, found) or known.waiting[article] + 1 >= _TRIES:
            del known.waiting[article]
        else:
            known.waiting[article] += 1
    known.said = {address: fetcher.said[address] for address in sorted(asked) if address in fetcher.said}
    wait = min(every * 2**known.failures, _LONGEST) if known.failures else timedelta(0)
    known.not_before = (now + wait).isoformat() if wait else ""
    _keep(library, url, known)


def _take(feed: feeds.Feed, known: Known) -> None:
    """The articles of entries that are new or were changed are to be read."""
    seen: dict[str, str] = {}
    for entry in feed.entries:
        told = msgspec.json.encode((entry.title, entry.published, entry.modified, entry.markup))
        digest = hashlib.sha256(told).hexdigest()[:16]
        if entry.url and known.entries.get(entry.id) != digest:
            known.waiting[entry.url] = 0
        seen[entry.id] = digest
    known.entries = seen


def _read(library: Library, url: str, fetcher: Asking, found: Round) -> bool:
    """An article into the library; False where it could not be read."""
    taken = adding.add(library, [url], fetcher=fetcher)
    refused = [r for r in taken.refused if not isinstance(r, Unchanged)]
    found.refused += refused
    for one in taken.added:
        if one.status != "held":
            (found.versions if one.status == "version" else found.added).append(one.report)
    return not refused


def _look_again(library: Library, follow: Iterable[str], fetcher: Asking, now: datetime, found: Round) -> None:
    """The pages of the younger reports of followed stories: many are changed without a word in the feed."""
    known = _known(library, _PAGES)
    if known.not_before > now.isoformat() or not follow:
        return
    youngest = (now - _YOUNG).isoformat()
    fresh = {*found.added, *found.versions}
    pages = [row for s in follow for row in library.reports_of(s) if row.url and row.received >= youngest]
    for row in pages:
        if row.id not in fresh and row.url and row.url.startswith(("http://", "https://")):
            _read(library, row.url, fetcher, found)
    known.said = {row.url: fetcher.said[row.url] for row in pages if row.url and row.url in fetcher.said}
    known.not_before = (now + _AGAIN).isoformat()
    _keep(library, _PAGES, known)


def _known(library: Library, url: str) -> Known:
    kept = library.kept(_KIND, url)
    try:
        return msgspec.json.decode(kept.data, type=Known) if kept else Known()
    except msgspec.DecodeError:
        return Known()


def _keep(library: Library, url: str, known: Known) -> None:
    data = msgspec.json.encode(known)
    kept = library.kept(_KIND, url)
    if kept is None or kept.data != data:
        library.keep(Derived(_KIND, url, program(), "", data))


# --------------------------------------------------------------------------- stories


def _touched(library: Library, found: Round, follow: set[str] | None) -> set[str]:
    """The stories that something came to."""
    touched = {held.story for held in library.reports([*found.added, *found.versions]) if held.story}
    if follow is None:
        return touched
    return touched & {library.story(s).id for s in follow}


# --------------------------------------------------------------------------- telling others


def send(url: str, told: Mapping[str, object]) -> list[Unreadable]:
    """Post what changed, as JSON, to an address that the user named; three tries. Returns the refusal, if it failed."""
    said = "never answered"
    for attempt in range(_TRIES):
        try:
            answer = httpx.post(url, json=told, timeout=PATIENCE, trust_env=False)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            said = str(error) or type(error).__name__
        else:
            if answer.is_success:
                return []
            said = f"answered with {answer.status_code}"
        if attempt + 1 < _TRIES:
            time.sleep(2**attempt)
    return [Unreadable(printable(url), f"took no news ({said}).", "Check the address given with --webhook.")]
