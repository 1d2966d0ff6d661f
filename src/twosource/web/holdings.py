"""What the reading room asks of a library, and the library that answers."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Protocol

from twosource import decisions
from twosource.custody.chain import Entry
from twosource.desk import affairs, checking, correcting, telling, versions
from twosource.desk.telling import Told
from twosource.intake.dates import to_iso
from twosource.library import Held, Hit, Library, LibraryError, StoryRow
from twosource.present.visible import one_line
from twosource.present.wording import date, period
from twosource.record import Decision, Dossier, Revision
from twosource.web.addresses import StoryAddresses
from twosource.web.story import StoryRoom

_KEPT = 6  # stories held ready at once
_LATEST = 30  # stories offered for joining beside those of the same affair
_TRUSTED = 0.5  # seconds before the library is asked again whether a story has changed


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list. ``origins`` and ``conflicts`` are None where it was not compared yet; ``fresh`` is False where
    reports or decisions have come since it was."""

    id: str
    title: str
    when: str
    changed: str
    reports: int
    origins: int | None
    conflicts: int | None
    fresh: bool = True

    @property
    def href(self) -> str:
        """The address of its board."""
        return StoryAddresses(self.id).home


@dataclass(frozen=True, slots=True)
class Found:
    """Words found in a report."""

    report: str
    title: str
    publisher: str
    published: str
    story: str
    href: str
    before: str
    words: str
    after: str
    times: int


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article: when it was received, and what it says of itself."""

    report: str
    title: str
    publisher: str
    published: str
    received: str


@dataclass(frozen=True, slots=True)
class Near:
    """A story beside another: ``why`` says what they share, empty where it is only among those that changed last."""

    id: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What a person changed about which ``reports`` a story has. ``what`` is ``merged`` (``other`` became part of it),
    ``split`` (it was taken from ``other``) or ``moved``."""

    what: str
    other: str
    reports: tuple[str, ...]
    by: str
    at: str


class Holdings(Protocol):
    """Stories, their dossiers, and what people decided about them."""

    def story_count(self) -> int:
        """How many stories there are."""
        ...

    def stories(self, first: int, most: int) -> Sequence[StoryLine]:
        """Stories, those that changed last first: ``most`` of them from number ``first`` on."""
        ...

    def story(self, story: str) -> StoryLine | None:
        """One story, also by the name of one that was joined with it; None where there is none."""
        ...

    def version(self, story: str) -> str:
        """Names what the story is made of now: another name as soon as a report or decision has come."""
        ...

    def dossier(self, story: str) -> tuple[str, Dossier] | None:
        """The dossier as it was last made, with the version that it is of; None where it never was."""
        ...

    def decisions(self, story: str) -> Sequence[Decision]:
        """What was decided about it, oldest first, what was taken back too."""
        ...

    def decide(self, decision: Decision) -> None:
        """Keeps a decision."""
        ...

    def state(self) -> str:
        """Names the library as it is: another name as soon as a story changed or was compared."""
        ...

    def search(self, words: str, most: int) -> Sequence[Found]:
        """Reports with these words, or where they are a date, published then. Raises an error in words where there is
        nothing to search for."""
        ...

    def correct(self, report: str, values: Sequence[str], by: str, note: str) -> None:
        """Puts right what is known of a report; ``values`` are FIELD=VALUE. Raises an error in words."""
        ...

    def news(self, story: str) -> Sequence[Told]:
        """What was new in a story at each time it was compared, the latest first."""
        ...

    def versions(self, report: str) -> Sequence[Version]:
        """The versions of an article, oldest first; the report alone where there are no others."""
        ...

    def revisions(self, report: str) -> Sequence[Revision] | None:
        """What changed from each version to the next, oldest first; None where that is yet to be found out."""
        ...

    def near(self, story: str) -> Sequence[Near]:
        """Stories that may be of one affair with this one, the nearest first."""
        ...

    def moved(self, story: str) -> Sequence[Moved]:
        """What people changed about which reports a story has, the latest first."""
        ...

    def join(self, story: str, other: str, by: str) -> None:
        """Another story is this one, for good. Raises an error in words."""
        ...

    def split(self, story: str, reports: Sequence[str], by: str) -> str:
        """Some reports are a story of their own; its name. Raises an error in words."""
        ...

    def move(self, story: str, reports: Sequence[str], by: str) -> None:
        """Reports belong to this story. Raises an error in words."""
        ...

    def forget(self, reports: Sequence[str], by: str, why: str) -> None:
        """Takes reports out for good. Raises an error in words."""
        ...


