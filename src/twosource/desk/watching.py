"""Feeds looked at again and again: what is new goes into the library, into stories, and what that changes is told.

What a server said the last time (ETag, Last-Modified) and how often a feed failed is kept in the library, so that a
run that was stopped, or one that cron starts, is as polite as one that never ended.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec

from twosource.desk import adding, checking, placing, telling
from twosource.engines import Engines
from twosource.errors import Later, Unreadable
from twosource.intake import feeds
from twosource.intake.fetch import PATIENCE, Fetched, Fetcher
from twosource.intake.source import printable
from twosource.library import Derived, Library, journal
from twosource.library.reports import program
from twosource.record import News

Wanted = TypeVar("Wanted")

EVERY = timedelta(minutes=15)
_HOSTS = 8  # asked beside one another
_AT_ONCE = 64  # pages fetched before they are put in
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
    _ahead: dict[str, Fetched | Unreadable] = field(default_factory=dict)
    _stopped: bool = False

    def ahead(self, urls: Iterable[str]) -> None:
        """Fetch addresses before they are asked for: those of one host one after another, hosts beside one another."""
        hosts: dict[str, list[str]] = {}
        for url in dict.fromkeys(urls):
            hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)
        self._stopped = False
        with ThreadPoolExecutor(_HOSTS) as threads:
            try:
                for answers in threads.map(self._answers, hosts.values()):
                    self._ahead.update(answers)
            except BaseException:
                self._stopped = True  # each host is asked no further, so that an interruption does not take minutes
                raise

    def _answers(self, urls: Sequence[str]) -> dict[str, Fetched | Unreadable]:
        found: dict[str, Fetched | Unreadable] = {}
        for url in urls:
            if self._stopped:
                break
            try:
                found[url] = self._now(url)
            except Unreadable as refused:
                found[url] = refused
        return found

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """As ``Fetcher.fetch``, with what the server said the last time; what was fetched ahead is taken."""
        found = self._ahead.pop(url, None)
        if isinstance(found, Unreadable):
            raise found
        return found or self._now(url, etag, last_modified)

    def _now(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
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
    by: str = "",
    models: bool = True,
    every: timedelta = EVERY,
    now: datetime | None = None,
) -> Round:
    """Ask the feeds whose time has come, take in what is new, and tell what changed in the stories that are followed
    (all that something came to, where none is). Those of ``follow`` are followed from now on, as ``by`` wishes. Raises
    LibraryError for a story that is not there."""
    now = now or datetime.now(UTC)
    for story in follow:
        library.follow(story, by=by)
    followed = library.followed()
    for story in followed:
        checking.check(library, story, load, models=models)  # what is new is told against it
    found = Round()
    _ask_feeds(library, listed, fetcher, every, now, found)
    _look_again(library, followed, fetcher, now, found)
    placing.place(library)
    for story in sorted(_touched(library, found, set(followed) if followed else None)):
        begun = journal.now()
        checking.check(library, story, load, models=models)
        found.news += [(story, one) for one in telling.since(library, story, begun)]
    return found


# --------------------------------------------------------------------------- feeds


def _ask_feeds(
    library: Library, listed: Sequence[str], fetcher: Asking, every: timedelta, now: datetime, found: Round
) -> None:
    """Feeds whose time has come, then the articles that they named; what is known is kept after each few pages."""
    known = {url: _known(library, url) for url in listed}
    due = [url for url in listed if known[url].not_before <= now.isoformat()]
    for one in known.values():
        fetcher.said.update(one.said)
    fetcher.ahead(due)
    asked = {url: _ask(url, known[url], fetcher, every, now, found) for url in due}

    def remember(feeds: Iterable[str]) -> None:
        for url in feeds:
            known[url].said = {at: fetcher.said[at] for at in sorted(asked[url]) if at in fetcher.said}
            _keep(library, url, known[url])

    remember(due)
    for some in _some([(url, article) for url in due for article in known[url].waiting]):
        fetcher.ahead(article for _, article in some)
        for url, article in some:
            _try(library, article, known[url], fetcher, now, found)
        remember(dict.fromkeys(url for url, _ in some))


def _ask(url: str, known: Known, fetcher: Asking, every: timedelta, now: datetime, found: Round) -> set[str]:
    """Note what a feed says. Returns the addresses of which it matters what their servers said."""
    found.asked += 1
    asked = {url, *known.said}
    known.not_before = ""
    try:
        answer = fetcher.fetch(url)
        feed = feeds.parse(answer.body, url, answer.header("content-type") or "")
    except Unchanged:
        known.failures = 0
    except Unreadable as refused:
        found.refused.append(refused)
        known.failures += 1
        known.not_before = (now + min(every * 2**known.failures, _LONGEST)).isoformat()
        _leave_alone(known, refused, now)
    else:
        known.failures = 0
        _take(feed, known)
        asked = {url, *(entry.url for entry in feed.entries if entry.url)}
    return asked


def _try(library: Library, article: str, known: Known, fetcher: Asking, now: datetime, found: Round) -> None:
    """An article of a feed into the library, or left waiting for the next time."""
    refused = _read(library, article, fetcher, found)
    if isinstance(refused, Later):
        _leave_alone(known, refused, now)
    elif refused is None or known.waiting[article] + 1 >= _TRIES:
        del known.waiting[article]
    else:
        known.waiting[article] += 1


def _leave_alone(known: Known, refused: Unreadable, now: datetime) -> None:
    """A server that says how long is not asked before, however long we would have waited; a day at most."""
    if isinstance(refused, Later):
        until = now + min(timedelta(seconds=refused.seconds), _LONGEST)
        known.not_before = max(known.not_before, until.isoformat())


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


def _read(library: Library, url: str, fetcher: Asking, found: Round) -> Unreadable | None:
    """An article into the library. Returns why it could not be read."""
    taken = adding.add(library, [url], fetcher=fetcher)
    refused = [r for r in taken.refused if not isinstance(r, Unchanged)]
    found.refused += refused
    for one in taken.added:
        if one.status != "held":
            (found.versions if one.status == "version" else found.added).append(one.report)
    return refused[0] if refused else None


def _look_again(library: Library, follow: Iterable[str], fetcher: Asking, now: datetime, found: Round) -> None:
    """The pages of the younger reports of followed stories: many are changed without a word in the feed."""
    known = _known(library, _PAGES)
    fetcher.said.update(known.said)
    if known.not_before > now.isoformat() or not follow:
        return
    youngest = (now - _YOUNG).isoformat()
    fresh = {*found.added, *found.versions}
    pages = [row for s in follow for row in library.reports_of(s) if row.url and row.received >= youngest]
    wanted = [r.url for r in pages if r.url and r.id not in fresh and r.url.startswith(("http://", "https://"))]
    for some in _some(wanted):
        fetcher.ahead(some)
        for url in some:
            _read(library, url, fetcher, found)
    known.said = {row.url: fetcher.said[row.url] for row in pages if row.url and row.url in fetcher.said}
    known.not_before = (now + _AGAIN).isoformat()
    _keep(library, _PAGES, known)


def _some(wanted: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    """A few at a time, so that not all pages are held at once."""
    return (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))


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
