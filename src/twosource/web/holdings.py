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
from twosource.desk import checking, correcting
from twosource.intake.dates import to_iso
from twosource.library import Hit, Library, LibraryError, StoryRow
from twosource.present.visible import one_line
from twosource.present.wording import date, period
from twosource.record import Decision, Dossier
from twosource.web.addresses import StoryAddresses
from twosource.web.story import StoryRoom

_KEPT = 6  # stories held ready at once
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
        asked = self._asked.get(story)
        if asked is None or monotonic() - asked[0] > _TRUSTED:
            line = self._holdings.story(story)
            if line is None:
                return None
            asked = self._asked[story] = (monotonic(), line, self._holdings.version(line.id))
        _, line, version = asked
        kept = self._kept.get(line.id)
        if kept is None or (line.fresh and kept[0] != version):
            kept = self._newer(line.id, version)
        if kept is None:
            return Opened(line, version, None, False)
        return Opened(line, version, kept[1], kept[0] == version)

    def changed(self) -> None:
        """Something was decided: what is known of versions is to be asked anew."""
        self._asked.clear()

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