class LibraryHoldings:
    """A library, as the pages want it."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def story_count(self) -> int:
        """Stories that have reports."""
        return self.library.story_count()

    def stories(self, first: int, most: int) -> list[StoryLine]:
        """A page of them."""
        return [_line(row) for row in self.library.list_stories(limit=most, offset=first)]

    def story(self, story: str) -> StoryLine | None:
        """One."""
        try:
            return _line(self.library.story(story))
        except LibraryError:
            return None

    def version(self, story: str) -> str:
        """The digest of its reports, corrections and decisions."""
        return self.library.inputs(story)

    def dossier(self, story: str) -> tuple[str, Dossier] | None:
        """As kept by ``desk.checking``."""
        return checking.last_kept(self.library, story)

    def decisions(self, story: str) -> list[Decision]:
        """From the library's log."""
        return [decisions.from_json(entry) for entry in self.library.decisions(story)]

    def decide(self, decision: Decision) -> None:
        """Into the library's log."""
        self.library.decide(decisions.to_json(decision))

    def state(self) -> str:
        """The last entry of its log."""
        head = self.library.head()
        return head.hash if head else ""

    def search(self, words: str, most: int) -> list[Found]:
        """By the library's index of words; by date of publication."""
        if when := as_date(words):
            return [_found(Hit(row, 0, 0, "", "", "")) for row in self.library.published(when, limit=most)]
        return [_found(hit) for hit in self.library.search(words, limit=most)]

    def correct(self, report: str, values: Sequence[str], by: str, note: str) -> None:
        """As ``twosource correct``."""
        correcting.correct(self.library, report, values, by=by, note=note)

    def news(self, story: str) -> tuple[Told, ...]:
        """As kept by ``desk.telling``."""
        return telling.told(self.library, story)

    def versions(self, report: str) -> list[Version]:
        """From the library."""
        held = list(self.library.reports(self.library.versions(report)))
        return [_version(one) for one in sorted(held, key=lambda h: h.receipt.at)]

    def revisions(self, report: str) -> tuple[Revision, ...] | None:
        """As kept by ``desk.versions``."""
        return versions.last_kept(self.library, report)

    def near(self, story: str) -> list[Near]:
        """Those of the same affair, then those that changed last."""
        found = [Near(one.story, one_line(one.title), one_line(one.why)) for one in affairs.affair(self.library, story)]
        known = {story, *(one.id for one in found)}
        latest = self.library.list_stories(limit=_LATEST)
        return [*found, *(Near(row.id, one_line(row.title), "") for row in latest if row.id not in known)]

    def moved(self, story: str) -> list[Moved]:
        """From the library's log."""
        entries = [e for e in self.library.log(subject=story) if e.what in ("merged", "split", "moved")]
        return [_moved(e) for e in reversed(entries)]

    def join(self, story: str, other: str, by: str) -> None:
        """As ``twosource story merge``."""
        self.library.merge(story, other, by=by)

    def split(self, story: str, reports: Sequence[str], by: str) -> str:
        """As ``twosource story split``."""
        return self.library.split(story, reports, by=by)

    def move(self, story: str, reports: Sequence[str], by: str) -> None:
        """As ``twosource story move``."""
        self.library.move(story, reports, by=by)

    def forget(self, reports: Sequence[str], by: str, why: str) -> None:
        """As ``twosource forget``."""
        self.library.forget(reports, by=by, why=why)


def as_date(words: str) -> str:
    """A year, month or day as ISO writes it, where the words are one; else empty. A number alone is a year only if it
    can be one."""
    words = words.strip()
    if re.fullmatch(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?", words):
        return words
    return (to_iso(words) or "")[:10] if re.search(r"\d", words) and not words.isdigit() else ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A story as a reader gets it, ``version`` what it is made of now. ``room`` is None where it was never compared;
    ``fresh`` is False where what is shown is older than its reports and decisions."""

    line: StoryLine
    version: str
    room: StoryRoom | None
    fresh: bool


class Rooms:
    """The stories that are being read, each made ready once for all readers and made anew when it has changed."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._kept: OrderedDict[str, tuple[str, StoryRoom]] = OrderedDict()
        self._asked: dict[str, tuple[float, StoryLine, str]] = {}
        self._lock = Lock()

    def story(self, story: str) -> Opened | None:
        """The story as it was last compared; None where there is none of that name."""
        asked = self._just_asked(story)
        if asked is None:
            line = self._holdings.story(story)
            if line is None:
                return None
            asked = self._asked[story] = (monotonic(), line, self._holdings.version(line.id))
        _, line, version = asked
        if line.origins is None:
            self._kept.pop(line.id, None)  # nothing of it is in the library any more: a report was forgotten
        kept = self._kept.get(line.id)
        if kept is None or (line.fresh and kept[0] != version):
            kept = self._newer(line.id, version)
        if kept is None:
            return Opened(line, version, None, False)
        return Opened(line, version, kept[1], kept[0] == version)

    def trusted(self, story: str) -> Opened | None:
        """The same without asking the library; None where it must be asked."""
        asked = self._just_asked(story)
        kept = self._kept.get(asked[1].id) if asked else None
        return Opened(asked[1], asked[2], kept[1], kept[0] == asked[2]) if asked and kept else None

    def _just_asked(self, story: str) -> tuple[float, StoryLine, str] | None:
        asked = self._asked.get(story)
        return asked if asked and monotonic() - asked[0] <= _TRUSTED else None

    def changed(self) -> None:
        """Something was decided: what is known of versions is to be asked anew."""
        self._asked.clear()

    def forget(self) -> None:
        """Something was forgotten: nothing that was made ready is to be shown again."""
        self._asked.clear()
        self._kept.clear()

    def _newer(self, story: str, version: str) -> tuple[str, StoryRoom] | None:
        """What is kept now; of many readers at once the first makes it, the others wait for it."""
        with self._lock:
            kept = self._kept.get(story)
            if kept is None or kept[0] != version:
                found = self._holdings.dossier(story)
                if found is None:
                    return None
                if kept is None or kept[0] != found[0]:
                    kept = self._kept[story] = (found[0], StoryRoom(story, found[1]))
            self._kept.move_to_end(story)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return kept


def _line(row: StoryRow) -> StoryLine:
    origins, conflicts = row.summary.get("origins"), row.summary.get("differ")
    return StoryLine(
        id=row.id,
        title=one_line(row.title),
        when=period(row.first, row.last),
        changed=date(row.changed[:16] + "Z"),
        reports=row.reports,
        origins=origins if isinstance(origins, int) else None,
        conflicts=conflicts if isinstance(conflicts, int) else None,
        fresh=row.fresh,
    )


def _version(held: Held) -> Version:
    report = held.report
    return Version(
        report=report.id,
        title=one_line(report.title or report.id),
        publisher=one_line(report.publisher or ""),
        published=date(report.published) if report.published else "",
        received=date(held.receipt.at[:16] + "Z"),
    )


def _moved(entry: Entry) -> Moved:
    told = entry.body
    reports = told.get("reports")
    return Moved(
        what=entry.what,
        other=str(told.get("story") or ""),
        reports=tuple(map(str, reports)) if isinstance(reports, list) else (),
        by=one_line(str(told.get("by") or "")),
        at=date(entry.at[:16] + "Z"),
    )


def _found(hit: Hit) -> Found:
    row = hit.report
    href = StoryAddresses(row.story).words(row.id, 0, hit.start, hit.end) if row.story and hit.end else ""
    return Found(
        report=row.id,
        title=one_line(row.title or row.id),
        publisher=one_line(row.publisher or ""),
        published=date(row.published) if row.published else "",
        story=row.story or "",
        href=href or (StoryAddresses(row.story).report(row.id) if row.story else ""),
        before=one_line(hit.before) + (" " if hit.before[-1:].isspace() else ""),
        words=one_line(hit.words),
        after=(" " if hit.after[:1].isspace() else "") + one_line(hit.after),
        times=len(hit.places),
    )
